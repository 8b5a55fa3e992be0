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
