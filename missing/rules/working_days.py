"""Working days, counted on from a day. Pure: which days those are is for the caller to know."""

from collections.abc import Callable
from datetime import date, timedelta


def working_days_after(day: date, working_days: int, is_working_day: Callable[[date], bool]) -> date:
    """The day so many working days later, the day itself not counted.

    >>> working_days_after(date(2026, 11, 20), 3, lambda day: day.weekday() < 5).isoformat()
    '2026-11-25'
    """
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day
