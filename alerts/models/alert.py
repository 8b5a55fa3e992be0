from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models import User
from alerts.groups import group_at
from alerts.models.stage import AlertStage
from people.models import MayOpen


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, user: User) -> AlertQuerySet:
        """The user's own, as long as they may open the young person's record or hold the very piece of work.

        An administrator who was told because nobody else could be sees the kind and the team, and so keeps it.
        Asked row by row: a person has few alerts, and may see a hundred thousand records.
        """
        capacity = Alert.Capacity
        return self.filter(
            Q(stage__young_person__isnull=True)
            | Q(capacity=capacity.LAST_RESORT)
            | Q(capacity=capacity.HOLDER, stage__young_person__is_restricted=False)
            | Q(MayOpen(user, "stage__young_person")),
            user=user,
        )

    def standing(self) -> AlertQuerySet:
        return self.filter(cleared_at__isnull=True)

    def unread(self) -> AlertQuerySet:
        return self.standing().filter(read_at__isnull=True)

    def put_off(self) -> AlertQuerySet:
        return self.standing().filter(remind_at__isnull=False)

    def most_urgent_first(self, now: datetime) -> AlertQuerySet:
        """By group as things stand at that instant (`alerts.groups`), then the latest raised."""
        return self.annotate(group=group_at(now)).order_by("group", "-created_at", "-pk")


class Alert(models.Model):
    """That one person was told of one stage. Cleared when the matter is dealt with or a later stage takes its place."""

    class Capacity(models.TextChoices):
        HOLDER = "holder", "Holds the work"
        ROLE = "role", "By their role"
        LAST_RESORT = "last_resort", "Administrator: nobody else to tell"

    stage = models.ForeignKey(AlertStage, on_delete=models.CASCADE, related_name="alerts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="alerts")
    capacity = models.CharField(max_length=12, choices=Capacity, default=Capacity.ROLE)
    because = models.CharField(
        max_length=200, blank=True, help_text="Why they were told in somebody's place, in words."
    )
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(
        null=True, blank=True, help_text="Put off until then, and read until then; empty again once it is back."
    )
    cleared_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "stage"],
                name="alerts_to_read",
                condition=Q(cleared_at__isnull=True, read_at__isnull=True),
            ),
            models.Index(fields=["user", "stage"], name="alerts_standing", condition=Q(cleared_at__isnull=True)),
            models.Index(
                fields=["remind_at"],
                name="alerts_put_off",
                condition=Q(cleared_at__isnull=True, remind_at__isnull=False),
            ),
            models.Index(fields=["created_at"], name="alerts_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["stage", "user"], name="one_alert_a_stage_and_person"),
            models.CheckConstraint(
                condition=Q(remind_at__isnull=True) | Q(read_at__isnull=False), name="alert_put_off_is_not_to_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} to {self.user_id}"

    @property
    def hides_the_case(self) -> bool:
        return self.capacity == self.Capacity.LAST_RESORT
