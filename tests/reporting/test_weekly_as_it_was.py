"""A weekly e-mail is read later as it was; what must not be told any more leaves it."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Service, User
from accounts.rules import Role
from alerts.models import OutgoingEmail
from missing.actions import unvoid_episode, void_episode
from people.actions import merge_records
from people.models import YoungPerson
from reporting.actions import send_weekly_email
from tests.factories import EpisodeFactory, TeamFactory, UserFactory, YoungPersonFactory
from tests.reporting.weekly import CUT_OFF, HOUR, TEN, built, references, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(young_person: Any) -> YoungPerson:
    """Missing at the cut-off."""
    person: YoungPerson = young_person(reference="YP1", first_name="Kayden")
    EpisodeFactory(young_person=person, started_at=CUT_OFF - HOUR, reference="E1")
    return person


@pytest.fixture
def manager() -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER])


def test_after_a_move_to_another_team_and_worker_it_says_what_it_said(service: Service, child: YoungPerson) -> None:
    email = send_weekly_email(actor=None, email=built(), at=TEN)
    before = section_of(email, service)
    child.team, child.social_worker, child.reference = TeamFactory(), UserFactory(), "YP9"
    child.save()
    assert section_of(email, service) == before


def test_who_is_restricted_later_is_counted_and_not_named_on_the_page(
    client: Client, service: Service, child: YoungPerson, officer: User
) -> None:
    email = send_weekly_email(actor=None, email=built(), at=TEN)
    child.is_restricted = True
    child.save()
    client.force_login(officer)
    page = client.get(email.get_absolute_url()).content.decode()
    assert "1 restricted: ask Priya Nair" in page
    assert "YP1" not in page


def test_a_record_merged_later_stands_as_it_was_until_the_kept_one_is_restricted(
    service: Service, child: YoungPerson, manager: User
) -> None:
    email = send_weekly_email(actor=None, email=built(), at=TEN)
    kept = YoungPersonFactory(reference="YP2")
    merge_records(actor=manager, kept=kept, merged=child, reason="The same birthday and school")
    assert references(section_of(email, service))["missing_now"] == ["YP1"]
    YoungPerson.objects.filter(pk=kept.pk).update(is_restricted=True)
    section = section_of(email, service)
    assert (section.lists[0].rows, section.lists[0].restricted) == ([], 1)


def test_who_has_died_since_is_named_nowhere(service: Service, child: YoungPerson, manager: User) -> None:
    email = send_weekly_email(actor=None, email=built(), at=TEN)
    child.died_on = CUT_OFF.date()
    child.save()
    assert section_of(email, service).is_empty
    kept = YoungPersonFactory()
    YoungPerson.objects.filter(pk=child.pk).update(died_on=None, merged_into=kept)
    assert not section_of(email, service).is_empty
    YoungPerson.objects.filter(pk=kept.pk).update(died_on=CUT_OFF.date())
    assert section_of(email, service).is_empty


def test_an_episode_voided_before_the_sending_is_left_out_and_that_is_said(
    service: Service, child: YoungPerson, manager: User
) -> None:
    service.email_recipients.add(manager)
    email = built()
    void_episode(actor=manager, episode=child.episodes.get(), reason="Logged in error")
    send_weekly_email(actor=None, email=email, at=TEN)
    mail = OutgoingEmail.objects.get()
    for body in (mail.text, mail.html):
        assert "YP1" not in body
        assert "1 left out: logged in error or twice" in body


def test_an_episode_voided_after_the_sending_stands_as_they_were_told(
    service: Service, child: YoungPerson, manager: User
) -> None:
    email = built()
    episode = void_episode(actor=manager, episode=child.episodes.get(), reason="Logged in error")
    assert references(section_of(email, service))["missing_now"] == []
    unvoid_episode(actor=manager, episode=episode, reason="It was right")
    email = send_weekly_email(actor=None, email=email, at=TEN)
    void_episode(actor=manager, episode=episode, reason="Logged in error")
    assert references(section_of(email, service))["missing_now"] == ["YP1"]
