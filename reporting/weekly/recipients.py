"""Who gets the weekly e-mail of a service, and who of them with detail."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from accounts.models import Service, User
from accounts.rules import Can, Role
from people.models.young_person import SEES_OWN_TEAMS, SEES_RESTRICTED_RECORDS, SEES_THE_WHOLE_SERVICE

SEES_EVERY_SERVICE = (*SEES_THE_WHOLE_SERVICE, *SEES_RESTRICTED_RECORDS)


@dataclass(frozen=True)
class Recipient:
    """`with_detail` is false for who gets the numbers and a link alone."""

    user: User
    with_detail: bool

    @property
    def comes_back(self) -> bool:
        """Nothing is sent to them until their address works; then it is."""
        return self.user.email_bounced_at is not None


def recipients_of(service_ids: Iterable[int | None]) -> dict[int | None, list[Recipient]]:
    """By service: the active people named for it, else its managers; of those without a service, duty.

    Where none of them is here, or mail to all of them comes back, the managers of the service too, and else the Missing
    Returns Officers, so that no service's e-mail goes to nobody unseen.
    Detail goes to account holders of that service, at an address in MAIL_ALLOWED_DOMAINS: to nobody before it is set.
    Seven queries at most, whatever the number of services.
    """
    wanted = set(service_ids)
    ids = {service for service in wanted if service is not None}
    people = User.objects.active().with_access().order_by("full_name", "pk")
    services = Service.objects.filter(pk__in=ids).prefetch_related(
        "teams",
        "managers",
        Prefetch("managers", queryset=people, to_attr="active_managers"),
        Prefetch("email_recipients", queryset=people, to_attr="named"),
    )
    found: dict[int | None, list[Recipient]] = {
        service.pk: [
            Recipient(user, is_of_the_service(user, service) and may_be_mailed_detail(user))
            for user in _with_who_is_reached(service.named, service.active_managers)
        ]
        for service in services
    }
    if None in wanted:
        found[None] = _holding(Role.DUTY)
    if not all(map(_reaches_somebody, found.values())):
        officers = _holding(Role.RETURNS_OFFICER)
        found = {
            service: people if _reaches_somebody(people) else [*people, *_others(officers, people)]
            for service, people in found.items()
        }
    return found


def has_detail_at(address: str, service_id: int | None, user_id: int | None) -> bool:
    """Whether the user is to have that service's e-mail with detail now, and this is the address their account has.

    Detail for any other goes nowhere: who reads that mailbox is not known, whatever its domain.
    """
    return any(
        recipient.with_detail and recipient.user.email == address
        for recipient in recipients_of([service_id])[service_id]
        if recipient.user.pk == user_id
    )


def _with_who_is_reached(named: list[User], managers: list[User]) -> list[User]:
    """Who is named, and where mail to all of these comes back, the managers besides."""
    if any(user.email_bounced_at is None for user in named):
        return named
    return [*named, *(user for user in managers if user not in named)]


def _reaches_somebody(recipients: list[Recipient]) -> bool:
    return not all(recipient.comes_back for recipient in recipients)


def _others(officers: list[Recipient], people: list[Recipient]) -> list[Recipient]:
    users = {recipient.user.pk for recipient in people}
    return [officer for officer in officers if officer.user.pk not in users]


def _holding(role: Role) -> list[Recipient]:
    users = User.objects.holding(role).order_by("full_name", "pk")
    return [Recipient(user, may_be_mailed_detail(user)) for user in users]


def is_of_the_service(user: User, service: Service | None) -> bool:
    """Whether the user has a role that sees every service, or one that sees the records of a team and works in one of
    its teams or manages it; of the young people without a service, duty is.

    The rule for the mail and for the page behind its link. Who opens single records by a grant (an interviewer, an
    auditor, a reviewing officer, the MACE chair, duty) is not, nor whose roles open none, whatever their team: the
    detail is of all.
    """
    if not user.can(Can.SEE_RECORDS):
        return False
    if user.holds(*SEES_EVERY_SERVICE):
        return True
    if service is None:
        return user.holds(Role.DUTY)
    if not user.holds(*SEES_OWN_TEAMS):
        return False
    teams = {team.pk for team in service.teams.all()}
    return not teams.isdisjoint(user.team_ids) or user in service.managers.all()


def may_be_mailed_detail(user: User) -> bool:
    """Whether the user's address is in the allowed domains; none is where none are set."""
    allowed = {domain.lower().lstrip("@") for domain in settings.MAIL_ALLOWED_DOMAINS}
    return user.email.rpartition("@")[2] in allowed


def what_they_get(user: User, service: Service) -> str:
    """`Team manager. Initials and details.`: the roles of somebody who is, or may be, named for the service, and why
    they would get the numbers and a link alone, or nothing."""
    names = dict(Role.choices)
    roles = ", ".join(names[role] for role in sorted(user.held_roles) if role in names) or "No role"
    if user.email_bounced_at:
        return f"{roles}. Nothing arrives: e-mail to {user.email} comes back."
    if not user.holds(*SEES_EVERY_SERVICE, *SEES_OWN_TEAMS) and user.can(Can.SEE_RECORDS):
        return f"{roles}. Numbers and a link alone: opens single records, not those of a service."
    if not is_of_the_service(user, service):
        return f"{roles}. Numbers and a link alone: does not work in this service, or opens no records."
    if not may_be_mailed_detail(user):
        return f"{roles}. Numbers and a link alone: {user.email} is not at an address for details."
    return f"{roles}. Initials and details."
