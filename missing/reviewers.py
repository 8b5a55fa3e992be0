"""Who may hold the review of a long absence: a manager who may open the record."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from missing.models import Episode
from people.models import YoungPerson, may_open
from people.whose_record import not_yours_to

SETTLE_REVIEWS = "settle the reviews of this absence"


def managers_for(episode: Episode) -> QuerySet[User]:
    """The managers to choose from: nobody whom the action would refuse."""
    person = episode.young_person
    known = Q(teams=person.team_id) | Q(groups__name=Role.SERVICE_MANAGER) | Q(access_grants__young_person=person)
    candidates = User.objects.holding(*ROLES_THAT_CAN[Can.REVIEW_LONG_MISSING]).filter(known).values("pk")
    able = User.objects.with_access().active().filter(pk__in=candidates)
    return User.objects.filter(pk__in=[user.pk for user in able if not why_not_review(user, person)])


def why_not_settle_reviews(user: User, young_person: YoungPerson) -> str | None:
    """Why this manager may neither hold their reviews nor say who does, and whom to ring; None when they may."""
    return None if may_open(user, young_person.pk) else not_yours_to(SETTLE_REVIEWS, young_person)


def why_not_review(user: User, young_person: YoungPerson) -> str | None:
    """Why this person cannot be named for a review, in words; None when they can."""
    if not user.can(Can.REVIEW_LONG_MISSING):
        return f"{user} is not a manager."
    if not may_open(user, young_person.pk):
        return f"{user} may not open this record."
    return None
