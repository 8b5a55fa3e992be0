from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

BEGINS_WITH = "srt_"
"""So that a token that was left lying about is known for one by who finds it, and by tools that look for them."""


def digest_of(secret: str) -> str:
    """What is kept of a token: it is as long as a key and needs no slow hash.

    >>> len(digest_of("srt_x"))
    64
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    return BEGINS_WITH + secrets.token_urlsafe(32)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def current(self, now: datetime) -> ApiTokenQuerySet:
        """Neither taken back nor run out. `now` in UTC; a token works until its end, that instant excluded."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["digest", "last_used_on"]
)
class ApiToken(models.Model):
    """That a program may use the API as this user. The token itself is shown once and not kept; all instants in UTC."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80, help_text="What it is for.")
    digest = models.CharField(max_length=64, unique=True)
    ends_in = models.CharField(max_length=4, help_text="Its last four characters, to tell one from another.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True, help_text="London day; written once a day.")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_a_name"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="api_token_ends_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
                name="api_token_taken_back_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (…{self.ends_in})"

    @property
    def is_current(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
