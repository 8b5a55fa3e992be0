"""What follows a declined interview, and what a placing council tells of its own, over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import checked, who
from missing.actions import Parents, record_contact, record_parents_asked, record_what_they_told
from missing.actions.declines import waiting_for_contact, was_declined_by
from missing.api.interview_answers import ContactOut, InterviewOut
from missing.api.interview_requests import NewContact, NewParentsAsked, ToldByPlacingCouncil
from missing.api.one_interview import OfInterviews
from missing.rules import why_contact_is_not_enough


class Settling(OfInterviews):
    @extend_schema(request=NewParentsAsked, responses={201: InterviewOut})
    def parents(self, request: Request, episode: str) -> Response:
        """Write down what parents or carers said after a decline, or why they are not asked.

        Look first whom not to tell: that is on the page.
        """
        interview = self.open_interview(episode)
        said = Parents(**checked(NewParentsAsked, request.data))
        record_parents_asked(actor=who(request), interview=interview, parents=said)
        return self.as_it_is_now(interview, 201)

    @extend_schema(request=NewContact, responses={201: ContactOut})
    def contact(self, request: Request, episode: str) -> Response:
        """Record the social work contact after a decline.

        It settles every interview of theirs that had been declined by that day and waits for one. A contact that is
        less than what is expected is on record and settles nothing until a manager accepts it.
        """
        interview = self.open_interview(episode)
        facts = checked(NewContact, request.data)
        waiting = waiting_for_contact(interview.episode.young_person_id)
        settled = [one for one in waiting if was_declined_by(one, facts["contact_on"])]
        contact = record_contact(actor=who(request), interviews={interview, *settled}, **facts)
        lesser = why_contact_is_not_enough(contact.method, is_out_of_area=interview.episode.is_out_of_area)
        contact.not_enough_because = lesser  # type: ignore[attr-defined]  # said in the answer alone
        return Response(ContactOut(contact).data, status=201)

    @extend_schema(request=ToldByPlacingCouncil, responses=InterviewOut)
    def told(self, request: Request, episode: str) -> Response:
        """Write down how the placing council says that its interview ended; a later word replaces an earlier."""
        interview = self.open_interview(episode)
        record_what_they_told(actor=who(request), interview=interview, **checked(ToldByPlacingCouncil, request.data))
        return self.as_it_is_now(interview)
