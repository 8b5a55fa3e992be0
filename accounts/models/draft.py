from __future__ import annotations

from datetime import timedelta

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import draft_kinds
from accounts.models.user import User


class Draft(models.Model):
    """What somebody has typed into a form and not yet sent. Theirs alone; never tracked by history.

    `left_at` is when they left it for whoever takes over the work that it is about; theirs until somebody does.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=100, help_text="The form and the record it is about: `interview:17`.")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_draft_a_user_and_record")]

    def __str__(self) -> str:
        return f"{self.key} of {self.user_id}"


class DraftOpeningQuerySet(models.QuerySet["DraftOpening"]):
    def of_late(self, owner: User) -> DraftOpeningQuerySet:
        """Those of this owner of the last DRAFT_OPENINGS_SHOWN_FOR, for their first page."""
        recent = self.filter(owner=owner, opened_at__gte=timezone.now() - DRAFT_OPENINGS_SHOWN_FOR)
        return recent.select_related("opened_by", "handed_to")


DRAFT_OPENINGS_SHOWN_FOR = timedelta(days=60)
"""Longer than most are away; after that their own account page still tells them."""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class DraftOpening(models.Model):
    """That a service manager opened a colleague's draft, and to whom they handed it. Its owner is shown it."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="draft_openings")
    key = models.CharField(max_length=100)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    why = models.CharField(max_length=300)
    handed_to = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)

    objects = DraftOpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["owner", "-opened_at"], name="draft_openings_of_an_owner")]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="draft_opening_says_why"),
            models.CheckConstraint(
                condition=Q(handed_to__isnull=True, handed_at__isnull=True)
                | Q(handed_to__isnull=False, handed_at__isnull=False),
                name="draft_handed_over_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.owner_id}, opened by {self.opened_by_id}"

    @property
    def form(self) -> str:
        """What the form is called."""
        return draft_kinds.title_of(self.key)
