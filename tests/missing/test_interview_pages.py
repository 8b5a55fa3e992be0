"""One interview: its steps, how it ended, the contact after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from alerts.actions import raise_alerts
from missing.actions import book_interview, close_without_interview, complete_interview, mark_harm_told
from missing.models import StrategyDiscussion
from tests.declines import DECLINE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_offers_and_attempts_are_written_down_in_a_line(client, officer, interview):
    client.force_login(officer)
    client.post(
        reverse("missing:add_offer", args=["E2"]),
        {"offer-method": "phone", "offer-response": "thinking", "offer-note": "Ring at six"},
    )
    client.post(reverse("missing:add_attempt", args=["E2"]), {"attempt-method": "phone", "attempt-result": "no_answer"})
    page = client.get(interview.get_absolute_url())
    assert "Offered by telephone: thinking about it." in page.text
    assert "Tried telephone: no answer." in page.text
    assert "1 attempt: no answer, telephone" in client.get(reverse("missing:queue")).text


def test_a_bad_offer_is_said_beside_it_with_the_attempt_form_still_there(client, officer, interview):
    client.force_login(officer)
    typed = {
        "offer-method": "phone",
        "offer-response": "thinking",
        "offer-note": "Six",
        "offer-offered_at": "1 Nov 10:00",
    }
    page = client.post(reverse("missing:add_offer", args=["E2"]), typed)
    assert "This is before they came back" in page.text
    assert 'value="Six"' in page.text
    attempt = {"attempt-method": "phone", "attempt-result": "no_answer", "attempt-attempted_at": "1 Nov 10:00"}
    assert "before they came back" in client.post(reverse("missing:add_attempt", args=["E2"]), attempt).text


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("missing:add_offer", {"offer-method": "phone", "offer-response": "accepted", "offer-note": "On Tuesday"}),
        (
            "missing:add_attempt",
            {"attempt-method": "phone", "attempt-result": "no_answer", "attempt-note": "Twice"},
        ),
    ],
)
def test_what_was_typed_stays_beside_the_refusal_where_it_was_closed_meanwhile(
    client, now, officer, manager, interview, address, typed
):
    close_without_interview(
        actor=manager, interview=interview, outcome="declined", outcome_at=now, reason="No", **DECLINE
    )
    client.force_login(officer)
    page = client.post(reverse(address, args=["E2"]), typed)
    (form,) = (form for form in (page.context["offer_form"], page.context["attempt_form"]) if form.is_bound)
    (refusal,) = form.non_field_errors()
    summary, beside = page.text.split('class="in-line"')
    assert f"<li>{refusal}</li>" in summary
    assert f"</span> {refusal}</p>" in beside
    note = next(value for name, value in typed.items() if name.endswith("note"))
    assert f'value="{note}"' in beside


def test_declined_needs_a_reason_and_a_contact_falls_due(client, officer, social_worker, interview):
    client.force_login(officer)
    address = reverse("missing:close", args=["E2"])
    typed = {"outcome": "declined", "outcome_at": "now", "reason": "Said it twice", "asked": "not_yet"}
    page = client.post(address, typed)
    assert "Choose why they declined" in page.text
    assert "Said it twice" in page.text
    assert "Write the reason" in client.post(address, {"outcome": "not_offered_other", "outcome_at": "now"}).text
    page = client.post(address, typed | {"decline_reason": "no_trust"}, follow=True)
    assert "A social work contact is due by 30 November" in page.text
    assert "Does not trust services. Said it twice" in page.text
    assert "Jude Farrow" in client.get(reverse("missing:queue"), {"show": "contact_due"}).text
    client.force_login(social_worker)
    contact = reverse("missing:contact", args=["E2"])
    assert "not come yet" in client.post(contact, {"contact_on": "30/11/2026", "method": "visit"}).text
    page = client.post(contact, {"contact_on": "today", "method": "visit", "note": "Safe"}, follow=True)
    assert "Visit, Mon 23 Nov. Safe" in page.text


def test_a_closed_interview_is_not_closed_again(client, officer, interview):
    client.force_login(officer)
    address = reverse("missing:close", args=["E2"])
    typed = {"outcome": "declined", "decline_reason": "other", "outcome_at": "now", "asked": "not_yet"}
    client.post(address, typed)
    assert "This interview is closed" in client.post(address, typed).text


def words(page):
    return " ".join(strip_tags(page.text).split())


def held(**facts):
    how = {"method": "video", "independence": "independent", "account": "Was at the fair."}
    return how | facts


def test_how_it_ended_is_the_last_of_the_steps_with_who_and_when(client, now, officer, interview):
    book_interview(actor=officer, interview=interview, meets_at=now + DAY, method="video", at=now)
    complete_interview(
        actor=officer, interview=interview, outcome_at=now + HOUR, at=now + 2 * HOUR,
        **held(interviewer_name="Ifa Moss of Listening Ear"),
    )  # fmt: skip
    client.force_login(officer)
    text = words(client.get(interview.get_absolute_url()))
    last, first = text.partition("Steps so far")[2].split("Booked for")
    assert f"Today, 13:00, {officer.full_name} Completed. Interviewer: Ifa Moss of Listening Ear." in last
    assert "held before this time" in first
    assert "cancelled" not in text


def test_the_summary_says_that_harm_was_told_and_when_it_was_passed_on(client, now, officer, interview):
    complete_interview(
        actor=officer, interview=interview, outcome_at=now, at=now, **held(harm="Somebody hurt them.")
    )  # fmt: skip
    client.force_login(officer)
    page = interview.get_absolute_url()
    text = words(client.get(page))
    assert "Harm told Yes, written down today 12:00. Not passed on yet." in text
    raise_alerts(at=now + timedelta(minutes=2))
    text = words(client.get(page))
    assert "Harm told Yes, written down today 12:00. Passed on today 12:02." in text
    assert "Harm told. Passed on today 12:02." in text


def test_the_summary_says_by_whom_and_leads_to_the_discussion(client, now, officer, interview):
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hits me.", by_whom="home", at=now)
    complete_interview(actor=officer, interview=interview, outcome_at=now, at=now, **held())
    client.force_login(officer)
    page = client.get(interview.get_absolute_url())
    assert "Done by A carer or staff where they live" in words(page)
    discussion = StrategyDiscussion.objects.get()
    assert f'<a href="{discussion.get_absolute_url()}">{discussion.reference}</a>' in page.text


def test_that_harm_was_told_is_not_for_who_logged_the_episode_alone(client, now, officer, interview, other_worker):
    interview.episode.logged_by = other_worker
    interview.episode.save()
    mark_harm_told(actor=officer, interview=interview, what_was_told="Somebody hurt them.", at=now)
    client.force_login(officer)
    assert "Harm told." in client.get(interview.get_absolute_url()).text
    client.force_login(other_worker)
    page = client.get(interview.get_absolute_url())
    assert page.status_code == 200
    assert "Harm told" not in page.text
