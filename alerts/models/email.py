from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Min, Q, When

from accounts.models import User
from alerts.models.stage import AlertStage

SHOWN_FOR = timedelta(days=14)
"""How long the health page lists what came back or was put away, unless it is sent again or its matter ends before."""

UNSENT = Q(sent_at__isnull=True, withdrawn_at__isnull=True)
WAITING = UNSENT & Q(given_up_at__isnull=True)
OVER = Q(stage__withdrawn_at__isnull=False) | Q(stage__cleared_at__isnull=False)
"""What it is about does not stand any more."""

GIVEN_UP = UNSENT & Q(given_up_at__isnull=False)

HELD_BACK = Q(to_user__email_bounced_at__isnull=False, address=F("to_user__email")) & (
    Q(asked_again_at__isnull=True) | Q(asked_again_at__lt=F("to_user__email_bounced_at"))
)
"""Mail to the address comes back for good, and nobody has asked for this one to be sent all the same."""


class Pace(models.TextChoices):
    """How long an e-mail may wait for others to the same person, so that one tells of all (alerts/grouping.py).

    In the order of their codes the most urgent is the first: so they are sent (`to_try`).
    """

    AT_ONCE = "at_once", "At once"
    HOURLY = "hourly", "One an hour about each young person"
    MORNING = "morning", "With the others, in the morning"


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def unsent(self) -> OutgoingEmailQuerySet:
        return self.filter(UNSENT)

    def waiting(self) -> OutgoingEmailQuerySet:
        """Still to be sent: neither sent nor withdrawn nor given up."""
        return self.filter(WAITING)

    def to_try(self, now: datetime) -> OutgoingEmailQuerySet:
        """The most urgent first; of these what has not been tried in vain, then what has waited longest."""
        return self.to_leave().filter(next_try_at__lte=now).order_by("pace", "tries", "next_try_at", "pk")

    def to_leave(self) -> OutgoingEmailQuerySet:
        """Waiting, and not held back."""
        return self.waiting().filter(~HELD_BACK)

    def held_back(self) -> OutgoingEmailQuerySet:
        """Not sent as long as mail to the address comes back; it leaves by itself once the address works."""
        return self.waiting().filter(HELD_BACK)

    def came_back(self, now: datetime) -> OutgoingEmailQuerySet:
        """Sent in vain of late, about what still stands."""
        return self.filter(~OVER, bounced_at__gte=now - SHOWN_FOR)

    def put_away(self, now: datetime) -> OutgoingEmailQuerySet:
        """Put away of late, about what still stands and was not mailed anew: it may be sent again after all."""
        return self.filter(~OVER, put_away__put_away_at__gte=now - SHOWN_FOR).exclude(dedupe_key__startswith="before:")

    def mailbox_came_back(self, address: str, since: datetime) -> OutgoingEmailQuerySet:
        """The first since then that a mailbox which is nobody's own did not take; nothing for no address."""
        back = (
            self.filter(to_user__isnull=True, address__iexact=address, bounced_at__gte=since)
            if address
            else self.none()
        )
        return self.filter(pk__in=back.order_by("bounced_at", "pk").values("pk")[:1])

    def did_not_arrive(self, now: datetime) -> OutgoingEmailQuerySet:
        """What an administrator may send again: tried in vain, came back, or held back; with `is_held_back`."""
        lists = [self.failing(), self.came_back(now), self.held_back()]
        first, *others = [emails.order_by().values("pk") for emails in lists]
        is_held_back = Case(When(WAITING & HELD_BACK, then=True), default=False, output_field=models.BooleanField())
        return self.filter(pk__in=first.union(*others)).annotate(is_held_back=is_held_back)

    def how_they_failed(self, now: datetime) -> dict[str, int]:
        """How many `did_not_arrive`; of these those `failing`, with the ones `given_up`, and those that `came_back`."""
        return self.did_not_arrive(now).aggregate(
            did_not_arrive=Count("pk"),
            failing=Count("pk", filter=UNSENT & Q(tries__gt=0)),
            given_up=Count("pk", filter=GIVEN_UP),
            came_back=Count("pk", filter=Q(bounced_at__isnull=False)),
        )

    def in_doubt(self) -> OutgoingEmailQuerySet:
        """Failed, given up or not, when nothing else left either: that may have been the mail server."""
        return self.failing().filter(is_in_doubt=True)

    def failing(self) -> OutgoingEmailQuerySet:
        """Tried in vain, given up or not: what an administrator looks at."""
        return self.unsent().filter(tries__gt=0)

    def how_they_wait(self, now: datetime) -> dict[str, Any]:
        """How many are `to_leave`, how many are `held_back`, and since when the `oldest` should have left.

        One meant for later has not waited yet; one that was tried in vain has since it was written.
        """
        due = ~HELD_BACK & (Q(next_try_at__lte=now) | Q(tries__gt=0))
        return self.waiting().aggregate(
            to_leave=Count("pk", filter=~HELD_BACK),
            held_back=Count("pk", filter=HELD_BACK),
            oldest=Min(Case(When(tries=0, then="next_try_at"), default="created_at"), filter=due),
        )


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
    goes_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="others",
        help_text="The one that carries it, under whose Message-ID both leave.",
    )
    grouped_at = models.DateTimeField(null=True, blank=True, help_text="When it was decided what it leaves with.")
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    is_in_doubt = models.BooleanField(
        default=False, help_text="Nothing had left in the run that last tried it: the mail server may be why."
    )
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
                fields=["pace", "tries", "next_try_at", "id"],
                name="email_waiting",
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                fields=["created_at"],
                name="email_failing",
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True, tries__gt=0),
            ),
            models.Index(fields=["bounced_at"], name="email_came_back", condition=Q(bounced_at__isnull=False)),
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
                condition=Q(bounced_at__isnull=True, bounce_said="")
                | (Q(bounced_at__isnull=False) & ~Q(bounce_said="")),
                name="email_that_came_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(goes_with__isnull=True) | Q(grouped_at__isnull=False) & ~Q(pace=Pace.AT_ONCE),
                name="email_goes_with_another_once_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
