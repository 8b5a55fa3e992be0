"""Who is told that e-mail to an address comes back, and where it is seen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.actions import mark_address, trust_address
from accounts.models import User
from accounts.rules import Role
from alerts.actions import queue_email, raise_alerts, read_bounces
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.alerts.conftest import DAY, Council
from tests.alerts.imap_server import Folder
from tests.alerts.reports import report
from tests.alerts.test_bounces import folder
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
READ = SENT + timedelta(minutes=10)
__all__ = ["folder"]


class TestWhoIsTold:
    def bounced(self, user: User, at: datetime = READ) -> None:
        mark_address(user=user, address=user.email, said="550 no such user", sent_at=SENT, at=at)
        raise_alerts(at=at)

    def told(self) -> set[User]:
        alerts = Alert.objects.standing().filter(stage__kind="address_bounced")
        return {alert.user for alert in alerts.select_related("user")}

    def test_the_manager_of_their_team(self, council: Council) -> None:
        self.bounced(council.worker)
        assert self.told() == {council.manager}
        email = OutgoingEmail.objects.get(kind="address_bounced")
        assert email.subject == "E-mail to a colleague comes back"
        assert council.worker.full_name not in email.text
        assert f"/users/addresses/#user-{council.worker.pk}" in email.text

    @pytest.mark.parametrize("whose", ["manager", "officer"])
    def test_where_that_is_nobody_else_the_administrators(self, council: Council, whose: str) -> None:
        self.bounced(getattr(council, whose))
        assert self.told() == {council.administrator}
        assert Alert.objects.get().because == "You are told because no team manager could be told."

    def test_it_is_told_once_and_cleared_once_the_address_works(self, council: Council) -> None:
        self.bounced(council.worker)
        self.bounced(council.worker, READ + DAY)
        assert OutgoingEmail.objects.filter(kind="address_bounced").count() == 1
        trust_address(actor=council.administrator, user=council.worker, at=READ + DAY)
        raise_alerts(at=READ + DAY)
        assert self.told() == set()

    def test_it_ends_with_the_account(self, council: Council) -> None:
        self.bounced(council.worker)
        User.objects.filter(pk=council.worker.pk).update(is_active=False)
        raise_alerts(at=READ + DAY)
        assert self.told() == set()


class TestPages:
    @pytest.fixture(autouse=True)
    def bounced(self, council: Council) -> None:
        for user in (council.worker, council.outsider):
            mark_address(user=user, address=user.email, said="550 <b>no</b> such user", sent_at=SENT, at=READ)

    def test_managers_see_those_of_their_teams_and_whom_to_ask(self, client: Client, council: Council) -> None:
        client.force_login(council.manager)
        html = client.get("/users/addresses/").content.decode().replace("<wbr>", "")
        assert council.worker.email in html
        assert council.outsider.email not in html
        assert council.administrator.full_name in html
        assert "550 &lt;b&gt;no&lt;/b&gt; such user" in html
        assert f"/users/{council.worker.pk}/" not in html

    def test_administrators_see_all_and_say_that_an_address_works(self, client: Client, council: Council) -> None:
        client.force_login(council.administrator)
        html = client.get("/users/addresses/").content.decode().replace("<wbr>", "")
        assert council.worker.email in html
        assert council.outsider.email in html
        assert "Comes back" in client.get("/users/").content.decode()
        url = f"/users/{council.worker.pk}/"
        assert "The address works again" in client.get(url).content.decode()
        response = client.post(f"{url}address-works/", follow=True)
        assert f"E-mail goes to {council.worker.email} again." in response.content.decode()
        assert "The address works again" not in response.content.decode()
        response = client.post(f"{url}address-works/", follow=True)
        assert "No e-mail to this address has come back" in response.content.decode()

    def test_who_answers_for_no_team_has_no_such_page(self, client: Client, council: Council) -> None:
        client.force_login(council.worker)
        assert client.get("/users/addresses/").status_code == 403
        assert client.post(f"/users/{council.worker.pk}/address-works/").status_code == 403

    def test_a_team_without_any_is_told_so(self, client: Client) -> None:
        client.force_login(UserFactory(roles=[Role.TEAM_MANAGER]))
        assert "No address is known not to work." in client.get("/users/addresses/").content.decode()


def test_a_duty_mailbox_whose_mail_comes_back_is_told_to_administrators_once_a_week(
    folder: Folder, council: Council, settings: Any
) -> None:
    settings.DUTY_MAILBOX = "duty@northcliffe.example"
    for number in range(2):
        queue_email(to=settings.DUTY_MAILBOX, kind="test", subject="S", text="T", dedupe_key=f"duty{number}", at=SENT)
    send_outgoing_email(at=SENT)
    first, second = OutgoingEmail.objects.filter(to_user=None).order_by("pk")
    for email, at in ((first, READ), (second, READ + DAY)):
        folder.put(report(email.message_id, address=email.address))
        read_bounces(at=at)
        raise_alerts(at=at)
    alert = Alert.objects.get(user=council.administrator)
    assert (alert.stage.kind, alert.stage.what) == ("mailbox_bounced", "E-mail to the duty mailbox comes back")
    assert alert.stage.path == "/health/"
    raise_alerts(at=READ + 7 * DAY + DAY / 2)
    assert Alert.objects.standing().get().stage.due_at == READ + DAY, "it still comes back"
    raise_alerts(at=READ + 9 * DAY)
    assert not Alert.objects.standing().exists()


def test_of_another_mailbox_than_the_one_in_use_nobody_is_told(folder: Folder, council: Council, settings: Any) -> None:
    settings.DUTY_MAILBOX = "duty@northcliffe.example"
    queue_email(to="old@northcliffe.example", kind="test", subject="S", text="T", dedupe_key="old", at=SENT)
    send_outgoing_email(at=SENT)
    email = OutgoingEmail.objects.get()
    folder.put(report(email.message_id, address=email.address))
    read_bounces(at=READ)
    raise_alerts(at=READ)
    settings.DUTY_MAILBOX = ""
    raise_alerts(at=READ)
    assert not Alert.objects.exists()
