"""Office hours and the on-call week go by London's clock, in summer and in winter."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.office_hours import is_out_of_hours, on_call_week


@pytest.mark.parametrize(("london_hour", "is_out"), [(8, True), (9, False), (16, False), (17, True)])
def test_out_of_hours_by_londons_clock(london_hour: int, is_out: bool) -> None:
    in_summer = datetime(2026, 7, 6, london_hour - 1, 30, tzinfo=UTC)
    in_winter = datetime(2026, 11, 23, london_hour, 30, tzinfo=UTC)
    assert is_out_of_hours(in_summer) == is_out_of_hours(in_winter) == is_out


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 25), date(2026, 12, 28)])
def test_weekends_and_bank_holidays_are_out_of_hours(day: date) -> None:
    assert is_out_of_hours(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@given(st.integers(0, 365 * 24 * 60))
def test_every_instant_is_in_one_on_call_week_across_both_clock_changes(minute: int) -> None:
    instant = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    week = on_call_week(instant)
    assert week.weekday() == 0
    assert week - timedelta(days=7) < (instant - timedelta(hours=9)).date() < week + timedelta(days=8)
    assert on_call_week(instant + timedelta(days=7, hours=2)) > week


@pytest.mark.parametrize(
    ("instant", "week"),
    [
        (datetime(2026, 7, 6, 7, 59, tzinfo=UTC), date(2026, 6, 29)),
        (datetime(2026, 7, 6, 8, 0, tzinfo=UTC), date(2026, 7, 6)),
        (datetime(2026, 7, 12, 23, 30, tzinfo=UTC), date(2026, 7, 6)),
        (datetime(2026, 3, 30, 7, 59, tzinfo=UTC), date(2026, 3, 23)),
        (datetime(2026, 3, 30, 8, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 26, 8, 59, tzinfo=UTC), date(2026, 10, 19)),
        (datetime(2026, 10, 26, 9, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_week_changes_hands_at_nine_by_londons_clock(instant: datetime, week: date) -> None:
    """In summer, and on the Monday after each change of the clocks, which comes on a Sunday."""
    assert on_call_week(instant) == week


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        (datetime(2026, 3, 27, 17, 0, tzinfo=UTC), datetime(2026, 3, 30, 8, 0, tzinfo=UTC)),
        (datetime(2026, 10, 23, 16, 0, tzinfo=UTC), datetime(2026, 10, 26, 9, 0, tzinfo=UTC)),
        (datetime(2026, 7, 3, 16, 0, tzinfo=UTC), datetime(2026, 7, 6, 8, 0, tzinfo=UTC)),
    ],
)
def test_the_office_is_closed_from_friday_to_monday_also_while_the_clocks_change(
    friday: datetime, monday: datetime
) -> None:
    minute = timedelta(minutes=1)
    assert not is_out_of_hours(friday - minute)
    hours = int((monday - friday) / timedelta(hours=1))
    assert hours in (63, 64, 65)
    assert all(is_out_of_hours(friday + timedelta(hours=hour)) for hour in range(hours))
    assert is_out_of_hours(monday - minute)
    assert not is_out_of_hours(monday)
