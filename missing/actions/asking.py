"""An interview after an episode that opens none by itself: somebody asks for it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.episodes import locked_episode
from missing.actions.log_book import write_in_log
from missing.actions.opening import open_interview
from missing.actions.refusals import need
from missing.codes import LogKind
from missing.models import Episode, ReturnInterview
from people.actions.deaths import refuse_if_died


@transaction.atomic
def ask_for_interview(
    *, actor: User, episode: Episode, asked_for_by: str, why: str = "", at: datetime | None = None
) -> ReturnInterview:
    """Open the interview after a missed curfew, because somebody asked for it: the young person, a carer, a worker.

    Its 72 hours count from the return like every other's; nothing that was due before it was asked for raises an alert.
    Raises ActionRefused without who asked, when they are not back, and when there is one already.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    refuse_if_died(episode.young_person)
    need(asked_for_by.strip(), "Write who asked for it.", "asked_for_by")
    if episode.clock_starts_at is None:
        raise ActionRefused("They are not back yet. Record the return first.")
    if ReturnInterview.objects.filter(episode=episode).exists():
        raise ActionRefused("There is an interview after this already.")
    interview = open_interview(episode, asked_for_by=asked_for_by.strip())
    if interview is None:
        raise ValueError("an interview that is asked for opens")
    interview.alerts_from = at
    interview.save(update_fields=["alerts_from"])
    words = f"An interview was asked for by {asked_for_by.strip()}."
    write_in_log(episode, LogKind.INTERVIEW, " ".join(filter(None, [words, why.strip()])), by=actor, at=at)
    wake_sweep()
    return interview
