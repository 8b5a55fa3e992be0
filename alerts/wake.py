"""Waking the worker after a commit, so that nobody waits for the next minute. It may fail: the minute comes anyway.

A page must not wait for a broker that is down or does not answer: one short try, then none for half a minute.
"""

import logging
import time
from typing import Any

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)

EXPIRES_SECONDS = 55
QUIET_SECONDS = 30
"""After a failure nobody of this process tries again for so long."""

IMPATIENT = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "connect_retries_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
"""For the connection that publishes alone; the worker's own goes on trying for ever."""

_quiet_until = 0.0


def wake(task: Any) -> None:
    """Publish the Celery task once the transaction is committed. A broker that is down costs a line in the log."""
    transaction.on_commit(lambda: _publish(task), robust=True)


def wake_sweep() -> None:
    """Something may be due already: look now."""
    from alerts.tasks import raise_alerts

    wake(raise_alerts)


def wake_sender() -> None:
    """There is e-mail to send: look now."""
    from alerts.tasks import send_outgoing_email

    wake(send_outgoing_email)


def _publish(task: Any) -> None:
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        with current_app.connection_for_write(transport_options=IMPATIENT) as connection:
            task.apply_async(connection=connection, expires=EXPIRES_SECONDS, retry=False)
    except Exception as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        log.warning("The broker did not take “%s” (%s); the next minute's run will do it", task.name, error)
