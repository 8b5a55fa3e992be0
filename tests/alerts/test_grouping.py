"""One e-mail an hour to a person about a young person, or one each morning; missing and harm never wait."""

import smtplib
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from accounts.models import User
from alerts.actions import choose_morning, clear_alerts, queue_email, raise_alerts
from alerts.grouping import form_group
from alerts.models import MorningReader, OutgoingEmail, Pace
from alerts.outbox import send_outgoing_email
from alerts.rules import next_morning, tomorrow_morning
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.alerts.conftest import DUE, HOUR, Council
from tests.factories import EpisodeFactory, ReturnInterviewFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
MORNING_AFTER_DUE = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def mailed_to(user: User) -> list[str]:
    return [message.subject for message in mail.outbox if message.to == [user.email]]


def sweep(at: datetime) -> None:
    raise_alerts(at=at)
    send_outgoing_email(at=at)


def due_of_one_young_person(council: Council, *after: timedelta) -> YoungPerson:
    """An interview due at DUE, and one more so long after for each of `after`: all of the same young person."""
    person = council.interview().episode.young_person
    for apart in after:
        away_for_a_moment(person, DUE - timedelta(hours=72) + apart)
    return person


def away_for_a_moment(person: YoungPerson, back: datetime) -> ReturnInterview:
    episode = EpisodeFactory(
        young_person=person, started_at=back - MINUTE, returned_at=back, alerts_from=back + timedelta(days=365)
    )
    return ReturnInterviewFactory(episode=episode)


def test_a_second_alert_about_the_same_young_person_waits_its_hour(council: Council) -> None:
    due_of_one_young_person(council, 10 * MINUTE)
    sweep(DUE)
    assert mailed_to(council.manager) == ["Return home interview due now"]
    for later in (10 * MINUTE, 30 * MINUTE, HOUR - MINUTE):
        sweep(DUE + later)
    assert len(mailed_to(council.manager)) == 1
    sweep(DUE + HOUR)
    assert mailed_to(council.manager) == ["Return home interview due now"] * 2
    assert not OutgoingEmail.objects.waiting().exists()


def test_what_waited_together_leaves_as_one_that_tells_of_each(council: Council) -> None:
    due_of_one_young_person(council, 10 * MINUTE, 20 * MINUTE)
    for later in (timedelta(), 10 * MINUTE, 20 * MINUTE, HOUR):
        sweep(DUE + later)
    assert mailed_to(council.manager) == ["Return home interview due now", "Return home interview due now and 1 more"]
    (second,) = [message for message in mail.outbox if message.to == [council.manager.email]][1:]
    carried = OutgoingEmail.objects.get(to_user=council.manager, goes_with__isnull=False)
    assert carried.reference in second.body
    assert carried.goes_with.reference in second.body
    assert second.message()["Message-ID"] == carried.goes_with.message_id
    assert carried.reference in second.alternatives[0][0]


def test_alerts_about_two_young_people_do_not_wait_for_each_other(council: Council) -> None:
    council.interview()
    council.interview()
    sweep(DUE)
    assert mailed_to(council.manager) == ["Return home interview due now"] * 2


def test_what_is_dealt_with_meanwhile_is_left_out(council: Council) -> None:
    second = away_for_a_moment(due_of_one_young_person(council), DUE - timedelta(hours=72) + 10 * MINUTE)
    sweep(DUE)
    sweep(DUE + 10 * MINUTE)
    council.settle(f"interview:{second.pk}", DUE + 20 * MINUTE)
    sweep(DUE + HOUR)
    assert len(mailed_to(council.manager)) == 1


def test_one_that_is_about_to_leave_counts_as_sent_when_it_is(council: Council) -> None:
    """Another sender has formed it and is at the mail server: a second within the hour is not formed beside it."""
    due_of_one_young_person(council, 10 * MINUTE)
    raise_alerts(at=DUE)
    first = OutgoingEmail.objects.get(to_user=council.manager)
    assert form_group(first, DUE + 9 * MINUTE)
    raise_alerts(at=DUE + 10 * MINUTE)
    second = OutgoingEmail.objects.exclude(pk=first.pk).get(to_user=council.manager)
    assert not form_group(second, DUE + 10 * MINUTE)
    second.refresh_from_db()
    assert (second.grouped_at, second.next_try_at) == (None, DUE + 10 * MINUTE + HOUR)


def test_missing_never_waits(council: Council) -> None:
    interview = council.interview()
    sweep(DUE)
    EpisodeFactory(young_person=interview.episode.young_person, started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    sweep(DUE + MINUTE)
    assert mailed_to(council.manager) == ["Return home interview due now", "New episode logged"]
    assert OutgoingEmail.objects.get(kind="new_episode", to_user=council.manager).pace == Pace.AT_ONCE


def test_the_morning_tells_of_all_young_people_at_once(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    for _ in range(3):
        council.interview()
    sweep(DUE)
    assert mailed_to(council.manager) == []
    sweep(MORNING_AFTER_DUE - MINUTE)
    assert mailed_to(council.manager) == []
    sweep(MORNING_AFTER_DUE)
    assert mailed_to(council.manager) == ["Your alerts this morning: 3"]
    sweep(MORNING_AFTER_DUE + HOUR)
    assert len(mailed_to(council.manager)) == 1


def test_who_reads_in_the_morning_hears_of_missing_at_once(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    EpisodeFactory(young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    sweep(DUE)
    assert mailed_to(council.manager) == ["New episode logged"]


def test_the_choice_can_be_taken_back(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    choose_morning(actor=council.manager, in_the_morning=True)
    assert MorningReader.objects.count() == 1
    choose_morning(actor=council.manager, in_the_morning=False)
    council.interview()
    sweep(DUE)
    assert len(mailed_to(council.manager)) == 1


class Server:
    """A mail server that takes what it is given, and then does as it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.taken: list[tuple[str, str]] = []
        self.after: BaseException | None = None
        self.takes_seconds = 0.0
        server = self

        def send_messages(backend: EmailBackend, messages: list[Any]) -> int:
            time.sleep(server.takes_seconds)
            server.taken += [(message.message()["Message-ID"], message.body) for message in messages]
            if server.after:
                raise server.after
            return len(messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    def ids_that_told_of(self, reference: str) -> list[str]:
        return [message_id for message_id, body in self.taken if reference in body]


class Killed(BaseException):
    pass


@pytest.fixture
def three_of_one(council: Council) -> YoungPerson:
    """Of one young person: one told at DUE, two more that wait for the hour; the others read in the morning."""
    for reader in (council.officer, council.worker):
        choose_morning(actor=reader, in_the_morning=True)
    person = due_of_one_young_person(council, 10 * MINUTE, 20 * MINUTE)
    for later in (timedelta(), 10 * MINUTE, 20 * MINUTE):
        sweep(DUE + later)
    return person


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def waiting_references(council: Council) -> list[str]:
    rows = OutgoingEmail.objects.waiting().filter(to_user=council.manager).order_by("created_at", "pk")
    return list(rows.values_list("reference", flat=True))


def test_a_time_out_after_the_server_took_it_brings_the_same_again(
    council: Council, three_of_one: YoungPerson, server: Server
) -> None:
    references = waiting_references(council)
    server.after = TimeoutError("silent")
    send_outgoing_email(at=DUE + HOUR)
    server.after = None
    send_outgoing_email(at=DUE + HOUR + 2 * MINUTE)
    assert len(references) == 2
    for reference in references:
        assert len(server.ids_that_told_of(reference)) == 2
        assert len(set(server.ids_that_told_of(reference))) == 1, "under one Message-ID"
    assert waiting_references(council) == []


def test_what_comes_after_a_kill_waits_for_an_email_of_its_own(
    council: Council, three_of_one: YoungPerson, server: Server
) -> None:
    references = waiting_references(council)
    server.after = Killed()
    with pytest.raises(Killed):
        send_outgoing_email(at=DUE + HOUR)
    later = away_for_a_moment(three_of_one, DUE - timedelta(hours=72) + HOUR)
    raise_alerts(at=DUE + HOUR)
    server.after = None
    send_outgoing_email(at=DUE + HOUR + MINUTE)
    assert [len(set(server.ids_that_told_of(reference))) for reference in references] == [1, 1]
    assert server.ids_that_told_of(later.episode.reference) == [], "a mail program drops the copy it knows already"
    send_outgoing_email(at=DUE + 2 * HOUR + 2 * MINUTE)
    assert len(server.ids_that_told_of(later.episode.reference)) == 1


def test_the_first_taken_back_after_a_kill_lends_its_message_id_all_the_same(
    council: Council, three_of_one: YoungPerson, server: Server
) -> None:
    first, second = waiting_references(council)
    server.after = Killed()
    with pytest.raises(Killed):
        send_outgoing_email(at=DUE + HOUR)
    done = ReturnInterview.objects.get(episode__reference=first)
    clear_alerts(kind="interview", subject_key=f"interview:{done.pk}", at=DUE + HOUR)
    server.after = None
    send_outgoing_email(at=DUE + HOUR + MINUTE)
    assert len(server.ids_that_told_of(second)) == 2
    assert len(set(server.ids_that_told_of(second))) == 1


def test_a_failure_is_one_try_of_all_that_leave_together(
    council: Council, three_of_one: YoungPerson, server: Server
) -> None:
    server.after = smtplib.SMTPDataError(451, b"try later")
    send_outgoing_email(at=DUE + HOUR)
    assert len(server.taken) == 1
    rows = OutgoingEmail.objects.waiting().filter(to_user=council.manager)
    assert [row.last_error for row in rows] == ["451 try later"] * 2
    assert min(row.next_try_at for row in rows) > DUE + HOUR


def test_nobody_is_mailed_of_what_is_not_theirs_to_see_any_more(council: Council, server: Server) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    interview = council.interview()
    raise_alerts(at=DUE)
    YoungPerson.objects.filter(pk=interview.episode.young_person_id).update(is_restricted=True)
    send_outgoing_email(at=MORNING_AFTER_DUE)
    assert server.taken == []
    taken_back = OutgoingEmail.objects.get(to_user=council.manager)
    assert taken_back.last_error == "It is not theirs to know any more, or a later alert took its place."


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_everything_and_nothing_twice(council: Council, server: Server) -> None:
    """Many young people, two alerts of each, all to the same few people."""
    for number in range(15):
        due_of_one_young_person(council, MINUTE + timedelta(seconds=number))
    raise_alerts(at=DUE + HOUR)
    server.takes_seconds = 0.02
    threads = [threading.Thread(target=_send_all) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not OutgoingEmail.objects.waiting().exists()
    ids = [message_id for message_id, _ in server.taken]
    assert len(ids) == len(set(ids))
    told = OutgoingEmail.objects.filter(to_user=council.manager, sent_at__isnull=False)
    assert told.count() == 30
    assert told.filter(goes_with__isnull=True).count() == 15, "one e-mail about each young person"


def _send_all() -> None:
    try:
        send_outgoing_email(at=DUE + HOUR)
    finally:
        connection.close()


def test_an_email_to_an_address_alone_never_waits() -> None:
    for key in ("one", "two"):
        queue_email(to="duty@northcliffe.example", kind="test", subject="S", text="T", dedupe_key=key, at=DUE)
    send_outgoing_email(at=DUE)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("hour", range(0, 24 * 4, 3))
def test_a_morning_is_half_past_seven_across_both_clock_changes(hour: int) -> None:
    for change in (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)):
        instant = change + timedelta(hours=hour)
        for morning in (next_morning(instant), tomorrow_morning(instant)):
            assert f"{morning:%H:%M}" == "07:30"
            assert instant < morning
        assert next_morning(instant) - instant <= timedelta(hours=25)
        assert tomorrow_morning(instant) - next_morning(instant) <= timedelta(hours=25)
