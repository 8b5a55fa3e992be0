"""One e-mail of a morning: it waits for what was put off until then, and leaves out what is paused."""

import pytest

from alerts.actions import choose_morning, raise_alerts, remind_tomorrow
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import record_return
from missing.models import Episode, ReturnInterview
from tests.alerts.conftest import DAY, DUE, HOUR, Council
from tests.alerts.test_grouping import (
    MINUTE,
    MORNING_AFTER_DUE,
    away_for_a_moment,
    due_of_one_young_person,
    mailed_to,
    sweep,
)
from tests.factories import EpisodeFactory

pytestmark = pytest.mark.django_db


def put_off_and_one_more(council: Council) -> None:
    """The manager, who reads in the morning, put one alert off; another about the same young person waits."""
    person = due_of_one_young_person(council)
    sweep(DUE)
    remind_tomorrow(actor=council.manager, alert=Alert.objects.get(user=council.manager), at=DUE + HOUR)
    choose_morning(actor=council.manager, in_the_morning=True)
    away_for_a_moment(person, DUE + 2 * HOUR - 3 * DAY)
    raise_alerts(at=DUE + 2 * HOUR)


def test_the_morning_waits_for_the_sweep_that_brings_back_what_was_put_off(council: Council) -> None:
    put_off_and_one_more(council)
    before = len(mailed_to(council.manager))
    send_outgoing_email(at=MORNING_AFTER_DUE)
    assert len(mailed_to(council.manager)) == before
    sweep(MORNING_AFTER_DUE)
    assert mailed_to(council.manager)[before:] == ["Your alerts this morning: 2"]


def test_and_not_for_long(council: Council) -> None:
    put_off_and_one_more(council)
    before = len(mailed_to(council.manager))
    for minutes in range(6):
        assert len(mailed_to(council.manager)) == before
        send_outgoing_email(at=MORNING_AFTER_DUE + minutes * MINUTE)
    assert mailed_to(council.manager)[before:] == ["Your alerts this morning: 1"]


def gone_again(interview: ReturnInterview) -> Episode:
    at = DUE + HOUR
    return EpisodeFactory(
        young_person=interview.episode.young_person, started_at=at, recorded_at=at, alerts_from=at + 365 * DAY
    )


def test_of_who_is_missing_again_by_then_no_interview_is_said_to_be_due(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    council.interview()
    second = council.interview()
    raise_alerts(at=DUE)
    episode = gone_again(second)
    sweep(MORNING_AFTER_DUE)
    assert mailed_to(council.manager) == ["Your alerts this morning: 1"]
    record_return(
        actor=council.officer, episode=episode, returned_at=MORNING_AFTER_DUE + HOUR, at=MORNING_AFTER_DUE + HOUR
    )
    sweep(MORNING_AFTER_DUE + 2 * HOUR)
    assert len(mailed_to(council.manager)) == 1
    send_outgoing_email(at=MORNING_AFTER_DUE + DAY)
    assert mailed_to(council.manager)[1:] == ["Your alerts this morning: 1"], "it comes once they are back"


def test_nor_by_the_hour(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    gone_again(interview)
    send_outgoing_email(at=DUE + HOUR)
    assert mailed_to(council.manager) == []
    assert OutgoingEmail.objects.get(to_user=council.manager, kind="interview").next_try_at == DUE + 2 * HOUR
