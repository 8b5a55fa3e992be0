"""Each e-mail is sent once, failures are kept and seen, and nobody who has left is mailed."""

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import InterfaceError, OperationalError

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import clear_alerts, queue_email, raise_alerts, send_again
from alerts.models import OutgoingEmail
from alerts.outbox import ServerDown, send_outgoing_email
from alerts.rules import PAUSES, PAUSES_WHEN_REFUSED, pause_before_next_try
from people.models import YoungPerson
from tests.alerts.conftest import DUE, Council
from tests.factories import EpisodeFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def queue(to: User | str, key: str = "one", **facts: Any) -> OutgoingEmail:
    return queue_email(
        **{"to": to, "kind": "test", "subject": "Subject", "text": "Text", "dedupe_key": key, "at": AT} | facts
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], None]], None]:
    """Let the mail server do as it is told with each address."""

    def behave(how: Callable[[str], None]) -> None:
        def send_messages(self: EmailBackend, messages: list[Any]) -> int:
            for message in messages:
                how(message.to[0])
            return plainly(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    plainly = EmailBackend.send_messages
    return behave


def refuse_with(error: Exception) -> Callable[[str], None]:
    def refuse(address: str) -> None:
        raise error

    return refuse


def test_what_may_wait_lets_missing_and_harm_pass(council: Council) -> None:
    for number in range(3):
        queue(council.officer, f"weekly{number}", subject="Weekly", may_wait=True, at=DUE)
    EpisodeFactory(young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    raise_alerts(at=DUE + MINUTE)
    send_outgoing_email(at=DUE + MINUTE)
    assert [message.subject for message in mail.outbox[-3:]] == ["Weekly"] * 3
    assert mail.outbox[0].subject == "New episode logged"


def test_of_who_has_died_since_nothing_leaves(council: Council) -> None:
    """By whichever door it was put on record, and before a sweep has taken their alerts back."""
    interview = council.interview()
    raise_alerts(at=DUE)
    YoungPerson.objects.filter(pk=interview.episode.young_person_id).update(died_on=DUE.date())
    send_outgoing_email(at=DUE + MINUTE)
    assert mail.outbox == []
    said = set(OutgoingEmail.objects.values_list("last_error", "withdrawn_at"))
    assert said == {("Nothing is told about them any more.", DUE + MINUTE)}


def test_an_email_is_sent_once_with_its_fixed_message_id() -> None:
    queued = queue("a@example.org", html="<p>Text</p>", subject="Two\nlines")
    assert str(send_outgoing_email(at=AT)) == "1 sent, 0 failed"
    assert str(send_outgoing_email(at=AT)) == "0 sent, 0 failed"
    (message,) = mail.outbox
    assert message.message()["Message-ID"] == queued.message_id
    assert message.subject == "Two lines"
    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert OutgoingEmail.objects.get().sent_at


def test_the_same_key_is_queued_once() -> None:
    first, second = queue("a@example.org"), queue("a@example.org", text="Another")
    assert first.pk == second.pk
    assert OutgoingEmail.objects.get().text == "Text"


def test_an_email_waits_for_its_time() -> None:
    queue("a@example.org", at=AT + MINUTE)
    assert send_outgoing_email(at=AT).sent == 0
    assert send_outgoing_email(at=AT + MINUTE).sent == 1


def test_nobody_whose_account_is_closed_is_mailed_whenever_it_was_closed() -> None:
    before, between = UserFactory(is_active=False), UserFactory()
    assert queue(before, "before").withdrawn_at
    queue(between, "between")
    User.objects.filter(pk=between.pk).update(is_active=False)
    done = send_outgoing_email(at=AT)
    assert (done.sent, done.withdrawn, mail.outbox) == (0, 1, [])
    assert OutgoingEmail.objects.get(dedupe_key="between").last_error == "Their account is closed."


def test_what_was_dealt_with_meanwhile_is_not_sent(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    OutgoingEmail.objects.update(next_try_at=AT)
    clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}")
    OutgoingEmail.objects.update(withdrawn_at=None)  # as one that was on its way when it was cleared, and failed
    assert send_outgoing_email(at=AT).sent == 0
    assert OutgoingEmail.objects.filter(withdrawn_at__isnull=False).count() == 2


def test_one_refused_address_keeps_nobody_elses_mail_back(server: Any) -> None:
    def how(address: str) -> None:
        if address == "b@example.org":
            raise smtplib.SMTPRecipientsRefused({address: (550, b"no such user")})

    server(how)
    for name in "abc":
        queue(f"{name}@example.org", name)
    assert str(send_outgoing_email(at=AT)) == "2 sent, 1 failed"
    refused = OutgoingEmail.objects.failing().get()
    assert (refused.address, refused.last_error, refused.tries) == ("b@example.org", "550 no such user", 1)
    assert refused.next_try_at == AT + PAUSES_WHEN_REFUSED[0]


@pytest.mark.parametrize(
    ("error", "pauses", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}), PAUSES_WHEN_REFUSED, "550"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")}), PAUSES, "450 greylisted"),
        (smtplib.SMTPDataError(552, b"too large"), PAUSES, "552 too large"),
        (smtplib.SMTPSenderRefused(530, b"log in first", "x"), PAUSES, "530 log in first"),
        (TimeoutError(), PAUSES, "TimeoutError"),
        (ValueError("newline in a header"), PAUSES_WHEN_REFUSED, "cannot be written"),
    ],
)
def test_the_pauses_grow_and_then_it_is_given_up_and_seen(
    server: Any, error: Exception, pauses: tuple[timedelta, ...], words: str
) -> None:
    server(refuse_with(error))
    queue("a@example.org")
    at = AT
    for number, pause in enumerate(pauses, start=1):
        assert send_outgoing_email(at=at).failed == 1
        email = OutgoingEmail.objects.get()
        assert (email.tries, email.next_try_at, email.given_up_at) == (number, at + pause, None)
        at += pause
    assert send_outgoing_email(at=at).failed == 1
    email = OutgoingEmail.objects.failing().get()
    assert email.given_up_at == at
    assert words in email.last_error
    assert send_outgoing_email(at=at + timedelta(days=30)).failed == 0


def test_it_is_a_day_before_a_silent_server_is_given_up() -> None:
    assert timedelta(hours=23) < sum(PAUSES, timedelta(0)) < timedelta(hours=25)
    assert list(PAUSES) == sorted(PAUSES)
    assert pause_before_next_try(len(PAUSES) + 1) is None


def test_a_silent_server_costs_one_email_its_try_and_the_rest_none(server: Any) -> None:
    server(refuse_with(TimeoutError("timed out")))
    for name in "abc":
        queue(f"{name}@example.org", name)
    done = send_outgoing_email(at=AT)
    with pytest.raises(ServerDown):
        done.refuse_silence()
    assert sorted(OutgoingEmail.objects.values_list("tries", flat=True)) == [0, 0, 1]
    server(lambda address: None)
    assert send_outgoing_email(at=AT + MINUTE).sent == 3


def test_a_fault_of_ours_at_one_email_is_its_own_failure_and_keeps_no_other_back(server: Any) -> None:
    def how(address: str) -> None:
        if address == "a@example.org":
            raise KeyError("a fault of ours")

    server(how)
    for name in "abc":
        queue(f"{name}@example.org", name)
    assert str(send_outgoing_email(at=AT)) == "2 sent, 1 failed"
    failing = OutgoingEmail.objects.failing().get()
    assert (failing.address, failing.tries, failing.next_try_at) == ("a@example.org", 1, AT + PAUSES[0])
    assert failing.last_error == "It could not be sent: KeyError. What it said is in the log."


def test_a_group_that_cannot_be_formed_keeps_no_other_email_back(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(email: OutgoingEmail, now: datetime) -> bool:
        raise LookupError("a fault of ours")

    monkeypatch.setattr("alerts.sending.form_group", fail)
    council.interview()
    raise_alerts(at=DUE)
    queue("z@example.org", at=DUE + MINUTE)
    done = send_outgoing_email(at=DUE + MINUTE)
    assert (done.sent, done.failed) == (1, 2)


@pytest.mark.parametrize("gone", [OperationalError, InterfaceError])
def test_a_database_that_goes_away_costs_no_email_a_try(server: Any, gone: type[Exception]) -> None:
    server(refuse_with(gone("the connection is closed")))
    queue("a@example.org")
    with pytest.raises(gone):
        send_outgoing_email(at=AT)
    assert OutgoingEmail.objects.waiting().get().tries == 0


def test_an_administrator_sends_again_what_was_given_up(server: Any) -> None:
    email = queue("a@example.org")
    OutgoingEmail.objects.update(tries=9, given_up_at=AT, last_error="550 no such user")
    send_again(actor=UserFactory(roles=[Role.ADMINISTRATOR]), email=email, at=AT)
    assert send_outgoing_email(at=AT).sent == 1
    with pytest.raises(ActionRefused):
        send_again(actor=UserFactory(roles=[Role.ADMINISTRATOR]), email=email, at=AT)


def test_a_run_ends_when_it_is_told_to() -> None:
    queue("a@example.org")
    assert send_outgoing_email(at=AT, stop=lambda: True).sent == 0
