"""When the office is open: working days of England with bank holidays, hours, and the on-call week. London time."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

OPENS, CLOSES = 9, 17
"""Office hours: from 09:00, included, to 17:00, not included."""


def is_working_day(day: date) -> bool:
    """Monday to Friday, without the bank holidays of England.

    >>> is_working_day(date(2026, 12, 24)), is_working_day(date(2026, 12, 28))
    (True, False)
    """
    return day.weekday() < 5 and day not in _bank_holidays()


def is_out_of_hours(instant: datetime) -> bool:
    """Whether the office is closed at that instant.

    >>> from datetime import UTC
    >>> [is_out_of_hours(datetime(2026, 11, 23, hour, tzinfo=UTC)) for hour in (8, 9, 16, 17)]
    [True, False, False, True]
    >>> is_out_of_hours(datetime(2026, 12, 28, 12, 0, tzinfo=UTC))
    True
    """
    return not (is_working_day(timezone.localdate(instant)) and OPENS <= timezone.localtime(instant).hour < CLOSES)


def closed_since(instant: datetime) -> datetime | None:
    """When the office closed, at an instant when it is closed; None while it is open.

    >>> from datetime import UTC
    >>> closed_since(datetime(2026, 11, 23, 16, 59, tzinfo=UTC))
    >>> closed_since(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)).isoformat()
    '2026-11-23T17:00:00+00:00'
    >>> closed_since(datetime(2026, 3, 30, 7, 59, tzinfo=UTC)).isoformat()  # from a Friday in winter to a summer Monday
    '2026-03-27T17:00:00+00:00'
    """
    if not is_out_of_hours(instant):
        return None
    local = timezone.localtime(instant)
    day = local.date() - timedelta(days=int(local.hour < CLOSES))
    while not is_working_day(day):
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(CLOSES)))


def on_call_week(instant: datetime) -> date:
    """The Monday that begins the on-call week: it runs from Monday 09:00 to the next Monday 09:00, not included.

    >>> from datetime import UTC
    >>> on_call_week(datetime(2026, 11, 30, 8, 59, tzinfo=UTC)), on_call_week(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 30))
    """
    local = timezone.localtime(instant)
    day = local.date() - timedelta(days=int(local.hour < OPENS))
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=1)
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")
