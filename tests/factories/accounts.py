from collections.abc import Iterable
from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from accounts.models import Service, Team, User
from accounts.rules import Role


class ServiceFactory(DjangoModelFactory[Service]):
    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Service {n}")


class TeamFactory(DjangoModelFactory[Team]):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Care Team {n}")
    service = factory.SubFactory(ServiceFactory)


class UserFactory(DjangoModelFactory[User]):
    """`roles=[Role.…]` and `teams=[…]` are given as lists. Nobody has a password: tests sign in by `force_login`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"worker{n}@northcliffe.example")
    full_name = factory.Sequence(lambda n: f"Worker Number{n}")
    password = "!"

    @factory.post_generation
    def roles(user: User, create: bool, roles: Iterable[Role] | None, **kwargs: Any) -> None:  # noqa: N805
        if roles:
            # Made again where they are gone: a test with transactions of its own empties every table behind it.
            user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])

    @factory.post_generation
    def teams(user: User, create: bool, teams: Iterable[Team] | None, **kwargs: Any) -> None:  # noqa: N805
        if teams:
            user.teams.set(teams)
