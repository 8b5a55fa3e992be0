"""Working days of England, bank holidays known."""

from datetime import date
from functools import lru_cache

import holidays


def is_working_day(day: date) -> bool:
    """Monday to Friday, without the bank holidays of England.

    >>> is_working_day(date(2026, 12, 24)), is_working_day(date(2026, 12, 28))
    (True, False)
    """
    return day.weekday() < 5 and day not in _bank_holidays()


@lru_cache(maxsize=1)
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")
