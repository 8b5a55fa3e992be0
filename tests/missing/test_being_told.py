"""Who logged an episode reads who is told of it, and who is not: they ring whom the alert does not reach."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from missing.being_told import being_told
from missing.models import Episode
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory
from tests.said import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(db) -> User:
    return UserFactory(roles=[Role.DUTY])


@pytest.fixture
def unallocated(team) -> Episode:
    person = YoungPersonFactory(first_name="Kaiden", last_name="Marsh", team=team, social_worker=None)
    return EpisodeFactory(young_person=person, team=team, social_worker=None)


def test_a_child_without_a_worker_whose_manager_logged_it(client, now, team, manager) -> None:
    person = YoungPersonFactory(team=team, social_worker=None)
    client.force_login(manager)
    typed = {"category": "missing", "started_at": "11:00"}
    page = said(client.post(reverse("missing:log_episode_for", args=[person.reference]), typed, follow=True))
    assert "Nobody else of their team is being told: they have no social worker." in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("duty", "Their worker and manager are being told."),
        ("manager", "Their worker is being told."),
        ("social_worker", "Their manager is being told."),
    ],
)
def test_of_the_worker_and_the_manager_who_did_not_log_it(request, episode, manager, team, social_worker, who, words):
    episode.team, episode.social_worker = team, social_worker
    assert being_told([episode], request.getfixturevalue(who)) == words


def test_where_there_is_no_worker_the_manager_is_told(duty, manager, unallocated) -> None:
    assert being_told([unallocated], duty) == "Their manager is being told: they have no social worker."


def test_a_worker_who_has_left_is_none(duty, manager, unallocated) -> None:
    unallocated.social_worker = UserFactory(roles=[Role.SOCIAL_WORKER], is_active=False)
    assert "they have no social worker" in being_told([unallocated], duty)


def test_of_several_it_says_who_has_none(duty, manager, episode, social_worker, unallocated) -> None:
    episode.social_worker = social_worker
    words = "The workers and managers of each are being told. Kaiden Marsh has no social worker."
    assert being_told([episode, unallocated], duty) == words
