from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.actions import make_api_token
from accounts.models import Team, User
from accounts.rules import Role
from missing.models import Episode, ReturnInterview
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    """Monday 23 November 2026, noon in London."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def team(db) -> Team:
    return TeamFactory(name="Care Team North")


@pytest.fixture
def worker(team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], email="dana@northcliffe.example")


@pytest.fixture
def other_worker(db) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()])


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], email="priya@northcliffe.example")


@pytest.fixture
def person(team) -> YoungPerson:
    return YoungPersonFactory(reference="YP1", first_name="Jude", last_name="Farrow", team=team)


@pytest.fixture
def episode(now, person) -> Episode:
    """Missing now, for 20 hours."""
    return EpisodeFactory(young_person=person, started_at=now - timedelta(hours=20), reference="E1")


@pytest.fixture
def interview(now, person) -> ReturnInterview:
    """They came back 24 hours ago."""
    past = EpisodeFactory(young_person=person, started_at=now - timedelta(hours=30), returned=True, reference="E2")
    return ReturnInterviewFactory(episode=past)


@pytest.fixture
def program_of(client: Client) -> Callable[..., Client]:
    """A program that sends that user's token."""

    def program(user: User, name: str = "tests", days: int = 30) -> Client:
        _, secret = make_api_token(actor=user, name=name, days=days)
        return Client(headers={"Authorization": f"Bearer {secret}"}, enforce_csrf_checks=True)

    return program
