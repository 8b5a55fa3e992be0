from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.actions.addresses import OF_THE_ADDRESS, trust
from accounts.actions.roles import refuse_what_would_stay
from accounts.models import Team, User
from accounts.rules import Can, Role


@transaction.atomic
def add_user(
    *,
    actor: User,
    full_name: str,
    email: str,
    roles: Iterable[str],
    teams: Iterable[Team] = (),
    job_title: str = "",
    phone: str = "",
    ends_on: date | None = None,
) -> User:
    """Make an account. It has no password yet: nobody can sign in with it until one is set.

    `ends_on` is its last day. Raises ActionRefused for an e-mail address that somebody has, and for a last day past.
    """
    require(actor, Can.MANAGE_USERS)
    user = User(full_name=full_name, email=email.lower(), job_title=job_title, phone=phone, ends_on=ends_on)
    _refuse_past(user)
    _refuse_taken(user)
    user.set_unusable_password()
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    user.teams.set(teams)
    return user


@transaction.atomic
def change_user(
    *,
    actor: User,
    user: User,
    full_name: str,
    email: str,
    roles: Iterable[str],
    teams: Iterable[Team],
    job_title: str = "",
    phone: str = "",
    ends_on: date | None = None,
) -> User:
    """Change who somebody is and what they may do; it counts from their next page on.

    `ends_on` is the account's last day. Another e-mail address is held to work until mail to it comes back. Raises
    ActionRefused for an e-mail address that somebody has, a last day that is past, for administrators who would shut
    themselves out, and where work would stay with who has no role for it any more.
    """
    require(actor, Can.MANAGE_USERS)
    roles = set(roles)
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if current == actor and Role.ADMINISTRATOR not in roles:
        raise ActionRefused(
            "You cannot take the administrator’s role from yourself. Another administrator can.", field="roles"
        )
    refuse_what_would_stay(current, roles)
    if current.email != email.lower():
        trust(current, timezone.now())
    current.full_name, current.email, current.job_title, current.phone = full_name, email.lower(), job_title, phone
    if current == actor and ends_on:
        raise ActionRefused("You cannot end your own account. Another administrator can.", field="ends_on")
    if ends_on != current.ends_on:
        current.ends_on = ends_on
        _refuse_past(current)
    _refuse_taken(current)
    current.save(update_fields=["full_name", "email", "job_title", "phone", "ends_on", *OF_THE_ADDRESS])
    current.groups.set(Group.objects.filter(name__in=roles))
    current.teams.set(teams)
    return current


@transaction.atomic
def reactivate_user(*, actor: User, user: User) -> User:
    """Let somebody in again, with the roles and teams that they had; a last day that is past is taken away."""
    require(actor, Can.MANAGE_USERS)
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    current.is_active, current.deactivated_at, current.deactivated_why = True, None, ""
    if not current.is_here:
        current.ends_on = None
    current.save(update_fields=["is_active", "deactivated_at", "deactivated_why", "ends_on"])
    return current


@transaction.atomic
def set_temporary_password(*, actor: User, user: User, password: str) -> User:
    """Set a password that lets somebody in once, to choose their own. Their open sessions end.

    Raises ActionRefused for a password that is too easy, and for one's own account.
    """
    require(actor, Can.MANAGE_USERS)
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if current == actor:
        raise ActionRefused("Change your own password from the menu under your name.")
    try:
        validate_password(password, current)
    except ValidationError as error:
        raise ActionRefused(" ".join(error.messages), field="password") from error
    current.set_password(password)
    current.password_is_temporary = True
    current.save(update_fields=["password", "password_is_temporary"])
    return current


def _refuse_past(user: User) -> None:
    if user.ends_on and user.ends_on < timezone.localdate():
        raise ActionRefused("This day is past. To close the account now, shut them out.", field="ends_on")


def _refuse_taken(user: User) -> None:
    if User.objects.filter(email=user.email).exclude(pk=user.pk).exists():
        raise ActionRefused("Somebody has this e-mail address already.", field="email")
