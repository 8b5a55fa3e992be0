"""What the police say of an episode: the risk, their reference, when they were told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.corrections import CLOSED, may_correct
from missing.actions.episodes import add_to_log, locked_episode
from missing.actions.refusals import EPISODE, need, refuse_police_time
from missing.actions.strategy_episodes import consider_risk
from missing.codes import LogKind
from missing.models import Episode
from people.days import time_on_record
from people.refusals import in_words


@transaction.atomic
def change_police_facts(
    *,
    actor: User,
    episode: Episode,
    police_risk: str,
    police_reference: str = "",
    reported_to_police_at: datetime | None = None,
    police_told_is_approximate: bool = False,
    note: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> Episode:
    """Write down what the police say now; a risk that changed is a line of the log.

    When they were told is a figure: once it is on record it changes with a reason alone, and that is a line too. Raises
    ActionRefused without one, for a time that cannot be, and for who may not correct an episode that is closed.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if not may_correct(actor, episode):
        raise ActionRefused(CLOSED)
    told = (reported_to_police_at, police_told_is_approximate and reported_to_police_at is not None)
    told_before = (episode.reported_to_police_at, episode.police_told_is_approximate)
    is_corrected = told_before[0] is not None and told != told_before
    if told != told_before:
        about = episode.started_is_approximate or told[1]
        refuse_police_time(reported_to_police_at, episode.started_at, at, is_approximate=about)
    if is_corrected:
        need(reason.strip(), "Write why the time that the police were told is changed.", "reason")
    risk_before, risk_changed = episode.get_police_risk_display(), police_risk != episode.police_risk
    episode.police_risk, episode.police_reference = police_risk, police_reference
    episode.reported_to_police_at, episode.police_told_is_approximate = told
    with in_words(EPISODE):
        episode.save()
    if risk_changed:
        consider_risk(episode, at)
    if is_corrected:
        add_to_log(
            actor=actor,
            episode=episode,
            kind=LogKind.CORRECTED,
            text=police_time_in_words(told_before, told, reason),
            at=at,
        )
    if risk_changed or note:
        words = f"Police risk: {risk_before} to {episode.get_police_risk_display()}." if risk_changed else ""
        kind = LogKind.RISK_CHANGED if risk_changed else LogKind.NOTE
        add_to_log(actor=actor, episode=episode, kind=kind, text=" ".join(filter(None, [words, note])), at=at)
    return episode


def police_time_in_words(before: tuple[datetime | None, bool], after: tuple[datetime | None, bool], why: str) -> str:
    """A line of the log: the instant that was on record and the one that is, each with whether it is approximate."""
    now = time_on_record(*after) or "not on record"
    return f"Police told: {time_on_record(*before)} to {now}. {why.strip()}"
