"""Several who went missing together: the facts are written once, and each gets an episode of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.episodes import AlreadyOpen, report_missing
from missing.actions.gone_again import report_gone_again
from missing.actions.locking import lock_young_people
from missing.codes import Source
from missing.models import Episode
from people.models import YoungPerson


@dataclass(frozen=True)
class Together:
    """`episode` is that of the one who was logged first, `others` those that were opened with it.

    `open_already` are the open episodes of the rest: what was written is still to be added to them. So it is to the
    first where `is_new` is False.
    """

    episode: Episode
    others: list[Episode] = field(default_factory=list)
    open_already: list[Episode] = field(default_factory=list)
    is_new: bool = True


@transaction.atomic
def report_together(
    *,
    actor: User,
    young_person: YoungPerson,
    others: Sequence[YoungPerson] = (),
    came_back_at: datetime | None = None,
    came_back_is_approximate: bool = False,
    came_back_note: str = "",
    that_one: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Together:
    """Open an episode for each, linked to the first; `facts` are those of `report_missing`, shared by all.

    `came_back_at` and its note are shared too: whoever of them went before that came back then, and has gone again
    (see `report_gone_again`). One who has an open episode otherwise keeps it, linked to the first. `that_one` is of the
    first alone. Raises as `report_missing`; where one cannot be logged none is, and the words say who.
    """
    at = at or timezone.now()
    about: dict[str, Any] = facts | {"actor": actor, "at": at}
    back: dict[str, Any] = {
        "came_back_at": came_back_at,
        "came_back_is_approximate": came_back_is_approximate,
        "came_back_note": came_back_note,
    }
    lock_young_people([person.pk for person in (young_person, *others)])
    try:
        if came_back_at:
            first = report_gone_again(young_person=young_person, that_one=that_one, **about, **back)
        else:
            first = report_missing(young_person=young_person, **about)
        together = Together(first)
    except AlreadyOpen as already:
        together = Together(already.episode, is_new=False)
    for other in sorted(others, key=lambda other: other.pk):
        _add(together, other, about, back)
    return together


def _add(together: Together, other: YoungPerson, about: dict[str, Any], back: dict[str, Any]) -> None:
    # The police gave their reference for the one they were told of first; it is asked again for each
    about = about | {"young_person": other, "police_reference": ""}
    try:
        with transaction.atomic():
            is_back_too = back["came_back_at"] and _went_before(other, back["came_back_at"])
            episode = report_gone_again(**about, **back) if is_back_too else report_missing(**about)
        together.others.append(episode)
    except AlreadyOpen as already:
        episode = already.episode
        together.open_already.append(episode)
    except ActionRefused as refused:
        raise ActionRefused(f"{other}: {refused.message}", field="others") from refused
    _link(episode, together.episode)


def _went_before(other: YoungPerson, came_back_at: datetime) -> bool:
    """Whether they have an episode without a return that began before: not one that somebody has just logged.

    What came by a case file as found and never back is old, and stays as it is.
    """
    before = Episode.objects.without_return().filter(young_person=other).first()
    return (
        before is not None and before.started_at < came_back_at and (before.is_open or before.source != Source.IMPORTED)
    )


def _link(episode: Episode, first: Episode) -> None:
    """To the first of those who were logged together. Whoever is linked otherwise already stays so."""
    pk = first.together_with_id or first.pk
    is_linked = episode.together_with_id or Episode.objects.filter(together_with=episode).exists()
    if not is_linked and episode.pk != pk:
        episode.together_with_id = pk
        episode.save(update_fields=["together_with"])
