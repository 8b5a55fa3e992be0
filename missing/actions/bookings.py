"""The time and place of an interview: booked, moved, cancelled, missed; and whom the young person wishes to talk to."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.closing import after_return, to_do
from missing.actions.queue import assign, gives_orders, holds, own_worker_named, refuse_outsiders, why_not_hold
from missing.actions.refusals import INTERVIEW, need
from missing.codes import BookingState, Category, Method
from missing.models import ContactAttempt, Episode, InterviewBooking, ReturnInterview
from missing.rules import BOOKED_WITHIN, is_booked_late, result_of_a_missed_booking
from people.days import time_in_words
from people.refusals import in_words


class BookedLate(ActionRefused):
    """The time is after the deadline: it can be booked all the same by who has read that."""


@transaction.atomic
def book_interview(
    *,
    actor: User,
    interview: ReturnInterview,
    meets_at: datetime,
    method: str,
    place: str = "",
    interpreter: str = "",
    late_is_known: bool = False,
    at: datetime | None = None,
) -> InterviewBooking:
    """Book a time that was agreed. One that stands already is moved to it; nobody's becomes the actor's, if it may be.

    Raises ActionRefused for a time that has passed or is more than a year away, without a place to meet face to face,
    and where nothing is changed; and, unless `late_is_known`, for a time after the deadline while there is still time
    before it.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    if meets_at <= at:
        raise ActionRefused(
            "This time has passed. Record the interview, or the attempt, where it was tried.", field="meets_at"
        )
    if meets_at > at + BOOKED_WITHIN:
        raise ActionRefused("This is more than a year away. Look at the date.", field="meets_at")
    if not late_is_known:
        refuse_booked_late(interview, meets_at, at)
    if method == Method.FACE_TO_FACE:
        need(place.strip(), "Write where you will meet.", "place")
    agreed = {"meets_at": meets_at, "method": method, "place": place.strip(), "interpreter": interpreter.strip()}
    if standing := InterviewBooking.objects.standing_of(interview):
        if all(getattr(standing, name) == value for name, value in agreed.items()):
            raise ActionRefused("Nothing was changed: this is what is booked.")
        _end(standing, BookingState.MOVED, actor, at)
    if interview.assigned_to_id is None and why_not_hold(interview, actor) is None:
        assign(interview, actor, at)
    with in_words(INTERVIEW):
        return InterviewBooking.objects.create(interview=interview, booked_by=actor, booked_at=at, **agreed)


def refuse_booked_late(interview: ReturnInterview, meets_at: datetime, at: datetime) -> None:
    """Raises BookedLate for a time after the deadline, while there is still time before it."""
    if is_booked_late(meets_at, due_at=interview.due_at, now=at):
        raise BookedLate(
            f"This is after the deadline, {time_in_words(interview.due_at)}. Choose an earlier time, or say that you "
            "know it.",
            field="meets_at",
        )


@transaction.atomic
def cancel_booking(
    *, actor: User, interview: ReturnInterview, why: str, at: datetime | None = None
) -> InterviewBooking:
    """Take the booking back, and say why. The interview stays to be done."""
    require(actor, Can.WORK_INTERVIEWS)
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    need(why.strip(), "Write why it is cancelled.", "why")
    return _end(_the_standing(interview), BookingState.CANCELLED, actor, at or timezone.now(), why=why.strip())


@transaction.atomic
def mark_missed(
    *, actor: User, interview: ReturnInterview, note: str = "", at: datetime | None = None
) -> ContactAttempt:
    """They did not come: the booking becomes an attempt of that time.

    Raises ActionRefused before its time, and for a time before they came back, as a correction may have left it.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    booking = _the_standing(interview)
    if not booking.is_over(at):
        raise ActionRefused("Its time has not come yet. Change the booking or cancel it.")
    attempt = ContactAttempt.objects.create(
        interview=interview,
        attempted_at=after_return(interview, booking.meets_at, ""),
        method=booking.method,
        result=result_of_a_missed_booking(booking.method, was_missing=_was_missing(interview, booking.meets_at)),
        note=note.strip() or "Booked, and they did not come.",
        by=actor,
        recorded_at=at,
    )
    _end(booking, BookingState.MISSED, actor, at, attempt=attempt)
    return attempt


@transaction.atomic
def record_wish(
    *,
    actor: User,
    interview: ReturnInterview,
    wished_interviewer: User | None = None,
    wished_name: str = "",
    at: datetime | None = None,
) -> ReturnInterview:
    """Write down whom the young person wants to talk to: a user, their own worker included, or somebody by name.

    Neither takes the wish back. That person may then hold the interview (`missing.rules.why_not_interview`), so nobody
    writes it of themselves: who has the interview does, or a manager. Their own worker's name, typed, is their worker.
    """
    require(actor, Can.WORK_INTERVIEWS)
    interview = to_do(interview)
    refuse_outsiders(interview, actor)
    if wished_interviewer is None and (worker := own_worker_named(interview, wished_name)):
        wished_interviewer, wished_name = worker, ""
    has_a_say = holds(actor, interview) or gives_orders(actor, interview)
    if wished_interviewer == actor and not has_a_say:
        raise ActionRefused(
            "That they asked for you is for somebody else to write down: who has the interview, or a manager.",
            field="wished_interviewer",
        )
    if wished_interviewer and wished_name.strip():
        raise ActionRefused("Choose a person or write a name, not both.", field="wished_name")
    has_wish = bool(wished_interviewer or wished_name.strip())
    interview.wished_interviewer = wished_interviewer
    interview.wished_name = wished_name.strip()
    interview.wish_recorded_by = actor if has_wish else None
    interview.wish_recorded_at = (at or timezone.now()) if has_wish else None
    interview.save(update_fields=["wished_interviewer", "wished_name", "wish_recorded_by", "wish_recorded_at"])
    return interview


def _the_standing(interview: ReturnInterview) -> InterviewBooking:
    standing = InterviewBooking.objects.standing_of(interview)
    if standing is None:
        raise ActionRefused("Nothing is booked.")
    return standing


def _end(
    booking: InterviewBooking,
    state: BookingState,
    actor: User,
    at: datetime,
    *,
    why: str = "",
    attempt: ContactAttempt | None = None,
) -> InterviewBooking:
    booking.state, booking.ended_at, booking.ended_by = state, at, actor
    booking.why, booking.attempt = why, attempt
    booking.save()
    return booking


def _was_missing(interview: ReturnInterview, instant: datetime) -> bool:
    """Whether the young person was missing again at that instant: to be away or late is not."""
    theirs = Episode.objects.standing().filter(
        young_person=interview.episode.young_person_id, category=Category.MISSING
    )
    since = theirs.filter(missing_from__lte=instant).exclude(pk=interview.episode_id)
    return since.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=instant)).exists()
