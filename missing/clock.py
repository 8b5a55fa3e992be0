"""The interview's clock as the queue shows it: in words, then as a slim bar of three days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from missing.rules import INTERVIEW_WITHIN
from people.lengths import in_words

SOON = timedelta(hours=24)
BAR_WIDTH = 140


@dataclass(frozen=True)
class Clock:
    """`tone` is late, soon (under 24 hours left) or ok; `bar_width` the part of 72 hours that is gone, out of 140."""

    words: str
    tone: str
    bar_width: int


def clock_at(due_at: datetime, now: datetime) -> Clock:
    """How much of the 72 hours is left, or by how much they are over. The deadline itself is not late.

    >>> from datetime import UTC
    >>> due = datetime(2026, 11, 23, 18, tzinfo=UTC)
    >>> clock_at(due, datetime(2026, 11, 23, 13, tzinfo=UTC)).words
    '5 hours left'
    >>> clock_at(due, datetime(2026, 11, 25, 0, tzinfo=UTC))
    Clock(words='Overdue by 1 day 6 hours', tone='late', bar_width=140)
    """
    left = due_at - now
    if left < timedelta(0):
        return Clock(f"Overdue by {in_words(left)}", "late", BAR_WIDTH)
    gone = round(BAR_WIDTH * (1 - left / INTERVIEW_WITHIN))
    return Clock(f"{in_words(left)} left", "soon" if left < SOON else "ok", max(0, min(BAR_WIDTH, gone)))
