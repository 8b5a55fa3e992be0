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
from missing.actions.logged_again import TakenIn, take_in
from missing.codes import Source
from missing.models import Episode
from people.days import time_in_words
from people.models import YoungPerson

WHICH = (
    "{episode} is open since {since}, and this began before. If it was an earlier time, write when it ended. If it is "
    "the same time, tick that above."
)


@dataclass(frozen=True)
class Together:
    """`episode` is that of the one who was logged first, `others` those that were opened with it.

    `open_already` are the open episodes of the rest: what was written is still to be added to them. So it is to the
    first where `is_new` is False. `taken_in` is what became of those open ones by it.
    """

    episode: Episode
    others: list[Episode] = field(default_factory=list)
    open_already: list[Episode] = field(default_factory=list)
    is_new: bool = True
    taken_in: list[TakenIn] = field(default_factory=list)


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
    is_that_one: bool = False,
    at: datetime | None = None,
    **facts: Any,
) -> Together:
    """Open an episode for each, linked to the first; `facts` are those of `report_missing`, shared by all.

    `came_back_at` and its note are shared too: whoever of them went before that came back then, and has gone again
    (see `report_gone_again`). One who has an open episode otherwise keeps it, linked to the first, and it becomes what
    was logged where that is worse (`take_in`). `that_one` is of the first alone: the open one that the person at the
    screen saw. What began before that may be an earlier absence, and the words ask when it ended, unless `is_that_one`
    says that it is the same. Raises as `report_missing`; where one cannot be logged none is, and the words say who.
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
        first = already.episode
        if that_one == first.reference and facts["started_at"] < first.started_at and not is_that_one:
            words = WHICH.format(episode=first, since=time_in_words(first.started_at))
            raise ActionRefused(words, field="returned_at") from already
        taken_in = take_in(actor=actor, episode=first, facts=facts, at=at)
        together = Together(taken_in.episode, is_new=False, taken_in=[taken_in])
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
        taken_in = take_in(actor=about["actor"], episode=already.episode, facts=about, at=about["at"])
        episode = taken_in.episode
        together.open_already.append(episode)
        together.taken_in.append(taken_in)
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
