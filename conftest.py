"""Before Django is set up: data and a database of the tests' own, and nothing of this machine's `.env`."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import environ
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

# A busy machine is no fault of the code.
hypothesis.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("suite")

environ.Env.read_env = staticmethod(lambda *args, **options: None)

if "PYTEST_XDIST_WORKER" not in os.environ:
    base = os.environ.get("DATA_DIR") or str(Path(__file__).parent / "var")
    os.environ |= {
        "DATA_DIR": f"{base}/test",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MAIL_ALLOWED_DOMAINS": "northcliffe.example",
        "SECRET_KEY": "only-for-tests",
        "STATIC_FROM_SOURCE": "1",
    }
    (Path(os.environ["DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)
    unset = ("ALLOWED_HOSTS", "BOUNCE_MAILBOX", "CELERY_BROKER_URL", "DEBUG", "EMAIL_URL", "HEALTH_TOKEN", "PUBLIC_URL")
    for name in unset:
        os.environ.pop(name, None)

    from config.local_database import ensure_database_url

    # What the tests write is thrown away: nothing need survive a power cut.
    ensure_database_url(options=("fsync=off", "full_page_writes=off", "synchronous_commit=off"))

django.setup()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """When the tests are over, nobody holds on to their database: a browser may have kept a line open."""
    yield
    from tests.databases import send_all_away

    send_all_away()


LONG_AGO = datetime(2000, 1, 1, 17, tzinfo=UTC)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is promised at every hour is tried by day and by night."""
    if metafunc.definition.get_closest_marker("day_and_night"):
        metafunc.parametrize("office_is_open", [True, False], ids=["by day", "by night"], indirect=True)


@pytest.fixture(autouse=True)
def office_is_open(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom missing and harm are told to hangs on the hour; only a test that is about the hours hangs on it too.

    For any other the office is open; by night it has been closed for years.
    """
    if not request.node.get_closest_marker("office_hours"):
        is_open = getattr(request, "param", True)
        monkeypatch.setattr("alerts.actions.telling.is_out_of_hours", lambda instant: not is_open)
        for module in ("alerts.told_before", "alerts.whom_else"):
            monkeypatch.setattr(f"{module}.closed_since", lambda instant: None if is_open else LONG_AGO)
