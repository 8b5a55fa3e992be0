"""How the service does: one account of it, for the health page, for monitors and for Prometheus."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max

from accounts.counting import count_all
from accounts.models import User
from alerts.due import next_due
from alerts.heartbeat import period_of
from alerts.models import AlertStage, OutgoingEmail, ScheduledJob
from alerts.models.job import CLOCKS_DIFFER_BY
from alerts.probes import Answer, ask_broker, ask_database, worker_starts
from alerts.rules import may_take


@dataclass(frozen=True)
class Job:
    """One entry of the schedule. It is late from `late_at`, some time after it was due.

    `runs` and, of these, `failures` are of the last 24 hours, from a full hour on."""

    name: str
    succeeded_at: datetime | None
    next_due_at: datetime | None
    late_at: datetime
    is_late: bool
    has_failed: bool
    said: str
    runs: int
    failures: int

    @classmethod
    def never_begun(cls, name: str, installed_at: datetime, now: datetime) -> "Job":
        """Of an entry of the schedule that is not on record: no worker and no command has taken up any job since."""
        schedule = settings.CELERY_BEAT_SCHEDULE[name]["schedule"]
        late_at = installed_at + may_take(period_of(schedule))
        return cls(name, None, next_due(schedule, installed_at), late_at, late_at <= now, False, "", 0, 0)

    @classmethod
    def of(cls, job: Any, now: datetime) -> "Job":
        """Of a `ScheduledJob` with what `scheduled` and `with_runs` add to it."""
        late_at: datetime = job.late_at
        succeeded_at = known_by(job.succeeded_at, now)
        failed_at = known_by(job.failed_at, now)
        entry = settings.CELERY_BEAT_SCHEDULE.get(job.name)
        return cls(
            name=job.name,
            succeeded_at=succeeded_at,
            next_due_at=next_due(entry["schedule"], succeeded_at or job.expected_from) if entry else None,
            late_at=late_at,
            is_late=late_at <= now,
            has_failed=failed_at is not None and (succeeded_at is None or failed_at > succeeded_at),
            said=job.said,
            runs=job.runs_since,
            failures=job.failures_since,
        )


def known_by(at: datetime | None, now: datetime) -> datetime | None:
    """None also for an instant that a clock wrote which was ahead."""
    return at if at and at <= now + CLOCKS_DIFFER_BY else None


class Health:
    """Asked piece by piece, each once; nothing is asked of a database that does not answer."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    @cached_property
    def database(self) -> Answer:
        return ask_database()

    @cached_property
    def broker(self) -> Answer:
        return ask_broker()

    @cached_property
    def jobs(self) -> list[Job]:
        """Every entry of the schedule, by name, and what is on record besides."""
        on_record = ScheduledJob.objects.scheduled(self.now).with_runs(self.now - timedelta(days=1))
        jobs = {job.name: Job.of(job, self.now) for job in on_record}
        for name in settings.CELERY_BEAT_SCHEDULE.keys() - jobs.keys():
            jobs[name] = Job.never_begun(name, self.installed_at, self.now)
        return [jobs[name] for name in sorted(jobs)]

    @cached_property
    def installed_at(self) -> datetime:
        """Since when this version could have run its jobs: its tables were last changed then."""
        latest = MigrationRecorder.Migration.objects.aggregate(at=Max("applied"))["at"]
        return latest or self.now

    @property
    def late_jobs(self) -> int:
        return sum(job.is_late for job in self.jobs)

    @cached_property
    def emails(self) -> dict[str, Any]:
        """As `OutgoingEmail.objects.how_they_wait`."""
        return OutgoingEmail.objects.how_they_wait(self.now)

    @cached_property
    def failures(self) -> dict[str, int]:
        """As `OutgoingEmail.objects.how_they_failed`."""
        return OutgoingEmail.objects.how_they_failed(self.now)

    @property
    def oldest_unsent(self) -> datetime | None:
        oldest: datetime | None = self.emails["oldest"]
        return oldest

    @property
    def is_email_late(self) -> bool:
        """Whether an e-mail should have left EMAIL_LATE_MINUTES ago."""
        limit = self.now - timedelta(minutes=settings.EMAIL_LATE_MINUTES)
        return self.oldest_unsent is not None and self.oldest_unsent <= limit

    @cached_property
    def _counts(self) -> dict[str, int]:
        untold = AlertStage.objects.standing().filter(told=0, is_overtaken=False)
        return count_all({"nobody_told": untold, "addresses_bounced": User.objects.address_bounced()})

    @property
    def nobody_told(self) -> int:
        """How many alerts stand that had nobody to tell."""
        return self._counts["nobody_told"]

    @property
    def addresses_bounced(self) -> int:
        """From how many users mail comes back."""
        return self._counts["addresses_bounced"]

    @cached_property
    def worker_starts(self) -> list[datetime]:
        """When the worker had stopped and was started again, in the last week."""
        return worker_starts(self.now - timedelta(days=7))

    @property
    def is_work_done(self) -> bool:
        """Nothing is late, nothing that stands had nobody to tell or an e-mail given up that is not put away."""
        return not (self.late_jobs or self.is_email_late or self.failures["given_up"] or self.nobody_told)

    @property
    def is_well(self) -> bool:
        """What the health page and a monitor ask, one as the other: everything answers and the work is done."""
        return self.database.is_there and self.broker.is_there and self.is_work_done
