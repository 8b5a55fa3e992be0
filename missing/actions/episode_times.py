"""The times of an episode that were corrected: saved, refused in words where they cannot be."""

from missing.actions.episodes import refuse_overlap
from missing.actions.missing_until import end_of, refuse_end_before_missing
from missing.actions.refusals import CORRECTION
from missing.models import Episode
from people.refusals import in_words


def save_times(episode: Episode) -> None:
    """Save the episode, whose times were set, and read back what the database works out of them. It is locked.

    Raises ActionRefused for times that cannot be, and where another episode of theirs is in the way, naming it.
    """
    refuse_end_before_missing(episode)
    refuse_overlap(episode.young_person, episode.started_at, end_of(episode), besides=episode)
    with in_words(CORRECTION):
        episode.save()
    episode.refresh_from_db(fields=["ended_at", "clock_starts_at"])
