"""The rota of the on-call managers week by week, with the weeks that nobody has."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import OnCallWeek
from accounts.office_hours import on_call_week

WEEK = timedelta(weeks=1)
WEEKS_TO_COME = 4
"""So many are shown at least besides the present one, whether anybody is down for them or not."""


@dataclass(frozen=True)
class RotaRow:
    """A week by its Monday, and who is down for it, if anybody."""

    week: date
    on_call: OnCallWeek | None


def rota(at: datetime) -> list[RotaRow]:
    """From the week of the instant to the last that somebody is down for."""
    down = {one.week: one for one in OnCallWeek.objects.not_over(at)}
    first = on_call_week(at)
    last = max([*down, first + WEEKS_TO_COME * WEEK])
    weeks = [first + number * WEEK for number in range((last - first) // WEEK + 1)]
    return [RotaRow(week, down.get(week)) for week in weeks]


def nobody_on_call_soon(at: datetime) -> str:
    """That nobody is on call in the week of the instant or in the next, in words; empty where somebody is in both."""
    this_week = on_call_week(at)
    next_week = this_week + WEEK
    held = set(OnCallWeek.objects.held().filter(week__in=[this_week, next_week]).values_list("week", flat=True))
    monday = f"Mon {next_week.day} {next_week:%b}"
    if held.isdisjoint({this_week, next_week}):
        return f"Nobody is on call this week, nor in the week from {monday}."
    if this_week not in held:
        return f"Nobody is on call this week, until {monday}, 09:00."
    return "" if next_week in held else f"Nobody is on call in the week from {monday}, 09:00."
