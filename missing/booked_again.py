"""What became of the times that were booked with a young person whose death is taken back, for who took it back."""

from django.utils import timezone

from missing.actions.endings import DIED
from missing.codes import BookingState
from missing.models import InterviewBooking
from people.days import time_in_words
from people.models import YoungPerson


def booked_again(young_person: YoungPerson) -> str:
    """Which stand again, and which have passed, with whom each was: they were told to call it off. Else empty."""
    death = young_person.deaths.order_by("-recorded_at").first()
    bookings = InterviewBooking.objects.filter(
        interview__episode__young_person=young_person, interview__outcome="", interview__is_void=False
    )
    bookings = bookings.select_related("interview__assigned_to").order_by("meets_at")
    stand = [f"Booked again: {_said(one)}. Tell them that it stands." for one in bookings.standing()]
    called_off = bookings.filter(state=BookingState.CANCELLED, why=DIED, meets_at__lte=timezone.now())
    if death is None:
        return " ".join(stand)
    passed = [
        f"Was booked for {_said(one)}: that has passed. A new time has to be agreed."
        for one in called_off.filter(ended_at__gte=death.recorded_at)
    ]
    return " ".join([*stand, *passed])


def _said(booking: InterviewBooking) -> str:
    return f"{time_in_words(booking.meets_at)}, with {booking.interview.assigned_to or 'nobody yet'}"
