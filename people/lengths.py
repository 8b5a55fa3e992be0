from datetime import timedelta
from decimal import Decimal

HOUR, DAY = 3_600, 86_400
HOURS_SAID_FOR_DAYS = 7
MINUTES_SAID_FOR_HOURS = 6


def in_words(length: timedelta) -> str:
    """How long, in the two largest units, rounded down: `26 minutes`, `5 hours`, `1 day 6 hours`, `12 days`.

    >>> in_words(timedelta(minutes=1)), in_words(timedelta(hours=30)), in_words(timedelta(days=12, hours=4))
    ('1 minute', '1 day 6 hours', '12 days')
    >>> in_words(timedelta(seconds=40))
    'less than a minute'
    """
    seconds = int(abs(length).total_seconds())
    if seconds < 60:
        return "less than a minute"
    if seconds < HOUR:
        return counted(seconds // 60, "minute")
    if seconds < DAY:
        return counted(seconds // HOUR, "hour")
    days, hours = seconds // DAY, seconds % DAY // HOUR
    if hours and days < HOURS_SAID_FOR_DAYS:
        return f"{counted(days, 'day')} {counted(hours, 'hour')}"
    return counted(days, "day")


def to_the_minute(length: timedelta) -> str:
    """As `in_words`, and under six hours with its minutes: where “1 hour” must not stand for nearly two.

    >>> to_the_minute(timedelta(minutes=90)), to_the_minute(timedelta(hours=2)), to_the_minute(timedelta(minutes=5))
    ('1 hour 30 minutes', '2 hours', '5 minutes')
    >>> to_the_minute(timedelta(hours=6, minutes=50))
    '6 hours'
    """
    hours, minutes = divmod(int(abs(length).total_seconds()) // 60, 60)
    if hours and minutes and hours < MINUTES_SAID_FOR_HOURS:
        return f"{counted(hours, 'hour')} {counted(minutes, 'minute')}"
    return in_words(length)


def miles_in_words(miles: Decimal) -> str:
    """To the whole mile below, wherever it is said: 19.8 must not read as the 20 from which other rules hold.

    >>> miles_in_words(Decimal("41.8")), miles_in_words(Decimal("1.2")), miles_in_words(Decimal("19.8"))
    ('41 miles', '1 mile', '19 miles')
    """
    return counted(int(miles), "mile")


def counted(number: int, unit: str, plural: str | None = None) -> str:
    """`1 day`, `2 days`.

    >>> counted(1, "child", "children"), counted(0, "child", "children")
    ('1 child', '0 children')
    """
    return f"{number} {unit if number == 1 else plural or unit + 's'}"
