"""Outgoing e-mail: a row first, sent afterwards, one transaction each (docs/decisions/work-is-a-row-first.md).

The row stays locked through the SMTP call, and the outcome is written in the same transaction. A process killed before
the server took the mail has sent nothing and the row is free again; killed after that and before the commit, the mail
leaves twice, under the same Message-ID. So it does where the server took it and said so after we had stopped to listen,
and where the database went away before the commit: those three are the ways to a second copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.emails import new_message_id
from alerts.handing_over import Result, ServerDown, close
from alerts.models import EmailPutAway, OutgoingEmail, Pace
from alerts.models.email import HELD_BACK
from alerts.password_links import why_it_works_no_more
from alerts.run import Run
from alerts.sending import ACCOUNT_CLOSED, send_next

__all__ = ["Sent", "ServerDown", "queue_email", "send_again", "send_outgoing_email"]


@dataclass
class Sent:
    """What a run did. `failed` are tries, whether they will be tried again or not; `trouble` is the mail server's."""

    sent: int = 0
    failed: int = 0
    withdrawn: int = 0
    trouble: str = ""

    @property
    def server_is_down(self) -> bool:
        return bool(self.trouble)

    def __str__(self) -> str:
        withdrawn = f", {self.withdrawn} withdrawn" if self.withdrawn else ""
        return f"{self.sent} sent, {self.failed} failed{withdrawn}"

    def refuse_silence(self) -> None:
        """Raise ServerDown when nothing could leave because of the mail server."""
        if self.trouble:
            raise ServerDown(f"{self}. {self.trouble.rstrip('.')}. What waits is sent by the next run.")


def anew(at: datetime) -> dict[str, Any]:
    """What of an e-mail is set back when somebody has it sent again: its failures, and that mail there comes back.

    What it leaves with was decided (alerts/grouping.py) and stays so: what left as one e-mail leaves again as one.
    """
    failures = {"given_up_at": None, "tries": 0, "is_in_doubt": False, "next_try_at": at, "asked_again_at": at}
    came_back = {"sent_at": None, "bounced_at": None, "bounce_said": ""}
    return failures | came_back | {"grouped_at": Coalesce("grouped_at", at)}


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
    may_wait: bool = False,
    at: datetime | None = None,
) -> OutgoingEmail:
    """Write down one e-mail to one person, to be sent at or after `at` (default: now). Idempotent on `dedupe_key`.

    One that `may_wait` leaves after whatever is at once: missing and harm before all.
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
        pace=Pace.HOURLY if may_wait else Pace.AT_ONCE,
        grouped_at=at if may_wait else None,  # by itself
        created_at=timezone.now(),
        next_try_at=at,
        withdrawn_at=timezone.now() if is_closed else None,
        last_error=ACCOUNT_CLOSED if is_closed else "",
    )
    OutgoingEmail.objects.bulk_create([email], ignore_conflicts=True)
    return OutgoingEmail.objects.get(dedupe_key=dedupe_key)


@transaction.atomic
def send_again(*, actor: User, email: OutgoingEmail, at: datetime | None = None) -> OutgoingEmail:
    """Try an e-mail anew that failed, was given up or came back, also where mail to its address comes back.

    What it carried, or went with, goes again in the same e-mail, unless it is over. An alert goes to the address that
    the person has by now; one that was put away is taken out again. Raises ActionRefused when it has left, of a link
    that works no more, and of one that has not failed: it waits for its time, and one sent sooner would be a second
    within the hour.
    """
    require(actor, Can.SEE_HEALTH)
    at = at or timezone.now()
    email = OutgoingEmail.objects.select_for_update(of=("self",)).get(pk=email.pk)
    if OutgoingEmail.objects.put_away(at).filter(pk=email.pk).exists():
        _take_out_again(email)
    if email.withdrawn_at or (email.sent_at and not email.bounced_at):
        raise ActionRefused("This e-mail has been sent or taken back meanwhile.")
    if said := why_it_works_no_more(email, at):
        raise ActionRefused(f"{said} They can ask for a new one on the page “Forgotten password”.")
    first = email.goes_with_id or email.pk
    did_not_arrive = OutgoingEmail.objects.did_not_arrive(at)
    together = set(did_not_arrive.filter(Q(pk=first) | Q(goes_with=first)).values_list("pk", flat=True))
    if email.pk not in together:
        raise ActionRefused("This e-mail has not failed. It leaves by itself when its time comes.")
    OutgoingEmail.objects.filter(pk__in=together).update(**anew(at))
    email.refresh_from_db()
    return email


def _take_out_again(email: OutgoingEmail) -> None:
    """As it was before it was put away: given up."""
    EmailPutAway.objects.filter(email=email).delete()
    email.withdrawn_at = None
    email.save(update_fields=["withdrawn_at"])


@transaction.atomic
def send_all_again(*, actor: User, at: datetime | None = None) -> int:
    """Try everything anew that failed or was given up: after an outage, or a wrong setting. How many.

    What came back, or is to an address from which mail comes back, is left: that is mended address by address.
    """
    require(actor, Can.SEE_HEALTH)
    at = at or timezone.now()
    failing = OutgoingEmail.objects.failing().filter(~HELD_BACK).select_for_update(skip_locked=True, of=("self",))
    emails = list(failing.values_list("pk", flat=True))
    return OutgoingEmail.objects.filter(pk__in=emails).update(**anew(at))


def send_outgoing_email(*, at: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> Sent:
    """Send what is to be sent at or before `at` (default: now), one after the other, and say what came of it.

    A mail server that cannot be reached or does not let us in ends the run, and no e-mail loses a try. One that falls
    silent at an e-mail is that one's failure (alerts/run.py), so is a fault of ours. `stop` is asked between e-mails.
    """
    done, run = Sent(), Run()
    connection = get_connection()
    try:
        while not stop() and not run.is_over:
            result = send_next(connection, at or timezone.now(), run)
            if result is None:
                break
            done.sent += result is Result.SENT
            done.withdrawn += result is Result.WITHDRAWN
            done.failed += result in {Result.REFUSED, Result.FAILED, Result.SILENT}
    except ServerDown as down:
        done.trouble = str(down)
    finally:
        close(connection)
    if run.silences and not run.sent:
        done.trouble = done.trouble or "The mail server does not answer when it is handed an e-mail"
    return done
