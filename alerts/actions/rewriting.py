"""An e-mail that waits, written anew: what it may say can change while the mail server is down."""

from collections.abc import Callable

from django.db import transaction

from alerts.models import OutgoingEmail

Rewrite = Callable[[OutgoingEmail], tuple[str, str]]
"""From an e-mail to its text and HTML as they would be written now."""


@transaction.atomic
def rewrite_waiting_emails(*, kind: str, rewrite: Rewrite) -> int:
    """Write anew each e-mail of that kind that has not left, and say how many changed. Key and Message-ID stay.

    One that is being sent at this moment is passed over: it has been handed to the server.
    """
    changed = 0
    waiting = OutgoingEmail.objects.waiting().filter(kind=kind).order_by("pk")
    for email in waiting.select_for_update(skip_locked=True, of=("self",)):
        text, html = rewrite(email)
        if (text, html) != (email.text, email.html):
            email.text, email.html = text, html
            email.save(update_fields=["text", "html"])
            changed += 1
    return changed
