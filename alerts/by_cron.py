"""Every other job of the schedule where no worker runs it: `manage.py raise_alerts` from cron does what is due.

A job is due once its next time after its latest start has come, whoever started it, so beside a worker nothing is done
that the worker has just done; and every job may run twice.
"""

import logging
from datetime import datetime, timedelta
from typing import NamedTuple

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
        if entry["task"] not in OWN
        and (job := known.get(name))
        and next_due(entry["schedule"], job.started_at or job.expected_from) <= now + A_MOMENT
    ]


def _run(name: str, task: str) -> Done:
    try:
        with job_run(name) as run:
            run.said = str(import_string(task)() or "")
    except Exception as error:
        log.exception("%s failed", name)
        return Done(name, f"{type(error).__name__}: {error}", failed=True)
    return Done(name, run.said, failed=False)
