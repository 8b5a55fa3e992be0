"""The interviews of young people whom another council placed here: theirs to hold, ours to know of."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.closing import close, keep_earlier_outcome
from missing.actions.harm import mark_harm_told
from missing.actions.queue import locked, refuse_closed, refuse_unread
from missing.actions.refusals import need, refuse_after_death
from missing.actions.theirs import leave_to_placing_council
from missing.codes import Outcome
from missing.models import HarmTold, ReturnInterview
from missing.models.interview import REASON_NEEDED
from missing.rules import our_route
from missing.rules.harm_told import HARM_BY_ASKED
from missing.rules.interview_record import BY_WHOM, tells_in_words

THEY_MAY_TELL = (
    Outcome.COMPLETED,
    Outcome.DECLINED,
    Outcome.DECLINED_PARENT,
    Outcome.ACCEPTED_NOT_DONE,
    Outcome.NOT_OFFERED_NO_CONTACT,
    Outcome.NOT_OFFERED_OTHER,
    Outcome.NOT_REQUIRED,
)


@transaction.atomic
def record_what_they_told(
    *,
    actor: User,
    interview: ReturnInterview,
    outcome: str,
    outcome_at: datetime,
    told_by: str,
    method: str = "",
    reason: str = "",
    harm: str = "",
    harm_by_carer: str = "",
    at: datetime | None = None,
) -> ReturnInterview:
    """Write down how the placing council says that its interview ended; a later word takes the place of an earlier.

    The earlier one stays on record beside it. `told_by` is who told, by name and job. No social work contact of ours
    follows. `harm` that they tell of is marked as any other (`mark_harm_they_told`), and with it `harm_by_carer` is
    needed (a code of ByCarer). `at` is when it is recorded (default: now). Raises ActionRefused for an interview of
    ours, for who may not open the record, without who told or a reason where there was no talk, for a time before the
    return or to come, and of a talk after their death.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = locked(interview)
    if not interview.is_theirs:
        raise ActionRefused("This interview is ours. Record it as such.")
    refuse_unread(interview, actor, "write down what their council tells of its interview")
    if interview.clock_starts_at is None:
        raise ActionRefused(f"{interview.episode.young_person} is not back yet.")
    if outcome not in THEY_MAY_TELL:
        raise ActionRefused("Choose how it ended.", field="outcome")
    need(told_by.strip(), "Write who told you.", "told_by")
    if outcome in REASON_NEEDED:
        need(reason.strip(), "Write the reason that they gave.", "reason")
    if tells_in_words({"harm": harm}):
        need(harm_by_carer, HARM_BY_ASKED, "harm_by_carer")
    if outcome == Outcome.COMPLETED:
        refuse_after_death(interview.episode.young_person, timezone.localdate(outcome_at), "outcome_at")
    if interview.outcome:
        keep_earlier_outcome(interview, actor=actor, at=at, is_reopened=False)
    closed = close(
        interview,
        actor=actor,
        at=at,
        outcome=outcome,
        outcome_at=outcome_at,
        told_by=told_by.strip(),
        method=method,
        reason=reason.strip(),
        interviewer_name=interview.episode.young_person.authority,
    )
    mark_harm_they_told(actor=actor, interview=closed, harm=harm, harm_by_carer=harm_by_carer, at=at)
    return closed


def mark_harm_they_told(
    *, actor: User, interview: ReturnInterview, harm: str, harm_by_carer: str = "", at: datetime | None = None
) -> HarmTold | None:
    """Mark harm that the placing council tells of, whoever holds the interview; None where the words tell of none.

    `harm_by_carer`, a code of ByCarer, says whether who cares for them did it; empty is not said yet.

    The child is here, so who must know of it here is told at once.
    """
    if not tells_in_words({"harm": harm}):
        return None
    told = f"As {interview.episode.young_person.authority} tells us: {harm.strip()}"
    by_whom = BY_WHOM.get(harm_by_carer, "")
    return mark_harm_told(actor=actor, interview=interview, what_was_told=told, by_whom=by_whom, at=at)


@transaction.atomic
def pass_to_placing_council(*, actor: User, interview: ReturnInterview, at: datetime | None = None) -> ReturnInterview:
    """An open interview turns out to be another council's: it leaves the queue, and its alerts and access end.

    Raises ActionRefused where the young person is ours or the interview is closed, and for who may not open the record.
    """
    require(actor, Can.HAND_OVER_INTERVIEWS)
    interview, at = locked(interview), at or timezone.now()
    refuse_unread(interview, actor, "say whose interview this is")
    refuse_closed(interview)
    if interview.episode.young_person.is_ours:
        raise ActionRefused("They are ours on record. Say in their details which council looks after them.")
    leave_to_placing_council(interview, actor=actor, at=at)
    return interview


@transaction.atomic
def take_from_placing_council(*, actor: User, interview: ReturnInterview) -> ReturnInterview:
    """An open interview is ours after all: it joins the queue with the time that is left on its clock.

    Raises ActionRefused where the young person is another council's on record or the interview is closed, and for who
    may not open the record.
    """
    require(actor, Can.HAND_OVER_INTERVIEWS)
    interview = locked(interview)
    refuse_unread(interview, actor, "say whose interview this is")
    refuse_closed(interview)
    episode = interview.episode
    if not episode.young_person.is_ours:
        raise ActionRefused(f"{episode.young_person.authority} looks after them on record. Change their details first.")
    interview.route = our_route(is_out_of_area=episode.is_out_of_area, distance_miles=episode.distance_miles)
    interview.save(update_fields=["route"])
    return interview
