from django.db import models
from django.db.models import F, Q

from missing.models.episode import Episode
from people.history import tracked
from people.models.merge import UNDONE_SAYS_WHO_AND_WHY, Merge


@tracked("moved", "changed")
class EpisodeMerge(Merge):
    """The same absence was logged twice: `merged` became part of `kept`, and is voided."""

    kept = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=UNDONE_SAYS_WHO_AND_WHY, name="episode_merge_undone_says_who_and_why"),
            models.CheckConstraint(condition=~Q(reason=""), name="episode_merge_says_why"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="episode_merge_is_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="episode_is_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"
