"""Times as a person at work would write them: London wall time, within working hours, to five minutes."""

from datetime import datetime, timedelta
from random import Random

from people.days import LONDON

OPENS, CLOSES = 9, 19


def is_by_day(instant: datetime) -> bool:
    """Whether somebody would ring or visit a young person then.

    >>> is_by_day(datetime.fromisoformat("2026-07-01T18:30:00+00:00"))
    False
    """
    return OPENS <= instant.astimezone(LONDON).hour < CLOSES


def day_before(instant: datetime) -> datetime:
    """The latest instant by day at or before it, to five minutes where it is not by day itself.

    Of two instants the later never has the earlier day before: what is noted in an order is told in that order.

    >>> day_before(datetime.fromisoformat("2026-11-20T03:10:00+00:00")).isoformat()
    '2026-11-19T18:55:00+00:00'
    """
    if is_by_day(instant):
        return instant
    local = instant.astimezone(LONDON)
    if local.hour < OPENS:
        local -= timedelta(days=1)
    return local.replace(hour=CLOSES - 1, minute=55, second=0, microsecond=0).astimezone(instant.tzinfo)


def day_after(instant: datetime, random: Random) -> datetime:
    """An instant by day, soon after it."""
    if is_by_day(instant):
        return instant
    local = instant.astimezone(LONDON)
    if local.hour >= CLOSES:
        local += timedelta(days=1)
    morning = local.replace(hour=OPENS, minute=0, second=0, microsecond=0) + timedelta(
        minutes=5 * random.randint(0, 40)
    )
    return morning.astimezone(instant.tzinfo)


def to_five_minutes(instant: datetime) -> datetime:
    """Rounded down, so that it is never later.

    >>> to_five_minutes(datetime.fromisoformat("2026-11-20T03:13:09+00:00")).isoformat()
    '2026-11-20T03:10:00+00:00'
    """
    return instant.replace(minute=instant.minute // 5 * 5, second=0, microsecond=0)
