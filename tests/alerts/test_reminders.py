"""An alert put off until tomorrow leaves the bell, and comes back once, unless its matter was dealt with."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from alerts import sources
from alerts.actions import (
    SweepIncomplete,
    choose_morning,
    clear_alerts,
    mark_read,
    raise_alerts,
    remind_tomorrow,
    reminding,
    show_now,
)
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import record_found
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.alerts.conftest import DUE, HOUR, Council
from tests.factories import EpisodeFactory, StrategyDiscussionFactory

pytestmark = pytest.mark.django_db
TOMORROW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def managers_alert(council: Council) -> Alert:
    council.interview()
    raise_alerts(at=DUE)
    send_outgoing_email(at=DUE)
    mail.outbox.clear()
    return Alert.objects.get(user=council.manager)


def unread(council: Council) -> int:
    return Alert.objects.visible_to(council.manager).unread().count()


def test_it_is_gone_until_tomorrow_and_then_back_with_one_email(council: Council) -> None:
    alert = managers_alert(council)
    assert remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR) == TOMORROW
    assert unread(council) == 0
    raise_alerts(at=TOMORROW - MINUTE)
    assert unread(council) == 0
    for _ in range(2):
        raise_alerts(at=TOMORROW)
        send_outgoing_email(at=TOMORROW)
    assert unread(council) == 1
    (message,) = [message for message in mail.outbox if message.to == [council.manager.email]]
    assert message.subject == "Return home interview due now"
    assert "You asked to be reminded of it today." in message.body


def test_what_was_dealt_with_does_not_come_back(council: Council) -> None:
    alert = managers_alert(council)
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    council.settle(alert.stage.subject_key, DUE + 2 * HOUR)
    raise_alerts(at=TOMORROW)
    assert unread(council) == 0
    with pytest.raises(ActionRefused, match="This has been dealt with meanwhile"):
        remind_tomorrow(actor=council.manager, alert=alert, at=TOMORROW)


def test_one_read_before_can_be_put_off_and_one_put_off_twice_comes_back_once(council: Council) -> None:
    alert = managers_alert(council)
    mark_read(actor=council.manager, alert=alert, at=DUE)
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    raise_alerts(at=TOMORROW)
    assert unread(council) == 1


def test_missing_is_not_put_off(council: Council, client: Client) -> None:
    EpisodeFactory(young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    raise_alerts(at=DUE)
    alert = Alert.objects.get(user=council.manager)
    with pytest.raises(ActionRefused, match="Missing and harm are not put off"):
        remind_tomorrow(actor=council.manager, alert=alert, at=DUE)
    client.force_login(council.manager)
    assert "Remind me tomorrow" not in client.get(reverse("alerts:alerts")).content.decode()


def test_the_button_on_the_page(council: Council, client: Client) -> None:
    alert = managers_alert(council)
    client.force_login(council.manager)
    assert "Remind me tomorrow" in client.get(reverse("alerts:alerts")).content.decode()
    said = client.post(reverse("alerts:put_off", args=[alert.pk]), follow=True).content.decode()
    assert "You are reminded of it tomorrow 07:30." in said
    assert "You have read everything." in said
    assert "Put off until tomorrow 07:30" in client.get(reverse("alerts:alerts") + "?show=all").content.decode()


def test_what_was_put_off_is_listed_and_taken_back(council: Council, client: Client) -> None:
    alert = managers_alert(council)
    client.force_login(council.manager)
    listed = reverse("alerts:alerts") + "?show=put_off"
    assert "You have put nothing off." in client.get(listed).content.decode()
    client.post(reverse("alerts:put_off", args=[alert.pk]))
    page = client.get(listed).content.decode()
    assert "Put off <b>1</b>" in page
    assert "Put off until tomorrow 07:30" in page
    assert "Show it now" in page
    said = client.post(reverse("alerts:show_now", args=[alert.pk]), follow=True).content.decode()
    assert "It is back among those to read." in said
    assert "Remind me tomorrow" in said
    mail.outbox.clear()
    raise_alerts(at=TOMORROW)
    assert unread(council) == 1
    assert not OutgoingEmail.objects.filter(dedupe_key__startswith="reminder").exists()


def test_what_is_not_put_off_or_was_dealt_with_is_not_taken_back(council: Council, client: Client) -> None:
    alert = managers_alert(council)
    mark_read(actor=council.manager, alert=alert, at=DUE)
    show_now(actor=council.manager, alert=alert)
    assert unread(council) == 0
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    clear_alerts(kind="interview", subject_key=alert.stage.subject_key, at=DUE + 2 * HOUR)
    client.force_login(council.manager)
    said = client.post(reverse("alerts:show_now", args=[alert.pk]), follow=True).content.decode()
    assert "This has been dealt with meanwhile." in said
    client.force_login(council.outsider)
    assert client.post(reverse("alerts:show_now", args=[alert.pk])).status_code == 404


def test_somebody_elses_alert_is_not_there(council: Council, client: Client) -> None:
    alert = managers_alert(council)
    client.force_login(council.worker)
    assert client.post(reverse("alerts:put_off", args=[alert.pk])).status_code == 404


def test_it_takes_back_the_email_that_still_waits(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    council.interview()
    raise_alerts(at=DUE)
    remind_tomorrow(actor=council.manager, alert=Alert.objects.get(user=council.manager), at=DUE + HOUR)
    raise_alerts(at=TOMORROW)
    send_outgoing_email(at=TOMORROW)
    (message,) = [message for message in mail.outbox if message.to == [council.manager.email]]
    assert message.subject == "Your alerts this morning: 1"
    assert message.body.count("Return home interview due now") == 1
    assert "You asked to be reminded of it today." in message.body


def test_who_lost_sight_of_the_record_is_not_reminded(council: Council) -> None:
    alert = managers_alert(council)
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    YoungPerson.objects.update(is_restricted=True)
    raise_alerts(at=TOMORROW)
    send_outgoing_email(at=TOMORROW)
    assert [message for message in mail.outbox if message.to == [council.manager.email]] == []
    assert unread(council) == 0


def test_what_waits_says_since_when(council: Council) -> None:
    StrategyDiscussionFactory(young_person=council.young_person(), opened_at=DUE, due_at=DUE + timedelta(days=3))
    raise_alerts(at=DUE)
    alert = Alert.objects.get(user=council.manager)
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    raise_alerts(at=TOMORROW)
    text = OutgoingEmail.objects.get(to_user=council.manager, dedupe_key__startswith="remind:").text
    assert "Since: Thursday 19 November 2026 at 17:00" in text
    assert "Due:" not in text


def test_while_they_are_missing_again_it_stays_put_off_and_comes_back_with_them(council: Council) -> None:
    alert = managers_alert(council)
    interview = ReturnInterview.objects.get()
    remind_tomorrow(actor=council.manager, alert=alert, at=DUE + HOUR)
    again = EpisodeFactory(
        young_person=interview.episode.young_person, started_at=DUE + 2 * HOUR, alerts_from=DUE + 2 * HOUR
    )
    raise_alerts(at=TOMORROW)
    send_outgoing_email(at=TOMORROW)
    alert.refresh_from_db()
    assert (alert.remind_at, alert.cleared_at) == (TOMORROW, None)
    assert "Return home interview due now" not in [message.subject for message in mail.outbox]
    with time_machine.travel(TOMORROW + HOUR, tick=False):
        record_found(actor=council.worker, episode=again, found_at=TOMORROW + HOUR)
    raise_alerts(at=TOMORROW + HOUR)
    alert.refresh_from_db()
    assert alert.remind_at is None


def test_one_whose_email_cannot_be_written_keeps_no_other_back_and_is_not_lost(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = managers_alert(council)
    good = Alert.objects.get(user=council.officer)
    for alert in (bad, good):
        remind_tomorrow(actor=alert.user, alert=alert, at=DUE + HOUR)

    def write(alert: Alert, *facts: Any) -> OutgoingEmail:
        if alert == bad:
            raise ValueError("a fault of ours")
        return written(alert, *facts)

    written = reminding.reminder_email
    monkeypatch.setattr(reminding, "reminder_email", write)
    for _ in range(2):
        with pytest.raises(SweepIncomplete, match="bring back"):
            raise_alerts(at=TOMORROW)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.remind_at, bad.remind_at) == (None, TOMORROW)
    monkeypatch.setattr(reminding, "reminder_email", written)
    raise_alerts(at=TOMORROW + MINUTE)
    bad.refresh_from_db()
    assert bad.remind_at is None
    reminders = OutgoingEmail.objects.filter(dedupe_key__startswith="remind:")
    assert {email.to_user for email in reminders} == {council.manager, council.officer}


def test_what_a_source_without_a_pause_put_off_comes_back_while_they_are_missing_again(council: Council) -> None:
    """What is to be done after an interview may be what finds them."""
    assert sources.source_of("follow_up").paused(DUE).count() == 0


def test_the_contact_after_a_declined_interview_pauses_too(council: Council) -> None:
    declined = {"outcome": "declined", "reason": "No", "outcome_at": DUE, "outcome_recorded_at": DUE}
    interview = council.interview(**declined, contact_due_on=DUE.date(), alerts_from=DUE - 30 * HOUR)
    again = EpisodeFactory(young_person=interview.episode.young_person, started_at=DUE - HOUR, alerts_from=DUE - HOUR)
    raise_alerts(at=DUE + 24 * HOUR)
    assert not AlertStage.objects.filter(kind="contact").exists()
    with time_machine.travel(DUE + 25 * HOUR, tick=False):
        record_found(actor=council.worker, episode=again, found_at=DUE + 25 * HOUR)
    raise_alerts(at=DUE + 25 * HOUR)
    assert AlertStage.objects.filter(kind="contact", stage="overdue").exists()
