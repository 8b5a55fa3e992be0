"""Whom the list of a hand-over offers: everybody whom the action would take, and nobody else."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from missing.actions.queue import why_not_hold
from missing.codes import AttemptResult, Route
from missing.holders import may_hold, own_workers_of
from missing.models import ContactAttempt, ReturnInterview
from people.actions import restrict_record
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory
from tests.said import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])


def offered(interview: ReturnInterview) -> set[User]:
    found = set(may_hold([interview]))
    assert all(why_not_hold(interview, user) is None for user in found)
    return found


def tried(interview: ReturnInterview, times: int, now, by: User) -> None:
    for _ in range(times):
        ContactAttempt.objects.create(
            interview=interview,
            attempted_at=now,
            method="phone",
            result=AttemptResult.NO_ANSWER,
            by=by,
            recorded_at=now,
        )


def test_the_childs_own_worker_is_not_offered(interview, officer, colleague, other_worker, analyst) -> None:
    assert offered(interview) == {officer, colleague}


def test_far_out_of_the_city_only_the_officer_until_it_was_tried(now, interview, officer, colleague, social_worker):
    interview.route = Route.RETURNS_OFFICER
    interview.save()
    assert offered(interview) == {officer}
    tried(interview, 2, now, officer)
    assert offered(interview) == {officer, colleague, social_worker}


def test_their_own_worker_is_marked_in_the_list_and_where_they_have_it(
    client, now, interview, officer, social_worker
) -> None:
    other = ReturnInterviewFactory(episode=EpisodeFactory(returned=True), route=Route.RETURNS_OFFICER)
    interview.route = Route.RETURNS_OFFICER
    interview.save()
    for one in (interview, other):
        tried(one, 2, now, officer)
    client.force_login(officer)
    address = reverse("missing:hand_over", args=["E2"])
    shown = client.get(address)
    assert "Dana Whit: their own social worker, not independent</option>" in shown.text
    assert shown.text.count("not independent") == 1
    page = client.post(address, {"to": social_worker.pk}, follow=True)
    words = "Jude Farrow is with Dana Whit now, their own social worker: this will not count as independent."
    assert words in said(page)
    client.force_login(social_worker)
    assert "their own social worker: not independent" in client.get(interview.get_absolute_url()).text
    client.force_login(officer)
    ticked = {"do": "hand_over", "interview": [interview.pk, other.pk]}
    several = client.post(reverse("missing:change_selected"), ticked).text
    assert "Priya Nair</option>" in several


def test_of_several_it_says_whose_worker_they_are(interview, social_worker) -> None:
    other = ReturnInterviewFactory(episode=EpisodeFactory(returned=True))
    assert own_workers_of([interview, other])[social_worker.pk] == "Jude Farrow’s"


def test_of_a_restricted_record_who_is_named_whatever_their_team(interview, officer, colleague, other_worker) -> None:
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    restrict_record(actor=service_manager, young_person=interview.episode.young_person, interviewer=other_worker)
    interview.refresh_from_db()
    assert offered(interview) == {other_worker}


def test_for_several_at_once_who_may_hold_every_one(interview, officer, colleague) -> None:
    other = ReturnInterviewFactory(episode=EpisodeFactory(returned=True), route=Route.RETURNS_OFFICER)
    assert set(may_hold([interview, other])) == {officer}
