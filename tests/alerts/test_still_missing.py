"""That somebody is still missing is told at 24, 48 and 72 hours, and never once they are found."""

from datetime import timedelta

import pytest
import time_machine

from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage
from missing.actions import record_found
from missing.models import Episode
from tests.alerts.conftest import DUE, HOUR, Council
from tests.factories import EpisodeFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def missing_since_due(council: Council, **facts: object) -> Episode:
    return EpisodeFactory(
        young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE, **facts
    )


def raised() -> list[str]:
    return list(AlertStage.objects.filter(kind="still_missing").order_by("pk").values_list("stage", flat=True))


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


def test_found_it_clears_at_once_and_comes_no_more(council: Council) -> None:
    episode = missing_since_due(council)
    raise_alerts(at=DUE + 24 * HOUR)
    with time_machine.travel(DUE + 25 * HOUR, tick=False):
        record_found(actor=council.worker, episode=episode, found_at=DUE + 25 * HOUR)
    assert not Alert.objects.standing().filter(stage__kind="still_missing").exists()
    raise_alerts(at=DUE + 80 * HOUR)
    assert raised() == ["after_24"]


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
