"""Two records that were one are two again: no episode says any more that the other young person's home was theirs."""

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from missing.actions.log_book import write_in_log
from missing.codes import LogKind
from missing.models import Episode
from missing.snapshot import place_at
from people.models import RecordMerge, YoungPerson

HOME = ("placement", "is_out_of_area", "distance_miles")
"""What an episode learns where it was not known when it was logged (missing.actions.placed)."""

TAKEN_BACK = (
    "Where they lived when this began is taken back: it was on another record, which was one with this for a while."
)


def take_back_their_homes(actor: User, kept: YoungPerson, merged: YoungPerson, at: datetime) -> None:
    """Called once all rows are back: where an episode has the other's placement, its own record says what stands.

    What the log said of that placement goes with it, and stays in the history; a line says that it was taken back.
    """
    astray = Q(young_person=kept, placement__young_person=merged) | Q(young_person=merged, placement__young_person=kept)
    rows = Episode.objects.select_for_update(of=["self"]).select_related("young_person").filter(astray).order_by("pk")
    for episode in rows:
        own = place_at(episode.young_person, episode.started_at)
        for field in HOME:
            setattr(episode, field, own[field])
        episode.save(update_fields=HOME)
        were_one = RecordMerge.objects.filter(kept=kept, merged=merged).order_by("-merged_at")
        learnt = episode.log.filter(kind=LogKind.PLACED, recorded_at__gte=were_one.values("merged_at")[:1])
        learnt.delete()
        write_in_log(episode, LogKind.CORRECTED, TAKEN_BACK, by=actor, at=at)
