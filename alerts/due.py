"""When a job of the schedule is to run next."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from celery.schedules import crontab

from people.days import LONDON


def next_due(when: Any, after: datetime) -> datetime:
    """The first time on the schedule after that instant: so many seconds later, or at the next London hour set.

    >>> next_due(60.0, datetime.fromisoformat("2026-11-26T09:00:00+00:00")).isoformat()
    '2026-11-26T09:01:00+00:00'
    >>> next_due(crontab(hour=4, minute=10), datetime.fromisoformat("2026-10-24T22:00:00+00:00")).isoformat()
    '2026-10-25T04:10:00+00:00'
    """
    if not isinstance(when, crontab):
        return after + (when if isinstance(when, timedelta) else timedelta(seconds=when))
    cron: Any = when  # its parsed fields are left out of the type stubs
    first = after.astimezone(LONDON).date()
    days = (first + timedelta(days=number) for number in count())
    times = (instant for day in days if _is_on(cron, day) for instant in _times_on(cron, day))
    return next(instant for instant in times if instant > after)


def _is_on(cron: Any, day: date) -> bool:
    weekday = day.isoweekday() % 7  # cron's Sunday is 0
    return weekday in cron.day_of_week and day.day in cron.day_of_month and day.month in cron.month_of_year


def _times_on(cron: Any, day: date) -> Iterator[datetime]:
    for hour in sorted(cron.hour):
        for minute in sorted(cron.minute):
            yield datetime.combine(day, time(hour, minute), LONDON)
