"""Whom to ring about a record that few may open."""

from collections.abc import Iterable

from accounts.models import User
from accounts.rules import Role


def service_managers_to_ring() -> str:
    """`Mo Keane on 01632 960101 or …`: who knows of restricted records."""
    return named_to_ring(User.objects.holding(Role.SERVICE_MANAGER)[:3]) or "the service manager"


def named_to_ring(users: Iterable[User]) -> str:
    """Each by name, with their telephone where it is on record; empty for nobody."""
    return " or ".join(f"{user.full_name} on {user.phone}" if user.phone else user.full_name for user in users)
