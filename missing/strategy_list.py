"""The list of strategy discussions: which rows, in which order, and what each row tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse

from accounts.models import User
from accounts.rules import Can
from missing.codes import HARM_SUSPECTED, StrategyGround
from missing.models import StrategyDiscussion, StrategyTrigger
from missing.models.strategy import OPEN, StrategyDiscussionQuerySet, told_to
from people.days import deadline_in_words, plain_time, time_in_words
from people.lengths import in_words
from people.models import YoungPerson

OF_LATE = timedelta(days=30)
"""How far back the list of closed ones goes; older ones stand on the young person's page."""

SUSPECTED = "suspected"
KIND_SHOWN = Case(When(harm__is_suspicion=True, then=Value(SUSPECTED)), default=F("kind"))
"""The kind of a ground; of harm that is suspected alone, that."""

URGENT_GROUNDS = frozenset({StrategyGround.HARM, SUSPECTED, StrategyGround.HIGH_RISK, StrategyGround.SERIOUS_LEVEL})


@dataclass(frozen=True)
class Filter:
    """One chip of the list. `condition(user, now)` picks from what the user may see."""

    key: str
    label: str
    condition: Callable[[User, datetime], Q]
    is_late: bool = False


FILTERS = [
    Filter("due", "Due", lambda user, now: OPEN),
    Filter("late", "Past their day", lambda user, now: OPEN & Q(due_at__lte=now), is_late=True),
    Filter("mine", "Given to me", lambda user, now: OPEN & Q(assigned_to=user)),
    Filter("nobody", "Nobody’s", lambda user, now: OPEN & Q(assigned_to__isnull=True)),
    Filter("held", "Held in 30 days", lambda user, now: Q(held_at__isnull=False, closed_at__gte=now - OF_LATE)),
    Filter("declined", "Declined in 30 days", lambda user, now: Q(declined_at__gte=now - OF_LATE)),
]
KEYS = frozenset(chip.key for chip in FILTERS)


def counts(user: User, now: datetime) -> dict[str, int]:
    """The number on each chip, in one query; what was closed long ago is not looked at."""
    visible = StrategyDiscussion.objects.visible_to(user).filter(OPEN | Q(closed_at__gte=now - OF_LATE))
    return visible.aggregate(**{chip.key: Count("pk", filter=chip.condition(user, now)) for chip in FILTERS})


def chips(numbers: dict[str, int], current: str) -> list[dict[str, Any]]:
    return [
        {
            "label": chip.label,
            "url": f"{reverse('missing:strategy_discussions')}?show={chip.key}",
            "count": numbers[chip.key],
            "is_current": chip.key == current,
            "is_late": chip.is_late,
        }
        for chip in FILTERS
    ]


def rows(user: User, key: str, now: datetime) -> StrategyDiscussionQuerySet:
    """Those under one chip: what is due first, or what was closed last, each with its grounds."""
    chip = next(chip for chip in FILTERS if chip.key == key)
    found = StrategyDiscussion.objects.visible_to(user).filter(chip.condition(user, now))
    order = ["-closed_at", "-pk"] if key in ("held", "declined") else ["due_at", "pk"]
    return with_grounds(found).select_related("young_person__team", "assigned_to").order_by(*order)


def with_grounds(discussions: StrategyDiscussionQuerySet, user: User | None = None) -> StrategyDiscussionQuerySet:
    """`kinds` of the grounds that stand, and `harm_ids` of what was told, in the one query.

    Of `user` those that are theirs to read: who sees the lists reads all.
    """
    standing = StrategyTrigger.objects.filter(discussion=OuterRef("pk"), withdrawn_at__isnull=True)
    standing = standing.filter(told_to(user)) if user else standing
    return discussions.annotate(
        kinds=ArraySubquery(standing.order_by("at", "pk").values_list(KIND_SHOWN)),
        harm_ids=ArraySubquery(standing.filter(harm__isnull=False).order_by("pk").values("harm")),
        suspected_ids=ArraySubquery(standing.filter(harm__is_suspicion=True).order_by("pk").values("harm")),
    )


def harm_first(discussions: StrategyDiscussionQuerySet) -> StrategyDiscussionQuerySet:
    """Where they told of harm first, the latest told before all (`harm_told_at`); then what is due first.

    `is_suspicion`: what was told last is suspected alone.
    """
    standing = StrategyTrigger.objects.filter(discussion=OuterRef("pk"), withdrawn_at__isnull=True)
    told = standing.filter(kind=StrategyGround.HARM).order_by("-at", "-pk")
    found = discussions.annotate(
        harm_told_at=Subquery(told.values("at")[:1]), is_suspicion=Subquery(told.values("harm__is_suspicion")[:1])
    )
    return found.order_by(F("harm_told_at").desc(nulls_last=True), "due_at", "pk")


def hidden(user: User) -> StrategyDiscussionQuerySet:
    """Those due that are restricted and not for this user to see: counted, not shown, to who declines them."""
    if not user.can(Can.DECLINE_STRATEGY_DISCUSSIONS):
        return StrategyDiscussion.objects.none()
    people = YoungPerson.objects.hidden_from(user)
    return StrategyDiscussion.objects.open().filter(young_person__in=people.values("pk"))


def row_of(discussion: Any, now: datetime) -> dict[str, Any]:
    """One discussion of `rows`, for the template."""
    return {
        "discussion": discussion,
        "young_person": discussion.young_person,
        "due": state(discussion, now),
        "is_late": discussion.is_open and discussion.due_at <= now,
        "tags": tags(discussion.kinds),
        "open_for": in_words(now - discussion.opened_at) if discussion.is_open else "",
        "opened": plain_time(discussion.opened_at),
        "team": discussion.young_person.team or "No team",
        "with": discussion.assigned_to or "Nobody",
    }


def tags(kinds: list[str]) -> list[dict[str, str]]:
    """Each kind of ground once, in the order in which they came."""
    labels = dict(StrategyGround.choices) | {SUSPECTED: HARM_SUSPECTED}
    return [
        {"text": labels[kind], "tone": "red" if kind in URGENT_GROUNDS else "amber"} for kind in dict.fromkeys(kinds)
    ]


def state(discussion: StrategyDiscussion, now: datetime) -> str:
    """How it stands, in words that fit under the heading “Due”."""
    if discussion.held_at:
        return f"Held {time_in_words(discussion.held_at)}: {discussion.get_outcome_display().lower()}"
    if discussion.declined_at:
        return f"Declined {time_in_words(discussion.declined_at)}"
    if discussion.withdrawn_at:
        return f"Withdrawn {time_in_words(discussion.withdrawn_at)}"
    due = deadline_in_words(discussion.due_at)
    return f"Was due {due}" if discussion.due_at <= now else due[:1].upper() + due[1:]
