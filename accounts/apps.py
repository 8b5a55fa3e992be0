from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Users, teams and roles"

    def ready(self) -> None:
        from accounts import registrations
        from accounts.migrating import check_steps

        registrations.register()
        checks.register(check_steps, checks.Tags.database)
        post_migrate.connect(make_roles, sender=self)


def make_roles(using: str, **facts: Any) -> None:
    """A group for each role, also where somebody emptied every table (`manage.py flush`, tests with transactions)."""
    from django.contrib.auth.models import Group

    from accounts.rules import Role

    there = set(Group.objects.using(using).filter(name__in=Role).values_list("name", flat=True))
    Group.objects.using(using).bulk_create([Group(name=role) for role in Role if role not in there])
