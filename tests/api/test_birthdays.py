"""A date of birth over the API: how sure it is goes with it, and one that nobody can have is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from people.actions import change_details
from people.models import YoungPerson
from tests.case_files import imported, why

JSON = {"content_type": "application/json"}
URL = "/api/v1/young-people/YP1/"
WORDS = "Nobody on record was born before 1900. Look at the year."


def test_the_database_holds_it_too(person) -> None:
    with pytest.raises(IntegrityError, match="birthday_is_one_that_can_be_meant"), transaction.atomic():
        YoungPerson.objects.filter(pk=person.pk).update(date_of_birth=date(1899, 12, 31))


@pytest.mark.parametrize("born", ["0001-01-01", "1899-12-31"])
def test_a_year_that_slipped_makes_no_adult_of_a_child(program_of, worker, person, team, born: str) -> None:
    program = program_of(worker)
    changed = program.patch(URL, {"date_of_birth": born}, **JSON)
    new = {"first_name": "Ana", "last_name": "Kerr", "team": team.name, "is_somebody_else": True}
    added = program.post("/api/v1/young-people/", new | {"date_of_birth": born}, **JSON)
    for answer in (changed, added):
        assert answer.status_code == 409
        assert answer.json()["errors"] == [{"field": "date_of_birth", "detail": WORDS}]
    assert YoungPerson.objects.get().date_of_birth == person.date_of_birth


def test_the_first_day_that_can_be_is_kept(worker, person) -> None:
    assert change_details(actor=worker, young_person=person, date_of_birth=date(1900, 1, 1)).age > 100
    with pytest.raises(ActionRefused, match="before 1900"):
        change_details(actor=worker, young_person=person, date_of_birth=date(1899, 12, 31))


def test_a_file_brings_no_such_day_either(db, tmp_path) -> None:
    rows = "reference,first_name,last_name,date_of_birth\nA1,Ana,Kerr,1899-12-31\nA2,Ben,Kerr,1900-01-01"
    assert imported(tmp_path, young_people=rows).counts[0].endswith(" 1 rejected")
    assert why(2, "young_people") == f"date_of_birth: {WORDS}"


def test_how_sure_it_is_is_said_and_sent(program_of, worker, person) -> None:
    program = program_of(worker)
    sent = {"date_of_birth": "2011-11-23", "birthday_is": "estimated", "birthday_note": "About 15, says his aunt"}
    for answer in (program.patch(URL, sent, **JSON), program.get(URL)):
        assert {name: answer.json()[name] for name in sent} == sent
    assert program.get("/api/v1/young-people/").json()["results"][0]["birthday_is"] == "estimated"
    later = program.patch(URL, {"date_of_birth": "2011-11-24"}, **JSON).json()
    assert later["birthday_is"] == "estimated"
    known = program.patch(URL, {"date_of_birth": "2011-11-25", "birthday_is": ""}, **JSON).json()
    assert (known["birthday_is"], known["birthday_note"]) == ("", "")


def test_why_it_is_not_certain_is_kept_of_such_a_day_alone(program_of, worker, person, team) -> None:
    program = program_of(worker)
    assert program.patch(URL, {"birthday_note": "Who says?"}, **JSON).json()["birthday_note"] == ""
    new = {"first_name": "Ana", "last_name": "Kerr", "team": team.name, "date_of_birth": "2011-02-03"}
    made = program.post("/api/v1/young-people/", new | {"birthday_note": "Who says?"}, **JSON)
    assert (made.status_code, made.json()["birthday_note"]) == (201, "")
