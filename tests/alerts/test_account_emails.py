"""A forgotten password: the e-mail waits in the outbox, in our words, and goes to nobody who has no account here."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts.models import User
from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ASK = "/account/password/reset/"


@pytest.fixture
def dana() -> User:
    return UserFactory(full_name="Dana Whit", email="dana@northcliffe.example")


def test_the_link_waits_in_the_outbox_and_sets_a_new_password(client: Client, dana: User) -> None:
    assert client.post(ASK, {"email": "Dana@northcliffe.example"}).status_code == 302
    assert mail.outbox == []
    email = OutgoingEmail.objects.get()
    assert (email.to_user, email.subject) == (dana, "Choose a new password for Safe Return")
    (link,) = re.findall(r"^http\S+$", email.text, re.MULTILINE)
    assert link.startswith(f"{settings.PUBLIC_URL}{ASK}key/")
    assert f'href="{link}"' in email.html
    for body in (email.text, email.html):
        assert "within 3 days" in body
        assert "Dana" not in body
    form = client.get(link.removeprefix(settings.PUBLIC_URL), follow=True)
    typed = {"password1": "a long walk home", "password2": "a long walk home"}
    client.post(form.redirect_chain[-1][0], typed)
    dana.refresh_from_db()
    assert dana.check_password("a long walk home")
    assert send_outgoing_email().sent == 1


def test_the_link_leads_here_whatever_host_the_request_names(client: Client, dana: User, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post(ASK, {"email": dana.email}, headers={"host": "elsewhere.example"})
    assert "elsewhere.example" not in OutgoingEmail.objects.get().text


def test_asked_twice_each_has_its_link(client: Client, dana: User) -> None:
    for _ in range(2):
        client.post(ASK, {"email": dana.email})
    assert OutgoingEmail.objects.count() == 2


def test_an_address_without_an_account_is_not_mailed_and_the_page_says_the_same(client: Client, dana: User) -> None:
    known, unknown = (
        client.post(ASK, {"email": address}, follow=True).content.decode() for address in (dana.email, "x@mail.example")
    )
    assert "If that address has an account, a link is on its way to it." in unknown
    assert [email.to_user for email in OutgoingEmail.objects.all()] == [dana]
    assert mail.outbox == []
    assert known == unknown


def test_who_has_left_is_not_mailed(client: Client) -> None:
    gone = UserFactory(is_active=False)
    client.post(ASK, {"email": gone.email})
    assert not OutgoingEmail.objects.waiting().exists()
    assert mail.outbox == []
