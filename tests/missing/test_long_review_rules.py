"""When the reviews of a long absence are due: at 72 hours, 7 and 28 days, then monthly."""

from datetime import UTC, datetime, timedelta

import pytest

from missing.rules import long_review_due_at, next_long_review

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "number", "due"),
    [
        ("2026-10-20T20:00+01:00", 1, "2026-10-23T20:00+01:00"),
        ("2026-10-20T20:00+01:00", 2, "2026-10-27T19:00+00:00"),  # the clocks went back: elapsed hours
        ("2026-10-20T20:00+01:00", 3, "2026-11-17T19:00+00:00"),
        ("2026-10-20T20:00+01:00", 4, "2026-12-17T19:00+00:00"),
        ("2026-03-03T20:00+00:00", 4, "2026-04-30T21:00+01:00"),  # a month on, at the same time in London
        ("2027-01-03T12:00+00:00", 4, "2027-02-28T12:00+00:00"),  # a month that has no 31st
        ("2027-01-03T12:00+00:00", 5, "2027-03-31T12:00+01:00"),  # and does not shorten the next
        ("2026-11-02T20:00+00:00", 16, "2027-12-30T20:00+00:00"),
    ],
)
def test_when_each_is_due(since: str, number: int, due: str) -> None:
    assert long_review_due_at(datetime.fromisoformat(since), number) == datetime.fromisoformat(due)


def test_the_rule_refuses_what_it_cannot_count() -> None:
    with pytest.raises(ValueError, match="from 1"):
        long_review_due_at(datetime(2026, 11, 2, tzinfo=UTC), 0)
    with pytest.raises(ValueError, match="time zone"):
        long_review_due_at(datetime(2026, 11, 2), 1)  # noqa: DTZ001


def test_one_held_late_settles_those_that_had_fallen_due() -> None:
    since = datetime(2026, 11, 2, 20, tzinfo=UTC)
    assert next_long_review(since, after=1, later_than=since + 3 * DAY)[0] == 2
    assert next_long_review(since, after=1, later_than=since + 7 * DAY)[0] == 3
    assert next_long_review(since, after=1, later_than=since + 29 * DAY)[0] == 4
    assert next_long_review(since, after=2, later_than=since + 30 * HOUR)[0] == 3
