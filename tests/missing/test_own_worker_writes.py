"""The young person’s own social worker is told before a word is typed what the end of an interview would refuse."""

import pytest
from django.urls import reverse

from accounts.models import Draft
from missing.actions import close_without_interview, hand_over_interview, record_attempt, record_wish, take_interview
from missing.codes import Outcome, Route
from missing.models import HarmTold
from tests.declines import DECLINE
from tests.missing.interview_form import LIST, TAB, keep, section
from tests.said import said

REFUSED = "Their own social worker cannot do the return home interview, unless the young person asked for them."


@pytest.fixture
def became_theirs(officer, other_worker, team, interview, young_person):
    """The interview was given to a colleague of the team, who became the young person’s own worker since."""
    other_worker.teams.set([team])
    hand_over_interview(actor=officer, interview=interview, to=other_worker)
    young_person.social_worker = other_worker
    young_person.save()
    return other_worker


@pytest.fixture
def page(client, became_theirs):
    client.force_login(became_theirs)
    return client


def test_the_first_page_says_it_and_offers_what_to_do(page, interview) -> None:
    first = page.get(LIST).text
    assert REFUSED in first
    for way in ("Jude asked for you: record that wish", "Hand it over", "Put it back"):
        assert way in first
    assert section("before") not in first
    for key in ("before", "harm", "finish"):
        assert page.get(section(key)).url == LIST


def test_the_wish_is_written_from_there_and_leads_back_to_the_sections(page, became_theirs, interview) -> None:
    wish = f"{reverse('missing:wish', args=['E2'])}?for=me"
    assert f'value="{became_theirs.pk}" selected' in page.get(wish).text
    back = page.post(wish, {"wished_interviewer": became_theirs.pk, "wished_name": ""}, follow=True)
    assert back.redirect_chain[-1][0] == LIST
    assert "Their wish is written down." in said(back)
    assert REFUSED not in back.text
    assert page.get(section("before")).status_code == 200


def test_what_was_typed_before_stays_and_opens_again(client, officer, other_worker, team, interview, young_person):
    other_worker.teams.set([team])
    hand_over_interview(actor=officer, interview=interview, to=other_worker)
    client.force_login(other_worker)
    client.post(section("account"), TAB | {"account": "I was at the quay."})
    young_person.social_worker = other_worker
    young_person.save()
    first = client.get(LIST).text
    assert "What you have typed is kept, and opens again once this is settled." in first
    assert client.post(section("account"), TAB | {"account": "I was at the quay, alone."}).url == LIST
    record_wish(actor=officer, interview=interview, wished_interviewer=other_worker)
    assert "I was at the quay, alone." in client.get(section("account")).text


def test_harm_that_is_typed_is_told_on_all_the_same(page, became_theirs) -> None:
    assert keep(page, "harm", harm_physical="told").status_code == 200
    assert HarmTold.objects.count() == 1
    page.post(section("harm"), TAB | {"harm_physical": "told", "harm": "He hit me"})
    assert Draft.objects.get(user=became_theirs).values["harm"] == ["He hit me"]


def test_who_has_it_not_is_told_who_may_write_the_wish_down(client, officer, social_worker, interview) -> None:
    client.force_login(social_worker)
    first = client.get(LIST).text
    assert "This is their own social worker." in first
    assert "have that wish written down by the Missing Returns Officer or a manager" in first
    assert "record that wish" not in first
    take_interview(actor=officer, interview=interview)
    first = client.get(LIST).text
    assert "Priya Nair has this interview. Ask them, or have it handed over to you." in first
    assert "have that wish written down by Priya Nair, who has the interview, or a manager" in first
    assert client.get(section("before")).url == LIST


def test_after_the_failed_attempts_that_let_them_they_write(client, now, officer, social_worker, interview) -> None:
    interview.route = Route.RETURNS_OFFICER
    interview.save()
    for _ in range(2):
        record_attempt(actor=officer, interview=interview, method="phone", result="no_answer")
    take_interview(actor=social_worker, interview=interview)
    client.force_login(social_worker)
    assert REFUSED not in client.get(LIST).text
    assert client.get(section("before")).status_code == 200


def test_a_manager_who_is_their_worker_may_write_down_what_a_colleague_was_told(client, manager, interview):
    young_person = interview.episode.young_person
    young_person.social_worker = manager
    young_person.save()
    client.force_login(manager)
    first = client.get(LIST).text
    assert REFUSED in first
    assert "If you write down what somebody else was told, go on below." in first
    assert client.get(section("before")).status_code == 200


def test_of_one_that_ended_a_manager_is_asked_to_reopen_it(page, officer, interview) -> None:
    close_without_interview(
        actor=officer,
        interview=interview,
        outcome=Outcome.DECLINED,
        outcome_at=interview.clock_starts_at,
        reason="Did not want to.",
        **DECLINE,
    )
    assert "ask a manager to reopen the interview" in page.get(LIST).text
