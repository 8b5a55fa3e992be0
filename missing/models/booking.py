from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, OuterRef, Q

from accounts.models import User
from missing.codes import BookingState, Method
from missing.models.interview import ReturnInterview
from missing.models.steps import ContactAttempt
from missing.rules import asks_whether_held
from people.days import time_in_words
from people.history import tracked

BY = {Method.FACE_TO_FACE: "face to face", Method.VIDEO: "by video", Method.PHONE: "by telephone"}
"""How, as it follows a time; another way is not worth saying."""


class InterviewBookingQuerySet(models.QuerySet["InterviewBooking"]):
    def standing(self) -> InterviewBookingQuerySet:
        """Booked, with nothing on record yet of what came of it; its time may be over."""
        return self.filter(state=BookingState.BOOKED)

    def standing_of(self, interview: ReturnInterview) -> InterviewBooking | None:
        return self.standing().filter(interview=interview).first()

    def standing_of_row(self) -> InterviewBookingQuerySet:
        """That of the interview of the outer query, to be used as a subquery: one at most."""
        return self.standing().filter(interview=OuterRef("pk")).order_by()


@tracked()
class InterviewBooking(models.Model):
    """A time for a return home interview that was agreed. `meets_at` is when they meet, in UTC.

    One stands for an interview at a time. Moved, it ends and another stands: so the page tells how often it was moved.
    """

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="bookings")
    meets_at = models.DateTimeField()
    method = models.CharField(max_length=15, choices=Method)
    place = models.CharField(max_length=150, blank=True)
    interpreter = models.CharField(max_length=100, blank=True, help_text="The language, and who interprets.")
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=BookingState, default=BookingState.BOOKED)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True, help_text="Why it was cancelled.")
    attempt = models.OneToOneField(
        ContactAttempt, null=True, blank=True, on_delete=models.PROTECT, related_name="booking"
    )

    objects = InterviewBookingQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview"],
                condition=Q(state=BookingState.BOOKED),
                name="one_standing_booking_an_interview",
            ),
            models.CheckConstraint(
                condition=Q(state=BookingState.BOOKED, ended_at__isnull=True)
                | ~Q(state=BookingState.BOOKED) & Q(ended_at__isnull=False, ended_at__gte=F("booked_at")),
                name="booking_stands_until_it_ended",
            ),
            models.CheckConstraint(condition=Q(meets_at__gt=F("booked_at")), name="booking_is_for_a_time_to_come"),
            models.CheckConstraint(
                condition=~Q(method=Method.FACE_TO_FACE) | ~Q(place=""), name="booking_face_to_face_has_a_place"
            ),
            models.CheckConstraint(
                condition=~Q(state=BookingState.CANCELLED) | ~Q(why=""), name="booking_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state=BookingState.MISSED, attempt__isnull=False)
                | ~Q(state=BookingState.MISSED) & Q(attempt__isnull=True),
                name="booking_missed_is_an_attempt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BookingState.MISSED, BookingState.HELD]) | Q(ended_at__gte=F("meets_at")),
                name="booking_held_or_missed_after_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Booked for {booking_in_words(self.meets_at, self.method)}"

    def is_over(self, now: datetime) -> bool:
        return asks_whether_held(self.meets_at, now)


def booking_in_words(meets_at: datetime, method: str) -> str:
    """`Thu 26 Nov, 16:00, by video`."""
    return ", ".join(filter(None, [time_in_words(meets_at), BY.get(Method(method), "")]))
