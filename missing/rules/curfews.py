"""When a missed curfew asks for an interview. Pure."""

from datetime import timedelta

from people.lengths import counted

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


def curfews_in_words(count: int) -> str:
    """Who asked for an interview, where it was their number.

    >>> curfews_in_words(3)
    '3 missed curfews in 30 days'
    """
    return f"{counted(count, 'missed curfew')} in {CURFEWS_COUNTED_OVER.days} days"


def is_by_curfews(asked_for_by: str) -> bool:
    """Whether it was the number of missed curfews that asked, and nobody else.

    >>> is_by_curfews("1 missed curfew in 30 days"), is_by_curfews("Jude himself"), is_by_curfews("")
    (True, False, False)
    """
    number = asked_for_by.partition(" ")[0]
    return number.isdecimal() and asked_for_by == curfews_in_words(int(number))
