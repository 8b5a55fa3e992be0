from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from people.history import tracked
from people.models.may_open import MayOpen
from people.models.young_person import YoungPerson


class Merge(models.Model):
    """That two records became one, with all that is needed to undo it exactly.

    `moved` holds the ids of the rows that followed, by table and column: `{"people.placement.young_person": [4, 9]}`;
    `changed` what each record was before and after: `{"kept": {"sex": ["", "F"]}, "merged": {"team_id": [3, null]}}`.
    """

    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    moved = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_why = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


UNDONE_SAYS_WHO_AND_WHY = Q(undone_at__isnull=True, undone_by__isnull=True, undone_why="") | Q(
    undone_at__isnull=False, undone_by__isnull=False
) & ~Q(undone_why="")


class RecordMergeQuerySet(models.QuerySet["RecordMerge"]):
    def visible_to(self, user: User) -> RecordMergeQuerySet:
        """Those of the records that the user may open; undone, where both of the two are theirs to open."""
        is_one = Q(undone_at__isnull=True)
        return self.filter(MayOpen(user, "kept"), is_one | Q(MayOpen(user, "merged")))

    def standing(self) -> RecordMergeQuerySet:
        return self.filter(undone_at__isnull=True)


@tracked("moved", "changed")
class RecordMerge(Merge):
    """Two records of one young person: `merged` became part of `kept`.

    `aside` holds the ids of rows of the kept record that were laid aside with the merged one, `swapped` pairs of rows
    that changed what they say, `settled` rows that a room above took out in its own way, all by table and column.
    """

    kept = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="+")
    aside = models.JSONField(default=dict)
    swapped = models.JSONField(default=dict)
    settled = models.JSONField(default=dict)
    names_ended = models.JSONField(default=list, help_text="Grants of people who were named on one of the two alone.")

    objects = RecordMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=UNDONE_SAYS_WHO_AND_WHY, name="record_merge_undone_says_who_and_why"),
            models.CheckConstraint(condition=~Q(reason=""), name="record_merge_says_why"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="record_merge_is_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="record_is_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"

    def get_absolute_url(self) -> str:
        return reverse("people:merged", args=[self.kept.reference, self.pk])
