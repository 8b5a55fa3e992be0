"""Who should be told now of what stands, and has not been, is told: once, and by the same chain as at its raising."""

import smtplib
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import Cover, User
from accounts.rules import Role
from alerts.actions import raise_alerts, record_bounce
from alerts.delivery_reports import Failure
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.outbox import send_outgoing_email
from alerts.whom_else import stages_to_recheck
from missing.actions import hand_over_interview, put_back_interview
from people.actions import lift_restriction, restrict_record
from people.actions.restriction import change_named
from people.models import YoungPerson
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.factories import EpisodeFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def bell(user: User) -> list[str]:
    """What they see there."""
    user = User.objects.with_access().get(pk=user.pk)
    alerts = Alert.objects.visible_to(user).standing().order_by("stage__kind", "pk")
    return [f"{kind} {stage}" for kind, stage in alerts.values_list("stage__kind", "stage__stage")]


def mails(user: User) -> int:
    return OutgoingEmail.objects.filter(to_user=user, withdrawn_at__isnull=True).count()


def missing_since(council: Council, hours: int) -> YoungPerson:
    """Missing for so many hours at DUE, and logged at once."""
    went, person = DUE - hours * HOUR, council.young_person()
    EpisodeFactory(young_person=person, started_at=went, recorded_at=went, alerts_from=went)
    return person


@pytest.fixture
def restricted(council: Council) -> tuple[YoungPerson, User]:
    """Missing for two days, told of, and restricted then; who was named on the record."""
    person, named = missing_since(council, 49), UserFactory(roles=[Role.INTERVIEWER])
    raise_alerts(at=DUE - 10 * HOUR)
    raise_alerts(at=DUE)
    with time_machine.travel(DUE + HOUR, tick=False):
        restrict_record(
            actor=council.service_manager, young_person=person, interviewer=named, keeper=council.service_manager
        )
        raise_alerts()
    return person, named


def test_restricted_while_missing_what_stands_is_told_to_who_sees_the_record(
    council: Council, restricted: tuple[YoungPerson, User]
) -> None:
    _, named = restricted
    everything = [
        "long_review due_in_24_hours",
        "new_episode logged",
        "still_missing after_48",
        "strategy opened",
    ]
    assert bell(council.service_manager) == everything
    assert "new_episode logged" in bell(named)
    for user in (council.worker, council.manager, council.officer):
        assert set(bell(user)) <= {"work_went moved"}
        assert not Alert.objects.standing().filter(user=user, stage__young_person__isnull=False).exists()
    sent = mails(council.service_manager)
    assert sent >= len(everything)
    for hours in range(2, 5):
        with time_machine.travel(DUE + hours * HOUR, tick=False):
            assert raise_alerts().alerts == 0
    assert mails(council.service_manager) == sent


def test_named_on_the_record_later_they_are_told_too(council: Council, restricted: tuple[YoungPerson, User]) -> None:
    person, named = restricted
    other = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()])
    with time_machine.travel(DUE + 5 * HOUR, tick=False):
        change_named(actor=council.service_manager, young_person=person, interviewer=named, others=[other])
        raise_alerts()
    assert bell(other) == ["new_episode logged"]


def test_opened_again_it_is_back_in_the_bell_of_who_had_it_and_not_mailed_again(
    council: Council, restricted: tuple[YoungPerson, User]
) -> None:
    person, _ = restricted
    OutgoingEmail.objects.waiting().update(sent_at=DUE, tries=1)
    with time_machine.travel(DUE + 5 * HOUR, tick=False):
        lift_restriction(actor=council.service_manager, young_person=person, reason="It is safe now")
        raise_alerts()
    assert {"new_episode logged", "still_missing after_48"} <= set(bell(council.manager))
    assert {"new_episode logged", "still_missing after_48"} <= set(bell(council.worker))


@pytest.mark.parametrize("recorded_at", [DUE - 9 * DAY, DUE + 73 * HOUR])
def test_who_begins_to_cover_is_told_what_stands(council: Council, recorded_at: Any) -> None:
    """Said long before, or on the day."""
    council.interview(assigned_to=council.worker, assigned_at=BACK)
    missing_since(council, 0)
    cover = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[council.team])
    raise_alerts(at=DUE + 71 * HOUR)
    raise_alerts(at=DUE + 73 * HOUR)
    theirs = [alert for alert in bell(council.worker) if not alert.startswith("work_")]
    assert {"interview overdue_72", "new_episode logged", "still_missing after_72"} <= set(theirs)
    day = date(2026, 11, 23)
    Cover.objects.create(
        absent=council.worker,
        cover=cover,
        first_on=day,
        last_on=day + 7 * DAY,
        said_by=council.worker,
        recorded_at=recorded_at,
    )
    for hours in (74, 80, 81, 90):
        with time_machine.travel(DUE + hours * HOUR, tick=False):
            raise_alerts()
    assert set(bell(cover)) == set(theirs)
    first = Alert.objects.get(user=cover, stage__kind="interview")
    assert first.because == f"You cover for {council.worker} until Mon 30 Nov."
    assert mails(cover) == Alert.objects.filter(user=cover).count()


def test_where_everybody_told_has_left_the_chain_goes_on(council: Council) -> None:
    missing_since(council, 25)
    raise_alerts(at=DUE)
    User.objects.filter(pk__in=[council.worker.pk, council.manager.pk, council.officer.pk]).update(is_active=False)
    for minutes in range(1, 4):
        raise_alerts(at=DUE + minutes * MINUTE)
    assert {"new_episode logged", "still_missing after_24"} <= set(bell(council.service_manager))
    assert mails(council.service_manager) == Alert.objects.filter(user=council.service_manager).count()
    told = Alert.objects.get(user=council.service_manager, stage__stage="after_24")
    assert "could be told" in told.because


def test_put_back_by_who_alone_was_told_the_missing_returns_officer_is_told(council: Council) -> None:
    holder = UserFactory(roles=[Role.INTERVIEWER])
    with time_machine.travel(BACK, tick=False):
        interview = council.interview()
        hand_over_interview(actor=council.officer, interview=interview, to=holder)
    raise_alerts(at=DUE - 23 * HOUR)
    assert "interview due_in_24_hours" in bell(holder)
    with time_machine.travel(DUE - 22 * HOUR, tick=False):
        put_back_interview(actor=User.objects.with_access().get(pk=holder.pk), interview=interview)
    for hours in (22, 21, 20):
        raise_alerts(at=DUE - hours * HOUR)
    assert "interview due_in_24_hours" not in bell(holder)
    assert bell(council.officer) == ["interview due_in_24_hours"]
    assert mails(council.officer) == 1


def test_where_the_only_email_of_a_missing_child_comes_back_somebody_else_is_told(council: Council) -> None:
    others = User.objects.filter(pk__in=[council.manager.pk, council.officer.pk])
    others.update(email_bounced_at=DUE - DAY, email_bounce_said="550")
    missing_since(council, 0)
    raise_alerts(at=DUE + MINUTE)
    send_outgoing_email(at=DUE + MINUTE)
    email = OutgoingEmail.objects.get(kind="new_episode", to_user=council.worker)
    assert email.sent_at
    said = "550 5.1.1 no such user"
    record_bounce(Failure((email.message_id,), council.worker.email, "5.1.1", said), DUE + 2 * MINUTE)
    for minutes in (3, 4, 5):
        raise_alerts(at=DUE + minutes * MINUTE)
        send_outgoing_email(at=DUE + minutes * MINUTE)
    told = Alert.objects.get(user=council.service_manager, stage__kind="new_episode")
    assert told.because == "You are told because e-mail to those who should know of this does not reach them."
    reached = OutgoingEmail.objects.get(kind="new_episode", to_user=council.service_manager)
    assert reached.sent_at
    assert not Alert.objects.filter(user=council.administrator, stage__kind="new_episode").exists()


def test_where_the_mail_server_refuses_everybody_told_of_a_missing_child_somebody_else_is_told(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    plainly = EmailBackend.send_messages
    refused = {council.worker.email, council.manager.email, council.officer.email}

    def send(self: Any, messages: list[Any]) -> int:
        if messages[0].to[0] in refused:
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"5.1.1 no such user")})
        return plainly(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    missing_since(council, 0)
    for minutes in (1, 12, 75, 320, 321):
        raise_alerts(at=DUE + minutes * MINUTE)
        send_outgoing_email(at=DUE + minutes * MINUTE)
    assert OutgoingEmail.objects.get(kind="new_episode", to_user=council.service_manager).sent_at


def test_of_what_can_wait_an_address_that_bounces_tells_nobody_else(council: Council) -> None:
    council.interview()
    raise_alerts(at=DUE)
    User.objects.update(email_bounced_at=DUE, email_bounce_said="550")
    assert stages_to_recheck(DUE + HOUR).keys().isdisjoint({"interview"})


def test_nothing_is_asked_again_while_nothing_changes(council: Council) -> None:
    """Nor of the stages before, whose alerts have left the bells."""
    council.interview(assigned_to=council.worker, assigned_at=BACK)
    missing_since(council, 0)
    for hours in (-24, 0, 24, 72):
        raise_alerts(at=DUE + hours * HOUR)
    assert AlertStage.objects.standing().filter(is_overtaken=True).exists()
    assert stages_to_recheck(DUE + 73 * HOUR) == {}
