from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.rules import Role
from people.history import tracked


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    def current(self) -> AccessGrantQuerySet:
        return self.filter(Q(until__isnull=True) | Q(until__gt=Now()), starts_at__lte=Now())


@tracked()
class AccessGrant(models.Model):
    """Why somebody outside the team may open a record, and for how long.

    Written by the rooms above: duty while a child is missing, an interviewer for the interview given to them, an
    auditor for a round, the people named on a restricted record. `until` is exclusive; empty while it stands.
    """

    class Reason(models.TextChoices):
        NAMED = "named", "Named on a restricted record"
        DUTY = "duty", "Duty while missing and for 72 hours after"
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
        indexes = [models.Index(fields=["user", "young_person"], name="grants_of_a_user")]
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
