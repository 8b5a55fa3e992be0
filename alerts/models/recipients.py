from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from alerts.sources import To
from people.history import tracked

CHOSEN = [place.name for place in To if place not in (To.NAMED, To.TOLD)]
"""Who is named on a restricted record, or was told before, is told by the kind of alert itself."""


@tracked()
class StageRecipients(models.Model):
    """Whom one stage of one kind tells, where the council chose others than it comes with (alerts/sources.py)."""

    kind = models.CharField(max_length=40)
    stage = models.CharField(max_length=30)
    places = ArrayField(models.CharField(max_length=30), help_text="The names of `alerts.sources.To`.")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "recipients of stages"
        constraints = [
            models.UniqueConstraint(fields=["kind", "stage"], name="recipients_once_a_stage"),
            models.CheckConstraint(condition=~Q(places=[]), name="stage_tells_somebody"),
            models.CheckConstraint(
                condition=Q(places__contained_by=CHOSEN),
                name="stage_tells_places_that_there_are",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}: {', '.join(self.places)}"
