"""When a missed curfew asks for an interview. Pure."""

from datetime import timedelta

CURFEWS_COUNTED_OVER = timedelta(days=30)
"""How far back missed curfews are counted, from the start of the latest (local standard)."""


def curfews_need_interview(count: int, *, before_interview: int) -> bool:
    """Whether so many missed curfews in 30 days, the latest included, open an interview after it; 0 is never.

    >>> curfews_need_interview(3, before_interview=3), curfews_need_interview(2, before_interview=3)
    (True, False)
    >>> curfews_need_interview(9, before_interview=0)
    False
    """
    return 0 < before_interview <= count
