"""What two young people that somebody takes for one have on record here: asked for once for the preview of their merge.

Kept with the two as they were fetched; the merge itself fetches them anew, locked.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from people.models import YoungPerson


def standing_episodes(kept: YoungPerson, merged: YoungPerson) -> list[Episode]:
    """Of both, the first one first."""
    rows = Episode.objects.standing().filter(young_person__in=[kept, merged]).order_by("started_at")
    return _once("episodes", kept, merged, lambda: list(rows))


def their_discussions(kept: YoungPerson, merged: YoungPerson) -> list[StrategyDiscussion]:
    """Of both, but those that were withdrawn; the first one first, each with its `grounds_on_record`."""
    grounds = StrategyTrigger.objects.filter(discussion=OuterRef("pk"), withdrawn_at__isnull=True)
    ground = JSONObject(kind="kind", key="source_key", voided_at="episode__voided_at")
    theirs = StrategyDiscussion.objects.filter(young_person__in=[kept, merged], withdrawn_at__isnull=True)
    rows = theirs.annotate(grounds_on_record=ArraySubquery(grounds.values(json=ground))).order_by("opened_at")
    return _once("discussions", kept, merged, lambda: list(rows))


def _once(name: str, kept: YoungPerson, merged: YoungPerson, fetch: Callable[[], list[Any]]) -> list[Any]:
    fetched: dict[tuple[str, int], list[Any]] = kept.__dict__.setdefault("fetched_with_another", {})
    key = (name, merged.pk)
    if key not in fetched:
        fetched[key] = fetch()
    return fetched[key]
