"""The people of the access tests: own team, another team, an outsider; and those who decide."""

import pytest
from django.test import Client

from accounts.models import Team, User
from accounts.rules import Role
from people.models import YoungPerson
from tests.factories import TeamFactory, UserFactory, YoungPersonFactory


@pytest.fixture
def team(db: None) -> Team:
    return TeamFactory(name="Care Team North")


@pytest.fixture
def worker(team: Team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Dana Whit")


@pytest.fixture
def other_worker(db: None) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()], full_name="Sam Okoro")


@pytest.fixture
def outsider(db: None) -> User:
    """Somebody without any case work."""
    return UserFactory(roles=[Role.ANALYST])


@pytest.fixture
def reader(db: None) -> User:
    """Reads records and changes none."""
    return UserFactory(roles=[Role.REVIEWING_OFFICER])


@pytest.fixture
def manager(team: Team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Mo Manager")


@pytest.fixture
def service_manager(db: None) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service", phone="01902 555123")


@pytest.fixture
def kayden(team: Team, worker: User, reader: User) -> YoungPerson:
    return YoungPersonFactory(
        reference="YP00096",
        first_name="Kayden",
        last_name="Marsh",
        team=team,
        social_worker=worker,
        reviewing_officer=reader,
    )


@pytest.fixture
def signed_in(client: Client):
    """A browser in which somebody has signed in: `signed_in(worker)`."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in
