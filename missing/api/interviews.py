"""Return home interviews, over the API: as docs/api.md says, by the same actions as the pages."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import checked, refuse_what_is_sent, who
from accounts.models import User
from missing.actions import (
    close_without_interview,
    complete_interview,
    put_back_interview,
    record_attempt,
    record_offer,
    take_interview,
)
from missing.api.interview_answers import InterviewInList, InterviewOut
from missing.api.interview_requests import Completed, InterviewsAsked, NewAttempt, NewOffer, NotDone, Taken
from missing.api.one_interview import OfInterviews
from missing.models import ReturnInterview
from people.merged_references import who_stands_for


class Interviews(OfInterviews):
    asks = {"list": InterviewsAsked, "take": Taken}

    @extend_schema(responses=InterviewInList(many=True))
    def list(self, request: Request) -> Response:
        """Return home interviews, as they came on record; not those of voided episodes."""
        asked = self.asked()
        rows = self.get_queryset().filter(is_void=False)
        if asked["to_do"] is not None:
            on_queue = ReturnInterview.objects.to_do().values("pk")
            rows = rows.filter(pk__in=on_queue) if asked["to_do"] else rows.exclude(pk__in=on_queue)
        if asked["overdue"]:
            rows = rows.filter(pk__in=ReturnInterview.objects.overdue(timezone.now()).values("pk"))
        if asked.get("young_person"):
            rows = rows.filter(episode__young_person__in=who_stands_for(asked["young_person"]))
        due_before: datetime | None = asked.get("due_before")
        if due_before:
            rows = rows.filter(due_at__lt=due_before)
        self.paginator.ordering = "pk"  # type: ignore[union-attr]
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(responses=InterviewOut)
    def retrieve(self, request: Request, episode: str) -> Response:
        """The interview of one episode. That the record was read is written down, as on a page."""
        return self.as_it_is_now(self.open_interview(episode))

    @extend_schema(request=NewOffer, responses={201: InterviewOut})
    def offer(self, request: Request, episode: str) -> Response:
        """Write down that the interview was offered, and what they said."""
        interview = self.open_interview(episode)
        record_offer(actor=who(request), interview=interview, **checked(NewOffer, request.data))
        return self.as_it_is_now(interview, 201)

    @extend_schema(request=NewAttempt, responses={201: InterviewOut})
    def attempt(self, request: Request, episode: str) -> Response:
        """Write down that the conversation was tried and did not happen."""
        interview = self.open_interview(episode)
        record_attempt(actor=who(request), interview=interview, **checked(NewAttempt, request.data))
        return self.as_it_is_now(interview, 201)

    @extend_schema(request=None, responses=InterviewOut)
    def take(self, request: Request, episode: str) -> Response:
        """Take an interview that nobody has; where the young person asked for a colleague, `despite_wish` alone."""
        refuse_what_is_sent(request)
        interview = self.open_interview(episode)
        take_interview(actor=who(request), interview=interview, **self.asked())
        return self.as_it_is_now(interview)

    @extend_schema(request=None, responses=InterviewOut)
    def put_back(self, request: Request, episode: str) -> Response:
        """Give an interview back to the queue."""
        refuse_what_is_sent(request)
        interview = self.open_interview(episode)
        put_back_interview(actor=who(request), interview=interview)
        return self.as_it_is_now(interview)

    @extend_schema(request=Completed, responses=InterviewOut)
    def completed(self, request: Request, episode: str) -> Response:
        """Record the interview as done; `covers` names those of earlier episodes that the conversation settles too.

        That they told of harm makes a strategy discussion due, and who must know is told at once.
        """
        interview = self.open_interview(episode)
        facts = checked(Completed, request.data)
        covers = _of_episodes(facts.pop("covers", ()), who(request))
        record = {
            "limits_told": facts.pop("limits_told"),
            "harm_in_account": facts.pop("harm_told"),
            "harm_by_carer": facts.pop("harm_by_carer", ""),
        }
        complete_interview(actor=who(request), interview=interview, covers=covers, record=record, **facts)
        return self.as_it_is_now(interview)

    @extend_schema(request=NotDone, responses=InterviewOut)
    def not_done(self, request: Request, episode: str) -> Response:
        """Record that it was declined, accepted and not done, or could not be offered, and why."""
        interview = self.open_interview(episode)
        close_without_interview(actor=who(request), interview=interview, **checked(NotDone, request.data))
        return self.as_it_is_now(interview)


def _of_episodes(references: Iterable[str], user: User) -> list[ReturnInterview]:
    """The interviews of these episodes. Raises ValidationError where one is none, or not the user's to see."""
    wanted = set(references)
    rows = ReturnInterview.objects.visible_to(user).filter(episode__reference__in=wanted).select_related("episode")
    found = {interview.episode.reference: interview for interview in rows}
    if strangers := ", ".join(sorted(wanted - set(found))):
        raise serializers.ValidationError({"covers": f"There is no such interview, or it is not for you: {strangers}."})
    return list(found.values())
