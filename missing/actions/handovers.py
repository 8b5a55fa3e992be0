"""Who looks for somebody who turns 18 while missing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.episodes import locked_episode
from missing.actions.refusals import need
from missing.models import AdultHandover, Episode
from missing.rules import TURNS_18_SOON, turns_18_at
from people.days import full_date
from people.rules import eighteenth_birthday


@transaction.atomic
def record_adult_handover(
    *,
    actor: User,
    episode: Episode,
    handed_to: str,
    to_whom: str,
    handed_at: datetime,
    note: str = "",
    at: datetime | None = None,
) -> AdultHandover:
    """Record to whom they were handed over at 18; written once more, it takes the place of the one before.

    The episode stays open until they are found. Raises ActionRefused when it has ended, for who is not about to turn
    18, and for a time that cannot be.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if refusal := why_not_hand_over(episode, at):
        raise ActionRefused(refusal)
    need(handed_to, "Choose to whom.", "handed_to")
    need(to_whom.strip(), "Write the name of who took it over.", "to_whom")
    if handed_at > at:
        raise ActionRefused("This time has not come yet.", field="handed_at")
    if handed_at < episode.started_at:
        raise ActionRefused("This is before they went.", field="handed_at")
    about = {"handed_to": handed_to, "to_whom": to_whom.strip(), "handed_at": handed_at, "note": note.strip()}
    handover, _ = AdultHandover.objects.update_or_create(
        episode=episode, defaults=about | {"by": actor, "recorded_at": at}
    )
    return handover


def why_not_hand_over(episode: Episode, now: datetime) -> str | None:
    """Why no handover at 18 is recorded, in words; None where one may be."""
    if not episode.is_open:
        return "They have been found, so nobody else takes the search over."
    born_on = episode.young_person.date_of_birth
    turns_18 = turns_18_at(born_on)
    if now < turns_18 - TURNS_18_SOON:
        return f"They turn 18 on {full_date(eighteenth_birthday(born_on))}. Record it from a week before."
    if turns_18 <= episode.started_at:
        return "They were 18 when this began, so nothing is handed over at 18."
    return None
