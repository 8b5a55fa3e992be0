"""What changes at 18: the statutory count ends, the record stays open until they are found. Pure."""

from datetime import date, datetime, time, timedelta

from people.days import LONDON
from people.rules import eighteenth_birthday

TURNS_18_SOON = timedelta(days=7)
"""How long before an 18th birthday people are told of it, and a handover is arranged."""


def turns_18_at(born_on: date) -> datetime:
    """The midnight in London at which the 18th birthday begins; from that instant on they are 18.

    >>> turns_18_at(date(2008, 6, 30)).isoformat(), turns_18_at(date(2008, 2, 29)).isoformat()
    ('2026-06-30T00:00:00+01:00', '2026-03-01T00:00:00+00:00')
    """
    return datetime.combine(eighteenth_birthday(born_on), time(), LONDON)


def counted_until(ended_at: datetime | None, born_on: date, now: datetime) -> datetime:
    """Until when an episode counts in statutory lengths: its end, their 18th birthday, or now while neither has come.

    >>> counted_until(None, date(2008, 6, 30), datetime(2026, 7, 2, tzinfo=LONDON)).isoformat()
    '2026-06-30T00:00:00+01:00'
    """
    return min(ended_at or now, turns_18_at(born_on))


def was_adult_when_back(clock_starts_at: datetime | None, born_on: date) -> bool:
    """Whether they were 18 when they came back, or were found: the guidance then asks for no interview.

    >>> was_adult_when_back(None, date(2008, 6, 30))
    False
    >>> was_adult_when_back(datetime(2026, 6, 30, tzinfo=LONDON), date(2008, 6, 30))
    True
    """
    return clock_starts_at is not None and clock_starts_at >= turns_18_at(born_on)


def turns_18_soon(born_on: date, now: datetime) -> bool:
    """Whether their 18th birthday is still to come and at most `TURNS_18_SOON` away.

    >>> [turns_18_soon(date(2008, 6, 30), datetime(2026, 6, day, tzinfo=LONDON)) for day in (22, 23, 30)]
    [False, True, False]
    """
    return now < turns_18_at(born_on) <= now + TURNS_18_SOON
