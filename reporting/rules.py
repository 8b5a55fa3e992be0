"""The arithmetic of figures. Pure: no database. Sources: docs/figures.md."""

from collections.abc import Sequence
from decimal import Decimal

FIRST_PAGE_DAYS = 90
"""The first page looks back this many days, today included: the usual window for going missing repeatedly."""


def percent(numerator: int, denominator: int) -> Decimal | None:
    """The exact ratio × 100 to one decimal, halves up; None where there is nothing to count.

    >>> percent(1, 4), percent(1, 16), percent(352, 606)
    (Decimal('25.0'), Decimal('6.3'), Decimal('58.1'))
    >>> percent(0, 0) is None
    True
    """
    if denominator == 0:
        return None
    tenths = (2_000 * numerator + denominator) // (2 * denominator)
    return Decimal(tenths).scaleb(-1)


def whole_shares(counts: Sequence[int]) -> list[int]:
    """Whole-number shares of a hundred, rounded by largest remainder so that they add up to 100; all 0 of nothing.

    Of equal remainders the earlier one is rounded up.

    >>> whole_shares([1, 1, 1]), whole_shares([412, 121, 24, 35, 14]), whole_shares([0, 0])
    ([34, 33, 33], [68, 20, 4, 6, 2], [0, 0])
    """
    total = sum(counts)
    if total == 0:
        return [0 for _ in counts]
    shares = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: (-(100 * counts[i] % total), i))
    for i in by_remainder[: 100 - sum(shares)]:
        shares[i] += 1
    return shares
