"""One contact after several declines: it settles those that it is enough for, and says which are still due."""

from datetime import timedelta

import pytest
from django.urls import reverse

from missing.actions import accept_contact, record_contact
from missing.codes import Outcome
from missing.models import ReturnInterview, SocialWorkContact
from tests.factories import EpisodeFactory, PersonAroundFactory, ReturnInterviewFactory
from tests.said import said

DAY = timedelta(days=1)


@pytest.fixture
def declined(now, young_person):
    """`declined("E50", days=8, is_out_of_area=True)`: an interview declined so many days ago."""

    def make(reference: str, *, days: int, is_out_of_area: bool) -> ReturnInterview:
        episode = EpisodeFactory(
            young_person=young_person,
            started_at=now - (days + 1) * DAY,
            returned_at=now - (days + 1) * DAY + timedelta(hours=2),
            reference=reference,
            is_out_of_area=is_out_of_area,
        )
        day = (now - days * DAY).date()
        return ReturnInterviewFactory(
            episode=episode, outcome=Outcome.DECLINED, outcome_at=now - days * DAY, contact_due_on=day + 7 * DAY
        )

    return make


@pytest.fixture
def two(declined):
    """Declined far away, where a call is the least; and since in the city, where a visit is expected."""
    return declined("E50", days=8, is_out_of_area=True), declined("E51", days=5, is_out_of_area=False)


def contact(reference: str) -> str:
    return reverse("missing:contact", args=[reference])


def test_a_call_that_is_enough_for_one_says_which_is_still_due(client, social_worker, two) -> None:
    client.force_login(social_worker)
    page = client.get(contact("E50"))
    assert "2 declined interviews wait for one, and a visit settles them all." in page.text
    page = client.post(contact("E50"), {"contact_on": "today", "method": "phone", "note": "Well"}, follow=True)
    assert "Contact recorded for E50. Still due after E51: in the city a visit is expected." in said(page)
    assert [one.reference for one in due()] == ["E51"]
    assert "not enough to settle the contact that is due" in client.get(two[1].get_absolute_url()).text


def test_what_was_declined_after_the_contact_is_said_to_be_due_still(client, now, social_worker, two) -> None:
    client.force_login(social_worker)
    day = f"{now - 6 * DAY:%d/%m/%Y}"
    page = client.post(contact("E50"), {"contact_on": day, "method": "visit"}, follow=True)
    assert "Contact recorded for E50. Still due after E51: it was declined after that day." in said(page)
    assert [one.reference for one in due()] == ["E51"]


def test_one_that_settles_all_says_no_more(client, social_worker, two) -> None:
    client.force_login(social_worker)
    page = client.post(contact("E51"), {"contact_on": "today", "method": "visit"}, follow=True)
    assert "Contact recorded." in said(page)
    assert "Still due" not in said(page)
    assert not due()


def test_a_manager_accepts_for_the_one_what_settled_the_other(client, now, social_worker, manager, two) -> None:
    record_contact(actor=social_worker, interviews=two, contact_on=now.date(), method="phone")
    client.force_login(manager)
    assert "Accept it as enough" in client.get(two[1].get_absolute_url()).text
    assert "Accept it as enough" in client.get(contact("E51")).text
    client.post(reverse("missing:accept_contact", args=["E51"]), {"accept-because": "Seen at school"})
    assert not due()
    assert [one.contact.method for one in ReturnInterview.objects.order_by("pk")] == ["phone", "phone"]


def test_a_contact_that_settled_two_is_shown_once(client, now, social_worker, manager, two, declined) -> None:
    third = declined("E52", days=4, is_out_of_area=True)
    record_contact(actor=social_worker, interviews=[*two, third], contact_on=now.date(), method="phone")
    client.force_login(manager)
    assert client.get(contact("E51")).text.count("On record, and still due") == 1


def test_a_visit_of_the_day_of_a_later_decline_is_not_offered_to_accept(
    client, now, manager, social_worker, two
) -> None:
    """It is enough, and was before: nobody is asked to take it for enough."""
    record_contact(actor=social_worker, interviews=[two[0]], contact_on=(now - 5 * DAY).date(), method="visit")
    client.force_login(manager)
    assert "Accept it as enough" not in client.get(contact("E51")).text


def test_whom_not_to_tell_stands_before_the_form(client, manager, officer, young_person, two) -> None:
    """The worker who makes the contact meets parents there; why is of the record."""
    PersonAroundFactory(young_person=young_person, name="Dwayne Marsh", relation="father", must_not_know=True)
    client.force_login(manager)
    page = client.get(contact("E50"))
    assert "<b>Dwayne Marsh, father</b> must not be told anything." in page.text


def test_its_page_keeps_to_its_queries(
    client, now, manager, social_worker, young_person, two, django_assert_max_num_queries
) -> None:
    record_contact(actor=social_worker, interviews=two, contact_on=now.date(), method="phone")
    PersonAroundFactory(young_person=young_person, must_not_know=True)
    client.force_login(manager)
    client.get(contact("E51"))
    with django_assert_max_num_queries(12):
        client.get(contact("E51"))


def test_what_is_accepted_already_is_not_accepted_again(now, manager, social_worker, two) -> None:
    record_contact(actor=social_worker, interviews=two, contact_on=now.date(), method="phone")
    accept_contact(actor=manager, contact=SocialWorkContact.objects.get(), because="Seen at school")
    assert not due()


def due() -> list:
    return [one.episode for one in ReturnInterview.objects.contact_due().select_related("episode")]
