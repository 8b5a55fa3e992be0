"""Young people, episodes and interviews: read and written by the same actions as the pages."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules import Role
from missing.codes import Outcome
from missing.models import Episode, HarmTold, ReturnInterview, StrategyDiscussion
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

JSON = {"content_type": "application/json"}


def test_a_list_holds_what_the_user_may_open(program_of, worker, person) -> None:
    YoungPersonFactory(reference="YP2")
    YoungPersonFactory(reference="YP3", team=person.team, is_restricted=True)
    found = program_of(worker).get("/api/v1/young-people/").json()
    assert [row["reference"] for row in found["results"]] == ["YP1"]


def test_another_teams_and_a_restricted_record_are_not_there(program_of, other_worker, person, episode, interview):
    program = program_of(other_worker)
    assert program.get("/api/v1/young-people/YP1/").status_code == 404
    assert program.get("/api/v1/interviews/E2/").status_code == 404
    assert program.get("/api/v1/episodes/E2/").status_code == 404
    assert program.get("/api/v1/episodes/E1/").status_code == 200  # whoever is missing now is everybody's
    YoungPerson.objects.update(is_restricted=True)
    assert program.get("/api/v1/episodes/E1/").status_code == 404
    assert program.get("/api/v1/episodes/").json()["results"] == []
    assert program.get("/api/v1/interviews/").json()["results"] == []


def test_a_list_comes_in_pages(program_of, worker, team) -> None:
    for number in range(5):
        YoungPersonFactory(reference=f"P{number}", team=team)
    program = program_of(worker)
    url, found = "/api/v1/young-people/?limit=2", []
    while url:
        page = program.get(url).json()
        assert len(page["results"]) <= 2
        found += [row["reference"] for row in page["results"]]
        url = page["next"]
    assert found == [f"P{number}" for number in range(5)]


def test_a_name_is_found_though_misspelt(program_of, worker, person) -> None:
    YoungPersonFactory(reference="YP2", team=person.team, first_name="Nadia", last_name="Kerim")
    found = program_of(worker).get("/api/v1/young-people/", {"q": "Jude Farow"}).json()
    assert [row["reference"] for row in found["results"]] == ["YP1"]


def test_a_young_person_is_put_on_record(program_of, worker, team) -> None:
    sent = {"first_name": "Ana", "last_name": "<b>O'Neil</b>", "date_of_birth": "2011-02-03", "team": team.name}
    answer = program_of(worker).post("/api/v1/young-people/", sent, **JSON)
    assert answer.status_code == 201
    assert answer.json()["last_name"] == "<b>O'Neil</b>"
    assert YoungPerson.objects.get().reference == answer.json()["reference"]


def test_no_double_is_made_before_it_is_asked(program_of, worker, team) -> None:
    UserFactory(roles=[Role.SERVICE_MANAGER])
    sent = {"first_name": "Ana", "last_name": "Kerr", "date_of_birth": "2011-02-03", "team": team.name}
    like = YoungPersonFactory(first_name="Anna", last_name="Kerr", team=team, reference="YP00400")
    answer = program_of(worker).post("/api/v1/young-people/", sent, **JSON)
    assert answer.status_code == 409
    words = "On record already, and alike: YP00400. If this is somebody else, send is_somebody_else."
    assert answer.json()["errors"] == [{"field": "is_somebody_else", "detail": words}]
    YoungPerson.objects.filter(pk=like.pk).update(is_restricted=True)
    answer = program_of(worker).post("/api/v1/young-people/", sent, **JSON)
    assert answer.status_code == 409
    assert "A restricted record may match. Ask " in answer.json()["detail"]
    assert "YP00400" not in answer.text
    answer = program_of(worker).post("/api/v1/young-people/", sent | {"is_somebody_else": True}, **JSON)
    assert answer.status_code == 201


def test_nobody_is_put_into_a_team_of_others(program_of, worker) -> None:
    TeamFactory(name="Care Team South")
    sent = {"first_name": "Ana", "last_name": "Kerr", "date_of_birth": "2011-02-03", "team": "Care Team South"}
    answer = program_of(worker).post("/api/v1/young-people/", sent, **JSON)
    assert answer.status_code == 409
    words = "Care Team South is not one of your teams. Its manager or duty can add somebody to it."
    assert answer.json()["errors"] == [{"field": "team", "detail": words}]


def test_each_fault_is_said_by_its_key(program_of, worker) -> None:
    answer = program_of(worker).post("/api/v1/young-people/", {"first_name": "", "team": "Nobody's"}, **JSON)
    assert answer.status_code == 400
    assert {fault["field"] for fault in answer.json()["errors"]} == {
        "first_name",
        "last_name",
        "date_of_birth",
        "team",
    }


def test_an_episode_is_logged_for_anybody(program_of, other_worker, person, now) -> None:
    sent = {"young_person": "YP1", "category": "missing", "started_at": "2026-11-23T09:30:00+00:00"}
    answer = program_of(other_worker).post("/api/v1/episodes/", sent, **JSON)
    assert answer.status_code == 201
    assert answer.json()["started_at"] == "2026-11-23T09:30:00+00:00"
    assert Episode.objects.get().logged_by == other_worker


def test_a_summer_time_is_shown_with_its_offset(program_of, worker, person) -> None:
    EpisodeFactory(
        young_person=person, started_at=datetime(2026, 7, 1, 17, 30, tzinfo=UTC), reference="S1", returned=True
    )
    assert program_of(worker).get("/api/v1/episodes/S1/").json()["started_at"] == "2026-07-01T18:30:00+01:00"


def test_a_second_open_episode_is_refused_in_words(program_of, worker, episode) -> None:
    sent = {"young_person": "YP1", "category": "missing", "started_at": "2026-11-23T09:30:00+00:00"}
    answer = program_of(worker).post("/api/v1/episodes/", sent, **JSON)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "Jude Farrow has an open episode already, E1. Add what you know to it."


@pytest.mark.parametrize("time", ["2026-11-23T09:30:00", "yesterday", "2026-02-30T09:00:00Z", 5, None])
def test_a_time_needs_its_offset(program_of, worker, person, time) -> None:
    sent = {"young_person": "YP1", "category": "missing", "started_at": time}
    answer = program_of(worker).post("/api/v1/episodes/", sent, **JSON)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "started_at"


def test_a_time_to_come_is_refused_beside_its_key(program_of, worker, person) -> None:
    sent = {"young_person": "YP1", "category": "missing", "started_at": "2026-11-23T23:30:00+00:00"}
    answer = program_of(worker).post("/api/v1/episodes/", sent, **JSON)
    assert answer.status_code == 409
    assert answer.json()["errors"] == [{"field": "started_at", "detail": "This time has not come yet."}]


def test_nobody_of_that_reference_is_a_fault_of_its_key(program_of, worker) -> None:
    sent = {"young_person": "X9", "category": "missing", "started_at": "2026-11-23T09:30:00+00:00"}
    answer = program_of(worker).post("/api/v1/episodes/", sent, **JSON)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "young_person")


def test_an_episode_is_lived_through(program_of, worker, episode) -> None:
    program = program_of(worker)
    line = program.post("/api/v1/episodes/E1/log/", {"text": "Seen at the bus station", "kind": "seen"}, **JSON)
    assert line.status_code == 201
    assert program.get("/api/v1/episodes/E1/log/").json()["results"][0]["text"] == "Seen at the bus station"
    found = program.post("/api/v1/episodes/E1/found/", {"found_at": "2026-11-23T10:00:00Z"}, **JSON)
    assert found.json()["clock_starts_at"] is None
    back = program.post("/api/v1/episodes/E1/return/", {"returned_at": "2026-11-23T11:00:00Z"}, **JSON)
    assert back.json()["clock_starts_at"] == "2026-11-23T11:00:00+00:00"
    assert program.get("/api/v1/interviews/E1/").json()["due_at"] == "2026-11-26T11:00:00+00:00"


def test_episodes_are_chosen_by_state_and_time(program_of, worker, episode, interview) -> None:
    program = program_of(worker)

    def listed(**asked: str) -> list[str]:
        return [row["reference"] for row in program.get("/api/v1/episodes/", asked).json()["results"]]

    assert listed() == ["E1", "E2"]
    assert listed(is_open="true") == ["E1"]
    assert listed(is_open="false") == ["E2"]
    assert listed(started_before="2026-11-22T12:00:00Z") == ["E2"]
    assert listed(young_person="YP1", started_from="2026-11-22T12:00:00Z") == ["E1"]


def test_an_interview_is_taken_offered_tried_and_done(program_of, officer, interview) -> None:
    program = program_of(officer)
    assert program.post("/api/v1/interviews/E2/take/").json()["assigned_to"] == "priya@northcliffe.example"
    offered = {"method": "phone", "response": "accepted", "offered_at": "2026-11-22T18:00:00Z"}
    assert program.post("/api/v1/interviews/E2/offers/", offered, **JSON).json()["offers"][0]["response"] == "accepted"
    tried = {"method": "phone", "result": "no_answer"}
    assert program.post("/api/v1/interviews/E2/attempts/", tried, **JSON).json()["attempts"][0]["result"] == "no_answer"
    done = {
        "outcome_at": "2026-11-23T11:00:00Z",
        "method": "video",
        "independence": "independent",
        "account": "Stayed with a friend.",
        "limits_told": True,
        "harm_told": "no",
    }
    answer = program.post("/api/v1/interviews/E2/completed/", done, **JSON)
    assert answer.status_code == 200, answer.content
    assert answer.json()["outcome"] == "completed"
    assert "account" not in answer.json()


@pytest.mark.parametrize(("harm", "is_marked"), [("A man hit them with a belt.", True), (" ", False)])
def test_harm_that_is_told_opens_a_strategy_discussion(program_of, officer, interview, harm, is_marked) -> None:
    done = {
        "outcome_at": "2026-11-23T11:00:00Z",
        "method": "video",
        "independence": "independent",
        "account": "Stayed with a friend.",
        "limits_told": True,
        "harm_told": "yes" if is_marked else "no",
        "harm_by_carer": "not_known",
        "harm": harm,
    }
    assert program_of(officer).post("/api/v1/interviews/E2/completed/", done, **JSON).status_code == 200
    assert HarmTold.objects.filter(interview=interview).exists() is is_marked
    assert StrategyDiscussion.objects.open().exists() is is_marked


@pytest.mark.parametrize(
    ("sent", "status", "pointer", "words"),
    [
        ({"harm_told": None}, 400, "harm_told", "may not be null"),
        ({"harm_told": "no", "harm": "A man hit them."}, 400, "harm_told", "You wrote of harm that they told of: send"),
        ({"limits_told": False}, 409, "limits_told", "Say that you told them what you must pass on."),
    ],
)
def test_no_interview_is_done_without_what_was_told_of_harm_and_to_them(
    program_of, officer, interview, sent, status, pointer, words
) -> None:
    done = {
        "outcome_at": "2026-11-23T11:00:00Z",
        "method": "video",
        "independence": "independent",
        "account": "He raped me in the car.",
        "limits_told": True,
        "harm_told": "yes",
        "harm_by_carer": "no",
    }
    program = program_of(officer)
    address = "/api/v1/interviews/E2/completed/"
    unsaid = program.post(address, {key: done[key] for key in done if key != "harm_told"}, **JSON)
    assert unsaid.status_code == 400
    assert "harm_told" in unsaid.text
    answer = program.post(address, done | sent, **JSON)
    assert answer.status_code == status
    assert pointer in answer.text
    assert words in answer.text
    interview.refresh_from_db()
    assert interview.is_to_do
    assert program.post(address, done, **JSON).status_code == 200
    assert HarmTold.objects.get().what_was_told == "They told of harm in their own account."


def test_an_interview_is_declined_and_put_back_is_refused_after(program_of, officer, interview) -> None:
    program = program_of(officer)
    program.post("/api/v1/interviews/E2/take/")
    sent = {
        "outcome": "declined",
        "outcome_at": "2026-11-23T11:00:00Z",
        "decline_reason": "no_trust",
        "asked": "not_yet",
    }
    assert program.post("/api/v1/interviews/E2/not-done/", sent, **JSON).json()["contact_due_on"] == "2026-11-30"
    answer = program.post("/api/v1/interviews/E2/put-back/")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "This interview is closed: declined by the young person."


def test_interviews_are_chosen_by_what_is_to_do(program_of, officer, interview, now) -> None:
    late = EpisodeFactory(started_at=now - timedelta(days=9), returned_at=now - timedelta(days=8), reference="E9")
    ReturnInterviewFactory(episode=late)
    done = EpisodeFactory(started_at=now - timedelta(days=5), returned_at=now - timedelta(days=4), reference="E5")
    ReturnInterviewFactory(episode=done, outcome=Outcome.COMPLETED)
    program = program_of(officer)

    def listed(**asked: str) -> set[str]:
        return {row["episode"] for row in program.get("/api/v1/interviews/", asked).json()["results"]}

    assert listed() == {"E2", "E9", "E5"}
    assert listed(to_do="true") == {"E2", "E9"}
    assert listed(to_do="false") == {"E5"}
    assert listed(overdue="true") == {"E9"}
    assert listed(young_person="YP1") == {"E2"}
    assert listed(due_before="2026-11-20T00:00:00Z") == {"E9"}


@pytest.mark.parametrize("path", ["young-people/", "episodes/", "interviews/", "interviews/E2/", "episodes/E1/log/"])
def test_an_answer_takes_at_most_twelve_queries(
    program_of, officer, episode, interview, now, path: str, django_assert_max_num_queries
) -> None:
    for number in range(20):
        past = EpisodeFactory(started_at=now - timedelta(days=3), returned=True, reference=f"M{number}")
        ReturnInterviewFactory(episode=past)
    program = program_of(officer)
    with django_assert_max_num_queries(12):
        assert program.get(f"/api/v1/{path}").status_code == 200


def test_a_reader_may_not_write(program_of, episode, person) -> None:
    reader = UserFactory(roles=[Role.REVIEWING_OFFICER], teams=[TeamFactory()])
    YoungPerson.objects.update(reviewing_officer=reader)
    answer = program_of(reader).post("/api/v1/episodes/E1/found/", {"found_at": "2026-11-23T10:00:00Z"}, **JSON)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Your role does not let you log that a young person is missing or back."
    assert ReturnInterview.objects.count() == 0
