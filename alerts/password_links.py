"""E-mail with a link to choose a new password, once the link works no more.

It works for some days, until they sign in, and only as long as the account has the address that it was asked for. After
that nobody is to be sent it, least of all at an address that was mistyped; nor has anybody to see to it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q

from alerts.models import OutgoingEmail
from people.lengths import in_words

PASSWORD_RESET = "password_reset_key"  # noqa: S105  the name of an e-mail


def works_for() -> timedelta:
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def why_it_works_no_more(email: OutgoingEmail, now: datetime) -> str:
    """In words. Empty while the link works, and of any other e-mail."""
    user = email.to_user
    if email.kind != PASSWORD_RESET or user is None:
        return ""
    if email.address != user.email:
        return "Their address is another one by now, and the link works no more."
    if user.last_login and user.last_login > email.created_at:
        return "They have signed in since, and the link works no more."
    if email.created_at < now - works_for():
        return f"The link works for {in_words(works_for())}, and they are over."
    return ""


def works_no_more(now: datetime) -> Q:
    """The same of many: e-mail with a link of which `why_it_works_no_more` says why."""
    is_over = ~Q(address=F("to_user__email")) | Q(to_user__last_login__gt=F("created_at"))
    return Q(is_over | Q(created_at__lt=now - works_for()), kind=PASSWORD_RESET)
