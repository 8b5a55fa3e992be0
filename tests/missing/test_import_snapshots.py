"""What was so when an imported episode started, where a later file corrects its start or brings what was lacking."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from missing.models import Episode
from tests.case_files import imported, take_in, write_files

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PLACEMENTS = """reference,started_on,ended_on,placement_type,postcode
    YP1,2020-01-06,{},U6,SY1 1AA"""
MOVED = f"{PLACEMENTS.format('2026-09-30')}\nYP1,2026-10-01,,U6,WV1 1AA"
CARE = """reference,started_on,ended_on,legal_status
    YP1,2020-01-06,2026-09-30,C2
    YP1,2026-10-01,,V2"""
EPISODES = """episode_reference,reference,category,missing_from,returned_at,ended_how
    E1,YP1,missing,{},2026-11-22T08:00,returned"""


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def later(folder: Path, **files: str) -> None:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert take_in(write_files(folder / "later", **files)).status == 0


def snapshot() -> tuple:
    episode = Episode.objects.get()
    postcode = episode.placement.postcode if episode.placement else None
    return postcode, episode.is_out_of_area, episode.legal_status, episode.interview.route


def test_a_start_that_a_later_file_moves_to_another_day_takes_what_was_so_then(tmp_path: Path) -> None:
    imported(tmp_path / "1", care_periods=CARE, placements=MOVED, episodes=EPISODES.format("2026-09-20T20:00"))
    assert snapshot() == ("SY1 1AA", True, "C2", "returns_officer")
    later(tmp_path, episodes=EPISODES.format("2026-11-20T20:00"))
    assert snapshot() == ("WV1 1AA", False, "V2", "independent")


def test_a_start_that_moves_within_its_day_leaves_what_was_so(tmp_path: Path) -> None:
    imported(tmp_path / "1", placements=MOVED, episodes=EPISODES.format("2026-11-20T20:00"))
    with time_machine.travel(NOW + timedelta(minutes=30), tick=False):
        take_in(write_files(tmp_path / "moves", placements=MOVED.replace("WV1 1AA", "SY1 1AA")))
    later(tmp_path, episodes=EPISODES.format("2026-11-20T20:05"))
    assert snapshot()[1:] == (False, "", "independent")


def test_a_legal_status_that_was_lacking_takes_no_placement_away(tmp_path: Path) -> None:
    imported(tmp_path / "1", placements=PLACEMENTS.format(""), episodes=EPISODES.format("2026-11-20T20:00"))
    later(tmp_path, placements=PLACEMENTS.format("2026-10-31"), care_periods=CARE)
    assert snapshot() == ("SY1 1AA", True, "V2", "returns_officer")


def test_a_placement_that_was_lacking_takes_no_legal_status_away(tmp_path: Path) -> None:
    imported(tmp_path / "1", care_periods=CARE, episodes=EPISODES.format("2026-11-20T20:00"))
    later(tmp_path, care_periods=CARE.replace("01,,V2", "01,2026-11-01,V2"), placements=MOVED)
    assert snapshot()[:3] == ("WV1 1AA", False, "V2")
