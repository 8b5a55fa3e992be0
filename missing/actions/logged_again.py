"""What is logged of somebody whose episode is open already: what got worse since is true of that episode at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.categories import now_away, now_missing
from missing.actions.police import change_police_facts
from missing.codes import Category, PoliceRisk
from missing.models import Episode
from missing.rules.merging import higher_risk
from missing.rules.telling import is_told_too_early


@dataclass(frozen=True)
class TakenIn:
    """`episode` as it is now. `was` is what it was in words, where it became worse by what was logged.

    `police_time_stays`: when the police were told is on record already, or the time typed cannot be of this episode.
    """

    episode: Episode
    was: str = ""
    police_time_stays: bool = False


def take_in(*, actor: User, episode: Episode, facts: dict[str, Any], at: datetime) -> TakenIn:
    """Make of the open episode what was logged again, within the caller's transaction; the words are the caller's.

    `facts` are those of `report_missing`. Who was away or late is missing from the time typed, or from the episode's
    start where that is later; who was late is away so. Nobody becomes less than they are. Of what the police say the
    higher risk stands, and what is on record of their reference and of when they were told. Raises ActionRefused for a
    time that has not come.
    """
    if facts["started_at"] > at:
        raise ActionRefused("This time has not come yet.", field="started_at")
    was, become = episode.get_category_display(), _what_makes_it(episode, facts["category"])
    if become:
        since = max(facts["started_at"], episode.started_at)
        is_about = facts.get("started_is_approximate", False) and since == facts["started_at"]
        become(actor=actor, episode=episode, since=since, since_is_approximate=is_about, at=at)
    stays = _take_in_police_facts(episode, facts, actor=actor, at=at)
    episode.refresh_from_db()
    return TakenIn(episode, was if become else "", stays)


def _what_makes_it(episode: Episode, category: str) -> Any:
    """The action that makes the episode that; None where it is as bad already."""
    if category == Category.MISSING and episode.category != Category.MISSING:
        return now_missing
    if category == Category.AWAY and episode.category == Category.CURFEW:
        return now_away
    return None


def _take_in_police_facts(episode: Episode, facts: dict[str, Any], *, actor: User, at: datetime) -> bool:
    """Put on record what is not there yet; whether the time at which they were told stays, though another was typed."""
    told, on_record = facts.get("reported_to_police_at"), episode.reported_to_police_at
    is_about = facts.get("police_told_is_approximate", False)
    about_either = is_about or episode.started_is_approximate
    is_taken = told and not on_record and not is_told_too_early(told, episode.started_at, is_approximate=about_either)
    now: dict[str, Any] = {
        "police_risk": higher_risk(episode.police_risk, facts.get("police_risk", PoliceRisk.NOT_RECORDED)),
        "police_reference": episode.police_reference or facts.get("police_reference", ""),
        "reported_to_police_at": told if is_taken else on_record,
        "police_told_is_approximate": is_about if is_taken else episode.police_told_is_approximate,
    }
    if any(getattr(episode, name) != value for name, value in now.items()):
        change_police_facts(actor=actor, episode=episode, at=at, **now)
    return told not in (None, now["reported_to_police_at"])
