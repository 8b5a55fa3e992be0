"""The two jobs of each minute, and the reading of what came back.

A task looks for work that the database holds; it is told nothing that could be lost.
"""

import time
from collections.abc import Callable

from celery import shared_task
from django.utils import timezone

from alerts import actions, outbox
from alerts.heartbeat import expect_jobs
from alerts.models import OutgoingEmail
from alerts.wake import wake_sender

RUN_SECONDS = 240
"""A run ends itself well before the worker would end it; the next goes on."""


@shared_task
def raise_alerts() -> str:
    """Raise every alert that is due, and wake the sender when that made e-mails."""
    expect_jobs()
    try:
        return str(actions.raise_alerts(stop=after_seconds(RUN_SECONDS)))
    finally:
        if OutgoingEmail.objects.to_try(timezone.now()).exists():
            wake_sender()


@shared_task
def send_outgoing_email() -> str:
    """Send the e-mail that is due to leave. A mail server that does not answer is a failure of the job."""
    sent = outbox.send_outgoing_email(stop=after_seconds(RUN_SECONDS))
    sent.refuse_silence()
    return str(sent)


@shared_task
def read_bounces() -> str:
    """Read what e-mail came back. A mailbox that does not answer is a failure of the job."""
    return str(actions.read_bounces(stop=after_seconds(RUN_SECONDS)))


def after_seconds(seconds: float) -> Callable[[], bool]:
    """A question that is answered yes once so many seconds have passed."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end
