"""A case file and an episode that somebody here voided: the same again changes nothing, anything else is refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from accounts.rules import Role
from missing.actions import void_episode
from missing.models import Episode, ReturnInterview
from tests.case_files import YOUNG_PEOPLE, take_in, why, write_files
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EPISODES = "episode_reference,reference,category,missing_from,returned_at,ended_how"
E1 = "E1,YP1,missing,2026-11-20T20:00,2026-11-21T02:00,returned"
INTERVIEWS = "episode_reference,outcome,outcome_at"


@pytest.fixture(autouse=True)
def voided(tmp_path: Path):
    with time_machine.travel(NOW, tick=False):
        take_in(write_files(tmp_path / "first", young_people=YOUNG_PEOPLE, episodes=f"{EPISODES}\n{E1}"))
        manager = UserFactory(roles=[Role.SERVICE_MANAGER])
        void_episode(actor=manager, episode=Episode.objects.get(), reason="Another child's")
        yield


def test_the_same_again_changes_nothing_and_opens_nothing(tmp_path: Path) -> None:
    again = take_in(write_files(tmp_path / "again", episodes=f"{EPISODES}\n{E1}"))
    assert again.counts == ["episodes.csv: 1 read, 0 added, 0 changed, 1 unchanged, 0 rejected"]
    assert Episode.objects.get().is_void
    assert ReturnInterview.objects.get().is_void


def test_it_is_in_no_rows_way(tmp_path: Path) -> None:
    other = E1.replace("E1,", "E2,").replace("20:00", "21:00")
    both = take_in(write_files(tmp_path / "both", episodes=f"{EPISODES}\n{E1}\n{other}"))
    assert both.counts == ["episodes.csv: 2 read, 1 added, 0 changed, 1 unchanged, 0 rejected"]


def test_a_row_that_says_something_else_of_it_is_rejected(tmp_path: Path) -> None:
    changed = write_files(
        tmp_path / "changed",
        episodes=f"{EPISODES}\n{E1.replace('02:00', '03:00')}",
        interviews=f"{INTERVIEWS}\nE1,declined,2026-11-21T10:00",
    )
    assert take_in(changed).status == 1
    for file in ("episodes", "interviews"):
        assert why(2, file) == "episode_reference: This episode was voided here on 23 Nov 2026."
