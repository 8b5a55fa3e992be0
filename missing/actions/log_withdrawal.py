"""A line of the log that was written down by mistake: struck out, and read no more for what happened."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.corrections import CLOSED, may_correct
from missing.actions.episodes import locked_episode
from missing.actions.withdrawal import theirs_to_strike_out, withdraw_row
from missing.models import Episode, LogEntry

FOLLOWS_FROM_A_CHANGE = "This line says what was changed. Put that right where it was changed."


def why_not_withdraw_line(actor: User, episode: Episode, line: LogEntry) -> str | None:
    """Why this person may not strike out this line of the episode's log, in words; None when they may.

    Whoever wrote it may until the interview is closed, and at any time who answers for the figures.
    """
    if not line.was_typed:
        return FOLLOWS_FROM_A_CHANGE
    if not may_correct(actor, episode):
        return CLOSED
    if line.by_id != actor.pk and not actor.can(Can.CORRECT_CLOSED_EPISODES):
        return theirs_to_strike_out(line.by)
    return None


@transaction.atomic
def withdraw_line(*, actor: User, line: LogEntry, reason: str, at: datetime | None = None) -> LogEntry:
    """It was written down by mistake: it stays in the log, struck out, and counts for nothing.

    Raises ActionRefused without a reason, for who may not, for a line that an action wrote (the risk, the category,
    times, an ending are put right where they were changed), and of an episode that was voided.
    """
    require(actor, Can.LOG_EPISODES)
    episode = locked_episode(line.episode)
    lines = LogEntry.objects.select_for_update(of=["self"]).select_related("by")
    found = lines.filter(pk=line.pk, episode=episode).first()
    if found is None:
        raise ActionRefused("This is part of another episode by now. Look at it there.")
    if refusal := why_not_withdraw_line(actor, episode, found):
        raise ActionRefused(refusal)
    withdraw_row(found, actor=actor, reason=reason, at=at or timezone.now())
    return found
