"""Several alerts that left as one e-mail come back as one, and are sent again as one."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from alerts.actions import choose_morning, clear_alerts, raise_alerts, record_bounce, send_again, send_all_again
from alerts.delivery_reports import Failure
from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.alerts.conftest import DUE, HOUR, Council
from tests.alerts.test_grouping import MINUTE, MORNING_AFTER_DUE, due_of_one_young_person, mailed_to

pytestmark = pytest.mark.django_db
LATER = MORNING_AFTER_DUE + HOUR


def bounce(email: OutgoingEmail, at: Any = MORNING_AFTER_DUE + MINUTE) -> tuple[bool, bool]:
    return record_bounce(Failure((email.message_id,), email.address, "5.2.2", "552 5.2.2 mailbox full"), at)


def listed(council: Council) -> int:
    return OutgoingEmail.objects.did_not_arrive(LATER).filter(to_user=council.manager).count()


@pytest.fixture
def due_in_the_morning(council: Council) -> list[str]:
    """The references of three interviews that one morning tells the manager of."""
    choose_morning(actor=council.manager, in_the_morning=True)
    references = [council.interview().episode.reference for _ in range(3)]
    raise_alerts(at=DUE)
    return references


@pytest.fixture
def head(council: Council, due_in_the_morning: list[str]) -> OutgoingEmail:
    """The one that carried the others when they left."""
    send_outgoing_email(at=MORNING_AFTER_DUE)
    return OutgoingEmail.objects.get(to_user=council.manager, goes_with__isnull=True)


@pytest.fixture
def refuse_everybody(monkeypatch: pytest.MonkeyPatch) -> Any:
    plainly = EmailBackend.send_messages

    def refuse(self: Any, messages: list[Any]) -> int:
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"relaying denied")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    return lambda: monkeypatch.setattr(EmailBackend, "send_messages", plainly)


def test_what_came_back_as_one_is_sent_again_as_one(
    council: Council, due_in_the_morning: list[str], head: OutgoingEmail
) -> None:
    assert bounce(head) == (True, True)
    assert listed(council) == 3
    assert bounce(head) == (False, False), "the same report once more"
    mail.outbox.clear()
    send_again(actor=council.administrator, email=OutgoingEmail.objects.exclude(pk=head.pk).latest("pk"), at=LATER)
    send_outgoing_email(at=LATER)
    assert mailed_to(council.manager) == ["Your alerts this morning: 3"]
    (again,) = [message for message in mail.outbox if message.to == [council.manager.email]]
    assert all(reference in again.body for reference in due_in_the_morning)
    assert again.message()["Message-ID"] == head.message_id
    assert bounce(head, LATER + MINUTE)[0], "it came back once more"
    assert listed(council) == 3


def test_what_it_carried_is_listed_though_its_own_matter_is_over(council: Council, head: OutgoingEmail) -> None:
    bounce(head)
    assert head.stage
    clear_alerts(kind="interview", subject_key=head.stage.subject_key, at=MORNING_AFTER_DUE + 2 * MINUTE)
    assert listed(council) == 2
    mail.outbox.clear()
    send_again(actor=council.administrator, email=head.others.first(), at=LATER)  # type: ignore[attr-defined]
    send_outgoing_email(at=LATER)
    assert mailed_to(council.manager) == ["Your alerts this morning: 2"]


def test_one_that_lent_its_message_id_is_not_said_to_have_come_back(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    for _ in range(2):
        council.interview()
    raise_alerts(at=DUE)
    first, second = OutgoingEmail.objects.filter(to_user=council.manager).order_by("pk")
    OutgoingEmail.objects.filter(pk=first.pk).update(withdrawn_at=DUE)
    OutgoingEmail.objects.filter(to_user=council.manager).update(grouped_at=DUE)
    OutgoingEmail.objects.filter(pk=second.pk).update(goes_with=first)
    send_outgoing_email(at=MORNING_AFTER_DUE)
    bounce(first)
    assert list(OutgoingEmail.objects.filter(bounced_at__isnull=False)) == [second]


def test_all_that_failed_sent_again_keeps_a_morning_in_one_email(
    council: Council, due_in_the_morning: list[str], refuse_everybody: Any
) -> None:
    send_outgoing_email(at=MORNING_AFTER_DUE)
    refuse_everybody()
    send_all_again(actor=council.administrator, at=LATER)
    send_outgoing_email(at=LATER)
    assert mailed_to(council.manager) == ["Your alerts this morning: 3"]


def test_and_what_is_about_one_young_person_in_one_email(council: Council, refuse_everybody: Any) -> None:
    due_of_one_young_person(council, MINUTE, 2 * MINUTE)
    raise_alerts(at=DUE + 3 * MINUTE)
    send_outgoing_email(at=DUE + 3 * MINUTE)
    refuse_everybody()
    send_all_again(actor=council.administrator, at=DUE + timedelta(minutes=4))
    send_outgoing_email(at=DUE + timedelta(minutes=4))
    assert mailed_to(council.manager) == ["Return home interview due now and 2 more"]
