"""Without a worker cron runs each other job of the schedule when it is due: killed or not, whatever a clock said."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts import by_cron
from alerts.by_cron import Done, run_due_jobs
from alerts.heartbeat import expect_jobs, note_end, note_start
from alerts.models import ScheduledJob

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 4, 20, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DAILY, EACH_MINUTE = "close accounts", "take on waiting imports"


@pytest.fixture(autouse=True)
def jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """All ran and ended the day before. What is run only says so."""
    expect_jobs(at=AT - 2 * DAY)
    ScheduledJob.objects.update(started_at=AT - DAY, succeeded_at=AT - DAY + MINUTE)
    monkeypatch.setattr(by_cron, "_run", lambda name, task: Done(name, "", failed=False))


def runs(name: str, at: datetime) -> bool:
    return name in [done.name for done in run_due_jobs(at=at)]


def test_a_daily_job_runs_at_its_time_and_then_the_next_day() -> None:
    assert not runs(DAILY, AT - MINUTE)
    assert runs(DAILY, AT)
    note_start(DAILY, AT)
    note_end(DAILY, succeeded=True, at=AT + MINUTE)
    assert not runs(DAILY, AT + 20 * MINUTE)
    assert runs(DAILY, AT + DAY)


def test_one_that_was_killed_runs_again_once_nothing_can_be_running_any_more() -> None:
    note_start(DAILY, AT)
    assert not runs(DAILY, AT + 14 * MINUTE), "a worker may be at it"
    assert runs(DAILY, AT + 15 * MINUTE)


def test_one_that_was_killed_the_first_time_it_ever_ran_does_too() -> None:
    ScheduledJob.objects.update(started_at=AT, succeeded_at=None)
    assert not runs(DAILY, AT + MINUTE)
    assert runs(DAILY, AT + 15 * MINUTE)


def test_one_that_failed_waits_for_its_next_time() -> None:
    """What fails each time would otherwise be run each minute of the day; that it has not succeeded is told."""
    note_start(DAILY, AT)
    note_end(DAILY, succeeded=False, said="no", at=AT + MINUTE)
    assert not runs(DAILY, AT + 20 * MINUTE)


def test_one_of_each_minute_runs_each_minute_also_where_cron_is_a_few_seconds_early() -> None:
    note_start(EACH_MINUTE, AT)
    note_end(EACH_MINUTE, succeeded=True, at=AT)
    assert not runs(EACH_MINUTE, AT + timedelta(seconds=49))
    assert runs(EACH_MINUTE, AT + timedelta(seconds=51))


@pytest.mark.parametrize("name", [DAILY, EACH_MINUTE])
def test_after_a_clock_that_was_days_ahead_it_runs_at_once(name: str) -> None:
    ahead = AT + 3 * DAY
    ScheduledJob.objects.update(started_at=ahead, succeeded_at=ahead, failed_at=ahead)
    assert runs(name, AT)
    ScheduledJob.objects.update(expected_from=ahead)
    assert runs(name, AT)
