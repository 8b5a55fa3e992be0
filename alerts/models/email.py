from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, Exists, F, Min, OuterRef, Q, When

from accounts.models import User
from alerts.models.stage import AlertStage

CAME_BACK_SHOWN_FOR = timedelta(days=14)
"""How long the health page lists an e-mail that came back, unless it is sent again or its matter ends before."""

HELD_BACK = Q(to_user__email_bounced_at__isnull=False, address=F("to_user__email")) & (
    Q(asked_again_at__isnull=True) | Q(asked_again_at__lt=F("to_user__email_bounced_at"))
)
"""Mail to the address comes back for good, and nobody has asked for this one to be sent all the same."""


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def unsent(self) -> OutgoingEmailQuerySet:
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self) -> OutgoingEmailQuerySet:
        """Still to be sent: neither sent nor withdrawn nor given up."""
        return self.unsent().filter(given_up_at__isnull=True)

    def to_try(self, now: datetime) -> OutgoingEmailQuerySet:
        return self.waiting().filter(~HELD_BACK, next_try_at__lte=now).order_by("next_try_at", "pk")

    def held_back(self) -> OutgoingEmailQuerySet:
        """Not sent as long as mail to the address comes back; it leaves by itself once the address works."""
        return self.waiting().filter(HELD_BACK)

    def came_back(self, now: datetime) -> OutgoingEmailQuerySet:
        """Sent in vain of late, about what still stands."""
        over = Q(stage__withdrawn_at__isnull=False) | Q(stage__cleared_at__isnull=False)
        return self.filter(~over, bounced_at__gte=now - CAME_BACK_SHOWN_FOR)

    def did_not_arrive(self, now: datetime) -> OutgoingEmailQuerySet:
        """What an administrator may send again: tried in vain, came back, or held back; with `is_held_back`."""
        which = Q(pk__in=self.failing().values("pk")) | Q(pk__in=self.came_back(now).values("pk"))
        is_held_back = Exists(self.held_back().filter(pk=OuterRef("pk")))
        return self.filter(which | Q(is_held_back)).annotate(is_held_back=is_held_back)

    def oldest_unsent(self, now: datetime) -> datetime | None:
        """Since when the oldest has waited that should have left by now; one meant for later does not count."""
        due = self.waiting().filter(~HELD_BACK, Q(next_try_at__lte=now) | Q(tries__gt=0))
        oldest: datetime | None = due.aggregate(
            oldest=Min(Case(When(tries=0, then="next_try_at"), default="created_at"))
        )["oldest"]
        return oldest

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
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True, help_text="When a mail server's report of it was read.")
    bounce_said = models.CharField(max_length=300, blank=True)
    asked_again_at = models.DateTimeField(
        null=True, blank=True, help_text="When an administrator last had it sent again, whatever comes back."
    )

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
            models.Index(fields=["bounced_at"], name="email_came_back", condition=Q(bounced_at__isnull=False)),
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
                condition=Q(bounced_at__isnull=True, bounce_said="")
                | (Q(bounced_at__isnull=False) & ~Q(bounce_said="")),
                name="email_that_came_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
