"""Whom a young person asked to talk to shows wherever somebody might pass over it."""

import pytest
from django.urls import reverse

from missing.actions import record_wish, take_interview
from missing.actions.queue import AskedForAnother
from missing.models import ReturnInterview
from tests.factories import UserFactory
from tests.missing.interview_form import section
from tests.said import said


@pytest.fixture
def wished(officer, social_worker, interview) -> ReturnInterview:
    """Jude asked for Dana Whit, their own social worker."""
    return record_wish(actor=officer, interview=interview, wished_interviewer=social_worker)


def test_it_is_in_the_row_and_the_spreadsheet(client, officer, social_worker, wished) -> None:
    client.force_login(officer)
    words = "Asked for Dana Whit, their own social worker"
    assert words in client.get(reverse("missing:queue")).text
    assert words in client.get(reverse("missing:queue_csv")).content.decode()
    client.force_login(social_worker)
    assert "Asked for you" in client.get(reverse("missing:queue")).text


def test_somebody_else_is_told_before_they_take_it(client, officer, wished) -> None:
    client.force_login(officer)
    take = reverse("missing:take", args=["E2"])
    asked = client.post(take, {"from": "queue", "show": "overdue"})
    assert 'href="/interviews/?show=overdue">Leave it</a>' in asked.text
    assert "They asked to talk to Dana Whit, their own social worker." in asked.text
    assert "Nothing is taken yet." in asked.text
    assert ReturnInterview.objects.get().assigned_to is None
    taken = client.post(take, {"from": "queue", "despite_wish": "yes"}, follow=True)
    assert "Jude Farrow is yours now." in said(taken)
    assert ReturnInterview.objects.get().assigned_to == officer


def test_the_queue_is_come_back_to_under_the_heading_that_it_was_left_from(client, officer, interview) -> None:
    client.force_login(officer)
    queue, selected = reverse("missing:queue"), {"interview": [interview.pk], "show": "mine"}
    assert 'name="show" value="all"' in client.get(queue).text
    form = client.post(reverse("missing:change_selected"), selected | {"do": "hand_over"}).text
    assert 'name="show" value="mine"' in form
    assert f'href="{queue}?show=mine"' in form
    done = client.post(reverse("missing:change_selected"), selected | {"do": "take"})
    assert done["Location"] == f"{queue}?show=mine"
    odd = client.post(reverse("missing:change_selected"), {"show": "https://elsewhere.example"})
    assert odd["Location"] == f"{queue}?show=all"


def test_of_several_that_are_taken_the_one_is_left_and_said(client, officer, wished) -> None:
    client.force_login(officer)
    page = client.post(reverse("missing:change_selected"), {"do": "take", "interview": [wished.pk]}, follow=True)
    assert "Jude Farrow: They asked to talk to Dana Whit, their own social worker." in said(page)
    assert ReturnInterview.objects.get().assigned_to is None


def test_who_was_asked_for_takes_it_at_once(client, social_worker, wished) -> None:
    client.force_login(social_worker)
    assert "is yours now" in said(client.post(reverse("missing:take", args=["E2"]), follow=True))


def test_a_colleague_who_has_left_hinders_nobody(officer, social_worker, wished) -> None:
    with pytest.raises(AskedForAnother):
        take_interview(actor=officer, interview=wished)
    social_worker.is_active = False
    social_worker.save()
    assert take_interview(actor=officer, interview=wished).assigned_to == officer


def test_who_may_not_hold_it_is_told_that_alone(client, interview, officer, social_worker) -> None:
    colleague = UserFactory(roles=["returns_officer"], full_name="Ola Reyes")
    record_wish(actor=officer, interview=interview, wished_interviewer=colleague)
    client.force_login(social_worker)
    page = client.post(reverse("missing:take", args=["E2"]), follow=True)
    assert "This is their own social worker" in said(page)


def test_somebody_without_an_account_is_named_once_it_is_taken(client, officer, interview) -> None:
    record_wish(actor=officer, interview=interview, wished_name="Ms Lowe, her form tutor")
    client.force_login(officer)
    page = client.post(reverse("missing:take", args=["E2"]), {"from": "queue"}, follow=True)
    assert "Jude Farrow is yours now. They asked to talk to Ms Lowe, her form tutor." in said(page)
    assert "Asked for Ms Lowe, her form tutor" in page.text


@pytest.mark.parametrize("where", [section("finish"), "/interviews/E2/record/", "/interviews/E2/booking/"])
def test_it_is_said_at_the_finish_and_where_it_is_booked_or_handed_over(client, officer, wished, where) -> None:
    client.force_login(officer)
    assert "They asked to talk to Dana Whit, their own social worker." in client.get(where).text


def test_it_is_said_where_it_is_handed_over(client, officer, wished) -> None:
    client.force_login(officer)
    assert "They asked to talk to Dana Whit" in client.get(reverse("missing:hand_over", args=["E2"])).text


def test_a_program_says_that_it_knows(client, officer, wished) -> None:
    client.force_login(officer)
    refused = client.post("/api/v1/interviews/E2/take/")
    assert refused.status_code == 409
    assert "They asked to talk to Dana Whit" in refused.json()["detail"]
    taken = client.post("/api/v1/interviews/E2/take/?despite_wish=true")
    assert taken.status_code == 200
