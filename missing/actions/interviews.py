"""What happens to an interview: offered, tried, done, declined or not offered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.office_hours import is_working_day
from accounts.rules import Can
from missing.actions.closing import after_return, close, keep_earlier_outcome, running, to_do
from missing.actions.covering import cover, locked_together, refuse_to_cover
from missing.actions.declines import NOT_ASKED_YET, Parents, declined_because, record_parents_asked
from missing.actions.harm import mark_harm_told
from missing.actions.interview_record import keep_record
from missing.actions.queue import locked, refuse_outsiders
from missing.actions.refusals import INTERVIEW, NOT_YET, need, refuse_after_death
from missing.actions.who_interviewed import refuse_while_missing, who_interviewed
from missing.codes import DECLINED, NOT_OFFERED, OfferResponse, Outcome
from missing.mentions import PersonSaid, PlaceSaid
from missing.models import ContactAttempt, Episode, InterviewOffer, ReturnInterview
from missing.rules import contact_due_on, why_not_close_as
from missing.rules.interview_record import (
    answers_told,
    is_told_on,
    said_of,
    what_is_undecided,
    why_harm_is_unasked,
    why_harm_is_unclear,
)
from people.days import time_in_words
from people.refusals import in_words

ANSWERED = frozenset({OfferResponse.ACCEPTED, OfferResponse.DECLINED})
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
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    offered_at = after_return(interview, offered_at or at, "offered_at")
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
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    attempted_at = after_return(interview, attempted_at or at, "attempted_at")
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
    places: Iterable[PlaceSaid] | None = None,
    people: Iterable[PersonSaid] | None = None,
    covers: Iterable[ReturnInterview] = (),
    at: datetime | None = None,
) -> ReturnInterview:
    """Record the interview as done at `outcome_at`; also one that was declined or not offered before.

    `interviewer` is a user, or `interviewer_name` somebody without an account; the actor where neither is given. The
    name of their own worker is their own worker. `covers` are the open interviews after earlier episodes that this
    conversation settles too. `record` are the answers of the full form by the names of `InterviewRecord`; without it
    only the short account is kept. Harm that either tells of is marked: of a short account whatever is written as
    `harm`. Raises ActionRefused when it was not independent, the times cannot be or lie in an absence on record or
    after their death, it is completed already, or a full record lacks that they were told what is passed on, whether
    they told of harm, which kind its words are about, or whether what may be harm is.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    covers = locked_together(interview, covers)
    interview = running(locked(interview))
    if interview.outcome and interview.outcome not in CAN_STILL_BE_DONE:
        raise ActionRefused(f"This interview is closed: {interview.get_outcome_display().lower()}.")
    need(account.strip(), "Write what the young person said.", "account")
    interviewer, interviewer_name = who_interviewed(
        interview, interviewer or interviewer_name.strip() or actor, independence
    )
    refuse_outsiders(interview, actor)
    refuse_to_cover(interview, covers, outcome_at, actor=actor)
    refuse_while_missing(interview, outcome_at)
    refuse_after_death(interview.episode.young_person, timezone.localdate(outcome_at), "outcome_at")
    if interview.outcome:
        keep_earlier_outcome(interview, actor=actor, at=at, is_reopened=False)
    closed = close(
        interview,
        actor=actor,
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
    )
    if record is not None:
        keep_record(closed, actor=actor, record=record, places=places, people=people, at=at)
    _tell_of_harm(closed, harm, record, actor=actor, at=at)
    cover(closed, covers, actor=actor, at=at)
    return closed


def _tell_of_harm(
    interview: ReturnInterview, harm: str, record: Mapping[str, Any] | None, *, actor: User, at: datetime
) -> None:
    """Mark the harm that the interview tells of. Raises ActionRefused where a full record does not say whether any."""
    told = answers_told(record or {}) | {"harm": harm}
    asked = [why_harm_is_unasked(told), why_harm_is_unclear(told), *what_is_undecided(told)]
    if record is not None and (needed := next(filter(None, asked), None)):
        raise ActionRefused(needed.words, field=needed.field)
    if is_told_on(told) or (record is None and harm.strip()):
        said = said_of(told)
        mark_harm_told(
            actor=actor,
            interview=interview,
            what_was_told=said.words,
            kinds=said.kinds,
            by_whom=said.by_whom,
            is_suspicion=said.is_suspicion,
            at=at,
        )


@transaction.atomic
def close_without_interview(
    *,
    actor: User,
    interview: ReturnInterview,
    outcome: str,
    outcome_at: datetime,
    reason: str = "",
    decline_reason: str = "",
    parents: Parents | None = None,
    accepted_at: datetime | None = None,
    accepted_how: str = "",
    at: datetime | None = None,
) -> ReturnInterview:
    """Record that it was declined, was accepted and not done, or could not be offered, and why.

    After a decline, for which `decline_reason` (a code of DeclineReason) stands before the `reason` in words, a social
    work contact falls due in five working days, and `parents` says what parents or carers know, or that they are still
    to be asked. What was accepted and not done was offered: where no such offer is on record, `accepted_at` and
    `accepted_how` (a code of OfferMethod) put it there. Raises ActionRefused without a reason, for a time before the
    return or after now, when it is closed already, for what is no decline (`declined_because`), and where the facts on
    record say otherwise (`missing.rules.why_not_close_as`).
    """
    require(actor, Can.WORK_INTERVIEWS)
    if outcome not in CAN_STILL_BE_DONE:
        raise ActionRefused("Choose how it ended.", field="outcome")
    at = at or timezone.now()
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    if outcome in DECLINED:
        reason = declined_because(interview, decline_reason, reason, parents)
    need(reason.strip(), "Write the reason.", "reason")
    offers = list(interview.offers.standing())
    accepted = [offer.offered_at for offer in offers if offer.response == OfferResponse.ACCEPTED]
    refusal = why_not_close_as(
        outcome,
        has_gone_again=_has_gone_again(interview, outcome_at),
        was_tried=bool(offers) or interview.attempts.standing().exists(),
        was_accepted=bool(accepted or (accepted_at and accepted_how)),
        was_answered=any(offer.response in ANSWERED for offer in offers),
    )
    if refusal:
        raise ActionRefused(refusal, field="accepted_at" if outcome == Outcome.ACCEPTED_NOT_DONE else "outcome")
    if outcome == Outcome.ACCEPTED_NOT_DONE and accepted and min(accepted) > outcome_at:
        raise ActionRefused(f"They accepted it later, {time_in_words(min(accepted))}.", field="outcome_at")
    if outcome == Outcome.ACCEPTED_NOT_DONE and accepted_at and not accepted:
        _put_accepted_offer(interview, accepted_at, accepted_how, outcome_at, actor=actor, at=at)
    if outcome_at > at:
        raise ActionRefused(NOT_YET, field="outcome_at")
    due_on = contact_due_on(timezone.localdate(outcome_at), is_working_day) if outcome in DECLINED else None
    closed = close(
        interview,
        actor=actor,
        at=at,
        outcome=outcome,
        outcome_at=outcome_at,
        reason=reason.strip(),
        contact_due_on=due_on,
    )
    if parents and outcome in DECLINED and parents.asked != NOT_ASKED_YET:
        record_parents_asked(actor=actor, interview=closed, parents=parents, at=at)
    return closed


def _put_accepted_offer(
    interview: ReturnInterview, accepted_at: datetime, how: str, until: datetime, *, actor: User, at: datetime
) -> None:
    """The offer that they accepted, on record with the ending that tells of it."""
    if accepted_at > until:
        raise ActionRefused("This is after it came to nothing.", field="accepted_at")
    after_return(interview, accepted_at, "accepted_at")
    record_offer(
        actor=actor, interview=interview, method=how, response=OfferResponse.ACCEPTED, offered_at=accepted_at, at=at
    )
    interview.refresh_from_db(fields=["offered_at"])


def _has_gone_again(interview: ReturnInterview, by: datetime) -> bool:
    """Whether they were missing again by then: to be away or late is not."""
    theirs = Episode.objects.counted_as_missing().filter(young_person=interview.episode.young_person_id)
    return theirs.filter(missing_from__gte=interview.clock_starts_at, missing_from__lte=by).exists()
