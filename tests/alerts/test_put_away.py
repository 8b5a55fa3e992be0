"""An administrator puts away an e-mail that was given up: the health page is clear again for what is given up next."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import mark_read, put_away, raise_alerts, send_again
from alerts.health import Health
from alerts.models import Alert, AlertStage, EmailPutAway, OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.alerts.conftest import DAY, HOUR, Council
from tests.alerts.test_outbox import queue
from tests.factories import UserFactory
from tests.said import said

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def given_up(key: str = "one", at: datetime = AT, **facts: Any) -> OutgoingEmail:
    email = queue("a@example.org", key, **facts)
    OutgoingEmail.objects.filter(pk=email.pk).update(given_up_at=at, tries=4, last_error="550 no such user")
    email.refresh_from_db()
    return email


def alerts_of(council: Council) -> list[str]:
    alerts = Alert.objects.visible_to(council.administrator).unread().filter(stage__kind="email_given_up")
    return [alert.stage.reference for alert in alerts]


def test_it_leaves_the_health_page_and_its_alert_ends(council: Council) -> None:
    email = given_up()
    raise_alerts(at=AT + MINUTE)
    assert alerts_of(council) == [f"e-mail {email.pk}"]
    put_away(actor=council.administrator, email=email, at=AT + HOUR)
    assert Health(AT + HOUR).failures == {"did_not_arrive": 0, "failing": 0, "given_up": 0, "came_back": 0}
    raise_alerts(at=AT + HOUR + MINUTE)
    assert alerts_of(council) == []
    email.refresh_from_db()
    assert (email.given_up_at, email.withdrawn_at) == (AT, AT + HOUR), "that it did not arrive stays on record"
    assert send_outgoing_email(at=AT + DAY).sent == 0


def test_who_put_it_away_and_when_is_kept_also_where_it_is_sent_again(council: Council) -> None:
    email = given_up()
    row = put_away(actor=council.administrator, email=email, at=AT + HOUR)
    assert (row.put_away_by, row.put_away_at) == (council.administrator, AT + HOUR)
    send_again(actor=council.administrator, email=email, at=AT + 2 * HOUR)
    assert not EmailPutAway.objects.exists()
    assert send_outgoing_email(at=AT + 2 * HOUR).sent == 1
    events = apps.get_model("alerts", "EmailPutAwayEvent").objects.order_by("pgh_id")
    assert [(event.pgh_label, event.put_away_by) for event in events] == [
        ("insert", council.administrator),
        ("delete", council.administrator),
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"given_up_at": None, "next_try_at": AT + HOUR},
            "It is tried again today 10:00. Only an e-mail that is given up can be put away.",
        ),
        ({"given_up_at": None, "sent_at": AT}, "This e-mail has been sent, taken back or put away meanwhile."),
        ({"withdrawn_at": AT}, "This e-mail has been sent, taken back or put away meanwhile."),
        (
            {"given_up_at": None, "sent_at": AT, "bounced_at": AT, "bounce_said": "550"},
            "This e-mail left and came back. It leaves the list by itself: once its matter has ended, or after 14 days",
        ),
    ],
)
def test_only_what_is_given_up_is_put_away_and_why_is_said(
    client: Client, council: Council, facts: dict[str, Any], words: str
) -> None:
    email = given_up()
    OutgoingEmail.objects.update(**facts)
    with time_machine.travel(AT, tick=False):
        client.force_login(council.administrator)
        assert words in said(client.post(f"/health/email/{email.pk}/away/", follow=True))
    with pytest.raises(ActionRefused):
        put_away(actor=council.administrator, email=email, at=AT)
    assert not EmailPutAway.objects.exists()


def test_a_double_press_is_told_that_it_is_done(client: Client, council: Council) -> None:
    email = given_up(at=timezone.now())
    client.force_login(council.administrator)
    assert "It is put away." in said(client.post(f"/health/email/{email.pk}/away/", follow=True))
    assert "taken back or put away meanwhile" in said(client.post(f"/health/email/{email.pk}/away/", follow=True))


def test_the_page_offers_it_and_lists_what_was_put_away_to_be_sent_again(client: Client, council: Council) -> None:
    now = timezone.now()
    email = given_up(at=now, reference="E7")
    still_tried = queue("b@example.org", "two", reference="E8")
    OutgoingEmail.objects.filter(pk=still_tried.pk).update(tries=1, last_error="451", next_try_at=now + HOUR)
    client.force_login(council.administrator)
    html = client.get("/health/").text
    assert f'action="/health/email/{email.pk}/away/"' in html
    assert f'action="/health/email/{still_tried.pk}/away/"' not in html
    assert "Put away in the last 14 days" not in html

    said(client.post(f"/health/email/{email.pk}/away/", follow=True))
    with CaptureQueriesContext(connection) as queries:
        html = client.get("/health/").text
    assert len(queries) <= 12
    for words in ("Put away in the last 14 days", "E7", council.administrator.full_name, "550 no such user"):
        assert words in html
    client.post(f"/health/email/{email.pk}/again/")
    email.refresh_from_db()
    assert (email.withdrawn_at, email.given_up_at, email.tries) == (None, None, 0)


def test_what_was_put_away_is_listed_for_two_weeks_and_while_its_matter_stands(council: Council) -> None:
    stage = AlertStage.objects.create(kind="k", subject_key="k:1", stage="s", due_at=AT, raised_at=AT)
    email = given_up()
    OutgoingEmail.objects.update(stage=stage)
    put_away(actor=council.administrator, email=email, at=AT)
    listed = OutgoingEmail.objects.put_away
    assert listed(AT + 13 * DAY).exists()
    assert not listed(AT + 15 * DAY).exists()
    stage.cleared_at = AT
    stage.save()
    assert not listed(AT + DAY).exists()
    with pytest.raises(ActionRefused, match="has been sent or taken back meanwhile"):
        send_again(actor=council.administrator, email=email, at=AT + DAY)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_it_is_the_administrators(client: Client, role: Role) -> None:
    email, user = given_up(), UserFactory(roles=[role])
    client.force_login(user)
    assert client.post(f"/health/email/{email.pk}/away/").status_code == 403
    with pytest.raises(PermissionDenied):
        put_away(actor=user, email=email, at=AT)


class TestWhatIsGivenUpNext:
    def test_it_is_told_once_somebody_has_read_of_the_first(self, council: Council) -> None:
        given_up("one")
        raise_alerts(at=AT + MINUTE)
        mark_read(actor=council.administrator, alert=Alert.objects.get(user=council.administrator), at=AT + HOUR)
        second = given_up("two", at=AT + 180 * DAY)
        third = given_up("three", at=AT + 180 * DAY + MINUTE)
        for minutes in (1, 2):
            raise_alerts(at=AT + 180 * DAY + minutes * MINUTE)
        assert alerts_of(council) == [f"e-mail {second.pk}"], "that one stands for the third, until it is read"
        assert Alert.objects.standing().filter(user=council.administrator).count() == 2
        mark_read(actor=council.administrator, alert=Alert.objects.latest("pk"), at=AT + 181 * DAY)
        raise_alerts(at=AT + 181 * DAY)
        assert alerts_of(council) == [], f"the page that they read listed e-mail {third.pk}"

    def test_it_is_not_told_while_nobody_has_read_of_the_first(self, council: Council) -> None:
        first = given_up("one")
        raise_alerts(at=AT + MINUTE)
        given_up("two", at=AT + HOUR)
        raise_alerts(at=AT + 2 * HOUR)
        assert alerts_of(council) == [f"e-mail {first.pk}"]

    def test_it_is_told_once_the_first_is_put_away(self, council: Council) -> None:
        first, second = given_up("one"), given_up("two", at=AT + HOUR)
        raise_alerts(at=AT + 2 * HOUR)
        put_away(actor=council.administrator, email=first, at=AT + 3 * HOUR)
        raise_alerts(at=AT + 4 * HOUR)
        assert alerts_of(council) == [f"e-mail {second.pk}"]
