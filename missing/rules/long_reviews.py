"""When a long absence is reviewed: after 72 hours, 7 and 28 days, then each month (docs/sources.md). Pure."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta

from people.days import LONDON

REVIEWED_AFTER = (timedelta(hours=72), timedelta(days=7), timedelta(days=28))
"""The first reviews, in elapsed hours. From the last of these on it is once a calendar month."""

PLANNED_AFTER = timedelta(hours=24)
"""From how long on the next review is planned, so that somebody can be named for it before it is due."""

TAKES_ITS_PLACE_FROM = timedelta(hours=12)
"""So long before its time a review may be held as that one; an earlier one is a further review, and settles nothing."""


def long_review_due_at(since: datetime, number: int) -> datetime:
    """When the review of that number (from 1) is due of somebody missing or away since then, in UTC.

    The fourth is a calendar month after the third: the same day of the month at the same London time, or the last day
    of a month that has not that many. It is always counted from the third, so that a short month shortens no other.

    Raises ValueError for a number below 1 and for a naive datetime.

    >>> start = datetime.fromisoformat("2026-11-02T20:00:00+00:00")
    >>> [long_review_due_at(start, number).isoformat() for number in (1, 2, 3, 4)]  # doctest: +NORMALIZE_WHITESPACE
    ['2026-11-05T20:00:00+00:00', '2026-11-09T20:00:00+00:00', '2026-11-30T20:00:00+00:00',
     '2026-12-30T20:00:00+00:00']
    >>> long_review_due_at(start, 6).isoformat()
    '2027-02-28T20:00:00+00:00'
    """
    if number < 1:
        raise ValueError("reviews are counted from 1")
    if since.tzinfo is None:
        raise ValueError("the start needs a time zone")
    if number <= len(REVIEWED_AFTER):
        return since.astimezone(UTC) + REVIEWED_AFTER[number - 1]
    last = (since.astimezone(UTC) + REVIEWED_AFTER[-1]).astimezone(LONDON)
    months = last.month - 1 + number - len(REVIEWED_AFTER)
    year, month = last.year + months // 12, months % 12 + 1
    return last.replace(year=year, month=month, day=min(last.day, monthrange(year, month)[1])).astimezone(UTC)


def next_long_review(since: datetime, *, after: int = 0, later_than: datetime | None = None) -> tuple[int, datetime]:
    """The number of the next review, and when it is due.

    `after` is the number of the last one held. A review that was held late settles those that had fallen due by then:
    the next is the first one due after `later_than`.

    >>> start = datetime.fromisoformat("2026-11-02T20:00:00+00:00")
    >>> next_long_review(start)[0], next_long_review(start, after=1, later_than=start + timedelta(days=8))[0]
    (1, 3)
    """
    number = after + 1
    due_at = long_review_due_at(since, number)
    while later_than is not None and due_at <= later_than:
        number += 1
        due_at = long_review_due_at(since, number)
    return number, due_at


def is_further_review(held_at: datetime, due_at: datetime) -> bool:
    """Whether one that was held then is too early to be the one due at `due_at`: more than 12 hours before.

    >>> due_at = datetime.fromisoformat("2026-11-05T20:00:00+00:00")
    >>> is_further_review(due_at - timedelta(hours=12), due_at), is_further_review(due_at - timedelta(hours=13), due_at)
    (False, True)
    """
    return held_at < due_at - TAKES_ITS_PLACE_FROM


def long_review_words(number: int | None) -> str:
    """What a review of that number is called; None is one that was held besides.

    >>> long_review_words(1), long_review_words(2), long_review_words(5)
    ('72-hour review', '7-day review', 'Monthly review, 2 months after day 28')
    >>> long_review_words(None)
    'Further review'
    """
    if number is None:
        return "Further review"
    named = {1: "72-hour review", 2: "7-day review", 3: "28-day review", 4: "Monthly review, 1 month after day 28"}
    return named.get(number, f"Monthly review, {number - len(REVIEWED_AFTER)} months after day 28")
