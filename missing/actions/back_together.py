"""Several who are found or back together: the facts are written once, and each episode ends by itself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.episodes import record_found, record_return
from missing.actions.locking import lock_young_people
from missing.models import Episode, ReturnInterview

Came = TypeVar("Came")


def record_found_together(*, actor: User, episode: Episode, others: Sequence[Episode], **facts: Any) -> list[Episode]:
    """`record_found` for the episode, then for each of the others, in one save.

    Raises as that does; where one cannot be recorded none is, and the words say whose.
    """
    return _each(record_found, actor, episode, others, facts)


def record_return_together(
    *, actor: User, episode: Episode, others: Sequence[Episode], **facts: Any
) -> list[ReturnInterview | None]:
    """`record_return` for the episode, then for each of the others, in one save; whose interview is which follows.

    Raises as that does; where one cannot be recorded none is, and the words say whose.
    """
    return _each(record_return, actor, episode, others, facts)


@transaction.atomic
def _each(
    record: Callable[..., Came], actor: User, episode: Episode, others: Sequence[Episode], facts: dict[str, Any]
) -> list[Came]:
    at: datetime = facts.pop("at", None) or timezone.now()
    lock_young_people([one.young_person_id for one in (episode, *others)])
    came = [record(actor=actor, episode=episode, at=at, **facts)]
    for other in sorted(others, key=lambda other: other.young_person_id):
        try:
            came.append(record(actor=actor, episode=other, at=at, **facts))
        except ActionRefused as refused:
            raise ActionRefused(f"{other.young_person}: {refused.message}", field="others") from refused
    return came
