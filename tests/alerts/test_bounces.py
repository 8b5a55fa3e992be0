"""E-mail that comes back is noticed: the address is marked, somebody who can tell them is told, and nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError

from accounts.actions import change_user, mark_address, trust_address
from accounts.models import User
from alerts import tasks
from alerts.actions import BouncesIncomplete, queue_email, raise_alerts, read_bounces, send_again
from alerts.mailbox import Address, MailboxTrouble
from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.alerts.conftest import DAY, DUE, Council
from tests.alerts.imap_server import Folder, imap_server
from tests.alerts.reports import report
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
READ = SENT + timedelta(minutes=10)


@pytest.fixture
def folder(settings: Any) -> Iterator[Folder]:
    with imap_server() as (folder, url):
        settings.BOUNCE_MAILBOX = url
        yield folder


def sent(to: User, key: str = "one") -> OutgoingEmail:
    """An e-mail that the mail server took."""
    queue_email(to=to, kind="test", subject="Subject", text="Text", dedupe_key=key, at=SENT)
    send_outgoing_email(at=SENT)
    OutgoingEmail.objects.filter(dedupe_key=key).update(sent_at=SENT)
    return OutgoingEmail.objects.get(dedupe_key=key)


def marked(user: User) -> bool:
    return User.objects.address_bounced().filter(pk=user.pk).exists()


def test_an_address_that_does_not_exist_is_marked_with_when_and_what_was_said(folder: Folder, council: Council) -> None:
    email = sent(council.worker)
    folder.put(report(email.message_id, address=email.address))
    assert str(read_bounces(at=READ)) == "1 message read, 1 e-mail had come back, 1 address marked"
    council.worker.refresh_from_db()
    email.refresh_from_db()
    assert (council.worker.email_bounced_at, council.worker.email_bounce_said) == (READ, "550 5.1.1 no such user here")
    assert (email.bounced_at, email.bounce_said) == (READ, "550 5.1.1 no such user here")
    assert folder.unread == 0


def test_read_again_it_changes_nothing(folder: Folder, council: Council) -> None:
    email = sent(council.worker)
    folder.put(report(email.message_id), report(email.message_id))
    read_bounces(at=READ)
    folder.seen.clear()
    assert str(read_bounces(at=READ + DAY)) == "2 messages read, 0 e-mails had come back, 0 addresses marked"
    council.worker.refresh_from_db()
    assert council.worker.email_bounced_at == READ


@pytest.mark.django_db(transaction=True)
def test_a_message_is_marked_as_read_only_once_what_it_says_is_committed(folder: Folder) -> None:
    """The server looks into the database by a connection of its own when it is asked to mark."""
    worker = UserFactory()
    on_record: list[bool] = []
    folder.on_seen = lambda uid: on_record.append(_committed(worker))
    folder.put(report(sent(worker).message_id))
    read_bounces(at=READ)
    assert on_record == [True]


def _committed(user: User) -> bool:
    from django.db import connection

    try:
        return marked(user)  # the server's thread has a connection of its own
    finally:
        connection.close()


def test_a_database_that_goes_leaves_the_rest_unread(folder: Folder, council: Council, monkeypatch) -> None:
    folder.put(report(sent(council.worker).message_id))

    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("the database went away")

    monkeypatch.setattr("alerts.actions.bounces.mark_address", gone)
    with pytest.raises(OperationalError):
        read_bounces(at=READ)
    assert folder.unread == 1


def test_one_message_that_cannot_be_taken_in_keeps_none_back(folder: Folder, council: Council, monkeypatch) -> None:
    first, second = sent(council.worker), sent(council.manager, "two")
    folder.put(report("<nobody@example.org>"), report(first.message_id), report(second.message_id))
    folder.refused.add(1)

    def fails_for_worker(*, user: User, **facts: object) -> bool:
        if user == council.worker:
            raise ValueError("whatever it may be")
        return mark_address(user=user, **facts)

    monkeypatch.setattr("alerts.actions.bounces.mark_address", fails_for_worker)
    with pytest.raises(BouncesIncomplete, match="1 address marked; 2 could not be taken in"):
        read_bounces(at=READ)
    assert marked(council.manager)
    assert folder.unread == 2
    first.refresh_from_db()
    assert first.bounced_at is None, "what failed is undone whole"


def test_malformed_and_hostile_mail_never_stops_the_run(folder: Folder, council: Council) -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000))
    folder.put(b"", b"\xff\x00" * 5000, nested, b"X" * 600_000, report(sent(council.worker).message_id))
    assert read_bounces(at=READ).marked == 1
    assert folder.unread == 0


def test_nobody_can_have_a_colleagues_mail_stopped(folder: Folder, council: Council) -> None:
    """A report is believed for what it quotes, which only the receiver knows, never for the address that it names."""
    sent(council.worker)
    folder.put(
        report("<made-up@example.org>", address=council.worker.email),
        report("", address=council.worker.email),
        report(sent(council.outsider, "theirs").message_id, address=council.worker.email),
    )
    read_bounces(at=READ)
    assert not marked(council.worker)
    council.outsider.refresh_from_db()
    assert council.outsider.email_bounce_said == f"550 5.1.1 no such user here (for {council.worker.email})"


@pytest.mark.parametrize(
    ("status", "said", "came_back"),
    [("4.4.7", "delivery time expired", False), ("5.7.1", "550 taken for spam", True), ("5.2.3", "too large", True)],
)
def test_what_is_not_the_addresses_fault_marks_no_address(
    folder: Folder, council: Council, status: str, said: str, came_back: bool
) -> None:
    email = sent(council.worker)
    folder.put(report(email.message_id, status=status, said=said))
    read_bounces(at=READ)
    email.refresh_from_db()
    assert (email.bounced_at is not None) == came_back
    assert not marked(council.worker)


def test_a_report_of_the_address_before_says_nothing_of_this_one(folder: Folder, council: Council) -> None:
    email = sent(council.worker)
    User.objects.filter(pk=council.worker.pk).update(email="new@example.org")
    folder.put(report(email.message_id))
    assert str(read_bounces(at=READ)) == "1 message read, 1 e-mail had come back, 0 addresses marked"


def test_no_email_is_sent_to_a_marked_address_and_it_leaves_once_that_works(folder: Folder, council: Council) -> None:
    folder.put(report(sent(council.worker).message_id))
    read_bounces(at=READ)
    mail.outbox.clear()
    held = queue_email(to=council.worker, kind="test", subject="Held", text="Text", dedupe_key="held", at=READ)
    for _ in range(2):
        assert str(send_outgoing_email(at=READ + DAY)) == "0 sent, 0 failed"
    assert list(OutgoingEmail.objects.held_back()) == [held]
    waiting = {"to_leave": 0, "held_back": 1, "oldest": None}
    assert OutgoingEmail.objects.how_they_wait(READ + DAY) == waiting, "it is not late: it is held back"
    trust_address(actor=council.administrator, user=council.worker, at=READ + DAY)
    assert send_outgoing_email(at=READ + DAY).sent == 1


def test_a_late_report_of_mail_from_before_the_address_worked_again_does_not_count(
    folder: Folder, council: Council
) -> None:
    first, second = sent(council.worker), sent(council.worker, "two")
    folder.put(report(first.message_id))
    read_bounces(at=READ)
    trust_address(actor=council.administrator, user=council.worker, at=READ + DAY)
    folder.put(report(second.message_id))
    read_bounces(at=READ + 2 * DAY)
    assert not marked(council.worker)


def test_an_alert_that_was_held_back_follows_who_has_another_address(folder: Folder, council: Council) -> None:
    folder.put(report(sent(council.worker).message_id))
    read_bounces(at=READ)
    council.interview(assigned_to=council.worker)
    raise_alerts(at=DUE)
    send_outgoing_email(at=DUE + DAY)
    worker = council.worker
    change_user(
        actor=council.administrator,
        user=worker,
        full_name=worker.full_name,
        email="Right@example.org",
        roles=worker.roles,
        teams=worker.teams.all(),
    )
    assert not marked(worker)
    mail.outbox.clear()
    assert send_outgoing_email(at=DUE + DAY).sent == 1
    assert mail.outbox[0].to == ["right@example.org"]


def test_an_alert_written_to_another_address_waits_while_mail_to_this_one_comes_back(council: Council) -> None:
    """The address was changed while it waited, and the new one is the wrong one."""
    council.interview(assigned_to=council.worker)
    raise_alerts(at=DUE)
    before = OutgoingEmail.objects.get(to_user=council.worker).address
    marks = {"email_bounced_at": DUE, "email_bounce_said": "550 no such user"}
    User.objects.filter(pk=council.worker.pk).update(email="wrong@example.org", **marks)
    for _ in range(2):
        send_outgoing_email(at=DUE)
    assert {message.to[0] for message in mail.outbox}.isdisjoint({"wrong@example.org", before})
    assert OutgoingEmail.objects.held_back().get().to_user == council.worker
    trust_address(actor=council.administrator, user=User.objects.get(pk=council.worker.pk), at=DUE)
    send_outgoing_email(at=DUE)
    assert mail.outbox[-1].to == ["wrong@example.org"]


def test_an_administrator_has_one_sent_all_the_same(folder: Folder, council: Council) -> None:
    email = sent(council.worker)
    folder.put(report(email.message_id))
    read_bounces(at=READ)
    mail.outbox.clear()
    send_again(actor=council.administrator, email=email, at=READ + DAY)
    assert send_outgoing_email(at=READ + DAY).sent == 1
    assert mail.outbox[0].message()["Message-ID"] == email.message_id
    assert mail.outbox[0].message()["X-Safe-Return-ID"] == email.message_id
    email.refresh_from_db()
    assert email.bounced_at is None
    assert marked(council.worker), "that it left does not say that it arrives"
    folder.seen.clear()


class TestMailboxes:
    def test_the_command_says_what_it_did(self, folder: Folder, council: Council, capsys) -> None:
        folder.put(report(sent(council.worker).message_id))
        call_command("read_bounces")
        assert capsys.readouterr().out == "1 message read, 1 e-mail had come back, 1 address marked.\n"
        assert tasks.read_bounces() == "0 messages read, 0 e-mails had come back, 0 addresses marked"

    def test_a_run_ends_when_it_is_told_to(self, folder: Folder) -> None:
        folder.put(b"one", b"two")
        assert read_bounces(stop=lambda: True).messages == 0
        assert folder.unread == 2

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (("p%22ss%20word", "wrong"), "refuses: .*wrong user or password"),
            (("Came%20back", "Elsewhere"), "There is no folder “Elsewhere”"),
            (("127.0.0.1:", "127.0.0.1:1"), "does not answer"),
            (("imap://", "https://"), "not of the form imaps://"),
            (("127.0.0.1", "mail.example.org"), "in the open. Use imaps://"),
        ],
    )
    def test_what_is_wrong_with_it_is_said_without_the_password(
        self, folder: Folder, settings: Any, change: tuple[str, str], words: str
    ) -> None:
        settings.BOUNCE_MAILBOX = settings.BOUNCE_MAILBOX.replace(*change)
        if "127.0.0.1:1" in change:
            settings.BOUNCE_MAILBOX = "imap://a:b@127.0.0.1:1/INBOX"
        with pytest.raises(CommandError, match=words) as trouble:
            call_command("read_bounces")
        assert "ss word" not in str(trouble.value)

    def test_one_that_hangs_up_is_a_failure_of_the_job(self, folder: Folder) -> None:
        folder.is_silent.set()
        with pytest.raises(MailboxTrouble):
            read_bounces()

    def test_none_is_read_where_none_is_set(self, settings: Any) -> None:
        with pytest.raises(MailboxTrouble, match="No mailbox is set"):
            read_bounces()
        assert "read e-mail that came back" not in settings.CELERY_BEAT_SCHEDULE

    def test_by_default_it_is_the_inbox_with_tls(self) -> None:
        address = Address.of("imaps://a:b@imap.example")
        assert (address.port, address.folder, address.has_tls) == (993, "INBOX", True)
        assert "password" not in repr(address)
