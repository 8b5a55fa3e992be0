from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import Team, User
from accounts.rules import Role
from missing.models import Episode, ReturnInterview
from people.models import YoungPerson
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def now():
    """Monday 23 November 2026, noon in London."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def team(db) -> Team:
    return TeamFactory()


@pytest.fixture
def social_worker(team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Dana Whit")


@pytest.fixture
def other_worker(db) -> User:
    """A social worker of another team."""
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()], full_name="Sam Okoro")


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair")


@pytest.fixture
def analyst(db) -> User:
    return UserFactory(roles=[Role.ANALYST])


@pytest.fixture
def young_person(team, social_worker) -> YoungPerson:
    return YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team, social_worker=social_worker)


@pytest.fixture
def episode(now, young_person) -> Episode:
    """Missing now, for 20 hours."""
    return EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=20), reference="E1")


@pytest.fixture
def interview(now, young_person) -> ReturnInterview:
    """They came back 24 hours ago; the team's own record."""
    past = EpisodeFactory(
        young_person=young_person, started_at=now - timedelta(hours=30), returned=True, reference="E2"
    )
    return ReturnInterviewFactory(episode=past)
