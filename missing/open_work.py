"""What waits for whom, on their home page: their own work, and what is missing or late where they answer for it.

Each list is of one user; where a cover looks at it, of the absent one, as far as the cover may see it.
"""

from datetime import timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts import work
from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from missing.absence_alerts import reviews_to_hold
from missing.actions import leaving
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


WORK = (
    work.Work(
        order=10,
        key="interviews",
        title="Your interviews",
        rows=interviews_of,
        template="missing/work_interviews.html",
        empty="You have no interview to do.",
        can=Can.WORK_INTERVIEWS,
        held=leaving.interviews_held,
        held_title="Interviews given to them",
        covered=interviews_of,
        hand_on=leaving.hand_on_interviews,
        needs=ROLES_THAT_CAN[Can.WORK_INTERVIEWS],
        takers=leaving.who_may_take_interviews,
        put_back="Back to the queue, for whoever takes them",
    ),
    work.Work(
        order=20,
        key="contacts",
        title="Contact due after a declined interview",
        rows=contacts_of,
        template="missing/work_contacts.html",
        empty="No contact is due.",
        can=Can.RECORD_CONTACTS,
        within_wider=Can.ANSWER_FOR_TEAMS,
        covered=contacts_of,
        held=leaving.contacts_held,
        held_title="Contact due after a declined interview",
        moves_with="young_people",
    ),
    work.Work(
        order=11,
        key="bookings",
        title="Times booked for interviews given to them",
        rows=leaving.bookings_held,
        template="",
        empty="",
        is_on_home=False,
        moves_with="interviews",
    ),
    work.Work(
        order=12,
        key="wishes",
        title="Young people who asked to talk to them",
        rows=leaving.wishes_for,
        template="",
        empty="",
        is_on_home=False,
        stays_because="The wish stays on record. Whoever has the interview tells the young person.",
    ),
    work.Work(
        order=25,
        key="follow_ups",
        title="To do after an interview",
        rows=follow_ups_of,
        template="missing/work_follow_ups.html",
        empty="Nothing is to be done after an interview.",
        within_wider=Can.ANSWER_FOR_TEAMS,
        covered=follow_ups_of,
        held=leaving.follow_ups_held,
        hand_on=leaving.hand_on_follow_ups,
        needs=ROLES_THAT_CAN[Can.RECORD_CONTACTS],
        takers=leaving.who_may_take_follow_ups,
        put_back="Back to whoever gave it out",
    ),
    work.Work(
        order=5,
        key="missing_now",
        title="Missing, away or late",
        rows=not_back,
        template="missing/work_missing.html",
        empty="None of your young people is missing, away or late.",
        covered=not_back,
        can=Can.SEE_MISSING_NOW,
        url_name="missing:now",
        is_own=False,
    ),
    work.Work(
        order=30,
        key="late_interviews",
        title="Overdue interviews",
        rows=late_interviews,
        template="missing/work_interviews.html",
        empty="No interview is overdue.",
        covered=late_interviews,
        can=Can.ANSWER_FOR_TEAMS,
        url_name="missing:queue",
        is_own=False,
    ),
    work.Work(
        order=40,
        key="late_contacts",
        title="Contacts after a declined interview",
        rows=late_contacts,
        template="missing/work_contacts.html",
        empty="No contact is overdue, and none is yours to make.",
        covered=late_contacts,
        can=Can.ANSWER_FOR_TEAMS,
        is_own=False,
    ),
    work.Work(
        order=41,
        key="late_follow_ups",
        title="To do after an interview",
        rows=late_follow_ups,
        template="missing/work_follow_ups.html",
        empty="Nothing is overdue, and nothing is yours to do.",
        covered=late_follow_ups,
        can=Can.ANSWER_FOR_TEAMS,
        is_own=False,
    ),
    work.Work(
        order=25,
        key="long_reviews",
        title="Reviews of long absences",
        rows=reviews_of,
        template="missing/work_reviews.html",
        empty="No review is due in the next seven days.",
        covered=reviews_of,
        can=Can.REVIEW_LONG_MISSING,
        is_own=False,
    ),
    work.Work(
        order=7,
        key="strategy_given",
        title="Strategy discussions given to you",
        rows=strategy_given,
        template="missing/work_strategy.html",
        empty="None is given to you.",
        covered=strategy_given,
        can=Can.RECORD_STRATEGY_DISCUSSIONS,
        url_name="missing:strategy_discussions",
        within_wider=Can.ANSWER_FOR_TEAMS,
        held=leaving.discussions_held,
        hand_on=leaving.hand_on_discussions,
        needs=ROLES_THAT_CAN[Can.RECORD_STRATEGY_DISCUSSIONS],
        takers=leaving.who_may_take_discussions,
        put_back="To the team manager of each young person",
        held_title="Strategy discussions given to them",
    ),
    work.Work(
        order=8,
        key="strategy_due",
        title="Strategy discussions due",
        rows=strategy_due,
        template="missing/work_strategy.html",
        empty="None is due of the young people you answer for.",
        covered=strategy_due,
        can=Can.ANSWER_FOR_TEAMS,
        url_name="missing:strategy_discussions",
        is_own=False,
    ),
    work.Work(
        order=26,
        key="named_reviews",
        title="Reviews of long absences that they are named for",
        rows=leaving.reviews_held,
        template="",
        empty="",
        is_on_home=False,
        hand_on=leaving.hand_on_reviews,
        needs=ROLES_THAT_CAN[Can.REVIEW_LONG_MISSING],
        takers=leaving.who_may_take_reviews,
        put_back="To the team manager of each young person",
    ),
)
"""Every kind of open work of this room."""


def register() -> None:
    for kind in WORK:
        work.register(kind)
