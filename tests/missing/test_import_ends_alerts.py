"""What was told of an absence leaves the bell when a file says that they are back, as when somebody says it here."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import record_return, report_missing
from missing.models import Episode
from tests.case_files import take_in, write_files
from tests.factories import UserFactory, YoungPersonFactory
from tests.missing.test_import_interviews import at_noon

pytestmark = pytest.mark.django_db
__all__ = ["at_noon"]
NOW, HOUR = datetime(2026, 11, 23, 12, 0, tzinfo=UTC), timedelta(hours=1)
HEADER = "episode_reference,reference,category,missing_from,returned_at,ended_how,police_risk"


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER])


@pytest.fixture
def episode(officer: User) -> Episode:
    """Logged by a colleague 29 hours ago; the officer was told."""
    person = YoungPersonFactory(reference="YP1")
    logged = {"young_person": person, "category": "missing", "started_at": NOW - 30 * HOUR, "at": NOW - 29 * HOUR}
    episode = report_missing(actor=UserFactory(roles=[Role.RETURNS_OFFICER]), **logged)
    raise_alerts(at=NOW - 28 * HOUR)
    assert "new_episode" in told(officer)
    return episode


def told(user: User) -> set[str]:
    return set(Alert.objects.standing().filter(user=user).values_list("stage__kind", flat=True))


def by_file(folder: Path, episode: Episode, back: str, risk: str = "") -> None:
    row = (
        f"{episode.reference},YP1,missing,{NOW - 30 * HOUR:%Y-%m-%dT%H:%MZ},{back},{'returned' if back else ''},{risk}"
    )
    outcome = take_in(write_files(folder, episodes=f"{HEADER}\n{row}"))
    assert outcome.status == 0, outcome.printed


@pytest.mark.parametrize("door", ["page", "file"])
def test_back_by_either_door_nothing_is_told_of_the_absence_any_more(tmp_path: Path, officer, episode, door) -> None:
    if door == "page":
        record_return(actor=officer, episode=episode, returned_at=NOW - 2 * HOUR)
    else:
        by_file(tmp_path, episode, f"{NOW - 2 * HOUR:%Y-%m-%dT%H:%MZ}")
    assert told(officer) == set()
    raise_alerts(at=NOW)
    assert told(officer) == set()


def test_another_fact_of_one_who_is_missing_still_ends_nothing(tmp_path: Path, officer, episode) -> None:
    by_file(tmp_path, episode, "", risk="high")
    assert "new_episode" in told(officer)
