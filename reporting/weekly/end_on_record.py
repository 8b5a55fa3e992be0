"""What was on record of an episode's end at an instant that has passed.

An end that is corrected is written down anew: `end_recorded_at` says when what stands now was, and the history what was
on record before. It is read by these times, not by when a row was written, as everything here is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from missing.codes import Category, Source
from missing.models import Episode
from people.history import events_of

END = ("found_at", "found_is_approximate", "returned_at", "returned_is_approximate", "ended_how", "end_recorded_at")


def end_written_since(at: datetime) -> Q:
    """Of episodes: the end on record was written down or corrected here at that instant or later.

    What a case file brought counts by its own times, as if it had always been on record.
    """
    return Q(source=Source.RECORDED, end_recorded_at__gte=at)


def ends_on_record(episodes: Iterable[Episode], before: datetime) -> dict[int, Any]:
    """By id, the event with the end that each had on record before that instant; who had none has no entry.

    An end that was taken back counts as never written down. One query, none where there is nothing to ask.
    """
    ids = {episode.pk for episode in episodes}
    found: dict[int, Any] = {}
    if not ids:
        return found
    for event in events_of(Episode).filter(pgh_obj_id__in=ids).only("pgh_obj_id", *END).order_by("pgh_id"):
        if event.end_recorded_at is None:
            found.pop(event.pgh_obj_id, None)
        elif event.end_recorded_at < before:
            found[event.pgh_obj_id] = event
    return found


def as_it_stood(episodes: Sequence[Episode], at: datetime) -> None:
    """Give those whose end was written down or corrected here since then the end that they had: to read, not to save.

    One query; none where none was, as in an e-mail that is built on time.
    """
    since = [episode for episode in episodes if _is_written_since(episode, at)]
    ends = ends_on_record(since, at)
    for episode in since:
        _put(episode, ends.get(episode.pk))


def told_late(episodes: Sequence[Episode], covers_from: datetime) -> set[int]:
    """The ids of those that ended before `covers_from`, and of which that was not on record by then: one query."""
    ended = [
        episode
        for episode in episodes
        if episode.source == Source.RECORDED and episode.ended_at and episode.ended_at < covers_from
    ]
    known = ends_on_record((episode for episode in ended if _is_written_since(episode, covers_from)), covers_from)
    return {
        episode.pk
        for episode in ended
        if episode.recorded_at >= covers_from or (_is_written_since(episode, covers_from) and episode.pk not in known)
    }


def _is_written_since(episode: Episode, at: datetime) -> bool:
    """The same as `end_written_since`, of one."""
    return episode.source == Source.RECORDED and episode.end_recorded_at is not None and episode.end_recorded_at >= at


def _put(episode: Episode, end: Any | None) -> None:
    """With what the database works out from it (`Episode.ended_at`, `clock_starts_at`)."""
    for name in END:
        setattr(episode, name, getattr(end or Episode(), name))
    found_at, returned_at = episode.found_at, episode.returned_at
    episode.ended_at = found_at or returned_at if episode.category == Category.MISSING else returned_at or found_at
    episode.clock_starts_at = returned_at or (found_at if episode.ended_how else None)
