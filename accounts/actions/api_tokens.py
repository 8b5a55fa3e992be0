from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.models.api_token import ApiToken, digest_of, new_secret
from accounts.rules import Can

LONGEST_DAYS = 366
"""No token outlives a year: whoever still needs it makes a new one."""


@transaction.atomic
def make_api_token(*, actor: User, name: str, days: int, at: datetime | None = None) -> tuple[ApiToken, str]:
    """Make a token for a program that works as the actor; the token itself is given back this once.

    It ends `days` after it is made. Raises ActionRefused without a name, and for days that cannot be.
    """
    require(actor, Can.USE_OWN_ACCOUNT)
    at = at or timezone.now()
    if not name.strip():
        raise ActionRefused("Write what it is for.", field="name")
    if not 1 <= days <= LONGEST_DAYS:
        raise ActionRefused(f"Choose from 1 to {LONGEST_DAYS} days.", field="days")
    secret = new_secret()
    token = ApiToken.objects.create(
        user=actor,
        name=name.strip(),
        digest=digest_of(secret),
        ends_in=secret[-4:],
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    return token, secret


@transaction.atomic
def revoke_api_token(*, actor: User, token: ApiToken, at: datetime | None = None) -> ApiToken:
    """Take a token back: whose it is may, and the administrator. Taken back already, it stays as it was."""
    require(actor, Can.USE_OWN_ACCOUNT)
    token = ApiToken.objects.select_for_update(of=["self"]).get(pk=token.pk)
    if token.user_id != actor.pk:
        require(actor, Can.MANAGE_USERS)
    if token.revoked_at is None:
        token.revoked_at = at or timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def user_of_token(secret: str, now: datetime) -> User | None:
    """Whose token that is, with roles and teams, while it is good and they work here; else None. `now` in UTC."""
    sent = ApiToken.objects.current(now).filter(digest=digest_of(secret))
    whose = User.objects.active().with_access().filter(pk__in=sent.values("user"), password_is_temporary=False)
    user: User | None = whose.first()
    if user:
        today = timezone.localdate(now)
        sent.exclude(last_used_on=today).update(last_used_on=today)
    return user
