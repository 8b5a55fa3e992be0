"""The two programs of a local copy: the web server, and the one Celery worker with its clock (beat)."""

import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from launch import PROJECT
from launch.children import Child
from launch.trouble import Trouble

SECONDS_TO_ANSWER = 60

ASK = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Asks this machine itself: a proxy that the environment names does not stand between."""


def web(*, port: int, data_dir: Path) -> Child:
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}", "--no-control-socket"]
    size = ["--preload", "--worker-class=gthread", "--workers=2", "--threads=4", "--graceful-timeout=5"]
    return Child("web", [*gunicorn, *size], data_dir=data_dir, cwd=PROJECT)


def worker(*, port: int, data_dir: Path) -> Child:
    """Without gossip, mingle and heartbeat, which are talk among several workers and need a real broker."""
    celery = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=2", "--loglevel=WARNING"]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat", f"--hostname=safe-return-{port}@localhost"]
    clock = ["--beat", f"--schedule={data_dir / 'celerybeat-schedule'}"]
    return Child("worker", [*celery, *alone, *clock], data_dir=data_dir, cwd=PROJECT)


def wait_until_it_answers(child: Child, port: int) -> None:
    """Any answer will do, a refusal too: it is the server that is asked after, not the page."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while True:
        try:
            ASK.open(f"http://127.0.0.1:{port}/account/login/", timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            if child.has_ended() or time.monotonic() > deadline:
                raise Trouble(f"The web server did not start (“{child.last_words()}”): see {child.log}.") from None
            time.sleep(0.1)


class Watch:
    """Keeps an eye on both. Without the web server there is nothing left; the worker is started again, ever later.

    Each time it is goes into a file beside the records, for the page Health (`alerts.probes.worker_starts`).
    """

    LONGEST_PAUSE_SECONDS = 60
    STARTS_KEPT = 100
    STEADY_SECONDS = 300

    def __init__(self, web: Child, worker: Child) -> None:
        self.web, self.worker = web, worker
        self.pause = 1
        self.again_at: float | None = None
        self.starts = worker.record_path.with_name("worker-started-again")

    def look(self) -> str | None:
        """One look; what there is to tell, if anything. Raises Trouble when the web server has ended."""
        now = time.monotonic()
        if self.web.has_ended():
            raise Trouble(f"The web server stopped (“{self.web.last_words()}”): see {self.web.log}.")
        if self.again_at is not None:
            if now >= self.again_at:
                self.again_at = None
                self.worker.start()
                self._note_start()
            return None
        if not self.worker.has_ended():
            return None
        if now - self.worker.started_at > self.STEADY_SECONDS:
            self.pause = 1
        self.again_at, pause = now + self.pause, self.pause
        self.pause = min(self.pause * 2, self.LONGEST_PAUSE_SECONDS)
        return (
            f"The worker stopped (“{self.worker.last_words()}”) and starts again in {pause} s: see {self.worker.log}."
        )

    def _note_start(self) -> None:
        """For Health, which tells of the last ones."""
        noted = self.starts.read_text().splitlines() if self.starts.exists() else []
        kept = [*noted, datetime.now(UTC).isoformat()][-self.STARTS_KEPT :]
        self.starts.write_text("\n".join(kept) + "\n")
