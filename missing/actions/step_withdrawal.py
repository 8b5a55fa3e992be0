"""An offer or an attempt that was written down by mistake: struck out, and everything that counted it follows."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.closing import to_do
from missing.actions.queue import gives_orders, why_not_hold
from missing.actions.withdrawal import theirs_to_strike_out, withdraw_row
from missing.codes import BookingState, Source
from missing.models import ContactAttempt, InterviewBooking, InterviewOffer, ReturnInterview
from people.history import events_of

NOT_BACK_BY_THEN = "They were not back by then."
_Step = TypeVar("_Step", InterviewOffer, ContactAttempt)


def may_withdraw_step(user: User, interview: ReturnInterview, written_by: int | None) -> bool:
    """Whoever wrote it down, and who hands this interview out; while it is to do."""
    ours = interview.is_to_do and not interview.is_theirs
    return ours and user.can(Can.WORK_INTERVIEWS) and (written_by == user.pk or gives_orders(user, interview))


@transaction.atomic
def withdraw_offer(*, actor: User, offer: InterviewOffer, reason: str, at: datetime | None = None) -> InterviewOffer:
    """It was not offered then: when it was offered first follows. Raises ActionRefused as `withdraw_attempt`."""
    interview, offer = _to_withdraw(actor, offer)
    withdraw_row(offer, actor=actor, reason=reason, at=at or timezone.now())
    count_offers_anew(interview)
    return offer


@transaction.atomic
def withdraw_attempt(
    *, actor: User, attempt: ContactAttempt, reason: str, at: datetime | None = None
) -> ContactAttempt:
    """It was not tried, or did not go so: the attempt counts no more, whoever wrote it or hands work out says why.

    A booking that they were said to have missed is booked again as it was; where another time was agreed since, it was
    moved to that. Raises ActionRefused without a reason, for somebody else, once the interview is closed, and where
    who has the interview may have it by failed attempts alone, this one among them.
    """
    interview, attempt = _to_withdraw(actor, attempt)
    holder = interview.assigned_to
    may_hold = holder is not None and why_not_hold(interview, holder) is None
    withdraw_row(attempt, actor=actor, reason=reason, at=at or timezone.now())
    _book_again(interview, attempt)
    if holder and may_hold and why_not_hold(interview, holder):
        raise ActionRefused(
            f"{holder} may have this interview because of the failed attempts, this one among them. Put it back into "
            "the queue first."
        )
    return attempt


def count_offers_anew(interview: ReturnInterview) -> None:
    """Where the first offer that the interview tells of was withdrawn, it is the first of those that stand."""
    same = interview.offers.filter(offered_at=interview.offered_at) if interview.offered_at else interview.offers.none()
    if same.exists() and not same.standing().exists():
        first = interview.offers.standing().aggregate(first=Min("offered_at"))["first"]
        interview.offered_at = min(filter(None, [first, _offered_by_case_file(interview)]), default=None)
        interview.save(update_fields=["offered_at"])


def _offered_by_case_file(interview: ReturnInterview) -> datetime | None:
    """When a case file says that it was offered, by the history: no offer was written down for that."""
    said = events_of(ReturnInterview).filter(pgh_obj_id=interview.pk, offered_at__isnull=False, source=Source.IMPORTED)
    not_typed = said.exclude(offered_at__in=interview.offers.values("offered_at"))
    return not_typed.order_by("-pgh_id").values_list("offered_at", flat=True).first()


def _to_withdraw(actor: User, step: _Step) -> tuple[ReturnInterview, _Step]:
    """The interview, which is still to do, and the step, both locked. Raises ActionRefused for who may not."""
    require(actor, Can.WORK_INTERVIEWS)
    interview = to_do(step.interview)
    steps = type(step).objects.select_for_update(of=["self"]).select_related("by")
    found = steps.filter(pk=step.pk, interview=interview).first()
    if found is None:
        raise ActionRefused("This is part of another interview by now. Look at it there.")
    if not may_withdraw_step(actor, interview, found.by_id):
        raise ActionRefused(theirs_to_strike_out(found.by))
    return interview, found


def _book_again(interview: ReturnInterview, attempt: ContactAttempt) -> None:
    """One alone stands for an interview, and for each of two that were made one: what was agreed later stands."""
    booking = InterviewBooking.objects.select_for_update(of=["self"]).filter(attempt=attempt).first()
    if booking is None:
        return
    of_both = Q(interview=interview) | Q(interview__episode__merged_into=interview.episode_id)
    booking.attempt = None
    if InterviewBooking.objects.standing().filter(of_both).exists():
        booking.state = BookingState.MOVED
    elif interview.clock_starts_at and booking.meets_at < interview.clock_starts_at:
        booking.state, booking.why = BookingState.CANCELLED, NOT_BACK_BY_THEN
    else:
        booking.state, booking.ended_at, booking.ended_by = BookingState.BOOKED, None, None
    booking.save()
