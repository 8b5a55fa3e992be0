"""Logging an episode in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Draft
from accounts.rules import Role
from missing.models import Episode
from people.models import YoungPerson
from tests.factories import EpisodeFactory, UserFactory
from tests.said import in_words, said


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
    assert "Mo Keane on 01902 000001" in in_words(page.text)


def test_adding_is_offered_after_whom_to_ask_and_never_before(client, other_worker, young_person):
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane", phone="01902 000001")
    client.force_login(other_worker)
    add = "Add them to the record and log the episode"
    page = client.get(reverse("missing:log_episode"), {"q": "Jood Farow"}).text
    assert page.index("Jude Farrow</a>") < page.index("None of these? ") < page.index(add)
    assert "Mo Keane" not in page
    page = client.get(reverse("missing:log_episode"), {"q": "Xanthippe Quell"}).text
    page = in_words(page)
    asked = "A restricted record is not shown. If theirs may be one, ask Mo Keane on 01902 000001 before you"
    assert page.index("Nobody found for “Xanthippe Quell”.") < page.index(asked) < page.index("Not on record?")
    YoungPerson.objects.update(is_restricted=True)
    page = client.get(reverse("missing:log_episode"), {"q": "Jood Farow"}).text
    assert page.index("A restricted record may match. Ask Mo Keane") < page.index("It is somebody else? ")
    assert page.index("It is somebody else? ") < page.index(add)


def test_one_letter_is_not_looked_for_and_nobody_is_added_for_it(client, other_worker):
    client.force_login(other_worker)
    page = client.get(reverse("missing:log_episode"), {"q": "k"}).text
    assert "Write two letters or more." in page
    assert "Add them" not in page


def test_an_episode_is_logged_with_a_time_as_people_type_it(client, now, social_worker, young_person):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    client.post(f"/drafts/log_episode:{young_person.pk}/", {"circumstances": "Black coat"})
    assert "Black coat" in client.get(address).text
    answer = client.post(
        address,
        {
            "category": "missing",
            "started_at": "yesterday 22:15",
            "circumstances": "Black coat",
            "draft_since": Draft.objects.get().saved_at.isoformat(),
        },
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


def test_who_was_slower_is_shown_the_first_with_what_they_typed_ready_to_add(client, social_worker, officer, episode):
    Episode.objects.update(logged_by=officer)
    client.force_login(social_worker)
    client.post(f"/drafts/log_entry:{episode.pk}/", {"text": "Rang the home", "kind": "contact"})
    address = reverse("missing:log_episode_for", args=[episode.young_person.reference])
    typed = {"category": "missing", "started_at": "about 11:00", "circumstances": "Sister rang", "reported_by": "Ann"}
    answer = client.post(address, typed | {"reported_to_police_at": "11:30", "police_reference": "WM-9"})
    assert answer.url == episode.get_absolute_url()
    page = client.get(answer.url)
    assert "was logged already by Priya Nair, yesterday 16:00, as E1: this is that episode." in said(page)
    assert (
        "Rang the home\nLogged again: missing since about 23 Nov 2026 11:00. Sister rang Told by Ann. "
        "Police told 23 Nov 2026 11:30. Police reference WM-9.</textarea>"
    ) in page.text
    assert not episode.log.exists()
    assert Draft.objects.get().key == f"log_entry:{episode.pk}"
    kept = page.context["kept"]
    client.post(answer.url, {"text": "Sister rang", "kind": "note", "draft_tab": kept.tab, "draft_since": kept.since})
    assert not Draft.objects.exists()
    assert "Sister rang</textarea>" not in client.get(answer.url).text


def test_who_saw_that_one_is_open_adds_to_it_in_one_go(client, social_worker, episode):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[episode.young_person.reference])
    assert 'name="that_one" value="E1"' in client.get(address).text
    typed = {"category": "missing", "started_at": "now", "circumstances": "Sister rang", "that_one": "E1"}
    answer = client.post(address, typed)
    assert episode.log.get().text == "Logged again: missing since 23 Nov 2026 12:00. Sister rang"
    assert "Added to the log of E1" in said(client.get(answer.url))


def test_what_is_being_added_to_a_log_is_kept_and_nobody_elses(client, now, social_worker, officer, episode):
    client.force_login(social_worker)
    client.post(f"/drafts/log_entry:{episode.pk}/", {"text": "Half a thought", "kind": "seen"})
    page = client.get(episode.get_absolute_url()).text
    assert "Half a thought</textarea>" in page
    assert "Last saved" in page
    client.force_login(officer)
    assert "Half a thought" not in client.get(episode.get_absolute_url()).text


def test_looked_for_in_vain_they_are_added_and_logged(client, now, social_worker, team):
    client.force_login(social_worker)
    page = client.get(reverse("missing:log_episode"), {"q": "lily oakes"}).text
    assert "Nobody found" in page
    address = f"{reverse('people:add')}?then=log_episode&q=lily+oakes"
    assert address.replace("&", "&amp;") in page
    form = client.get(address).text
    assert 'value="Lily"' in form
    assert 'value="Oakes"' in form
    assert "Add and log the episode" in form
    typed = {"first_name": "Lily", "last_name": "Oakes", "date_of_birth": "7/3/2011", "team": team.pk}
    typed["kind_of_record"] = "at_home"
    answer = client.post(address, typed)
    person = YoungPerson.objects.get()
    assert answer.url == reverse("missing:log_episode_for", args=[person.reference])
    assert "Lily Oakes, 15" in client.get(answer.url).text


def test_duty_adds_a_child_of_any_team_and_logs_them(client, now, team):
    client.force_login(UserFactory(roles=[Role.DUTY]))
    address = f"{reverse('people:add')}?then=log_episode&q=lily+oakes"
    typed = {"first_name": "Lily", "last_name": "Oakes", "date_of_birth": "7/3/2011", "team": team.pk}
    typed["kind_of_record"] = "at_home"
    assert client.get(client.post(address, typed).url).status_code == 200


def test_somebody_alike_is_shown_first_and_leads_to_logging_them(client, now, social_worker, team, young_person):
    client.force_login(social_worker)
    address = f"{reverse('people:add')}?then=log_episode&q=jude+faro"
    typed = {"first_name": "Jude", "last_name": "Faro", "date_of_birth": "7/3/2010", "team": team.pk}
    typed["kind_of_record"] = "at_home"
    page = client.post(address, typed).text
    assert "On record already: is it one of these?" in page
    assert f'href="{reverse("missing:log_episode_for", args=[young_person.reference])}"' in page
    assert 'value="Faro"' in page
    answer = client.post(address, typed | {"is_somebody_else": "on"})
    assert answer.url.startswith("/episodes/new/")


@pytest.mark.parametrize("role", [Role.RETURNS_OFFICER, Role.HUB])
def test_whoever_logs_episodes_may_add_whom_they_log(client, now, team, role):
    client.force_login(UserFactory(roles=[role]))
    address = f"{reverse('people:add')}?then=log_episode&q=lily+oakes"
    page = client.get(reverse("missing:log_episode"), {"q": "lily oakes"}).text
    assert address.replace("&", "&amp;") in page
    typed = {"first_name": "Lily", "last_name": "Oakes", "date_of_birth": "7/3/2011", "team": team.pk}
    answer = client.post(address, typed | {"kind_of_record": "at_home"})
    assert answer.url == reverse("missing:log_episode_for", args=[YoungPerson.objects.get().reference])
    client.post(answer.url, {"category": "missing", "started_at": "11:00"})
    assert Episode.objects.get().young_person == YoungPerson.objects.get()


def test_what_is_on_record_is_still_not_theirs_to_change(client, officer, young_person):
    client.force_login(officer)
    assert client.get(reverse("people:details", args=[young_person.reference])).status_code == 403


def test_who_logs_nothing_adds_nobody(client, db):
    client.force_login(UserFactory(roles=[Role.REVIEWING_OFFICER]))
    assert client.get(reverse("people:add")).status_code == 403


def test_a_draft_of_another_child_is_not_mixed_in(client, social_worker):
    client.force_login(social_worker)
    client.post("/drafts/young_person:new:log_episode/", {"first_name": "Rafe", "last_name": "Oakes", "team": ""})
    address = f"{reverse('people:add')}?then=log_episode&q="
    assert 'value="Rafe"' in client.get(address).text
    page = client.get(f"{address}lily+oakes").text
    assert 'value="Lily"' in page
    assert 'value="Rafe"' not in page


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
    page = client.post(address, typed).text
    assert "cannot have been told before" in page
    assert '<details class="govuk-details" open>' in page


def test_when_the_form_comes_back_what_the_police_said_is_not_folded_shut_nor_opened_without_anything_there(
    client, now, social_worker, young_person
):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    assert '<details class="govuk-details" open>' not in client.get(address).text
    for typed in ({"reported_to_police_at": "25:00"}, {"police_risk": "high"}, {"police_reference": "WM-9"}):
        page = client.post(address, {"category": "missing"} | typed).text
        assert page.index('<details class="govuk-details" open>') < page.index("The police have been told"), typed
    assert '<details class="govuk-details" open>' not in client.post(address, {"category": "missing"}).text


def test_back_and_gone_again_says_that_the_one_before_has_ended_and_when(client, now, social_worker, episode):
    client.force_login(social_worker)
    address = reverse("missing:log_episode_for", args=[episode.young_person.reference])
    typed = {"category": "missing", "started_at": "11:30", "came_back_at": "about 10:00", "that_one": "E1"}
    answer = client.post(address, typed, follow=True)
    assert "E1 has ended: back about today 10:00. Nobody else of their team is being told." in said(answer)
