"""What an episode is: changed from an instant on when it gets worse, or put right from its start."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.corrections import CLOSED, may_correct
from missing.actions.curfews_again import judge_curfews, judge_interview
from missing.actions.episodes import locked_episode
from missing.actions.following import let_alerts_follow
from missing.actions.log_book import write_in_log
from missing.actions.missing_until import refuse_since
from missing.actions.opening import open_interview
from missing.actions.owed import put_on_record_as_ended
from missing.actions.refusals import EPISODE, need
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.told_wrongly import ask_to_tell_again
from missing.codes import FROM_THE_START, Category, EndedHow, LogKind, PoliceRisk, Source
from missing.models import Episode, ReturnInterview
from people.days import time_on_record
from people.history import events_of
from people.models import may_open
from people.refusals import in_words
from people.whose_record import not_yours_to

HELD_HIGH = "The police hold the risk to be high, or have held it so"
BECAME: dict[str, str] = {Category.MISSING: "missing", Category.AWAY: "away"}


@transaction.atomic
def now_missing(
    *,
    actor: User,
    episode: Episode,
    since: datetime,
    since_is_approximate: bool = False,
    note: str = "",
    at: datetime | None = None,
) -> Episode:
    """Somebody who was away or late is missing: where they are is not known since that instant, from which it counts.

    Told after it has ended it is a correction: with a reason, by those who may, up to its end. Raises ActionRefused
    without that, when it is one of missing already, and for a time before its start, after its end or to come.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if episode.category == Category.MISSING:
        raise ActionRefused("They are on record as missing already.", field="how")
    _refuse_from(episode, actor, since, note, at)
    _become(episode, Category.MISSING, (since, since_is_approximate), actor=actor, note=note, at=at)
    consider_episode(episode, at, is_new=True)
    wake_sweep()
    return episode


@transaction.atomic
def now_away(
    *,
    actor: User,
    episode: Episode,
    since: datetime,
    since_is_approximate: bool = False,
    note: str = "",
    at: datetime | None = None,
) -> Episode:
    """Somebody who was late is away: it is known where they are since that instant, and they should not be there.

    It is one absence from its start on, now of that kind; the log says from when. Told and refused as `now_missing`,
    and of who was not late.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if episode.category != Category.CURFEW:
        raise ActionRefused("They are not on record as late.", field="how")
    _refuse_from(episode, actor, since, note, at)
    _become(episode, Category.AWAY, (since, since_is_approximate), actor=actor, note=note, at=at)
    wake_sweep()
    return episode


@transaction.atomic
def correct_category(
    *, actor: User, episode: Episode, category: str, reason: str, at: datetime | None = None
) -> Episode:
    """It was something else from its start: above all, that they were not missing. Kept with who said so and why.

    Who was found and is not yet back is away, or late, for as long as they are not back: it goes on. Once the interview
    is closed whoever answers for the figures may say so, and where the police hold the risk to be high, or held it so,
    a manager alone that somebody was not missing; who may not open the record says it of what they logged themselves.
    Raises ActionRefused without a reason, where nothing is changed, where they refused to come back, as only who was
    missing can, and for who may not.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if not may_correct(actor, episode):
        raise ActionRefused(CLOSED)
    if category == episode.category:
        raise ActionRefused("That is what is on record.", field="how")
    if is_a_managers(actor, episode):
        raise ActionRefused(f"{HELD_HIGH}, so only a manager may say that they were not missing.", field="how")
    if category != Category.MISSING and (refusal := why_not_take_off(actor, episode, "say that they were not missing")):
        raise ActionRefused(refusal, field="how")
    if episode.ended_how == EndedHow.REFUSED_TO_RETURN:
        raise ActionRefused(
            "It ended with their refusing to come back, which only somebody who was missing can. Correct how it ended "
            "first.",
            field="how",
        )
    need(reason.strip(), "Write why.", "reason")
    was, goes_on = episode.category, episode.is_not_yet_back
    words = f"{episode.get_category_display()} to {Category(category).label.lower()}{FROM_THE_START}"
    if goes_on:
        words = f"{words} {_take_back_found(episode, at)}"
    _change(episode, category, episode.started_at if category == Category.MISSING else None)
    if goes_on:
        let_alerts_follow(episode, at)
    _log(episode, actor, f"{words} {reason.strip()}", at)
    _let_interviews_follow(episode, was, actor=actor, why=f"{episode}: {words} {reason.strip()}", at=at)
    reconsider(episode.young_person_id, f"{episode}: {words} {reason.strip()}", at)
    consider_episode(episode, at, is_new=True)
    wake_sweep()
    return episode


def why_not_take_off(actor: User, episode: Episode, do_it: str) -> str | None:
    """Why this person may not take it off the lists of who is missing, and whom to ring; None when they may.

    Whoever may open the record; and who logged the episode or voided it, to put right a slip of their own.
    """
    if actor.pk in (episode.logged_by_id, episode.voided_by_id) or may_open(actor, episode.young_person_id):
        return None
    return not_yours_to(do_it, episode.young_person)


def is_a_managers(actor: User, *episodes: Episode) -> bool:
    """Whether a manager alone may say that one of these was not missing, and this person is none.

    Where the police hold the risk to be high, or held it so at any time of it: what they lowered since opens nothing.
    At most one query an episode, and none for a manager.
    """
    return not actor.can(Can.SAY_NOT_MISSING_AT_HIGH_RISK) and any(map(has_been_at_high_risk, episodes))


def has_been_at_high_risk(episode: Episode) -> bool:
    """Whether somebody missing is or was at high risk in it, or in one that was merged into it, as its history says."""
    if episode.category != Category.MISSING:
        return False
    if episode.police_risk == PoliceRisk.HIGH:
        return True
    part_of_it = Episode.objects.filter(Q(pk=episode.pk) | Q(merged_into=episode.pk)).values("pk")
    return events_of(Episode).filter(pgh_obj_id__in=part_of_it, police_risk=PoliceRisk.HIGH).exists()


def _refuse_from(episode: Episode, actor: User, since: datetime, note: str, at: datetime) -> None:
    refuse_since(episode, since, at, field="since")
    if not may_correct(actor, episode):
        raise ActionRefused(CLOSED)
    if episode.ended_at:
        need(note.strip(), "Write why.", "reason")


def _become(
    episode: Episode, category: str, since: tuple[datetime, bool], *, actor: User, note: str, at: datetime
) -> None:
    """It is of another kind from that instant on, approximate or not: with its line in the log, and its interview."""
    was = episode.category
    words = f"{episode.get_category_display()} until {time_on_record(*since)}, {BECAME[category]} since."
    text = " ".join(filter(None, [words, note.strip()]))
    _change(episode, category, *(since if category == Category.MISSING else (None, False)))
    _log(episode, actor, text, at)
    _let_interviews_follow(episode, was, actor=actor, why=f"{episode}: {text}", at=at)


def _change(
    episode: Episode, category: str, missing_from: datetime | None, missing_from_is_approximate: bool = False
) -> None:
    episode.category, episode.missing_from = category, missing_from
    episode.missing_from_is_approximate = missing_from_is_approximate
    with in_words(EPISODE):
        episode.save()
    episode.refresh_from_db(fields=["ended_at", "clock_starts_at"])


def _take_back_found(episode: Episode, at: datetime) -> str:
    """That they were found ends nothing where it was known all along where they were; the words for the log."""
    found = time_on_record(episode.found_at, episode.found_is_approximate)
    episode.found_at, episode.found_is_approximate, episode.end_recorded_at = None, False, None
    return " ".join(filter(None, [f"Found {found} and not back since, so it goes on.", ask_to_tell_again(episode, at)]))


def _let_interviews_follow(episode: Episode, was: str, *, actor: User, why: str, at: datetime) -> None:
    """Who was missing or away in truth is owed the interview that a missed curfew has not, and the other way.

    What other missed curfews asked for by their number is counted again.
    """
    if episode.young_person.died_on:
        put_on_record_as_ended(episode, actor=actor, at=at)
        return
    if episode.clock_starts_at and not ReturnInterview.objects.filter(episode=episode).exists():
        open_interview(episode)
    if episode.category != Category.CURFEW or episode.source != Source.RECORDED:  # else with the others
        judge_interview(episode, actor=actor, why=why, at=at, is_of_another_kind=True)
    if Category.CURFEW in (was, episode.category):
        judge_curfews(episode.young_person, [episode.started_at], actor=actor, why=why, at=at)


def _log(episode: Episode, actor: User, text: str, at: datetime) -> None:
    write_in_log(episode, LogKind.CATEGORY, text, by=actor, at=at)
