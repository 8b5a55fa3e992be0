"""Outgoing e-mail: a row first, sent afterwards, one transaction each (docs/decisions/work-is-a-row-first.md).

The row stays locked through the SMTP call, and the outcome is written in the same transaction. A process killed before
the server took the mail has sent nothing and the row is free again; killed after that and before the commit, the mail
leaves twice, under the same Message-ID. That is the only way to a second copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.emails import new_message_id
from alerts.models import OutgoingEmail
from alerts.sending import ACCOUNT_CLOSED, Result, close, send_next

SENT_AGAIN = (
    "given_up_at",
    "tries",
    "next_try_at",
    "asked_again_at",
    "sent_at",
    "bounced_at",
    "bounce_said",
    "goes_with",
    "grouped_at",
)


class ServerDown(Exception):
    """The mail server did not answer; nothing is lost, and the job has not succeeded."""


@dataclass
class Sent:
    """What a run did. `failed` are tries, whether they will be tried again or not."""

    sent: int = 0
    failed: int = 0
    withdrawn: int = 0
    server_is_down: bool = False

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.failed} failed"

    def refuse_silence(self) -> None:
        """Raise ServerDown when the run ended because the mail server does not answer."""
        if self.server_is_down:
            raise ServerDown(f"{self}: the mail server does not answer. What waits is sent by the next run.")


@transaction.atomic
def queue_email(
    *,
    to: User | str,
    kind: str,
    subject: str,
    text: str,
    html: str = "",
    dedupe_key: str,
    reference: str = "",
    at: datetime | None = None,
) -> OutgoingEmail:
    """Write down one e-mail to one person, to be sent at or after `at` (default: now). Idempotent on `dedupe_key`.

    To be called in the transaction of its cause; wake the worker with `alerts.wake.wake_sender()`. Somebody whose
    account is closed is not mailed: the row is kept as withdrawn. `reference` is what an administrator may see of it.
    """
    at = at or timezone.now()
    user, address = (to, to.email) if isinstance(to, User) else (None, to)
    is_closed = user is not None and not user.is_here
    email = OutgoingEmail(
        message_id=new_message_id(),
        dedupe_key=dedupe_key,
        to_user=user,
        address=address,
        kind=kind,
        reference=reference,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        created_at=timezone.now(),
        next_try_at=at,
        withdrawn_at=timezone.now() if is_closed else None,
        last_error=ACCOUNT_CLOSED if is_closed else "",
    )
    OutgoingEmail.objects.bulk_create([email], ignore_conflicts=True)
    return OutgoingEmail.objects.get(dedupe_key=dedupe_key)


@transaction.atomic
def send_again(*, actor: User, email: OutgoingEmail, at: datetime | None = None) -> OutgoingEmail:
    """Try an e-mail anew that was given up, came back or is waiting, also where mail to its address comes back.

    An alert goes to the address that the person has by now. Raises ActionRefused when it has left.
    """
    require(actor, Can.SEE_HEALTH)
    at = at or timezone.now()
    email = OutgoingEmail.objects.select_for_update(of=("self",)).get(pk=email.pk)
    if email.withdrawn_at or (email.sent_at and not email.bounced_at):
        raise ActionRefused("This e-mail has been sent or taken back meanwhile.")
    email.given_up_at, email.tries, email.next_try_at, email.asked_again_at = None, 0, at, at
    email.sent_at, email.bounced_at, email.bounce_said = None, None, ""
    email.goes_with, email.grouped_at = None, at  # by itself: what it once left with has left
    email.save(update_fields=SENT_AGAIN)
    return email


def send_outgoing_email(*, at: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> Sent:
    """Send what is to be sent at or before `at` (default: now), one after the other, and say what came of it.

    A mail server that does not answer ends the run after one e-mail: the others lose no try, and the next run begins
    with them. `stop` is asked between e-mails.
    """
    done = Sent()
    anothers: set[int] = set()
    connection = get_connection()  # silent for EMAIL_TIMEOUT, it counts as down
    try:
        while not stop():
            result = send_next(connection, at or timezone.now(), anothers)
            if result is None:
                break
            done.sent += result is Result.SENT
            done.withdrawn += result is Result.WITHDRAWN
            done.failed += result in {Result.REFUSED, Result.FAILED, Result.SERVER_DOWN}
            if result is Result.SERVER_DOWN:
                done.server_is_down = True
                break
    finally:
        close(connection)
    return done
