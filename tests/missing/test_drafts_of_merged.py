"""What was being typed of a record that was merged meanwhile is offered in the form of the one that stands."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.drafts import save_draft
from accounts.models import Draft, User
from accounts.rules import Role
from people.actions import merge_records, unmerge_records
from people.models import RecordMerge, YoungPerson
from tests.factories import UserFactory, YoungPersonFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def twice(team) -> YoungPerson:
    return YoungPersonFactory(first_name="Judith", last_name="Farow", team=team, reference="YPB")


@pytest.fixture
def boss(db) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER])


@pytest.fixture
def merge(now, boss, young_person, twice, social_worker) -> RecordMerge:
    save_draft(social_worker, f"log_episode:{twice.pk}", {"circumstances": ["Wears a red coat"]}, now - HOUR)
    save_draft(social_worker, f"strategy_ask:{twice.pk}", {"reason": ["Three times in a week"]}, now - HOUR)
    return merge_records(actor=boss, kept=young_person, merged=twice, reason="The same birthday and school")


def log_form(reference: str) -> str:
    return reverse("missing:log_episode_for", args=[reference])


def test_it_is_offered_where_its_address_leads_and_goes_when_it_is_sent(client, social_worker, young_person, merge):
    client.force_login(social_worker)
    page = client.get(log_form("YPB"), follow=True)
    assert page.redirect_chain == [(log_form(young_person.reference), 302)]
    assert "Wears a red coat" in page.text
    assert "Wears a red coat" in client.get(log_form(young_person.reference)).text, "and again, until it is sent"
    url = reverse("missing:ask_for_strategy_discussion", args=["YPB"])
    assert "Three times in a week" in client.get(url, follow=True).text
    typed = {"category": "missing", "started_at": "an hour ago", "circumstances": "Wears a red coat"}
    typed |= {"reported_by": "Home", "draft_since": page.context["kept"].since}
    assert client.post(log_form(young_person.reference), typed).status_code == 302
    assert not Draft.objects.filter(key__startswith="log_episode").exists()


def test_what_they_type_into_that_one_is_not_written_over(client, now, social_worker, young_person, merge) -> None:
    save_draft(social_worker, f"log_episode:{young_person.pk}", {"circumstances": ["Black coat"]}, now - 2 * HOUR)
    client.force_login(social_worker)
    page = client.get(log_form(young_person.reference)).text
    assert "Black coat" in page
    assert "Wears a red coat" not in page
    assert Draft.objects.filter(key__startswith="log_episode").count() == 2


def test_nobody_else_is_offered_it(client, manager, young_person, merge) -> None:
    client.force_login(manager)
    assert "Wears a red coat" not in client.get(log_form(young_person.reference)).text


def test_two_again_it_is_offered_where_it_was(client, boss, social_worker, young_person, merge) -> None:
    unmerge_records(actor=boss, merge=merge, reason="Two people")
    client.force_login(social_worker)
    assert "Wears a red coat" not in client.get(log_form(young_person.reference)).text
    assert "Wears a red coat" in client.get(log_form("YPB")).text
