"""Where the young person of an open episode lives, where that was not known when it was logged."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from missing.actions.log_book import write_in_log
from missing.codes import LogKind, Source
from missing.models import Episode
from missing.snapshot import place_at
from people.models import Placement
from people.rules import where_in_words


def learn_where_they_live(now: datetime) -> int:
    """Take over the placement of the day on which it started, for each open episode whose city was not known. How many.

    Run each minute by the sweep, whichever way the placement came on record; twice it adds nothing. The log says so,
    and from its line follows the alert to the exploitation hub (missing/absence_alerts.py).
    """
    known = Placement.objects.filter(young_person=OuterRef("young_person"), is_out_of_area__isnull=False)
    episodes = Episode.objects.open().filter(Exists(known), source=Source.RECORDED, is_out_of_area__isnull=True)
    return sum(learn_where_it_began(episode=episode, at=now) for episode in episodes.select_related("young_person"))


@transaction.atomic
def learn_where_it_began(*, episode: Episode, at: datetime | None = None) -> bool:
    """Of one episode: whether it is known now. No actor: it follows from the placement, whose history has the name.

    What was known of the day is a snapshot and stays; only what was not known is filled in.
    """
    at = at or timezone.now()
    rows = Episode.objects.open().select_for_update(of=("self",)).select_related("young_person")
    current = rows.filter(pk=episode.pk, is_out_of_area__isnull=True).first()
    place: dict[str, Any] = place_at(current.young_person, current.started_at) if current else {}
    if current is None or place["is_out_of_area"] is None:
        return False
    current.placement, current.is_out_of_area = place["placement"], place["is_out_of_area"]
    current.distance_miles = place["distance_miles"]
    current.save(update_fields=["placement", "is_out_of_area", "distance_miles"])
    where = where_in_words(current.placement.authority, current.is_out_of_area, current.distance_miles)
    text = f"Where they lived when this began was put on record since: {where}."
    write_in_log(current, LogKind.PLACED, text, by=None, at=at)
    return True
