"""What follows when a file gives an outcome, a return or a named person's interview: as when somebody does it here."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import AlertStage, OutgoingEmail
from missing.actions import hand_over_interview, record_return, report_missing
from missing.models import EarlierOutcome, ReturnInterview
from people.actions import restrict_record
from people.models import AccessGrant, YoungPerson
from tests.case_files import Outcome, imported, take_in, write_files
from tests.factories import AccessGrantFactory, UserFactory, YoungPersonFactory
from tests.missing.test_import_interviews import EPISODES, interview, interviews

pytestmark = pytest.mark.django_db
NOW, DAY, HOUR = datetime(2026, 11, 23, 12, 0, tzinfo=UTC), timedelta(days=1), timedelta(hours=1)
COLUMNS = "outcome,outcome_at,reason"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER])


@pytest.fixture
def dana(db) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Dana Whit")


def says(folder: Path, *rows: str, at: datetime = NOW, columns: str = COLUMNS) -> Outcome:
    """A file of interviews alone, taken in at that time."""
    with time_machine.travel(at, tick=False):
        return take_in(write_files(folder / f"{at:%d%H%M}", interviews=interviews(columns, *rows)))


def grant(reference: str, user: User) -> AccessGrant:
    return AccessGrant.objects.get(source_key=f"interview:{interview(reference).pk}", user=user, reason="interview")


@pytest.fixture
def given_to_dana(tmp_path: Path, officer: User, dana: User) -> None:
    imported(tmp_path, episodes=EPISODES)
    hand_over_interview(actor=officer, interview=interview("E3"), to=dana)


class TestAccess:
    def test_an_interview_that_a_file_closes_is_seen_by_who_had_it_for_14_days(
        self, tmp_path: Path, given_to_dana, dana: User
    ) -> None:
        says(tmp_path, "E3,completed,2026-11-22T10:00,")
        assert grant("E3", dana).until == NOW + 14 * DAY
        assert says(tmp_path, "E3,completed,2026-11-22T10:00,", at=NOW + DAY).counts[-1].split(", ")[3] == "1 unchanged"
        assert grant("E3", dana).until == NOW + 14 * DAY

    def test_held_after_all_they_see_it_14_days_from_then(self, tmp_path: Path, given_to_dana, dana: User) -> None:
        says(tmp_path, "E3,declined,2026-11-22T10:00,")
        later = NOW + 10 * DAY
        says(tmp_path, "E3,completed,2026-12-02T10:00,", at=later)
        assert grant("E3", dana).until == later + 14 * DAY

    def test_what_a_former_holder_saw_stays_ended(
        self, tmp_path: Path, given_to_dana, officer: User, dana: User
    ) -> None:
        hand_over_interview(actor=officer, interview=interview("E3"), to=officer)
        says(tmp_path, "E3,completed,2026-11-22T10:00,", at=NOW + HOUR)
        assert grant("E3", dana).until == NOW
        assert grant("E3", officer).until == NOW + HOUR + 14 * DAY

    def test_of_another_interview_nothing_ends(self, tmp_path: Path, given_to_dana, dana: User) -> None:
        says(tmp_path, "E1,completed,2026-11-03T10:00,")
        assert grant("E3", dana).until is None

    def test_to_do_again_by_a_file_who_had_it_has_it_and_sees_it(
        self, tmp_path: Path, given_to_dana, dana: User
    ) -> None:
        says(tmp_path, "E3,declined,2026-11-22T10:00,")
        says(tmp_path, "E3,,,", at=NOW + HOUR)
        assert interview("E3").assigned_to == dana
        assert (grant("E3", dana).starts_at, grant("E3", dana).until) == (NOW + HOUR, None)

    @pytest.mark.parametrize("why", ["no interviewer any more", "restricted, and another is named"])
    def test_to_do_again_who_may_not_hold_it_any_more_has_it_no_more(
        self, tmp_path: Path, given_to_dana, dana: User, why: str
    ) -> None:
        says(tmp_path, "E3,declined,2026-11-22T10:00,")
        if why == "no interviewer any more":
            dana.groups.clear()
        else:
            YoungPerson.objects.filter(reference="YP1").update(is_restricted=True)
            AccessGrantFactory(
                young_person=YoungPerson.objects.get(reference="YP1"), user=UserFactory(), reason="named", until=None
            )
        says(tmp_path, "E3,,,", at=NOW + HOUR)
        assert (interview("E3").assigned_to, interview("E3").assigned_at) == (None, None)
        assert grant("E3", dana).until == NOW + 14 * DAY


class TestEarlierOutcomes:
    def test_declined_and_held_after_all_the_earlier_refusal_stays_on_record(self, tmp_path: Path) -> None:
        imported(tmp_path, episodes=EPISODES, interviews=interviews(COLUMNS, "E3,declined,2026-11-20T10:00,Not today"))
        for hours in (1, 2):
            says(tmp_path, "E3,completed,2026-11-22T10:00,", at=NOW + hours * HOUR)
        kept = EarlierOutcome.objects.get()
        assert kept.interview == interview("E3")
        assert (kept.outcome, kept.outcome_reason) == ("declined", "Not today")
        assert (kept.outcome_at, kept.replaced_at) == (datetime(2026, 11, 20, 10, 0, tzinfo=UTC), NOW + HOUR)
        assert (kept.outcome_by, kept.by, kept.is_reopened, kept.why) == (None, None, False, "")

    def test_a_corrected_time_or_reason_is_no_other_outcome(self, tmp_path: Path) -> None:
        imported(tmp_path, episodes=EPISODES, interviews=interviews(COLUMNS, "E3,declined,2026-11-20T10:00,Not today"))
        says(tmp_path, "E3,declined,2026-11-20T11:00,Not this week", at=NOW + HOUR)
        assert interview("E3").reason == "Not this week"
        assert not EarlierOutcome.objects.exists()

    def test_to_do_again_by_a_file_it_stays_too_and_says_why(self, tmp_path: Path) -> None:
        imported(tmp_path, episodes=EPISODES, interviews=interviews(COLUMNS, "E3,declined,2026-11-20T10:00,"))
        says(tmp_path, "E3,,,", at=NOW + HOUR)
        kept = EarlierOutcome.objects.get()
        assert (kept.outcome, kept.is_reopened, kept.why) == ("declined", True, "A case file says that it is to do.")

    def test_the_page_of_the_interview_goes_on_telling_it(self, tmp_path: Path, client, officer: User) -> None:
        imported(tmp_path, episodes=EPISODES, interviews=interviews(COLUMNS, "E3,declined,2026-11-20T10:00,Not today"))
        says(tmp_path, "E3,completed,2026-11-22T10:00,", at=NOW + HOUR)
        client.force_login(officer)
        page = client.get(interview("E3").get_absolute_url()).content.decode()
        assert "Declined by the young person." in page
        assert "Not today" in page


HEADER = "episode_reference,reference,category,missing_from,found_at,returned_at,ended_how"


class TestNamedInterviewer:
    """The record of Ana is restricted, and Dana is named for its interviews."""

    @pytest.fixture
    def ana(self, dana: User) -> YoungPerson:
        ana = YoungPersonFactory(reference="YP1")
        restrict_record(actor=UserFactory(roles=[Role.SERVICE_MANAGER]), young_person=ana, interviewer=dana)
        return ana

    def by_file(self, folder: Path, *rows: str, at: datetime = NOW, **files: str) -> Outcome:
        with time_machine.travel(at, tick=False):
            return take_in(write_files(folder / f"{at:%d%H%M}", episodes="\n".join([HEADER, *rows]), **files))

    def test_by_the_page_and_by_a_file_it_goes_to_who_is_named(self, tmp_path: Path, officer, dana, ana) -> None:
        service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
        by_hand = report_missing(actor=service_manager, young_person=ana, category="missing", started_at=NOW - 2 * DAY)
        record_return(actor=service_manager, episode=by_hand, returned_at=NOW - DAY)
        self.by_file(tmp_path, "E1,YP1,missing,2026-11-22T20:30,,2026-11-22T23:00,")
        for one in ReturnInterview.objects.all():
            assert (one.assigned_to, one.assigned_at) == (dana, NOW)
        assert (grant("E1", dana).starts_at, grant("E1", dana).until) == (NOW, None)
        assert interview("E1") in ReturnInterview.objects.visible_to(User.objects.get(pk=dana.pk))

    def test_also_with_a_row_of_its_own_and_when_the_return_comes_later(self, tmp_path: Path, dana, ana) -> None:
        rows = ("E1,YP1,missing,2026-11-20T20:30,,2026-11-20T23:00,", "E2,YP1,missing,2026-11-22T20:30,,,")
        self.by_file(tmp_path, *rows, interviews="episode_reference,outcome\nE1,\nE2,")
        assert (interview("E1").assigned_to, interview("E2").assigned_to) == (dana, None)
        back = "E2,YP1,missing,2026-11-22T20:30,,2026-11-23T12:30,"
        assert self.by_file(tmp_path, back, at=NOW + HOUR).status == 0
        assert interview("E2").assigned_to == dana
        assert grant("E2", dana).starts_at == NOW + HOUR

    def test_put_back_by_a_person_it_stays_so_however_often_the_file_is_taken_in(self, tmp_path, dana, ana) -> None:
        row = "E1,YP1,missing,2026-11-22T20:30,,2026-11-22T23:00,"
        self.by_file(tmp_path, row)
        ReturnInterview.objects.update(assigned_to=None, assigned_at=None)
        assert self.by_file(tmp_path, row, at=NOW + HOUR).counts[-1].split(", ")[3] == "1 unchanged"
        assert interview("E1").assigned_to is None

    @pytest.mark.parametrize("why", ["left", "no interviewer any more", "own worker", "far away", "lifted"])
    def test_who_may_not_hold_it_is_not_given_it(self, tmp_path: Path, dana, ana, why: str) -> None:
        files = {}
        if why == "left":
            User.objects.filter(pk=dana.pk).update(ends_on=NOW - DAY)
        elif why == "no interviewer any more":
            dana.groups.clear()
        elif why == "own worker":
            YoungPerson.objects.filter(pk=ana.pk).update(social_worker=dana)
        elif why == "far away":
            files["placements"] = (
                "reference,started_on,placement_type,local_authority,distance_miles\nYP1,2026-01-01,U6,Shropshire,30"
            )
        else:
            YoungPerson.objects.filter(pk=ana.pk).update(is_restricted=False)
        outcome = self.by_file(tmp_path, "E1,YP1,missing,2026-11-22T20:30,,2026-11-22T23:00,", **files)
        assert outcome.status == 0
        assert interview("E1").assigned_to is None
        assert not AccessGrant.objects.filter(reason="interview").exists()

    def test_far_away_it_goes_to_a_returns_officer_who_is_named(self, tmp_path: Path, dana, ana) -> None:
        UserFactory(roles=[Role.RETURNS_OFFICER])
        dana.groups.clear()
        dana.groups.add(*UserFactory(roles=[Role.RETURNS_OFFICER]).groups.all())
        far = "reference,started_on,placement_type,local_authority,distance_miles\nYP1,2026-01-01,U6,Shropshire,30"
        self.by_file(tmp_path, "E1,YP1,missing,2026-11-22T20:30,,2026-11-22T23:00,", placements=far)
        assert (interview("E1").route, interview("E1").assigned_to) == ("returns_officer", dana)

    def test_long_past_or_ended_it_is_given_to_nobody(self, tmp_path: Path, dana, ana) -> None:
        rows = (
            "E1,YP1,missing,2026-10-01T20:30,,2026-10-01T23:00,",
            "E2,YP1,missing,2026-11-20T20:30,,2026-11-20T23:00,",
        )
        self.by_file(tmp_path, *rows, interviews="episode_reference,outcome\nE2,completed")
        assert set(ReturnInterview.objects.values_list("assigned_to", flat=True)) == {None}


def test_why_it_was_not_required_goes_with_that_outcome(tmp_path: Path) -> None:
    rows = [HEADER, "E1,YP1,missing,2026-11-18T20:30,,2026-11-18T23:00,", "E2,YP1,missing,2026-11-20T20:30,,,"]
    imported(tmp_path, episodes="\n".join(rows))
    imported(tmp_path, episodes="\n".join([*rows[:2], rows[2].replace(",,,", ",2026-11-21T08:00,,died")]))
    assert (interview("E1").outcome, interview("E1").not_required_why) == ("not_required", "died")
    assert says(tmp_path, "E1,completed,2026-11-19T10:00,", at=NOW + HOUR).status == 0
    assert (interview("E1").outcome, interview("E1").not_required_why) == ("completed", "")
    assert EarlierOutcome.objects.get().outcome == "not_required"


class TestAlerts:
    def told(self) -> list[str]:
        return sorted(AlertStage.objects.standing().filter(kind="interview").values_list("stage", flat=True))

    def take(self, folder: Path, row: str, at: datetime, *interviews: str) -> None:
        rows = {"interviews": "\n".join(["episode_reference,outcome", *interviews])} if interviews else {}
        with time_machine.travel(at, tick=False):
            imported(folder / f"{at:%d%H%M}", episodes=f"{HEADER}\n{row}", **rows)
            raise_alerts(at=at)

    def test_a_return_that_a_later_file_sets_earlier_tells_of_no_time_before_it(self, tmp_path: Path, officer) -> None:
        self.take(tmp_path, "E1,YP1,missing,2026-11-19T20:30,,2026-11-22T10:00,", NOW)
        later = NOW + 2 * DAY
        self.take(tmp_path, "E1,YP1,missing,2026-11-19T20:30,,2026-11-21T10:00,", later)
        assert interview("E1").due_at == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
        assert self.told() == []
        assert not OutgoingEmail.objects.filter(stage__kind="interview").exists()
        raise_alerts(at=interview("E1").due_at + 72 * HOUR)
        assert self.told() == ["overdue_72"]

    def test_a_return_that_comes_by_a_later_file_tells_of_no_time_before_it(self, tmp_path: Path, officer) -> None:
        found = "E1,YP1,missing,2026-11-10T20:30,2026-11-11T10:00"
        self.take(tmp_path, f"{found},,", NOW - 11 * DAY, "E1,")
        self.take(tmp_path, f"{found},2026-11-16T13:00,", NOW)
        assert interview("E1").due_at == datetime(2026, 11, 19, 13, 0, tzinfo=UTC)
        assert self.told() == []

    def test_a_contact_after_a_decline_by_a_later_file_tells_of_no_day_before_it(self, tmp_path: Path, officer) -> None:
        worker = UserFactory(roles=[Role.SOCIAL_WORKER])
        with time_machine.travel(NOW - 14 * DAY, tick=False):
            imported(tmp_path / "first", episodes=f"{HEADER}\nE1,YP1,missing,2026-11-08T20:30,,2026-11-08T23:00,")
        YoungPerson.objects.filter(reference="YP1").update(social_worker=worker)
        says(tmp_path, "E1,declined,2026-11-10T10:00,")
        assert interview("E1").contact_due_on is not None
        raise_alerts(at=NOW)
        assert not AlertStage.objects.filter(kind="contact").exists()

    def test_to_do_again_by_a_later_file_and_long_past_it_is_to_settle(self, tmp_path: Path) -> None:
        rows = "E1,YP1,missing,2026-11-08T20:30,,2026-11-08T23:00,"
        with time_machine.travel(NOW - 13 * DAY, tick=False):
            imported(
                tmp_path / "first",
                episodes=f"{HEADER}\n{rows}",
                interviews="episode_reference,outcome\nE1,not_offered_other",
            )
        assert interview("E1").is_to_settle is False
        says(tmp_path, "E1,,,")
        assert interview("E1").is_to_settle is True
        assert not ReturnInterview.objects.to_do().exists()
