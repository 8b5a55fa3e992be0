"""What an episode is: changed from an instant on when it gets worse, or put right from its start."""

from datetime import datetime

from django.db import transaction
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
from missing.actions.opening import open_interview
from missing.actions.refusals import EPISODE, need
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.told_wrongly import ask_to_tell_again
from missing.codes import Category, EndedHow, LogKind, PoliceRisk
from missing.models import Episode, ReturnInterview
from people.days import time_in_words, time_on_record
from people.models import may_open
from people.refusals import in_words
from people.whose_record import not_yours_to


@transaction.atomic
def now_missing(
    *, actor: User, episode: Episode, since: datetime, note: str = "", at: datetime | None = None
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
    if since > at:
        raise ActionRefused("This time has not come yet.", field="since")
    if since < episode.started_at:
        raise ActionRefused(f"It began {time_in_words(episode.started_at)}. Write a time from then on.", field="since")
    if episode.ended_at:
        if not may_correct(actor, episode):
            raise ActionRefused(CLOSED)
        if since > episode.ended_at:
            words = f"It ended {time_in_words(episode.ended_at)}. Write a time until then."
            raise ActionRefused(words, field="since")
        need(note.strip(), "Write why.", "reason")
    was, words = episode.category, f"{episode.get_category_display()} until {time_on_record(since)}, missing since."
    _change(episode, Category.MISSING, missing_from=since)
    text = " ".join(filter(None, [words, note.strip()]))
    _log(episode, actor, text, at)
    _let_interviews_follow(episode, was, actor=actor, why=f"{episode}: {text}", at=at)
    consider_episode(episode, at, is_new=True)
    wake_sweep()
    return episode


@transaction.atomic
def correct_category(
    *, actor: User, episode: Episode, category: str, reason: str, at: datetime | None = None
) -> Episode:
    """It was something else from its start: above all, that they were not missing. Kept with who said so and why.

    Who was found and is not yet back is away, or late, for as long as they are not back: it goes on. Where the police
    hold the risk to be high a manager alone may say that somebody was not missing; who may not open the record says it
    of what they logged themselves. Raises ActionRefused without a reason, where nothing is changed, where they refused
    to come back, as only who was missing can, and for who may not.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if category == episode.category:
        raise ActionRefused("That is what is on record.", field="how")
    if needs_a_manager(episode) and not actor.can(Can.SAY_NOT_MISSING_AT_HIGH_RISK):
        raise ActionRefused(
            "The police hold the risk to be high, so only a manager may say that they were not missing.", field="how"
        )
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
    words = f"{episode.get_category_display()} to {Category(category).label.lower()}, from the start."
    if goes_on:
        words = f"{words} {_take_back_found(episode, at)}"
    _change(episode, category, missing_from=episode.started_at if category == Category.MISSING else None)
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


def needs_a_manager(episode: Episode) -> bool:
    return episode.category == Category.MISSING and episode.police_risk == PoliceRisk.HIGH


def _change(episode: Episode, category: str, *, missing_from: datetime | None) -> None:
    episode.category, episode.missing_from = category, missing_from
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
        return
    if episode.clock_starts_at and not ReturnInterview.objects.filter(episode=episode).exists():
        open_interview(episode)
    judge_interview(episode, actor=actor, why=why, at=at)
    if Category.CURFEW in (was, episode.category):
        judge_curfews(episode.young_person, [episode.started_at], actor=actor, why=why, at=at)


def _log(episode: Episode, actor: User, text: str, at: datetime) -> None:
    write_in_log(episode, LogKind.CATEGORY, text, by=actor, at=at)
