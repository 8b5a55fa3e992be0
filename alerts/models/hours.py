from django.db import models
from django.db.models import Q

from accounts.models import User
from alerts.rules import LONGEST
from people.history import tracked


@tracked()
class StageHours(models.Model):
    """At how many hours from the deadline one stage is reached, where the council set others than it comes with.

    Before or after it, as the stage stands in alerts/sources.py.
    """

    kind = models.CharField(max_length=40)
    stage = models.CharField(max_length=30)
    hours = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "hours of stages"
        constraints = [
            models.UniqueConstraint(fields=["kind", "stage"], name="hours_once_a_stage"),
            models.CheckConstraint(condition=Q(hours__range=(1, LONGEST)), name="stage_hours_within_thirty_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}: {self.hours} hours"
