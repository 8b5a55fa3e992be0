"""A misspelt key is refused and named: passed over, it would be taken for one that was left out."""

import pytest
from django.conf import settings

from accounts.api import reference
from missing.models import LogEntry

JSON = {"content_type": "application/json"}
OPERATIONS = [
    pytest.param(path, method, operation, id=f"{method} {path}")
    for path, methods in reference.document()["paths"].items()
    for method, operation in methods.items()
]


def test_a_misspelt_time_writes_nothing_and_the_key_that_is_meant_is_named(program_of, worker, episode) -> None:
    sent = {"text": "Seen", "att": "2026-11-23T05:00:00Z", "kid": "seen"}
    answer = program_of(worker).post("/api/v1/episodes/E1/log/", sent, **JSON)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"field": "att", "detail": "There is no such key here. Did you mean “at”?"},
        {"field": "kid", "detail": "There is no such key here. Did you mean “kind”?"},
    ]
    assert not LogEntry.objects.exists()


def test_a_misspelt_key_is_named_beside_the_one_that_is_then_missing(program_of, worker, episode) -> None:
    answer = program_of(worker).post("/api/v1/episodes/E1/found/", {"foundat": "2026-11-23T05:00:00Z"}, **JSON)
    assert {fault["field"] for fault in answer.json()["errors"]} == {"foundat", "found_at"}


def test_a_misspelt_filter_is_no_list_of_everything(program_of, worker, interview) -> None:
    answer = program_of(worker).get("/api/v1/interviews/?overdu=true&limit=5")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "overdu: There is no such key here. Did you mean “overdue”?"


@pytest.mark.parametrize("sent", ['{"text": "x", "\\ud800": 1}', '{"text": "x", "kind": "\\ud800"}'])
def test_what_is_no_text_is_refused_in_words_too(program_of, worker, episode, sent: str) -> None:
    assert program_of(worker).post("/api/v1/episodes/E1/log/", sent, **JSON).status_code == 400


def test_where_nothing_is_sent_a_key_is_refused_and_an_empty_form_is_not(program_of, officer, interview) -> None:
    program = program_of(officer)
    answer = program.post("/api/v1/interviews/E2/take/", {"despite_wish": True}, **JSON)
    assert answer.status_code == 400
    assert program.post("/api/v1/interviews/E2/take/?despite_wish=true").status_code == 200
    assert program.post("/api/v1/interviews/E2/put-back/", {"why": "x"}, **JSON).status_code == 400
    assert program.post("/api/v1/interviews/E2/put-back/").status_code == 200


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_address_refuses_what_its_description_does_not_name(
    program_of, officer, person, episode, interview, path: str, method: str, operation
) -> None:
    program = program_of(officer)
    url = path.format(reference="YP1", episode="E2" if "/interviews/" in path else "E1")
    asked = program.generic(method.upper(), f"{url}?strange=1", "{}", **JSON)
    assert asked.status_code == 400
    assert [fault["field"] for fault in asked.json()["errors"]] == ["strange"]
    if method != "get":
        sent = program.generic(method.upper(), url, '{"strange": 1}', **JSON)
        assert sent.status_code == 400
        assert "strange" in [fault["field"] for fault in sent.json()["errors"]]


def test_the_description_says_that_nothing_else_is_taken() -> None:
    document = reference.document()
    bodies = [name for name in document["components"]["schemas"] if name.endswith("Request")]
    assert bodies
    for name in bodies:
        assert document["components"]["schemas"][name]["additionalProperties"] is False
    assert document["servers"] == [{"url": settings.PUBLIC_URL}]
