"""The interview queue: which rows, in which order, and what each row tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from accounts.counting import count_all
from accounts.models import User
from accounts.rules import Can
from missing.codes import Category
from missing.models import AskedParents, ContactAttempt, Episode, InterviewBooking, InterviewOffer, ReturnInterview
from missing.models.episode_rows import STATE_SINCE, STATE_SINCE_IS_APPROXIMATE
from missing.models.interview import UNTOLD, ReturnInterviewQuerySet
from missing.periods import end_of_day
from missing.this_year import missing_this_year
from people.around_brief import name_in_use
from people.models import MayOpen, YoungPerson, seen_by

LOOKED_BACK = 3
"""How many closed interviews before this one tell whether the young person has been declining."""

MOST_COUNTED = 1_000
"""Of ten years' import that waits to be settled no more are counted or paged through: the queue opens as fast."""


@dataclass(frozen=True)
class Filter:
    """One chip of the queue. `condition(user, now)` picks from what is to do."""

    key: str
    label: str
    condition: Callable[[User, datetime], Q]
    is_late: bool = False


BOOKED = "booked"
WHOSE = "episode__young_person"
STANDING = InterviewBooking.objects.standing_of_row()

FILTERS = [
    Filter("all", "All to do", lambda user, now: Q()),
    Filter("overdue", "Overdue", lambda user, now: Q(due_at__lt=now), is_late=True),
    Filter("today", "Due today", lambda user, now: Q(due_at__gte=now, due_at__lt=end_of_day(now))),
    Filter("mine", "Mine", lambda user, now: Q(assigned_to=user)),
    Filter(BOOKED, "Booked", lambda user, now: Q(Exists(STANDING))),
    Filter("nobody", "Nobody’s", lambda user, now: Q(assigned_to__isnull=True)),
    Filter("out_of_city", "Out of city", lambda user, now: Q(episode__is_out_of_area=True)),
]
CONTACT_DUE, TO_SETTLE, THEIRS, HIDDEN = "contact_due", "to_settle", "theirs", "hidden"
KEYS = frozenset({chip.key for chip in FILTERS} | {CONTACT_DUE, TO_SETTLE, THEIRS})

# The columns that a row tells of, and no others: with all of them the page takes half as long again.
_OF_THE_EPISODE = (
    *("reference", "team__name", "placement__placement_type", "is_out_of_area", "distance_miles"),
    *("ended_how", "returned_at", "returned_is_approximate", "found_is_approximate", "missing_from"),
)
_OF_THE_PERSON = (
    "reference",
    "first_name",
    "last_name",
    "date_of_birth",
    "is_restricted",
    "responsible_authority",
    "social_worker",
)
TOLD = (
    *("due_at", "clock_starts_at", "outcome", "outcome_at", "contact_due_on", "route", "is_void"),
    *("assigned_to__full_name", "wished_name", "wished_interviewer__full_name"),
    *(f"episode__{name}" for name in _OF_THE_EPISODE),
    *(f"episode__young_person__{name}" for name in _OF_THE_PERSON),
)


def counts(user: User, now: datetime) -> dict[str, int]:
    """The number on each chip, and of what is hidden; of what is to settle, MOST_COUNTED stands for that or more."""
    seen = seen_by(user, ReturnInterview.objects)
    others = count_all(
        {
            CONTACT_DUE: seen.contact_due(),
            TO_SETTLE: to_settle(user)[:MOST_COUNTED],
            THEIRS: seen.theirs_to_tell().filter(due_at__isnull=False),
            HIDDEN: hidden(user),
        }
    )
    to_do = seen.to_do().aggregate(**{chip.key: Count("pk", filter=chip.condition(user, now)) for chip in FILTERS})
    return to_do | others


def rows(user: User, key: str, now: datetime) -> ReturnInterviewQuerySet:
    """The interviews under one chip, most urgent first, booked ones by their times; each with what its row tells."""
    visible = seen_by(user, ReturnInterview.objects)
    if key == CONTACT_DUE:
        return with_facts(visible.contact_due().order_by("contact_due_on", "pk"), user, now)
    if key == TO_SETTLE:
        return with_facts(to_settle(user), user, now)
    if key == THEIRS:
        return with_facts(visible.theirs_to_tell().filter(due_at__isnull=False).order_by("due_at", "pk"), user, now)
    chip = next(chip for chip in FILTERS if chip.key == key)
    found = visible.to_do().filter(chip.condition(user, now))
    if key == BOOKED:
        return with_facts(found.order_by(Subquery(STANDING.values("meets_at")), "pk"), user, now)
    return with_facts(found.order_by("due_at", "pk"), user, now)


def to_settle(user: User) -> ReturnInterviewQuerySet:
    """Of records that they may open, longest due first. Nobody logged these here, so that no other rule is asked."""
    found = ReturnInterview.objects.to_settle().filter(MayOpen(user, "episode__young_person"))
    return found.order_by("due_at", "pk")


def with_facts(interviews: ReturnInterviewQuerySet, user: User, now: datetime) -> ReturnInterviewQuerySet:
    """With the counts and states that a row tells about its young person, all in the one query.

    `may_open_record`: of whom it is not theirs, the row tells nothing of other interviews.
    """
    theirs = Episode.objects.counted_as_missing().filter(young_person=OuterRef(WHOSE))
    counted = JSONObject(
        this_year=Count("pk", filter=missing_this_year(now)),
        in_30_days=Count("pk", filter=Q(missing_from__gte=now - timedelta(days=30))),
        before=Count("pk", filter=Q(missing_from__lt=OuterRef("episode__started_at"))),
    )
    episodes = Subquery(theirs.order_by().values("young_person").annotate(found=counted).values("found"))
    people = (WHOSE, "assigned_to", "wished_interviewer")
    followed = interviews.select_related("episode__team", "episode__placement", *people)
    facts = _facts(hides_reopened=user.sees_only_what_is_given)
    return followed.only(*TOLD).annotate(episodes=episodes, may_open_record=MayOpen(user, WHOSE), **facts)


@cache
def _facts(*, hides_reopened: bool) -> dict[str, Any]:
    """Put together once: that takes longer than to answer it.

    `hides_reopened` for who may not see one that a manager reopened (`ReturnInterviewQuerySet.visible_to`).
    """
    same_person = ReturnInterview.objects.standing().filter(episode__young_person=OuterRef(WHOSE))
    before = same_person.exclude(outcome="").filter(clock_starts_at__lt=OuterRef("clock_starts_at"))
    others = same_person.to_do().exclude(pk=OuterRef("pk")).order_by().values(WHOSE)
    others = others.filter(UNTOLD) if hides_reopened else others
    open_now = Episode.objects.open().filter(young_person=OuterRef(WHOSE), category=Category.MISSING)
    since = JSONObject(since=STATE_SINCE, is_about=STATE_SINCE_IS_APPROXIMATE, reference="reference")
    return {
        "other_open_interviews": Coalesce(Subquery(others.annotate(n=Count("pk")).values("n")), Value(0)),
        "outcomes_before": ArraySubquery(before.order_by("-clock_starts_at").values("outcome")[:LOOKED_BACK]),
        "booking": Subquery(STANDING.values(found=JSONObject(meets_at="meets_at", method="method"))),
        "known_as": name_in_use(WHOSE),
        "has_asked_parents": Exists(AskedParents.objects.filter(interview=OuterRef("pk"))),
        "missing_now": Subquery(open_now.values(found=since)[:1]),
    }


def with_steps(interviews: ReturnInterviewQuerySet) -> ReturnInterviewQuerySet:
    """With the offers and attempts of each row that stand, latest first: two queries for a page."""
    return interviews.prefetch_related(
        Prefetch("offers", InterviewOffer.objects.standing()), Prefetch("attempts", ContactAttempt.objects.standing())
    )


def hidden(user: User) -> ReturnInterviewQuerySet:
    """Those of the queue that are restricted and not for this user to see; they are counted, not shown.

    Only who hands out interviews is told of them.
    """
    if not user.can(Can.HAND_OVER_INTERVIEWS):
        return ReturnInterview.objects.none()
    people = YoungPerson.objects.hidden_from(user)
    return ReturnInterview.objects.to_do().filter(episode__young_person__in=people.values("pk"))
