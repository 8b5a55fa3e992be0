"""The band at the top of an episode: four facts and the buttons of now, and the way back from a wrong return."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.rules import Role
from missing.models import Episode
from tests.factories import EpisodeFactory, StrategyDiscussionFactory, UserFactory, put_declined

HOUR = timedelta(hours=1)


@pytest.fixture
def back(now, young_person) -> Episode:
    return EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, returned=True)


def facts(page) -> list[tuple[str, str]]:
    return [(fact["label"], str(fact["value"])) for fact in page.context["facts"]]


def test_an_open_episode_has_four_facts_two_buttons_and_the_rest_as_links(client, now, social_worker, episode):
    client.force_login(social_worker)
    page = client.get(episode.get_absolute_url())
    assert [label for label, _ in facts(page)] == ["Missing for", "Since", "Police", "Still to be told"]
    assert [action["label"] for action in page.context["actions"]] == ["Record return", "Page for the police"]
    assert [way["label"] for way in page.context["more"]] == ["Back and gone again", "What the police say"]


def test_a_strategy_discussion_that_is_due_stands_before_who_is_to_be_told(client, now, social_worker, episode):
    discussion = StrategyDiscussionFactory(young_person=episode.young_person)
    client.force_login(social_worker)
    fact = client.get(episode.get_absolute_url()).context["facts"][3]
    assert (fact["label"], fact["url"]) == ("Strategy discussion", discussion.get_absolute_url())


def test_who_finds_that_the_child_is_not_there_says_so_beside_the_return(client, now, social_worker, back):
    client.force_login(social_worker)
    actions = client.get(back.get_absolute_url()).context["actions"]
    (not_back,) = [action for action in actions if action["label"] == "Not back after all"]
    assert not_back["url"] == f"{reverse('missing:correct_ending', args=[back.reference])}?how=not_back"
    form = client.get(not_back["url"]).context["form"]
    assert form["how"].value() == "not_back"
    assert client.post(not_back["url"], {"how": "not_back", "reason": "His bed is empty"}).status_code == 302
    assert Episode.objects.missing_now().get() == back


def test_of_who_was_found_it_is_that_they_are_not_found(client, now, social_worker, episode):
    Episode.objects.update(found_at=now - HOUR, end_recorded_at=now)
    client.force_login(social_worker)
    page = client.get(episode.get_absolute_url())
    assert "Not found after all" in [way["label"] for way in page.context["more"]]


def test_it_is_not_offered_to_who_may_not_correct_it(client, now, social_worker, officer, interview):
    put_declined(type(interview).objects.all(), now)
    episode = interview.episode
    for user, is_offered in ((social_worker, False), (officer, True)):
        client.force_login(user)
        assert ("Not back after all" in client.get(episode.get_absolute_url()).text) == is_offered
    reader = UserFactory(roles=[Role.DIRECTOR])
    client.force_login(reader)
    assert "Not back after all" not in client.get(episode.get_absolute_url()).text


def test_what_is_no_first_need_is_folded_on_a_telephone(client, now, social_worker, episode):
    client.force_login(social_worker)
    page = client.get(episode.get_absolute_url()).text
    for title in ("Who was told", "This year", "Where they lived then"):
        assert f"<summary><h2>{title}</h2></summary>" in page
