"""Of somebody who was away or late first and is missing: since when they are gone in all, beside since when missing."""

from missing.models import Episode
from people.days import about_time_in_words
from people.lengths import in_words


def gone_since(episode: Episode) -> str:
    """`gone since Sat 21 Nov, 10:00, 2 days in all`; empty where they are what they are from the start."""
    if episode.state_since == episode.started_at:
        return ""
    since = about_time_in_words(episode.started_at, episode.started_is_approximate)
    return f"gone since {since}, {in_words(episode.lasted)} in all"
