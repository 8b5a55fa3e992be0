"""A line in an episode's log book."""

from datetime import datetime

from accounts.models import User
from missing.models import Episode, LogEntry


def write_in_log(episode: Episode, kind: str, text: str, *, by: User | None, at: datetime) -> LogEntry:
    """What an action did, at the instant at which it is recorded. `by` is None for the system."""
    return LogEntry.objects.create(episode=episode, kind=kind, text=text, at=at, by=by, recorded_at=at)
