"""Outside office hours missing and harm also go to the on-call manager and the duty mailbox."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from accounts.models import OnCallWeek, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import report_missing
from tests.alerts.conftest import Council
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NIGHT, NOON = datetime(2026, 11, 25, 2, 0, tzinfo=UTC), datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MAILBOX = "duty@northcliffe.example"


@pytest.fixture
def on_call() -> User:
    manager = UserFactory(full_name="Noor Haddad", roles=[Role.SERVICE_MANAGER])
    manager.groups.clear()
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


def test_of_a_restricted_record_the_mailbox_learns_the_team_alone(council: Council, on_call: User) -> None:
    logged(council, NIGHT, is_restricted=True)
    assert not Alert.objects.filter(user=on_call).exists()
    (message,) = to(MAILBOX)
    email = OutgoingEmail.objects.get(address=MAILBOX)
    assert email.reference == ""
    assert council.team.name in message.body
    assert "Reference" not in message.body


def test_nothing_else_goes_there(council: Council, on_call: User) -> None:
    interview = council.interview()
    due_at_night = interview.due_at.replace(hour=3) + timedelta(days=1)
    with time_machine.travel(due_at_night, tick=False):
        raise_alerts()
        send_outgoing_email()
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
