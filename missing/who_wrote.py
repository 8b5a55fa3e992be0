"""Who put a fact of an episode on record, by its history: the episode says that it is so, and not who wrote it."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from missing.models import Episode
from people.history import events_of


def who_wrote(fact: str, episode: OuterRef) -> QuerySet[Any]:
    """Users, by number as text, who have changed that episode since it has that fact: first who put it on record.

    What was before the fact was taken back does not count.
    """
    changes = events_of(Episode).filter(pgh_obj=episode)
    without = events_of(Episode).filter(pgh_obj=OuterRef("pgh_obj"), **{f"{fact}__isnull": True})
    last = Subquery(without.order_by("-pgh_id").values("pgh_id")[:1])
    since = changes.filter(pgh_id__gt=Coalesce(last, 0), pgh_context__isnull=False, **{f"{fact}__isnull": False})
    return since.order_by("pgh_id").values(by=KeyTextTransform("user", "pgh_context__metadata"))
