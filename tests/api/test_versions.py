"""Two programs at one record: what has changed since it was read is not overwritten by who asks that it be not."""

import pytest

from accounts.api import reference
from people.models import YoungPerson

JSON = {"content_type": "application/json"}
URL = "/api/v1/young-people/YP1/"


def test_the_second_of_two_programs_overwrites_nothing_unseen(program_of, worker, person) -> None:
    program = program_of(worker)
    read = program.get(URL)["ETag"]
    first = program.patch(URL, {"last_name": "Right"}, **JSON, headers={"If-Match": read})
    assert (first.status_code, first.json()["last_name"]) == (200, "Right")
    second = program.patch(URL, {"last_name": "Stale"}, **JSON, headers={"If-Match": read})
    assert (second.status_code, second["Content-Type"]) == (412, "application/problem+json")
    words = "This was changed since you read it: last name. Nothing of yours is saved. Read it again."
    assert second.json()["detail"] == words
    assert YoungPerson.objects.get().last_name == "Right"
    again = program.patch(URL, {"last_name": "Read"}, **JSON, headers={"If-Match": first["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize("sent", ["*", "W/{}", '"0", {}'])
def test_a_version_may_be_any_or_among_others_or_packed_on_the_way(program_of, worker, person, sent: str) -> None:
    program = program_of(worker)
    read = program.get(URL)["ETag"]
    answer = program.patch(URL, {"last_name": "New"}, **JSON, headers={"If-Match": sent.format(read)})
    assert answer.status_code == 200


@pytest.mark.parametrize("sent", ["", "nonsense", '"0"', '"99999999999999"', '"' + "9" * 5_000 + '"', '"½"'])
def test_what_names_no_version_of_it_changes_nothing(program_of, worker, person, sent: str) -> None:
    answer = program_of(worker).patch(URL, {"last_name": "New"}, **JSON, headers={"If-Match": sent})
    assert answer.status_code == 412
    assert YoungPerson.objects.get().last_name == "Farrow"


def test_without_a_version_it_is_changed_as_it_is(program_of, worker, person) -> None:
    assert program_of(worker).patch(URL, {"last_name": "New"}, **JSON).status_code == 200


def test_a_new_record_has_a_version_too(program_of, worker, person) -> None:
    sent = {"first_name": "Ana", "last_name": "Kerr", "date_of_birth": "2011-02-03", "team": person.team.name}
    program = program_of(worker)
    made = program.post("/api/v1/young-people/", sent, **JSON)
    assert program.get(f"/api/v1/young-people/{made.json()['reference']}/")["ETag"] == made["ETag"]


def test_it_is_described(client, worker) -> None:
    patch = reference.document()["paths"]["/api/v1/young-people/{reference}/"]["patch"]
    assert "412" in patch["responses"]
    assert "ETag" in patch["responses"]["200"]["headers"]
    client.force_login(worker)
    assert "If-Match" in client.get("/api/v1/").text
