"""The broker in files: half a message ends nobody, and is taken once it is whole."""

import json
import os
import threading
import time
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
import time_machine
from celery import Celery, current_app
from kombu import Connection, Consumer, Producer
from kombu.transport.virtual import BrokerState

from config.file_broker import SECONDS_A_PART_IS_KEPT, SECONDS_TO_WRITE, Channel, Transport, write_whole

QUEUE = "celery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    return tmp_path / "queue"


@pytest.fixture
def broker(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(Transport, "global_state", BrokerState())  # what this process declared in other folders
    control = str(folder.with_name("control"))
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": control}
    with Connection("filesystem://", transport="config.file_broker:Transport", transport_options=options) as connection:
        yield connection


def whole(folder: Path) -> str:
    """A message as Celery writes it, taken from the folder again."""
    [path] = folder.glob("*.msg")
    text = path.read_text()
    path.unlink()
    return text


def test_the_settings_name_it_for_a_copy_without_a_broker() -> None:
    assert current_app.conf.broker_transport == "config.file_broker:Transport"
    with current_app.connection_for_write() as connection:
        assert isinstance(connection.default_channel, Channel)


def test_half_a_message_is_left_until_it_is_whole(broker: Any, folder: Path) -> None:
    queue = broker.SimpleQueue(QUEUE)
    queue.put("later")
    text = whole(folder)
    half = folder / f"1_half.{QUEUE}.msg"
    for cut in (0, 1, len(text) // 2):
        half.write_text(text[:cut])
        with pytest.raises(Empty):
            queue.get(block=False)
        assert half.read_text() == text[:cut]
    queue.put("meanwhile")
    assert queue.get(block=False).payload == "meanwhile"
    half.write_text(text)
    assert queue.get(block=False).payload == "later"
    assert not list(folder.iterdir())


def test_what_stays_cut_short_is_thrown_away_and_said(broker: Any, folder: Path, caplog: Any) -> None:
    queue = broker.SimpleQueue(QUEUE)
    half = folder / f"1_half.{QUEUE}.msg"
    half.write_text('{"body":')
    long_ago = time.time() - SECONDS_TO_WRITE - 1
    os.utime(half, (long_ago, long_ago))
    with pytest.raises(Empty):
        queue.get(block=False)
    assert not half.exists()
    assert "cut short is thrown away: 1_half" in caplog.text


def test_messages_of_another_queue_are_left_alone(broker: Any, folder: Path) -> None:
    other = folder / f"1_a.other.{QUEUE}.msg"
    other.write_text("{}")
    with pytest.raises(Empty):
        broker.SimpleQueue(QUEUE).get(block=False)
    assert other.exists()


def test_each_message_is_taken_once_by_readers_and_writers_at_once(broker: Any, folder: Path) -> None:
    number, taken = 200, []
    broker.SimpleQueue(QUEUE)  # declared before: what is sent meanwhile by another thread has no queue yet

    def write(start: int) -> None:
        with broker.clone() as own:
            queue = own.SimpleQueue(QUEUE)
            for one in range(start, number, 2):
                queue.put(one)

    def read() -> None:
        with broker.clone() as own:
            queue, until = own.SimpleQueue(QUEUE, no_ack=True), time.monotonic() + 20
            while len(taken) < number and time.monotonic() < until:
                try:
                    taken.append(queue.get(block=False).payload)
                except Empty:
                    continue

    threads = [threading.Thread(target=write, args=[start]) for start in (0, 1)]
    threads += [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(number))


def test_a_list_of_queues_that_was_cut_short_is_begun_anew(broker: Any, folder: Path) -> None:
    table = folder.with_name("control") / f"{QUEUE}.exchange"
    table.write_text('[["celery", ""')
    queue = broker.SimpleQueue(QUEUE)
    queue.put("told")
    assert queue.get(block=False).payload == "told"
    assert json.loads(table.read_text()) == [[QUEUE, "", QUEUE]]


def test_what_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "celery.exchange"
    write_whole(path, "first")
    write_whole(path, "second", unless_there=True)
    assert path.read_text() == "first"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*names: Path) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr("config.file_broker.os.link", refuse)
    path = tmp_path / "celery.exchange"
    write_whole(path, "first", unless_there=True)
    write_whole(path, "second", unless_there=True)
    assert path.read_text() == "first"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_full_disk_leaves_nothing_lying_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "one.msg", "text")
    assert not list(tmp_path.iterdir())


def test_a_worker_goes_on_past_half_a_message(broker: Any, folder: Path) -> None:
    """Celery's own loop, drained as a worker does it: kombu's transport ended it with JSONDecodeError here."""
    app = Celery(broker="filesystem://", set_as_current=False)
    app.conf.update(broker_transport="config.file_broker:Transport", broker_transport_options=broker.transport_options)
    done: list[str] = []
    app.send_task("told", args=["later"])
    text = whole(folder)
    half = folder / f"1_half.{QUEUE}.msg"
    half.write_text(text[: len(text) // 2])
    app.send_task("told", args=["now"])
    with app.connection_for_read() as connection:
        queues = list(app.amqp.queues.values())
        with Consumer(connection, queues, callbacks=[lambda body, message: done.append(body[0][0]) or message.ack()]):
            connection.drain_events(timeout=2)
            assert done == ["now"]
            half.write_text(text)
            connection.drain_events(timeout=2)
    assert done == ["now", "later"]


def test_what_a_killed_process_was_writing_is_swept_once_it_is_an_hour_old(broker: Any, folder: Path) -> None:
    killed, writing = folder / "1_killed.celery.msg.a.part", folder / "2_writing.celery.msg.b.part"
    table = folder.with_name("control") / "celery.exchange.c.part"
    long_ago = time.time() - SECONDS_A_PART_IS_KEPT - 1
    for part in (killed, writing, table):
        part.write_text("{")
    for part in (killed, table):
        os.utime(part, (long_ago, long_ago))
    with broker.clone() as another:
        another.SimpleQueue(QUEUE).put("told")
        assert [path.name for path in folder.glob("*.part")] == [writing.name]
        assert not table.exists()
        assert another.SimpleQueue(QUEUE).get(block=False).payload == "told"


def wakings(broker: Any, number: int, *, expires: float) -> None:
    app = Celery(broker="filesystem://", set_as_current=False)
    app.conf.update(broker_transport="config.file_broker:Transport", broker_transport_options=broker.transport_options)
    with app.connection_for_write() as connection:
        for one in range(number):
            app.send_task("told", args=[one], expires=expires, connection=connection)


def test_what_has_expired_is_thrown_away_by_whoever_connects_next(broker: Any, folder: Path) -> None:
    with time_machine.travel(time.time() - 60, tick=True):
        wakings(broker, 3, expires=55)
        wakings(broker, 1, expires=600)
        broker.SimpleQueue(QUEUE).put("never expires")
        assert len(list(folder.iterdir())) == 5
    with broker.clone() as another:
        queue = another.SimpleQueue(QUEUE)
        assert len(list(folder.iterdir())) == 2
        left = [queue.get(block=False).payload for _ in range(2)]
        assert "never expires" in left


def test_a_beat_without_a_worker_leaves_no_more_than_what_may_still_be_done(broker: Any, folder: Path) -> None:
    """It stays connected for a day; what it tells each minute expires after 55 seconds."""
    app = Celery(broker="filesystem://", set_as_current=False)
    app.conf.update(broker_transport="config.file_broker:Transport", broker_transport_options=broker.transport_options)
    began, most = time.time(), 0
    with app.connection_for_write() as connection:
        channel = connection.default_channel
        for minute in range(200):
            with time_machine.travel(began + 60 * minute, tick=False):
                for number in range(4):
                    app.send_task("told", args=[number], expires=55, producer=Producer(channel))
            most = max(most, len(list(folder.iterdir())))
            channel._swept_at -= 61  # a minute later
    assert most <= 8


def test_what_others_left_is_taken_with_one_look_at_the_folder(
    broker: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = broker.SimpleQueue(QUEUE, no_ack=True)
    for number in range(300):
        queue.put(number)
    looks = []
    glob = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: looks.append(pattern) or glob(self, pattern))
    assert {queue.get(block=False).payload for _ in range(300)} == set(range(300))
    assert len(looks) == 1
    queue.put("later")
    assert queue.get(block=False).payload == "later"


def test_what_another_took_meanwhile_is_passed_over(broker: Any, folder: Path) -> None:
    queue = broker.SimpleQueue(QUEUE, no_ack=True)
    for number in range(3):
        queue.put(number)
    taken = {queue.get(block=False).payload}
    with broker.clone() as another:
        taken.add(another.SimpleQueue(QUEUE, no_ack=True).get(block=False).payload)
    taken.add(queue.get(block=False).payload)
    assert taken == {0, 1, 2}
    with pytest.raises(Empty):
        queue.get(block=False)
