"""Whom of our own Safe Return told that an episode was logged: looked up among the alerts that there are."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from missing.actions import record_return
from missing.codes import Category, TellingOf
from missing.models import Episode
from missing.telling import Line, outstanding, tell_list, with_tell_facts
from tests.factories import EpisodeFactory, UserFactory

HOUR = timedelta(hours=1)
GONE = TellingOf.WENT_MISSING


@pytest.fixture
def logged(now, young_person, officer) -> Episode:
    return EpisodeFactory(
        young_person=young_person, started_at=now - HOUR, recorded_at=now, logged_by=officer, out_of_city=True
    )


def waiting(episode: Episode) -> list[Line]:
    return outstanding(with_tell_facts(Episode.objects.all()).get(pk=episode.pk))


def ours(episode: Episode) -> list[str]:
    return [line.label for line in waiting(episode) if line.key in ("social_worker", "team_manager")]


def line_of_the_manager(episode: Episode) -> Line:
    lines = tell_list(with_tell_facts(Episode.objects.all()).get(pk=episode.pk), GONE)
    return next(line for line in lines if line.key == "team_manager")


def test_a_moment_ago_they_are_being_told(now, young_person, logged) -> None:
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    assert ours(logged) == []
    with time_machine.travel(now + timedelta(minutes=10), tick=False):
        assert ours(logged) == ["Social worker, Dana Whit", f"Team manager, {young_person.team.name}"]


def test_who_has_the_alert_is_told_and_who_has_none_is_not(now, young_person, logged) -> None:
    raise_alerts(at=now)
    with time_machine.travel(now + HOUR, tick=False):
        assert ours(logged) == [f"Team manager, {young_person.team.name}"], "there is no manager"


def test_nobody_is_being_told_where_nobody_is(now, young_person, social_worker, logged) -> None:
    User.objects.filter(pk=social_worker.pk).update(is_active=False)
    lines = {line.key: line for line in waiting(logged)}
    assert {"social_worker", "team_manager"} <= lines.keys()
    assert lines["team_manager"].before == f"{young_person.team} has no team manager. Tell another manager."


def test_for_the_manager_of_a_team_without_one_the_service_manager_counts(now, young_person, logged) -> None:
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team], is_active=False)
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Ali")
    line = line_of_the_manager(logged)
    assert (line.is_alerted, line.is_vacant) == (True, True)
    assert line.before.endswith("has no team manager. A service manager is being told instead.")
    raise_alerts(at=now)
    with time_machine.travel(now + HOUR, tick=False):
        assert (
            line_of_the_manager(logged).before == f"{young_person.team} has no team manager. Told instead: Yasmin Ali."
        )
        UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
        assert ours(logged) == [f"Team manager, {young_person.team.name}"], "who came since has no alert"


def test_the_page_says_that_nobody_holds_the_place_and_who_was_told(client, now, young_person, officer, logged) -> None:
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Ali")
    raise_alerts(at=now)
    client.force_login(officer)
    page = " ".join(client.get(reverse("missing:tell", args=[logged.reference])).text.split())
    says = f"Nobody: {young_person.team} has no team manager. Told instead: Yasmin Ali."
    assert f"<dt>Team manager, {young_person.team}</dt> <dd>{says}</dd>" in page


def test_who_is_away_is_told_to_no_service_manager(now, young_person, logged) -> None:
    UserFactory(roles=[Role.SERVICE_MANAGER])
    Episode.objects.update(category=Category.AWAY, missing_from=None)
    assert ours(logged) == [f"Team manager, {young_person.team.name}"]


def test_a_manager_who_was_told_stays_told_when_they_are_back(now, young_person, social_worker, logged):
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    raise_alerts(at=now)
    record_return(actor=social_worker, episode=logged, returned_at=now)
    with time_machine.travel(now + HOUR, tick=False):
        assert line_of_the_manager(logged).is_alerted
    assert manager.alerts.filter(cleared_at=None, stage__kind="new_episode").count() == 0


def test_who_logged_it_knows(now, social_worker, logged) -> None:
    Episode.objects.update(logged_by=social_worker)
    with time_machine.travel(now + HOUR, tick=False):
        assert "Social worker, Dana Whit" not in ours(logged)
