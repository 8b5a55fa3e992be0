"""When and where an interview will be, over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import checked, who
from missing.actions import book_interview, cancel_booking, mark_missed
from missing.api.interview_answers import InterviewOut
from missing.api.interview_requests import Cancelled, Missed, NewBooking
from missing.api.one_interview import OfInterviews


class Bookings(OfInterviews):
    @extend_schema(request=NewBooking, responses={201: InterviewOut})
    def book(self, request: Request, episode: str) -> Response:
        """Book a time that was agreed.

        One that stands already is moved to it. Nobody's interview becomes the user's, if they may hold it.
        """
        interview = self.open_interview(episode)
        book_interview(actor=who(request), interview=interview, **checked(NewBooking, request.data))
        return self.as_it_is_now(interview, 201)

    @extend_schema(request=Cancelled, responses=InterviewOut)
    def cancelled(self, request: Request, episode: str) -> Response:
        """Take the booking back, with why. The interview stays to be done."""
        interview = self.open_interview(episode)
        cancel_booking(actor=who(request), interview=interview, **checked(Cancelled, request.data))
        return self.as_it_is_now(interview)

    @extend_schema(request=Missed, responses=InterviewOut)
    def missed(self, request: Request, episode: str) -> Response:
        """They did not come: the booking becomes an attempt of that time."""
        interview = self.open_interview(episode)
        mark_missed(actor=who(request), interview=interview, **checked(Missed, request.data))
        return self.as_it_is_now(interview)
