"""What a later file corrects by little stays where it is worked on: the queue, somebody's hands, the chasing."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing import queue
from missing.actions import hand_over_interview, take_interview
from missing.models import ReturnInterview
from people.models import YoungPerson
from reporting.measures import BY_KEY, count
from reporting.scope import Scope
from tests.case_files import imported, take_in, write_files
from tests.factories import UserFactory
from tests.missing.test_import_again import by_a_person

pytestmark = pytest.mark.django_db
NOW, DAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC), timedelta(days=1)
LATER = NOW + 11 * DAY
EPISODES = """episode_reference,reference,category,missing_from,found_at,returned_at,ended_how
    E1,YP1,missing,2026-11-21T20:00,{}"""
BACK = EPISODES.format(",2026-11-22T08:00,returned")
FIVE_MINUTES_LATER = EPISODES.format(",2026-11-22T08:05,returned")
INTERVIEWS = "episode_reference,outcome,outcome_at\nE1,{}"


def take(folder: Path, at: datetime, **files: str) -> None:
    with time_machine.travel(at, tick=False):
        assert take_in(write_files(folder / f"{at:%m%d}", **files)).status == 0


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER])


@pytest.fixture
def in_hand(tmp_path: Path, officer: User) -> ReturnInterview:
    """Imported in time and taken by the officer, who has been told that it is overdue."""
    with time_machine.travel(NOW, tick=False):
        imported(tmp_path / "first", episodes=BACK)
        with by_a_person():
            take_interview(actor=officer, interview=ReturnInterview.objects.get())
    for hours in (40, 100, 150, 200):
        raise_alerts(at=NOW + timedelta(hours=hours))
    return ReturnInterview.objects.get()


def on_the_queue(officer: User) -> tuple[int, int, int]:
    found = queue.counts(User.objects.get(pk=officer.pk), LATER)
    return found["all"], found["overdue"], found["mine"]


def test_overdue_work_stays_on_the_queue_and_with_who_has_it(tmp_path: Path, officer: User, in_hand) -> None:
    assert on_the_queue(officer) == (1, 1, 1)
    take(tmp_path, LATER, episodes=FIVE_MINUTES_LATER)
    interview = ReturnInterview.objects.get()
    assert (interview.is_to_settle, interview.assigned_to) == (False, officer)
    assert interview.due_at == in_hand.due_at + timedelta(minutes=5)
    assert on_the_queue(officer) == (1, 1, 1)
    assert count(Scope.last_days(90, at=LATER), [BY_KEY["interviews_overdue"]])["interviews_overdue"].value == 1


def test_what_was_told_of_it_stands_and_nobody_is_told_anew(tmp_path: Path, officer: User, in_hand) -> None:
    told = set(Alert.objects.standing().values_list("pk", flat=True))
    emails = OutgoingEmail.objects.count()
    assert told
    take(tmp_path, LATER, episodes=FIVE_MINUTES_LATER)
    raise_alerts(at=LATER)
    assert set(Alert.objects.standing().values_list("pk", flat=True)) == told
    assert OutgoingEmail.objects.count() == emails


def test_who_comes_to_the_work_then_is_told_what_stands(tmp_path: Path, officer: User, in_hand) -> None:
    take(tmp_path, LATER, episodes=FIVE_MINUTES_LATER)
    other = UserFactory(roles=[Role.RETURNS_OFFICER])
    with time_machine.travel(LATER, tick=False), by_a_person():
        hand_over_interview(actor=officer, interview=ReturnInterview.objects.get(), to=other)
    raise_alerts(at=LATER + timedelta(minutes=1))
    assert Alert.objects.standing().filter(user=other, stage__kind="interview").exists()


def test_what_the_moved_deadline_has_not_reached_is_told_when_it_is(tmp_path: Path, officer: User, in_hand) -> None:
    take(tmp_path, LATER, episodes=EPISODES.format(",2026-12-03T08:00,returned"))
    raise_alerts(at=LATER)
    assert not AlertStage.objects.standing().filter(kind="interview").exists()
    raise_alerts(at=datetime(2026, 12, 6, 8, 0, tzinfo=UTC))
    assert Alert.objects.standing().filter(user=officer, stage__stage="due").exists()


def test_what_was_long_past_when_it_came_stays_to_settle_until_it_is_not(tmp_path: Path, officer: User) -> None:
    with time_machine.travel(LATER, tick=False):
        imported(tmp_path / "first", episodes=BACK)
    assert ReturnInterview.objects.get().is_to_settle
    take(tmp_path, LATER + DAY, episodes=FIVE_MINUTES_LATER)
    assert ReturnInterview.objects.get().is_to_settle
    take(tmp_path, LATER + 2 * DAY, episodes=EPISODES.format(",2026-12-03T08:00,returned"))
    assert on_the_queue(officer)[0] == 1


def test_a_return_long_past_that_comes_late_is_to_settle_unless_somebody_has_it(tmp_path: Path, officer: User) -> None:
    for folder, is_held in (("held", True), ("free", False)):
        with time_machine.travel(NOW, tick=False):
            imported(tmp_path / folder, episodes=BACK)
            if is_held:
                hand_over_interview(actor=officer, interview=ReturnInterview.objects.get(), to=officer)
        take(tmp_path / folder, NOW + DAY, episodes=EPISODES.format(",,"))
        take(tmp_path / folder, LATER, episodes=BACK)
        interview = ReturnInterview.objects.get()
        assert interview.is_to_settle is not is_held
        ReturnInterview.objects.update(assigned_to=None, assigned_at=None)


def test_what_a_file_opens_again_of_who_has_it_is_theirs_and_not_to_settle(tmp_path: Path, officer, in_hand) -> None:
    take(tmp_path, NOW + 9 * DAY, interviews=INTERVIEWS.format("not_offered_other,"))
    take(tmp_path, LATER, interviews=INTERVIEWS.format(","))
    assert on_the_queue(officer) == (1, 1, 1)


@pytest.mark.parametrize(
    ("declined_at", "due_on"),
    [
        ("2026-11-22T10:05", date(2026, 11, 27)),
        ("2026-11-24T10:00", date(2026, 12, 1)),
        ("", date(2026, 11, 27)),
    ],
)
def test_a_contact_that_is_chased_stays_chased_by_its_day_of_now(tmp_path: Path, declined_at: str, due_on) -> None:
    with time_machine.travel(NOW, tick=False):
        imported(tmp_path / "first", episodes=BACK, interviews=INTERVIEWS.format("declined,2026-11-22T10:00"))
    assert ReturnInterview.objects.get().contact_due_on == date(2026, 11, 27)
    take(tmp_path, NOW + 16 * DAY, interviews=INTERVIEWS.format(f"declined,{declined_at}"))
    assert [one.contact_due_on for one in ReturnInterview.objects.contact_due()] == [due_on]


def test_what_was_told_of_a_chased_contact_stands(tmp_path: Path) -> None:
    worker = UserFactory(roles=[Role.SOCIAL_WORKER])
    with time_machine.travel(NOW, tick=False):
        imported(tmp_path / "first", episodes=BACK, interviews=INTERVIEWS.format("declined,2026-11-22T10:00"))
        YoungPerson.objects.update(social_worker=worker)
    at = NOW + 16 * DAY
    for days in (4, 5, 8, 15):
        raise_alerts(at=NOW + days * DAY)
    assert Alert.objects.standing().filter(user=worker, stage__kind="contact").exists()
    take(tmp_path, at, interviews=INTERVIEWS.format("declined,2026-11-24T10:00"))
    raise_alerts(at=at + timedelta(minutes=1))
    assert Alert.objects.standing().filter(user=worker, stage__kind="contact").exists()


def test_a_contact_that_the_file_tells_of_is_chased_no_more(tmp_path: Path) -> None:
    with time_machine.travel(NOW, tick=False):
        imported(tmp_path / "first", episodes=BACK, interviews=INTERVIEWS.format("declined,2026-11-22T10:00"))
    made = "episode_reference,outcome,outcome_at,contact_on\nE1,declined,2026-11-22T10:05,2026-12-01"
    take(tmp_path, NOW + 16 * DAY, interviews=made)
    assert not ReturnInterview.objects.contact_due().exists()
