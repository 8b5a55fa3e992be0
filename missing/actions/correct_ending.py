"""An ending that was recorded wrongly, put right: another ending, or not back after all."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.corrections import CLOSED, may_correct, move_what_it_goes_on_as
from missing.actions.curfews_again import judge_interview
from missing.actions.episode_times import save_times
from missing.actions.episodes import go_on_as_away, locked_episode
from missing.actions.following import let_alerts_follow
from missing.actions.interview_clock import set_clock
from missing.actions.locking import episode_as_it_is
from missing.actions.log_book import write_in_log
from missing.actions.opening import open_interview
from missing.actions.refusals import need, need_note, refuse_as_known, refuse_what_is_left_wrong
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.timeline import tell_the_timeline
from missing.actions.told_wrongly import ask_to_tell_again
from missing.actions.voiding import log_voided, take_out, why_not_void
from missing.codes import Category, EndedHow, LogKind
from missing.models import Episode, ReturnInterview
from people.actions.deaths import refuse_if_died
from people.days import time_on_record


def why_not_correct_ending(actor: User, episode: Episode) -> str | None:
    """Why this person may not put the ending right, in words; None when they may."""
    if episode.end_recorded_at is None:
        return "This has not ended. Record the return."
    if episode.ended_how == EndedHow.DIED:
        return "Their death is on record as the end of this. A manager takes it back on the young person’s page."
    return None if may_correct(actor, episode) else CLOSED


@transaction.atomic
def correct_ending(
    *,
    actor: User,
    episode: Episode,
    reason: str,
    ended_how: str = "",
    found_at: datetime | None = None,
    found_is_approximate: bool = False,
    returned_at: datetime | None = None,
    returned_is_approximate: bool = False,
    note: str | None = None,
    at: datetime | None = None,
) -> Episode:
    """Say how it ended in truth. Without `ended_how` they are found and not yet back, or without `found_at` not found.

    `note` takes the place of what was noted then; without one, that stays with the same ending and goes with another.
    The 72 hours, the interview, alerts, reviews, the timeline, duty's access and the time away of who refused to come
    back follow: what was right of the old ending alone is voided or waits again. Raises ActionRefused, in words,
    without a reason, without saying how another way was, where nothing is changed, for times that cannot be, for who
    may not, and for a death, which is put on record and taken back on the young person's own page.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if refusal := why_not_correct_ending(actor, episode):
        raise ActionRefused(refusal)
    _refuse_what_is_no_ending(episode, ended_how, found_at, returned_at)
    new: dict[str, Any] = {
        "ended_how": ended_how,
        "found_at": found_at,
        "found_is_approximate": found_is_approximate and found_at is not None,
        "returned_at": returned_at,
        "returned_is_approximate": returned_is_approximate and returned_at is not None,
        "return_note": _note_of(episode, ended_how, note, is_over=bool(found_at or returned_at)),
    }
    if all(getattr(episode, name) == value for name, value in new.items()):
        raise ActionRefused("Nothing was changed: this is the ending on record.", field="how")
    need(reason.strip(), "Write why it is corrected.", "reason")
    before, how_before = _in_words(episode), episode.ended_how
    mistaken = _taken_back(episode)
    interview = ReturnInterview.objects.select_for_update(of=["self"], no_key=True).filter(episode=episode).first()
    if interview and interview.is_decided and not ended_how:
        raise ActionRefused("The interview after it is closed. Reopen that first, on its own page.", field="how")
    why = f"How {episode} ended was corrected. {reason.strip()}"
    if how_before == EndedHow.REFUSED_TO_RETURN != ended_how:
        _void_what_it_went_on_as(episode, actor, why, at)
    note_before = episode.return_note
    for name, value in new.items():
        setattr(episode, name, value)
    episode.end_recorded_at = at if found_at or returned_at else None
    if ended_how == how_before:
        move_what_it_goes_on_as(episode, actor=actor, why=why, at=at, to_make_room=True)
    save_times(episode)
    words = mistaken if episode.is_open else f"How it ended was corrected from “{before}” to “{_in_words(episode)}”."
    noted = f"Noted then: {note_before}" if note_before not in episode.return_note else ""
    to_tell = ask_to_tell_again(episode, at) if episode.is_open else ""
    text = " ".join(_sentence(said) for said in (words, reason, noted, to_tell) if said.strip())
    kind = LogKind.NOT_BACK if episode.is_open else LogKind.CORRECTED
    write_in_log(episode, kind, text, by=actor, at=at)
    _let_the_interview_follow(episode, interview, actor=actor, why=why, at=at)
    let_alerts_follow(episode, at)
    if ended_how == EndedHow.REFUSED_TO_RETURN != how_before:
        Episode.objects.filter(goes_on_from=episode).update(goes_on_from=None)
        go_on_as_away(episode, actor, at)
    elif ended_how == EndedHow.REFUSED_TO_RETURN:
        move_what_it_goes_on_as(episode, actor=actor, why=why, at=at)
    reconsider(episode.young_person_id, why, at)
    consider_episode(episode, at)
    refuse_what_is_left_wrong()
    wake_sweep()
    return episode


def _refuse_what_is_no_ending(
    episode: Episode, ended_how: str, found_at: datetime | None, returned_at: datetime | None
) -> None:
    if ended_how == EndedHow.DIED:
        raise ActionRefused("Put their death on record on the young person’s page.", field="how")
    if ended_how == EndedHow.RETURNED:
        need(returned_at, "Write when they came back.", "returned_at")
    elif returned_at:
        raise ActionRefused("Who came back has not ended it another way. Choose one of the two.", field="returned_at")
    elif ended_how:
        need(found_at, "Write when they were found.", "found_at")
    if ended_how == EndedHow.REFUSED_TO_RETURN:
        refuse_as_known(episode, returned_at)
    if found_at and not ended_how and episode.category != Category.MISSING:
        raise ActionRefused("Where they are was known all along, so they cannot be found and not back.", field="how")
    if ended_how in ("", EndedHow.REFUSED_TO_RETURN):
        refuse_if_died(episode.young_person)


def _note_of(episode: Episode, ended_how: str, note: str | None, *, is_over: bool) -> str:
    """What is noted of the ending. Of another way it says how, and what was noted of another ending does not."""
    if not is_over:
        return ""
    is_another = ended_how != episode.ended_how
    if note is None:
        note = "" if is_another else episode.return_note
    note = note.strip()
    says_so = "" if is_another and ended_how == EndedHow.OTHER and note == episode.return_note else note
    if ended_how:
        need_note(episode, ended_how, says_so)
    return note


def _in_words(episode: Episode) -> str:
    if episode.end_recorded_at is None:
        return "not found" if episode.category == Category.MISSING else "not back"
    found = time_on_record(episode.found_at, episode.found_is_approximate)
    back = time_on_record(episode.returned_at, episode.returned_is_approximate)
    how = episode.get_ended_how_display().lower() or "found, not yet back"
    return " ".join(filter(None, [how, back or found, f"(found {found})" if back and found else ""]))


def _taken_back(episode: Episode) -> str:
    """That the end on record is none, before it is taken away."""
    back = time_on_record(episode.returned_at, episode.returned_is_approximate)
    found = time_on_record(episode.found_at, episode.found_is_approximate)
    said = "the return" if back else "that they were found"
    when = f"{back or found} "
    return (
        f"Not back after all: {said} {when if when.startswith('about') else f'on {when}'}was written down by mistake."
    )


def _sentence(said: str) -> str:
    """With its full stop, so that what was typed does not run into what follows."""
    said = said.strip()
    return said if said[-1] in ".!?…" else f"{said}."


def _void_what_it_went_on_as(episode: Episode, actor: User, why: str, at: datetime) -> None:
    """They did not refuse: the time away that followed from it is on record no more."""
    later = Episode.objects.standing().filter(goes_on_from=episode).select_related("young_person", "interview").first()
    if later:
        later = episode_as_it_is(later)
        if refusal := why_not_void(actor, later):
            raise ActionRefused(f"{later}, as which it went on, would be voided with this. {refusal}", field="how")
        take_out(later, actor=actor, reason=why, at=at)
        log_voided(later, actor, f"Voided. {why}", at)
    Episode.objects.filter(goes_on_from=episode).update(goes_on_from=None)


def _let_the_interview_follow(
    episode: Episode, interview: ReturnInterview | None, *, actor: User, why: str, at: datetime
) -> None:
    if interview is None:
        if episode.clock_starts_at and episode.young_person.died_on is None:
            interview = open_interview(episode)
    else:
        set_clock(interview, episode, actor=actor, why=why, at=at)
        if episode.clock_starts_at and episode.category == Category.CURFEW:
            judge_interview(episode, actor=actor, why=why, at=at)
            interview.refresh_from_db()
    tell_the_timeline(episode, interview)
