"""What happens to an interview: offered, tried, done, declined or not offered; and the contact after a decline."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import clear_alerts
from missing.actions.harm import mark_harm_told
from missing.actions.interview_record import keep_record
from missing.actions.queue import SEEN_AFTER_CLOSING, end_access, failed_attempts, locked, refuse_outsiders
from missing.actions.refusals import INTERVIEW, need
from missing.codes import DECLINED, NOT_OFFERED, Outcome, Source
from missing.mentions import PersonSaid, PlaceSaid
from missing.models import ContactAttempt, InterviewOffer, ReturnInterview, SocialWorkContact
from missing.rules import contact_due_on, why_not_independent
from missing.rules.interview_record import answers_told, harm_in_words, is_by_carer, says_harm
from missing.working_days import is_working_day
from people.models import CaseEvent
from people.refusals import in_words

CAN_STILL_BE_DONE = DECLINED | NOT_OFFERED | {Outcome.ACCEPTED_NOT_DONE}
"""Somebody who declined may talk later: the interview is then completed, the refusal stays on record."""


@transaction.atomic
def record_offer(
    *,
    actor: User,
    interview: ReturnInterview,
    method: str,
    response: str,
    offered_at: datetime | None = None,
    note: str = "",
    at: datetime | None = None,
) -> InterviewOffer:
    """Write down that the interview was offered. Raises ActionRefused for a time before the return or after now."""
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = _to_do(interview)
    refuse_outsiders(interview, actor)
    offered_at = _after_return(interview, offered_at or at, "offered_at")
    with in_words(INTERVIEW):
        offer = InterviewOffer.objects.create(
            interview=interview,
            offered_at=offered_at,
            method=method,
            response=response,
            note=note,
            by=actor,
            recorded_at=at,
        )
    if interview.offered_at is None or offered_at < interview.offered_at:
        interview.offered_at = offered_at
        interview.save(update_fields=["offered_at"])
    return offer


@transaction.atomic
def record_attempt(
    *,
    actor: User,
    interview: ReturnInterview,
    method: str,
    result: str,
    attempted_at: datetime | None = None,
    note: str = "",
    at: datetime | None = None,
) -> ContactAttempt:
    """Write down that the conversation was tried and did not happen."""
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = _to_do(interview)
    refuse_outsiders(interview, actor)
    attempted_at = _after_return(interview, attempted_at or at, "attempted_at")
    with in_words(INTERVIEW):
        return ContactAttempt.objects.create(
            interview=interview,
            attempted_at=attempted_at,
            method=method,
            result=result,
            note=note,
            by=actor,
            recorded_at=at,
        )


@transaction.atomic
def complete_interview(
    *,
    actor: User,
    interview: ReturnInterview,
    outcome_at: datetime,
    method: str,
    independence: str,
    interviewer: User | None = None,
    interviewer_name: str = "",
    seen_alone: bool | None = None,
    account: str = "",
    safer_next_time: str = "",
    harm: str = "",
    record: Mapping[str, Any] | None = None,
    places: Iterable[PlaceSaid] = (),
    people: Iterable[PersonSaid] = (),
    at: datetime | None = None,
) -> ReturnInterview:
    """Record the interview as done at `outcome_at`; also one that was declined or not offered before.

    `interviewer` is a user, or `interviewer_name` somebody without an account; the actor where neither is given.
    `record` are the answers of the full form by the names of `InterviewRecord`; harm that it tells of is marked, and
    without it only the short account is kept. Raises ActionRefused when it was not independent, the times cannot be, it
    is completed already, or a full record lacks that they were told what is passed on.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = _running(locked(interview))
    if interview.outcome and interview.outcome not in CAN_STILL_BE_DONE:
        raise ActionRefused(f"This interview is closed: {interview.get_outcome_display().lower()}.")
    need(account.strip(), "Write what the young person said.", "account")
    interviewer = interviewer or (None if interviewer_name else actor)
    young_person = interview.episode.young_person
    refusal = why_not_independent(
        independence,
        is_own_worker=interviewer is not None and interviewer.pk == young_person.social_worker_id,
        route=interview.route,
        failed_attempts=failed_attempts(interview),
    )
    if refusal:
        raise ActionRefused(refusal, field="independence")
    refuse_outsiders(interview, actor)
    closed = _close(
        interview,
        at=at,
        outcome=Outcome.COMPLETED,
        outcome_at=outcome_at,
        method=method,
        independence=independence,
        interviewer=interviewer,
        interviewer_name=interviewer_name,
        seen_alone=seen_alone,
        account=account,
        safer_next_time=safer_next_time,
        harm=harm,
        contact_due_on=None,
    )
    if record is not None:
        keep_record(closed, record=record, places=places, people=people, at=at)
        told = answers_told(record) | {"harm": harm}
        if says_harm(told):
            mark_harm_told(
                actor=actor,
                interview=closed,
                what_was_told=harm_in_words(told),
                is_by_carer=is_by_carer(told),
                at=at,
            )
    return closed


@transaction.atomic
def close_without_interview(
    *,
    actor: User,
    interview: ReturnInterview,
    outcome: str,
    outcome_at: datetime,
    reason: str,
    at: datetime | None = None,
) -> ReturnInterview:
    """Record that it was declined, was accepted and not done, or could not be offered, and why.

    After a decline a social work contact falls due in five working days. Raises ActionRefused without a reason, for a
    time before the return or after now, or when it is closed already.
    """
    require(actor, Can.WORK_INTERVIEWS)
    if outcome not in CAN_STILL_BE_DONE:
        raise ActionRefused("Choose how it ended.", field="outcome")
    at = at or timezone.now()
    need(reason.strip(), "Write the reason.", "reason")
    interview = _to_do(interview)
    refuse_outsiders(interview, actor)
    due_on = contact_due_on(timezone.localdate(outcome_at), is_working_day) if outcome in DECLINED else None
    return _close(
        interview, at=at, outcome=outcome, outcome_at=outcome_at, reason=reason.strip(), contact_due_on=due_on
    )


@transaction.atomic
def record_contact(
    *,
    actor: User,
    interviews: Iterable[ReturnInterview],
    contact_on: date,
    method: str,
    note: str = "",
    at: datetime | None = None,
) -> SocialWorkContact:
    """Record the social work contact after declined interviews of one young person; it settles all that are given."""
    require(actor, Can.RECORD_CONTACTS)
    at = at or timezone.now()
    rows = [locked(interview) for interview in sorted(interviews, key=lambda row: row.pk)]
    for interview in rows:
        if interview.outcome not in DECLINED:
            raise ActionRefused("A contact follows an interview that was declined; this one was not.")
        if interview.contact_id:
            raise ActionRefused("The contact after this interview is on record already.")
        if interview.outcome_at and contact_on < timezone.localdate(interview.outcome_at):
            raise ActionRefused("This is before the interview was declined.", field="contact_on")
    if contact_on > timezone.localdate(at):
        raise ActionRefused("This day has not come yet.", field="contact_on")
    young_person = {interview.episode.young_person for interview in rows}
    if len(young_person) != 1:
        raise ActionRefused("One contact is with one young person.")
    contact = SocialWorkContact.objects.create(
        young_person=young_person.pop(), contact_on=contact_on, method=method, note=note, by=actor, recorded_at=at
    )
    for interview in rows:
        interview.contact = contact
        interview.save(update_fields=["contact"])
        clear_alerts(kind="contact", subject_key=f"interview:{interview.pk}", at=at)
    return contact


def _running(interview: ReturnInterview) -> ReturnInterview:
    if interview.clock_starts_at is None:
        raise ActionRefused(f"{interview.episode.young_person} is not back yet.")
    return interview


def _to_do(interview: ReturnInterview) -> ReturnInterview:
    interview = _running(locked(interview))
    if interview.outcome:
        raise ActionRefused(f"This interview is closed: {interview.get_outcome_display().lower()}.")
    return interview


def _after_return(interview: ReturnInterview, instant: datetime, field: str) -> datetime:
    if interview.clock_starts_at and instant < interview.clock_starts_at:
        raise ActionRefused("This is before they came back.", field=field)
    return instant


def _close(interview: ReturnInterview, *, at: datetime, **facts: Any) -> ReturnInterview:
    for name, value in facts.items():
        setattr(interview, name, value)
    interview.outcome_recorded_at = at
    interview.source = Source.RECORDED
    with in_words(INTERVIEW):
        interview.save()
    CaseEvent.objects.update_or_create(
        kind=CaseEvent.Kind.INTERVIEW_CLOSED,
        source_key=f"interview:{interview.pk}",
        defaults={"young_person_id": interview.episode.young_person_id, "at": interview.outcome_at or at},
    )
    end_access(interview, at + SEEN_AFTER_CLOSING)
    clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}", at=at)
    if interview.contact_due_on is None:
        clear_alerts(kind="contact", subject_key=f"interview:{interview.pk}", at=at)
    return interview
