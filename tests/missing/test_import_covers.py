"""Which interviews a case file may cover by which others."""

from pathlib import Path

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from missing.actions import reopen_interview, void_episode
from missing.models import Episode, ReturnInterview
from tests.case_files import imported, why
from tests.factories import UserFactory
from tests.missing.test_import_interviews import EPISODES, NOW, interview, interviews

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


COVERS = {
    "by a talk before they went missing": (
        ("E1,completed,2026-11-02T10:00,", "E2,covered_by_later,,E1"),
        {3: "ended 2 Nov 2026, 10:00, before they came back from this episode (3 Nov 2026, 23:00)."},
    ),
    "by a talk from before, two steps on": (
        ("E1,completed,2026-11-02T10:00,", "E2,covered_by_later,,E1", "E3,covered_by_later,,E2"),
        {3: "That interview ended 2 Nov 2026, 10:00", 4: "That interview ended 2 Nov 2026, 10:00"},
    ),
    "of who is not back, from before they went": (
        ("E3,completed,2026-11-20T10:00,", "E6,covered_by_later,,E3"),
        {3: "before this episode began (22 Nov 2026, 20:30)."},
    ),
    "in a circle": (
        ("E1,covered_by_later,,E2", "E2,covered_by_later,,E1"),
        {3: "That interview is itself covered by this one, so nobody talked to them: say which was held."},
    ),
    "in a circle of three, the later first": (
        ("E3,covered_by_later,,E1", "E1,covered_by_later,,E2", "E2,covered_by_later,,E3"),
        {2: "That interview is itself covered by this one"},
    ),
}


@pytest.mark.parametrize(("rows", "rejected"), COVERS.values(), ids=COVERS)
def test_what_cannot_cover_an_interview_is_rejected_and_it_is_still_to_do(tmp_path: Path, rows, rejected) -> None:
    for _ in range(2):
        outcome = imported(tmp_path, episodes=EPISODES, interviews=interviews("outcome,outcome_at,covered_by", *rows))
        assert outcome.counts[-1].endswith(f", {len(rejected)} rejected")
        for line, words in rejected.items():
            assert why(line, "interviews").startswith("covered_by: ")
            assert words in why(line, "interviews")
            to_do = ReturnInterview.objects.filter(outcome="").values_list("episode__reference", flat=True)
            assert rows[line - 2][:2] in {*to_do, "E6"}


COVERED_ALL_THE_SAME = {
    "no time on record": ("E1,completed,,", "E2,covered_by_later,,E1"),
    "after both returns, written down of the earlier": ("E1,completed,2026-11-04T10:00,", "E2,covered_by_later,,E1"),
    "at the very return": ("E1,completed,2026-11-03T23:00,", "E2,covered_by_later,,E1"),
    "itself still to do": ("E1,covered_by_later,,E2", "E2,,,"),
    "a chain": ("E1,covered_by_later,,E2", "E2,covered_by_later,2026-11-20T10:00,E3", "E3,declined,2026-11-20T10:00,"),
    "of who is not back, since they went": ("E6,covered_by_later,,E3", "E3,completed,2026-11-23T10:00,"),
    "with a time of its own": ("E1,covered_by_later,2026-11-02T09:00,E2", "E2,completed,2026-11-05T10:00,"),
}


@pytest.mark.parametrize("rows", COVERED_ALL_THE_SAME.values(), ids=COVERED_ALL_THE_SAME)
def test_what_may_be_covered_is_taken_and_a_second_run_changes_nothing(tmp_path: Path, rows: tuple[str, ...]) -> None:
    given = interviews("outcome,outcome_at,covered_by", *rows)
    assert imported(tmp_path, episodes=EPISODES, interviews=given).status == 0
    again = imported(tmp_path, episodes=EPISODES, interviews=given)
    assert again.counts[-1].endswith(f" 0 added, 0 changed, {len(rows)} unchanged, 0 rejected")


def test_two_returns_at_the_same_instant_may_cover_one_another(tmp_path: Path) -> None:
    rows = """episode_reference,reference,category,missing_from,found_at,returned_at
        E1,YP1,missing,2026-11-01T20:30,2026-11-01T22:00,2026-11-02T08:00
        E2,YP1,missing,2026-11-01T23:30,2026-11-02T01:00,2026-11-02T08:00"""
    covered = interviews("outcome,outcome_at,covered_by", "E1,covered_by_later,,E2", "E2,completed,2026-11-02T08:00,")
    assert imported(tmp_path, episodes=rows, interviews=covered).status == 0


def test_a_circle_with_what_is_on_record_is_rejected(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, interviews=interviews("outcome,covered_by", "E1,covered_by_later,E2"))
    imported(tmp_path, interviews=interviews("outcome,covered_by", "E2,covered_by_later,E1"))
    assert "That interview is itself covered by this one" in why(2, "interviews")
    ReturnInterview.objects.filter(pk=interview("E2").pk).update(
        outcome="covered_by_later", covered_by=interview("E1"), outcome_recorded_at=NOW, source="imported"
    )
    imported(
        tmp_path, interviews=interviews("outcome,outcome_at,covered_by", "E1,covered_by_later,2026-11-03T10:00,E2")
    )
    assert "That interview is on record as itself covered by this one: mend that one first." in why(2, "interviews")


def test_without_its_column_what_covers_it_on_record_is_judged(tmp_path: Path) -> None:
    rows = interviews("outcome,covered_by", "E1,completed,", "E2,covered_by_later,E1")
    imported(tmp_path, episodes=EPISODES, interviews=rows)
    later = interviews("outcome,outcome_at", "E1,completed,2026-11-02T10:00", "E2,covered_by_later,")
    imported(tmp_path, interviews=later)
    assert "That interview ended 2 Nov 2026, 10:00, before" in why(3, "interviews")


class TestTheEndOfAChain:
    """What nothing settles any more is to do again and on a list, however many steps before."""

    CHAIN = ("E1,covered_by_later,,E2", "E2,covered_by_later,,E3", "E3,completed,2026-11-20T10:00,")

    @pytest.fixture
    def manager(self, client, tmp_path: Path) -> User:
        imported(tmp_path, episodes=EPISODES, interviews=interviews("outcome,outcome_at,covered_by", *self.CHAIN))
        manager = UserFactory(roles=[Role.SERVICE_MANAGER])
        client.force_login(manager)
        return manager

    def on_our_lists(self) -> set[str]:
        listed = ReturnInterview.objects.to_do() | ReturnInterview.objects.to_settle()
        return set(
            listed.filter(episode__reference__in=["E1", "E2", "E3"]).values_list("episode__reference", flat=True)
        )

    def test_is_reopened(self, client, manager: User) -> None:
        assert "It covers E1 and E2: those are open again too." in client.get("/interviews/E3/reopen/").text
        reopen_interview(actor=manager, interview=interview("E3"), why="It never took place")
        assert self.on_our_lists() == {"E1", "E2", "E3"}

    def test_is_voided(self, client, manager: User) -> None:
        page = client.get("/episodes/E3/void/").text
        for one in ("E1", "E2"):
            assert f"The interview after {one}, which its conversation settled, is open again." in page
        void_episode(actor=manager, episode=Episode.objects.get(reference="E3"), reason="It was her sister")
        assert self.on_our_lists() == {"E1", "E2"}
