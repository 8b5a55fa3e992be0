"""Cut-offs are London wall times, in every week and across both clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.weeks import Timetable, Week, WeeklyTime

LONDON = ZoneInfo("Europe/London")
FRIDAYS = Timetable(WeeklyTime(5, time(8)), WeeklyTime(5, time(10)))

weeks = st.builds(
    lambda n: Week.of(datetime(2026, 1, 5, tzinfo=UTC) + timedelta(weeks=n)), st.integers(min_value=-60, max_value=120)
)
times = st.builds(WeeklyTime, st.integers(min_value=1, max_value=7), st.times(max_value=time(23, 59)))
hours_of_2026 = st.builds(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), st.integers(0, 366 * 24 * 60)
)


@given(weeks, st.builds(WeeklyTime, st.integers(1, 7), st.times(min_value=time(3), max_value=time(23, 59))))
def test_london_clocks_show_the_time_of_the_settings(week: Week, weekly: WeeklyTime) -> None:
    local = weekly.in_week(week).astimezone(LONDON)
    assert (local.isoweekday(), local.time()) == (weekly.weekday, weekly.at)
    assert Week.of(weekly.in_week(week)) == week


@given(weeks)
def test_a_week_is_as_long_as_its_clock_change_makes_it(week: Week) -> None:
    hours = (FRIDAYS.cut_off_of(week) - FRIDAYS.cut_off_of(week.plus(-1))) / timedelta(hours=1)
    assert hours == {"2026-W13": 168, "2026-W14": 167, "2026-W43": 168, "2026-W44": 169}.get(str(week), hours)
    assert hours in (167, 168, 169)


@given(hours_of_2026, times)
def test_the_last_cut_off_is_the_latest_that_has_come(instant: datetime, cut_off: WeeklyTime) -> None:
    plan = Timetable(cut_off, cut_off)
    last = plan.last_cut_off(instant)
    assert plan.cut_off_of(last) <= instant < plan.cut_off_of(last.plus(1))


def test_every_hour_across_both_clock_changes_of_2026_lies_in_one_week() -> None:
    for change in (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)):
        covered = [FRIDAYS.last_cut_off(change + timedelta(hours=hour)) for hour in range(-24 * 9, 24 * 9)]
        assert covered == sorted(covered)
        assert len(set(covered)) in (3, 4)


def test_the_instant_of_the_cut_off_has_come() -> None:
    cut_off = FRIDAYS.cut_off_of(Week(2026, 47))
    assert cut_off == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert str(FRIDAYS.last_cut_off(cut_off)) == "2026-W47"
    assert str(FRIDAYS.last_cut_off(cut_off - timedelta(microseconds=1))) == "2026-W46"


def test_it_sends_by_itself_from_its_hour_until_a_person_should_decide() -> None:
    week = Week(2026, 47)
    ten = datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert not FRIDAYS.sends_by_itself(week, ten - timedelta(seconds=1))
    assert FRIDAYS.sends_by_itself(week, ten)
    assert FRIDAYS.sends_by_itself(week, ten + timedelta(days=13))
    assert not FRIDAYS.sends_by_itself(week, ten + timedelta(days=14))


def test_sending_never_comes_before_the_cut_off() -> None:
    early = Timetable(WeeklyTime(5, time(8)), WeeklyTime(1, time(9)))
    assert early.sends_at(Week(2026, 47)) == early.cut_off_of(Week(2026, 47))


@pytest.mark.parametrize("typed", ["2026-W54", "2026-47", "W47", "", "2026-W00", "2026-W47x"])
def test_what_is_no_week_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a week"):
        Week.read(typed)


@pytest.mark.parametrize("typed", ["Friday", "Freitag 08:00", "Friday 24:00", "Friday 8:00"])
def test_what_is_no_weekly_time_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="Write it as “Friday 08:00”"):
        WeeklyTime.read(typed)
