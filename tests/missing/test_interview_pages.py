"""One interview: its steps, how it ended, the contact after."""

from django.urls import reverse


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
