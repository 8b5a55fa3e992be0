"""What may go wrong between Thursday and Monday; it is sent all the same, once, to who is here, with its dates."""

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.actions import change_user
from accounts.models import Service, User
from accounts.rules import Role
from alerts.models import OutgoingEmail
from alerts.outbox import queue_email, send_again, send_outgoing_email
from reporting.actions import KIND, as_it_may_leave_now, build_weekly_email, run_weekly_email, send_weekly_email
from reporting.models import WeeklyEmail
from reporting.weeks import Week
from tests.factories import EpisodeFactory, ServiceFactory, UserFactory
from tests.reporting.weekly import BEFORE, CUT_OFF, HOUR, LONG_AGO, TEN, built

pytestmark = pytest.mark.django_db
MONDAY = CUT_OFF + timedelta(days=3)


@pytest.fixture
def lead(service: Service) -> User:
    lead = UserFactory(full_name="Team Lead", roles=[Role.HUB])
    service.email_recipients.add(lead)
    return lead


def test_a_mail_server_down_on_friday_delays_it_and_sends_it_once(
    service: Service, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.update(joined_at=CUT_OFF - HOUR)
    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", _no_answer)
        assert run_weekly_email(at=TEN)[-1] == "2026-W47: sent, 1 e-mail queued."
        assert send_outgoing_email(at=TEN).server_is_down
        assert run_weekly_email(at=TEN + HOUR) == []
        assert send_outgoing_email(at=TEN + HOUR).server_is_down
    assert OutgoingEmail.objects.waiting().get().tries == 2
    assert send_outgoing_email(at=MONDAY).sent == 1
    assert send_outgoing_email(at=MONDAY + HOUR).sent == 0
    (message,) = mail.outbox
    assert message.to == [lead.email]
    assert "Friday 13 November 2026, 08:00 to Friday 20 November 2026, 08:00" in message.body


def test_what_waits_for_the_mail_server_leaves_as_it_may_leave_then(
    service: Service, young_person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One child is restricted meanwhile, and one recipient leaves the service."""
    User.objects.update(joined_at=CUT_OFF - HOUR)
    secret, plain = young_person(reference="SECRET"), young_person(reference="PLAIN")
    for child in (secret, plain):
        EpisodeFactory(young_person=child, started_at=CUT_OFF - HOUR)
    stays, moves = (UserFactory(roles=[Role.SOCIAL_WORKER], teams=[plain.team]) for _ in range(2))
    service.email_recipients.add(stays, moves)
    run_weekly_email(at=TEN)
    before = set(OutgoingEmail.objects.values_list("message_id", flat=True))
    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", _no_answer)
        assert send_outgoing_email(at=TEN).server_is_down
    assert all("SECRET" in email.text for email in OutgoingEmail.objects.all())
    secret.is_restricted = True
    secret.save()
    moves.teams.clear()
    assert send_outgoing_email(at=TEN + HOUR).sent == 2
    assert {message.message()["Message-ID"] for message in mail.outbox} == before
    bodies = {message.to[0]: message.body + message.alternatives[0][0] for message in mail.outbox}
    assert "SECRET" not in "".join(bodies.values())
    assert "PLAIN" in bodies[stays.email]
    assert "1 restricted: ask Priya Nair" in bodies[stays.email]
    assert "PLAIN" not in bodies[moves.email]
    assert run_weekly_email(at=TEN + HOUR) == []


def test_one_that_was_given_up_and_is_sent_again_is_written_anew(service: Service, young_person: Any) -> None:
    """At once, before any other job has run."""
    secret, plain = young_person(reference="SECRET"), young_person(reference="PLAIN")
    for child in (secret, plain):
        EpisodeFactory(young_person=child, started_at=CUT_OFF - HOUR)
    service.email_recipients.add(UserFactory(teams=[plain.team], roles=[Role.SOCIAL_WORKER]))
    send_weekly_email(actor=None, email=built(), at=TEN)
    OutgoingEmail.objects.update(given_up_at=TEN + HOUR, tries=4, last_error="550 no such user")
    secret.is_restricted = True
    secret.save()
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    send_again(actor=administrator, email=OutgoingEmail.objects.get(), at=MONDAY)
    assert send_outgoing_email(at=MONDAY).sent == 1
    (message,) = mail.outbox
    body = message.body + message.alternatives[0][0]
    assert "PLAIN" in body
    assert "SECRET" not in body
    kept = OutgoingEmail.objects.get()
    assert "SECRET" not in kept.text + kept.html


def test_one_that_cannot_be_written_anew_does_not_leave_as_it_was_and_keeps_no_other_back(
    service: Service, lead: User
) -> None:
    send_weekly_email(actor=None, email=built(), at=TEN)
    queue_email(to="a@northcliffe.example", kind="other", subject="Other", text="Other", dedupe_key="other", at=TEN)
    OutgoingEmail.objects.filter(kind=KIND).update(dedupe_key="weekly:2026-W01:1:1", reference="2026-W01")
    done = send_outgoing_email(at=TEN)
    assert (done.sent, done.failed) == (1, 1)
    assert [message.subject for message in mail.outbox] == ["Other"]
    waits = OutgoingEmail.objects.waiting().get()
    assert (waits.kind, waits.tries) == (KIND, 1)
    assert waits.last_error.startswith("It could not be written anew before it was sent")
    assert waits.next_try_at > TEN


def test_it_leaves_to_the_address_that_the_account_has_by_then_and_says_what_that_one_may_have(
    service: Service, young_person: Any, settings: Any
) -> None:
    """An address outside the allowed domains bounces and is corrected; a good one is changed to one outside them."""
    settings.MAIL_ALLOWED_DOMAINS = ["northcliffe.example"]
    child = young_person(reference="SECRET")
    EpisodeFactory(young_person=child, started_at=CUT_OFF - HOUR)
    comes_in, goes_out = (
        UserFactory(roles=[Role.SOCIAL_WORKER], teams=[child.team], email=address)
        for address in ("in@elsewhere.example", "out@northcliffe.example")
    )
    service.email_recipients.add(comes_in, goes_out)
    User.objects.filter(pk=comes_in.pk).update(email_bounced_at=CUT_OFF - HOUR, email_bounce_said="552 full")
    send_weekly_email(actor=None, email=built(), at=TEN)
    queued = {email.address: "SECRET" in email.text for email in OutgoingEmail.objects.all()}
    assert queued == {"in@elsewhere.example": False, "out@northcliffe.example": True}
    _correct_address(comes_in, "in@northcliffe.example")
    _correct_address(goes_out, "out@elsewhere.example")
    assert send_outgoing_email(at=TEN + HOUR).sent == 2
    arrived = {message.to[0]: "SECRET" in message.body + message.alternatives[0][0] for message in mail.outbox}
    assert arrived == {"in@northcliffe.example": True, "out@elsewhere.example": False}
    assert set(OutgoingEmail.objects.values_list("address", flat=True)) == set(arrived)


def test_changed_to_an_address_from_which_mail_comes_back_it_waits(lead: User) -> None:
    send_weekly_email(actor=None, email=built(), at=TEN)
    User.objects.filter(pk=lead.pk).update(email="slip@example.org", email_bounced_at=TEN, email_bounce_said="550")
    for _ in range(2):
        assert str(send_outgoing_email(at=TEN + HOUR)) == "0 sent, 0 failed"
    assert OutgoingEmail.objects.held_back().count() == 1
    _correct_address(lead, "lead@northcliffe.example")
    send_outgoing_email(at=TEN + HOUR)
    assert mail.outbox[0].to == ["lead@northcliffe.example"]


def test_nothing_in_detail_is_written_for_another_address_than_the_account_s(
    service: Service, young_person: Any, settings: Any
) -> None:
    settings.MAIL_ALLOWED_DOMAINS = ["northcliffe.example"]
    child = young_person(reference="SECRET")
    EpisodeFactory(young_person=child, started_at=CUT_OFF - HOUR)
    worker = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[child.team], email="in@northcliffe.example")
    service.email_recipients.add(worker)
    send_weekly_email(actor=None, email=built(), at=TEN)
    queued = OutgoingEmail.objects.get()
    assert "SECRET" in as_it_may_leave_now(queued)[0]
    for address in ("in@elsewhere.example", "another@northcliffe.example"):
        queued.address = address
        assert "SECRET" not in "".join(as_it_may_leave_now(queued))


def _correct_address(user: User, address: str) -> None:
    change_user(
        actor=UserFactory(roles=[Role.ADMINISTRATOR]),
        user=user,
        full_name=user.full_name,
        email=address,
        roles=[Role.SOCIAL_WORKER],
        teams=list(user.teams.all()),
    )


def _no_answer(self: EmailBackend, messages: list[Any]) -> int:
    raise smtplib.SMTPServerDisconnected("no answer")


def test_a_worker_down_from_thursday_to_monday_sends_friday_as_it_was(
    service: Service, lead: User, young_person: Any
) -> None:
    User.objects.update(joined_at=LONG_AGO)
    build_weekly_email(week=Week(2026, 46), at=BEFORE)
    WeeklyEmail.objects.update(sent_at=BEFORE)
    child = young_person(reference="FOUND")
    EpisodeFactory(young_person=child, started_at=CUT_OFF - HOUR, returned_at=CUT_OFF + 5 * HOUR)
    EpisodeFactory(young_person=young_person(reference="SINCE"), started_at=CUT_OFF + 5 * HOUR)
    assert run_weekly_email(at=MONDAY) == [
        "2026-W47: built as at Friday 20 November 2026 at 08:00.",
        "2026-W47: sent, 1 e-mail queued.",
    ]
    text = OutgoingEmail.objects.get().text
    assert "This e-mail is sent late." in text
    assert "still missing: 1 hour" in text
    assert "SINCE" not in text


@pytest.mark.parametrize(
    ("week", "covers", "hours"),
    [
        (Week(2026, 13), "Friday 20 March 2026, 08:00 to Friday 27 March 2026, 08:00", 168),
        (Week(2026, 14), "Friday 27 March 2026, 08:00 to Friday 3 April 2026, 08:00", 167),
        (Week(2026, 44), "Friday 23 October 2026, 08:00 to Friday 30 October 2026, 08:00", 169),
        (Week(2026, 53), "Friday 25 December 2026, 08:00 to Friday 1 January 2027, 08:00", 168),
        (Week(2027, 1), "Friday 1 January 2027, 08:00 to Friday 8 January 2027, 08:00", 168),
    ],
)
def test_the_week_of_a_clock_change_and_the_year_s_end_are_whole(
    service: Service, lead: User, young_person: Any, week: Week, covers: str, hours: int
) -> None:
    """An hour before each end of the week somebody goes; each is in one e-mail, with elapsed hours."""
    email, _ = build_weekly_email(week=week, however_old=True, at=datetime(2027, 2, 1, tzinfo=UTC))
    WeeklyEmail.objects.all().delete()
    for reference, end in (("BEFORE", email.covers_from), ("WITHIN", email.covers_to), ("AFTER", email.covers_to)):
        started_at = end - HOUR if reference != "AFTER" else end
        EpisodeFactory(
            young_person=young_person(reference=reference), started_at=started_at, returned_at=started_at + HOUR / 2
        )
    email, _ = build_weekly_email(week=week, at=email.covers_to)
    sent = send_weekly_email(actor=None, email=email, at=email.covers_to + 2 * HOUR)
    text = OutgoingEmail.objects.get().text
    assert covers in text
    assert (sent.covers_to - sent.covers_from) / HOUR == hours
    assert [name for name in ("BEFORE", "WITHIN", "AFTER") if name in text] == ["WITHIN"]
    assert "late" not in text


def test_week_53_is_followed_by_week_1_with_no_gap(service: Service, lead: User) -> None:
    User.objects.update(joined_at=datetime(2026, 12, 31, tzinfo=UTC))
    for friday in (datetime(2027, 1, 1, 10, tzinfo=UTC), datetime(2027, 1, 8, 10, tzinfo=UTC)):
        run_weekly_email(at=friday)
    last, first = WeeklyEmail.objects.order_by("covers_to")
    assert (last.week, first.week, last.covers_to) == ("2026-W53", "2027-W01", first.covers_from)
    assert OutgoingEmail.objects.count() == 2


def test_the_first_week_ever_covers_a_whole_week(service: Service, lead: User, young_person: Any) -> None:
    """The first account was made on Wednesday; who went missing on Monday, taken in with the case file, is in it."""
    User.objects.update(joined_at=CUT_OFF - timedelta(days=2))
    EpisodeFactory(young_person=young_person(reference="MONDAY"), started_at=CUT_OFF - timedelta(days=4))
    assert len(run_weekly_email(at=TEN)) == 2
    assert WeeklyEmail.objects.get().covers_from == BEFORE
    assert "MONDAY" in OutgoingEmail.objects.get().text


def test_a_recipient_who_leaves_between_build_and_sending_gets_nothing(service: Service, lead: User) -> None:
    stays = UserFactory(full_name="Stays Here")
    service.email_recipients.add(stays)
    email = built()
    User.objects.filter(pk=lead.pk).update(is_active=False)
    send_weekly_email(actor=None, email=email, at=TEN)
    assert [email.to_user for email in OutgoingEmail.objects.all()] == [stays]


def test_where_every_recipient_has_left_the_managers_and_then_the_officer_get_it(
    service: Service, lead: User, officer: User
) -> None:
    User.objects.filter(pk=lead.pk).update(ends_on=TEN.date() - timedelta(days=1))
    alone = ServiceFactory(name="Alone")
    EpisodeFactory(young_person__team=None, started_at=CUT_OFF - HOUR)
    email = send_weekly_email(actor=None, email=built(), at=TEN)
    got = {section.content["service"]: [who["name"] for who in section.recipients] for section in email.sections.all()}
    assert got == {"Children in care": ["Priya Nair"], alone.name: ["Ruth Obi"], "No team": ["Ruth Obi"]}


def test_a_recipient_whose_account_closes_between_queue_and_sending_gets_nothing(service: Service, lead: User) -> None:
    stays = UserFactory()
    service.email_recipients.add(stays)
    send_weekly_email(actor=None, email=built(), at=TEN)
    User.objects.filter(pk=lead.pk).update(is_active=False)
    done = send_outgoing_email(at=TEN)
    assert (done.sent, done.withdrawn) == (1, 1)
    assert [message.to for message in mail.outbox] == [[stays.email]]
    assert OutgoingEmail.objects.get(to_user=lead).last_error == "Their account is closed."


def test_who_moves_to_another_service_before_the_sending_gets_the_numbers(service: Service, young_person: Any) -> None:
    child = young_person(reference="YP1")
    EpisodeFactory(young_person=child, started_at=CUT_OFF - HOUR)
    moves = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[child.team])
    service.email_recipients.add(moves)
    email = built()
    moves.teams.clear()
    send_weekly_email(actor=None, email=email, at=TEN)
    text = OutgoingEmail.objects.get().text
    assert "Missing at the cut-off: 1" in text
    assert "YP1" not in text
