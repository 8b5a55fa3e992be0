"""Every other job of the schedule where no worker runs it: `manage.py raise_alerts` from cron does what is due.

A job is due once its next time after its latest start has come, whoever started it, so beside a worker nothing is done
that the worker has just done; and every job may run twice. A start of which no end came was killed: once nothing can be
running any more it counts from the run before. What a clock said that was ahead counts for nothing.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from alerts.due import next_due
from alerts.heartbeat import job_run
from alerts.models import ScheduledJob

log = logging.getLogger(__name__)

OWN = ("alerts.tasks.raise_alerts", "alerts.tasks.send_outgoing_email")
"""What the command does itself, first and last."""

A_MOMENT = timedelta(seconds=10)
"""Cron is not exact: what is due so soon is done now, or a job of each minute would be left out every other minute."""


RUNS_AT_MOST = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
"""After so long a run has ended or was killed."""


class Done(NamedTuple):
    name: str
    said: str
    failed: bool


def run_due_jobs(*, at: datetime | None = None) -> list[Done]:
    """Run each of the others that is due, one after the other, and say how it went. One that fails stops no other."""
    now = at or timezone.now()
    known = {job.name: job for job in ScheduledJob.objects.all()}
    return [
        _run(name, entry["task"])
        for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
        if entry["task"] not in OWN and (job := known.get(name)) and _is_due(job, entry["schedule"], now)
    ]


def _is_due(job: ScheduledJob, schedule: Any, now: datetime) -> bool:
    soon = now + A_MOMENT
    started, succeeded, failed = (
        at if at and at <= soon else None for at in (job.started_at, job.succeeded_at, job.failed_at)
    )
    ended = max((at for at in (succeeded, failed) if at), default=None)
    if started and (started > now - RUNS_AT_MOST or (ended and started <= ended)):
        since = started
    else:
        since = ended or job.expected_from
    return since > soon or next_due(schedule, since) <= soon


def _run(name: str, task: str) -> Done:
    try:
        with job_run(name) as run:
            run.said = str(import_string(task)() or "")
    except Exception as error:
        log.exception("%s failed", name)
        return Done(name, f"{type(error).__name__}: {error}", failed=True)
    return Done(name, run.said, failed=False)
