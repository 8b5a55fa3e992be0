from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, Sum, When
from django.db.models.functions import Coalesce

CLOCKS_DIFFER_BY = timedelta(minutes=1)
"""Of two machines, at most. What lies further ahead was written by a clock that was wrong, and counts for nothing."""

TIMES = ("expected_from", "started_at", "succeeded_at", "failed_at")


def late_at(now: datetime) -> ExpressionWrapper:
    succeeded_at = Case(When(succeeded_at__lte=now + CLOCKS_DIFFER_BY, then="succeeded_at"))
    since = Coalesce(succeeded_at, "expected_from")
    return ExpressionWrapper(since + F("may_take"), output_field=models.DateTimeField())


class ScheduledJobQuerySet(models.QuerySet["ScheduledJob"]):
    def scheduled(self, now: datetime) -> ScheduledJobQuerySet:
        """With `late_at`: from when it counts as late unless it succeeds before."""
        return self.filter(is_scheduled=True).annotate(late_at=late_at(now))

    def with_runs(self, since: datetime) -> ScheduledJobQuerySet:
        """By name, with `runs_since` and `failures_since`, counted by the periods that began then or later."""
        counted = Q(runs__period__gte=since)
        return self.annotate(
            runs_since=Coalesce(Sum("runs__runs", filter=counted), 0),
            failures_since=Coalesce(Sum("runs__failures", filter=counted), 0),
        ).order_by("name")

    def late(self, now: datetime) -> ScheduledJobQuerySet:
        return self.scheduled(now).filter(Q(late_at__lte=now))

    def bring_back(self, now: datetime) -> None:
        """What lies ahead, since a clock did, was now at the latest: from now on it counts again."""
        for field in TIMES:
            self.filter(**{f"{field}__gt": now + CLOCKS_DIFFER_BY}).update(**{field: now})


class ScheduledJob(models.Model):
    """How one scheduled job is doing: its latest start, success and failure. `may_take` is from success to success."""

    name = models.CharField(max_length=60, unique=True)
    may_take = models.DurationField()
    expected_from = models.DateTimeField(help_text="When it was first found on the schedule.")
    started_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)
    is_scheduled = models.BooleanField(default=True)

    objects = ScheduledJobQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_ahead(self, now: datetime) -> bool:
        """Whether a clock wrote it that was wrong."""
        return any(at and at > now + CLOCKS_DIFFER_BY for at in (getattr(self, field) for field in TIMES))


class JobRun(models.Model):
    """What a job did in one hour, of UTC: sixty runs of what runs each minute, the one run of what runs once a day.

    A run counts for the hour in which it ended, so that one that was killed leaves no row.
    """

    job = models.ForeignKey(ScheduledJob, on_delete=models.CASCADE, related_name="runs")
    period = models.DateTimeField(help_text="Its first instant.")
    runs = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    succeeded = models.BooleanField(default=False, help_text="Whether the latest run of the period did.")
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-period"]
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="one_job_run_a_period")]

    def __str__(self) -> str:
        return f"{self.job_id} {self.period:%F %H}"
