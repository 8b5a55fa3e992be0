"""Instants in words."""

from datetime import UTC, datetime

import pytest
import time_machine

from alerts.emails import deadline_in_full
from people.days import deadline_in_words


@pytest.mark.parametrize(
    ("instant", "words", "in_full"),
    [
        (datetime(2026, 11, 14, 0, 0, tzinfo=UTC), "by the end of Fri 13 Nov", "by the end of Friday 13 November 2026"),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), "by the end of today", "by the end of Monday 23 November 2026"),
        # In summer London's midnight is an hour before UTC's
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), "by the end of Wed 1 Jul", "by the end of Wednesday 1 July 2026"),
        (datetime(2026, 7, 2, 0, 0, tzinfo=UTC), "Thu 2 Jul, 01:00", "Thursday 2 July 2026 at 01:00"),
        (datetime(2026, 11, 14, 0, 1, tzinfo=UTC), "Sat 14 Nov, 00:01", "Saturday 14 November 2026 at 00:01"),
    ],
)
def test_what_is_due_at_midnight_is_due_by_the_end_of_the_day_before(instant, words: str, in_full: str) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), tick=False):
        assert deadline_in_words(instant) == words
        assert deadline_in_full(instant) == in_full
