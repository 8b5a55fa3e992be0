"""Figures of return home interviews."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from missing.codes import Independence, Outcome
from missing.models import Episode, ReturnInterview
from missing.models.episode_rows import EpisodeQuerySet
from reporting.measures.endings import NOT_OURS, NOT_OWED, with_final_independence, with_final_outcome
from reporting.measures.measure import Measure, Unit
from reporting.scope import Scope


def overdue(scope: Scope) -> EpisodeQuerySet:
    """Whose interview is on the queue and past due, whenever the episode was."""
    late = ReturnInterview.objects.overdue(scope.at)
    return scope.ours(Episode.objects.filter(interview__in=late))


def that_came_back(scope: Scope) -> QuerySet[Any]:
    """Whose clock has started and whose interview was required, done or due: what was owed by `scope.at`."""
    still_to_come = Q(final_outcome="", own_due_at__gt=scope.at)
    return (
        with_final_outcome(scope.episodes())
        .filter(clock_starts_at__isnull=False)
        .exclude(final_outcome=Outcome.NOT_REQUIRED)
        .exclude(NOT_OURS | NOT_OWED)
        .exclude(still_to_come)
    )


IN_TIME = Q(final_outcome=Outcome.COMPLETED, final_outcome_at__lte=F("own_due_at"))


def in_72_hours(scope: Scope) -> QuerySet[Any]:
    """Of those, interviewed by the episode's own deadline; without a time on record it was not in time."""
    return that_came_back(scope).filter(IN_TIME)


def not_in_72_hours(scope: Scope) -> QuerySet[Any]:
    """Of those, all the others."""
    in_time = Case(When(IN_TIME, then=True), default=False)
    return that_came_back(scope).annotate(was_in_time=in_time).filter(was_in_time=False)


def completed(scope: Scope) -> QuerySet[Any]:
    """Whose interview of ours was completed, their own or the later one that covers them, in time or not."""
    return with_final_outcome(scope.episodes()).filter(final_outcome=Outcome.COMPLETED).exclude(NOT_OURS)


def by_somebody_independent(scope: Scope) -> QuerySet[Any]:
    return with_final_independence(completed(scope)).filter(final_independence=Independence.INDEPENDENT)


def by_somebody_else(scope: Scope) -> QuerySet[Any]:
    """Also where it is not on record who it was."""
    return with_final_independence(completed(scope)).exclude(final_independence=Independence.INDEPENDENT)


INTERVIEWS_INDEPENDENT = Measure(
    key="interviews_independent_percent",
    label="Interviewed by somebody independent",
    unit=Unit.PERCENT,
    definition=(
        "Missing episodes of the period whose interview was completed by somebody independent of the young person’s "
        "care, out of those with a completed interview, their own or the later one that covers them. Somebody from the "
        "council, their own social worker and anybody else are not counted as independent, also where the young "
        "person asked for them."
    ),
    numerator=by_somebody_independent,
    counted="By somebody independent",
    denominator=completed,
    out_of="All completed",
    rest=by_somebody_else,
    not_counted="By somebody else",
)

INTERVIEWS_OVERDUE = Measure(
    key="interviews_overdue",
    label="Interviews overdue",
    unit=Unit.COUNT,
    definition=(
        "Return home interviews still to do whose 72 hours have passed, as in the queue: after any episode that one "
        "was opened for. Work taken from a case file that had fallen due more than seven days before is settled "
        "apart and not counted."
    ),
    numerator=overdue,
    counted="Overdue",
)

INTERVIEWS_IN_72_HOURS = Measure(
    key="interviews_in_72_hours_percent",
    label="Interviewed within 72 hours",
    unit=Unit.PERCENT,
    definition=(
        "Missing episodes of the period whose interview was completed at or before 72 elapsed hours after the young "
        "person came back, out of those who came back. An episode covered by a later interview takes that "
        "interview’s outcome and is judged by its own 72 hours. An interview with no time on record is not in time. "
        "Left out: interviews not required, those still to do whose time has not run out yet, those that the council "
        "which placed the young person here holds, and adults, to whom none is due."
    ),
    numerator=in_72_hours,
    counted="Interviewed in time",
    denominator=that_came_back,
    out_of="All that came back",
    rest=not_in_72_hours,
    not_counted="Not in time",
)
