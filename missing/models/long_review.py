from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.models.episode import Episode
from missing.rules import is_further_review, long_review_words
from people.history import tracked
from people.models import MayOpen

TO_HOLD = Q(held_at__isnull=True, lapsed_at__isnull=True)
"""Planned, and to be held while the episode lasts."""


class LongReviewQuerySet(models.QuerySet["LongReview"]):
    def visible_to(self, user: User) -> LongReviewQuerySet:
        """Those of records the user may open, and those they are named for."""
        sees = Q(MayOpen(user, "episode__young_person"))
        named = Q(manager=user, held_at__isnull=True, episode__young_person__is_restricted=False)
        return self.filter(sees | named)

    def to_hold(self) -> LongReviewQuerySet:
        return self.filter(TO_HOLD)


@tracked()
class LongReview(models.Model):
    """A review of somebody who is missing or away for long: planned with its deadline, then held.

    One is planned at a time, the next as soon as it is held. `number` and `due_at` count from when they became missing,
    or went away (missing.rules.long_review_due_at). `manager` is who was named for it; where nobody is, it is the team
    manager's. `lapsed_at` is set where the episode ended first. One that was held too early to be the planned one is a
    further review, without number or deadline; it settles nothing.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="long_reviews")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    manager = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="long_reviews")
    alerts_from = models.DateTimeField(help_text="Nothing due before this raises an alert.")

    held_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided = models.TextField("what was decided", blank=True)
    next_steps = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    objects = LongReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "review of a long absence"
        indexes = [models.Index(fields=["due_at"], name="long_review_to_hold", condition=TO_HOLD)]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number", "due_at"], name="long_review_once_for_its_deadline"),
            models.UniqueConstraint(
                fields=["episode"], name="one_long_review_planned", condition=Q(held_at__isnull=True)
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="long_reviews_count_from_one"),
            models.CheckConstraint(
                condition=Q(number__isnull=False, due_at__isnull=False)
                | Q(number__isnull=True, due_at__isnull=True, held_at__isnull=False),
                name="long_review_without_a_deadline_was_held",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True, by__isnull=True, decided="", recorded_at__isnull=True)
                | Q(held_at__isnull=False, by__isnull=False, recorded_at__isnull=False, lapsed_at__isnull=True)
                & Q(held_at__lte=F("recorded_at"))
                & ~Q(decided=""),
                name="long_review_held_says_who_and_what",
            ),
        ]

    def __str__(self) -> str:
        return long_review_words(self.number)

    def stays_due_after(self, held_at: datetime) -> bool:
        """Whether one that was held then came before this one's time, so that this one stays due."""
        return self.due_at is not None and is_further_review(held_at, self.due_at)

    @property
    def is_to_hold(self) -> bool:
        return self.held_at is None and self.lapsed_at is None
