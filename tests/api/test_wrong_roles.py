"""Every write of the API, by those who may not: what their role does not do, and what is not theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from accounts.rules import Role
from missing.actions import hand_over_interview, take_interview
from missing.models import Episode, LogEntry, ReturnInterview
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

PERSON = {"first_name": "Ana", "last_name": "Kerr", "date_of_birth": "2011-02-03", "team": "Care Team North"}
MISSING = {"young_person": "YP1", "category": "missing", "started_at": "2026-11-23T09:30:00Z"}
DONE = {
    "outcome_at": "2026-11-23T11:00:00Z",
    "method": "video",
    "independence": "not_case_holder",
    "account": "Stayed with a friend.",
    "limits_told": True,
    "harm_told": "no",
}
LOG = "log that a young person is missing or back"
ADD = "put a young person on record"
EDIT = "change a young person's details, care and placements"
WORK = "take, offer and record return home interviews"
CONTACTS = "record the social work contact after a declined interview"

WRITES = {
    "young_people": (PERSON, ADD),
    "young_person": ({"first_name": "Judy"}, EDIT),
    "episodes": (MISSING, LOG),
    "episode_found": ({"found_at": "2026-11-23T10:00:00Z"}, LOG),
    "episode_return": ({"returned_at": "2026-11-23T10:00:00Z"}, LOG),
    "episode_log": ({"text": "Seen"}, LOG),
    "interview_offers": ({"method": "phone", "response": "accepted"}, WORK),
    "interview_attempts": ({"method": "phone", "result": "no_answer"}, WORK),
    "interview_take": ({}, WORK),
    "interview_put_back": ({}, WORK),
    "interview_completed": (DONE, WORK),
    "interview_not_done": (
        {
            "outcome": "declined",
            "outcome_at": "2026-11-23T11:00:00Z",
            "decline_reason": "none_given",
            "asked": "not_yet",
        },
        WORK,
    ),
    "interview_booking": ({"meets_at": "2026-11-24T16:00:00Z", "method": "phone"}, WORK),
    "interview_booking_cancelled": ({"why": "Ill"}, WORK),
    "interview_booking_missed": ({}, WORK),
    "interview_parents": ({"asked": "not_asked", "why_not": "Not safe"}, WORK),
    "interview_contacts": ({"contact_on": "2026-11-23", "method": "visit"}, CONTACTS),
    "interview_they_told": (
        {"outcome": "completed", "outcome_at": "2026-11-23T11:00:00Z", "told_by": "A. Hall"},
        WORK,
    ),
}
HOLDERS_ALONE = {
    "interview_offers",
    "interview_attempts",
    "interview_completed",
    "interview_not_done",
    "interview_booking",
    "interview_booking_cancelled",
    "interview_booking_missed",
}
"""Whatever is written of the conversation itself: for who has the interview, and who hands them out."""


def send(program: Client, name: str) -> tuple[int, str]:
    """The status and the words."""
    kwargs = {}
    if name == "young_person":
        kwargs = {"reference": "YP1"}
    elif "_" in name and name != "young_people":
        kwargs = {"episode": "E1" if name.startswith("episode") else "E2"}
    ask = program.patch if name == "young_person" else program.post
    answer = ask(reverse(f"api:{name}", kwargs=kwargs), WRITES[name][0], content_type="application/json")
    return answer.status_code, answer.json().get("detail", "")


@pytest.fixture
def unchanged(episode, interview, officer):
    """Both records stay as they were, whatever was sent. The officer has the interview."""
    take_interview(actor=officer, interview=interview)

    def state() -> list[object]:
        rows = (YoungPerson, Episode, ReturnInterview, LogEntry)
        steps = [getattr(interview, name).count() for name in ("offers", "attempts", "bookings", "parents_asked")]
        return [list(model.objects.order_by("pk").values()) for model in rows] + steps

    before = state()
    yield
    assert state() == before


def test_every_write_is_walked_here() -> None:
    """A new address that takes something is added to WRITES."""
    (api,) = (each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "api")
    writes = {
        pattern.name
        for pattern in api.url_patterns
        if {"post", "patch"} & set(getattr(pattern.callback, "actions", None) or {})
    }
    assert writes == set(WRITES)


@pytest.fixture
def reviewer(person) -> User:
    """Reviews the young person's care, and so may open the record."""
    reviews = UserFactory(roles=[Role.REVIEWING_OFFICER])
    YoungPerson.objects.filter(pk=person.pk).update(reviewing_officer=reviews)
    return reviews


@pytest.mark.parametrize("name", WRITES)
def test_a_reviewing_officer_reads_and_writes_nothing(program_of, reviewer, unchanged, name: str) -> None:
    program = program_of(reviewer)
    assert program.get("/api/v1/young-people/YP1/").status_code == 200
    assert send(program, name) == (403, f"Your role does not let you {WRITES[name][1]}.")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("role", [Role.RETURNS_OFFICER, Role.HUB])
def test_who_sees_every_record_changes_nobodys_details(program_of, role: Role) -> None:
    assert send(program_of(UserFactory(roles=[role])), "young_person") == (403, f"Your role does not let you {EDIT}.")


@pytest.mark.parametrize("role", [Role.RETURNS_OFFICER, Role.HUB])
def test_who_logs_for_anybody_puts_who_is_not_on_record_there(program_of, team, role: Role) -> None:
    """A child whom nobody here knows is logged as missing at once: whoever logs adds them first."""
    assert send(program_of(UserFactory(roles=[role])), "young_people") == (201, "")
    assert YoungPerson.objects.get(first_name="Ana").team == team


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", WRITES)
def test_an_interviewer_finds_nothing_that_was_not_given_to_them(program_of, name: str) -> None:
    status, words = send(program_of(UserFactory(roles=[Role.INTERVIEWER])), name)
    if name == "young_people":
        assert (status, words) == (403, f"Your role does not let you {ADD}.")
    elif name == "episodes":
        assert (status, words) == (400, "young_person: There is nobody with this reference, or not for you.")
    else:
        assert (status, words) == (404, "There is no such record, or it is not yours to see.")


@pytest.fixture
def interviewer(person, officer, now) -> User:
    """Has another interview of the same young person, and so may open the record."""
    theirs = UserFactory(roles=[Role.INTERVIEWER], full_name="Sam Ode")
    before = EpisodeFactory(
        young_person=person, started_at=now - timedelta(hours=60), returned_at=now - timedelta(hours=50)
    )
    hand_over_interview(actor=officer, interview=ReturnInterviewFactory(episode=before), to=theirs)
    return theirs


@pytest.mark.parametrize("name", WRITES)
def test_an_interviewer_works_the_interview_that_they_have_alone(
    program_of, interviewer, unchanged, officer, name: str
) -> None:
    status, words = send(program_of(interviewer), name)
    if WRITES[name][1] != WORK:
        assert (status, words) == (403, f"Your role does not let you {WRITES[name][1]}.")
        return
    assert status == 409
    if name in HOLDERS_ALONE:
        assert words == f"{officer} has this interview. Ask them, or have it handed over to you."
    elif name == "interview_take":
        assert words == f"{officer} has taken it already."
    elif name == "interview_put_back":
        assert words == f"{officer} has it, so you cannot put it back."


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", sorted(HOLDERS_ALONE))
def test_nor_does_a_colleague_of_the_young_persons_team(program_of, worker, officer, name: str) -> None:
    words = f"{officer} has this interview. Ask them, or have it handed over to you."
    assert send(program_of(worker), name) == (409, words)
