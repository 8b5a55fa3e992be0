"""After an outage or a wrong setting the administrator sends all that failed again, however many they are."""

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.actions import trust_address
from accounts.models import User
from accounts.rules import Role
from alerts.actions import queue_email, raise_alerts, send_all_again
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from people.paging import ROWS_A_PAGE
from tests.alerts.conftest import Council
from tests.alerts.test_outbox import AT, MINUTE, queue, refuse_with, server
from tests.factories import UserFactory
from tests.said import said

pytestmark = pytest.mark.django_db
__all__ = ["server"]
ADDRESS = "/health/email/again/"
NUMBER = ROWS_A_PAGE + 1


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
    return client


@pytest.fixture
def failed(server: Any) -> None:
    """More than a page of them, given up."""
    server(refuse_with(smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"relaying denied")})))
    for number in range(NUMBER):
        queue("a@example.org", str(number))
    send_outgoing_email(at=AT)
    OutgoingEmail.objects.update(given_up_at=AT)
    server(lambda address: None)


def test_all_that_failed_are_sent_again_at_one_press(administrator: Client, failed: None) -> None:
    assert f"{NUMBER} e-mails will be sent again" in said(administrator.post(ADDRESS, follow=True))
    assert send_outgoing_email().sent == NUMBER
    assert "Nothing else can be sent again at one press" in said(administrator.post(ADDRESS, follow=True))


def test_more_than_a_page_of_them_are_paged(administrator: Client, failed: None) -> None:
    first = administrator.get("/health/")
    assert "Send all again that failed" in first.text
    assert [fact["value"] for fact in first.context["facts"] if fact["label"].endswith("did not arrive")] == [NUMBER]
    second = administrator.get("/health/", {"page": 2})
    assert len(second.context["failing"].object_list) == 1


def test_one_that_came_back_is_left(administrator: Client, failed: None) -> None:
    came_back = OutgoingEmail.objects.earliest("pk")
    OutgoingEmail.objects.filter(pk=came_back.pk).update(sent_at=AT, given_up_at=None, bounced_at=AT, bounce_said="550")
    administrator.post(ADDRESS)
    assert send_outgoing_email().sent == NUMBER - 1


def test_one_to_an_address_from_which_mail_comes_back_is_left(administrator: Client, council: Council) -> None:
    """Tried in vain before the address was marked: it goes on waiting until the address works."""
    emails = [
        queue_email(to=to, kind="t", subject="S", text="T", dedupe_key=to.email, at=AT)
        for to in (council.manager, council.worker)
    ]
    OutgoingEmail.objects.update(tries=1, last_error="451 try later", next_try_at=AT + MINUTE)
    OutgoingEmail.objects.filter(pk=emails[1].pk).update(given_up_at=AT)
    User.objects.update(email_bounced_at=AT + MINUTE, email_bounce_said="550 no such user")
    assert "Nothing else can be sent again at one press" in said(administrator.post(ADDRESS, follow=True))
    send_outgoing_email()
    assert mail.outbox == []
    trust_address(actor=council.administrator, user=council.manager)
    assert send_outgoing_email().sent == 1


def test_nobody_else_sends_them(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER]))
    assert client.post(ADDRESS).status_code == 403


def test_administrators_are_told_of_what_was_given_up_once_and_until_it_leaves(council: Council, failed: None) -> None:
    for minutes in (1, 2):
        raise_alerts(at=AT + minutes * MINUTE)
    (alert,) = Alert.objects.filter(user=council.administrator)
    assert (alert.stage.what, alert.stage.path) == ("An e-mail that could not be sent was given up", "/health/")
    assert not Alert.objects.exclude(user=council.administrator).exists()
    send_all_again(actor=council.administrator, at=AT + 3 * MINUTE)
    raise_alerts(at=AT + 4 * MINUTE)
    assert not Alert.objects.standing().exists()


def test_that_this_is_not_told_either_is_not_told_of(council: Council) -> None:
    queue_email(to="a@example.org", kind="email_given_up", subject="S", text="T", dedupe_key="own", at=AT)
    OutgoingEmail.objects.update(given_up_at=AT, tries=9, last_error="550")
    raise_alerts(at=AT + MINUTE)
    assert not Alert.objects.exists()
