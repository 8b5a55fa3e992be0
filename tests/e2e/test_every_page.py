"""Every page of every role, on the demo council: found by its links, looked at on a desk and on a phone.

`PICTURES=folder` keeps a picture of each, for eyes.
"""

import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser

from accounts.models import User
from alerts import wake
from demo.council import load_council
from demo.roster import ONE_A_ROLE
from tests.e2e.browser import DESK, PHONE, Watch, scrolls_sideways
from tests.e2e.crawl import Page, crawl
from tests.e2e.database import another_database, live_server, signed_in

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
PAGES_A_ROLE = 120
ALSO = ["/young-people/search/?q=marsh", "/young-people/search/?q=nobody+at+all", "/episodes/new/?q=marsh"]
"""What a form asks for rather than a link."""

FORBIDDEN = {403}
"""A search is not for every role."""


@dataclass
class Council:
    url: str
    pages: list[Page]
    sessions: dict[str, str]

    def documents(self) -> list[Page]:
        return [page for page in self.pages if page.html and page.status == 200]


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker) -> Iterator[Council]:
    with django_db_blocker.unblock(), another_database("demo"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(wake, "_publish", lambda task: None)
        load_council(timezone.now())
        sessions, pages = {}, []
        for worker in ONE_A_ROLE:
            client = signed_in(User.objects.get(email=worker.email))
            sessions[worker.key] = client.cookies[settings.SESSION_COOKIE_NAME].value
            pages += crawl(client, worker.key, ["/", *ALSO], PAGES_A_ROLE)
        with live_server() as url:
            yield Council(url, pages, sessions)


def test_every_link_leads_somewhere(council):
    broken = [f"{page}: {page.status}" for page in council.pages if page.status >= 400 and page.path not in ALSO]
    assert not broken, "\n".join(broken)
    assert {page.status for page in council.pages if page.path in ALSO} <= {200} | FORBIDDEN


def test_every_page_says_what_it_is(council):
    wrong = [
        f"{page}: {page.headings} h1, title “{page.title}”"
        for page in council.documents()
        if page.headings != 1 or not page.title.endswith(" – Safe Return")
    ]
    assert not wrong, "\n".join(wrong)


def test_no_page_asks_the_database_more_than_twelve_times(council):
    dear = [page for page in council.pages if len(page.queries) > MOST_QUERIES]
    assert not dear, "\n".join(f"{page}: {len(page.queries)}" for page in dear)


def test_every_page_shows_the_letters_of_a_name(council):
    """`<b>O'Neil</b>` is a name: of a child, and of a worker."""
    with_the_name = [page for page in council.documents() if "O&#x27;Neil" in page.html]
    wrong = [
        str(page)
        for page in council.documents()
        if "<b>O'" in page.html or "<b>O&#x27;" in page.html or "&amp;lt;" in page.html
    ]
    assert len({page.kind for page in with_the_name}) >= 10
    assert not wrong, "\n".join(wrong)


def test_every_page_is_valid_html(council, tmp_path):
    for page in council.documents():
        (tmp_path / f"{page.file_name}.html").write_text(page.html)
    command = ["node_modules/.bin/html-validate", "--config", ".htmlvalidate.json", "--formatter", "text"]
    done = subprocess.run([*command, str(tmp_path)], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).replace(f"{tmp_path}/", "")[:8000]


def test_every_page_at_both_widths_for_those_who_see_and_those_who_hear(council, chromium):
    """axe finds nothing, nothing scrolls sideways, and the browser has nothing to complain of."""
    complaints: list[str] = []
    for role, pages in to_look_at(council.documents()).items():
        complaints += look(chromium, council, role, pages)
    assert not complaints, "\n".join(complaints)


def to_look_at(pages: list[Page]) -> dict[str, list[Page]]:
    """Pages of each role that show something which no page before them showed."""
    chosen, met = defaultdict(list), set[str]()
    for page in sorted(pages, key=lambda page: (page.path != "/", -len(page.traits))):
        if page.path == "/" or not page.traits <= met:
            met |= page.traits
            chosen[page.role].append(page)
    return chosen


def look(browser: Browser, council: Council, role: str, pages: list[Page]) -> Iterator[str]:
    context = browser.new_context(base_url=council.url, locale="en-GB", timezone_id="Europe/London")
    watch = Watch(context, council.url)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": council.sessions[role], "url": council.url}
    context.add_cookies([cookie])
    tab = context.new_page()
    for page in pages:
        tab.set_viewport_size({"width": DESK, "height": 900})
        tab.goto(page.path)
        for width in (DESK, PHONE):
            tab.set_viewport_size({"width": width, "height": 900})
            if scrolls_sideways(tab):
                yield f"{page} at {width}: scrolls sideways"
            for violation in Axe().run(tab).response["violations"]:
                nodes = "; ".join(node["html"][:200] for node in violation["nodes"][:3])
                yield f"{page} at {width}: {violation['id']} ({violation['help']}): {nodes}"
            if folder := os.environ.get("PICTURES"):
                tab.screenshot(path=Path(folder) / f"{page.file_name}-{width}.png", full_page=True)
        yield from (f"{page}: {trouble}" for trouble in watch.troubles)
        watch.troubles.clear()
    context.close()
