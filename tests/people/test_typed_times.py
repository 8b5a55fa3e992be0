"""Times as people type them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.typed_clocks import NotATime
from people.typed_times import read_date, read_time

NOW = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18:30", "2026-11-23T18:30"),
        ("6.30pm", "2026-11-23T18:30"),
        ("6 pm", "2026-11-23T18:00"),
        ("12am", "2026-11-23T00:00"),
        ("1830", "2026-11-23T18:30"),
        ("about 18:30", "2026-11-23T18:30"),
        ("16.05ish", "2026-11-23T16:05"),
        ("6pm-ish yesterday", "2026-11-22T18:00"),
        ("16;45", "2026-11-23T16:45"),
        ("tonite 8.15", "2026-11-23T20:15"),
        ("Yesterday 22:15", "2026-11-22T22:15"),
        ("Yesterday, 22:15", "2026-11-22T22:15"),
        ("Sun 22 Nov, 08:10", "2026-11-22T08:10"),
        ("Friday 21 Nov 2025 at 18:30", "2025-11-21T18:30"),
        ("sat 21/11 18:30", "2026-11-21T18:30"),
        ("22:15 yesterday", "2026-11-22T22:15"),
        ("2 days ago at 18:30", "2026-11-21T18:30"),
        ("18:30 two days ago", "2026-11-21T18:30"),
        ("a week ago 6pm", "2026-11-16T18:00"),
        ("last night 23:30", "2026-11-22T23:30"),
        ("last night at 01:30", "2026-11-23T01:30"),
        ("today at 08:00", "2026-11-23T08:00"),
        ("Fri 7pm", "2026-11-20T19:00"),
        ("last friday 19:00", "2026-11-20T19:00"),
        ("mon 20:00", "2026-11-23T20:00"),
        ("mon 22:00", "2026-11-16T22:00"),
        ("21 Nov 18:30", "2026-11-21T18:30"),
        ("21st of November 18.30", "2026-11-21T18:30"),
        ("18:30 on 21 Nov", "2026-11-21T18:30"),
        ("3 Jan 10:00", "2026-01-03T10:00"),
        ("25 Dec 10:00", "2025-12-25T10:00"),
        ("3 Dec 2025 10:00", "2025-12-03T10:00"),
        ("21/11 18:30", "2026-11-21T18:30"),
        ("21/11/26 18:30", "2026-11-21T18:30"),
        ("21.11.2026 18.30", "2026-11-21T18:30"),
        ("2026-11-21T18:30", "2026-11-21T18:30"),
        ("21 July 18:30", "2026-07-21T17:30"),
        ("now", "2026-11-23T21:00"),
        ("half ten last night", "2026-11-22T22:30"),
        ("about half past ten last night", "2026-11-22T22:30"),
        ("10:30 last night", "2026-11-22T22:30"),
        ("half twelve last night", "2026-11-23T00:30"),
        ("two last night", "2026-11-23T02:00"),
        ("8 this morning", "2026-11-23T08:00"),
        ("8 o'clock this morning", "2026-11-23T08:00"),
        ("quarter past 9 yesterday evening", "2026-11-22T21:15"),
        ("a quarter to nine last evening", "2026-11-22T20:45"),
        ("twenty-five to 1 yesterday afternoon", "2026-11-22T12:35"),
        ("20 past six this evening", "2026-11-23T18:20"),
        ("20 minutes past six pm", "2026-11-23T18:20"),
        ("ten to 7 on Friday morning", "2026-11-20T06:50"),
        ("Friday night at 11", "2026-11-20T23:00"),
        ("8 tonight", "2026-11-23T20:00"),
        ("20 past 18", "2026-11-23T18:20"),
        ("quarter to 0 yesterday", "2026-11-22T23:45"),
        ("noon", "2026-11-23T12:00"),
        ("12 noon yesterday", "2026-11-22T12:00"),
        ("midnight", "2026-11-23T00:00"),
        ("around midnight", "2026-11-23T00:00"),
        ("12 midnight", "2026-11-23T00:00"),
        ("midnight last night", "2026-11-23T00:00"),
        ("today at midnight", "2026-11-23T00:00"),
        ("half an hour ago", "2026-11-23T20:30"),
        ("about half an hour ago", "2026-11-23T20:30"),
        ("Half hour ago", "2026-11-23T20:30"),
        ("a quarter of an hour ago", "2026-11-23T20:45"),
        ("an hour ago", "2026-11-23T20:00"),
        ("an hour and a half ago", "2026-11-23T19:30"),
        ("20 minutes ago", "2026-11-23T20:40"),
        ("20 mins ago", "2026-11-23T20:40"),
        ("a minute ago", "2026-11-23T20:59"),
        ("two hours ago", "2026-11-23T19:00"),
        ("a couple of hours ago", "2026-11-23T19:00"),
        ("two and a half hours ago", "2026-11-23T18:30"),
        ("1.5 hours ago", "2026-11-23T19:30"),
        ("three quarters of an hour ago", "2026-11-23T20:15"),
        ("quarter hour ago", "2026-11-23T20:45"),
        ("twenty minutes ago", "2026-11-23T20:40"),
        ("forty-five minutes ago.", "2026-11-23T20:15"),
        ("just now", "2026-11-23T21:00"),
        ("1 hour 20 minutes ago", "2026-11-23T19:40"),
        ("2 hrs and 5 mins ago", "2026-11-23T18:55"),
        ("30h ago", "2026-11-22T15:00"),
        ("25 Oct 2026 01:30 BST", "2026-10-25T00:30"),
        ("25 Oct 2026 01:30 GMT", "2026-10-25T01:30"),
    ],
)
def test_a_time_is_read_as_it_was_meant(typed, meant):
    assert read_time(typed, NOW) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Wed 21 Nov 18:30", "21 November 2026 is a Saturday. Write the day that is right."),
        ("20 past six", "“20 past six” may be 06:20 or 18:20. Write which of the two."),
        ("half ten", "“half ten” may be 10:30 or 22:30"),
        ("yesterday 8", "“8” may be 08:00 or 20:00"),
        ("quarter to one", "“quarter to one” may be 00:45 or 12:45"),
        ("5 last night", "“5” may be 05:00 or 17:00"),
        ("12 this morning", "“12” may be 00:00 or 12:00"),
        ("1 yesterday night", "Write the day that it was by then, like 21 Nov 01:00."),
        ("18:30 this morning", "18:30 is not in the morning"),
        ("8am yesterday evening", "08:00 is not in the evening"),
        ("70 past six", "is not a time of day"),
        ("quarter past 30", "is not a time of day"),
        ("half past 13 pm", "is not a time of day"),
        ("this morning", "Write the time of day too"),
        ("24 Nov 03:00", "Today is 23 Nov. 24 Nov has not come yet. If it was in 2025, write 24 Nov 2025."),
        ("Mon 24/11 03:00", "24 Nov has not come yet. If it was in 2025, write 24 Nov 2025."),
        ("24th december 10:00", "24 Dec has not come yet. If it was in 2025, write 24 Dec 2025."),
        ("22:30", "has not come yet. If it was yesterday, write yesterday 22:30"),
        ("about 22:30", "has not come yet. If it was yesterday, write about yesterday 22:30"),
        ("ago", "is not a time we can read"),
        ("a while ago", "is not a time we can read"),
        ("2 days ago", "Write the time of day too"),
        ("yesterday teatime", "“teatime” is not the same everywhere. Write about when, like about 17:00 yesterday"),
        ("29 Mar 2026 01:30", "did not happen on 29 March 2026"),
        ("25 Oct 2026 01:30", "happened twice on 25 October 2026"),
        ("25:00", "The day has 24 hours"),
        ("13pm", "is not a time of day"),
        ("yesterday", "Write the time of day too"),
        ("31/2/2026 10:00", "not a day of the calendar"),
        ("soon", "is not a time we can read"),
        ("tomorrow 10:00", "That has not come yet"),
        ("", "Write the time of day too"),
        ("midnight on Friday", "Of which day is 00:00? Write the day that it was by then, like 21 Nov 00:00."),
        ("yesterday at midnight", "Of which day is 00:00? Write the day that it was by then"),
        ("21 Nov midnight", "Of which day is 00:00?"),
        ("midnight yesterday evening", "00:00 is not in the evening"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(typed, words):
    with pytest.raises(NotATime, match=re.escape(words)):
        read_time(typed, NOW)


@pytest.mark.parametrize(
    ("today", "typed", "ahead", "words"),
    [
        ("2026-12-20", "5 Jan", False, "5 Jan has not come yet. If it was in 2026, write 5 Jan 2026."),
        ("2027-01-05", "20 Dec", True, "20 Dec has passed. If it will be in 2027, write 20 Dec 2027."),
        ("2028-02-10", "29 Feb", False, "29 Feb has not come yet."),
        ("2026-12-31", "1 Jan", False, "Today is 31 Dec. 1 Jan has not come yet. If it was in 2026"),
        ("2027-01-01", "31 Dec", True, "Today is 1 Jan. 31 Dec has passed. If it will be in 2027"),
        ("2028-03-05", "29 Feb", True, "29 Feb has passed."),
    ],
)
def test_a_day_that_lies_near_is_of_no_other_year_at_its_turn_either(today, typed, ahead, words):
    with pytest.raises(NotATime, match=re.escape(words)):
        read_date(typed, date.fromisoformat(today), ahead=ahead)


def test_what_day_it_is_is_said_of_the_day_beside_it_alone():
    with pytest.raises(NotATime) as refusal:
        read_date("25 Nov", date(2026, 11, 23))
    assert str(refusal.value).startswith("25 Nov has not come yet.")


@pytest.mark.parametrize(
    ("today", "typed", "ahead", "meant"),
    [
        ("2027-01-05", "20 Dec", False, "2026-12-20"),
        ("2027-01-05", "5 Jan", False, "2027-01-05"),
        ("2026-12-20", "5 Jan", True, "2027-01-05"),
        ("2028-12-31", "1 Jan", True, "2029-01-01"),
        ("2028-02-29", "29 Feb", False, "2028-02-29"),
    ],
)
def test_a_day_without_its_year_is_the_nearest_on_the_side_that_is_asked_for(today, typed, ahead, meant):
    assert read_date(typed, date.fromisoformat(today), ahead=ahead) == date.fromisoformat(meant)


def test_a_date_without_its_year_may_be_asked_to_be_of_late():
    month = timedelta(days=30)
    with pytest.raises(NotATime, match=re.escape("3 Jan was 324 days ago. If that is right, write the year too")):
        read_time("3 Jan 10:00", NOW, within=month)
    for typed in ("24 Oct 10:00", "3 Jan 2026 10:00", "40 days ago 10:00"):
        assert read_time(typed, NOW, within=month) == read_time(typed, NOW)


def test_so_long_ago_counts_hours_that_passed_and_not_those_of_the_clock():
    after_the_change = datetime(2026, 10, 25, 2, 10, tzinfo=UTC)
    assert read_time("2 hours ago", after_the_change) == datetime(2026, 10, 25, 0, 10, tzinfo=UTC)


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(typed):
    try:
        instant = read_time(typed, NOW)
    except NotATime:
        return
    assert instant.tzinfo is UTC


@pytest.mark.parametrize(
    ("at", "typed", "meant"),
    [
        ("2026-11-27T00:10", "23:55", "2026-11-26T23:55"),
        ("2026-11-27T00:10", "about 11pm", "2026-11-26T23:00"),
        ("2026-11-27T02:00", "17:30", "2026-11-26T17:30"),
        ("2026-11-27T02:00", "14:00", "2026-11-26T14:00"),
        ("2026-11-27T00:10", "00:05", "2026-11-27T00:05"),
        ("2026-11-27T11:00", "23:00", "2026-11-26T23:00"),
    ],
)
def test_at_night_a_time_to_come_is_of_the_evening_before(at, typed, meant):
    assert read_time(typed, datetime.fromisoformat(f"{at}+00:00")) == datetime.fromisoformat(f"{meant}+00:00")


@pytest.mark.parametrize(("at", "typed"), [("02:00", "13:30"), ("11:00", "22:59"), ("17:00", "18:30")])
def test_what_would_be_longer_ago_than_a_night_is_asked(at, typed):
    with pytest.raises(NotATime, match="today has not come yet"):
        read_time(typed, datetime.fromisoformat(f"2026-11-27T{at}+00:00"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("today", date(2026, 11, 23)), ("Friday", date(2026, 11, 20)), ("on 21 Nov", date(2026, 11, 21))],
)
def test_a_day_is_read_as_it_was_meant(typed, meant):
    assert read_date(typed, NOW.date()) == meant


def test_a_day_is_no_time_of_day():
    with pytest.raises(NotATime, match="is not a day we can read"):
        read_date("18:30", NOW.date())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22:00", "2026-11-23T22:00"),
        ("tomorrow 10:30", "2026-11-24T10:30"),
        ("10:30 tomorrow", "2026-11-24T10:30"),
        ("Thu 4pm", "2026-11-26T16:00"),
        ("next thursday at 16:00", "2026-11-26T16:00"),
        ("mon 22:00", "2026-11-23T22:00"),
        ("mon 20:00", "2026-11-30T20:00"),
        ("1 Dec 09:00", "2026-12-01T09:00"),
        ("23 Nov 22:00", "2026-11-23T22:00"),
        ("4 Jan 09:00", "2027-01-04T09:00"),
        ("4/1 09:00", "2027-01-04T09:00"),
        ("4/1/2027 09:00", "2027-01-04T09:00"),
    ],
)
def test_a_time_that_is_arranged_is_read_ahead(typed, meant):
    assert read_time(typed, NOW, ahead=True) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("22 Nov 10:00", "22 Nov has passed. If it will be in 2027, write 22 Nov 2027."),
        ("20:00", "20:00 today has passed. If it is tomorrow, write tomorrow 20:00"),
        ("tomorrow", "Write the time of day too"),
        ("an hour ago", "That has passed. Write when it will be"),
        ("28 Mar 2027 01:30", "did not happen on 28 March 2027"),
        ("whenever", "is not a time we can read"),
    ],
)
def test_an_arranged_time_that_cannot_be_is_asked_about(typed, words):
    with pytest.raises(NotATime, match=words):
        read_time(typed, NOW, ahead=True)
