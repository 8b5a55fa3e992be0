"""That somebody is still missing is told at 24, 48 and 72 hours, and never once they are found."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import OnCallWeek
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing.actions import (
    correct_category,
    correct_times,
    now_missing,
    record_death,
    record_found,
    report_missing,
    void_episode,
)
from missing.models import Episode
from tests.alerts.conftest import DAY, DUE, HOUR, Council
from tests.factories import EpisodeFactory, UserFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def missing_since_due(council: Council, **facts: object) -> Episode:
    return EpisodeFactory(
        young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE, **facts
    )


def raised() -> list[str]:
    return list(AlertStage.objects.filter(kind="still_missing").order_by("pk").values_list("stage", flat=True))


@pytest.mark.day_and_night
def test_each_stage_at_its_hour_and_once(council: Council) -> None:
    missing_since_due(council)
    expected = {23: 0, 24: 1, 47: 1, 48: 2, 71: 2, 72: 3, 500: 3}
    for hours, number in expected.items():
        for _ in range(2):
            raise_alerts(at=DUE + hours * HOUR)
        assert len(raised()) == number, hours
    assert raised() == ["after_24", "after_48", "after_72"]


def test_whom_it_tells_and_the_service_manager_at_the_last(council: Council) -> None:
    missing_since_due(council)
    raise_alerts(at=DUE + 24 * HOUR)
    told = {alert.user for alert in Alert.objects.filter(stage__kind="still_missing")}
    assert told == {council.worker, council.manager, council.officer}
    raise_alerts(at=DUE + 72 * HOUR)
    assert Alert.objects.standing().filter(stage__stage="after_72", user=council.service_manager).exists()
    assert not Alert.objects.standing().filter(stage__stage="after_24").exists()


@pytest.mark.day_and_night
def test_found_it_clears_at_once_and_comes_no_more(council: Council) -> None:
    episode = missing_since_due(council)
    raise_alerts(at=DUE + 24 * HOUR)
    with time_machine.travel(DUE + 25 * HOUR, tick=False):
        record_found(actor=council.worker, episode=episode, found_at=DUE + 25 * HOUR)
    assert not Alert.objects.standing().filter(stage__kind="still_missing").exists()
    raise_alerts(at=DUE + 80 * HOUR)
    assert raised() == ["after_24"]


@pytest.mark.day_and_night
def test_found_and_not_yet_back_the_news_that_they_went_ends_too(council: Council) -> None:
    episode = missing_since_due(council)
    raise_alerts(at=DUE + HOUR)
    assert Alert.objects.standing().filter(stage__kind="new_episode").exists()
    record_found(actor=council.worker, episode=episode, found_at=DUE + HOUR, at=DUE + 2 * HOUR)
    assert not Alert.objects.standing().filter(stage__kind="new_episode").exists()
    assert not OutgoingEmail.objects.waiting().filter(kind="new_episode").exists()


def test_who_is_away_is_not_missing_and_the_clock_starts_when_they_become_so(council: Council) -> None:
    episode = missing_since_due(council, category="away", missing_from=None)
    raise_alerts(at=DUE + 90 * HOUR)
    assert raised() == []
    Episode.objects.filter(pk=episode.pk).update(category="missing", missing_from=DUE + 90 * HOUR)
    raise_alerts(at=DUE + 114 * HOUR - SECOND)
    assert raised() == []
    raise_alerts(at=DUE + 114 * HOUR)
    assert raised() == ["after_24"]


def test_one_from_a_case_file_tells_of_nothing_before_it_was_taken_in(council: Council) -> None:
    missing_since_due(council, source="imported")
    Episode.objects.update(alerts_from=DUE + 50 * HOUR)
    raise_alerts(at=DUE + 60 * HOUR)
    assert raised() == []
    raise_alerts(at=DUE + 72 * HOUR)
    assert raised() == ["after_72"]


def unsent() -> int:
    return OutgoingEmail.objects.waiting().filter(kind="still_missing").count()


def standing() -> bool:
    return Alert.objects.standing().filter(stage__kind="still_missing").exists()


def test_logged_in_error_and_voided_takes_everything_back(council: Council) -> None:
    episode = missing_since_due(council)
    raise_alerts(at=DUE + 24 * HOUR)
    assert unsent() == 3
    with time_machine.travel(DUE + 25 * HOUR, tick=False):
        void_episode(actor=council.worker, episode=episode, reason="Another child")
    assert (standing(), unsent()) == (False, 0)
    raise_alerts(at=DUE + 80 * HOUR)
    assert not AlertStage.objects.standing().filter(kind="still_missing").exists()
    assert raised() == ["after_24"]


@pytest.mark.day_and_night
def test_since_when_corrected_takes_the_stages_back_and_they_come_at_the_right_hour(council: Council) -> None:
    episode = away_then_missing(council)
    raise_alerts(at=DUE + 30 * HOUR)
    assert raised() == ["after_24"]
    with time_machine.travel(DUE + 31 * HOUR, tick=False):
        correct_times(
            actor=council.worker,
            episode=episode,
            reason="Seen at school",
            started_at=DUE,
            missing_from=DUE + 20 * HOUR,
        )
    raise_alerts(at=DUE + 31 * HOUR)
    assert (standing(), unsent()) == (False, 0)
    raise_alerts(at=DUE + 44 * HOUR - SECOND)
    assert not standing()
    raise_alerts(at=DUE + 44 * HOUR)
    assert standing()
    stage = AlertStage.objects.standing().get(kind="still_missing")
    assert (stage.stage, stage.due_at) == ("after_24", DUE + 20 * HOUR)


def away_then_missing(council: Council) -> Episode:
    """Away since DUE, and from six hours later on nobody knew where."""
    episode = missing_since_due(council, category="away", missing_from=None)
    with time_machine.travel(DUE + 7 * HOUR, tick=False):
        return now_missing(actor=council.worker, episode=episode, since=DUE + 6 * HOUR, note="Left the flat")


@pytest.mark.day_and_night
def test_who_has_died_is_missed_no_more(council: Council) -> None:
    episode = missing_since_due(council)
    raise_alerts(at=DUE + 24 * HOUR)
    with time_machine.travel(DUE + 30 * HOUR, tick=False):
        record_death(
            actor=council.manager,
            young_person=episode.young_person,
            died_on=(DUE + 29 * HOUR).date(),
            found_at=DUE + 29 * HOUR,
        )
    assert (standing(), unsent()) == (False, 0)
    raise_alerts(at=DUE + 80 * HOUR)
    assert raised() == ["after_24"]


def test_who_turns_18_while_missing_is_told_of_still(council: Council) -> None:
    """The count of children ends at 18; the danger does not."""
    born = (DUE + 30 * HOUR).date().replace(year=2008)
    episode = EpisodeFactory(
        young_person=council.young_person(date_of_birth=born), started_at=DUE, recorded_at=DUE, alerts_from=DUE
    )
    for hours in (24, 48, 72):
        raise_alerts(at=DUE + hours * HOUR)
    assert episode.young_person.age_at(DUE + 48 * HOUR) == 18
    assert raised() == ["after_24", "after_48", "after_72"]
    assert standing()


@pytest.mark.day_and_night
def test_missing_then_away_then_missing_counts_from_the_last_time(council: Council) -> None:
    episode = missing_since_due(council)
    raise_alerts(at=DUE + 48 * HOUR)
    assert raised() == ["after_24", "after_48"]
    with time_machine.travel(DUE + 50 * HOUR, tick=False):
        correct_category(actor=council.worker, episode=episode, category="away", reason="They were at an aunt's")
    raise_alerts(at=DUE + 73 * HOUR)
    assert (standing(), unsent()) == (False, 0)
    with time_machine.travel(DUE + 74 * HOUR, tick=False):
        now_missing(actor=council.worker, episode=episode, since=DUE + 74 * HOUR, note="Left the aunt")
    raise_alerts(at=DUE + 98 * HOUR - SECOND)
    assert not standing()
    raise_alerts(at=DUE + 98 * HOUR)
    stage = AlertStage.objects.standing().get(kind="still_missing")
    assert (stage.stage, stage.due_at) == ("after_24", DUE + 74 * HOUR)


@pytest.mark.office_hours
def test_at_night_it_goes_to_who_is_on_call_and_to_the_duty_mailbox_and_by_day_to_neither(
    council: Council, settings: Any
) -> None:
    settings.DUTY_MAILBOX = "duty@northcliffe.example"
    on_call = UserFactory(full_name="Ivo Marsh", roles=[Role.TEAM_MANAGER])
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=on_call)
    noon, night = datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 26, 2, tzinfo=UTC)
    for start in (noon - DAY, night - DAY):
        person = council.young_person()
        with time_machine.travel(start, tick=False):
            report_missing(actor=council.worker, young_person=person, category="missing", started_at=start)
    told = {}
    for at in (noon, night):
        with time_machine.travel(at, tick=False):
            raise_alerts()
        told[at] = set(
            OutgoingEmail.objects.filter(kind="still_missing", stage__stage="after_24", created_at=at).values_list(
                "address", flat=True
            )
        )
    outside = {on_call.email, settings.DUTY_MAILBOX}
    assert told[noon] & outside == set()
    assert told[night] >= outside | {council.worker.email}
