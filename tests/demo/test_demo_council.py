"""What the demo council promises of every screen, at any hour at which somebody may start it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Cover, Service, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from demo import council
from demo.cast import BRADLEY, ELLIS, JUDE, KAYDEN, LILY_MAE, PREETI, TAMSIN
from demo.days.diary import Diary
from demo.roster import EVERYBODY, ONE_A_ROLE
from demo.staff import PASSWORD, add_staff, logins
from missing import queue
from missing.codes import AttemptResult, Category, EndedHow, OfferResponse, Outcome, PoliceRisk, Route, Source
from missing.models import Episode, HarmTold, ReturnInterview, StrategyDiscussion
from missing.strategy_list import with_grounds
from people.models import ImportRun, RecordMerge, RecordOpening, YoungPerson
from people.warnings import warnings_for
from reporting.models import WeeklyEmail
from tests.factories import UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)

# All past: a grant counts by the database's own clock, which no test can set.
MOMENTS = [
    datetime(2025, 1, 15, 2, 0, tzinfo=UTC),
    datetime(2025, 6, 10, 8, 0, tzinfo=UTC),  # 09:00 in London
    datetime(2024, 12, 30, 23, 30, tzinfo=UTC),  # among bank holidays
    datetime(2025, 3, 30, 12, 0, tzinfo=UTC),  # the clocks went forward in the night
    datetime(2025, 10, 27, 7, 0, tzinfo=UTC),  # they went back the night before
    datetime(2025, 11, 26, 18, 50, tzinfo=UTC),  # the last minutes by day, a whole day before and after too
    datetime(2025, 6, 14, 12, 28, tzinfo=UTC),  # one of Jude's last four times was a curfew
]


def test_what_is_noted_in_an_order_by_day_is_told_in_that_order_at_any_minute() -> None:
    for minutes in range(0, 24 * 60, 5):
        diary = Diary(MOMENTS[-1] + timedelta(minutes=minutes), {})
        noted = [diary.by_day(hours / 2) for hours in range(2 * 60, -1, -1)]
        assert noted == sorted(noted), diary.now


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_every_screen_has_something_true_to_show(now: datetime, client: Client) -> None:
    """In one test, because loading takes seconds."""
    with time_machine.travel(now, tick=False):
        report = council.load_council(timezone.now())
        assert report.rejected == 0
        who_is_missing_now(now)
        the_queue(now)
        what_was_settled(now)
        strategy_discussions()
        what_was_put_right()
        those_of_others_and_adults(now)
        restricted_records()
        who_is_around_them()
        everybody_in_the_file(now)
        the_bell_and_the_weekly_email(now)
        pages(client)


def who_is_missing_now(now: datetime) -> None:
    longest, restricted, newest = Episode.objects.missing_now().order_by("started_at")
    assert 26 * HOUR <= now - longest.started_at < 26.2 * HOUR
    assert longest.police_risk == PoliceRisk.HIGH
    assert longest.is_out_of_area
    assert longest.distance_miles >= 40
    assert longest.log.count() == 4
    assert longest.told.count() == 3
    assert restricted.young_person.is_restricted
    assert now - newest.started_at < 4 * HOUR
    refusing = Episode.objects.open().get(category=Category.AWAY)
    assert refusing.goes_on_from.ended_how == EndedHow.REFUSED_TO_RETURN
    assert refusing.long_reviews.filter(held_at__isnull=False).count() == 1
    assert refusing.long_reviews.to_hold().get().due_at > now
    assert Episode.objects.not_yet_back().get().found_at > now - 6 * HOUR


def the_queue(now: datetime) -> None:
    priya = User.objects.get(email="priya.nair@northcliffe.example")
    long_overdue, just_overdue = ReturnInterview.objects.overdue(now).order_by("due_at")
    assert 30 * HOUR <= now - long_overdue.due_at < 31 * HOUR
    assert [attempt.result for attempt in long_overdue.attempts.all()] == [AttemptResult.NO_ANSWER] * 3
    assert long_overdue.assigned_to == priya
    assert 2 * HOUR <= now - just_overdue.due_at < 3 * HOUR
    assert just_overdue.offers.get().response == OfferResponse.THINKING
    rows = list(queue.rows(priya, "all", now))
    hours_left = {int((row.due_at - now) / HOUR) for row in rows}
    assert {5, 9} <= hours_left
    assert sum(row.due_at - now > 48 * HOUR for row in rows) >= 4
    assert [row.episode.young_person.first_name for row in rows if row.missing_now] == ["Jude"]
    assert sum(row.episode.young_person.reference == KAYDEN.reference for row in rows) == 2
    assert any(row.other_open_interviews == 1 for row in rows)
    assert any(row.episodes["before"] == 0 for row in rows)
    assert any(row.episodes["in_30_days"] >= 3 for row in rows)
    assert any(row.outcomes_before == [Outcome.DECLINED] * 3 for row in rows)
    assert sum(row.episode.distance_miles is not None and row.episode.distance_miles >= 20 for row in rows) >= 4
    assert any(row.assigned_to is None for row in rows)
    assert any(row.assigned_to and row.assigned_to.holds(Role.INTERVIEWER) for row in rows)
    assert {key for key, count in queue.counts(priya, now).items() if not count} <= {"today"}


def what_was_settled(now: datetime) -> None:
    due = ReturnInterview.objects.contact_due().order_by("contact_due_on")
    assert [interview.contact_due_on < timezone.localdate() for interview in due] == [True, False, False]
    ours = ReturnInterview.objects.exclude(route=Route.PLACING_COUNCIL)
    this_week = ours.filter(outcome=Outcome.COMPLETED, outcome_at__gt=now - timedelta(days=6))
    assert this_week.filter(source=Source.RECORDED).count() == 3
    assert ReturnInterview.objects.to_settle().exists()


def those_of_others_and_adults(now: datetime) -> None:
    told, *awaited = ReturnInterview.objects.filter(route=Route.PLACING_COUNCIL, source=Source.RECORDED).order_by(
        "-told_by"
    )
    assert (told.outcome, told.told_by) == (Outcome.COMPLETED, "Ines Duarte, social worker, Sandwell")
    assert [interview.outcome for interview in awaited] == [""]
    adults = YoungPerson.objects.filter(kind_of_record__in=["care_leaver", "adult_at_risk"])
    assert Episode.objects.filter(young_person__in=adults, source=Source.RECORDED, interview__isnull=True).exists()
    assert RecordOpening.objects.get().young_person.reference == "YP00118"
    assert Cover.objects.today().get().absent.full_name == "Callum Reid"


def strategy_discussions() -> None:
    everybody = StrategyDiscussion.objects.all()
    assert everybody.filter(held_at__isnull=False, young_person__reference=BRADLEY.reference).exists()
    assert everybody.filter(declined_at__isnull=False).exists()
    due = {kind for row in with_grounds(everybody.open()) for kind in row.kinds}  # type: ignore[attr-defined]
    assert {"harm", "high_risk", "long"} <= due
    suspected, told = HarmTold.objects.to_discuss().order_by("told_at")
    assert suspected.what_was_told.startswith("Suspected, not told: ")
    assert told.interview.is_to_do
    assert everybody.open().filter(young_person__is_restricted=True).exists()


def what_was_put_right() -> None:
    voided = Episode.objects.get(voided_at__isnull=False)
    assert (voided.young_person.reference, voided.log.count()) == (ELLIS.reference, 1)
    assert RecordMerge.objects.get().kept.reference == LILY_MAE.reference


def restricted_records() -> None:
    priya = User.objects.get(email="priya.nair@northcliffe.example")
    assert queue.hidden(priya).count() == 1
    leah = User.objects.get(email="leah.osei@larkrise.example")
    assert ReturnInterview.objects.visible_to(leah).filter(episode__young_person__reference=PREETI.reference).exists()


def who_is_around_them() -> None:
    jude = YoungPerson.objects.get(reference=JUDE.reference)
    assert [warning.who for warning in warnings_for(jude) if warning.is_barred] == [
        "Craig Farrow, father",
        "“Spud”, believed to be a risk to them",
    ]
    assert jude.photograph.width == 300
    assert YoungPerson.objects.get(reference=KAYDEN.reference).other_names.filter(is_in_use=True).exists()
    assert YoungPerson.objects.get(birthday_is="disputed").needs.needs_interpreter


def everybody_in_the_file(now: datetime) -> None:
    assert YoungPerson.objects.standing().count() == 114
    assert ImportRun.objects.get().started_by.holds(Role.DATA_MANAGER)
    assert not Episode.objects.filter(source=Source.IMPORTED, started_at__gt=now - timedelta(days=6)).exists()
    assert not Episode.objects.filter(source=Source.IMPORTED, ended_at__isnull=True).exists()
    looked_after = YoungPerson.objects.filter(care_periods__isnull=False)
    assert looked_after.filter(reviewing_officer__isnull=False).count() == looked_after.count() > 60
    assert YoungPerson.objects.exclude(responsible_authority="").exists()


def the_bell_and_the_weekly_email(now: datetime) -> None:
    priya = User.objects.get(email="priya.nair@northcliffe.example")
    alerts = Alert.objects.visible_to(priya)
    assert alerts.unread().filter(stage__is_urgent=True, stage__kind="interview").count() == 2
    assert alerts.standing().filter(read_at__isnull=False).exists()
    assert raise_alerts(at=now).stages == 0, "the first sweep has nothing to make up for"
    assert not OutgoingEmail.objects.waiting().exclude(kind="weekly").exists()
    newest = WeeklyEmail.objects.latest("covers_to")
    assert newest.is_sent
    assert newest.covers_to <= now < newest.covers_to + timedelta(days=7)
    assert newest.sections.count() >= Service.objects.count()


def pages(client: Client) -> None:
    client.force_login(User.objects.get(email="priya.nair@northcliffe.example"))
    shown = client.get(reverse("missing:queue")).content.decode()
    assert "&lt;b&gt;O&#x27;Neil&lt;/b&gt;" in shown
    assert "<b>O" not in shown
    for address in (reverse("missing:now"), reverse("home"), reverse("people:young_person", args=[TAMSIN.reference])):
        assert client.get(address).status_code == 200


def test_a_second_run_does_nothing(capsys: Any) -> None:
    YoungPersonFactory()
    call_command("demo_council")
    assert "so the demo council is not loaded" in capsys.readouterr().out
    add_staff()
    call_command("demo_council")
    assert capsys.readouterr().out == "The demo council is loaded already.\n"
    assert YoungPerson.objects.count() == 1


def test_it_keeps_away_from_a_copy_with_users() -> None:
    UserFactory()
    assert "There are users here already" in (council.why_not() or "")


def test_it_keeps_away_from_a_copy_that_others_reach(settings: LazySettings) -> None:
    assert council.why_not() is None
    settings.PUBLIC_URL = "https://safe-return.example"
    assert "https://safe-return.example" in (council.why_not() or "")


def test_a_case_file_that_is_not_taken_whole_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(folder: Path, now: datetime) -> None:
        header = "reference,first_name,last_name,date_of_birth\n"
        (folder / "young_people.csv").write_text(header + "YP1,Ann,Other,2031-01-01\n")

    monkeypatch.setattr(council, "write_case_file", spoilt)
    with pytest.raises(council.CaseFileRejected, match=r"young_people\.csv was not taken, line 2"):
        council.load_council(timezone.now())
    assert not User.objects.exists()


def test_there_is_a_login_for_every_role(client: Client) -> None:
    add_staff()
    shown = logins()
    assert {role for worker in ONE_A_ROLE for role in worker.roles} == set(Role)
    for worker in ONE_A_ROLE:
        assert worker.email in shown
        assert client.login(username=worker.email, password=PASSWORD)
        assert client.get(reverse("home")).status_code == 200


def test_the_logins_say_whose_password_was_changed() -> None:
    add_staff()
    user = User.objects.get(email=ONE_A_ROLE[0].email)
    user.set_password("another-one-entirely")
    user.save()
    changed, *others = logins().splitlines()[1:]
    assert "changed" in changed
    assert all(PASSWORD in line for line in others)


def test_without_the_demo_council_there_are_no_logins(capsys: Any) -> None:
    call_command("demo_council", "--logins")
    assert capsys.readouterr().out == "There are no demo logins here: this copy does not hold the demo council.\n"


def test_service_managers_can_be_rung_and_each_service_has_its_readers() -> None:
    add_staff()
    assert User.objects.count() == len(EVERYBODY)
    assert not User.objects.holding(Role.SERVICE_MANAGER).filter(phone="").exists()
    for service in Service.objects.all():
        assert service.managers.count() == 1
        assert service.email_recipients.count() >= 3
