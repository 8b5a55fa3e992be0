"""The pages of an interview that was declined, not done or not required, and of what follows."""

import pytest
from django.urls import reverse

from missing.actions import (
    close_without_interview,
    complete_interview,
    record_contact,
    record_offer,
)
from missing.codes import Outcome
from missing.models import AskedParents
from missing.rules.outcomes import WHOM_FIRST
from tests.declines import DECLINE
from tests.missing.test_booking_pages import address, manager
from tests.said import said

__all__ = ["manager"]


@pytest.fixture
def declined(now, officer, interview):
    return close_without_interview(
        actor=officer,
        interview=interview,
        outcome=Outcome.DECLINED,
        outcome_at=now,
        reason="Does not want to talk.",
        **DECLINE,
    )


def test_parents_are_asked_on_the_page_of_the_decline(client, officer, interview):
    client.force_login(officer)
    typed = {"outcome": "declined", "decline_reason": "no_trust", "outcome_at": "now", "reason": "Said it twice"}
    page = client.post(address("close"), typed)
    assert "Choose whether you asked parents or carers" in page.text
    assert "Said it twice" in page.text
    page = client.post(address("close"), typed | {"asked": "asked", "whom": "Ms Farrow"})
    assert "Write what they said." in page.text
    assert 'value="Ms Farrow"' in page.text
    assert "Write why they are not asked" in client.post(address("close"), typed | {"asked": "not_asked"}).text
    page = client.post(
        address("close"),
        typed | {"asked": "asked", "whom": "Ms Farrow, mother", "said": "At his cousin’s"},
        follow=True,
    )
    assert "Asked Ms Farrow, mother." in page.text
    assert "At his cousin’s" in page.text


def test_accepted_and_not_done_asks_when_and_how_they_accepted(client, officer, interview):
    client.force_login(officer)
    typed = {"outcome": "accepted_not_done", "reason": "Not there, twice", "outcome_at": "now"}
    page = client.post(address("close"), typed)
    assert "Write when they accepted it." in page.text
    assert "Choose how it was offered." in page.text
    assert "Not there, twice" in page.text
    page = client.post(address("close"), typed | {"accepted_at": "1 Nov 10:00", "accepted_how": "phone"})
    assert page.context["form"].errors["accepted_at"] == ["This is before they came back."]
    page = client.post(address("close"), typed | {"accepted_at": "10:00", "accepted_how": "phone"}, follow=True)
    assert "Offered by telephone: accepted" in page.text
    interview.refresh_from_db()
    assert interview.outcome == Outcome.ACCEPTED_NOT_DONE


def test_where_it_is_on_record_that_they_accepted_it_is_not_asked_again(client, officer, interview):
    record_offer(actor=officer, interview=interview, method="phone", response="accepted")
    client.force_login(officer)
    assert "When did they accept it?" not in client.get(address("close")).text
    client.post(address("close"), {"outcome": "accepted_not_done", "reason": "Not there", "outcome_at": "now"})
    interview.refresh_from_db()
    assert interview.outcome == Outcome.ACCEPTED_NOT_DONE


def test_a_death_is_put_on_record_and_no_interview_called_off_for_it(client, manager, interview):
    client.force_login(manager)
    page = client.post(address("not_required"), {"why": "died", "reason": "Rang the home"})
    assert "Their death is not on record. Put it on record first" in page.text
    assert "Rang the home" in page.text
    death = reverse("missing:death", args=[interview.episode.young_person.reference])
    assert f'href="{death}"' in page.text
    assert client.get(death).status_code == 200


def test_an_ending_other_than_a_decline_asks_nothing_of_parents(client, officer, interview):
    client.force_login(officer)
    typed = {"outcome": "not_offered_other", "reason": "In hospital", "outcome_at": "now", "asked": "asked"}
    client.post(address("close"), typed)
    interview.refresh_from_db()
    assert interview.outcome == Outcome.NOT_OFFERED_OTHER
    assert not AskedParents.objects.exists()


def test_not_asked_yet_shows_until_they_are(client, officer, declined):
    client.force_login(officer)
    assert "have not been asked yet" in client.get(declined.get_absolute_url()).text
    due = reverse("missing:queue")
    assert "Parents or carers not asked yet" in client.get(due, {"show": "contact_due"}).text
    assert "Choose whether you asked them" in client.post(address("parents"), {"whom": "x"}).text
    page = client.post(address("parents"), {"asked": "not_asked", "why_not": "She must not be told"}, follow=True)
    assert "Parents or carers are not asked." in page.text
    assert "have not been asked yet" not in page.text
    assert "not asked yet" not in client.get(due, {"show": "contact_due"}).text


def test_a_call_in_the_city_stays_due_until_a_manager_accepts_it(client, now, social_worker, manager, declined):
    client.force_login(social_worker)
    page = client.post(
        address("contact"), {"contact_on": "today", "method": "phone", "note": "Sounds well"}, follow=True
    )
    assert "Written down, and still due. In the city a visit is expected." in said(page)
    assert "not enough to settle" in page.text
    assert client.get(address("accept_contact")).status_code == 403
    assert "A manager may accept it" in client.get(address("contact")).text
    client.force_login(manager)
    assert "Accept it as enough" in client.get(declined.get_absolute_url()).text
    assert "Accept it as enough" in client.get(address("contact")).text
    assert "Write why this contact is enough" in client.post(address("accept_contact"), {"accept-because": ""}).text
    page = client.post(address("accept_contact"), {"accept-because": "His school saw him today"}, follow=True)
    assert "Harjit Sandhu: His school saw him today" in page.text
    assert "No contact waits" in said(client.get(address("accept_contact"), follow=True))


def test_a_manager_says_that_none_is_required_and_reopens_it(client, manager, interview, officer):
    client.force_login(officer)
    assert "No interview is required" not in client.get(interview.get_absolute_url()).text
    client.force_login(manager)
    assert "No interview is required" in client.get(interview.get_absolute_url()).text
    page = client.post(address("not_required"), {"why": "turned_18", "reason": "His birthday"})
    assert "They are 16" in page.text
    assert "His birthday" in page.text
    page = client.post(address("not_required"), {"why": "left_country", "reason": "Moved to Spain"}, follow=True)
    assert "They left the country" in page.text
    assert "Harjit Sandhu" in page.text
    assert "Write why it is reopened" in client.post(address("reopen"), {"why": ""}).text
    page = client.post(address("reopen"), {"why": "He is back in the city"}, follow=True)
    assert "Reopened; it was “not required”." in page.text
    assert "He is back in the city" in page.text
    assert "Record the interview" in page.text
    assert "This interview is open" in client.post(address("reopen"), {"why": "Again"}).text


def test_a_refusal_stays_on_the_page_when_they_talk_later(client, now, officer, declined):
    complete_interview(
        actor=officer,
        interview=declined,
        outcome_at=now,
        method="video",
        independence="independent",
        account="Wanted to talk after all.",
    )
    client.force_login(officer)
    page = client.get(declined.get_absolute_url())
    assert "Completed" in page.text
    assert "Declined by the young person." in page.text
    assert "Does not want to talk." in page.text


def test_a_page_of_a_decline_with_all_that_follows_takes_nine_queries(
    client, now, officer, social_worker, declined, django_assert_max_num_queries
):
    record_contact(actor=social_worker, interviews=[declined], contact_on=now.date(), method="phone")
    client.force_login(officer)
    client.get(address("contact"))
    with django_assert_max_num_queries(9):
        client.get(declined.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(address("contact"))


def test_who_asks_for_somebody_else_has_not_declined_until_that_was_offered(client, officer, interview):
    client.force_login(officer)
    assert f'<a href="{address("wish")}">write whom they want</a>' in client.get(address("close")).text
    typed = {"outcome": "declined", "decline_reason": "wants_somebody_else", "outcome_at": "now", "asked": "not_yet"}
    page = client.post(address("close"), typed | {"reason": "Only to a woman"})
    assert page.context["form"].errors["decline_reason"] == [WHOM_FIRST]
    assert "Only to a woman" in page.text
    interview.refresh_from_db()
    assert interview.is_to_do
    client.post(address("wish"), {"wished_name": "A woman"})
    client.post(address("close"), typed | {"reason": "Only to a woman, and none could come"})
    interview.refresh_from_db()
    assert interview.outcome == "declined"
    assert interview.reason.startswith("Wants to talk to somebody else. Only to a woman")
