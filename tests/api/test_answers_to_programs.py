"""Whatever a program asks or sends, it is answered as one: by problem details that the description declares."""

import json

import pytest
from django.test import Client

from accounts.api import reference

JSON = {"content_type": "application/json"}
PROBLEM = "application/problem+json"
NEW = {"young_person": "YP1", "category": "missing", "started_at": "2026-11-23T11:00:00+00:00"}


@pytest.mark.parametrize(
    "sent",
    ["[" * 200_000, '{"a":' * 200_000, json.dumps(NEW | {"category": None}).replace("null", "[" * 900 + "]" * 900)],
    ids=["lists", "objects", "in a choice"],
)
def test_brackets_too_deep_to_read_are_refused(program_of, worker, person, sent: str) -> None:
    answer = program_of(worker).post("/api/v1/episodes/", sent, **JSON)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["detail"] == "There are more than 20 brackets inside each other."


@pytest.mark.parametrize("key", ["category", "young_person", "started_at", "police_risk"])
def test_half_of_a_surrogate_pair_is_refused_wherever_it_stands(program_of, worker, person, key: str) -> None:
    answer = program_of(worker).post("/api/v1/episodes/", json.dumps(NEW | {key: "\ud800"}), **JSON)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["errors"][0]["field"] == key


def test_too_much_at_once_is_refused_as_declared(program_of, worker, episode, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = program_of(worker).post("/api/v1/episodes/E1/log/", {"text": "x" * 2_000}, **JSON)
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)
    assert "413" in reference.document()["paths"]["/api/v1/episodes/{episode}/log/"]["post"]["responses"]


@pytest.mark.parametrize("address", ["nothing/", "interviews/E2/nothing/", "v2/"])
def test_an_address_that_there_is_not_answers_with_problem_details(program_of, worker, interview, address: str) -> None:
    for program in (program_of(worker), Client()):
        answer = program.get(f"/api/v1/{address}")
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
        assert answer.json()["detail"] == "The API has no such address."


def test_without_its_last_slash_nothing_is_sent_elsewhere(program_of, worker, person) -> None:
    """A redirect makes a GET of what was posted: a list instead of a record, and 200."""
    answer = program_of(worker).post("/api/v1/episodes", NEW, **JSON)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["detail"] == "The API has no such address. Write it with a slash at its end."


def test_the_page_is_found_without_its_last_slash(client, worker) -> None:
    client.force_login(worker)
    assert client.get("/api/v1").status_code == 301


def test_a_format_is_a_parameter_like_any_other_and_not_known(program_of, worker, person) -> None:
    answer = program_of(worker).post("/api/v1/episodes/?format=xml", NEW, **JSON)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "format"


def test_who_takes_problem_details_takes_answers_too(program_of, worker, person) -> None:
    program = program_of(worker)
    answer = program.get("/api/v1/young-people/YP1/", headers={"Accept": PROBLEM})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert program.get("/api/v1/young-people/YP9/", headers={"Accept": PROBLEM})["Content-Type"] == PROBLEM
    assert program.get("/api/v1/young-people/YP1/", headers={"Accept": "text/html"}).status_code == 406


@pytest.mark.parametrize("limit", ["abc", "0", "-1", "1.5", "", "9" * 5_000])
def test_a_limit_is_a_number_from_one_on(program_of, worker, person, limit: str) -> None:
    answer = program_of(worker).get(f"/api/v1/episodes/?limit={limit}")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"field": "limit", "detail": "Write a whole number from 1 to 200."}]


def test_a_limit_beyond_the_most_gives_the_most(program_of, worker, person) -> None:
    assert program_of(worker).get("/api/v1/episodes/?limit=1000").status_code == 200
