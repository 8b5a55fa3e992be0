"""Teams that nobody manages: what their manager would decide waits, and of missing and harm others are told instead."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Team, User
from accounts.rules import Role


def has_team_manager(team: str = "pk", besides: User | None = None) -> Exists:
    """Whether somebody who works here manages the team of the outer query, which `team` names; who `besides` whom."""
    managers = User.objects.holding(Role.TEAM_MANAGER).filter(teams=OuterRef(team))
    return Exists(managers.exclude(pk=besides.pk) if besides else managers)


def managed_by_them_alone(user: User) -> QuerySet[Team]:
    """The teams that would have no manager without this one."""
    if not user.is_here or Role.TEAM_MANAGER not in user.held_roles:
        return Team.objects.none()
    return Team.objects.filter(~has_team_manager(besides=user), members=user)


def without_team_manager(teams: QuerySet[Team]) -> QuerySet[Team]:
    return teams.filter(~has_team_manager())
