from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.codes import LogKind
from missing.models.episode import Episode
from people.history import tracked


@tracked()
class LogEntry(models.Model):
    """A line of the log book of an episode."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="log")
    kind = models.CharField(max_length=20, choices=LogKind, default=LogKind.NOTE)
    at = models.DateTimeField()
    is_approximate = models.BooleanField(default=False)
    text = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "log entries"
        constraints = [models.CheckConstraint(condition=Q(at__lte=F("recorded_at")), name="log_entry_not_after_now")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"
