"""An e-mail written anew as it leaves: what it may say can change while it waits, or after it was given up.

A room registers how its kind is written. Called in the transaction that sends, once the row is locked: it says what is
on record at that moment, however long ago it was queued and whoever has it sent again. Key and Message-ID stay.
"""

import logging
from collections.abc import Callable

from django.db import transaction

from alerts.models import OutgoingEmail

log = logging.getLogger(__name__)

Rewrite = Callable[[OutgoingEmail], tuple[str, str]]
"""From an e-mail to its text and HTML as they would be written now."""

CANNOT_BE_WRITTEN = "It could not be written anew before it was sent, and what it said may not be so any more."

_rewrites: dict[str, Rewrite] = {}


def register(kind: str, rewrite: Rewrite) -> None:
    _rewrites[kind] = rewrite


def is_written_anew(email: OutgoingEmail) -> bool:
    return email.kind in _rewrites


def write_anew(email: OutgoingEmail) -> str:
    """Write it as it may leave now; why it may not leave, where that fails. A kind nobody registered stays as it is.

    What it says is what may go to its address.
    """
    rewrite = _rewrites.get(email.kind)
    if rewrite is None:
        return ""
    try:
        with transaction.atomic():
            text, html = rewrite(email)
    except Exception:
        log.exception("E-mail %s (%s %s) could not be written anew", email.pk, email.kind, email.reference)
        return CANNOT_BE_WRITTEN
    if (text, html) != (email.text, email.html):
        email.text, email.html = text, html
        email.save(update_fields=["text", "html"])
    return ""
