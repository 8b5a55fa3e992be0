import pytest
from django.test import Client

from accounts.models import User
from accounts.rules import Role
from tests.factories import UserFactory


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(roles=[Role.ADMINISTRATOR], full_name="Ada Admin")


@pytest.fixture
def worker(db: None) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Dana Whit")


@pytest.fixture
def signed_in(client: Client):
    """A browser in which somebody has signed in: `signed_in(worker)`."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in
