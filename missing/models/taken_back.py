from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.models.strategy import StrategyDiscussion
from people.history import tracked


class WasSaid(models.TextChoices):
    """How a strategy discussion was wrongly said to have ended."""

    HELD = "held", "held"
    DECLINED = "declined", "not needed"


@tracked()
class EndingTakenBack(models.Model):
    """That a strategy discussion was written down as held, or as not needed, by mistake: it was due again from then on.

    What had been written down stands in the history of the discussion. All instants in UTC.
    """

    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.CASCADE, related_name="taken_back")
    was_said = models.CharField(max_length=10, choices=WasSaid)
    said_at = models.DateTimeField(help_text="When it was written down.")
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "ending taken back"
        verbose_name_plural = "endings taken back"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="ending_taken_back_with_a_reason"),
            models.CheckConstraint(condition=Q(was_said__in=WasSaid.values), name="ending_taken_back_is_a_code"),
            models.CheckConstraint(condition=Q(said_at__lte=F("at")), name="ending_taken_back_after_it_was_said"),
        ]

    def __str__(self) -> str:
        return f"written down as {self.get_was_said_display()}"
