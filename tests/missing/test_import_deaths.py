"""A case file that says that somebody died."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pghistory
import pytest
import time_machine

from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import book_interview, mark_harm_told, record_death, take_death_back, take_interview
from missing.codes import Outcome
from missing.models import Episode, InterviewBooking, ReturnInterview, StrategyDiscussion
from people.history import events_of
from people.models import AccessGrant, Death, YoungPerson
from tests.case_files import imported, take_in, why, write_files
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
NOW, DAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC), timedelta(days=1)
BOOKED = {"meets_at": NOW + DAY, "method": "face_to_face", "place": "At home"}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_who_died_in_an_episode_is_on_record_as_having_died(tmp_path: Path) -> None:
    header = "episode_reference,reference,category,missing_from,found_at,ended_how"
    first = f"{header}\nE1,YP1,missing,2026-11-01T20:30,2026-11-02T08:00,died"
    assert imported(tmp_path, episodes=first).status == 0
    death = Death.objects.get()
    assert (death.young_person.died_on, death.by) == (date(2026, 11, 2), None)
    assert imported(tmp_path, episodes=first).status == 0
    assert Death.objects.count() == 1
    later = f"{header}\nE2,YP1,missing,2026-11-05T20:30,2026-11-06T08:00,other"
    assert take_in(write_files(tmp_path, episodes=later)).status == 1
    assert "after the young person died" in why(2, "episodes")


def test_who_was_missing_after_it_is_not(tmp_path: Path) -> None:
    rows = (
        "episode_reference,reference,category,missing_from,found_at,ended_how\n"
        "E1,YP1,missing,2026-10-01T20:30,2026-10-02T08:00,died\n"
        "E2,YP1,missing,2026-10-05T20:30,2026-10-06T08:00,other"
    )
    assert imported(tmp_path, episodes=rows).status == 0
    assert not Death.objects.exists()


def test_a_death_that_a_manager_took_back_stays_so(tmp_path: Path) -> None:
    rows = "episode_reference,reference,category,missing_from,found_at,ended_how\n"
    rows += "E1,YP1,missing,2026-11-01T20:30,2026-11-02T08:00,died"
    imported(tmp_path, episodes=rows)
    person = YoungPerson.objects.get(reference="YP1")
    take_death_back(actor=UserFactory(roles=[Role.SERVICE_MANAGER]), young_person=person, why="Another child")
    imported(tmp_path, episodes=rows)
    person.refresh_from_db()
    assert person.died_on is None


def test_what_was_in_progress_stops_with_it(tmp_path: Path) -> None:
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    worker = UserFactory(roles=[Role.SOCIAL_WORKER])
    person, other = YoungPersonFactory(reference="YP1", social_worker=worker), YoungPersonFactory()
    for whose in (person, other):
        back = EpisodeFactory(young_person=whose, started_at=NOW - 2 * DAY, returned=True)
        interview = ReturnInterviewFactory(episode=back)
        take_interview(actor=officer, interview=interview)
        book_interview(actor=officer, interview=interview, **BOOKED)
        mark_harm_told(actor=officer, interview=interview, what_was_told="Hit by a man she calls Fitz.")
    EpisodeFactory(young_person=person, started_at=NOW - 9 * DAY, found_at=NOW - 8 * DAY)
    raise_alerts(at=NOW + 3 * DAY)
    alerts, emails = Alert.objects.standing(), OutgoingEmail.objects.waiting()
    assert alerts.filter(stage__young_person=person).exists()
    assert emails.filter(stage__young_person=person).exists()
    rows = "episode_reference,reference,category,missing_from,found_at,ended_how\n"
    rows += "E1,YP1,missing,2026-11-22T20:30,2026-11-23T08:00,died"
    assert take_in(write_files(tmp_path, episodes=rows)).status == 0
    assert list(ReturnInterview.objects.to_do()) == [interview]
    assert set(ReturnInterview.objects.filter(episode__young_person=person).values_list("outcome", flat=True)) == {
        Outcome.NOT_REQUIRED
    }
    assert StrategyDiscussion.objects.open().get().young_person == other
    assert InterviewBooking.objects.standing().get().interview == interview
    assert not Episode.objects.not_yet_back().exists()
    given = AccessGrant.objects.get(young_person=person, reason=AccessGrant.Reason.INTERVIEW)
    assert given.until == NOW + 14 * DAY
    assert not emails.filter(stage__young_person=person).exists()
    raise_alerts(at=NOW + 9 * DAY)
    assert set(alerts.values_list("stage__young_person", flat=True)) == {other.pk}


def test_an_earlier_episode_that_comes_later_opens_no_interview(tmp_path: Path) -> None:
    rows = "episode_reference,reference,category,missing_from,found_at,returned_at,ended_how\n"
    imported(tmp_path, episodes=rows + "E2,YP1,missing,2026-11-01T20:30,2026-11-02T08:00,,died")
    late = write_files(tmp_path, episodes=rows + "E1,YP1,missing,2026-10-20T20:30,,2026-10-21T08:00,returned")
    assert take_in(late).status == 0
    assert not ReturnInterview.objects.filter(outcome="").exists()


HEADER = "episode_reference,reference,category,missing_from,found_at,returned_at,ended_how\n"
DIED = "E2,YP1,missing,2026-11-20T20:30,2026-11-21T08:00,,died"
WORK_LEFT = {
    "an interview to do": (HEADER + "E1,YP1,missing,2026-11-10T20:30,,2026-11-18T20:30,returned\n" + DIED, "E1,,"),
    "found and not back": (HEADER + "E1,YP1,missing,2026-11-10T20:30,2026-11-11T20:30,,\n" + DIED, "E1,,"),
    "its own interview": (HEADER + DIED, "E2,,"),
    "with a reason": (HEADER + "E1,YP1,missing,2026-11-10T20:30,,2026-11-18T20:30,returned\n" + DIED, "E1,,Is away"),
}


def history() -> int:
    """How many entries the history has of all that an import may write."""
    return sum(events_of(model).count() for model in (Episode, ReturnInterview, AccessGrant, YoungPerson, Death))


@pytest.mark.parametrize(("episodes", "interview"), WORK_LEFT.values(), ids=WORK_LEFT)
def test_a_second_run_after_a_death_changes_nothing(tmp_path: Path, episodes: str, interview: str) -> None:
    files = {"episodes": episodes, "interviews": f"episode_reference,outcome,reason\n{interview}"}
    assert imported(tmp_path, **files).status == 0
    assert not ReturnInterview.objects.filter(outcome="").exists()
    before, told = history(), list(ReturnInterview.objects.values())
    number = episodes.count("missing,")
    for minutes in (2, 3):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            outcome = imported(tmp_path, **files)
        assert outcome.status == 0
        assert outcome.counts == [
            "young_people.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 rejected",
            f"episodes.csv: {number} read, 0 added, 0 changed, {number} unchanged, 0 rejected",
            "interviews.csv: 1 read, 0 added, 0 changed, 1 unchanged, 0 rejected",
        ]
        assert (history(), list(ReturnInterview.objects.values())) == (before, told)


def test_what_a_death_in_a_file_closed_counts_as_imported(tmp_path: Path) -> None:
    episodes, interview = WORK_LEFT["an interview to do"]
    imported(tmp_path, episodes=episodes, interviews=f"episode_reference,outcome,reason\n{interview}")
    assert set(ReturnInterview.objects.values_list("source", "outcome")) == {("imported", "not_required")}


def test_another_column_of_what_a_death_closed_is_changed_and_it_stays_closed(tmp_path: Path) -> None:
    episodes, _ = WORK_LEFT["an interview to do"]
    imported(tmp_path, episodes=episodes, interviews="episode_reference,outcome\nE1,")
    later = {"episodes": episodes, "interviews": "episode_reference,outcome,offered_at\nE1,,2026-11-19T10:00"}
    for changed in (1, 0):
        outcome = imported(tmp_path, **later)
        assert f" {changed} changed, {1 - changed} unchanged, 0 rejected" in outcome.counts[-1]
    first = ReturnInterview.objects.get(episode__reference="E1")
    assert (first.outcome, first.offered_at) == (Outcome.NOT_REQUIRED, datetime(2026, 11, 19, 10, 0, tzinfo=UTC))


def test_what_a_person_closed_because_of_a_death_is_theirs(tmp_path: Path) -> None:
    rows = HEADER + "E1,YP1,missing,2026-11-10T20:30,,2026-11-18T20:30,returned"
    files = {"episodes": rows, "interviews": "episode_reference,outcome,outcome_at\nE1,,"}
    imported(tmp_path, **files)
    manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    with pghistory.context(user=manager.pk):
        record_death(actor=manager, young_person=YoungPerson.objects.get(reference="YP1"), died_on=date(2026, 11, 20))
    assert imported(tmp_path, **files).status == 1
    assert "outcome: here “not_required” (changed here on" in why(2, "interviews")


def test_taken_back_the_same_file_leaves_the_work_to_do(tmp_path: Path) -> None:
    episodes, interview = WORK_LEFT["an interview to do"]
    files = {"episodes": episodes, "interviews": f"episode_reference,outcome,reason\n{interview}"}
    imported(tmp_path, **files)
    person = YoungPerson.objects.get(reference="YP1")
    manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    with pghistory.context(user=manager.pk):
        take_death_back(actor=manager, young_person=person, why="Another child")
    imported(tmp_path, **files)
    assert ReturnInterview.objects.to_do().get().episode.reference == "E1"
