"""A browser before the real application: its server, its database with real transactions, its mail."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import Team, User
from accounts.rules import Role
from alerts import wake
from alerts.tasks import raise_alerts, send_outgoing_email
from reporting.tasks import weekly_email
from tests.e2e.browser import DESK, Watch, launch
from tests.e2e.mailbox import Mailbox, smtp_server
from tests.factories import ServiceFactory, TeamFactory, UserFactory

PASSWORD = "a long walk home"
HERE = Path(__file__).parent
PATIENCE_MS = 20_000
"""How long a page may take on a busy machine before a test gives up on it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this thread between its calls, so Django takes every query here for one from async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_browser(chromium: Browser, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """Somebody's browser, at a desk unless `width` says otherwise; `.watch` notes what goes wrong in it."""
    opened: list[BrowserContext] = []

    def new(*, width: int = DESK, **options: object) -> BrowserContext:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.watch = Watch(context, live_server.url)  # type: ignore[attr-defined]
        opened.append(context)
        return context

    yield new
    troubles = [trouble for context in opened for trouble in context.watch.troubles]  # type: ignore[attr-defined]
    for context in opened:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def signed_in_as(open_browser: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A page of somebody who is signed in: by a session's cookie, or through the form with `by_form=True`."""

    def open_page(user: User, *, by_form: bool = False, **options: object) -> Page:
        context = open_browser(**options)
        page = context.new_page()
        if by_form:
            page.goto("/")
            page.get_by_label("Email").fill(user.email)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
        else:
            client = Client()
            client.force_login(user)
            name = django_settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value, "url": context.watch.origin}
            context.add_cookies([cookie])
            page.goto("/")
        return page

    return open_page


class Clock:
    """The time of day for everybody: this process, and the server's threads in it. It goes on from where it is set."""

    def __init__(self) -> None:
        self.travel: time_machine.travel | None = None

    def set(self, london: str) -> None:
        """`2026-11-16 09:00`, London time."""
        self.stop()
        instant = datetime.fromisoformat(london).replace(tzinfo=ZoneInfo("Europe/London"))
        self.travel = time_machine.travel(instant, tick=True)
        self.travel.start()

    def now(self) -> datetime:
        return timezone.now()

    def stop(self) -> None:
        if self.travel:
            self.travel.stop()
            self.travel = None


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    yield clock
    clock.stop()


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    with smtp_server() as (mailbox, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield mailbox


@pytest.fixture
def a_minute_passes(mailbox: Mailbox) -> Callable[[], None]:
    """The scheduled jobs of a minute, as the worker runs them."""

    def run() -> None:
        for job in (weekly_email, raise_alerts, send_outgoing_email):
            job()

    return run


@pytest.fixture(autouse=True)
def _nobody_to_wake(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker listens: `a_minute_passes` does its work."""
    monkeypatch.setattr(wake, "_publish", lambda task: None)


@pytest.fixture
def team(live_server) -> Team:
    return TeamFactory(name="Care Team North", service=ServiceFactory(name="Children in Care"))


@pytest.fixture
def dana(team: Team) -> User:
    """A social worker."""
    return _person("Dana Whit", Role.SOCIAL_WORKER, teams=[team])


@pytest.fixture
def priya(live_server) -> User:
    """The Missing Returns Officer."""
    return _person("Priya Nair", Role.RETURNS_OFFICER)


@pytest.fixture
def yasmin(team: Team) -> User:
    """The manager of the service."""
    yasmin = _person("Yasmin Qureshi", Role.SERVICE_MANAGER)
    team.service.managers.add(yasmin)
    return yasmin


def _person(name: str, role: Role, **facts: object) -> User:
    user = UserFactory(full_name=name, email=f"{name.split()[0].lower()}@northcliffe.example", roles=[role], **facts)
    user.set_password(PASSWORD)
    user.save()
    return user
