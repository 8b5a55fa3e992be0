from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.numbering import next_reference
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.afterwards import Ended, follow_the_end, refuse_the_next, refuse_while_it_lasts, set_end
from missing.actions.curfews_again import judge_interview
from missing.actions.endings import stop_everything
from missing.actions.following import end_alerts_of
from missing.actions.locking import episode_as_it_is, lock_young_people
from missing.actions.long_reviews import let_reviews_lapse
from missing.actions.missing_until import refuse_end_before_missing
from missing.actions.opening import clock_of, open_interview
from missing.actions.refusals import (
    EPISODE,
    FOUND,
    need,
    need_note,
    refuse_as_known,
    refuse_long_before,
    refuse_police_time,
    refuse_void,
)
from missing.actions.strategy_episodes import consider_episode
from missing.codes import Category, EndedHow, PoliceRisk
from missing.duty import open_to_duty
from missing.models import Episode, LogEntry, ReturnInterview
from missing.snapshot import snapshot_at
from people.actions.deaths import note_death, refuse_death_by_stranger, refuse_if_died
from people.days import time_in_words
from people.models import CaseEvent, YoungPerson
from people.refusals import in_words


class AlreadyOpen(ActionRefused):
    """Somebody has logged this young person already; `episode` is theirs."""

    def __init__(self, episode: Episode) -> None:
        words = f"{episode.young_person} has an open episode already, {episode.reference}. Add what you know to it."
        super().__init__(words)
        self.episode = episode


@transaction.atomic
def report_missing(
    *,
    actor: User,
    young_person: YoungPerson,
    category: str,
    started_at: datetime,
    started_is_approximate: bool = False,
    reported_by: str = "",
    circumstances: str = "",
    reported_to_police_at: datetime | None = None,
    police_told_is_approximate: bool = False,
    police_reference: str = "",
    police_risk: str = PoliceRisk.NOT_RECORDED,
    ended: Ended | None = None,
    at: datetime | None = None,
) -> Episode:
    """Open an episode, with the young person's placement, legal status, team and worker as they are then.

    `started_at` is the later of when they left and when a responsible adult last saw them. With `ended` it is logged as
    over, whatever is open by now, and its interview falls due. `at` is when it is recorded (default: now). Raises
    AlreadyOpen when an episode is open, ActionRefused when the times cannot be: where a later one is on record it must
    have ended before that, and the words ask when.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    about = started_is_approximate or police_told_is_approximate
    refuse_police_time(reported_to_police_at, started_at, at, is_approximate=about)
    lock_young_people([young_person.pk])
    young_person = YoungPerson.objects.get(pk=young_person.pk)
    refuse_if_died(young_person)
    _refuse_what_is_in_the_way(young_person, category, started_at, ended)
    pk, reference = next_reference(Episode, "SR-")
    episode = Episode(
        pk=pk,
        reference=reference,
        young_person=young_person,
        category=category,
        started_at=started_at,
        started_is_approximate=started_is_approximate,
        missing_from=started_at if category == Category.MISSING else None,
        reported_by=reported_by,
        circumstances=circumstances,
        reported_to_police_at=reported_to_police_at,
        police_told_is_approximate=police_told_is_approximate and reported_to_police_at is not None,
        police_reference=police_reference,
        police_risk=police_risk,
        logged_by=actor,
        recorded_at=at,
        alerts_from=at,
        **snapshot_at(young_person, started_at),
    )
    if ended:
        set_end(episode, ended, at)
    with in_words(EPISODE):
        episode.save(force_insert=True)
    _write_event(episode, CaseEvent.Kind.WENT_MISSING, started_at)
    if ended:
        episode.refresh_from_db()
        follow_the_end(episode, actor=actor, at=at)
    if episode.clock_starts_at:
        _write_event(episode, CaseEvent.Kind.RETURNED, episode.clock_starts_at)
    open_to_duty(episode)
    consider_episode(episode, at, is_new=True)
    wake_sweep()
    return episode


@transaction.atomic
def record_found(
    *,
    actor: User,
    episode: Episode,
    found_at: datetime,
    found_is_approximate: bool = False,
    note: str = "",
    at: datetime | None = None,
) -> Episode:
    """Say that somebody missing was found and is not yet back. The interview's clock does not start yet.

    Raises ActionRefused when the episode has ended or the time cannot be.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if episode.category != Category.MISSING:
        raise ActionRefused(
            "Where they are was known all along. Record their return when they are back.", field="ended_how"
        )
    if not episode.is_open:
        raise ActionRefused(f"{episode.young_person} has been found already.", field="ended_how")
    episode.found_at, episode.end_recorded_at = found_at, at
    episode.found_is_approximate = found_is_approximate
    episode.return_note = note
    refuse_end_before_missing(episode)
    with in_words(FOUND):
        episode.save()
    episode.refresh_from_db()
    end_alerts_of(episode, at)
    let_reviews_lapse(episode, at)
    consider_episode(episode, at)
    return episode


@transaction.atomic
def record_return(
    *,
    actor: User,
    episode: Episode,
    ended_how: str = EndedHow.RETURNED,
    returned_at: datetime | None = None,
    found_at: datetime | None = None,
    died_on: date | None = None,
    returned_is_approximate: bool = False,
    found_is_approximate: bool = False,
    note: str = "",
    at: datetime | None = None,
) -> ReturnInterview | None:
    """Close the episode and open the interview that the return makes due; None where none is owed (curfew, an adult).

    `returned_at` is the arrival at any home or care setting. Who will not come back (placed elsewhere, custody,
    hospital) needs `found_at` alone, and the clock starts then. Who is found and refuses to come back goes on as away:
    an episode of that kind opens at `found_at`, in the same save, and lasts until they are back or placed. Of who died,
    everything else ends as well (`stop_everything`); `died_on` is the day, by default that of `found_at`; where their
    death is on record already that stands, and no other ending can be. `at` is when it is recorded (default: now).
    Raises ActionRefused, in words for the person at the screen, when the episode is closed already or the times cannot
    be; of a death also for who may not open the record.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if episode.clock_starts_at is not None:
        raise ActionRefused(f"The return of {episode.young_person} is on record already.")
    if ended_how == EndedHow.DIED:
        refuse_death_by_stranger(actor, episode.young_person)
    else:
        refuse_if_died(episode.young_person)
    if ended_how == EndedHow.RETURNED:
        need(returned_at, "Write when they came back.", "returned_at")
    else:
        need(found_at or returned_at or episode.found_at, "Write when they were found.", "found_at")
    if ended_how == EndedHow.REFUSED_TO_RETURN:
        refuse_as_known(episode, returned_at)
    need_note(episode, ended_how, note)
    episode.ended_how = ended_how
    episode.returned_at = returned_at
    episode.returned_is_approximate = returned_is_approximate and returned_at is not None
    if found_at:
        episode.found_at, episode.found_is_approximate = found_at, found_is_approximate
    episode.end_recorded_at = at
    episode.return_note = "\n".join(filter(None, [episode.return_note, note]))
    refuse_end_before_missing(episode)
    with in_words(EPISODE):
        episode.save()
    episode.refresh_from_db()
    end_alerts_of(episode, at)
    waited = episode.category == Category.CURFEW and ReturnInterview.objects.filter(episode=episode).exists()
    interview = open_interview(episode)
    if interview and waited and ended_how != EndedHow.DIED:
        judge_interview(episode, actor=actor, why="They are back.", at=at)
        interview.refresh_from_db()
    open_to_duty(episode)
    consider_episode(episode, at)
    if ended_how != EndedHow.DIED:
        _write_event(episode, CaseEvent.Kind.RETURNED, clock_of(episode))
    if ended_how == EndedHow.REFUSED_TO_RETURN:
        go_on_as_away(episode, actor, at)
    if ended_how == EndedHow.DIED:
        if episode.young_person.died_on is None:
            died_on = died_on or timezone.localdate(clock_of(episode))
            note_death(actor=actor, young_person=episode.young_person, died_on=died_on, note=note, at=at)
        stop_everything(episode.young_person, actor=actor, at=at)
        if interview:
            interview.refresh_from_db()
    return interview


@transaction.atomic
def add_to_log(
    *,
    actor: User,
    episode: Episode,
    kind: str,
    text: str,
    happened_at: datetime | None = None,
    is_approximate: bool = False,
    at: datetime | None = None,
) -> LogEntry:
    """Write a line into the log book of the episode.

    Raises ActionRefused for a time that has not come, and for one more than a day before the episode began.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    need(text.strip(), "Write what happened.", "text")
    refuse_void(episode)
    refuse_long_before(episode, happened_at)
    with in_words(EPISODE):
        return LogEntry.objects.create(
            episode=episode,
            kind=kind,
            text=text.strip(),
            at=happened_at or at,
            is_approximate=is_approximate and happened_at is not None,
            by=actor,
            recorded_at=at,
        )


def locked_episode(episode: Episode) -> Episode:
    """The episode as it is now, locked until the transaction ends. Raises ActionRefused for one that was voided."""
    current = episode_as_it_is(episode)
    refuse_void(current)
    return current


def go_on_as_away(missing: Episode, actor: User, at: datetime) -> None:
    """From when they were found on it is known where they are: away, until they are back (decisions/endings.md)."""
    away = report_missing(
        actor=actor,
        young_person=missing.young_person,
        category=Category.AWAY,
        started_at=clock_of(missing),
        circumstances="Found, and refusing to come back.",
        reported_to_police_at=None,
        police_reference=missing.police_reference,
        police_risk=missing.police_risk,
        at=at,
    )
    away.goes_on_from = missing
    away.save(update_fields=["goes_on_from"])


def _write_event(episode: Episode, kind: str, event_at: datetime) -> None:
    CaseEvent.objects.create(
        young_person_id=episode.young_person_id, kind=kind, at=event_at, source_key=f"episode:{episode.pk}"
    )


def _refuse_what_is_in_the_way(
    young_person: YoungPerson, category: str, started_at: datetime, ended: Ended | None
) -> None:
    if ended is None:
        now_open = Episode.objects.open().filter(young_person=young_person).select_related("young_person").first()
        if now_open:
            raise AlreadyOpen(now_open)
    end = ended.ends_at(category) if ended else None
    if ended and end is None:
        return  # which is refused as no end of it
    other = _in_the_way(young_person, started_at, end)
    if other and other.started_at > started_at:
        refuse_the_next(other, ended)
    if other and ended and other.is_open:
        refuse_while_it_lasts(other)
    if other:
        raise _overlaps(other)


def refuse_overlap(
    young_person: YoungPerson, started_at: datetime, ended_at: datetime | None = None, besides: Episode | None = None
) -> None:
    """Refuse what overlaps with another episode. The constraint does so too; here the one in the way has a name."""
    if other := _in_the_way(young_person, started_at, ended_at, besides):
        raise _overlaps(other)


def _in_the_way(
    young_person: YoungPerson, started_at: datetime, ended_at: datetime | None, besides: Episode | None = None
) -> Episode | None:
    others = Episode.objects.standing().filter(Q(ended_at__isnull=True) | Q(ended_at__gt=started_at))
    others = others.filter(young_person=young_person)
    if ended_at:
        others = others.filter(started_at__lt=ended_at)
    if besides:
        others = others.exclude(pk=besides.pk)
    return others.order_by("started_at").first()


def _overlaps(other: Episode) -> ActionRefused:
    since = time_in_words(other.started_at)
    lasted = f"from {since} to {time_in_words(other.ended_at)}" if other.ended_at else f"open since {since}"
    return ActionRefused(
        f"This overlaps with their episode {other.reference}, {lasted}. Look at the times.", field="started_at"
    )
