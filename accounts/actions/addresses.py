"""E-mail addresses that do not work: mail to them came back for good.

Who is marked is sent no e-mail, which somebody must know of (docs/decisions/bounces.md).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User, UserQuerySet
from accounts.rules import Can, Role

OF_THE_ADDRESS = ("email_bounced_at", "email_bounce_said", "email_trusted_from")


@transaction.atomic
def mark_address(*, user: User, address: str, said: str, sent_at: datetime, at: datetime | None = None) -> bool:
    """An e-mail that left for `address` at `sent_at` came back for good. Whether the account is marked with it.

    It is not where the account has another address by now, or an administrator has vouched for the address since the
    e-mail left. The first one that came back stands. No actor: the mail server's report says so.
    """
    current = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    is_of_before = current.email_trusted_from is not None and sent_at < current.email_trusted_from
    if current.email != address.lower() or is_of_before or current.email_bounced_at:
        return False
    current.email_bounced_at, current.email_bounce_said = at or timezone.now(), said
    current.save(update_fields=["email_bounced_at", "email_bounce_said"])
    return True


@transaction.atomic
def trust_address(*, actor: User, user: User, at: datetime | None = None) -> User:
    """Say that the address works again: what was held leaves. Raises ActionRefused where no mail has come back."""
    require(actor, Can.MANAGE_USERS)
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if current.email_bounced_at is None:
        raise ActionRefused("No e-mail to this address has come back since somebody last said that it works.")
    trust(current, at or timezone.now())
    current.save(update_fields=OF_THE_ADDRESS)
    return current


def trust(user: User, at: datetime) -> None:
    """From `at` on the address counts as working; the caller saves."""
    user.email_bounced_at, user.email_bounce_said, user.email_trusted_from = None, "", at


def people_whose_mail_comes_back(actor: User) -> UserQuerySet:
    """Those of the actor's teams, in the order of their names; all for an administrator."""
    found = User.objects.address_bounced().order_by("full_name")
    return found if actor.holds(Role.ADMINISTRATOR) else found.filter(teams__in=actor.team_ids).distinct()
