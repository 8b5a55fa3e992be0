"""Several who are found or back together: the facts are written once, and each episode ends by itself."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.episodes import record_found, record_return
from missing.actions.locking import lock_young_people
from missing.models import Episode, ReturnInterview

Came = TypeVar("Came")

WHEN_FOUND_STANDS: dict[str, Any] = {"found_at": None, "found_is_approximate": False}
"""For whom it is on record already when they were found: that is put right on its own page, with a reason."""


def record_found_together(*, actor: User, episode: Episode, others: Sequence[Episode], **facts: Any) -> list[Episode]:
    """`record_found` for the episode, then for each of the others, in one save.

    Raises as that does; where one cannot be recorded none is, and the words say whose.
    """
    return _each(record_found, actor, episode, others, facts)


def record_return_together(
    *, actor: User, episode: Episode, others: Sequence[Episode], **facts: Any
) -> list[ReturnInterview | None]:
    """`record_return` for the episode, then for each of the others, in one save; gives their interviews in that order.

    Of another who was found already, when that was stands. Raises as `record_return`; where one cannot be recorded none
    is, and the words say whose.
    """
    return _each(record_return, actor, episode, others, facts)


@transaction.atomic
def _each(
    record: Callable[..., Came], actor: User, episode: Episode, others: Sequence[Episode], facts: dict[str, Any]
) -> list[Came]:
    facts = facts | {"actor": actor, "at": facts.get("at") or timezone.now()}
    lock_young_people([one.young_person_id for one in (episode, *others)])
    found = dict(Episode.objects.filter(pk__in=[other.pk for other in others]).values_list("pk", "found_at"))
    came = [record(episode=episode, **facts)]
    for other in sorted(others, key=lambda other: other.young_person_id):
        theirs = facts | WHEN_FOUND_STANDS if found[other.pk] and record is record_return else facts
        try:
            came.append(record(episode=other, **theirs))
        except ActionRefused as refused:
            raise ActionRefused(f"{other.young_person}: {refused.message}", field="others") from refused
    _stay_together([episode, *others])
    return came


def _stay_together(ended: Sequence[Episode]) -> None:
    """Those who were found and refuse to come back go on as away together."""
    away = list(Episode.objects.filter(goes_on_from__in=ended).order_by("pk"))
    for other in away[1:]:
        other.together_with = away[0]
        other.save(update_fields=["together_with"])
