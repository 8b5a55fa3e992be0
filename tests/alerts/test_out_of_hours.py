"""Outside office hours missing and harm also go to the on-call manager and the duty mailbox."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from accounts.models import Cover, OnCallWeek, User
from accounts.office_hours import on_call_week
from accounts.rules import Role
from alerts.actions import choose_morning, raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail, StageRecipients
from alerts.outbox import send_outgoing_email
from alerts.recipients import Directory, Matter
from alerts.rows import AlertRow
from missing.actions import report_missing
from tests.alerts.conftest import Council
from tests.factories import (
    AccessGrantFactory,
    EpisodeFactory,
    HarmToldFactory,
    StrategyDiscussionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.office_hours]
NIGHT, NOON = datetime(2026, 11, 25, 2, 0, tzinfo=UTC), datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MAILBOX = "duty@northcliffe.example"


@pytest.fixture
def on_call() -> User:
    manager = UserFactory(full_name="Ivo Marsh", roles=[Role.TEAM_MANAGER])
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=manager)
    return manager


@pytest.fixture(autouse=True)
def mailbox(settings: Any) -> None:
    settings.DUTY_MAILBOX = MAILBOX


def logged(council: Council, at: datetime, **facts: Any) -> None:
    person = facts.pop("young_person", None) or council.young_person(**facts)
    with time_machine.travel(at, tick=False):
        report_missing(
            actor=council.officer, young_person=person, category="missing", started_at=at - timedelta(hours=3)
        )
        raise_alerts()
        send_outgoing_email()


def to(address: str) -> list[Any]:
    return [message for message in mail.outbox if message.to == [address]]


def test_at_night_both_are_told_at_once(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    assert Alert.objects.filter(user=on_call, stage__kind="new_episode").exists()
    assert len(to(on_call.email)) == 1
    (message,) = to(MAILBOX)
    assert message.subject == "New episode logged"
    assert "It is outside office hours." in message.body
    assert OutgoingEmail.objects.get(address=MAILBOX).reference in message.body


def test_by_day_who_is_on_call_is_not_told_what_duty_is(council: Council, on_call: User) -> None:
    StageRecipients.objects.create(
        kind="new_episode", stage="logged", places=["DUTY"], changed_by=council.administrator, changed_at=NOON
    )
    duty = UserFactory(roles=[Role.DUTY])
    logged(council, NOON)
    assert {alert.user for alert in Alert.objects.all()} == {duty}


def test_by_day_neither_is(council: Council, on_call: User) -> None:
    logged(council, NOON)
    assert not Alert.objects.filter(user=on_call).exists()
    assert not to(MAILBOX)


def test_who_is_on_call_may_open_the_record_while_they_are_missing(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    person = Alert.objects.filter(user=on_call).get().stage.young_person
    model = type(person)
    with time_machine.travel(NIGHT, tick=False):
        assert model.objects.visible_to(User.objects.with_access().get(pk=on_call.pk)).filter(pk=person.pk).exists()
    with time_machine.travel(NIGHT + timedelta(days=7), tick=False):
        later = User.objects.with_access().get(pk=on_call.pk)
        assert not later.is_on_call
        assert not model.objects.visible_to(later).filter(pk=person.pk).exists()


def test_of_a_restricted_record_the_mailbox_learns_the_team_and_whom_to_ring(council: Council, on_call: User) -> None:
    User.objects.filter(pk=council.service_manager.pk).update(full_name="Mo Keane", phone="01632 960101")
    logged(council, NIGHT, is_restricted=True)
    assert not Alert.objects.filter(user=on_call).exists()
    (message,) = to(MAILBOX)
    email = OutgoingEmail.objects.get(address=MAILBOX)
    assert email.reference == ""
    assert council.team.name in message.body
    assert "Reference" not in message.body
    assert "The record is restricted. Ring Mo Keane on 01632 960101." in message.body
    (html, _) = message.alternatives[0]
    for body in (message.body, html):
        assert "/alerts/" not in body
        assert "See who is on call" in body
        assert "/on-call/" in body


def test_what_is_restricted_while_its_email_waits_leaves_for_the_mailbox_as_that(council: Council) -> None:
    person = council.young_person()
    with time_machine.travel(NIGHT, tick=False):
        episode = report_missing(
            actor=council.officer, young_person=person, category="missing", started_at=NIGHT - timedelta(hours=3)
        )
        raise_alerts()
        type(person).objects.filter(pk=person.pk).update(is_restricted=True)
        send_outgoing_email()
    (message,) = to(MAILBOX)
    assert "The record is restricted. Ring" in message.body
    for body in (message.body, message.alternatives[0][0]):
        assert episode.reference not in body
        assert council.team.name in body
    assert OutgoingEmail.objects.get(address=MAILBOX).reference == ""


def test_of_a_restricted_record_the_service_managers_are_told_instead_and_why(council: Council, on_call: User) -> None:
    person = council.young_person(is_restricted=True)
    AccessGrantFactory(young_person=person, user=council.worker)
    EpisodeFactory(young_person=person, started_at=NIGHT - timedelta(hours=3), recorded_at=NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        raise_alerts()
    alert = Alert.objects.get(user=council.service_manager, stage__kind="new_episode")
    assert alert.because == "You are told because the on-call manager may not open this record."


def test_where_nobody_is_on_call_the_service_managers_are_told_and_why(council: Council) -> None:
    logged(council, NIGHT)
    alert = Alert.objects.get(user=council.service_manager)
    assert alert.because == "You are told because nobody is on call this week."
    assert len(to(council.service_manager.email)) == 1


def test_where_somebody_is_on_call_the_service_managers_sleep(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    assert not Alert.objects.filter(user=council.service_manager).exists()


def test_who_is_on_call_and_logs_it_themselves_is_on_call(council: Council) -> None:
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=council.manager)
    person = council.young_person()
    with time_machine.travel(NIGHT, tick=False):
        report_missing(
            actor=council.manager, young_person=person, category="missing", started_at=NIGHT - timedelta(hours=3)
        )
        raise_alerts()
    assert not Alert.objects.filter(user__in=[council.manager, council.service_manager]).exists()


@pytest.mark.parametrize("how", ["demoted", "gone"])
def test_who_is_no_manager_here_any_more_is_not_told(council: Council, on_call: User, how: str) -> None:
    if how == "gone":
        User.objects.filter(pk=on_call.pk).update(ends_on=date(2026, 11, 24))
    else:
        on_call.groups.set(UserFactory(roles=[Role.ANALYST]).groups.all())
    logged(council, NIGHT)
    assert not Alert.objects.filter(user=on_call).exists()
    assert Alert.objects.get(user=council.service_manager).because.endswith("nobody is on call this week.")


def test_who_covers_for_who_is_on_call_is_told_too_and_why(council: Council, on_call: User) -> None:
    today = date(2026, 11, 25)
    Cover.objects.create(
        absent=on_call, cover=council.outsider, first_on=today, last_on=today, said_by=on_call, recorded_at=NOON
    )
    logged(council, NIGHT)
    assert Alert.objects.get(user=council.outsider).because.startswith("You cover for Ivo Marsh until ")
    assert not Alert.objects.filter(user=council.service_manager).exists()


@pytest.mark.parametrize(("at", "is_told"), [(NIGHT, True), (NOON, False)])
def test_duty_is_told_at_night_and_sees_it_on_their_pages_by_day(
    council: Council, on_call: User, at: datetime, is_told: bool
) -> None:
    duty = UserFactory(roles=[Role.DUTY])
    logged(council, at)
    assert Alert.objects.filter(user=duty, stage__kind="new_episode").exists() is is_told
    assert len(to(duty.email)) == int(is_told)


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (datetime(2026, 7, 6, 7, 59, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 8, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 15, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 16, 0, tzinfo=UTC), True),
    ],
)
def test_in_summer_the_office_goes_by_londons_clock(council: Council, at: datetime, is_told: bool) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER])
    for week in (date(2026, 6, 29), date(2026, 7, 6)):
        OnCallWeek.objects.create(week=week, manager=manager)
    logged(council, at)
    assert Alert.objects.filter(user=manager).exists() is is_told
    assert bool(to(MAILBOX)) is is_told


def test_nothing_else_goes_there(council: Council, on_call: User) -> None:
    """The on-call manager may open the record, so that only the rule keeps the alert from them."""
    on_call.groups.add(*council.service_manager.groups.all())
    interview = council.interview()
    due_at_night = interview.due_at.replace(hour=3) + timedelta(days=1)
    OnCallWeek.objects.update(week=on_call_week(due_at_night))
    with time_machine.travel(due_at_night, tick=False):
        assert User.objects.with_access().get(pk=on_call.pk).is_on_call
        raise_alerts()
        send_outgoing_email()
    assert Alert.objects.filter(stage__kind="interview").exists()
    assert not to(MAILBOX)
    assert not Alert.objects.filter(user=on_call).exists()


def test_without_a_mailbox_and_with_nobody_on_call_the_others_are_told(council: Council, settings: Any) -> None:
    settings.DUTY_MAILBOX = ""
    logged(council, NIGHT)
    assert len(to(council.manager.email)) == 1
    assert not OutgoingEmail.objects.filter(to_user=None).exists()


def test_twice_adds_nothing(council: Council, on_call: User) -> None:
    logged(council, NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        raise_alerts()
        send_outgoing_email()
    assert len(to(MAILBOX)) == len(to(on_call.email)) == 1


def comes_back(*users: User) -> None:
    pks = [user.pk for user in users]
    User.objects.filter(pk__in=pks).update(email_bounced_at=NIGHT - timedelta(days=1), email_bounce_said="no such user")


def test_who_is_on_call_and_whose_mail_comes_back_does_not_count_as_told(council: Council, on_call: User) -> None:
    comes_back(on_call)
    logged(council, NIGHT)
    assert Alert.objects.filter(user=on_call).exists()
    alert = Alert.objects.get(user=council.service_manager)
    assert alert.because == "You are told because e-mail to the on-call manager comes back."
    assert len(to(council.service_manager.email)) == 1


def test_where_the_mail_of_all_comes_back_the_chain_goes_on_to_who_is_reached(council: Council) -> None:
    comes_back(council.worker, council.manager, council.officer, council.service_manager)
    logged(council, NOON)
    assert Alert.objects.filter(user=council.manager).exists(), "it is in their bell all the same"
    alert = Alert.objects.get(user=council.administrator, stage__kind="new_episode")
    assert alert.hides_the_case
    assert alert.because == "You are told because e-mail to those who should know of this does not reach them."
    assert "New episode logged" in [message.subject for message in to(council.administrator.email)]


def test_where_one_of_them_is_reached_nobody_else_is_told(council: Council) -> None:
    comes_back(council.worker)
    logged(council, NOON)
    told = {alert.user for alert in Alert.objects.filter(stage__kind="new_episode")}
    assert told == {council.worker, council.manager}


@pytest.mark.parametrize(("missing_now", "is_told"), [(True, True), (False, False)])
def test_a_discussion_of_who_is_missing_now_is_told_at_night_and_not_put_off(
    council: Council, on_call: User, missing_now: bool, is_told: bool
) -> None:
    person, opened_at = council.young_person(), NIGHT - timedelta(hours=72)
    StrategyDiscussionFactory(young_person=person, opened_at=opened_at, alerts_from=opened_at)
    if missing_now:
        logged(council, NIGHT - timedelta(hours=1), young_person=person)
    choose_morning(actor=council.manager, in_the_morning=True)
    with time_machine.travel(NIGHT, tick=False):
        raise_alerts()
        send_outgoing_email()
    assert Alert.objects.filter(user=on_call, stage__kind="strategy").exists() is is_told
    subject = "Strategy discussion neither held nor declined for 72 hours"
    assert (subject in [message.subject for message in to(MAILBOX)]) is is_told
    assert (subject in [message.subject for message in to(council.manager.email)]) is is_told
    alert = Alert.objects.standing().get(user=council.manager, stage__kind="strategy")
    assert AlertRow(alert, NIGHT, "/").may_be_put_off is not is_told


def test_a_discussion_about_harm_is_told_at_night(council: Council, on_call: User) -> None:
    ended = NIGHT - timedelta(days=8)
    episode = EpisodeFactory(
        young_person=council.young_person(),
        started_at=ended - timedelta(days=1),
        returned_at=ended,
        alerts_from=NIGHT + timedelta(days=9),
    )
    opened_at = NIGHT - timedelta(hours=72)
    facts = {"young_person": episode.young_person, "opened_at": opened_at, "alerts_from": opened_at}
    discussion = StrategyDiscussionFactory(**facts)
    HarmToldFactory(episode=episode, told_at=opened_at, discussion=discussion)
    with time_machine.travel(NIGHT, tick=False):
        raise_alerts()
    assert AlertStage.objects.get(kind="strategy", is_overtaken=False).is_at_once
    assert OutgoingEmail.objects.filter(address=MAILBOX, kind="strategy").exists()


def test_who_was_on_call_in_the_week_of_the_sweep_is_told(council: Council) -> None:
    """Not who is on call by the wall clock."""
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=council.outsider)
    matter = Matter("new_episode", "episode:1", NIGHT, (), "E1", None, None, None, (), is_at_once=True)
    with time_machine.travel(NIGHT + timedelta(days=14), tick=False):
        assert Directory([matter], NIGHT)._on_call_manager == council.outsider.pk
        assert Directory([matter], NIGHT + timedelta(days=14))._on_call_manager is None
