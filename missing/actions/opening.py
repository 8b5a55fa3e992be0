"""Opening the interview that a return makes due."""

from datetime import datetime

from django.utils import timezone

from missing.actions.curfews import asked_for_by_curfews
from missing.actions.queue import give_to_who_is_named
from missing.actions.theirs import leave_to_placing_council
from missing.models import Episode, ReturnInterview
from missing.rules import OFFERED_BY_DEFAULT, interview_due_at, interview_route, is_interview_owed


def open_interview(episode: Episode, *, asked_for_by: str = "", even_if_died: bool = False) -> ReturnInterview | None:
    """The interview of an ended episode, its clock set. An imported one may be there already without a clock.

    After a missed curfew there is none, unless it is asked for or there have been too many of late; of somebody who has
    died none is opened, unless the caller closes it at once (`even_if_died`).
    """
    clock_starts_at = clock_of(episode)
    person = episode.young_person
    interview = ReturnInterview.objects.filter(episode=episode).first()
    if interview is None and person.died_on and not even_if_died:
        return None
    is_owed = is_interview_owed(
        kind_of_record=person.kind_of_record,
        age=person.age_at(episode.started_at),
        birthday_is=person.birthday_is,
    )
    if interview is None and not (is_owed and episode.category in OFFERED_BY_DEFAULT):
        asked_for_by = asked_for_by or (asked_for_by_curfews(episode) if is_owed else "")
        if not asked_for_by:
            return None
    # A return that is recorded late has been due all the same: its alerts count from the return
    interview = interview or ReturnInterview(episode=episode, alerts_from=clock_starts_at, asked_for_by=asked_for_by)
    interview.clock_starts_at = clock_starts_at
    interview.due_at = interview_due_at(clock_starts_at)
    if interview.is_to_do:  # an imported one may have ended already
        interview.route = interview_route(
            is_out_of_area=episode.is_out_of_area,
            distance_miles=episode.distance_miles,
            kind_of_record=person.kind_of_record,
        )
        if interview.pk and interview.is_theirs:  # who had it while it was ours has it no more
            leave_to_placing_council(interview, actor=None, at=episode.end_recorded_at or timezone.now())
    interview.save()
    give_to_who_is_named(interview)
    return interview


def clock_of(episode: Episode) -> datetime:
    """From when the 72 hours count, of an episode that has ended."""
    if episode.clock_starts_at is None:
        raise ValueError("the episode has not ended")
    return episode.clock_starts_at
