"""E-mail about somebody's own account: it waits in the outbox like all other, in our words and as text and HTML.

The sign-in library would send it while the page waits, from templates of its own, and once alone.
"""

import uuid
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.adapter import NoSignUpAdapter
from accounts.models import User
from alerts.outbox import queue_email
from alerts.password_links import PASSWORD_RESET, works_for
from alerts.wake import wake_sender
from alerts.written import Written, inlined
from people.lengths import in_words


def write_password_reset(url: str) -> Written:
    """With the link that works once. It names nobody: the address may be a wrong one."""
    context = {
        "url": url,
        "works_for": in_words(works_for()),
        "authority_name": settings.AUTHORITY_NAME,
    }
    return Written(
        "Choose a new password for Safe Return",
        render_to_string("account/email/password_reset_key.txt", context),
        inlined(render_to_string("account/email/password_reset_key.html", context)),
    )


class OutboxAdapter(NoSignUpAdapter):
    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Queue it. Each request has its own link; a new password makes all of them worthless."""
        written = write_password_reset(context["password_reset_url"])
        with transaction.atomic():
            queue_email(
                to=user,
                kind=PASSWORD_RESET,
                subject=written.subject,
                text=written.text,
                html=written.html,
                reference=f"user {user.pk}",
                dedupe_key=f"{PASSWORD_RESET}:{uuid.uuid4()}",
            )
            wake_sender()

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the address that the settings give, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PUBLIC_URL + path.replace("UID-KEY", quote(key))
