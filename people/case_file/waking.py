"""Waking the importer after a commit, so that nobody waits a minute. It may fail: the minute comes anyway."""

import logging
from typing import Any

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)

EXPIRES_SECONDS = 55
IMPATIENT = {"socket_connect_timeout": 1, "socket_timeout": 1, "connect_retries_timeout": 1, "max_retries": 1}


def wake_importer() -> None:
    transaction.on_commit(_publish, robust=True)


def _publish() -> None:
    from people.tasks import run_waiting_imports

    try:
        with current_app.connection_for_write(transport_options=IMPATIENT) as connection:
            task: Any = run_waiting_imports  # the stubs know less of apply_async than there is
            task.apply_async(connection=connection, expires=EXPIRES_SECONDS, retry=False)
    except Exception as error:
        log.warning("The importer was not woken and looks within a minute: %s", error)
