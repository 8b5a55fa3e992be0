"""Every page that somebody of a role comes to by links, so that none is forgotten."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.urls.exceptions import Resolver404

OF_A_KIND = 2
"""Pages of one kind that are looked at for each role: one may be empty where the other is full."""

NO_QUERY = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")


@dataclass
class Page:
    role: str
    path: str
    kind: str
    status: int
    html: str
    queries: list[str]
    links: list[str] = field(default_factory=list)
    headings: int = 0
    title: str = ""

    def __str__(self) -> str:
        return f"{self.role} {self.path}"

    @property
    def file_name(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", f"{self.role} {self.path}".lower()).strip("-")[:120]

    @property
    def traits(self) -> set[str]:
        """What it is made of: a page of a kind seen before is worth another look when it shows something new."""
        return {f"{name_of(self.path)} {names}" for names in re.findall(r'class="([^"]+)"', self.html)}


class Reader(HTMLParser):
    """Links, the title, and how many headings of the first order."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.headings = 0
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.hrefs.append(given["href"] or "")
        self.headings += tag == "h1"
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"


def name_of(path: str) -> str:
    """The URL name, `missing:queue`; empty for what is no page of ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def kind_of(path: str) -> str:
    """Pages that differ in the record alone are of one kind; a filter makes another."""
    asked = [(key, "" if key in {"q", "page", "next"} else value) for key, value in parse_qsl(urlsplit(path).query)]
    return " ".join([name_of(path), *(f"{key}={value}" for key, value in sorted(asked))])


def crawl(client: Client, role: str, start: Iterable[str], at_most: int) -> Iterator[Page]:
    """Each page within reach, `at_most` of them, nearest first."""
    waiting, met, taken = deque(start), set(start), Counter[str]()
    while waiting and at_most:
        path = waiting.popleft()
        kind = kind_of(path)
        if taken[kind] >= OF_A_KIND:
            continue
        taken[kind] += 1
        at_most -= 1
        page = fetch(client, role, path)
        yield page
        for link in page.links:
            if link not in met:
                met.add(link)
                waiting.append(link)


def fetch(client: Client, role: str, path: str) -> Page:
    page = _fetch(client, role, path)
    # Once a minute a session's end is moved, by whichever page comes then: that one is asked for again.
    moved = any("django_session" in sql and "UPDATE" in sql for sql in page.queries)
    return _fetch(client, role, path) if moved else page


def _fetch(client: Client, role: str, path: str) -> Page:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    queries = [query["sql"] for query in captured.captured_queries if not NO_QUERY.match(query["sql"])]
    is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    page = Page(role, path, kind_of(path), answer.status_code, answer.content.decode() if is_page else "", queries)
    if answer.status_code in {301, 302}:
        page.links = list(_own([answer["Location"]], path))
    elif is_page:
        reader = Reader()
        reader.feed(page.html)
        page.links, page.headings, page.title = list(_own(reader.hrefs, path)), reader.headings, reader.title
    return page


def _own(hrefs: Iterable[str], path: str) -> Iterator[str]:
    """The addresses of this application, without what only scrolls."""
    for href in hrefs:
        url = urlsplit(urldefrag(urljoin(f"http://testserver{path}", href)).url)
        if url.netloc == "testserver" and url.scheme == "http":
            yield url.path + (f"?{url.query}" if url.query else "")
