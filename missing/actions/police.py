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
from missing.codes import LogKind, PoliceRisk
from missing.models import Episode
from people.days import time_on_record
from people.models import may_open
from people.refusals import in_words
from people.whose_record import not_yours_to


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
    risk_reason: str = "",
    at: datetime | None = None,
) -> Episode:
    """Write down what the police say now; a risk that changed is a line of the log.

    A risk that is not high any more is said by whoever may open the record, with `risk_reason`: by it fewer look for
    the child. When they were told is a figure: once it is on record it changes with `reason` alone, and that is a line
    too. Raises ActionRefused without these, for a time that cannot be, and for who may not correct an episode that is
    closed.
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
    if episode.police_risk == PoliceRisk.HIGH != police_risk:
        _refuse_lowering(actor, episode, risk_reason)
    else:
        risk_reason = ""
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
        text = " ".join(filter(None, [words, risk_reason.strip(), note]))
        add_to_log(actor=actor, episode=episode, kind=kind, text=text, at=at)
    return episode


def _refuse_lowering(actor: User, episode: Episode, why: str) -> None:
    if not may_open(actor, episode.young_person_id):
        refusal = not_yours_to("write down that the risk is not high any more", episode.young_person)
        raise ActionRefused(refusal, field="police_risk")
    need(why.strip(), "Write why the risk is not high any more.", "risk_reason")


def police_time_in_words(before: tuple[datetime | None, bool], after: tuple[datetime | None, bool], why: str) -> str:
    """A line of the log: the instant that was on record and the one that is, each with whether it is approximate."""
    now = time_on_record(*after) or "not on record"
    return f"Police told: {time_on_record(*before)} to {now}. {why.strip()}"
