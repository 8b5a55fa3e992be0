from typing import Any

import pytest

from accounts.models import Service, User
from accounts.rules import Role
from tests.factories import (
    ServiceFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)


@pytest.fixture
def service() -> Service:
    manager = UserFactory(full_name="Priya Nair", roles=[Role.SERVICE_MANAGER])
    service = ServiceFactory(name="Children in care")
    service.managers.add(manager)
    return service


@pytest.fixture
def young_person(service: Service) -> Any:
    return lambda **about: YoungPersonFactory(team=TeamFactory(service=service), **about)


@pytest.fixture
def officer() -> User:
    return UserFactory(full_name="Ruth Obi", roles=[Role.RETURNS_OFFICER])
