"""Whoever was told of several who went together in one call: written down once, for each of them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.locking import lock_young_people
from missing.actions.telling import record_not_told, record_told
from missing.models import Episode, PersonTold
from missing.same_people import same_lines
from missing.telling import with_tell_facts


def record_told_of_several(
    *, actor: User, episode: Episode, others: Sequence[Episode], of: str, recipients: Sequence[str], **facts: Any
) -> dict[Episode, list[PersonTold]]:
    """`record_told` for the episode, and for each of the others what of it is still to be told of them too.

    The same people are found on the list of each (`same_lines`). `recipients` are keys of the list of `episode`. Raises
    as `record_told`; where it cannot be written for one it is for none, and the words say whose list refuses it.
    """
    return _each(record_told, actor, episode, others, of, recipients, facts)


def record_not_told_of_several(
    *, actor: User, episode: Episode, others: Sequence[Episode], of: str, recipients: Sequence[str], **facts: Any
) -> dict[Episode, list[PersonTold]]:
    """`record_not_told` in the same way."""
    return _each(record_not_told, actor, episode, others, of, recipients, facts)


@transaction.atomic
def _each(
    record: Callable[..., list[PersonTold]],
    actor: User,
    episode: Episode,
    others: Sequence[Episode],
    of: str,
    recipients: Sequence[str],
    facts: dict[str, Any],
) -> dict[Episode, list[PersonTold]]:
    facts = facts | {"actor": actor, "of": of, "at": facts.get("at") or timezone.now()}
    lock_young_people([one.young_person_id for one in (episode, *others)])
    lists = with_tell_facts(Episode.objects.filter(pk__in=[one.pk for one in (episode, *others)])).in_bulk()
    written = {episode: record(episode=episode, recipients=recipients, **facts)}
    for other in sorted(others, key=lambda other: other.young_person_id):
        theirs = same_lines(lists[episode.pk], lists[other.pk], of, recipients)
        try:
            written[other] = record(episode=other, recipients=theirs, **facts) if theirs else []
        except ActionRefused as refused:
            raise ActionRefused(f"{other.young_person}: {refused.message}", field="also") from refused
    return written
