"""When a strategy discussion is due, at every boundary."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.office_hours import is_working_day
from missing.codes import StrategyGround as G
from missing.rules.strategy import Repeat, is_due, is_long, repeated
from missing.rules.working_days import working_days_after

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MONTH, QUARTER = Repeat(G.REPEAT_MONTH, 3, 30), Repeat(G.REPEAT_QUARTER, 3, 90)


def days_ago(*days: float) -> list[datetime]:
    return [NOW - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("ago", "found"),
    [
        ((0, 10), None),
        ((0, 10, 30), (MONTH, 3)),
        ((0, 10, 20, 29), (MONTH, 4)),
        ((0, 10, 31), (QUARTER, 3)),
        ((0, 45, 90), (QUARTER, 3)),
        ((0, 45, 90.1), None),
        ((-1, 0, 10), None),
        ((), None),
    ],
)
def test_three_within_thirty_or_ninety_days_the_shorter_first(ago, found) -> None:
    assert repeated(days_ago(*ago), NOW, (MONTH, QUARTER)) == found


def test_thirty_days_are_counted_to_the_second() -> None:
    assert repeated([*days_ago(0, 1), NOW - timedelta(days=30) - SECOND], NOW, (MONTH,)) is None


@pytest.mark.parametrize(("lasted", "is_more"), [(timedelta(hours=24), False), (timedelta(hours=24) + SECOND, True)])
def test_missing_past_24_hours(lasted: timedelta, is_more: bool) -> None:
    assert is_long(NOW - lasted, None, NOW, 24) is is_more
    assert is_long(NOW - lasted, NOW, NOW + timedelta(days=3), 24) is is_more


def test_who_was_never_missing_was_not_missing_long() -> None:
    assert not is_long(None, None, NOW, 24)


@pytest.mark.parametrize(
    ("kind", "before", "closed_days_ago", "due"),
    [
        (G.REPEAT_MONTH, set(), None, True),
        (G.REPEAT_MONTH, {G.REPEAT_MONTH}, 13.99, False),
        (G.REPEAT_MONTH, {G.REPEAT_MONTH}, 14, True),
        (G.REPEAT_MONTH, {G.HARM}, 1, True),
        (G.REPEAT_MONTH, {G.REPEAT_QUARTER}, 1, True),
        (G.REPEAT_QUARTER, {G.REPEAT_QUARTER}, 1, False),
        (G.REPEAT_QUARTER, {G.REPEAT_MONTH}, 1, False),
        (G.LONG, {G.LONG}, 1, True),
        (G.HIGH_RISK, {G.HIGH_RISK}, 1, True),
        (G.HARM, {G.HARM}, 1, True),
        (G.SERIOUS_LEVEL, {G.SERIOUS_LEVEL}, 1, True),
        (G.ASKED, {G.ASKED}, 1, True),
    ],
)
def test_another_takes_new_grounds_or_fourteen_days(kind, before, closed_days_ago, due) -> None:
    closed_at = None if closed_days_ago is None else NOW - timedelta(days=closed_days_ago)
    assert is_due(kind, grounds_before=before, closed_at=closed_at, now=NOW, again_after_days=14) is due


@pytest.mark.parametrize(
    ("opened_on", "last_day"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 21), date(2026, 11, 25)),
        (date(2026, 12, 24), date(2026, 12, 31)),
    ],
)
def test_it_is_due_in_three_working_days_bank_holidays_known(opened_on: date, last_day: date) -> None:
    assert working_days_after(opened_on, 3, is_working_day) == last_day
