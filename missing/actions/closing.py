"""What every ending of an interview has in common, whichever it is: the booking, access, alerts, the timeline."""

from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from accounts.access import ActionRefused
from accounts.models import User
from alerts.actions import clear_alerts
from missing.actions.queue import SEEN_AFTER_CLOSING, end_access, locked, refuse_closed, whose_it_is
from missing.actions.refusals import BEFORE_THEY_WERE_BACK, INTERVIEW
from missing.codes import TALKED, BookingState, Source
from missing.models import EarlierOutcome, InterviewBooking, ReturnInterview
from people.models import CaseEvent
from people.refusals import in_words

OF_ONE_ENDING: dict[str, Any] = {
    "method": "",
    "independence": "",
    "interviewer": None,
    "interviewer_name": "",
    "not_required_why": "",
    "told_by": "",
    "covered_by": None,
    "contact_due_on": None,
}
"""What says how it ended and goes with that, each as it is while nothing is said."""
WHY_IN_LETTERS = 300
"""So much of why a booking ended stands with it; the log has it whole."""


def close(
    interview: ReturnInterview,
    *,
    actor: User | None,
    at: datetime,
    called_off: str = "",
    source: Source = Source.RECORDED,
    **facts: Any,
) -> ReturnInterview:
    """Put the outcome on record, within the caller's transaction, whichever ending it is. It is locked already.

    What an earlier outcome said and `facts` do not say goes with that one (`OF_ONE_ENDING`). `actor` is None for the
    system. A booking that still stands ends with it, because of `called_off` where it was not held. Raises
    ActionRefused for a time that cannot be.
    """
    for name, value in (OF_ONE_ENDING | facts).items():
        setattr(interview, name, value)
    interview.outcome_recorded_at = at
    interview.outcome_by = actor
    interview.source = source
    with in_words(INTERVIEW):
        interview.save()
    why = called_off or f"The interview was closed: {interview.get_outcome_display().lower()}."
    end_booking(interview, why, actor=actor, at=at, is_held=interview.outcome in TALKED)
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


def take_outcome_back(interview: ReturnInterview) -> None:
    """Undo what `close` put on record, within the caller's transaction: it is to do again. It is locked already.

    What was told in the conversation stays on it; who has it and sees it is the caller's to say.
    """
    for name, value in OF_ONE_ENDING.items():
        setattr(interview, name, value)
    interview.outcome = interview.reason = ""
    interview.outcome_at = interview.outcome_recorded_at = interview.outcome_by = interview.contact = None
    interview.save()
    CaseEvent.objects.filter(kind=CaseEvent.Kind.INTERVIEW_CLOSED, source_key=f"interview:{interview.pk}").delete()


def keep_earlier_outcome(
    interview: ReturnInterview, *, actor: User, at: datetime, is_reopened: bool, why: str = ""
) -> EarlierOutcome:
    """Keep how it had ended before that is replaced, so that the page goes on telling it, and who told it to us."""
    told_by = f"Told by {interview.told_by}." if interview.told_by else ""
    return EarlierOutcome.objects.create(
        interview=interview,
        outcome=interview.outcome,
        outcome_at=interview.outcome_at,
        outcome_by=interview.outcome_by,
        outcome_reason=" ".join(filter(None, [told_by, interview.reason])),
        is_reopened=is_reopened,
        why=why,
        by=actor,
        replaced_at=at,
    )


def running(interview: ReturnInterview) -> ReturnInterview:
    """Raises ActionRefused while the clock has not started, and for an episode that was voided."""
    if interview.is_void:
        raise ActionRefused("The episode was voided, so no interview is due.")
    if interview.is_theirs:
        raise ActionRefused(whose_it_is(interview))
    if interview.clock_starts_at is None:
        raise ActionRefused(f"{interview.episode.young_person} is not back yet.")
    return interview


def to_do(interview: ReturnInterview) -> ReturnInterview:
    """The interview, locked; raises ActionRefused where it has ended or its clock has not started."""
    interview = running(locked(interview))
    refuse_closed(interview)
    return interview


def after_return(interview: ReturnInterview, instant: datetime, field: str) -> datetime:
    if interview.clock_starts_at and instant < interview.clock_starts_at:
        raise ActionRefused(BEFORE_THEY_WERE_BACK, field=field)
    return instant


def end_booking(
    interview: ReturnInterview, why: str, *, actor: User | None, at: datetime, is_held: bool = False
) -> None:
    """End the booking that stands, if one does: held, or cancelled because of `why`. `actor` is None for the system.

    They may have talked before the time that was booked: that is held early, and nobody called it off.
    """
    booking = InterviewBooking.objects.standing_of(interview)
    if booking is None:
        return
    held = BookingState.HELD if booking.meets_at <= at else BookingState.HELD_EARLY
    booking.state = held if is_held else BookingState.CANCELLED
    booking.why = "" if is_held else Truncator(why).chars(WHY_IN_LETTERS)
    booking.ended_at, booking.ended_by = at, actor
    booking.save()
