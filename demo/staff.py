"""Accounts of the demo council's workers, with the one password that `--logins` tells."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Service, Team, User
from accounts.rules import Role
from demo.roster import EVERYBODY, ONE_A_ROLE, TEAMS, Worker

PASSWORD = "northcliffe-demo"


@transaction.atomic
def add_staff() -> dict[str, User]:
    """Make services, teams and users, and return the users by `Worker.key`.

    Written directly: `accounts.actions` needs an administrator, and the first accounts have none yet.
    """
    services = {name: Service.objects.create(name=name) for name in dict.fromkeys(TEAMS.values())}
    teams = {name: Team.objects.create(name=name, service=services[service]) for name, service in TEAMS.items()}
    groups = {group.name: group for group in Group.objects.filter(name__in=Role)}
    hashed = make_password(PASSWORD)
    staff = {}
    for worker in EVERYBODY:
        user = User(
            email=worker.email, full_name=worker.name, job_title=worker.job, phone=worker.phone, password=hashed
        )
        user.save()
        user.groups.set([groups[role] for role in worker.roles])
        user.teams.set([teams[team] for team in worker.teams])
        staff[worker.key] = user
    for name, service in services.items():
        heads = [worker for worker in EVERYBODY if worker.manages == name]
        managers = [w for w in EVERYBODY if Role.TEAM_MANAGER in w.roles and any(TEAMS[t] == name for t in w.teams)]
        hub = [w for w in EVERYBODY if Role.HUB in w.roles]
        service.managers.set([staff[worker.key] for worker in heads])
        service.email_recipients.set([staff[worker.key] for worker in (*heads, *managers, *hub)])
    return staff


def logins() -> str:
    """The demo logins as a table for the terminal, one a role, or a sentence where there are none."""
    users = {user.email: user for user in User.objects.active().filter(email__in=[w.email for w in ONE_A_ROLE])}
    there = [worker for worker in ONE_A_ROLE if worker.email in users]
    if not there:
        return "There are no demo logins here: this copy does not hold the demo council."
    is_ours = {encoded: check_password(PASSWORD, encoded) for encoded in {user.password for user in users.values()}}
    rows = [("Role", "Name", "E-mail", "Password", "Begin with")]
    rows += [_row(worker, is_ours[users[worker.email].password]) for worker in there]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join([*(f"{row[n]:{widths[n]}}" for n in range(4)), row[4]]) for row in rows)


def _row(worker: Worker, has_the_password: bool) -> tuple[str, str, str, str, str]:
    role = worker.roles[0].label.split(" (")[0]
    return role, worker.name, worker.email, PASSWORD if has_the_password else "changed", worker.begin_with
