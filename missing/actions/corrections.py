"""Times that were written down wrongly, mended with a reason; the deadline, alerts and figures follow by themselves."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.episodes import locked_episode, refuse_overlap
from missing.actions.refusals import CORRECTION, need
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.codes import Category, LogKind
from missing.duty import open_to_duty
from missing.models import Episode, LogEntry, ReturnInterview
from missing.rules import interview_due_at, interview_route
from missing.snapshot import place_at
from people.days import about_time
from people.models import CaseEvent
from people.refusals import in_words

TIMES = {"started_at": "Start", "found_at": "Found", "returned_at": "Came back"}
APPROXIMATE = {
    "started_at": "started_is_approximate",
    "found_at": "found_is_approximate",
    "returned_at": "returned_is_approximate",
}


def may_correct(actor: User, episode: Episode) -> bool:
    """Whoever logs episodes, until the interview is closed; from then on who answers for the figures."""
    interview = getattr(episode, "interview", None)
    is_closed = interview is not None and interview.outcome != ""
    return actor.can(Can.CORRECT_CLOSED_EPISODES if is_closed else Can.LOG_EPISODES)


@transaction.atomic
def correct_times(
    *,
    actor: User,
    episode: Episode,
    reason: str,
    started_at: datetime,
    started_is_approximate: bool = False,
    found_at: datetime | None = None,
    found_is_approximate: bool = False,
    returned_at: datetime | None = None,
    returned_is_approximate: bool = False,
    at: datetime | None = None,
) -> Episode:
    """Put right when it started, when they were found and when they came back, and which of these is approximate.

    A time that is not on record yet is not added here, nor one taken away: that is what recording a return is for. The
    interview's 72 hours, its route, the timeline and duty's access follow. Raises ActionRefused, in words, for times
    that cannot be, without a reason, and where nothing is changed.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if not may_correct(actor, episode):
        raise ActionRefused(
            "The interview is closed. Ask a manager or the Missing Returns Officer to correct the times."
        )
    new = {"started_at": started_at, "found_at": found_at, "returned_at": returned_at}
    for field in ("found_at", "returned_at"):
        if getattr(episode, field) and not new[field]:
            raise ActionRefused("This time is on record. Write the right one.", field=field)
        if new[field] and not getattr(episode, field):
            raise ActionRefused("This is not on record yet. Record the return first.", field=field)
    about = {
        "started_at": started_is_approximate,
        "found_at": found_is_approximate and found_at is not None,
        "returned_at": returned_is_approximate and returned_at is not None,
    }
    changed = {
        field: (value, about[field])
        for field, value in new.items()
        if (value, about[field]) != (getattr(episode, field), getattr(episode, APPROXIMATE[field]))
    }
    if not changed:
        raise ActionRefused("Nothing is changed: these are the times on record.")
    need(reason.strip(), "Write why the times are corrected.", "reason")
    said = [
        f"{TIMES[field]}: {about_time(getattr(episode, field), getattr(episode, APPROXIMATE[field]))} to "
        f"{about_time(*value)}."
        for field, value in changed.items()
    ]
    if {"found_at", "returned_at"} & changed.keys():
        episode.end_recorded_at = at
    _apply(episode, changed)
    LogEntry.objects.create(
        episode=episode, kind=LogKind.CORRECTED, text=" ".join([*said, reason.strip()]), at=at, by=actor, recorded_at=at
    )
    reconsider(episode.young_person_id, f"The times of {episode} were corrected. {reason.strip()}", at)
    consider_episode(episode, at, is_new="started_at" in changed)
    wake_sweep()
    return episode


def _apply(episode: Episode, changed: dict[str, tuple[datetime | None, bool]]) -> None:
    started_before, clock_before = episode.started_at, episode.clock_starts_at
    for field, (value, is_approximate) in changed.items():
        setattr(episode, field, value)
        setattr(episode, APPROXIMATE[field], is_approximate)
    if timezone.localdate(episode.started_at) != timezone.localdate(started_before):
        for field, value in place_at(episode.young_person, episode.started_at).items():
            setattr(episode, field, value)
    if episode.missing_from and (episode.missing_from == started_before or episode.missing_from < episode.started_at):
        episode.missing_from = episode.started_at
    refuse_overlap(episode.young_person, episode.started_at, _end_of(episode), besides=episode)
    with in_words(CORRECTION):
        episode.save()
    episode.refresh_from_db(fields=["ended_at", "clock_starts_at"])
    _tell_the_timeline(episode)
    open_to_duty(episode)
    if later := Episode.objects.filter(goes_on_from=episode).first():
        _move_what_it_goes_on_as(later, episode.clock_starts_at, is_approximate=episode.clock_is_approximate)
    if clock_before and episode.clock_starts_at != clock_before:
        _move_the_interview(episode, clock_before)


def _move_what_it_goes_on_as(later: Episode, found_at: datetime | None, *, is_approximate: bool) -> None:
    """Found and refusing to come back: the time away begins when they were found, and follows it."""
    if found_at is None or (later.started_at, later.started_is_approximate) == (found_at, is_approximate):
        return
    _apply(locked_episode(later), {"started_at": (found_at, is_approximate)})


def _end_of(episode: Episode) -> datetime | None:
    """As the database is about to work it out: found, or for away and curfew back."""
    if episode.category == Category.MISSING:
        return episode.found_at or episode.returned_at
    return episode.returned_at or episode.found_at


def _tell_the_timeline(episode: Episode) -> None:
    events = CaseEvent.objects.filter(young_person_id=episode.young_person_id, source_key=f"episode:{episode.pk}")
    events.filter(kind=CaseEvent.Kind.WENT_MISSING).update(at=episode.started_at)
    if episode.clock_starts_at:
        events.filter(kind=CaseEvent.Kind.RETURNED).update(at=episode.clock_starts_at)


def _move_the_interview(episode: Episode, clock_before: datetime) -> None:
    interview = ReturnInterview.objects.select_for_update().filter(episode=episode).first()
    if interview is None or episode.clock_starts_at is None:
        return
    if interview.alerts_from == clock_before:
        interview.alerts_from = episode.clock_starts_at
    interview.clock_starts_at = episode.clock_starts_at
    interview.due_at = interview_due_at(episode.clock_starts_at)
    if not interview.is_theirs:
        interview.route = interview_route(is_out_of_area=episode.is_out_of_area, distance_miles=episode.distance_miles)
    with in_words(CORRECTION):
        interview.save(update_fields=["clock_starts_at", "due_at", "alerts_from", "route"])
