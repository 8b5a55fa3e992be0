"""The cut-off is set to another day: what the page promises is built, no hour is left out and none is told twice."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Service, User
from reporting.actions import run_weekly_email
from reporting.models import WeeklyEmail

pytestmark = pytest.mark.django_db


def november(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


DECEMBER_4 = datetime(2026, 12, 4, 8, tzinfo=UTC)


@pytest.fixture
def set_to(settings: Any) -> Any:
    def set_to(day: str) -> None:
        settings.WEEKLY_CUT_OFF, settings.WEEKLY_SEND = f"{day} 08:00", f"{day} 10:00"

    return set_to


@pytest.fixture
def promised(client: Client, officer: User, django_assert_max_num_queries: Any) -> Any:
    """What the two pages say of the next e-mail at that instant."""

    def promised(at: datetime) -> str:
        with time_machine.travel(at, tick=False):
            client.force_login(officer)
            said = []
            for page in ("weekly_emails", "weekly_so_far"):
                client.get(reverse(f"reporting:{page}"))
                with django_assert_max_num_queries(12):
                    said.append(client.get(reverse(f"reporting:{page}")).text)
        return re.sub(r"<[^>]+>|\s+", " ", " ".join(said))

    return promised


def covers() -> list[tuple[str, datetime, datetime]]:
    return list(WeeklyEmail.objects.order_by("covers_to").values_list("week", "covers_from", "covers_to"))


def test_set_later_after_this_weeks_was_built_the_next_weeks_covers_the_days_between(
    service: Service, set_to: Any, promised: Any
) -> None:
    User.objects.update(joined_at=november(17))
    set_to("Monday")
    run_weekly_email(at=november(23, 10))
    set_to("Friday")
    said = promised(november(25, 12))
    assert (
        "The next one covers Mon 23 Nov, 08:00 to Fri 4 Dec, 08:00, is built then and goes out by itself Fri 4 Dec, "
        "10:00." in said
    )
    assert "Monday 23 November 2026, 08:00 to now, Wednesday 25 November 2026, 12:00" in said
    assert "The e-mail of 2026-W49 is built Fri 4 Dec, 08:00" in said
    assert run_weekly_email(at=november(27, 10)) == []
    assert "The next one covers Mon 23 Nov, 08:00 to Fri 4 Dec, 08:00" in promised(november(27, 11))
    run_weekly_email(at=DECEMBER_4)
    assert covers() == [
        ("2026-W48", november(16), november(23)),
        ("2026-W49", november(23), DECEMBER_4),
    ]


def test_set_later_before_this_weeks_was_built_it_is_built_then(service: Service, set_to: Any, promised: Any) -> None:
    User.objects.update(joined_at=november(9))
    set_to("Monday")
    run_weekly_email(at=november(16, 10))
    set_to("Friday")
    assert "The next one covers Mon 16 Nov, 08:00 to Fri 27 Nov, 08:00" in promised(november(25, 12))
    run_weekly_email(at=november(27))
    assert covers()[-1] == ("2026-W48", november(16), november(27))


def test_set_earlier_the_next_is_short(service: Service, set_to: Any, promised: Any) -> None:
    User.objects.update(joined_at=november(14))
    set_to("Friday")
    run_weekly_email(at=november(20, 10))
    set_to("Monday")
    assert "The next one covers yesterday 08:00 to Mon 23 Nov, 08:00" in promised(november(21))
    run_weekly_email(at=november(23))
    assert covers()[-1] == ("2026-W48", november(20), november(23))
