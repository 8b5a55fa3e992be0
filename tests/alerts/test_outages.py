"""A mail server that is down, refuses or falls silent: urgent mail first, and nobody waits longer than it does."""

import smtplib
import socket
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import clear_alerts, queue_email, raise_alerts, send_again
from alerts.health import Health
from alerts.models import OutgoingEmail, Pace
from alerts.outbox import send_outgoing_email
from alerts.probes import Answer
from alerts.rules import PAUSES_WHEN_REFUSED
from tests.alerts.conftest import DAY, DUE, HOUR, Council
from tests.alerts.test_grouping import due_of_one_young_person
from tests.alerts.test_outbox import AT, MINUTE, queue, refuse_with, server
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
__all__ = ["server"]


def test_a_server_that_is_down_costs_no_email_a_try_and_all_leave_once_it_is_back(server: Any) -> None:
    server(refuse_with(ConnectionRefusedError("refused")))
    queue("a@example.org", "a")
    for number in range(60 * 30):
        if number % 60 == 0:
            assert send_outgoing_email(at=AT + number * MINUTE).server_is_down
    assert list(OutgoingEmail.objects.values_list("tries", "given_up_at")) == [(0, None)]
    server(lambda address: None)
    assert send_outgoing_email(at=AT + 30 * HOUR).sent == 1


@pytest.mark.parametrize(
    "error", [TimeoutError(), smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"relaying denied")})]
)
def test_what_failed_when_nothing_left_follows_the_first_that_leaves_given_up_or_not(
    server: Any, error: Exception
) -> None:
    server(refuse_with(error))
    queue("a@example.org", "a")
    for number in range(len(PAUSES_WHEN_REFUSED) + 8):
        send_outgoing_email(at=AT + number * HOUR)
    server(lambda address: None)
    back = AT + 11 * HOUR + MINUTE
    assert send_outgoing_email(at=back).sent == 0, "it waits, or is given up"
    queue("b@example.org", "b", at=back)
    assert send_outgoing_email(at=back).sent == 2


def test_an_address_that_alone_is_refused_keeps_its_pause(server: Any) -> None:
    def how(address: str) -> None:
        if address == "a@example.org":
            raise smtplib.SMTPRecipientsRefused({address: (550, b"no such user")})

    server(how)
    queue("a@example.org", "a")
    queue("b@example.org", "b")
    assert str(send_outgoing_email(at=AT)) == "1 sent, 1 failed"
    queue("c@example.org", "c")
    assert str(send_outgoing_email(at=AT + MINUTE)) == "1 sent, 0 failed"


def test_healthy_mail_does_not_wait_behind_twenty_addresses_at_which_the_server_falls_silent(server: Any) -> None:
    def how(address: str) -> None:
        if address.startswith("bad"):
            raise TimeoutError

    server(how)
    for number in range(20):
        queue(f"bad{number}@example.org", str(number))
    queue("good@example.org", "good", at=AT + timedelta(seconds=1))
    done = send_outgoing_email(at=AT + MINUTE)
    assert done.sent == 1
    assert done.failed <= 3
    assert not done.server_is_down


def test_what_is_urgent_leaves_first(council: Council) -> None:
    for key, pace in (("morning", Pace.MORNING), ("hourly", Pace.HOURLY), ("urgent", Pace.AT_ONCE)):
        queue(f"{key}@example.org", key)
        OutgoingEmail.objects.filter(dedupe_key=key).update(pace=pace)
    send_outgoing_email(at=AT)
    assert [message.to for message in mail.outbox] == [
        [f"{key}@example.org"] for key in ("urgent", "hourly", "morning")
    ]


def test_a_new_matter_does_not_wait_behind_a_group_that_failed(council: Council, server: Any) -> None:
    due_of_one_young_person(council, 3 * HOUR)
    raise_alerts(at=DUE)
    server(refuse_with(smtplib.SMTPDataError(451, b"try later")))
    for number in range(180):
        send_outgoing_email(at=DUE + number * MINUTE)
    server(lambda address: None)
    raise_alerts(at=DUE + 3 * HOUR)
    send_outgoing_email(at=DUE + 3 * HOUR)
    told = OutgoingEmail.objects.filter(to_user=council.manager, created_at=DUE + 3 * HOUR)
    assert [email.sent_at for email in told] == [DUE + 3 * HOUR]


def test_a_refused_login_is_said_as_such(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Any) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"bad password")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
    queue("a@example.org")
    done = send_outgoing_email(at=AT)
    assert done.trouble == "The mail server does not let us in: 535 bad password"
    assert OutgoingEmail.objects.get().tries == 0


def test_a_matter_that_comes_again_is_mailed_anew_where_its_email_was_given_up(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    OutgoingEmail.objects.update(tries=4, given_up_at=DUE, last_error="550 no such user")
    clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}", at=DUE + HOUR)
    raise_alerts(at=DUE + 2 * HOUR)
    assert {email.to_user for email in OutgoingEmail.objects.waiting()} == {council.manager, council.officer}
    assert not OutgoingEmail.objects.failing().exists()


def test_one_that_comes_again_after_it_was_taken_back_has_a_message_id_of_its_own(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    first = OutgoingEmail.objects.get(to_user=council.manager)
    clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}", at=DUE + HOUR)
    raise_alerts(at=DUE + 2 * HOUR)
    anew = OutgoingEmail.objects.waiting().get(to_user=council.manager)
    assert anew.message_id != first.message_id
    assert (anew.goes_with, anew.grouped_at) == (None, None)


def test_given_up_is_not_well_until_the_matter_ends(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alerts.health.ask_broker", lambda: Answer(is_there=True, milliseconds=1))
    interview = council.interview()
    raise_alerts(at=DUE)
    assert Health(DUE).is_well
    OutgoingEmail.objects.update(tries=4, given_up_at=DUE, last_error="550 no such user")
    assert not Health(DUE + DAY).is_well
    clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}", at=DUE + DAY)
    assert Health(DUE + DAY).is_well
    assert not OutgoingEmail.objects.did_not_arrive(DUE + DAY).exists()


def test_one_that_only_waits_its_hour_is_not_sent_again() -> None:
    email = queue("a@example.org")
    with pytest.raises(
        ActionRefused, match=r"^This e-mail has not failed\. It leaves by itself when its time comes\.$"
    ):
        send_again(actor=UserFactory(roles=[Role.ADMINISTRATOR]), email=email, at=AT)


def test_a_server_that_drips_is_given_up_after_the_time_limit(settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "alerts.smtp.EmailBackend", 1
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        threading.Thread(target=_drip, args=[listening], daemon=True).start()
        queue_email(to="a@example.org", kind="test", subject="S", text="T", dedupe_key="1")
        began = time.monotonic()
        assert send_outgoing_email().server_is_down
    assert time.monotonic() - began < 4


def _drip(listening: socket.socket) -> None:
    client, _ = listening.accept()
    try:
        client.sendall(b"220 here\r\n")
        for _ in range(40):
            client.sendall(b"250-X\r\n")
            time.sleep(0.2)
    except OSError:
        return
    finally:
        client.close()
