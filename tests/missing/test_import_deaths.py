"""A case file that says that somebody died."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from accounts.rules import Role
from missing.actions import take_death_back
from people.models import Death, YoungPerson
from tests.case_files import imported, take_in, why, write_files
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_who_died_in_an_episode_is_on_record_as_having_died(tmp_path: Path) -> None:
    header = "episode_reference,reference,category,missing_from,found_at,ended_how"
    first = f"{header}\nE1,YP1,missing,2026-11-01T20:30,2026-11-02T08:00,died"
    assert imported(tmp_path, episodes=first).status == 0
    death = Death.objects.get()
    assert (death.young_person.died_on, death.by) == (date(2026, 11, 2), None)
    assert imported(tmp_path, episodes=first).status == 0
    assert Death.objects.count() == 1
    later = f"{header}\nE2,YP1,missing,2026-11-05T20:30,2026-11-06T08:00,other"
    assert take_in(write_files(tmp_path, episodes=later)).status == 1
    assert "after the young person died" in why(2, "episodes")


def test_who_was_missing_after_it_is_not(tmp_path: Path) -> None:
    rows = (
        "episode_reference,reference,category,missing_from,found_at,ended_how\n"
        "E1,YP1,missing,2026-10-01T20:30,2026-10-02T08:00,died\n"
        "E2,YP1,missing,2026-10-05T20:30,2026-10-06T08:00,other"
    )
    assert imported(tmp_path, episodes=rows).status == 0
    assert not Death.objects.exists()


def test_a_death_that_a_manager_took_back_stays_so(tmp_path: Path) -> None:
    rows = "episode_reference,reference,category,missing_from,found_at,ended_how\n"
    rows += "E1,YP1,missing,2026-11-01T20:30,2026-11-02T08:00,died"
    imported(tmp_path, episodes=rows)
    person = YoungPerson.objects.get(reference="YP1")
    take_death_back(actor=UserFactory(roles=[Role.SERVICE_MANAGER]), young_person=person, why="Another child")
    imported(tmp_path, episodes=rows)
    person.refresh_from_db()
    assert person.died_on is None
