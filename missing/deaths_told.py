"""Who learns that a death was recorded, so that a wrong one is found out.

A death ends every alert and e-mail about the child, so that none tells of it: it stands on the first page of those who
answer for them, for a while (docs/decisions/endings.md).
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.rules import Can, Role
from people.models import Death, MayOpen, YoungPerson
from people.whose_record import managers_to_ring_about

TOLD_FOR = timedelta(days=14)


def deaths_of_late(user: User) -> QuerySet[Death]:
    """Those recorded here by somebody else, for whoever answers for the young person: those that stand first.

    That is their social worker or who covers for them, the managers of their team, the Missing Returns Officers and the
    service managers. Not those of a case file: history is no news. One
    that was taken back stays for the rest of its days: who read of the death reads that it was not so, and why.
    """
    since = timezone.now() - TOLD_FOR
    of_late = Death.objects.filter(recorded_at__gte=since, by__isnull=False)
    theirs = Q(young_person__social_worker__in=[user.pk, *user.covered_ids])
    if user.holds(Role.TEAM_MANAGER):
        theirs |= Q(young_person__team__in=user.team_ids)
    if user.holds(Role.RETURNS_OFFICER, Role.SERVICE_MANAGER):
        theirs = Q()
    found = of_late.filter(theirs, MayOpen(user, "young_person")).exclude(by=user)
    standing_first = F("taken_back_at").desc(nulls_first=True)
    return found.select_related("young_person", "by", "taken_back_by").order_by(standing_first, "-recorded_at", "-pk")


def said_of_death(young_person: YoungPerson, user: User) -> str:
    """What was done, for who has just recorded it, and what to do where it is wrong. At most two queries."""
    said = f"It is on record that {young_person} has died. Every alert, offer and e-mail about them has stopped."
    if user.can(Can.TAKE_BACK_DEATHS):
        return f"{said} If it is wrong, take it back on their page."
    ask = managers_to_ring_about(young_person)
    return f"{said} If it is wrong, ring {ask} now: they take it back on {young_person}’s page."
