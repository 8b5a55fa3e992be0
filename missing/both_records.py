"""What two young people that somebody takes for one have on record here; for a preview asked for once."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from people.merging import once
from people.models import YoungPerson


def standing_episodes(kept: YoungPerson, merged: YoungPerson) -> list[Episode]:
    """Of both, the first one first."""
    rows = Episode.objects.standing().filter(young_person__in=[kept, merged]).order_by("started_at")
    return once("episodes", kept, merged, lambda: list(rows))


def their_discussions(kept: YoungPerson, merged: YoungPerson) -> list[StrategyDiscussion]:
    """Of both, but those that were withdrawn; the first one first, each with its `grounds_on_record`."""
    grounds = StrategyTrigger.objects.filter(discussion=OuterRef("pk"), withdrawn_at__isnull=True)
    ground = JSONObject(kind="kind", key="source_key", voided_at="episode__voided_at")
    theirs = StrategyDiscussion.objects.filter(young_person__in=[kept, merged], withdrawn_at__isnull=True)
    rows = theirs.annotate(grounds_on_record=ArraySubquery(grounds.values(json=ground))).order_by("opened_at")
    return once("discussions", kept, merged, lambda: list(rows))
