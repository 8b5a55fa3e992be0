"""A death that is taken back: whoever was told that they are missing is told again, and the list asks anew."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import record_death, report_missing, take_death_back
from missing.codes import Category
from missing.models import Episode
from missing.telling import outstanding, with_tell_facts
from tests.factories import UserFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu", phone="01632 960104")


@pytest.fixture
def gone(now, social_worker, manager, officer, young_person) -> Episode:
    """Missing, told of and mailed."""
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - HOUR
    )
    raise_alerts(at=now)
    send_outgoing_email(at=now)
    return episode


def told_of() -> set[tuple[str, str]]:
    return set(Alert.objects.standing().values_list("stage__kind", "user__full_name"))


def test_the_new_episode_is_told_again(
    client: Client, now, social_worker, manager, officer, young_person, gone
) -> None:
    before = told_of()
    assert ("new_episode", "Harjit Sandhu") in before
    assert outstanding(with_tell_facts(Episode.objects.filter(pk=gone.pk)).get())
    record_death(actor=social_worker, young_person=young_person, died_on=now.date(), found_at=now, at=now + HOUR / 4)
    raise_alerts(at=now + HOUR / 3)
    assert not told_of()
    take_death_back(actor=manager, young_person=young_person, why="Another child", at=now + HOUR / 2)
    raise_alerts(at=now + HOUR / 2)
    assert told_of() == before
    client.force_login(manager)
    assert "New episode logged" in client.get("/alerts/").text
    assert outstanding(with_tell_facts(Episode.objects.filter(pk=gone.pk)).get())
    assert OutgoingEmail.objects.waiting().filter(kind="new_episode", to_user=manager).exists()
