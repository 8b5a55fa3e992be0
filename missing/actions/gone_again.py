"""They came back and have gone again before anybody recorded the return: one save for both."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.episodes import AlreadyOpen, record_return, report_missing
from missing.actions.locking import lock_young_people
from missing.models import Episode
from people.models import YoungPerson

TYPED_HERE = {"returned_at": "came_back_at", "note": "came_back_note"}
"""What a refusal of the return is about, and where it was typed."""
GONE_BEFORE = (
    "They cannot have gone again before they came back. If this was an earlier time, write when it ended, and leave "
    "empty when they came back in between."
)


@transaction.atomic
def report_gone_again(
    *,
    actor: User,
    young_person: YoungPerson,
    came_back_at: datetime,
    came_back_is_approximate: bool = False,
    came_back_note: str = "",
    that_one: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Episode:
    """They came back and have gone again: the episode before ends at `came_back_at` and the next opens, in one save.

    The one before is open, or they were found and were not yet back. `facts` are those of `report_missing`. `that_one`
    is the reference of the one that the person at the screen saw: where it has its return by now the new episode alone
    is opened, and where another is open somebody was quicker. Raises AlreadyOpen then, and ActionRefused when the
    times cannot be, or a missed curfew has no note; all change nothing.
    """
    at = at or timezone.now()
    if facts["started_at"] < came_back_at:
        raise ActionRefused(GONE_BEFORE, field="started_at")
    lock_young_people([young_person.pk])
    before = Episode.objects.without_return().filter(young_person=young_person).select_related("young_person").first()
    is_another = before and that_one and before.reference != that_one
    if before and is_another and before.is_open:
        raise AlreadyOpen(before)
    if before and not is_another:
        try:
            record_return(
                actor=actor,
                episode=before,
                returned_at=came_back_at,
                returned_is_approximate=came_back_is_approximate,
                note=came_back_note,
                at=at,
            )
        except ActionRefused as refused:
            raise ActionRefused(refused.message, field=TYPED_HERE.get(refused.field or "", "came_back_at")) from refused
    gone = report_missing(actor=actor, young_person=young_person, at=at, **facts)
    if before and not is_another:
        _stays_with_the_others(gone, before)
    return gone


def _stays_with_the_others(gone: Episode, before: Episode) -> None:
    """Whoever was logged with the one before and is out still may be where they have gone: the tie goes on."""
    others = Episode.objects.open().logged_together(before).exclude(young_person=before.young_person_id)
    if others.exists():
        gone.together_with_id = before.together_with_id or before.pk
        gone.save(update_fields=["together_with"])
