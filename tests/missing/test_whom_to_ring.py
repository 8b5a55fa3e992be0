"""Whose an episode is: while they are not back, of the team and worker of today; once it is over, of those of then."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Team, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from missing.actions import record_found, record_return, record_told, void_episode
from missing.api.episode_answers import EpisodeInList, EpisodeOut
from missing.codes import Category, TellingOf
from missing.models import Episode
from missing.telling import Line, tell_list, with_tell_facts
from people.models import YoungPerson
from tests.factories import EpisodeFactory, TeamFactory, UserFactory

HOUR = timedelta(hours=1)
GONE, BACK = TellingOf.WENT_MISSING, TellingOf.CAME_BACK


@pytest.fixture
def new_team(db) -> Team:
    return TeamFactory(name="Leaving Care")


@pytest.fixture
def left(young_person) -> User:
    """Whose young person it was when the episode began."""
    return young_person.social_worker


@pytest.fixture
def new(new_team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[new_team], full_name="Bryn Cole")


@pytest.fixture
def out(now, young_person, officer) -> Episode:
    at = now - 20 * HOUR
    return EpisodeFactory(
        young_person=young_person,
        started_at=at,
        recorded_at=at,
        logged_by=officer,
        team=young_person.team,
        social_worker=young_person.social_worker,
        reference="E1",
    )


def given(person: YoungPerson, worker: User | None, team: Team | None) -> None:
    person.social_worker, person.team = worker, team
    person.save()


def line(episode: Episode, key: str, of: str = GONE) -> Line | None:
    lines = tell_list(with_tell_facts(Episode.objects.all()).get(pk=episode.pk), of)
    return next((line for line in lines if line.key == key), None)


def shown(client, url: str) -> str:
    return " ".join(client.get(url).text.split())


def test_while_it_lasts_the_pages_name_who_has_them_today(client, officer, young_person, left, new, new_team, out):
    client.force_login(officer)
    for url in (out.get_absolute_url(), reverse("missing:now")):
        given(young_person, left, left.teams.get())
        assert str(left) in shown(client, url)
        given(young_person, new, new_team)
        page = shown(client, url)
        assert "Bryn Cole" in page
        assert "Leaving Care" in page
        assert str(left) not in page
        given(young_person, None, new_team)
        assert "Bryn Cole" not in shown(client, url)


def test_once_it_is_over_the_page_names_who_had_them_then(client, now, officer, young_person, left, new, new_team, out):
    client.force_login(officer)
    given(young_person, new, new_team)
    record_found(actor=officer, episode=out, found_at=now - 2 * HOUR, at=now)
    assert "social worker Bryn Cole" in shown(client, out.get_absolute_url()), "found, and not yet back"
    record_return(actor=officer, episode=out, returned_at=now - HOUR, at=now)
    page = shown(client, out.get_absolute_url())
    assert f"social worker {left}" in page
    assert "social worker Bryn Cole" not in page


def test_a_voided_one_is_of_those_of_then(now, officer, young_person, left, new, new_team, out) -> None:
    given(young_person, new, new_team)
    void_episode(actor=officer, episode=out, reason="Logged twice", at=now)
    found = Episode.objects.get(pk=out.pk)
    assert (found.worker_to_ring, found.team_to_ring) == (left, left.teams.get())


def test_whoever_has_them_now_is_on_the_list_and_who_left_is_not(now, young_person, left, new, new_team, out) -> None:
    raise_alerts(at=now - 20 * HOUR)
    assert line(out, "social_worker").is_alerted
    Episode.objects.update(category=Category.AWAY, missing_from=None)
    given(young_person, new, new_team)
    worker, manager = line(out, "social_worker"), line(out, "team_manager")
    assert (worker.label, worker.is_outstanding) == ("Social worker, Bryn Cole", True)
    assert (manager.label, manager.is_vacant) == ("Team manager, Leaving Care", True)
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[new_team])
    assert not line(out, "team_manager").is_vacant
    given(young_person, None, new_team)
    assert line(out, "social_worker") is None


def test_of_who_is_missing_the_new_worker_is_alerted_and_needs_no_call(now, young_person, new, new_team, out) -> None:
    raise_alerts(at=now - 20 * HOUR)
    given(young_person, new, new_team)
    assert line(out, "social_worker").is_outstanding
    raise_alerts(at=now)
    assert line(out, "social_worker").is_alerted


def test_who_was_told_before_is_not_called_by_the_name_of_who_came_since(
    now, officer, young_person, new, new_team, out
) -> None:
    record_told(actor=officer, episode=out, of=GONE, recipients=["social_worker"], how="phone", at=now)
    assert line(out, "social_worker").label == f"Social worker, {young_person.social_worker}"
    given(young_person, new, new_team)
    assert line(out, "social_worker").label == "Social worker"


def test_that_they_are_back_the_worker_of_today_is_told(now, officer, young_person, left, new, new_team, out) -> None:
    given(young_person, new, new_team)
    record_return(actor=UserFactory(roles=[Role.DUTY]), episode=out, returned_at=now - HOUR, at=now)
    assert line(out, "social_worker", BACK).label == "Social worker, Bryn Cole"
    assert line(out, "social_worker", GONE).label == f"Social worker, {left}"


def test_the_home_page_of_the_new_manager_names_their_team(client, now, young_person, new, new_team, out) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[new_team])
    given(young_person, new, new_team)
    client.force_login(manager)
    assert "Leaving Care" in shown(client, "/")


@pytest.mark.parametrize("url", ["/missing-now/", "/episodes/E1/", "/episodes/E1/told/", "/"])
def test_what_it_costs(client, officer, young_person, new, new_team, out, url, django_assert_max_num_queries) -> None:
    given(young_person, new, new_team)
    client.force_login(officer)
    url = reverse("missing:tell", args=["E1"]) if url.endswith("told/") else url
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url)


def test_the_api_says_the_same(now, officer, young_person, left, new, new_team, out) -> None:
    given(young_person, new, new_team)
    assert EpisodeOut(Episode.objects.get()).data["social_worker"] == new.email
    assert EpisodeInList(Episode.objects.get()).data["team"] == "Leaving Care"
    record_return(actor=officer, episode=out, returned_at=now - HOUR, at=now)
    assert EpisodeInList(Episode.objects.get()).data["social_worker"] == left.email
    assert EpisodeOut(Episode.objects.get()).data["team"] == left.teams.get().name
