"""Missing and harm raised by day of which nobody knows when the office closes go to duty and who is on call."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from alerts.actions import mark_read, raise_alerts
from alerts.actions.telling_others import NOBODY_READ_IT
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import report_missing
from missing.models import Episode
from tests.alerts.conftest import DAY, HOUR, Council
from tests.alerts.test_out_of_hours import MAILBOX, mailbox, on_call, to
from tests.alerts.test_outbox import refuse_with, server
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.office_hours]
__all__ = ["mailbox", "on_call", "server"]
MINUTE = timedelta(minutes=1)
CLOSES = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)


def log(council: Council, at: datetime, **facts: Any) -> Episode:
    with time_machine.travel(at, tick=False):
        episode = report_missing(
            actor=council.officer,
            young_person=council.young_person(**facts),
            category="missing",
            started_at=at - 3 * HOUR,
        )
        raise_alerts()
    return episode


def logged_to(address: str) -> int:
    """How often it was mailed that the episode was logged, whatever else came of it by the next day."""
    return len([message for message in to(address) if message.subject == "New episode logged"])


def minute(at: datetime, *, sends: bool = True) -> None:
    """What the worker does in a minute."""
    with time_machine.travel(at, tick=False):
        raise_alerts()
        if sends:
            send_outgoing_email()


def test_where_the_mail_server_was_down_until_the_office_closed(council: Council, on_call: User, server: Any) -> None:
    duty = UserFactory(roles=[Role.DUTY])
    server(refuse_with(ConnectionRefusedError("down")))
    log(council, CLOSES - 2 * HOUR)
    for at in (CLOSES - MINUTE, CLOSES, CLOSES + MINUTE):
        minute(at)
    assert OutgoingEmail.objects.filter(address=MAILBOX).count() == 1
    server(lambda address: None)
    for at in (CLOSES + 6 * HOUR, CLOSES + 7 * HOUR, CLOSES + DAY):
        minute(at)
    assert "It is outside office hours." in to(MAILBOX)[0].body
    assert [logged_to(address) for address in (MAILBOX, on_call.email, duty.email, council.worker.email)] == [1] * 4
    for user in (on_call, duty):
        assert Alert.objects.get(user=user, stage__kind="new_episode").because == NOBODY_READ_IT
    assert not Alert.objects.filter(user=council.service_manager, stage__kind="new_episode").exists(), "one is on call"


@pytest.mark.parametrize(("before", "is_told"), [(31, False), (29, True), (1, True)])
def test_what_was_mailed_as_the_office_closed_is_told_unless_it_left_half_an_hour_before(
    council: Council, on_call: User, before: int, is_told: bool
) -> None:
    at = CLOSES - before * MINUTE
    log(council, at)
    minute(at)
    assert not to(MAILBOX)
    for later in (CLOSES - MINUTE, CLOSES, CLOSES + MINUTE, CLOSES + DAY):
        minute(later)
    assert logged_to(MAILBOX) == logged_to(on_call.email) == int(is_told)


def test_what_one_of_them_has_read_wakes_nobody(council: Council, on_call: User) -> None:
    log(council, CLOSES - MINUTE)
    mark_read(actor=council.manager, alert=Alert.objects.get(user=council.manager), at=CLOSES - MINUTE)
    minute(CLOSES)
    assert not to(MAILBOX)
    assert not Alert.objects.filter(user=on_call).exists()


def test_what_is_over_by_then_wakes_nobody(council: Council, on_call: User) -> None:
    episode = log(council, CLOSES - MINUTE)
    Episode.objects.filter(pk=episode.pk).delete()
    minute(CLOSES)
    assert not to(MAILBOX)


def test_where_nobody_is_on_call_the_service_managers_are_told_and_why(council: Council) -> None:
    log(council, CLOSES - MINUTE)
    minute(CLOSES)
    because = Alert.objects.get(user=council.service_manager, stage__kind="new_episode").because
    assert because == "You are told because nobody is on call this week."


def test_of_a_restricted_record_the_mailbox_learns_whom_to_ring(council: Council, on_call: User) -> None:
    episode = log(council, CLOSES - MINUTE, is_restricted=True)
    minute(CLOSES)
    (message,) = to(MAILBOX)
    assert "The record is restricted. Ring " in message.body
    assert episode.reference not in message.body


def test_over_a_weekend_once(council: Council, on_call: User) -> None:
    friday = datetime(2026, 11, 27, 16, 50, tzinfo=UTC)
    log(council, friday)
    for at in (friday, friday + HOUR, friday + DAY, friday + 2 * DAY):
        minute(at)
    assert logged_to(MAILBOX) == 1


def test_what_need_not_wake_anybody_does_not(council: Council, on_call: User) -> None:
    council.interview(back=CLOSES - 72 * HOUR - MINUTE)
    minute(CLOSES - MINUTE, sends=False)
    minute(CLOSES)
    assert Alert.objects.filter(stage__kind="interview").exists()
    assert not to(MAILBOX)
