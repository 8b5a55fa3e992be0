"""The clock of an interview, where a correction has moved when they came back."""

from datetime import datetime

from accounts.access import ActionRefused
from accounts.models import User
from alerts.actions import withdraw_alerts
from missing.actions.closing import end_booking
from missing.actions.deciding import to_do_again
from missing.actions.refusals import CORRECTION
from missing.codes import BY_RULE, Outcome, Source
from missing.models import Episode, InterviewBooking, ReturnInterview
from missing.rules import interview_due_at, our_route
from people.refusals import in_words


def set_clock(interview: ReturnInterview, episode: Episode, *, actor: User, why: str, at: datetime) -> None:
    """Count the 72 hours from when the episode says now, or from nothing where they are not back. Both are locked.

    Who interviews first follows too, unless it is another council's or has ended: who held it then was right then. What
    a rule alone had closed before they came back is to do again. What was booked is cancelled where they are not back,
    or were not by then. Raises ActionRefused where it is on record as held before that, or one conversation would
    settle a later return.
    """
    before, clock = interview.clock_starts_at, episode.clock_starts_at
    if not interview.is_theirs and not interview.outcome:
        interview.route = our_route(is_out_of_area=episode.is_out_of_area, distance_miles=episode.distance_miles)
    if before == clock:
        interview.save(update_fields=["route"])
        return
    if interview.not_required_why in BY_RULE and not _may_end(interview, clock):
        to_do_again(interview, actor, why, at)
    if clock and interview.alerts_from == before:
        interview.alerts_from = clock
    interview.clock_starts_at = clock
    interview.due_at = interview_due_at(clock) if clock else None
    refuse_to_settle_a_later_return(interview)
    with in_words(CORRECTION):
        interview.save(update_fields=["clock_starts_at", "due_at", "route", "alerts_from"])
    booking = InterviewBooking.objects.standing_of(interview)
    if booking and (clock is None or booking.meets_at < clock):
        end_booking(interview, why, actor=actor, at=at)
    if clock is None:
        withdraw_alerts(subject_keys=[f"interview:{interview.pk}"], at=at)


def refuse_to_settle_a_later_return(interview: ReturnInterview) -> None:
    """Refuse that one conversation settles an interview after a later return, as the database does, with its name."""
    clock, covering = interview.clock_starts_at, interview.covered_by
    if clock is None:
        return
    is_ours = interview.source == Source.RECORDED
    if is_ours and covering and covering.clock_starts_at and covering.clock_starts_at < clock:
        raise ActionRefused(
            f"The conversation after {covering.episode} settled this interview, and they came back from that before "
            "this. Reopen this interview first, on its own page.",
            field="returned_at",
        )
    settled = interview.covers.filter(outcome=Outcome.COVERED_BY_LATER, source=Source.RECORDED)
    later = settled.filter(clock_starts_at__gt=clock).select_related("episode").first()
    if later:
        raise ActionRefused(
            f"The conversation after this settled the interview after {later.episode} too, and they came back from "
            f"that later. Reopen the interview after {later.episode} first, on its own page.",
            field="returned_at",
        )


def _may_end(interview: ReturnInterview, clock: datetime | None) -> bool:
    """Whether it may have ended when it did, had they come back then."""
    return clock is not None and (interview.outcome_at is None or interview.outcome_at >= clock)
