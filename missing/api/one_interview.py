"""What every use of return home interviews over the API begins and ends with."""

from django.db.models import Prefetch, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from rest_framework.response import Response

from accounts.api.views import Resource, who
from accounts.rules import Can
from missing.api.interview_answers import InterviewInList, InterviewOut
from missing.models import AskedParents, ContactAttempt, InterviewBooking, InterviewOffer, ReturnInterview
from people.read_log import note_read


class OfInterviews(Resource):
    requires = Can.SEE_RECORDS
    serializer_class = InterviewInList

    def get_queryset(self) -> QuerySet[ReturnInterview]:
        """A line each of those that the user sees."""
        rows = ReturnInterview.objects.visible_to(who(self.request))
        rows = rows.select_related("episode__young_person", "assigned_to", "contact")
        return _with_booking(rows)

    def open_interview(self, reference: str) -> ReturnInterview:
        """The interview of that episode, noted as read. Raises Http404 when it is none, or not the user's to see."""
        interview: ReturnInterview = get_object_or_404(self.get_queryset(), episode__reference=reference)
        note_read(self.request._request, interview.episode.young_person)
        return interview

    def as_it_is_now(self, interview: ReturnInterview, status: int = 200) -> Response:
        """The whole, as the user who opened or changed it sees it; a change may have taken it out of their sight.

        To whom it is not to read, without what was noted (`ReturnInterviewQuerySet.read_by`).
        """
        rows = _with_booking(ReturnInterview.objects.all())
        whole = rows.select_related(
            "episode__young_person", "assigned_to", "interviewer", "contact", "covered_by__episode"
        ).prefetch_related(
            Prefetch("offers", InterviewOffer.objects.standing().select_related("by")),
            Prefetch("attempts", ContactAttempt.objects.standing().select_related("by")),
            Prefetch("bookings", InterviewBooking.objects.select_related("booked_by")),
            Prefetch("parents_asked", AskedParents.objects.select_related("by")),
            Prefetch("covers", ReturnInterview.objects.select_related("episode").order_by("clock_starts_at", "pk")),
        )
        found = whole.get(pk=interview.pk)
        if not ReturnInterview.objects.read_by(who(self.request)).filter(pk=interview.pk).exists():
            _leave_out_notes(found)
        return Response(InterviewOut(found).data, status=status)


def _leave_out_notes(interview: ReturnInterview) -> None:
    """Of what was tried and arranged; what was done and when stays. Of the rows as they were fetched with it."""
    for offer in interview.offers.all():
        offer.note = ""
    for attempt in interview.attempts.all():
        attempt.note = ""
    for booking in interview.bookings.all():
        booking.place = booking.interpreter = booking.why = ""


def _with_booking(rows: QuerySet[ReturnInterview]) -> QuerySet[ReturnInterview]:
    return rows.annotate(booked_for=Subquery(InterviewBooking.objects.standing_of_row().values("meets_at")))
