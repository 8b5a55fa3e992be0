"""A weekly e-mail that was not sent, or reached nobody, is told to who can do something about it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Service, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from reporting.actions import build_weekly_email, run_weekly_email, send_weekly_email
from reporting.models import WeeklyEmail
from tests.factories import UserFactory
from tests.reporting.weekly import CUT_OFF, HOUR, TEN, W47, built

pytestmark = pytest.mark.django_db
FORTNIGHT, WEEK = timedelta(days=14), timedelta(days=7)


def told(kind: str) -> set[User]:
    return {alert.user for alert in Alert.objects.standing().filter(stage__kind=kind).select_related("user")}


def test_a_friday_missed_by_more_than_a_fortnight_is_told_until_it_is_sent(
    client: Client, service: Service, officer: User
) -> None:
    """The worker stood still for three weeks: two are made good by themselves, the oldest a person has to send."""
    User.objects.update(joined_at=CUT_OFF - HOUR)
    back = TEN + 2 * WEEK
    run_weekly_email(at=back)
    raise_alerts(at=back)
    manager = service.managers.get()
    assert told("weekly_not_sent") == {officer, manager}
    email = OutgoingEmail.objects.get(kind="weekly_not_sent", to_user=officer)
    assert email.subject == "Weekly e-mail was not sent: send it, or let it be"
    assert email.reference == "2026-W47"
    client.force_login(officer)
    assert client.get(Alert.objects.filter(user=officer).get().stage.path).status_code == 200
    send_weekly_email(actor=officer, email=WeeklyEmail.objects.get(week="2026-W47"), at=back + HOUR)
    raise_alerts(at=back + HOUR)
    assert told("weekly_not_sent") == set()


def test_it_is_told_once_it_goes_by_itself_no_more_and_for_eight_weeks(officer: User) -> None:
    built()
    raise_alerts(at=CUT_OFF + FORTNIGHT - HOUR)
    assert told("weekly_not_sent") == set()
    raise_alerts(at=CUT_OFF + FORTNIGHT)
    assert told("weekly_not_sent") == {officer}
    raise_alerts(at=CUT_OFF + 8 * WEEK)
    assert told("weekly_not_sent") == set()


def test_one_that_reached_nobody_of_a_service_is_told_to_the_administrators(client: Client, service: Service) -> None:
    administrator, other = (UserFactory(roles=[role]) for role in (Role.ADMINISTRATOR, Role.SOCIAL_WORKER))
    service.managers.clear()
    send_weekly_email(actor=None, email=built(), at=TEN)
    raise_alerts(at=TEN)
    assert told("weekly_to_nobody") == {administrator}
    email = OutgoingEmail.objects.get(kind="weekly_to_nobody")
    assert email.subject == "A service’s weekly e-mail reached nobody: name who gets it"
    assert email.reference == "Children in care"
    client.force_login(administrator)
    assert client.get(Alert.objects.get().stage.path).status_code == 200
    service.email_recipients.add(other)
    following, _ = build_weekly_email(week=W47.plus(1), at=CUT_OFF + WEEK)
    send_weekly_email(actor=None, email=following, at=TEN + WEEK)
    raise_alerts(at=TEN + WEEK)
    assert told("weekly_to_nobody") == set()


def test_mail_that_comes_back_from_all_of_them_reached_nobody(service: Service) -> None:
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    User.objects.filter(pk=service.managers.get().pk).update(
        email_bounced_at=CUT_OFF - HOUR, email_bounce_said="550 no such user"
    )
    send_weekly_email(actor=None, email=built(), at=TEN)
    raise_alerts(at=TEN)
    assert told("weekly_to_nobody") == {administrator}
    WeeklyEmail.objects.all().delete()
    User.objects.update(email_bounced_at=None, email_bounce_said="")
    raise_alerts(at=TEN)
    assert told("weekly_to_nobody") == set()
