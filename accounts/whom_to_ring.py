"""Whom to ring about a record that few may open."""

from accounts.models import User
from accounts.rules import Role


def service_managers_to_ring() -> str:
    """`Mo Keane on 01632 960101 or …`: who knows of restricted records."""
    managers = User.objects.holding(Role.SERVICE_MANAGER)[:3]
    named = [f"{manager.full_name} on {manager.phone}" if manager.phone else manager.full_name for manager in managers]
    return " or ".join(named) or "the service manager"
