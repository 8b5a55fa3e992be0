"""Nobody becomes missing after they were found or back: refused in words, whichever of the two times was typed.

The database holds the same (`episode_missing_from_its_end_or_earlier`).
"""

from datetime import datetime

from accounts.access import ActionRefused
from missing.codes import Category
from missing.models import Episode
from people.days import about_time_in_words, time_in_words


def end_of(episode: Episode) -> datetime | None:
    """As the database is about to work it out (`ended_at`): found, or for away and curfew back."""
    if episode.category == Category.MISSING:
        return episode.found_at or episode.returned_at
    return episode.returned_at or episode.found_at


def refuse_since(episode: Episode, since: datetime, at: datetime, *, field: str) -> None:
    """Refuse an instant from which it is something else: before its start, after its end, or in time to come."""
    if since > at:
        raise ActionRefused("This time has not come yet.", field=field)
    if since < episode.started_at:
        began = time_in_words(episode.started_at)
        raise ActionRefused(f"It began {began}. Write a time from then on.", field=field)
    if _is_past_its_end(episode, since):
        ended = time_in_words(end_of(episode))
        raise ActionRefused(f"It ended {ended}. Write a time until then.", field=field)


def refuse_end_before_missing(episode: Episode) -> None:
    """Refuse an end that was typed, and lies before they became missing: they were away or late until later.

    Of one missing from its start an end before that is refused in its own words, by its constraint.
    """
    since, end = episode.missing_from, end_of(episode)
    if since in (None, episode.started_at) or not _is_past_its_end(episode, since):
        return
    became = about_time_in_words(since, episode.missing_since_is_approximate)
    raise ActionRefused(
        f"They became missing later than this, {became}. Correct since when first; or if they never were missing, say "
        "so under “Change what this is”.",
        field="found_at" if end == episode.found_at else "returned_at",
    )


def _is_past_its_end(episode: Episode, since: datetime) -> bool:
    end = end_of(episode)
    return end is not None and since > end
