"""Harm that is told of over the API says whether who cares for them did it: to them what tells of it is not given."""

import pytest

from accounts.access import ActionRefused
from missing.actions import share_interview
from missing.models import Episode, HarmTold, ReturnInterview
from people.models import YoungPerson
from tests.factories import PlacementFactory

JSON = {"content_type": "application/json"}
AT = "/api/v1/interviews/E2/"
DONE = {
    "outcome_at": "2026-11-23T11:00:00+00:00",
    "method": "phone",
    "independence": "independent",
    "limits_told": True,
    "harm_told": "yes",
    "account": "Tony on the night shift hits me",
    "harm": "Tony, a member of staff of the home, hits them with a belt",
}
TOLD = {
    "outcome": "completed",
    "outcome_at": "2026-11-23T11:00:00+00:00",
    "told_by": "Bea Ray, Walsall",
    "harm": "Tony hits him",
}
ASKED = "Choose whether it was somebody who cares for them, or may be."


def shared(officer, recipient: str):
    return share_interview(
        actor=officer,
        interview=ReturnInterview.objects.get(),
        recipient=recipient,
        recipient_name="Anja Whitlock, Larkrise",
        handed="paper",
        sections=["account"],
        withheld_why="Not needed",
    )


@pytest.mark.parametrize(("by", "barred"), [("home", ["carer"]), ("parent", ["parent"]), ("no", [])])
def test_who_did_it_is_barred_from_what_tells_of_it(program_of, officer, interview, by: str, barred: list[str]) -> None:
    home = PlacementFactory(young_person=interview.episode.young_person, placement_type="K2")
    Episode.objects.update(placement=home)
    assert program_of(officer).post(f"{AT}completed/", DONE | {"harm_by_carer": by}, **JSON).status_code == 200
    for recipient in ("carer", "parent"):
        if recipient in barred:
            with pytest.raises(ActionRefused, match="is said to have harmed them"):
                shared(officer, recipient)
        else:
            shared(officer, recipient)
    assert HarmTold.objects.get().by_whom == {"no": "other"}.get(by, by)


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "harm_by_carer", ASKED),
        ({"harm_by_carer": ""}, "harm_by_carer", ASKED),
        ({"harm_told": "no", "harm": "", "harm_by_carer": "home"}, "harm_told", "You wrote of harm that they told of"),
    ],
)
def test_harm_is_not_told_of_without_it(program_of, officer, interview, sent, field: str, words: str) -> None:
    answer = program_of(officer).post(f"{AT}completed/", DONE | sent, **JSON)
    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert fault["field"] == field
    assert fault["detail"].startswith(words)
    assert not HarmTold.objects.exists()


def test_that_it_is_not_known_is_an_answer(program_of, officer, interview) -> None:
    assert program_of(officer).post(f"{AT}completed/", DONE | {"harm_by_carer": "not_known"}, **JSON).status_code == 200
    none = DONE | {"harm_told": "no", "harm": ""}
    assert program_of(officer, "again").post(f"{AT}completed/", none, **JSON).status_code == 409


def test_so_it_is_where_a_placing_council_tells_of_it(program_of, officer, person, interview) -> None:
    YoungPerson.objects.update(responsible_authority="Walsall", kind_of_record="other_council")
    ReturnInterview.objects.update(route="placing_council")
    program = program_of(officer)
    without = program.post(f"{AT}they-told/", TOLD, **JSON)
    assert without.status_code == 409
    assert without.json()["errors"] == [{"field": "harm_by_carer", "detail": ASKED}]
    answer = program.post(f"{AT}they-told/", TOLD | {"harm_by_carer": "home"}, **JSON)
    assert answer.status_code == 200, answer.content
    assert HarmTold.objects.get().by_whom == "home"
