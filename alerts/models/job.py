from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce

LATE_AT = ExpressionWrapper(
    Coalesce("succeeded_at", "expected_from") + F("may_take"), output_field=models.DateTimeField()
)


class ScheduledJobQuerySet(models.QuerySet["ScheduledJob"]):
    def scheduled(self) -> ScheduledJobQuerySet:
        """With `late_at`: from when it counts as late unless it succeeds before."""
        return self.filter(is_scheduled=True).annotate(late_at=LATE_AT)

    def with_runs(self, since: datetime) -> ScheduledJobQuerySet:
        """By name, with `runs_since` and `failures_since`, counted by the periods that began then or later."""
        counted = Q(runs__period__gte=since)
        return self.annotate(
            runs_since=Coalesce(Sum("runs__runs", filter=counted), 0),
            failures_since=Coalesce(Sum("runs__failures", filter=counted), 0),
        ).order_by("name")

    def late(self, now: datetime) -> ScheduledJobQuerySet:
        return self.scheduled().filter(Q(late_at__lte=now))


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
