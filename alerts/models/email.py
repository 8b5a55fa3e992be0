from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models import User
from alerts.models.stage import AlertStage


class Pace(models.TextChoices):
    """How long an e-mail may wait for others to the same person, so that one tells of all (alerts/grouping.py)."""

    AT_ONCE = "at_once", "At once"
    HOURLY = "hourly", "One an hour about each young person"
    MORNING = "morning", "With the others, in the morning"


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def unsent(self) -> OutgoingEmailQuerySet:
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self) -> OutgoingEmailQuerySet:
        """Still to be sent: neither sent nor withdrawn nor given up."""
        return self.unsent().filter(given_up_at__isnull=True)

    def to_try(self, now: datetime) -> OutgoingEmailQuerySet:
        return self.waiting().filter(next_try_at__lte=now).order_by("next_try_at", "pk")

    def failing(self) -> OutgoingEmailQuerySet:
        """Tried in vain, given up or not: what an administrator looks at."""
        return self.unsent().filter(tries__gt=0)


class OutgoingEmail(models.Model):
    """One e-mail to one person, on record before it leaves, and after.

    `message_id` is fixed here: should it ever leave twice, mail programs see that it is the same one.
    """

    message_id = models.CharField(max_length=120, unique=True)
    dedupe_key = models.CharField(max_length=150, unique=True)
    to_user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    stage = models.ForeignKey(AlertStage, null=True, blank=True, on_delete=models.CASCADE, related_name="emails")
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.AT_ONCE)
    facts = models.JSONField(default=dict, blank=True, help_text="What it says, to be said again among others.")
    sent_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="others",
        help_text="The one that told it.",
    )
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = "outgoing e-mail"
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="email_waiting",
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                fields=["created_at"],
                name="email_failing",
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True, tries__gt=0),
            ),
            models.Index(
                fields=["to_user", "sent_at"],
                name="email_told_of_late",
                condition=Q(sent_at__isnull=False) & ~Q(pace=Pace.AT_ONCE),
            ),
            models.Index(
                fields=["to_user"],
                name="email_waiting_for_others",
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True, given_up_at__isnull=True)
                & ~Q(pace=Pace.AT_ONCE),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True, withdrawn_at__isnull=True, tries__gt=0),
                name="email_sent_is_neither_given_up_nor_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at__isnull=True) | ~Q(last_error=""), name="email_given_up_says_why"
            ),
            models.CheckConstraint(
                condition=Q(sent_with__isnull=True) | Q(sent_at__isnull=False) & ~Q(pace=Pace.AT_ONCE),
                name="email_told_with_another_is_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
