"""What counts as missing and harm, and so wakes somebody, is asked of each record and not of its kind alone."""

from datetime import timedelta

import pytest
import time_machine

from accounts.models import User
from alerts.actions import raise_alerts
from alerts.groups import MISSING_AND_HARM, TO_KNOW
from alerts.models import Alert
from alerts.outbox import send_outgoing_email
from missing.actions import now_missing, report_missing
from tests.alerts.conftest import Council
from tests.alerts.test_out_of_hours import MAILBOX, NIGHT, NOON, mailbox, on_call, to
from tests.factories import EpisodeFactory, HarmToldFactory

pytestmark = [pytest.mark.django_db, pytest.mark.office_hours]
__all__ = ["mailbox", "on_call"]


@pytest.mark.parametrize("category", ["curfew", "away"])
def test_nobody_is_woken_by_who_is_late_back_or_away_until_they_are_missing(
    council: Council, on_call: User, category: str
) -> None:
    person = council.young_person()
    with time_machine.travel(NIGHT, tick=False):
        episode = report_missing(
            actor=council.officer, young_person=person, category=category, started_at=NIGHT - timedelta(minutes=30)
        )
        raise_alerts()
        send_outgoing_email()
        assert to(council.worker.email)
        assert not to(MAILBOX)
        assert not to(on_call.email)
        manager = User.objects.with_access().get(pk=council.manager.pk)
        (alert,) = Alert.objects.visible_to(manager).standing().most_urgent_first(NIGHT)
        assert alert.group == TO_KNOW
    later = NIGHT + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        now_missing(actor=council.officer, episode=episode, since=later)
        raise_alerts()
        send_outgoing_email()
    assert [message.subject for message in to(MAILBOX)] == ["Missing now, where they are is not known any more"]
    assert to(on_call.email)


def test_a_discussion_about_harm_stands_under_missing_and_harm(council: Council) -> None:
    episode = EpisodeFactory(
        young_person=council.young_person(),
        started_at=NOON - timedelta(days=3),
        returned_at=NOON - timedelta(days=2),
        alerts_from=NOON + timedelta(days=365),
    )
    HarmToldFactory(episode=episode, told_at=NOON, by=council.officer)
    raise_alerts(at=NOON + timedelta(hours=30))
    alerts = (
        Alert.objects.visible_to(User.objects.with_access().get(pk=council.manager.pk))
        .standing()
        .filter(stage__kind="strategy")
    )
    assert [alert.group for alert in alerts.most_urgent_first(NOON)] == [MISSING_AND_HARM]
