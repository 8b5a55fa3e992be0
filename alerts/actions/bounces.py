"""E-mail that came back: what the mailbox of such reports says is put on record (docs/decisions/bounces.md)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

from accounts.actions import mark_address
from alerts.delivery_reports import Failure, failures_in
from alerts.mailbox import Mailbox, MailboxTrouble, open_mailbox
from alerts.models import OutgoingEmail
from people.lengths import counted

log = logging.getLogger(__name__)

AT_MOST = 500
"""Messages in one run; the next goes on."""


@dataclass
class Read:
    """What a run did. `failed` messages could not be taken in and stay unread."""

    messages: int = 0
    came_back: int = 0
    marked: int = 0
    failed: int = 0

    def __str__(self) -> str:
        read, came = counted(self.messages, "message"), counted(self.came_back, "e-mail")
        return f"{read} read, {came} had come back, {counted(self.marked, 'address', 'addresses')} marked"


class BouncesIncomplete(Exception):
    """Some messages could not be taken in. They stay unread, and the next run tries them again."""


def read_bounces(*, at: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> Read:
    """Read what came back, put it on record, mark each message as read once that is committed.

    `at` is when it is read (default: now); `stop` is asked between messages. Run twice, or twice at once, it comes to
    the same. Raises MailboxTrouble where the mailbox cannot be read, and BouncesIncomplete at the end where a message
    could not be taken in: it keeps none of the others back.
    """
    if not settings.BOUNCE_MAILBOX:
        raise MailboxTrouble("No mailbox is set to read from: BOUNCE_MAILBOX.")
    done = Read()
    with open_mailbox(settings.BOUNCE_MAILBOX) as mailbox:
        for uid in mailbox.unread()[:AT_MOST]:
            if stop():
                break
            _take_in(mailbox, uid, done, at or timezone.now())
    if done.failed:
        raise BouncesIncomplete(f"{done}; {done.failed} could not be taken in")
    return done


@transaction.atomic
def record_bounce(failure: Failure, at: datetime) -> tuple[bool, bool]:
    """Put one failure on record: whether an e-mail of ours had come back, and whether its address was marked.

    What the report quotes must be the Message-ID of an e-mail that we wrote: nobody else knows it but who received it,
    so nobody can have a colleague's mail stopped. A failure that is not for good changes nothing.
    """
    if not failure.is_permanent:
        return False, False
    emails = OutgoingEmail.objects.select_for_update(of=("self",), no_key=True).select_related("to_user")
    known = {email.message_id: email for email in emails.filter(message_id__in=failure.quotes)}
    quoted = next((known[quote] for quote in failure.quotes if quote in known), None)
    came_back = _left_under(quoted) if quoted else []
    if not came_back:
        return False, False
    email = came_back[0]
    said = failure.said if failure.address in {"", email.address} else f"{failure.said} (for {failure.address})"[:300]
    for one in came_back:
        one.bounced_at, one.bounce_said = at, said
    OutgoingEmail.objects.bulk_update(came_back, ["bounced_at", "bounce_said"])
    if email.to_user is None or not failure.blames_address:
        return True, False
    sent_at = email.sent_at or email.created_at
    return True, mark_address(user=email.to_user, address=email.address, said=said, sent_at=sent_at, at=at)


def _left_under(quoted: OutgoingEmail) -> list[OutgoingEmail]:
    """What left under its Message-ID and is not known to have come back: itself, and the alerts that it carried.

    It may have been taken back itself, and lent its Message-ID to the others. Where none counts as sent we were stopped
    after the server took it; one that was asked for again since is about to be sent anew.
    """
    emails = OutgoingEmail.objects.select_for_update(of=("self",), no_key=True).select_related("to_user")
    carried = list(emails.filter(goes_with=quoted.pk).order_by("pk"))
    left = [email for email in (quoted, *carried) if email.sent_at] or ([] if quoted.asked_again_at else [quoted])
    return [email for email in left if not email.bounced_at]


def _take_in(mailbox: Mailbox, uid: str, done: Read, at: datetime) -> None:
    try:
        for failure in _read_report(mailbox.read(uid), uid):
            came_back, marked = record_bounce(failure, at)
            done.came_back += came_back
            done.marked += marked
        mailbox.mark_read(uid)
    except (OperationalError, MailboxTrouble):
        raise  # the database or the mailbox is gone: the rest stays unread
    except Exception:
        log.exception("Message %s of the mailbox could not be taken in", uid)
        done.failed += 1
    else:
        done.messages += 1


def _read_report(raw: bytes, uid: str) -> list[Failure]:
    """What cannot even be taken apart reports nothing, and keeps nothing else back."""
    try:
        return failures_in(raw)
    except Exception as error:
        log.warning("Message %s of the mailbox is no delivery report that can be read: %s", uid, type(error).__name__)
        return []
