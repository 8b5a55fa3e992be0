"""A link to choose a new password that works no more is sent to nobody, and nobody has to see to it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.access import ActionRefused
from accounts.actions import change_user, mark_address
from accounts.models import User
from alerts.actions import raise_alerts, send_again
from alerts.health import Health
from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.alerts.conftest import DAY, HOUR, Council
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OLD, NEW = "mistyped@northcliffe.example", "dana@northcliffe.example"


@pytest.fixture
def dana(db: None) -> User:
    return UserFactory(full_name="Dana Whit", email=OLD)


@pytest.fixture
def asked(dana: User, client: Client) -> OutgoingEmail:
    """She asks for a new password; of how often that was asked at this very minute nothing is kept."""
    cache.clear()
    with time_machine.travel(AT, tick=False):
        client.post("/account/password/reset/", {"email": OLD})
    return OutgoingEmail.objects.get()


def gives_up(email: OutgoingEmail) -> None:
    OutgoingEmail.objects.filter(pk=email.pk).update(given_up_at=AT, tries=4, last_error="550 no such user")


def corrects(council: Council, dana: User, at: datetime) -> None:
    dana.refresh_from_db()
    with time_machine.travel(at, tick=False):
        change_user(actor=council.administrator, user=dana, full_name=dana.full_name, email=NEW, roles=[], teams=[])


def one_that_was_held_back(council: Council, dana: User) -> None:
    mark_address(user=dana, address=OLD, said="550 no such user", sent_at=AT)


def none_held_back(council: Council, dana: User) -> None:
    pass


@pytest.mark.parametrize("before", [one_that_was_held_back, none_held_back])
def test_once_the_address_is_corrected_it_leaves_for_neither(
    council: Council, dana: User, asked: OutgoingEmail, before: Callable[[Council, User], None]
) -> None:
    before(council, dana)
    corrects(council, dana, AT + HOUR)
    send_outgoing_email(at=AT + HOUR + MINUTE)
    assert mail.outbox == []
    asked.refresh_from_db()
    assert asked.withdrawn_at == AT + HOUR + MINUTE
    assert asked.last_error == "Their address is another one by now, and the link works no more."


def ends_by_another_address(council: Council, dana: User) -> None:
    corrects(council, dana, AT + HOUR)


def ends_by_signing_in(council: Council, dana: User) -> None:
    User.objects.filter(pk=dana.pk).update(last_login=AT + HOUR)


@pytest.mark.parametrize("ends", [ends_by_another_address, ends_by_signing_in])
def test_one_that_was_given_up_is_taken_back_within_a_minute(
    council: Council, dana: User, asked: OutgoingEmail, ends: Callable[[Council, User], None]
) -> None:
    gives_up(asked)
    assert Health(AT).failures["given_up"] == 1
    ends(council, dana)
    raise_alerts(at=AT + HOUR + MINUTE)
    assert Health(AT).failures["did_not_arrive"] == 0
    asked.refresh_from_db()
    assert (asked.withdrawn_at, asked.last_error) == (AT + HOUR + MINUTE, "550 no such user")


@pytest.mark.parametrize("is_held_back", [False, True])
def test_it_is_taken_back_after_the_three_days_that_it_works(
    council: Council, dana: User, asked: OutgoingEmail, is_held_back: bool
) -> None:
    if is_held_back:
        mark_address(user=dana, address=OLD, said="550 no such user", sent_at=AT)
    else:
        gives_up(asked)
    raise_alerts(at=AT + 3 * DAY)
    assert OutgoingEmail.objects.did_not_arrive(AT + 3 * DAY).get() == asked
    raise_alerts(at=AT + 3 * DAY + MINUTE)
    assert not OutgoingEmail.objects.did_not_arrive(AT + 3 * DAY + MINUTE).exists()


@pytest.mark.parametrize("what", ["another address", "signs in"])
def test_a_link_dies_when_it_is_said_to(dana: User, asked: OutgoingEmail, what: str) -> None:
    """As the sign-in sees it."""
    (link,) = re.findall(r"^http\S+$", asked.text, re.MULTILINE)
    path = "/" + link.split("/", 3)[3]

    def works() -> bool:
        return "password1" in Client().get(path, follow=True).text

    with time_machine.travel(AT + MINUTE, tick=False):
        assert works()
        if what == "signs in":
            Client().force_login(dana)
        else:
            User.objects.filter(pk=dana.pk).update(email=NEW)
        assert not works()


def test_other_mail_is_left_alone(council: Council, dana: User) -> None:
    OutgoingEmail.objects.create(
        message_id="<1@x>", dedupe_key="1", to_user=dana, address="before@northcliffe.example", kind="test",
        subject="S", text="T", created_at=AT - 9 * DAY, next_try_at=AT, given_up_at=AT, tries=4, last_error="550",
    )  # fmt: skip
    raise_alerts(at=AT + MINUTE)
    assert OutgoingEmail.objects.failing().exists()


def test_it_is_not_sent_again_and_why_is_said(
    client: Client, council: Council, dana: User, asked: OutgoingEmail
) -> None:
    """In the minute before it is taken back."""
    gives_up(asked)
    client.force_login(council.administrator)
    with time_machine.travel(AT + 2 * HOUR, tick=False):
        client.force_login(council.administrator)
        corrects(council, dana, AT + HOUR)
        said = client.post(f"/health/email/{asked.pk}/again/", follow=True).text
    assert "Their address is another one by now, and the link works no more. They can ask for a new one" in said
    with pytest.raises(ActionRefused, match="works for 3 days, and they are over"):
        User.objects.filter(pk=dana.pk).update(email=OLD)
        send_again(actor=council.administrator, email=asked, at=AT + 3 * DAY + MINUTE)
    with pytest.raises(ActionRefused, match="They have signed in since, and the link works no more"):
        User.objects.filter(pk=dana.pk).update(last_login=AT + MINUTE)
        send_again(actor=council.administrator, email=asked, at=AT + HOUR)


def test_the_health_page_says_whose_it_is_by_their_number_and_leads_there(
    client: Client, council: Council, dana: User, asked: OutgoingEmail
) -> None:
    gives_up(asked)
    client.force_login(council.administrator)
    html: Any = client.get("/health/").text
    assert f'<a href="/users/{dana.pk}/">user {dana.pk}</a>' in html
    assert "Dana" not in html
    assert OLD not in html
