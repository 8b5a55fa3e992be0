from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import Team, User
from alerts.sources import words_for
from people.models import YoungPerson


class AlertStageQuerySet(models.QuerySet["AlertStage"]):
    def standing(self) -> AlertStageQuerySet:
        """Its matter is still to be dealt with, and the deadline is the one that it was raised for."""
        return self.filter(withdrawn_at__isnull=True, cleared_at__isnull=True)


class AlertStage(models.Model):
    """That a matter reached a stage: "interview 17, due Monday at 17:00, is overdue by 24 hours". Recorded once.

    `due_at` is the deadline that it is about, not when the stage was reached. A corrected deadline withdraws the stage;
    dealing with the matter clears it.
    """

    kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=60, help_text="The record that it is about: `interview:17`.")
    stage = models.CharField(max_length=30)
    words = models.CharField(
        max_length=60, blank=True, help_text="What was said of it, by the hours that were set then; empty of old rows."
    )
    due_at = models.DateTimeField()
    young_person = models.ForeignKey(YoungPerson, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=60, help_text="The local reference that an e-mail may name.")
    path = models.TextField(blank=True, help_text="The page on which to act; a reference may be long in it.")
    is_urgent = models.BooleanField(default=False)
    is_at_once = models.BooleanField(default=False, help_text="It is of missing or harm.")
    raised_at = models.DateTimeField()
    told = models.PositiveIntegerField(
        default=0, help_text="How many people. A stage overtaken by a later one tells nobody."
    )
    is_overtaken = models.BooleanField(default=False, help_text="A later stage has taken its place, and is told.")
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
        help_text="The young person’s, when people were last told.",
    )
    worker = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
        help_text="The young person’s, when people were last told.",
    )
    holder = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
        help_text="Who held the work when people were last told.",
    )
    rechecked_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last asked whom else it tells; empty until that is first asked."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)

    objects = AlertStageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "subject_key"],
                name="alert_stage_standing",
                condition=Q(withdrawn_at__isnull=True, cleared_at__isnull=True),
            ),
            models.Index(fields=["raised_at"], name="alert_stage_raised"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_key", "stage", "due_at"], name="alert_stage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_key} {self.stage}"

    @property
    def what(self) -> str:
        """What it tells, as it told it then."""
        return words_for(self.kind, self.stage, self.words)
