"""What waits for whom, on their home page: their own work, and what is missing or late where they answer for it.

Each list is of one user; where a cover looks at it, of the absent one, as far as the cover may see it.
"""

from datetime import timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from missing.absence_alerts import reviews_to_hold
from missing.begun_records import saved_by
from missing.codes import Category
from missing.models import (
    Episode,
    FollowUpAction,
    InterviewBooking,
    LongReview,
    ReturnInterview,
    StrategyDiscussion,
)
from missing.models.episode_rows import STATE_SINCE
from missing.models.strategy import StrategyDiscussionQuerySet
from missing.strategy_list import harm_first, with_grounds
from people.models import seen_by

ANSWER_FOR_ALL = (
    Role.DUTY,
    Role.RETURNS_OFFICER,
    Role.HUB,
    Role.MACE_CHAIR,
    Role.SERVICE_MANAGER,
    Role.DIRECTOR,
)
"""Roles that are there for every young person whom they may see."""

SOON = timedelta(days=7)
"""How far ahead a review is on the home page of who holds it, or answers for the young person."""

# What a row tells, and no more: a list is quicker for every column that it leaves out.
LASTED = ("category", "started_at", "missing_from", "ended_at", "voided_at")
ABOUT = ("started_is_approximate", "missing_from_is_approximate")
FOUND = ("clock_starts_at", "found_at", "found_is_approximate")
ON_TIMES = ("returned_at", "returned_is_approximate", "found_is_approximate")


def names(path: str = "") -> list[str]:
    """What a young person is called, at the end of that path."""
    return [f"{path}young_person__{field}" for field in ("reference", "first_name", "last_name")]


IN_LISTS = (
    "due_at",
    "clock_starts_at",
    "episode__reference",
    *(f"episode__{field}" for field in ON_TIMES),
    *names("episode__"),
)


def reviews_of(user: User, absent: User | None = None) -> QuerySet[LongReview]:
    """Those of the young people they answer for, whoever holds them, and those they are named for; in seven days."""
    now, who = timezone.now(), absent or user
    due = reviews_to_hold(now).visible_to(user).filter(due_at__lt=now + SOON)
    answered_for = _theirs(who, "episode__young_person__")
    if answered_for:  # of all else; "or all" is no condition, and would leave those they are named for alone
        due = due.filter(answered_for | Q(manager=who))
    found = due.select_related("episode__young_person", "manager").annotate(is_late=Q(due_at__lt=now))
    lasted = [f"episode__{field}" for field in LASTED]
    shown = found.only("number", "due_at", "manager__full_name", "episode__reference", *lasted, *names("episode__"))
    return shown.order_by("due_at", "pk")


def interviews_of(user: User, absent: User | None = None) -> QuerySet[ReturnInterview]:
    """Those given to them."""
    return _told(seen_by(user, ReturnInterview.objects).to_do().filter(assigned_to=absent or user), user)


def contacts_of(user: User, absent: User | None = None) -> QuerySet[ReturnInterview]:
    """Those with the young people whose social worker they are."""
    due = seen_by(user, ReturnInterview.objects).contact_due()
    return _told_of_contact(due.filter(episode__young_person__social_worker=absent or user))


def follow_ups_of(user: User, absent: User | None = None) -> QuerySet[FollowUpAction]:
    """What they were given to do because of an interview, the earliest first."""
    return _told_of_follow_up(seen_by(user, FollowUpAction.objects).open().filter(owner=absent or user))


def late_follow_ups(user: User, absent: User | None = None) -> QuerySet[FollowUpAction]:
    """What is theirs to do, and what others have not done by its day for the young people they answer for."""
    who = absent or user
    late = Q(due_on__lt=timezone.localdate()) & _theirs(who, "interview__episode__young_person__")
    return _told_of_follow_up(seen_by(user, FollowUpAction.objects).open().filter(late | Q(owner=who)))


def not_back(user: User, absent: User | None = None) -> QuerySet[Episode]:
    """Who is missing, away or late of those they answer for, longest first; then who is found and not yet back."""
    return (
        seen_by(user, Episode.objects)
        .without_return()
        .filter(_theirs(absent or user, "young_person__"))
        .select_related("young_person__team")
        .only("reference", *LASTED, *ABOUT, *FOUND, "young_person__team__name", *names())
        .order_by(F("ended_at").asc(nulls_first=True), STATE_SINCE, "pk")
    )


def late_interviews(user: User, absent: User | None = None) -> QuerySet[ReturnInterview]:
    late = seen_by(user, ReturnInterview.objects).overdue(timezone.now())
    found = _told(late.filter(_theirs(absent or user, "episode__young_person__")), user)
    return found.select_related("assigned_to").only(*IN_LISTS, "assigned_to__full_name")


def late_contacts(user: User, absent: User | None = None) -> QuerySet[ReturnInterview]:
    """The overdue ones of those they answer for, and whatever is theirs to make."""
    who = absent or user
    due = seen_by(user, ReturnInterview.objects).contact_due()
    late = Q(contact_due_on__lt=timezone.localdate()) & _theirs(who, "episode__young_person__")
    return _told_of_contact(due.filter(late | Q(episode__young_person__social_worker=who)))


def strategy_given(user: User, absent: User | None = None) -> QuerySet[StrategyDiscussion]:
    open_ones = seen_by(user, StrategyDiscussion.objects).open()
    return _told_of_discussion(open_ones.filter(assigned_to=absent or user))


def strategy_due(user: User, absent: User | None = None) -> QuerySet[StrategyDiscussion]:
    """Of the young people they answer for, and those given to them."""
    who = absent or user
    due = seen_by(user, StrategyDiscussion.objects).open()
    answered_for = _theirs(who, "young_person__")
    if answered_for:  # of all else; "or all" is no condition, and would leave those given to them alone
        due = due.filter(answered_for | Q(assigned_to=who))
    return _told_of_discussion(due)


def _told_of_follow_up(follow_ups: QuerySet[FollowUpAction]) -> QuerySet[FollowUpAction]:
    late = Q(due_on__lt=timezone.localdate())
    found = follow_ups.select_related("interview__episode__young_person", "owner").annotate(is_late=late)
    of_whom = ("interview__episode__reference", *names("interview__episode__"))
    return found.only("what", "due_on", "owner__full_name", *of_whom).order_by("due_on", "pk")


def _told_of_discussion(discussions: StrategyDiscussionQuerySet) -> QuerySet[StrategyDiscussion]:
    late = Q(due_at__lte=timezone.now())
    found = with_grounds(discussions).select_related("young_person", "assigned_to").annotate(is_late=late)
    return harm_first(found.only("reference", "opened_at", "due_at", "assigned_to__full_name", *names()))


def _theirs(user: User, path: str) -> Q:
    """Of the young people they see, those they answer for: all, or those of their teams, caseload and reviews."""
    if user.holds(*ANSWER_FOR_ALL):
        return Q()
    own = Q(**{f"{path}social_worker": user}) | Q(**{f"{path}reviewing_officer": user})
    return own | Q(**{f"{path}team__in": user.team_ids})


def _told(interviews: QuerySet[ReturnInterview], user: User) -> QuerySet[ReturnInterview]:
    """`record_saved_at`: when the user themselves last typed into its record."""
    late = Q(due_at__lt=timezone.now())
    booked = InterviewBooking.objects.standing_of_row().values("meets_at")
    gone = Episode.objects.open().filter(young_person=OuterRef("episode__young_person"), category=Category.MISSING)
    missing_in = Subquery(gone.values("reference")[:1])
    told = {"is_late": late, "booked_for": Subquery(booked), "record_saved_at": saved_by(user)}
    found = interviews.select_related("episode__young_person").annotate(**told, missing_in=missing_in)
    return found.only(*IN_LISTS).order_by("due_at", "pk")


def _told_of_contact(interviews: QuerySet[ReturnInterview]) -> QuerySet[ReturnInterview]:
    late = Q(contact_due_on__lt=timezone.localdate())
    found = interviews.select_related("episode__young_person__social_worker").annotate(is_late=late)
    worker = "episode__young_person__social_worker__full_name"
    return found.only("outcome", "contact_due_on", "episode__reference", worker, *names("episode__")).order_by(
        "contact_due_on", "pk"
    )
