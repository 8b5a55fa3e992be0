from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from people.history import tracked


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    def current(self) -> AccessGrantQuerySet:
        now = timezone.now()
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), starts_at__lte=now)


def given_to(user: User, key: Any) -> models.QuerySet[Any]:
    """The grants that give this user, or whom they cover for, one piece of work by its `source_key` expression."""
    holders = Q(user__in=[user.pk, *user.covered_ids])
    return AccessGrant.objects.current().filter(holders, reason=AccessGrant.Reason.INTERVIEW, source_key=key)


@tracked()
class AccessGrant(models.Model):
    """Why somebody outside the team may open a record, and for how long.

    Written by the rooms above: duty while a child is missing, an interviewer for the interview given to them, an
    auditor for a round, the people named on a restricted record. `until` is exclusive; empty while it stands.
    """

    class Reason(models.TextChoices):
        NAMED = "named", "Named on a restricted record"
        DUTY = "duty", "Duty while missing and for 72 hours after"
        BY_REASON = "by_reason", "Duty, by a reason given"
        INTERVIEW = "interview", "Given an interview"
        AUDIT = "audit", "Auditing the record"
        COVER = "cover", "Covering for a colleague"

    young_person = models.ForeignKey("people.YoungPerson", on_delete=models.CASCADE, related_name="access_grants")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="access_grants")
    role = models.CharField(max_length=30, choices=Role, blank=True)
    reason = models.CharField(max_length=20, choices=Reason)
    source_key = models.CharField(max_length=60, help_text="What it was written for: `episode:17`.")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "young_person"], name="grants_of_a_user"),
            models.Index(fields=["user", "until"], name="grants_of_a_user_by_end"),
            models.Index(fields=["role", "until"], condition=~Q(role=""), name="grants_of_a_role_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, role="") | Q(user__isnull=True) & ~Q(role=""),
                name="grant_is_to_a_user_or_a_role",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("starts_at")), name="grant_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["young_person", "reason", "source_key", "user", "role"],
                name="grant_once_for_its_source",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.user or self.get_role_display()}"


class RecordOpeningQuerySet(models.QuerySet["RecordOpening"]):
    def since(self, instant: datetime) -> RecordOpeningQuerySet:
        return self.filter(opened_at__gte=instant)


@tracked()
class RecordOpening(models.Model):
    """That somebody on duty opened a record which is not theirs, why, and until when it stays open to them.

    The young person's own worker is told of it (alerts.registrations). `until` is exclusive.
    """

    young_person = models.ForeignKey("people.YoungPerson", on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="records_opened")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    objects = RecordOpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        indexes = [
            models.Index(fields=["young_person", "-opened_at"], name="openings_of_a_young_person"),
            models.Index(fields=["opened_at"], name="openings_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="record_opening_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=models.F("opened_at")), name="record_opening_ends_later"),
        ]

    def __str__(self) -> str:
        return f"Opened by {self.user}: {self.reason[:60]}"


class ReadLog(models.Model):
    """Who opened whose record, when, on which page. Append-only; one row a page."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reads")
    young_person = models.ForeignKey("people.YoungPerson", on_delete=models.CASCADE, related_name="reads")
    at = models.DateTimeField(db_default=Now())
    page = models.CharField(max_length=80)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [models.Index(fields=["young_person", "-at"], name="reads_of_a_young_person")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.page} {self.at:%F %T}"
