"""Times that were written down wrongly, mended with a reason; the deadline, alerts and figures follow by themselves."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.curfews_again import judge_curfews, judge_interview
from missing.actions.episode_times import save_times
from missing.actions.episodes import locked_episode
from missing.actions.interview_clock import set_clock
from missing.actions.log_book import write_in_log
from missing.actions.missing_until import refuse_since
from missing.actions.refusals import need, refuse_what_is_left_wrong
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.timeline import tell_the_timeline
from missing.codes import Category, EndedHow, LogKind, Recipient, TellingOf
from missing.duty import open_to_duty
from missing.models import Episode, PersonTold, ReturnInterview
from missing.rules.telling import is_told_too_early
from missing.snapshot import place_at
from people.days import time_in_words, time_on_record

TIMES = {"started_at": "Start", "found_at": "Found", "returned_at": "Came back"}
APPROXIMATE = {
    "started_at": "started_is_approximate",
    "found_at": "found_is_approximate",
    "returned_at": "returned_is_approximate",
}


CLOSED = "The interview is closed. Ask a manager or the Missing Returns Officer to correct this."


def may_correct(actor: User, episode: Episode) -> bool:
    """Whoever logs episodes, until the interview is closed; from then on who answers for the figures."""
    interview = getattr(episode, "interview", None)
    is_closed = interview is not None and interview.is_decided
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
    missing_from: datetime | None = None,
    missing_from_is_approximate: bool = False,
    at: datetime | None = None,
) -> Episode:
    """Put right when it started, when they were found and when they came back, and which of these is approximate.

    `missing_from` is since when somebody who was away or late first was missing; where it is not given it stays, or
    follows the start. A time that is not on record yet is not added here, nor one taken away: that is what recording a
    return, or `correct_ending`, is for. The interview's 72 hours, its route, the timeline, duty's access and what
    missed curfews ask for follow. Raises ActionRefused, in words, for times that cannot be, without a reason, and where
    nothing is changed.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = locked_episode(episode)
    if not may_correct(actor, episode):
        raise ActionRefused(CLOSED)
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
    since_before = (episode.missing_from, episode.missing_since_is_approximate)
    since = (missing_from, missing_from_is_approximate) if missing_from and episode.missing_from else None
    since = None if since == since_before else since
    if not changed and not since:
        raise ActionRefused("Nothing was changed: these are the times on record.")
    need(reason.strip(), "Write why the times are corrected.", "reason")
    _refuse_after_who_was_told(episode, started_at, about["started_at"])
    said = [
        f"{TIMES[field]}: {time_on_record(getattr(episode, field), getattr(episode, APPROXIMATE[field]))} to "
        f"{time_on_record(*value)}."
        for field, value in changed.items()
    ]
    if since:
        said.append(f"Missing since: {time_on_record(*since_before)} to {time_on_record(*since)}.")
    if {"found_at", "returned_at"} & changed.keys():
        episode.end_recorded_at = at
    start_before = episode.started_at
    why = f"The times of {episode} were corrected. {reason.strip()}"
    _apply(episode, changed, actor=actor, why=why, at=at, since=since)
    write_in_log(episode, LogKind.CORRECTED, " ".join([*said, reason.strip()]), by=actor, at=at)
    reconsider(episode.young_person_id, why, at)
    consider_episode(episode, at, is_new="started_at" in changed or since is not None)
    if episode.category == Category.CURFEW and "started_at" in changed:
        starts = [start_before, episode.started_at]
        judge_curfews(episode.young_person, starts, actor=actor, why=why, at=at)
    refuse_what_is_left_wrong()
    wake_sweep()
    return episode


def _refuse_after_who_was_told(episode: Episode, started_at: datetime, is_approximate: bool) -> None:
    """Nobody was told of what had not begun (`is_told_too_early`). A start that stays as it is is not asked."""
    if (started_at, is_approximate) == (episode.started_at, episode.started_is_approximate):
        return
    told = [("The police were told", episode.reported_to_police_at, episode.police_told_is_approximate)]
    rows = PersonTold.objects.standing().filter(episode=episode, of=TellingOf.WENT_MISSING, told_at__isnull=False)
    rows = rows.exclude(recipient=Recipient.POLICE).order_by("told_at", "pk")
    told += [(f"{row}: told", row.told_at, row.is_approximate) for row in rows]
    early, is_about = [], False
    for words, told_at, about in told:
        about = about or is_approximate
        if told_at and is_told_too_early(told_at, started_at, is_approximate=about):
            is_about = is_about or about
            early.append(f"{words} {time_in_words(told_at)}, {'more than an hour ' if about else ''}before this")
    if early:
        raise ActionRefused(
            f"{'; '.join(early)}. Correct that first{'.' if is_about else ', or write “about”.'}", field="started_at"
        )


def _apply(
    episode: Episode,
    changed: dict[str, tuple[datetime | None, bool]],
    *,
    actor: User,
    why: str,
    at: datetime,
    since: tuple[datetime, bool] | None = None,
) -> None:
    started_before, clock_before = episode.started_at, episode.clock_starts_at
    for field, (value, is_approximate) in changed.items():
        setattr(episode, field, value)
        setattr(episode, APPROXIMATE[field], is_approximate)
    if timezone.localdate(episode.started_at) != timezone.localdate(started_before):
        for field, value in place_at(episode.young_person, episode.started_at).items():
            setattr(episode, field, value)
    if episode.missing_from and (episode.missing_from == started_before or episode.missing_from < episode.started_at):
        episode.missing_from = episode.started_at
    if since:
        refuse_since(episode, since[0], at, field="missing_from")
        episode.missing_from, episode.missing_from_is_approximate = since
    move_what_it_goes_on_as(episode, actor=actor, why=why, at=at, to_make_room=True)
    save_times(episode)
    open_to_duty(episode)
    move_what_it_goes_on_as(episode, actor=actor, why=why, at=at)
    interview = ReturnInterview.objects.select_for_update(of=["self"], no_key=True).filter(episode=episode).first()
    if interview and clock_before:
        set_clock(interview, episode, actor=actor, why=why, at=at)
        if episode.category == Category.CURFEW:
            judge_interview(episode, actor=actor, why=why, at=at)
            interview.refresh_from_db()
    tell_the_timeline(episode, interview)


def move_what_it_goes_on_as(
    episode: Episode, *, actor: User, why: str, at: datetime, to_make_room: bool = False
) -> None:
    """Found and refusing to come back: the time away begins when they were found, and follows it.

    `to_make_room` is before the episode itself is saved, which cannot last into the time away: only a later start.
    """
    if episode.ended_how != EndedHow.REFUSED_TO_RETURN:
        return
    later = Episode.objects.standing().filter(goes_on_from=episode).first()
    found_at = episode.returned_at or episode.found_at
    if later is None or found_at is None or (to_make_room and found_at <= later.started_at):
        return
    if (later.started_at, later.started_is_approximate) != (found_at, episode.clock_is_approximate):
        started: dict[str, tuple[datetime | None, bool]] = {"started_at": (found_at, episode.clock_is_approximate)}
        _apply(locked_episode(later), started, actor=actor, why=why, at=at)
