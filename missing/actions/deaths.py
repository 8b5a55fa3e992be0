"""A death, put on record with everything that must stop; and taken back where it was recorded wrongly."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.closing import take_outcome_back
from missing.actions.deciding import give_back
from missing.actions.endings import DIED, stop_everything
from missing.actions.episodes import record_return
from missing.actions.harm import discuss_what_was_told
from missing.actions.log_book import write_in_log
from missing.actions.owed import open_what_is_owed
from missing.actions.refusals import refuse_what_is_left_wrong
from missing.actions.strategy_episodes import reconsider
from missing.actions.strategy_withdrawal import reopen_withdrawn, withdraw_discussions
from missing.actions.told_wrongly import ask_to_tell_again
from missing.codes import BookingState, EndedHow, LogKind, Outcome, Source
from missing.duty import open_to_duty
from missing.models import Episode, InterviewBooking, ReturnInterview, StrategyTrigger
from people.actions import note_death, take_note_of_death_back
from people.actions.deaths import refuse_if_died
from people.history import events_of
from people.models import CaseEvent, YoungPerson
from people.restricting import move_work


@transaction.atomic
def record_death(
    *,
    actor: User,
    young_person: YoungPerson,
    died_on: date,
    found_at: datetime | None = None,
    note: str = "",
    at: datetime | None = None,
) -> YoungPerson:
    """Put on record that they have died: every alert, offer and e-mail about them stops in the same save.

    An episode of theirs that is open, or found and not yet back, ends with it and needs `found_at`; were there several
    of them not yet back, all end. Raises ActionRefused for a day that cannot be, or that is before an episode of theirs
    began.
    """
    require(actor, Can.RECORD_DEATHS)
    at = at or timezone.now()
    refuse_if_died(young_person)
    _refuse_before_an_episode(young_person, died_on)
    last = not_back(young_person)
    if last:
        record_return(
            actor=actor,
            episode=last,
            ended_how=EndedHow.DIED,
            found_at=found_at or last.found_at,
            died_on=died_on,
            note=note,
            at=at,
        )
    else:
        note_death(actor=actor, young_person=young_person, died_on=died_on, note=note, at=at)
        stop_everything(young_person, actor=actor, at=at)
    young_person.refresh_from_db()
    return young_person


@transaction.atomic
def take_death_back(*, actor: User, young_person: YoungPerson, why: str, at: datetime | None = None) -> YoungPerson:
    """They have not died: what the record of it ended is to be done again, as it was before.

    Their episode is open again, or found and not yet back; interviews are to do by their own clocks, with who had them
    and the time that was booked, if it is still to come; a strategy discussion that was due is due, with the harm that
    was told; alerts come with the next sweep. What was voided meanwhile is so in itself too, for when it is put back,
    and is no ground of that discussion. What was closed to somebody meanwhile goes to who sees it, as when a record is
    restricted. Raises ActionRefused without a reason.
    """
    require(actor, Can.TAKE_BACK_DEATHS)
    at = at or timezone.now()
    death = take_note_of_death_back(actor=actor, young_person=young_person, why=why, at=at)
    ended = Episode.objects.filter(young_person=young_person, ended_how=EndedHow.DIED)
    for episode in ended.select_for_update(of=["self"], no_key=True):
        _open_again(episode)
        to_tell = ask_to_tell_again(episode, at) if episode.is_open else ""
        words = ["The death was recorded wrongly and is taken back.", to_tell, why.strip()]
        write_in_log(episode, LogKind.CORRECTED, " ".join(filter(None, words)), by=actor, at=at)
    closed = Q(outcome=Outcome.NOT_REQUIRED, reason__startswith=DIED)
    closed |= Q(outcome=Outcome.NOT_REQUIRED, reason="died", source=Source.IMPORTED)
    if death and death.by:
        closed &= Q(outcome_recorded_at__gte=death.recorded_at)
    interviews = ReturnInterview.objects.filter(closed, episode__young_person=young_person)
    for interview in interviews.select_related("episode__young_person").select_for_update(of=["self"], no_key=True):
        _to_do_again(interview, at)
    young_person.refresh_from_db()
    open_what_is_owed(young_person, at)
    since = death.recorded_at if death and death.by else None
    reopen_withdrawn(young_person, DIED, since=since, at=at)
    discuss_what_was_told(young_person, at)
    _withdraw_what_is_not_so(young_person, at)
    if young_person.is_restricted:
        move_work(actor, young_person, at)
    refuse_what_is_left_wrong()
    wake_sweep()
    return young_person


def not_back(young_person: YoungPerson) -> Episode | None:
    """Their episode that is open, or found and not yet back: the latest, where a case file brought several."""
    theirs = Episode.objects.standing().filter(young_person=young_person)
    return theirs.open().first() or theirs.not_yet_back().order_by("-started_at").first()


def _refuse_before_an_episode(young_person: YoungPerson, died_on: date) -> None:
    latest = Episode.objects.standing().filter(young_person=young_person).order_by("-started_at").first()
    if latest and timezone.localdate(latest.started_at) > died_on:
        raise ActionRefused(f"Their episode {latest.reference} began after that day. Look at both.", field="died_on")


def _open_again(episode: Episode) -> None:
    """As it was before the death was recorded, by its own history."""
    before = events_of(Episode).filter(pgh_obj_id=episode.pk).exclude(ended_how=EndedHow.DIED).order_by("pgh_id").last()
    episode.ended_how = ""
    episode.found_at = before.found_at if before else None
    episode.returned_at = before.returned_at if before else None
    episode.end_recorded_at = before.end_recorded_at if before else None
    episode.return_note = before.return_note if before else ""
    episode.save()
    episode.refresh_from_db()
    if episode.clock_starts_at is None:  # also of one that a case file had ended, with no time
        ended_without_time = ReturnInterview.objects.filter(episode=episode, outcome_at__isnull=True)
        ended_without_time.update(clock_starts_at=None, due_at=None)
    CaseEvent.objects.filter(kind=CaseEvent.Kind.RETURNED, source_key=f"episode:{episode.pk}").delete()
    if not episode.is_void:
        open_to_duty(episode)


def _withdraw_what_is_not_so(young_person: YoungPerson, at: datetime) -> None:
    """Of the discussion that is due again: grounds of an episode that was voided or corrected while it was closed."""
    voided = Episode.objects.filter(young_person=young_person, voided_at__isnull=False, merged_into__isnull=True)
    grounds = StrategyTrigger.objects.filter(withdrawn_at__isnull=True, discussion__closed_at__isnull=True)
    for episode in voided.filter(pk__in=grounds.values("episode")):
        withdraw_discussions(episode, f"{episode} was voided: {episode.voided_why}", at)
    reconsider(young_person.pk, f"Put right while {young_person} was on record as having died.", at)


def _to_do_again(interview: ReturnInterview, at: datetime) -> None:
    called_off = InterviewBooking.objects.filter(
        interview=interview, state=BookingState.CANCELLED, why=DIED, ended_at=interview.outcome_recorded_at
    )
    called_off.filter(meets_at__gt=at).update(state=BookingState.BOOKED, why="", ended_at=None, ended_by=None)
    if interview.episode.clock_starts_at is None:
        interview.clock_starts_at = interview.due_at = None
    take_outcome_back(interview)
    if not interview.is_void:
        give_back(interview, at)
