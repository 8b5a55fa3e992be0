"""An episode that should not be on record: voided with a reason, put back where that was wrong. Never deleted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import withdraw_alerts
from alerts.wake import wake_sweep
from missing.actions.categories import HELD_HIGH, is_a_managers, why_not_take_off
from missing.actions.curfews_again import judge_curfews
from missing.actions.deciding import reopen_covered, to_do_again
from missing.actions.endings import stop_everything
from missing.actions.episodes import locked_episode, refuse_overlap
from missing.actions.locking import episode_as_it_is
from missing.actions.log_book import write_in_log
from missing.actions.long_reviews import let_reviews_lapse
from missing.actions.owed import open_what_is_owed
from missing.actions.queue import SEEN_AFTER_CLOSING, end_access, give_to_who_is_named
from missing.actions.refusals import EPISODE, need
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.strategy_withdrawal import withdraw_discussions
from missing.actions.timeline import forget_on_the_timeline, tell_the_timeline
from missing.codes import Category, EndedHow, LogKind, Outcome
from missing.duty import close_to_duty, open_to_duty
from missing.models import Episode, ReturnInterview
from people.models import AccessGrant
from people.refusals import in_words

DIED_MEANWHILE = (
    "{} had not ended, and they have died since. Take back the death on their page, put this episode back, and record "
    "the death again, with when they were found."
)


def why_not_void(actor: User, episode: Episode) -> str | None:
    """Why this person may neither void the episode nor put it back, in words; None when they may.

    Whoever logs episodes and may open the record, or logged this one, until the interview is closed; from then on a
    manager. A manager's too where the police hold or held the risk to be high, as it is to say that somebody was not
    missing.
    """
    interview = getattr(episode, "interview", None)
    if interview is not None and interview.is_decided and not actor.can(Can.VOID_CLOSED_EPISODES):
        return "The interview is closed. Ask a manager."
    if is_a_managers(actor, episode):
        return f"{HELD_HIGH}. Ask a manager."
    if not actor.can(Can.LOG_EPISODES):
        return "Your role does not log episodes."
    return why_not_take_off(actor, episode, "put this episode back" if episode.is_void else "void this episode")


@transaction.atomic
def void_episode(*, actor: User, episode: Episode, reason: str, at: datetime | None = None) -> Episode:
    """Take an episode that was logged in error out of every list and figure; it and its interview are kept.

    Its alerts are withdrawn, what was let see for it ends, and what its conversation had settled is to do again. Raises
    ActionRefused without a reason, for who may not, when it is voided already, and for the time away as which a
    missing episode goes on: there it is the ending that is wrong (`correct_ending`).
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if refusal := why_not_void(actor, episode):
        raise ActionRefused(refusal)
    if missing := goes_on_from(episode):
        raise ActionRefused(f"This is how {missing} went on. Correct how {missing} ended instead.")
    need(reason.strip(), "Write why it should not be on record.", "reason")
    take_out(episode, actor=actor, reason=reason.strip(), at=at)
    log_voided(episode, actor, f"Voided. {reason.strip()}", at)
    return episode


@transaction.atomic
def unvoid_episode(*, actor: User, episode: Episode, reason: str, at: datetime | None = None) -> Episode:
    """Put back an episode that was voided: its interview, its clock and its alerts go on as if it never had been.

    Raises ActionRefused without a reason, for who may not, for one that is not voided or was merged into another, and
    where another episode of theirs covers the time by now, naming it.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = episode_as_it_is(episode)
    if episode.merged_into_id:
        raise ActionRefused(f"{episode} was merged into {episode.merged_into}. Undo the merge there.")
    if not episode.is_void:
        raise ActionRefused(f"{episode} is not voided.")
    if refusal := why_not_void(actor, episode):
        raise ActionRefused(refusal)
    need(reason.strip(), "Write why it is put back.", "reason")
    put_back(episode, actor=actor, at=at)
    log_voided(episode, actor, f"Put back. {reason.strip()}", at)
    return episode


def goes_on_from(episode: Episode) -> Episode | None:
    """The missing episode of which this is how it went on: found, and refusing to come back."""
    earlier = episode.goes_on_from
    is_so = earlier and not earlier.is_void and earlier.ended_how == EndedHow.REFUSED_TO_RETURN
    return earlier if is_so else None


def take_out(episode: Episode, *, actor: User, reason: str, at: datetime, into: Episode | None = None) -> None:
    """What voiding does, without asking who may.

    `into` is the episode that it is merged into: its grounds for a strategy discussion, and what its conversation had
    settled, follow there and are judged by `merge_episodes`.
    """
    episode.voided_at, episode.voided_by, episode.voided_why, episode.merged_into = at, actor, reason, into
    episode.save(update_fields=["voided_at", "voided_by", "voided_why", "merged_into"])
    keys = [f"episode:{episode.pk}"]
    interview = ReturnInterview.objects.select_for_update(of=["self"], no_key=True).filter(episode=episode).first()
    if interview:
        interview.is_void = True
        interview.save(update_fields=["is_void"])
        end_access(interview, at)
        keys.append(f"interview:{interview.pk}")
    forget_on_the_timeline(episode, interview)
    close_to_duty(episode, at)
    let_reviews_lapse(episode, at)
    withdraw_alerts(subject_keys=keys, at=at)
    if into:
        return
    why = f"{episode} was voided: {reason}"
    if interview:
        reopen_covered(interview, actor, why, at)
    withdraw_discussions(episode, why, at)
    reconsider(episode.young_person_id, why, at)
    if episode.category == Category.CURFEW:
        judge_curfews(episode.young_person, [episode.started_at], actor=actor, why=why, at=at)


def put_back(episode: Episode, *, actor: User, at: datetime) -> None:
    """The other way: raises ActionRefused where another episode is in the way. Of who died since, nothing goes on."""
    if episode.young_person.died_on and not (episode.found_at or episode.returned_at):
        raise ActionRefused(DIED_MEANWHILE.format(episode))
    refuse_overlap(episode.young_person, episode.started_at, episode.ended_at, besides=episode)
    episode.voided_at = episode.voided_by = episode.merged_into = None
    episode.voided_why = ""
    with in_words(EPISODE):
        episode.save(update_fields=["voided_at", "voided_by", "voided_why", "merged_into"])
    interview = ReturnInterview.objects.select_for_update(of=["self"], no_key=True).filter(episode=episode).first()
    if interview:
        interview.is_void = False
        interview.save(update_fields=["is_void"])
    if episode.young_person.died_on:
        stop_everything(episode.young_person, actor=None, at=at)
        for record in filter(None, (episode, interview)):
            record.refresh_from_db()
    if interview:
        open_to_holder(episode, interview, at)
        if interview.is_to_do:
            give_to_who_is_named(interview, at)
        if interview.outcome == Outcome.COVERED_BY_LATER and not _is_covered_still(interview):
            to_do_again(interview, actor, f"{episode} is on record again, and nothing settles it any more.", at)
    tell_the_timeline(episode, interview)
    open_to_duty(episode)
    consider_episode(episode, at, is_new=True)
    if episode.category == Category.CURFEW:
        why = f"{episode} is on record again."
        judge_curfews(episode.young_person, [episode.started_at], actor=actor, why=why, at=at)
    if interview is None:
        open_what_is_owed(episode.young_person, at)  # as it may be since
    wake_sweep()


def _is_covered_still(interview: ReturnInterview) -> bool:
    covering = interview.covered_by
    return covering is None or (covering.outcome == Outcome.COMPLETED and not covering.is_void)


def open_to_holder(episode: Episode, interview: ReturnInterview, at: datetime) -> None:
    """Who has the interview sees it again; closed, for as long as they would have."""
    if interview.assigned_to_id is None:
        return
    until = interview.outcome_recorded_at + SEEN_AFTER_CLOSING if interview.outcome_recorded_at else None
    if until is None or until > at:
        AccessGrant.objects.filter(
            young_person_id=episode.young_person_id,
            user=interview.assigned_to_id,
            reason=AccessGrant.Reason.INTERVIEW,
            source_key=f"interview:{interview.pk}",
        ).update(until=until)


def log_voided(episode: Episode, actor: User, text: str, at: datetime) -> None:
    write_in_log(episode, LogKind.VOIDED, text, by=actor, at=at)
