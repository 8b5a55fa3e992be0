from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q


class WhyMoved(models.TextChoices):
    """Why open work went from one to another by itself, as the end of a sentence."""

    LEFT = "left", "who had it has left"
    RESTRICTED = "restricted", "the record was restricted to the people named on it"


class MovedWorkQuerySet(models.QuerySet["MovedWork"]):
    def since(self, instant: datetime) -> MovedWorkQuerySet:
        return self.filter(moved_at__gte=instant)

    def that_came(self) -> MovedWorkQuerySet:
        return self.filter(has_come=True)

    def that_went(self) -> MovedWorkQuerySet:
        return self.filter(has_come=False)


class MovedWork(models.Model):
    """What one user is told of open work that came to them, or went from them, by another's doing. Never changed.

    A row for each who is told: who gave a restricted record away may learn less of it than who has it now.
    """

    told = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="moved_work")
    has_come = models.BooleanField(help_text="To them; else it went from them.")
    other = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="From whom it came, where somebody had it. To whom it went is told to nobody.",
    )
    what = models.TextField(help_text="The kinds of work, a line each.")
    why = models.CharField(max_length=10, choices=WhyMoved)
    moved_at = models.DateTimeField()

    objects = MovedWorkQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        indexes = [models.Index(fields=["moved_at"], name="moved_work_of_late")]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="moved_work_says_what")]

    def __str__(self) -> str:
        return f"{'To' if self.has_come else 'From'} {self.told_id}: {self.get_why_display()}"
