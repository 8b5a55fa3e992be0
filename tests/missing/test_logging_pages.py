"""Logging an episode in the browser."""

from datetime import timedelta

from django.urls import reverse

from accounts.models import Draft
from accounts.rules import Role
from missing.models import Episode
from tests.factories import EpisodeFactory, UserFactory
from tests.said import said


def test_a_misspelt_name_is_found_with_whether_they_are_missing_already(client, social_worker, episode):
    client.force_login(social_worker)
    page = client.get(reverse("missing:log_episode"), {"q": "jude faro"})
    assert "Jude Farrow" in page.text
    assert "Missing already: open it" in page.text
    assert reverse("missing:episode", args=["E1"]) in page.text


def test_search_while_typing_answers_with_the_list_alone(client, social_worker, young_person):
    client.force_login(social_worker)
    page = client.get(reverse("missing:log_episode"), {"q": young_person.reference}, headers={"HX-Request": "true"})
    assert "<html" not in page.text
    assert reverse("missing:log_episode_for", args=[young_person.reference]) in page.text


def test_another_teams_worker_may_log_for_anyone_but_a_restricted_record(client, other_worker, young_person):
    client.force_login(other_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    assert client.get(address).status_code == 200
    young_person.is_restricted = True
    young_person.save()
    assert client.get(address).status_code == 404


def test_a_search_that_may_match_a_restricted_record_says_whom_to_ring(client, other_worker, young_person):
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane", phone="01902 000001")
    young_person.is_restricted = True
    young_person.save()
    client.force_login(other_worker)
    page = client.get(reverse("missing:log_episode"), {"q": "Jude Farrow"})
    assert "Jude Farrow</a>" not in page.text
    assert "Mo Keane on 01902 000001" in page.text


def test_an_episode_is_logged_with_a_time_as_people_type_it(client, now, social_worker, young_person):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    client.post(f"/drafts/log_episode:{young_person.pk}/", {"circumstances": "Black coat"})
    assert "Black coat" in client.get(address).text
    answer = client.post(
        address, {"category": "missing", "started_at": "yesterday 22:15", "circumstances": "Black coat"}
    )
    episode = Episode.objects.get()
    assert answer.url == episode.get_absolute_url()
    assert episode.started_at == now - timedelta(hours=13, minutes=45)
    assert not Draft.objects.exists()


def test_bad_input_is_said_beside_its_field_and_nothing_typed_is_lost(client, now, social_worker, young_person):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    page = client.post(address, {"category": "missing", "started_at": "22:15", "circumstances": "Black <coat>"})
    assert "22:15 today has not come yet. If it was yesterday, write yesterday 22:15." in page.text
    assert "Black &lt;coat&gt;" in page.text
    assert 'value="22:15"' in page.text
    assert not Episode.objects.exists()


def test_the_second_to_log_is_shown_the_first_and_adds_to_it(client, social_worker, episode):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[episode.young_person.reference])
    answer = client.post(
        address, {"category": "missing", "started_at": "now", "circumstances": "Sister rang", "reported_by": "Ann"}
    )
    assert answer.url == episode.get_absolute_url()
    assert episode.log.get().text == "Logged again: missing since Today, 12:00. Sister rang Told by Ann."
    assert "was logged already, as E1" in said(client.get(answer.url))


def test_a_refused_time_is_said_beside_it(client, now, social_worker, young_person):
    EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=30), returned=True)
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    page = client.post(address, {"category": "missing", "started_at": "yesterday 10:00"})
    assert "This overlaps with their episode" in page.text


def test_police_told_before_it_started_is_refused(client, now, social_worker, young_person):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    typed = {"category": "missing", "started_at": "11:00", "reported_to_police_at": "10:00"}
    assert "cannot have been told before" in client.post(address, typed).text
