"""The four numbers of a manager's first page, each a link to the records that it counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min
from django.urls import reverse

from accounts.models import User
from missing.rules import INTERVIEW_WITHIN
from reporting.measures import FIRST_PAGE, INTERVIEWS_OVERDUE, MISSING_NOW, Figure, Measure, Unit, count
from reporting.rules import FIRST_PAGE_DAYS
from reporting.scope import Cohort, Scope


@dataclass(frozen=True)
class Tile:
    """For templates/components/tiles.html."""

    number: str
    label: str
    url: str
    note: str
    is_alarm: bool


def scope_of(user: User, *, at: datetime, cohort: str = Cohort.ALL) -> Scope:
    """What the first page counts for this user: the last 90 days, of their teams or of the whole service."""
    return Scope.last_days(FIRST_PAGE_DAYS, at=at, cohort=cohort).for_user(user)


def list_url(measure: Measure, scope: Scope, part: str = "") -> str:
    query = {"part": part, "cohort": scope.cohort if scope.cohort != Cohort.ALL else ""}
    return reverse("reporting:figure", args=[measure.key], query={k: v for k, v in query.items() if v})


def tiles(scope: Scope) -> list[Tile]:
    """Three queries: the counts, since when the longest has been missing, and since when the oldest is overdue."""
    figures = count(scope, FIRST_PAGE)
    return [_tile(figure, scope) for figure in figures.values()]


def _tile(figure: Figure, scope: Scope) -> Tile:
    measure = figure.measure
    is_alarm = measure in (MISSING_NOW, INTERVIEWS_OVERDUE) and figure.numerator > 0
    return Tile(figure.shown, measure.label, list_url(measure, scope), _note(figure, scope), is_alarm)


def _note(figure: Figure, scope: Scope) -> str:
    measure, records = figure.measure, figure.measure.numerator(scope)
    if measure is MISSING_NOW:
        since = records.aggregate(since=Min("missing_from"))["since"] if figure.numerator else None
        return f"longest {in_hours(scope.at - since)}" if since else "nobody"
    if measure is INTERVIEWS_OVERDUE:
        since = records.aggregate(since=Min("clock_starts_at"))["since"] if figure.numerator else None
        return f"oldest by {in_hours(scope.at - since - INTERVIEW_WITHIN)}" if since else "none"
    if measure.unit == Unit.PERCENT:
        return f"{figure.numerator:,} of {figure.denominator:,} that came back"
    return f"of {figure.denominator:,} who went missing"


def in_hours(length: timedelta) -> str:
    """How long, as a tile says it: `40 minutes`, `26 hours`, `3 days`.

    >>> in_hours(timedelta(minutes=1)), in_hours(timedelta(hours=26, minutes=50)), in_hours(timedelta(days=3))
    ('1 minute', '26 hours', '3 days')
    """
    minutes = int(length.total_seconds()) // 60
    number, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    if unit == "hour" and number >= 72:
        number, unit = number // 24, "day"
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
