from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import Instant, Named
from accounts.api.views import Resource, checked, who
from accounts.rules import Can
from missing.actions import (
    close_without_interview,
    complete_interview,
    put_back_interview,
    record_attempt,
    record_offer,
    take_interview,
)
from missing.actions.interviews import CAN_STILL_BE_DONE
from missing.codes import AttemptResult, Independence, Method, OfferMethod, OfferResponse, Outcome
from missing.models import ContactAttempt, InterviewOffer, ReturnInterview
from people.read_log import note_read

NOT_DONE = [(outcome.value, outcome.label) for outcome in Outcome if outcome in CAN_STILL_BE_DONE]


@extend_schema_serializer(component_name="Offer")
class OfferOut(serializers.ModelSerializer[InterviewOffer]):
    offered_at = Instant()
    by = Named("email")

    class Meta:
        model = InterviewOffer
        fields = ["offered_at", "method", "response", "note", "by"]


@extend_schema_serializer(component_name="Attempt")
class AttemptOut(serializers.ModelSerializer[ContactAttempt]):
    attempted_at = Instant()
    by = Named("email")

    class Meta:
        model = ContactAttempt
        fields = ["attempted_at", "method", "result", "note", "by"]


@extend_schema_serializer(component_name="Interview")
class InterviewOut(serializers.ModelSerializer[ReturnInterview]):
    """Without what was said: that is read on its page."""

    episode = Named("reference")
    young_person = serializers.CharField(source="episode.young_person.reference", read_only=True)
    clock_starts_at = Instant(allow_null=True)
    due_at = Instant(allow_null=True, help_text="72 elapsed hours after the clock starts; that instant is in time.")
    assigned_to = Named("email", allow_null=True)
    offered_at = Instant(allow_null=True, help_text="The first offer.")
    outcome_at = Instant(allow_null=True)
    interviewer = serializers.CharField(source="interviewer_shown", read_only=True)
    covered_by = serializers.CharField(
        source="covered_by.episode.reference", read_only=True, default=None, allow_null=True
    )
    contact_on = serializers.DateField(source="contact.contact_on", read_only=True, default=None, allow_null=True)
    contact_method = serializers.CharField(source="contact.method", read_only=True, default=None, allow_null=True)
    offers = OfferOut(many=True, read_only=True)
    attempts = AttemptOut(many=True, read_only=True)

    class Meta:
        model = ReturnInterview
        fields = [
            "episode",
            "young_person",
            "clock_starts_at",
            "due_at",
            "route",
            "assigned_to",
            "offered_at",
            "outcome",
            "outcome_at",
            "method",
            "interviewer",
            "independence",
            "reason",
            "told_by",
            "covered_by",
            "contact_due_on",
            "contact_on",
            "contact_method",
            "offers",
            "attempts",
        ]


class NewOffer(serializers.Serializer[Any]):
    method = serializers.ChoiceField(OfferMethod.choices)
    response = serializers.ChoiceField(OfferResponse.choices)
    offered_at = Instant(required=False, allow_null=True, help_text="When, if not now.")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class NewAttempt(serializers.Serializer[Any]):
    method = serializers.ChoiceField(Method.choices)
    result = serializers.ChoiceField(AttemptResult.choices)
    attempted_at = Instant(required=False, allow_null=True, help_text="When, if not now.")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class Completed(serializers.Serializer[Any]):
    outcome_at = Instant(help_text="When the conversation was.")
    method = serializers.ChoiceField(Method.choices)
    independence = serializers.ChoiceField([each for each in Independence.choices if each[0] != Independence.CARER])
    interviewer_name = serializers.CharField(
        max_length=150, required=False, allow_blank=True, help_text="Who did it, if not the user."
    )
    seen_alone = serializers.BooleanField(required=False, allow_null=True)
    account = serializers.CharField(max_length=20000, help_text="What the young person said.")
    safer_next_time = serializers.CharField(max_length=20000, required=False, allow_blank=True)
    harm = serializers.CharField(
        max_length=20000,
        required=False,
        allow_blank=True,
        help_text="Harm that they told of, and nothing else: a strategy discussion is due, and who must know is told "
        "at once.",
    )


class NotDone(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(NOT_DONE)
    outcome_at = Instant()
    reason = serializers.CharField(max_length=4000)
    accepted_at = Instant(
        required=False,
        allow_null=True,
        help_text="Of what was accepted and not done: when they accepted it, where no such offer is on record.",
    )
    accepted_how = serializers.ChoiceField(
        OfferMethod.choices, required=False, allow_blank=True, help_text="How it was offered; with `accepted_at`."
    )


class Asked(serializers.Serializer[Any]):
    young_person = serializers.CharField(required=False, max_length=40, help_text="Their reference.")
    to_do = serializers.BooleanField(required=False, allow_null=True, default=None, help_text="On the queue, or not.")
    overdue = serializers.BooleanField(required=False, default=False)
    due_before = Instant(required=False, help_text="Not included.")


class Interviews(Resource):
    requires = Can.SEE_RECORDS
    serializer_class = InterviewOut

    def get_queryset(self) -> QuerySet[ReturnInterview]:
        rows = ReturnInterview.objects.visible_to(who(self.request))
        return rows.select_related(
            "episode__young_person", "assigned_to", "interviewer", "contact", "covered_by__episode"
        ).prefetch_related(
            Prefetch("offers", InterviewOffer.objects.select_related("by")),
            Prefetch("attempts", ContactAttempt.objects.select_related("by")),
        )

    @extend_schema(parameters=[Asked], responses=InterviewOut(many=True))
    def list(self, request: Request) -> Response:
        """Return home interviews, as they came on record; not those of voided episodes."""
        asked = checked(Asked, request.query_params)
        rows = self.get_queryset().filter(is_void=False)
        if asked["to_do"] is not None:
            on_queue = ReturnInterview.objects.to_do().values("pk")
            rows = rows.filter(pk__in=on_queue) if asked["to_do"] else rows.exclude(pk__in=on_queue)
        if asked["overdue"]:
            rows = rows.filter(pk__in=ReturnInterview.objects.overdue(timezone.now()).values("pk"))
        if asked.get("young_person"):
            rows = rows.filter(episode__young_person__reference=asked["young_person"])
        due_before: datetime | None = asked.get("due_before")
        if due_before:
            rows = rows.filter(due_at__lt=due_before)
        self.paginator.ordering = "pk"  # type: ignore[union-attr]
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(responses=InterviewOut)
    def retrieve(self, request: Request, episode: str) -> Response:
        """The interview of one episode. That the record was read is written down, as on a page."""
        return Response(InterviewOut(self._open(episode)).data)

    @extend_schema(request=NewOffer, responses={201: InterviewOut})
    def offer(self, request: Request, episode: str) -> Response:
        """Write down that the interview was offered, and what they said."""
        interview = self._open(episode)
        record_offer(actor=who(request), interview=interview, **checked(NewOffer, request.data))
        return self._as_it_is_now(interview, 201)

    @extend_schema(request=NewAttempt, responses={201: InterviewOut})
    def attempt(self, request: Request, episode: str) -> Response:
        """Write down that the conversation was tried and did not happen."""
        interview = self._open(episode)
        record_attempt(actor=who(request), interview=interview, **checked(NewAttempt, request.data))
        return self._as_it_is_now(interview, 201)

    @extend_schema(request=None, responses=InterviewOut)
    def take(self, request: Request, episode: str) -> Response:
        """Take an interview that nobody has."""
        interview = self._open(episode)
        take_interview(actor=who(request), interview=interview)
        return self._as_it_is_now(interview)

    @extend_schema(request=None, responses=InterviewOut)
    def put_back(self, request: Request, episode: str) -> Response:
        """Give an interview back to the queue."""
        interview = self._open(episode)
        put_back_interview(actor=who(request), interview=interview)
        return self._as_it_is_now(interview)

    @extend_schema(request=Completed, responses=InterviewOut)
    def completed(self, request: Request, episode: str) -> Response:
        """Record the interview as done."""
        interview = self._open(episode)
        complete_interview(actor=who(request), interview=interview, **checked(Completed, request.data))
        return self._as_it_is_now(interview)

    @extend_schema(request=NotDone, responses=InterviewOut)
    def not_done(self, request: Request, episode: str) -> Response:
        """Record that it was declined, accepted and not done, or could not be offered, and why."""
        interview = self._open(episode)
        close_without_interview(actor=who(request), interview=interview, **checked(NotDone, request.data))
        return self._as_it_is_now(interview)

    def _open(self, reference: str) -> ReturnInterview:
        interview = get_object_or_404(self.get_queryset(), episode__reference=reference)
        note_read(self.request._request, interview.episode.young_person)
        return interview

    def _as_it_is_now(self, interview: ReturnInterview, status: int = 200) -> Response:
        """As the user who changed it sees it, though it may be out of their sight from now on."""
        rows = self.get_queryset().model.objects.filter(pk=interview.pk)
        return Response(InterviewOut(rows.get()).data, status=status)
