"""The broker of a copy that has none: kombu's messages in files, of which nobody ever takes half.

Kombu's own transport writes a message under the name by which it is looked for, and its list of queues without a lock
at first. Whoever reads while another writes gets half of it, which is no JSON, and the worker ends. Here a file gets
its name once it is whole, and what cannot be read is left for the next look.

Nor does kombu throw away what nobody takes. Here the name says when a message expires, and every process that connects
or writes throws away what has, unread: where no worker runs, or none for a day, nothing piles up.
"""

import logging
import os
import time
import uuid
from collections import deque
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)

SECONDS_TO_WRITE = 60
"""A message that cannot be read for longer was cut short: it is thrown away. The work is a row, so the next sweep
finds it (docs/decisions/work-is-a-row-first.md)."""

SECONDS_A_PART_IS_KEPT = 3600
"""Nobody writes a message for an hour: who began this one was killed (SIGKILL leaves nobody to tidy up)."""

SECONDS_BETWEEN_SWEEPS = 60
"""Of a process that stays connected, such as the beat of a copy whose worker is away."""


class Channel(filesystem.Channel):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: dict[str, deque[Path]] = {}
        self._swept_at = time.monotonic()  # as it connected

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as kombu's own
        folder = Path(self.data_folder_out)
        if time.monotonic() - self._swept_at > SECONDS_BETWEEN_SWEEPS:
            self._swept_at = time.monotonic()
            sweep(folder)
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}_{expires_at(payload)}.{queue}.msg"
        try:
            write_whole(folder / name, dumps(payload))
        except OSError as error:
            raise ChannelError(f"Cannot write the message {name}") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The oldest message that can be read. Who removes its file has it: of two that look, one.

        The folder is looked through once for all that it holds, not for each of them.
        """
        found = self._found.setdefault(queue, deque())
        if not found:
            paths = sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg"))
            found.extend(path for path in paths if path.name.partition(".")[2] == f"{queue}.msg")
        while found:
            path = found.popleft()
            with suppress(FileNotFoundError):  # another took it
                try:
                    message = loads(path.read_text())
                except ValueError:
                    throw_away_if_old(path)
                else:
                    path.unlink()
                    return message
        raise Empty

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None) -> None:
        """Kombu adds to the list of queues under a lock, once it is there; a whole one is there from now on."""
        path: Path = self._exchange_file(exchange)  # type: ignore[attr-defined]  # missing in the stubs
        try:
            self.get_table(exchange)
        except ValueError:
            write_whole(path, "[]")
        else:
            if not path.exists():
                write_whole(path, "[]", unless_there=True)
        super()._queue_bind(exchange, routing_key or "", pattern, queue or "")


class Transport(filesystem.Transport):
    Channel = Channel

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        for name in ("data_folder_in", "control_folder"):
            if folder := client.transport_options.get(name):
                sweep(Path(folder))


def write_whole(path: Path, text: str, *, unless_there: bool = False) -> None:
    """Write beside it first: the name stands for the whole text, or for none. Nothing ends in `.msg` meanwhile."""
    part = path.with_name(f"{path.name}.{uuid.uuid4()}.part")
    try:
        part.write_text(text)
        if unless_there:
            _name_once(part, path)
        else:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _name_once(part: Path, path: Path) -> None:
    """Unless somebody has given the name meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:  # a disk without hard links
        if not path.exists():
            part.replace(path)


def expires_at(payload: Any) -> int:
    """The Unix second from which Celery would not do it any more; 0 where it never expires."""
    expires = payload["headers"].get("expires")
    return int(datetime.fromisoformat(expires).timestamp()) if expires else 0


def sweep(folder: Path) -> None:
    """Throw away what expired, and what a process was writing when it was killed: nobody else would."""
    now = time.time()
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # named or taken meanwhile, or another sweeps too
            if path.suffix == ".part":
                is_over = now - path.stat().st_mtime > SECONDS_A_PART_IS_KEPT
            else:
                is_over = has_expired(path.name, now)
            if is_over:
                path.unlink()


def has_expired(name: str, now: float) -> bool:
    """By the name of a message alone, so that a thousand cost no more than a look at the folder."""
    expires = name.partition(".")[0].rpartition("_")[2]
    return name.endswith(".msg") and expires.isdecimal() and 0 < int(expires) <= now


def throw_away_if_old(path: Path) -> None:
    if time.time() - path.stat().st_mtime > SECONDS_TO_WRITE:
        log.warning("A message that was cut short is thrown away: %s", path.name)
        path.unlink()
