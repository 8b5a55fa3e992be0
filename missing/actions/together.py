"""Several who went missing together: the facts are written once, and each gets an episode of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.episodes import AlreadyOpen, report_gone_again, report_missing
from missing.models import Episode
from people.models import YoungPerson


@dataclass(frozen=True)
class Together:
    """`episode` is that of the one who was logged first; `others` those of the rest, opened now or open already.

    `is_new` is False where the first had an open episode, so that what was written is still to be added to it.
    """

    episode: Episode
    others: list[Episode]
    is_new: bool = True


@transaction.atomic
def report_together(
    *,
    actor: User,
    young_person: YoungPerson,
    others: Sequence[YoungPerson] = (),
    came_back_at: datetime | None = None,
    came_back_is_approximate: bool = False,
    that_one: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Together:
    """Open an episode for each, linked to the first; `facts` are those of `report_missing`, shared by all.

    One who has an open episode already keeps it. `came_back_at` and `that_one` are of the first alone (see
    `report_gone_again`). Raises as `report_missing`; where one cannot be logged none is, and the words say who.
    """
    at = at or timezone.now()
    about = facts | {"actor": actor, "at": at}
    _lock_all([young_person, *others])
    is_new = True
    try:
        if came_back_at:
            first = report_gone_again(
                young_person=young_person,
                came_back_at=came_back_at,
                came_back_is_approximate=came_back_is_approximate,
                that_one=that_one,
                **about,
            )
        else:
            first = report_missing(young_person=young_person, **about)
    except AlreadyOpen as already:
        first, is_new = already.episode, False
    opened = [_one_more(other, first, about) for other in sorted(others, key=lambda other: other.pk)]
    return Together(first, opened, is_new)


def _lock_all(people: Sequence[YoungPerson]) -> None:
    """In the order of their numbers, so that two who log the same sisters at once do not wait for each other."""
    pks = [person.pk for person in people]
    list(YoungPerson.objects.select_for_update(of=["self"]).filter(pk__in=pks).order_by("pk").values_list("pk"))


def _one_more(other: YoungPerson, first: Episode, about: dict[str, Any]) -> Episode:
    try:
        with transaction.atomic():
            # The police gave their reference for the one they were told of first; it is asked again for each
            episode = report_missing(young_person=other, **about | {"police_reference": ""})
    except AlreadyOpen as already:
        return already.episode
    except ActionRefused as refused:
        raise ActionRefused(f"{other}: {refused.message}", field="others") from refused
    episode.together_with_id = first.together_with_id or first.pk
    episode.save(update_fields=["together_with"])
    return episode
