"""The times of an episode that were corrected: saved, refused in words where they cannot be."""

from datetime import datetime

from missing.actions.episodes import refuse_overlap
from missing.actions.refusals import CORRECTION
from missing.codes import Category
from missing.models import Episode
from people.refusals import in_words


def end_of(episode: Episode) -> datetime | None:
    """As the database is about to work it out (`ended_at`): found, or for away and curfew back."""
    if episode.category == Category.MISSING:
        return episode.found_at or episode.returned_at
    return episode.returned_at or episode.found_at


def save_times(episode: Episode) -> None:
    """Save the episode, whose times were set, and read back what the database works out of them. It is locked.

    Raises ActionRefused for times that cannot be, and where another episode of theirs is in the way, naming it.
    """
    refuse_overlap(episode.young_person, episode.started_at, end_of(episode), besides=episode)
    with in_words(CORRECTION):
        episode.save()
    episode.refresh_from_db(fields=["ended_at", "clock_starts_at"])
