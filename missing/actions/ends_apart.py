"""How each of two episodes ended that were one: an end that was mended or recorded meanwhile stays whole.

An end is never half the one's and half the other's: found, back, how and when it was written down go together.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from missing.actions.changed_fields import before_of, change
from missing.actions.opening import open_interview
from missing.codes import EndedHow
from missing.models import Episode, ReturnInterview

END = (
    "found_at",
    "found_is_approximate",
    "returned_at",
    "returned_is_approximate",
    "ended_how",
    "end_recorded_at",
)


def take_ends_apart(kept: Episode, merged: Episode, changed: Mapping[str, list[Any]]) -> bool:
    """Give the end that was taken over from the merged episode back to it as it is now; the kept one has its own.

    With it goes the time away as which it went on, and the note of who had none. `changed` says what the merge changed
    of the kept one. Neither is saved. Gives whether the end was mended since: else the merged one has it still.
    """
    is_taken_over = any(name in changed for name in END)
    if not is_taken_over or all(getattr(kept, name) == getattr(merged, name) for name in END):
        return False
    own = {name: before_of(kept, name, changed) if name in changed else getattr(merged, name) for name in END}
    now = {name: getattr(kept, name) for name in END}
    if own["end_recorded_at"] is None:
        own["return_note"], now["return_note"] = "", kept.return_note
    if now["ended_how"] == EndedHow.REFUSED_TO_RETURN != own["ended_how"]:
        Episode.objects.filter(goes_on_from=kept).update(goes_on_from=merged)
    change(kept, own)
    change(merged, now)
    return True


def open_what_is_due(episode: Episode, since: datetime) -> None:
    """The interview after an end that was written down after then, where it has none any more."""
    is_new = episode.clock_starts_at and episode.end_recorded_at and episode.end_recorded_at > since
    if is_new and not ReturnInterview.objects.filter(episode=episode).exists():
        open_interview(episode)
