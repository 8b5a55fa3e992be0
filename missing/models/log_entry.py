from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.codes import WRITTEN_BY_ACTIONS, LogKind
from missing.models.episode import Episode
from missing.models.withdrawn import Withdrawable, WithdrawableQuerySet, withdrawn_with_name_and_reason
from people.history import tracked


@tracked()
class LogEntry(Withdrawable):
    """A line of the log book of an episode. What was typed may be withdrawn; what an action wrote follows from it."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="log")
    kind = models.CharField(max_length=20, choices=LogKind, default=LogKind.NOTE)
    at = models.DateTimeField()
    is_approximate = models.BooleanField(default=False)
    text = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "log entries"
        constraints = [
            models.CheckConstraint(condition=Q(at__lte=F("recorded_at")), name="log_entry_not_after_now"),
            models.CheckConstraint(
                condition=withdrawn_with_name_and_reason("recorded_at"),
                name="log_entry_withdrawn_with_name_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(by__isnull=False) & ~Q(kind__in=sorted(WRITTEN_BY_ACTIONS)),
                name="log_entry_withdrawn_was_typed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"

    @property
    def was_typed(self) -> bool:
        """Whether somebody typed it: what follows from a change is put right where that was made."""
        return self.by_id is not None and self.kind not in WRITTEN_BY_ACTIONS
