"""What came in by a case file: the runs, and the rows that were not taken."""

from django.db import models
from django.utils import timezone

from accounts.models import User


class ImportRun(models.Model):
    """One import of a case file, from the command line or from the data manager's page."""

    class State(models.TextChoices):
        CHECKING = "checking", "Waiting to be checked"
        CHECKED = "checked", "Checked, not yet taken in"
        WAITING = "waiting", "Waiting to be taken in"
        RUNNING = "running", "Being taken in"
        DONE = "done", "Taken in"
        STOPPED = "stopped", "Stopped before its end"
        GIVEN_UP = "given_up", "Given up"
        UNUSABLE = "unusable", "Cannot be used"

    started_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=255)
    path = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State)
    is_dry_run = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=list, help_text="By file: read, added, changed, unchanged, rejected.")
    notes = models.JSONField(default=list, help_text="What was said on the way: teams made, unknown columns.")

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        """Whether the importer has it or is about to: its page shows more in a moment."""
        return self.state in (self.State.CHECKING, self.State.WAITING, self.State.RUNNING)

    @property
    def rejected(self) -> int:
        """How many rows were rejected, by the counts."""
        return sum(counted["rejected"] for counted in self.counts)


class RejectedRow(models.Model):
    """A row that was not taken, as it came. Kept for seven days."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejected_rows")
    file = models.CharField(max_length=255)
    line = models.PositiveIntegerField()
    column = models.TextField(blank=True, help_text="The columns at fault.")
    message = models.TextField()
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}"
