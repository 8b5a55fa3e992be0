"""What is paused by the time it would leave waits, also where it was decided before what it leaves with."""

import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from alerts.actions import choose_morning, raise_alerts
from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import record_found
from missing.models import Episode, ReturnInterview
from tests.alerts.conftest import DUE, HOUR, Council
from tests.alerts.test_grouping import MORNING_AFTER_DUE, mailed_to
from tests.alerts.test_outbox import refuse_with, server
from tests.factories import EpisodeFactory

pytestmark = pytest.mark.django_db
__all__ = ["server"]
MINUTE = timedelta(minutes=1)
INTERVIEW = "Return home interview due now"


def goes_missing(interview: ReturnInterview, at: datetime) -> Episode:
    return EpisodeFactory(young_person=interview.episode.young_person, started_at=at, alerts_from=at)


def cannot_be_sent(server: Any, at: datetime) -> None:
    """The group is formed and tried, and the mail server takes none of it."""
    server(refuse_with(smtplib.SMTPDataError(451, b"try later")))
    send_outgoing_email(at=at)
    server(lambda address: None)


def test_the_interview_of_who_went_missing_after_it_was_tried_in_vain_waits_until_they_are_back(
    council: Council, server: Any
) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    cannot_be_sent(server, DUE)
    again = goes_missing(interview, DUE + MINUTE)
    send_outgoing_email(at=DUE + 2 * HOUR)
    assert INTERVIEW not in mailed_to(council.manager)
    email = OutgoingEmail.objects.get(to_user=council.manager)
    assert (email.grouped_at, email.withdrawn_at, email.next_try_at) == (None, None, DUE + 3 * HOUR)
    with time_machine.travel(DUE + 2 * HOUR, tick=False):
        record_found(actor=council.worker, episode=again, found_at=DUE + 2 * HOUR)
    send_outgoing_email(at=DUE + 3 * HOUR)
    assert mailed_to(council.manager) == [INTERVIEW]


@pytest.mark.parametrize("first", [0, 1], ids=["the one that carries", "the one that is carried"])
def test_the_rest_of_a_group_leaves_without_it_under_the_message_id_of_the_group(
    council: Council, server: Any, first: int
) -> None:
    """What was tried may have arrived: the same Message-ID never stands for what the first copy did not say."""
    choose_morning(actor=council.manager, in_the_morning=True)
    interviews = [council.interview() for _ in range(3)]
    raise_alerts(at=DUE)
    cannot_be_sent(server, MORNING_AFTER_DUE)
    emails = OutgoingEmail.objects.filter(to_user=council.manager).order_by("pk")
    message_id = emails.get(goes_with__isnull=True).message_id
    paused, *others = (interviews[first], *(one for one in interviews if one != interviews[first]))
    goes_missing(paused, MORNING_AFTER_DUE)
    send_outgoing_email(at=MORNING_AFTER_DUE + HOUR)
    (message,) = [message for message in mail.outbox if message.to == [council.manager.email]]
    assert message.message()["Message-ID"] == message_id
    assert paused.episode.reference not in message.body
    assert all(other.episode.reference in message.body for other in others)
    waits = emails.get(sent_at__isnull=True)
    assert (waits.goes_with, waits.grouped_at, waits.tries) == (None, None, 1)
    assert waits.message_id != message_id
    assert waits.next_try_at == MORNING_AFTER_DUE + timedelta(days=1)
    assert emails.get(message_id=message_id).sent_at
    assert emails.filter(goes_with__message_id=message_id, sent_at__isnull=False).count() == 1


def test_what_else_there_is_about_them_does_not_wait_for_it(council: Council, server: Any) -> None:
    """One that is formed and not tried yet holds up what comes after it; one that is paused does not."""
    interview = council.interview()
    raise_alerts(at=DUE)
    server(refuse_with(ConnectionRefusedError("down")))
    send_outgoing_email(at=DUE)
    server(lambda address: None)
    goes_missing(interview, DUE + MINUTE)
    raise_alerts(at=DUE + 2 * MINUTE)
    mail.outbox.clear()
    send_outgoing_email(at=DUE + 2 * MINUTE)
    assert mailed_to(council.manager) == ["New episode logged"]
    assert not OutgoingEmail.objects.filter(kind="interview", grouped_at__isnull=False).exists()
