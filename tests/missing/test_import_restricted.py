"""A file that restricts records, or opens them again, while work is open: as the page does, for many at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import MovedWork, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import add_follow_up, hand_over_interview, take_interview
from missing.models import Episode, FollowUpAction, InterviewMove, LongReview, ReturnInterview, StrategyDiscussion
from people.actions import change_named
from people.models import AccessGrant, YoungPerson
from tests.case_files import Outcome, take_in, write_files
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    StrategyTriggerFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
NOW, DAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC), timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service_manager(team) -> User:
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Of Another Service")
    manager = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    team.service.managers.add(manager)
    return manager


@pytest.fixture
def worker(team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Dana Whit")


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair")


@pytest.fixture
def ana(team, worker) -> YoungPerson:
    return YoungPersonFactory(reference="YP1", team=team, social_worker=worker)


def restrict(folder: Path, says: str = "yes", *references: str) -> Outcome:
    people = YoungPerson.objects.filter(reference__in=references or ["YP1"])
    rows = [f"{p.reference},{p.first_name},{p.last_name},{p.date_of_birth},{says}" for p in people]
    header = "reference,first_name,last_name,date_of_birth,restricted"
    return take_in(write_files(folder, young_people="\n".join([header, *rows])))


def told() -> set[tuple[str, bool, str]]:
    """To whom it was said that work came or went, and what."""
    rows = MovedWork.objects.values_list("told__full_name", "has_come", "what")
    return {(name, has_come, line) for name, has_come, what in rows for line in what.splitlines()}


def bell(user: User) -> list[str]:
    alerts = Alert.objects.visible_to(User.objects.with_access().get(pk=user.pk)).standing()
    return sorted(alerts.exclude(stage__kind__startswith="work_").values_list("stage__kind", flat=True))


NO_MORE_THEIRS = ("Dana Whit", False, "Record of a young person of yours")
NAME_ON = "Record that a case file restricted, on which nobody is named: YP1"


def test_of_who_is_missing_the_service_manager_is_told_and_whoever_loses_sight_of_it(
    tmp_path: Path, service_manager, manager, officer, worker, ana
) -> None:
    duty = UserFactory(roles=[Role.DUTY], full_name="Marcus Bello")
    EpisodeFactory(young_person=ana, started_at=NOW - DAY / 2, reference="E77", logged_by=manager)
    outcome = restrict(tmp_path)
    assert outcome.said("1 record that was open is restricted by this file: open work goes to the service manager;")
    assert outcome.counts == ["young_people.csv: 1 read, 0 added, 1 changed, 0 unchanged, 0 rejected"]
    assert not any(Episode.objects.visible_to(user).exists() for user in (worker, manager, officer, duty))
    assert Episode.objects.visible_to(service_manager).exists()
    went = {(user.full_name, False, "Log of a missing episode") for user in (manager, worker, duty)}
    assert told() == went | {
        NO_MORE_THEIRS,
        ("Sue Service", True, "Log of a missing episode E77"),
        ("Sue Service", True, NAME_ON),
    }
    raise_alerts(at=NOW + timedelta(minutes=1))
    kinds = dict(Alert.objects.filter(stage__kind__startswith="work_").values_list("user__full_name", "stage__kind"))
    assert kinds == {"Sue Service": "work_came"} | {name: "work_went" for name, *_ in went}


def test_alerts_that_stand_leave_the_bells_and_are_told_to_who_sees_the_record(
    tmp_path: Path, service_manager, manager, officer, worker, ana
) -> None:
    went = NOW - DAY / 2
    EpisodeFactory(young_person=ana, started_at=went, recorded_at=went, alerts_from=went)
    raise_alerts(at=went + timedelta(minutes=1))
    assert bell(worker) == bell(manager) == bell(officer) == ["new_episode"]
    assert bell(service_manager) == []
    restrict(tmp_path)
    first = raise_alerts(at=NOW + timedelta(minutes=1))
    assert first.alerts
    for user in (worker, manager, officer):
        assert not Alert.objects.standing().filter(user=user, stage__young_person=ana).exists()
    assert bell(service_manager) == ["new_episode"]
    assert raise_alerts(at=NOW + timedelta(minutes=2)).alerts == 0


def test_an_interview_in_hand_goes_back_to_the_queue_and_the_service_manager_is_told(
    tmp_path: Path, service_manager, officer, ana
) -> None:
    interviewer = UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Interviewer")
    back = EpisodeFactory(young_person=ana, started_at=NOW - 2 * DAY, returned=True, reference="E1")
    interview = ReturnInterviewFactory(episode=back)
    hand_over_interview(actor=officer, interview=interview, to=interviewer)
    earlier = EpisodeFactory(young_person=ana, started_at=NOW - 3 * DAY, returned=True, reference="E0")
    ReturnInterviewFactory(episode=earlier)
    other = take_interview(actor=officer, interview=ReturnInterviewFactory())
    restrict(tmp_path)
    interview.refresh_from_db()
    assert (interview.assigned_to, interview.assigned_at) == (None, None)
    assert ReturnInterview.objects.get(pk=other.pk).assigned_to == officer
    grant = AccessGrant.objects.get(young_person=ana, reason=AccessGrant.Reason.INTERVIEW)
    assert grant.until == NOW
    move = InterviewMove.objects.get()
    assert (move.was_with, move.now_with, move.why) == (interviewer, None, "restricted")
    assert set(ReturnInterview.objects.visible_to(service_manager).to_do()) == {
        *ReturnInterview.objects.filter(episode__young_person=ana),
        other,
    }
    assert told() == {
        NO_MORE_THEIRS,
        ("Ina Interviewer", False, "Return home interview"),
        ("Sue Service", True, "Return home interview to give out after E1"),
        ("Sue Service", True, "Return home interview to give out after E0"),
        ("Sue Service", True, NAME_ON),
    }


def test_actions_discussions_and_reviews_go_to_the_service_manager_of_their_service(
    tmp_path: Path, service_manager, manager, officer, worker, ana
) -> None:
    back = EpisodeFactory(young_person=ana, started_at=NOW - 9 * DAY, returned=True)
    interview = ReturnInterviewFactory(episode=back)
    due = {"interview": interview, "due_on": NOW.date() + DAY, "what": "Ring the school"}
    action = add_follow_up(actor=worker, owner=officer, **due)
    kept = add_follow_up(actor=worker, owner=service_manager, **due)
    discussion = StrategyDiscussionFactory(young_person=ana, assigned_to=manager)
    StrategyTriggerFactory(discussion=discussion)
    gone = EpisodeFactory(young_person=ana, started_at=NOW - 5 * DAY)
    LongReview.objects.create(episode=gone, number=1, due_at=NOW + DAY, alerts_from=NOW, manager=manager)
    restrict(tmp_path)
    assert set(FollowUpAction.objects.values_list("pk", "owner")) == {
        (action.pk, service_manager.pk),
        (kept.pk, service_manager.pk),
    }
    assert StrategyDiscussion.objects.get().assigned_to == LongReview.objects.get().manager == service_manager
    assert {line for name, _, line in told() if name == "Harjit Sandhu"} == {
        "Strategy discussion",
        "Review of a long absence",
    }
    assert ("Priya Nair", False, "To do after an interview") in told()


def test_without_a_service_manager_an_action_keeps_its_owner(tmp_path: Path, officer, worker, ana) -> None:
    interview = ReturnInterviewFactory(episode=EpisodeFactory(young_person=ana, started_at=NOW - DAY, returned=True))
    add_follow_up(actor=worker, interview=interview, owner=officer, what="Ring the school", due_on=NOW.date() + DAY)
    assert restrict(tmp_path).status == 0
    assert FollowUpAction.objects.get().owner == officer


def test_who_is_named_already_keeps_what_they_hold(tmp_path: Path, service_manager, officer, ana) -> None:
    interview = ReturnInterviewFactory(episode=EpisodeFactory(young_person=ana, started_at=NOW - DAY, returned=True))
    take_interview(actor=officer, interview=interview)
    AccessGrant.objects.create(young_person=ana, user=officer, reason="named", source_key="other", starts_at=NOW - DAY)
    restrict(tmp_path)
    assert ReturnInterview.objects.get().assigned_to == officer
    assert told() == {NO_MORE_THEIRS}


def test_restricted_already_or_new_here_nothing_moves_and_nobody_is_told(tmp_path: Path, service_manager, ana) -> None:
    restrict(tmp_path)
    MovedWork.objects.all().delete()
    outcome = restrict(tmp_path)
    assert outcome.counts == ["young_people.csv: 1 read, 0 added, 0 changed, 1 unchanged, 0 rejected"]
    header = "reference,first_name,last_name,date_of_birth,restricted"
    new = take_in(write_files(tmp_path, young_people=f"{header}\nYP9,Ben,Shaw,2011-04-08,yes"))
    assert not outcome.said("that was open")
    assert not new.said("that was open")
    assert not MovedWork.objects.exists()


def test_lifted_by_file_whoever_was_named_is_named_no_more(tmp_path: Path, service_manager, ana) -> None:
    interviewer, other = UserFactory(roles=[Role.INTERVIEWER]), UserFactory(roles=[Role.DUTY])
    restrict(tmp_path)
    change_named(actor=service_manager, young_person=ana, interviewer=interviewer, others=[other])
    with time_machine.travel(NOW + DAY, tick=False):
        outcome = restrict(tmp_path, "no")
    assert outcome.status == 0
    assert outcome.said("1 restriction is lifted by this file: whoever was named there is named no more.")
    assert set(AccessGrant.objects.filter(reason="named").values_list("until", flat=True)) == {NOW + DAY}
    with time_machine.travel(NOW + 400 * DAY, tick=False):
        assert not YoungPerson.objects.visible_to(User.objects.get(pk=interviewer.pk)).exists()


def test_a_blank_lifts_nothing_and_ends_no_naming(tmp_path: Path, service_manager, ana) -> None:
    restrict(tmp_path)
    change_named(actor=service_manager, young_person=ana, interviewer=UserFactory(roles=[Role.INTERVIEWER]))
    restrict(tmp_path, "")
    assert AccessGrant.objects.filter(reason="named", until__isnull=True).count() == 1


def test_what_a_restriction_needs_is_asked_once_however_many_records(
    tmp_path: Path, service_manager, officer, team, worker
) -> None:
    def queries(first: int, last: int) -> int:
        names = [f"YP{number}" for number in range(first, last)]
        for name in names:
            person = YoungPersonFactory(reference=name, team=team, social_worker=worker)
            back = EpisodeFactory(young_person=person, started_at=NOW - 2 * DAY, returned=True)
            take_interview(actor=officer, interview=ReturnInterviewFactory(episode=back))
            EpisodeFactory(young_person=person, started_at=NOW - DAY / 2)
        with CaptureQueriesContext(connection) as found:
            assert restrict(tmp_path, "yes", *names).status == 0
        return len(found)

    assert queries(1, 2) == queries(2, 10)
