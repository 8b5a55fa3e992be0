from datetime import timedelta

HOUR, DAY = 3_600, 86_400
HOURS_SAID_FOR_DAYS = 7


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


def counted(number: int, unit: str, plural: str | None = None) -> str:
    """`1 day`, `2 days`.

    >>> counted(1, "child", "children"), counted(0, "child", "children")
    ('1 child', '0 children')
    """
    return f"{number} {unit if number == 1 else plural or unit + 's'}"
