"""Outside office hours missing and harm also go to the on-call manager and the duty mailbox."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from accounts.models import Cover, OnCallWeek, User
from accounts.office_hours import on_call_week
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail, StageRecipients
from alerts.outbox import send_outgoing_email
from missing.actions import report_missing
from tests.alerts.conftest import Council
from tests.factories import AccessGrantFactory, EpisodeFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.office_hours]
NIGHT, NOON = datetime(2026, 11, 25, 2, 0, tzinfo=UTC), datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MAILBOX = "duty@northcliffe.example"


@pytest.fixture
def on_call() -> User:
    manager = UserFactory(full_name="Ivo Marsh", roles=[Role.TEAM_MANAGER])
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=manager)
    return manager


@pytest.fixture(autouse=True)
def mailbox(settings: Any) -> None:
    settings.DUTY_MAILBOX = MAILBOX


def logged(council: Council, at: datetime, **facts: Any) -> None:
    person = council.young_person(**facts)
    with time_machine.travel(at, tick=False):
        report_missing(
            actor=council.officer, young_person=person, category="missing", started_at=at - timedelta(hours=3)
        )
        raise_alerts()
        send_outgoing_email()


def to(address: str) -> list[Any]:
    return [message for message in mail.outbox if message.to == [address]]


def test_at_night_both_are_told_at_once(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    assert Alert.objects.filter(user=on_call, stage__kind="new_episode").exists()
    assert len(to(on_call.email)) == 1
    (message,) = to(MAILBOX)
    assert message.subject == "New episode logged"
    assert "It is outside office hours." in message.body
    assert OutgoingEmail.objects.get(address=MAILBOX).reference in message.body


def test_by_day_who_is_on_call_is_not_told_what_duty_is(council: Council, on_call: User) -> None:
    StageRecipients.objects.create(
        kind="new_episode", stage="logged", places=["DUTY"], changed_by=council.administrator, changed_at=NOON
    )
    duty = UserFactory(roles=[Role.DUTY])
    logged(council, NOON)
    assert {alert.user for alert in Alert.objects.all()} == {duty}


def test_by_day_neither_is(council: Council, on_call: User) -> None:
    logged(council, NOON)
    assert not Alert.objects.filter(user=on_call).exists()
    assert not to(MAILBOX)


def test_who_is_on_call_may_open_the_record_while_they_are_missing(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    person = Alert.objects.filter(user=on_call).get().stage.young_person
    model = type(person)
    with time_machine.travel(NIGHT, tick=False):
        assert model.objects.visible_to(User.objects.with_access().get(pk=on_call.pk)).filter(pk=person.pk).exists()
    with time_machine.travel(NIGHT + timedelta(days=7), tick=False):
        later = User.objects.with_access().get(pk=on_call.pk)
        assert not later.is_on_call
        assert not model.objects.visible_to(later).filter(pk=person.pk).exists()


def test_of_a_restricted_record_the_mailbox_learns_the_team_and_whom_to_ring(council: Council, on_call: User) -> None:
    User.objects.filter(pk=council.service_manager.pk).update(full_name="Mo Keane", phone="01632 960101")
    logged(council, NIGHT, is_restricted=True)
    assert not Alert.objects.filter(user=on_call).exists()
    (message,) = to(MAILBOX)
    email = OutgoingEmail.objects.get(address=MAILBOX)
    assert email.reference == ""
    assert council.team.name in message.body
    assert "Reference" not in message.body
    assert "The record is restricted. Ring Mo Keane on 01632 960101." in message.body
    (html, _) = message.alternatives[0]
    for body in (message.body, html):
        assert "/alerts/" not in body
        assert "See who is on call" in body
        assert "/on-call/" in body


def test_of_a_restricted_record_the_service_managers_are_told_instead_and_why(council: Council, on_call: User) -> None:
    person = council.young_person(is_restricted=True)
    AccessGrantFactory(young_person=person, user=council.worker)
    EpisodeFactory(young_person=person, started_at=NIGHT - timedelta(hours=3), recorded_at=NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        raise_alerts()
    alert = Alert.objects.get(user=council.service_manager, stage__kind="new_episode")
    assert alert.because == "You are told because the on-call manager may not open this record."


def test_where_nobody_is_on_call_the_service_managers_are_told_and_why(council: Council) -> None:
    logged(council, NIGHT)
    alert = Alert.objects.get(user=council.service_manager)
    assert alert.because == "You are told because nobody is on call this week."
    assert len(to(council.service_manager.email)) == 1


def test_where_somebody_is_on_call_the_service_managers_sleep(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    assert not Alert.objects.filter(user=council.service_manager).exists()


def test_who_is_on_call_and_logs_it_themselves_is_on_call(council: Council) -> None:
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=council.manager)
    person = council.young_person()
    with time_machine.travel(NIGHT, tick=False):
        report_missing(
            actor=council.manager, young_person=person, category="missing", started_at=NIGHT - timedelta(hours=3)
        )
        raise_alerts()
    assert not Alert.objects.filter(user__in=[council.manager, council.service_manager]).exists()


@pytest.mark.parametrize("how", ["demoted", "gone"])
def test_who_is_no_manager_here_any_more_is_not_told(council: Council, on_call: User, how: str) -> None:
    if how == "gone":
        User.objects.filter(pk=on_call.pk).update(ends_on=date(2026, 11, 24))
    else:
        on_call.groups.set(UserFactory(roles=[Role.ANALYST]).groups.all())
    logged(council, NIGHT)
    assert not Alert.objects.filter(user=on_call).exists()
    assert Alert.objects.get(user=council.service_manager).because.endswith("nobody is on call this week.")


def test_who_covers_for_who_is_on_call_is_told_too_and_why(council: Council, on_call: User) -> None:
    today = date(2026, 11, 25)
    Cover.objects.create(
        absent=on_call, cover=council.outsider, first_on=today, last_on=today, said_by=on_call, recorded_at=NOON
    )
    logged(council, NIGHT)
    assert Alert.objects.get(user=council.outsider).because.startswith("You cover for Ivo Marsh until ")
    assert not Alert.objects.filter(user=council.service_manager).exists()


@pytest.mark.parametrize(("at", "is_told"), [(NIGHT, True), (NOON, False)])
def test_duty_is_told_at_night_and_sees_it_on_their_pages_by_day(
    council: Council, on_call: User, at: datetime, is_told: bool
) -> None:
    duty = UserFactory(roles=[Role.DUTY])
    logged(council, at)
    assert Alert.objects.filter(user=duty, stage__kind="new_episode").exists() is is_told
    assert len(to(duty.email)) == int(is_told)


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (datetime(2026, 7, 6, 7, 59, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 8, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 15, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 16, 0, tzinfo=UTC), True),
    ],
)
def test_in_summer_the_office_goes_by_londons_clock(council: Council, at: datetime, is_told: bool) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER])
    for week in (date(2026, 6, 29), date(2026, 7, 6)):
        OnCallWeek.objects.create(week=week, manager=manager)
    logged(council, at)
    assert Alert.objects.filter(user=manager).exists() is is_told
    assert bool(to(MAILBOX)) is is_told


def test_nothing_else_goes_there(council: Council, on_call: User) -> None:
    """The on-call manager may open the record, so that only the rule keeps the alert from them."""
    on_call.groups.add(*council.service_manager.groups.all())
    interview = council.interview()
    due_at_night = interview.due_at.replace(hour=3) + timedelta(days=1)
    OnCallWeek.objects.update(week=on_call_week(due_at_night))
    with time_machine.travel(due_at_night, tick=False):
        assert User.objects.with_access().get(pk=on_call.pk).is_on_call
        raise_alerts()
        send_outgoing_email()
    assert Alert.objects.filter(stage__kind="interview").exists()
    assert not to(MAILBOX)
    assert not Alert.objects.filter(user=on_call).exists()


def test_without_a_mailbox_and_with_nobody_on_call_the_others_are_told(council: Council, settings: Any) -> None:
    settings.DUTY_MAILBOX = ""
    logged(council, NIGHT)
    assert len(to(council.manager.email)) == 1
    assert not OutgoingEmail.objects.filter(to_user=None).exists()


def test_twice_adds_nothing(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        raise_alerts()
        send_outgoing_email()
    assert len(to(MAILBOX)) == len(to(on_call.email)) == 1
