"""The heartbeat of scheduled jobs: when each last began, succeeded and failed, and which is late.

Every entry of Celery's schedule is watched, whichever room it belongs to: the worker says when it takes one up and how
it ended. `manage.py` says the same with `job_run`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from celery import signals
from celery.schedules import crontab
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alerts.models import JobRun, ScheduledJob
from alerts.rules import may_take, one_line

OUR_ROOMS = ("accounts", "alerts", "people", "missing", "reporting", "config")

DAYS_A_WEEK, HOURS_A_DAY = 7, 24

RUNS_KEPT = timedelta(days=90)


@dataclass
class RunByHand:
    """What a job that is run by hand says of itself when it ends."""

    said: str = ""


@contextmanager
def job_run(name: str, at: datetime | None = None) -> Iterator[RunByHand]:
    """Keep the heartbeat of a job that is run by hand. An exception goes on its way, and counts as a failure."""
    run = RunByHand()
    note_start(name, at)
    try:
        yield run
    except Exception as error:
        note_end(name, succeeded=False, said=why_it_failed(error), at=at)
        raise
    note_end(name, succeeded=True, said=run.said, at=at)


def note_start(name: str, at: datetime | None = None) -> None:
    """The job has begun."""
    now = at or timezone.now()
    if not ScheduledJob.objects.filter(name=name).update(started_at=now):
        expect_jobs(at=now)
        ScheduledJob.objects.filter(name=name).update(started_at=now)


@transaction.atomic
def note_end(name: str, *, succeeded: bool, said: str = "", at: datetime | None = None) -> None:
    """The job has ended. `said` is one line; what it names is seen by administrators, so it names no young person."""
    now = at or timezone.now()
    job = ScheduledJob.objects.select_for_update(of=("self",), no_key=True).filter(name=name).first()
    if job is None:
        return
    said = one_line(said)
    if succeeded:
        job.succeeded_at = now
    else:
        job.failed_at = now
    job.said = said
    job.save(update_fields=["succeeded_at", "failed_at", "said"])
    period = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    run, is_first = JobRun.objects.get_or_create(job=job, period=period, defaults={"started_at": job.started_at or now})
    if is_first:
        job.runs.filter(period__lt=period - RUNS_KEPT).delete()
    JobRun.objects.filter(pk=run.pk).update(
        runs=F("runs") + 1,
        failures=F("failures") + int(not succeeded),
        started_at=job.started_at or now,
        finished_at=now,
        succeeded=succeeded,
        said=said,
    )


def why_it_failed(error: BaseException) -> str:
    """For the health page: the words of an error of our own or of the system, which name no young person.

    Of any other, a database's above all, which may quote the row, only which it is; the rest is in the log.
    """
    name = type(error).__name__
    if isinstance(error, OSError) or type(error).__module__.partition(".")[0] in OUR_ROOMS:
        return f"{name}: {error}"
    return f"{name}. What it said is in the log."


def expect_jobs(*, at: datetime | None = None) -> None:
    """Know every job of the schedule from the first sweep on, so that one that never ran is late as well.

    What a clock wrote that was ahead would hide for as long that a job stands still: it is brought back to now.
    """
    now = at or timezone.now()
    wanted = {name: may_take(period_of(entry["schedule"])) for name, entry in settings.CELERY_BEAT_SCHEDULE.items()}
    jobs = list(ScheduledJob.objects.all())
    if any(job.is_ahead(now) for job in jobs):
        ScheduledJob.objects.bring_back(now)
    known = {job.name: (job.may_take, job.is_scheduled) for job in jobs}
    if known == {name: (length, True) for name, length in wanted.items()}:
        return
    ScheduledJob.objects.bulk_create(
        [ScheduledJob(name=name, may_take=length, expected_from=now) for name, length in wanted.items()],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["may_take", "is_scheduled"],
    )
    ScheduledJob.objects.exclude(name__in=wanted).update(is_scheduled=False)


def period_of(when: Any) -> timedelta:
    """How long it is from run to run: the seconds of an interval, a week or a day of a fixed hour.

    >>> period_of(60.0), period_of(crontab(hour=4, minute=10)), period_of(crontab(day_of_week=5, hour=9, minute=0))
    (datetime.timedelta(seconds=60), datetime.timedelta(days=1), datetime.timedelta(days=7))
    """
    if isinstance(when, crontab):
        cron: Any = when  # its parsed fields are left out of the type stubs
        if len(cron.day_of_week) < DAYS_A_WEEK:
            return timedelta(days=DAYS_A_WEEK)
        return timedelta(hours=1 if len(cron.hour) == HOURS_A_DAY else HOURS_A_DAY)
    return when if isinstance(when, timedelta) else timedelta(seconds=when)


def job_of(task_name: str) -> str:
    """The entry of the schedule that runs this task; empty when none does."""
    return next((name for name, entry in settings.CELERY_BEAT_SCHEDULE.items() if entry["task"] == task_name), "")


def watch_worker() -> None:
    """Listen to the worker of this process. Called once, when the room is ready."""
    signals.task_prerun.connect(_on_start, weak=False, dispatch_uid="heartbeat")
    signals.task_success.connect(_on_success, weak=False, dispatch_uid="heartbeat")
    signals.task_failure.connect(_on_failure, weak=False, dispatch_uid="heartbeat")


def _on_start(*, task: Any, **kwargs: Any) -> None:
    if name := job_of(task.name):
        note_start(name)


def _on_success(*, sender: Any, result: Any, **kwargs: Any) -> None:
    if name := job_of(sender.name):
        note_end(name, succeeded=True, said=str(result or ""))


def _on_failure(*, sender: Any, exception: BaseException, **kwargs: Any) -> None:
    if name := job_of(sender.name):
        note_end(name, succeeded=False, said=why_it_failed(exception))
