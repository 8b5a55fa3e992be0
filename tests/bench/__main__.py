"""`make bench`: p50 and p95 of each main page on the demo council, and of the queue's bare SQL beside it.

One reader, signed in, one page after the other, over HTTP on loopback. Leaves with 1 when a page is past its limit.
`BENCH_CASE_FILE` names a folder to import beside the demo council first, to measure the same pages at its size
(tests/bench/make_case_file.py makes one).
"""

import http.client
import os
import platform
import time
from collections.abc import Callable
from statistics import quantiles
from urllib.parse import urlsplit

from launch import PROJECT
from launch.trouble import Trouble, main
from tests.bench.demo_copy import demo_copy

LIMIT_P95_MS = 100.0
WARM_UP, REQUESTS = 8, 60
BUSY = 1.5
"""Load before anything is measured; above it something else is at work."""
LONGEST_SECONDS = 600
"""The whole measurement gives up after this long."""


def command() -> int:
    case_file = os.environ.get("BENCH_CASE_FILE", "")
    folder = "bench-beside" if case_file else "bench"
    with demo_copy((PROJECT / os.environ.get("DATA_DIR", "var") / folder).resolve(), case_file) as address:
        return measure_all(address, time.monotonic() + LONGEST_SECONDS)


def measure_all(address: str, deadline: float) -> int:
    from tests.bench.pages import OFFICER, measured_pages

    print(f"\n{os.cpu_count()} cores, Python {platform.python_version()}, {REQUESTS} requests a page\n")
    if os.getloadavg()[0] > BUSY:
        print(f"This machine is busy (load {os.getloadavg()[0]:.1f}): what is measured is partly other work.\n")
    print(f"{'Page':28}{'p50 ms':>8}{'p95 ms':>8}")
    slow = []
    for page in measured_pages():
        cookie = session_of(page.worker)
        with_cookie = Reader(address, cookie)
        p50, p95 = measure(lambda reader=with_cookie, path=page.path: reader.get(path), deadline)
        is_slow = p95 > LIMIT_P95_MS
        print(f"{page.label:28}{p50:8.1f}{p95:8.1f}{f'  past {LIMIT_P95_MS:.0f} ms' if is_slow else ''}", flush=True)
        slow += [page.label] if is_slow else []
        if page.label == "Queue":
            p50, p95 = measure(queue_sql(OFFICER), deadline)
            print(f"{'  the SQL of its rows alone':28}{p50:8.1f}{p95:8.1f}", flush=True)
    if slow:
        print(f"\nPast the limit: {', '.join(slow)}.")
    return 1 if slow else 0


def measure(once: Callable[[], object], deadline: float) -> tuple[float, float]:
    """p50 and p95 in milliseconds."""
    took = []
    for number in range(WARM_UP + REQUESTS):
        if time.monotonic() > deadline:
            raise Trouble(f"After {LONGEST_SECONDS} s the measurement was not done: the machine is too busy for it.")
        begun = time.perf_counter()
        once()
        if number >= WARM_UP:
            took.append((time.perf_counter() - begun) * 1000)
    cuts = quantiles(took, n=20, method="inclusive")
    return cuts[9], cuts[18]


class Reader:
    """One browser's connection, kept open from page to page."""

    def __init__(self, address: str, cookie: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        self.headers = {"Cookie": cookie, "Accept": "text/html"}

    def get(self, path: str) -> None:
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise Trouble(f"{path} answered {answer.status}, so there is nothing to measure.")


def session_of(worker: str) -> str:
    """A session for that worker, as the cookie's text."""
    from django.conf import settings
    from django.test import Client

    from tests.bench.pages import user_of

    client = Client()
    client.force_login(user_of(worker))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queue_sql(worker: str) -> Callable[[], object]:
    """The one statement that fetches the queue's rows, given to the database as it is."""
    from django.db import connection
    from django.utils import timezone

    from missing import queue
    from people.paging import ROWS_A_PAGE
    from tests.bench.pages import user_of

    rows = queue.rows(user_of(worker), "all", timezone.now())[:ROWS_A_PAGE]
    sql, parameters = rows.query.sql_with_params()

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    return run


if __name__ == "__main__":
    main(command)
