"""Two doors, one truth: what an action refuses the import rejects, for the same reason, and the database holds."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import complete_interview, record_contact, record_return, report_missing
from missing.models import Episode, ReturnInterview
from people.actions import add_care_period, add_placement, add_young_person
from people.models import CarePeriod, Placement, YoungPerson
from tests.case_files import imported, take_in, why, write_files
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return UserFactory(roles=[Role.RETURNS_OFFICER, Role.SERVICE_MANAGER])


@pytest.fixture
def ana(db: None) -> YoungPerson:
    return YoungPersonFactory(reference="YP1", date_of_birth=date(2010, 3, 7))


def utc(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def refused(action: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            action()
            transaction.set_rollback(True)
    except ActionRefused:
        return True
    return False


# started, found, back, what stands in the way on record
EPISODES = {
    "good": ("2026-11-20T20:00", "2026-11-20T21:00", "2026-11-20T22:00", None, False),
    "found and back at once": ("2026-11-20T20:00", "2026-11-20T20:00", "2026-11-20T20:00", None, False),
    "starts after now": ("2026-11-23T12:01", "", "", None, True),
    "starts before birth": ("2010-03-06T22:00", "", "2010-03-06T23:00", None, True),
    "found before its start": ("2026-11-20T20:00", "2026-11-20T19:59", "2026-11-20T22:00", None, True),
    "back before its start": ("2026-11-20T20:00", "", "2026-11-20T19:59", None, True),
    "back before found": ("2026-11-20T20:00", "2026-11-20T22:00", "2026-11-20T21:59", None, True),
    "found after now": ("2026-11-20T20:00", "2026-11-23T12:01", "2026-11-23T12:02", None, True),
    "back after now": ("2026-11-20T20:00", "", "2026-11-23T12:01", None, True),
    "a second open one": ("2026-11-20T20:00", "", "", ("2026-11-01T08:00", ""), True),
    "overlaps": ("2026-11-20T20:00", "", "2026-11-20T22:00", ("2026-11-20T19:00", "2026-11-20T20:01"), True),
    "begins as another ends": (
        "2026-11-20T20:00",
        "",
        "2026-11-20T22:00",
        ("2026-11-20T19:00", "2026-11-20T20:00"),
        False,
    ),
    "within an open one": ("2026-11-20T20:00", "", "2026-11-20T22:00", ("2026-11-20T19:00", ""), True),
}


@pytest.mark.parametrize("case", EPISODES.values(), ids=EPISODES)
def test_an_episode_is_refused_by_both_doors_or_by_neither(tmp_path: Path, officer, ana: YoungPerson, case) -> None:
    starts, found, back, other, is_refused = case
    if other:
        EpisodeFactory(young_person=ana, started_at=utc(other[0]), returned_at=utc(other[1]))

    def by_hand() -> None:
        episode = report_missing(actor=officer, young_person=ana, category="missing", started_at=utc(starts))
        if back:
            record_return(actor=officer, episode=episode, found_at=utc(found), returned_at=utc(back))

    assert refused(by_hand) is is_refused
    header = "episode_reference,reference,category,missing_from,found_at,returned_at"
    z = [f"{text}Z" if text else "" for text in (starts, found, back)]
    file = write_files(tmp_path, episodes=f"{header}\nE1,YP1,missing,{','.join(z)}")
    assert take_in(file).status == int(is_refused), why(2, "episodes")
    if is_refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            Episode.objects.create(
                reference="E1", young_person=ana, category="missing", started_at=utc(starts), missing_from=utc(starts),
                found_at=utc(found), returned_at=utc(back), recorded_at=NOW, end_recorded_at=NOW if back else None,
                alerts_from=NOW, source="imported",
            )  # fmt: skip


INTERVIEWS = {
    "good": ("2026-11-21T10:00", False),
    "as the clock starts": ("2026-11-20T22:00", False),
    "before the clock starts": ("2026-11-20T21:59", True),
    "after now": ("2026-11-23T12:01", True),
}


@pytest.mark.parametrize("case", INTERVIEWS.values(), ids=INTERVIEWS)
def test_an_interview_is_refused_by_both_doors_or_by_neither(tmp_path: Path, officer, ana, case) -> None:
    done, is_refused = case
    episode = EpisodeFactory(
        reference="E1", young_person=ana, started_at=utc("2026-11-20T20:00"), returned_at=utc("2026-11-20T22:00")
    )
    interview = ReturnInterviewFactory(episode=episode)

    def by_hand() -> None:
        complete_interview(
            actor=officer, interview=interview, outcome_at=utc(done), method="phone", independence="independent",
            account="They spoke of it.",
        )  # fmt: skip

    assert refused(by_hand) is is_refused
    file = write_files(tmp_path, interviews=f"episode_reference,outcome,outcome_at\nE1,completed,{done}Z")
    assert take_in(file).status == int(is_refused), why(2, "interviews")
    if is_refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            ReturnInterview.objects.filter(pk=interview.pk).update(
                outcome="completed", outcome_at=utc(done), outcome_recorded_at=NOW, source="imported"
            )


def test_a_contact_to_come_is_refused_by_both_doors(tmp_path: Path, officer, ana) -> None:
    episode = EpisodeFactory(reference="E1", young_person=ana, returned=True)
    interview = ReturnInterviewFactory(episode=episode, outcome="declined")
    assert refused(
        lambda: record_contact(actor=officer, interviews=[interview], contact_on=date(2026, 11, 24), method="visit")
    )
    file = write_files(tmp_path, interviews="episode_reference,contact_on,contact_method\nE1,2026-11-24,visit")
    assert take_in(file).status == 1


DAYS = {
    "good": ("2020-01-06", "2020-02-06", False),
    "one day": ("2020-01-06", "2020-01-06", False),
    "ends before it starts": ("2020-01-06", "2020-01-05", True),
    "starts before birth": ("2010-03-06", "2011-01-01", True),
    "starts after today": ("2026-11-24", "", True),
    "ends after today": ("2020-01-06", "2026-11-24", True),
}


@pytest.mark.parametrize("case", DAYS.values(), ids=DAYS)
@pytest.mark.parametrize(
    ("file", "column", "code", "action", "model"),
    [
        ("care_periods", "legal_status", "C2", add_care_period, CarePeriod),
        ("placements", "placement_type", "U6", add_placement, Placement),
    ],
)
def test_days_of_care_and_placements_are_refused_by_both_doors_or_by_neither(
    tmp_path: Path, officer, ana, file: str, column: str, code: str, action, model, case
) -> None:
    starts, ends, is_refused = case
    days = {"started_on": date.fromisoformat(starts), "ended_on": date.fromisoformat(ends) if ends else None}
    assert refused(lambda: action(actor=officer, young_person=ana, **days, **{column: code})) is is_refused
    rows = f"reference,started_on,ended_on,{column}\nYP1,{starts},{ends},{code}"
    assert take_in(write_files(tmp_path, **{file: rows})).status == int(is_refused), why(2, file)
    assert model.objects.exists() is not is_refused


@pytest.mark.parametrize(("born", "is_refused"), [("2010-03-07", False), ("2026-11-23", False), ("2026-11-24", True)])
def test_a_birthday_to_come_is_refused_by_both_doors(tmp_path: Path, officer, born: str, is_refused: bool) -> None:
    def by_hand() -> None:
        add_young_person(
            actor=officer, first_name="A", last_name="B", date_of_birth=date.fromisoformat(born), reference="YP7"
        )

    assert refused(by_hand) is is_refused
    rows = f"reference,first_name,last_name,date_of_birth\nYP7,A,B,{born}"
    assert imported(tmp_path, young_people=rows).status == int(is_refused)
