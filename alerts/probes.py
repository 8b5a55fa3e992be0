"""Whether the database and the broker answer: asked at once, given up soon, so that whoever asks never hangs."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection
from kombu.exceptions import ChannelError

from alerts.wake import IMPATIENT

SECONDS = 2
"""For each question, a name server that is silent included."""


@dataclass(frozen=True)
class Answer:
    """`waiting` is how many messages are in the queue, None where that is not known; `said` is what went wrong."""

    is_there: bool
    milliseconds: int
    waiting: int | None = None
    said: str = ""


def ask_database() -> Answer:
    """By a connection of its own: the page's may be an old one that still seems to stand."""
    return _within(SECONDS, _connect_to_database)


def ask_broker() -> Answer:
    """Whether it answers, and what waits there: the length of a list in Redis, a number of files, a queue's count."""
    return _within(SECONDS, _messages_at_broker)


def worker_starts(since: datetime) -> list[datetime]:
    """When the launcher of a local copy started the worker again because it had stopped, since then, oldest first.

    From the file that it keeps (`launch.services.Watch`); elsewhere systemd knows, and this is empty.
    """
    try:
        lines = (settings.DATA_DIR / "run" / "worker-started-again").read_text().splitlines()
    except OSError:
        return []
    return [at for line in lines if (at := _instant(line)) and at >= since]


def _instant(line: str) -> datetime | None:
    """None for a line that was cut short."""
    try:
        return datetime.fromisoformat(line)
    except ValueError:
        return None


def broker_name() -> str:
    return "files" if settings.CELERY_BROKER_URL == "filesystem://" else settings.CELERY_BROKER_URL.partition(":")[0]


def _connect_to_database() -> None:
    options = connection.get_connection_params() | {"connect_timeout": SECONDS}
    with connection.Database.connect(**options) as own:  # type: ignore[attr-defined]
        own.execute("SELECT 1")


def _messages_at_broker() -> int:
    with current_app.connection_for_read(transport_options=IMPATIENT) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS)
        try:
            channel: Any = broker.default_channel
            queue = channel.queue_declare(current_app.conf.task_default_queue, passive=True)
        except ChannelError:
            return 0  # what it says of a queue in which nothing has been yet, or nothing is
        return int(queue.message_count)


def _within(seconds: float, ask: Callable[[], int | None]) -> Answer:
    """Ask in a thread that is left behind when it takes too long: it ends with its own time-outs."""
    started, answers = time.monotonic(), []

    def put() -> None:
        try:
            answers.append(Answer(is_there=True, milliseconds=0, waiting=ask()))
        except Exception as error:
            answers.append(Answer(is_there=False, milliseconds=0, said=_in_words(error)))

    thread = threading.Thread(target=put, daemon=True)
    thread.start()
    thread.join(seconds)
    milliseconds = round((time.monotonic() - started) * 1000)
    if not answers:
        return Answer(is_there=False, milliseconds=milliseconds, said=f"No answer within {seconds} seconds")
    found: Any = answers[0]
    return Answer(found.is_there, milliseconds, found.waiting, found.said)


def _in_words(error: Exception) -> str:
    """The first line, without what may hold a password."""
    return (str(error).splitlines() or [type(error).__name__])[0].rpartition("@")[2][:200] or type(error).__name__
