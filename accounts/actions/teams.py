from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Lower

from accounts.access import ActionRefused, require
from accounts.models import Service, Team, User
from accounts.rules import Can


@transaction.atomic
def add_team(*, actor: User, name: str, service: Service | None) -> Team:
    """Raises ActionRefused for a name that another team has."""
    require(actor, Can.MANAGE_USERS)
    _refuse_same_name(Team(name=name))
    return Team.objects.create(name=name, service=service)


@transaction.atomic
def change_team(*, actor: User, team: Team, name: str, service: Service | None) -> Team:
    """Rename a team or move it to another service. Raises ActionRefused for a name that another team has."""
    require(actor, Can.MANAGE_USERS)
    current = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    current.name, current.service = name, service
    _refuse_same_name(current)
    current.save()
    return current


@transaction.atomic
def add_service(
    *,
    actor: User,
    name: str,
    teams: Iterable[Team] = (),
    managers: Iterable[User] = (),
    email_recipients: Iterable[User] = (),
) -> Service:
    """Make a service of these teams, which leave the ones they are in.

    Raises ActionRefused for a name that another service has.
    """
    require(actor, Can.MANAGE_USERS)
    _refuse_same_name(Service(name=name))
    service = Service.objects.create(name=name)
    _put_teams(service, teams)
    service.managers.set(managers)
    service.email_recipients.set(email_recipients)
    return service


@transaction.atomic
def change_service(
    *,
    actor: User,
    service: Service,
    name: str,
    teams: Iterable[Team],
    managers: Iterable[User],
    email_recipients: Iterable[User],
) -> Service:
    """Rename a service, and say which teams are in it, who manages it and who gets its weekly e-mail.

    Raises as `add_service`.
    """
    require(actor, Can.MANAGE_USERS)
    current = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    current.name = name
    _refuse_same_name(current)
    current.save()
    _put_teams(current, teams)
    current.managers.set(managers)
    current.email_recipients.set(email_recipients)
    return current


@transaction.atomic
def name_weekly_recipients(*, actor: User, service: Service, email_recipients: Iterable[User]) -> Service:
    """Say who gets the weekly e-mail of a service that the actor manages; nobody is its managers.

    Raises ActionRefused for a service of somebody else's.
    """
    require(actor, Can.NAME_WEEKLY_RECIPIENTS)
    current = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if not current.managers.filter(pk=actor.pk).exists():
        raise ActionRefused("This is for whoever manages the service, or an administrator.")
    current.email_recipients.set(email_recipients)
    return current


def _put_teams(service: Service, teams: Iterable[Team]) -> None:
    """These and no others are in it; one that was and is not any more is in none."""
    ids = [team.pk for team in teams]
    service.teams.exclude(pk__in=ids).update(service=None)
    Team.objects.filter(pk__in=ids).update(service=service)


def _refuse_same_name(named: Team | Service) -> None:
    others = type(named)._default_manager.exclude(pk=named.pk).annotate(lower=Lower("name"))
    if others.filter(lower=named.name.lower()).exists():
        raise ActionRefused(f"There is a {named._meta.verbose_name} of that name already.", field="name")
