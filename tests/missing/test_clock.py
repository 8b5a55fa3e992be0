"""The 72 hours, over every hour of both clock changes of 2026 and anywhere else."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from missing.clock import clock_at
from missing.rules import interview_due_at, was_in_time
from tests.factories import ReturnInterviewFactory

LONDON = ZoneInfo("Europe/London")
CHANGES = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
HOURS_AROUND = [change + timedelta(hours=hours) for change in CHANGES for hours in range(-80, 81)]


def test_an_interview_is_due_72_elapsed_hours_after_return():
    for returned_at in HOURS_AROUND:
        due_at = interview_due_at(returned_at.astimezone(LONDON))
        assert due_at.timestamp() - returned_at.timestamp() == 72 * 3600, returned_at


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 1, 1), timezones=st.just(LONDON)))  # noqa: DTZ001
def test_the_clock_is_elapsed_time_whenever_it_starts(returned_at):
    due_at = interview_due_at(returned_at)
    assert due_at.timestamp() - returned_at.timestamp() == 72 * 3600
    assert was_in_time(due_at, due_at)
    assert not was_in_time(due_at + timedelta(microseconds=1), due_at)


def test_a_naive_time_has_no_clock():
    with pytest.raises(ValueError, match="time zone"):
        interview_due_at(datetime(2026, 11, 23, 12))  # noqa: DTZ001


def test_the_bar_shows_the_part_of_three_days_that_is_gone():
    due_at = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert clock_at(due_at, due_at - timedelta(hours=72)).bar_width == 0
    assert clock_at(due_at, due_at - timedelta(hours=36)).bar_width == 70
    assert clock_at(due_at, due_at).bar_width == 140
    assert clock_at(due_at, due_at).tone == "soon"
    assert clock_at(due_at, due_at - timedelta(hours=24)).tone == "ok"
    assert clock_at(due_at, due_at + timedelta(minutes=1)).words == "Overdue by 1 minute"


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_the_database_holds_72_hours_not_three_days_of_the_calendar(change):
    """Three days across a clock change are 71 or 73 hours; a session in London time must not be fooled."""
    interview = ReturnInterviewFactory(
        episode__started_at=change - timedelta(hours=12), episode__returned_at=change - timedelta(hours=5)
    )
    update = "UPDATE missing_returninterview SET due_at = clock_starts_at + interval %s WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/London'")
        cursor.execute(update, ["72 hours", interview.pk])
        with pytest.raises(IntegrityError, match="interview_due_72_hours"), transaction.atomic():
            cursor.execute(update, ["3 days", interview.pk])
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    interview.refresh_from_db()
    assert interview.due_at == interview_due_at(interview.clock_starts_at)
