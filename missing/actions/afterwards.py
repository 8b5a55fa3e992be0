"""An absence that was over before anybody logged it: an earlier night, or one that they are back from already."""

from dataclasses import dataclass
from datetime import datetime

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.curfews_again import judge_curfews
from missing.actions.opening import open_interview
from missing.actions.refusals import need, need_note
from missing.codes import Category, EndedHow
from missing.models import Episode
from people.days import time_in_words

ENDS_WITH_MORE = frozenset({EndedHow.DIED, EndedHow.REFUSED_TO_RETURN})
"""Endings from which more follows than the end of one absence: recorded of one that is logged already."""


@dataclass(frozen=True)
class Ended:
    """When and how it ended. Without `ended_how` they came back; with `found_at` alone they were found and no more.

    Who is placed elsewhere, in custody or in hospital needs `found_at`, as in `record_return`. Instants are aware.
    """

    returned_at: datetime | None = None
    returned_is_approximate: bool = False
    found_at: datetime | None = None
    found_is_approximate: bool = False
    ended_how: str = ""
    note: str = ""

    @property
    def how(self) -> str:
        return self.ended_how or (EndedHow.RETURNED if self.returned_at else "")

    def ends_at(self, category: str) -> datetime | None:
        """When it has ended, as the database works it out (`Episode.ended_at`)."""
        if category == Category.MISSING:
            return self.found_at or self.returned_at
        return self.returned_at or self.found_at


def set_end(episode: Episode, ended: Ended, at: datetime) -> None:
    """Write the end into an episode that is not saved yet.

    Raises ActionRefused for what is no end of it, and without what its kind of ending needs.
    """
    how = ended.how
    if how in ENDS_WITH_MORE:
        raise ActionRefused("Log it without its end first, and record that as its end then.", field="ended_how")
    if how == EndedHow.RETURNED:
        need(ended.returned_at, "Write when they came back.", "returned_at")
    elif episode.category == Category.MISSING or how:
        need(ended.found_at or ended.returned_at, "Write when they were found.", "found_at")
    else:
        raise ActionRefused("Where they were was known all along. Write when they came back.", field="returned_at")
    need_note(episode, how, ended.note)
    episode.ended_how, episode.return_note, episode.end_recorded_at = how, ended.note.strip(), at
    episode.returned_at, episode.found_at = ended.returned_at, ended.found_at
    episode.returned_is_approximate = ended.returned_is_approximate and ended.returned_at is not None
    episode.found_is_approximate = ended.found_is_approximate and ended.found_at is not None


def follow_the_end(episode: Episode, *, actor: User, at: datetime) -> None:
    """Open the interview that it made due, judged by its own clock; and count missed curfews after it once more."""
    if episode.clock_starts_at:
        open_interview(episode)
    if episode.category == Category.CURFEW:
        why = f"{episode} was logged afterwards."
        judge_curfews(episode.young_person, [episode.started_at], actor=actor, why=why, at=at)


def refuse_while_it_lasts(now_open: Episode) -> None:
    """Refuse what lies within the open one: it may be the return from that which was written here."""
    since = time_in_words(now_open.started_at)
    words = f"{now_open} is open since {since}, and this lies in it. If they are back, record its return there."
    raise ActionRefused(words, field="started_at")


def refuse_the_next(later: Episode, ended: Ended | None) -> None:
    """Refuse what would last into `later`, which began after it: ask when it ended, or for an earlier end."""
    began = f"{later} began {time_in_words(later.started_at)}"
    if ended is None:
        raise ActionRefused(f"{began}, after this. Write when this one ended: it is over.", field="returned_at")
    field = "returned_at" if ended.returned_at else "found_at"
    raise ActionRefused(f"{began}, before this one ended. Look at the times.", field=field)
