"""The records behind a number: how many there are, and those of them that this user may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from accounts.counting import count_all
from accounts.models import User
from accounts.rules import Can
from missing.models import Episode
from people.models import MayOpen, YoungPerson
from reporting.measures.endings import Ending, with_ending
from reporting.scope import Scope


@dataclass(frozen=True)
class Shown:
    """What one list shows: `records` are those the user may see; the numbers say how many others are counted."""

    records: "QuerySet[Any]"
    counted: "QuerySet[Any]"

    def to_count(self) -> dict[str, "QuerySet[Any]"]:
        return {"counted": self.counted, "shown": self.records}

    def restricted(self, counts: dict[str, int]) -> dict[str, int]:
        """How many of those not shown are restricted, as `hidden restricted`; asked only where some are not shown."""
        if counts["counted"] == counts["shown"]:
            return {"hidden restricted": 0}
        restricted = {f"{_to_young_person(self.counted)}is_restricted": True}
        found = count_all({"all": self.counted.filter(**restricted), "shown": self.records.filter(**restricted)})
        return {"hidden restricted": found["all"] - found["shown"]}


def shown_to(user: User, counted: "QuerySet[Any]") -> Shown:
    """Those of the records counted whose young person the user may open; without names, all but the restricted ones."""
    if user.can(Can.SEE_RECORDS):
        person = "pk" if counted.model is YoungPerson else "young_person"
        return Shown(counted.filter(MayOpen(user, person)), counted)
    return Shown(counted.filter(**{f"{_to_young_person(counted)}is_restricted": False}), counted)


def not_shown(counts: dict[str, int]) -> str:
    """Who is counted and not listed, in words: `and 1 restricted: ask the service manager`; empty when nobody is."""
    restricted = counts["hidden restricted"]
    others = counts["counted"] - counts["shown"] - restricted
    parts = [f"{restricted} restricted: ask the service manager"] if restricted else []
    parts += [f"{others} whose record you may not open"] if others else []
    return "and " + "; and ".join(parts) if parts else ""


def in_order(episodes: "QuerySet[Any]", longest_first: bool) -> "QuerySet[Any]":
    """The ids, the latest first, or those who have been missing longest.

    Sorted by a sum and not by the column: for the first fifty of a short list the planner would otherwise walk the
    whole history in the order of its index.
    """
    began = ExpressionWrapper(F("started_at") + timedelta(), output_field=DateTimeField())
    return episodes.order_by(began.asc() if longest_first else began.desc(), "pk").values_list("pk", flat=True)


_OF_THE_PERSON = ("reference", "first_name", "last_name", "date_of_birth", "team__name", "social_worker__full_name")
TOLD = (
    *("reference", "started_at", "missing_from", "ended_at", "voided_at"),
    *(f"young_person__{name}" for name in _OF_THE_PERSON),
)
"""The columns that a row tells of."""


def rows(ids: Iterable[int], scope: Scope) -> list[Any]:
    """These episodes in this order, each with what a row of the list says, `interview_state` among it; one query."""
    wanted = list(ids)
    episodes = Episode.objects.filter(pk__in=wanted).select_related("young_person__team", "young_person__social_worker")
    episodes = episodes.only(*TOLD)
    found = {episode.pk: episode for episode in with_ending(episodes, scope.at)}
    for episode in found.values():
        episode.interview_state = interview_state(episode, scope.at)
    return [found[pk] for pk in wanted]


def people_in_order(people: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    """Who was missing most often first, with `times` in the period and `last_missing_from`."""
    theirs = scope.episodes().filter(young_person=OuterRef("pk")).order_by().values("young_person")
    times = Subquery(theirs.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    last = Episode.objects.counted_as_missing().filter(young_person=OuterRef("pk")).order_by("-missing_from")
    return (
        people.annotate(times=Coalesce(times, 0), last_missing_from=Subquery(last.values("missing_from")[:1]))
        .select_related("team", "social_worker")
        .order_by("-times", "last_name", "first_name", "pk")
    )


def _to_young_person(records: "QuerySet[Any]") -> str:
    return "" if records.model is YoungPerson else "young_person__"


@dataclass(frozen=True)
class InterviewState:
    """How the interview of an episode stands, for one cell of a list."""

    label: str
    tone: str = ""
    at: datetime | None = None
    left: timedelta | None = None
    late: timedelta | None = None


def interview_state(episode: Any, at: datetime) -> InterviewState:
    """From an episode annotated by `with_ending`."""
    ending, due_at, done_at = Ending(episode.ending), episode.own_due_at, episode.final_outcome_at
    match ending:
        case Ending.TO_DO_IN_TIME:
            return InterviewState("To do", left=due_at - at)
        case Ending.TO_DO_OVERDUE:
            return InterviewState("Overdue", "red", late=at - due_at)
        case Ending.NOT_YET_BACK:
            if episode.ended_at is None:
                return InterviewState("After the return")
            return InterviewState("Found, not yet back", "amber")
        case Ending.COMPLETED | Ending.COMPLETED_COVERED:
            if done_at is None:
                return InterviewState(f"{ending.label}, time not recorded", "amber")
            late = done_at - due_at if due_at and done_at > due_at else None
            return InterviewState(ending.label, "amber" if late else "green", at=done_at, late=late)
    return InterviewState(ending.label, at=done_at)
