"""The reference of a record that was merged goes on finding the one that stands, for who may see that one."""

import pytest

from missing.models import Episode
from people.models import ReadLog, YoungPerson
from tests.factories import RecordMergeFactory, YoungPersonFactory

JSON = {"content_type": "application/json"}


@pytest.fixture
def merged(person, team) -> YoungPerson:
    """Jude was on record twice: YP0 was merged into YP1."""
    twice = YoungPersonFactory(reference="YP0", first_name="Judd", team=team)
    RecordMergeFactory(kept=person, merged=twice)
    YoungPerson.objects.filter(pk=twice.pk).update(merged_into=person)
    return twice


def test_the_old_reference_leads_to_the_record_that_stands(program_of, worker, merged) -> None:
    program = program_of(worker)
    answer = program.get("/api/v1/young-people/YP0/")
    assert (answer.status_code, answer["Location"]) == (302, "/api/v1/young-people/YP1/")
    assert not ReadLog.objects.exists()
    assert program.get(answer["Location"]).json()["reference"] == "YP1"


def test_who_may_not_see_the_one_that_stands_learns_nothing(program_of, other_worker, merged) -> None:
    answer = program_of(other_worker).get("/api/v1/young-people/YP0/")
    assert answer.status_code == 404
    assert "YP1" not in answer.content.decode()


def test_nor_does_anybody_of_one_that_is_restricted_since(program_of, worker, merged) -> None:
    YoungPerson.objects.update(is_restricted=True)
    assert program_of(worker).get("/api/v1/young-people/YP0/").status_code == 404


def test_what_is_sent_to_the_old_reference_is_taken_for_the_one_that_stands(program_of, worker, merged) -> None:
    answer = program_of(worker).patch("/api/v1/young-people/YP0/", {"first_name": "Judy"}, **JSON)
    assert (answer.status_code, answer.json()["reference"]) == (200, "YP1")
    assert YoungPerson.objects.get(reference="YP1").first_name == "Judy"
    assert YoungPerson.objects.get(reference="YP0").first_name == "Judd"


def test_an_episode_is_logged_and_lists_are_asked_by_either(program_of, worker, merged, episode, interview) -> None:
    program = program_of(worker)
    for reference in ("YP0", "YP1"):
        episodes = program.get("/api/v1/episodes/", {"young_person": reference}).json()["results"]
        assert {row["reference"] for row in episodes} == {"E1", "E2"}
        interviews = program.get("/api/v1/interviews/", {"young_person": reference}).json()["results"]
        assert [row["episode"] for row in interviews] == ["E2"]
    Episode.objects.filter(reference="E1").delete()
    sent = {"young_person": "YP0", "category": "missing", "started_at": "2026-11-23T09:30:00+00:00"}
    answer = program.post("/api/v1/episodes/", sent, **JSON)
    assert (answer.status_code, answer.json()["young_person"]) == (201, "YP1")
