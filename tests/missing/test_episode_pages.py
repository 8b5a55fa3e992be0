"""Who is missing now, the open episode and its log, the return."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.rules import Role
from missing.actions import add_to_log, correct_category, now_missing, record_return
from missing.codes import Category, LogKind
from missing.models import Episode, LogEntry, ReturnInterview
from people.models import ReadLog
from tests.factories import PersonAroundFactory, UserFactory

HOUR = timedelta(hours=1)


def test_missing_now_shows_who_how_long_and_the_last_line(client, social_worker, episode):
    client.force_login(social_worker)
    client.post(episode.get_absolute_url(), {"text": "Seen at the bus station", "kind": "seen"})
    page = client.get(reverse("missing:now"))
    for words in ("Jude Farrow", "20 hours", "Seen at the bus station", "Record return"):
        assert words in page.text


@pytest.mark.parametrize("kind", [LogKind.VOIDED, LogKind.CORRECTED, LogKind.PLACED, LogKind.INTERVIEW])
def test_the_last_line_is_of_the_young_person_and_not_of_the_record(client, now, social_worker, episode, kind):
    about = {"episode": episode, "by": social_worker}
    LogEntry.objects.create(kind=LogKind.SEEN, text="Walked out", at=now - HOUR, recorded_at=now - HOUR, **about)
    LogEntry.objects.create(kind=kind, text="Put back. The two records are two.", at=now, recorded_at=now, **about)
    client.force_login(social_worker)
    page = client.get(reverse("missing:now")).text
    assert "Walked out" in page
    assert "Put back." not in page


def test_a_line_of_long_before_the_episode_is_asked_about_beside_its_time(client, now, social_worker, episode):
    client.force_login(social_worker)
    typed = {"text": "Seen at the bus station", "kind": "seen"}
    page = client.post(episode.get_absolute_url(), typed | {"at": "20 Nov 15:00"}).text
    assert "20 November 2026 is more than a day before this began (yesterday 16:00). Look at the date." in page
    assert "Seen at the bus station" in page, "what was typed stays"
    assert not episode.log.exists()
    client.post(episode.get_absolute_url(), typed | {"at": "21 Nov 16:00"})
    assert episode.log.get().at == episode.started_at - timedelta(days=1)


def test_a_category_put_right_is_of_the_record_and_one_that_changed_of_the_young_person(
    client, now, manager, social_worker, episode
):
    with time_machine.travel(now - HOUR, tick=False):
        add_to_log(actor=social_worker, episode=episode, kind=LogKind.SEEN, text="Walked out")
    about = {"actor": manager, "episode": episode, "at": now - HOUR / 2}
    correct_category(category=Category.AWAY, reason="A slip of mine", **about)
    client.force_login(social_worker)
    page = client.get(reverse("missing:now")).text
    assert "Walked out" in page
    assert "from the start" not in page
    now_missing(actor=social_worker, episode=episode, since=now - HOUR / 2, note="Rang from a train", at=now)
    assert "Rang from a train" in client.get(reverse("missing:now")).text


def test_nobody_missing_is_said_with_the_last_return(client, social_worker, interview):
    client.force_login(social_worker)
    page = client.get(reverse("missing:now"))
    assert "Nobody is missing now." in page.text
    assert "The last one came back" in page.text


def test_a_restricted_child_is_a_count_and_whom_to_ask(client, officer, episode):
    episode.young_person.is_restricted = True
    episode.young_person.save()
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane")
    client.force_login(officer)
    page = client.get(reverse("missing:now"))
    assert "Jude" not in page.text
    assert "1 restricted:" in page.text
    assert "Mo Keane" in page.text


def test_anybody_who_logs_sees_an_open_episode_but_not_a_closed_one(client, other_worker, episode, interview):
    client.force_login(other_worker)
    assert client.get(episode.get_absolute_url()).status_code == 200
    assert client.get(interview.episode.get_absolute_url()).status_code == 404


def test_a_log_line_is_added_or_refused_beside_the_words(client, social_worker, episode):
    client.force_login(social_worker)
    page = client.post(episode.get_absolute_url(), {"text": "Rang home", "kind": "contact", "at": "25:00"})
    assert "not a time of day" in page.text
    assert "Rang home" in page.text
    answer = client.post(episode.get_absolute_url(), {"text": "Rang home", "kind": "contact", "at": "11:30"})
    assert answer.status_code == 302
    assert episode.log.get().text == "Rang home"


def test_a_read_is_in_the_log_once_a_page(client, social_worker, episode):
    client.force_login(social_worker)
    client.get(episode.get_absolute_url())
    read = ReadLog.objects.get()
    assert (read.user, read.young_person, read.page) == (social_worker, episode.young_person, "missing:episode")


def test_a_return_opens_the_interview(client, social_worker, episode):
    client.force_login(social_worker)
    answer = client.post(
        reverse("missing:return", args=["E1"]),
        {"how": "returned", "returned_at": "11:00", "note": "Tired"},
        follow=True,
    )
    assert "The interview is in the queue." in answer.text
    assert "Tired" in answer.text
    assert ReturnInterview.objects.get().episode == episode


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose where they are now"),
        ({"how": "returned"}, "Write when they came back"),
        ({"how": "found_not_back"}, "Write when they were found"),
        ({"how": "custody"}, "Write when they were found"),
        ({"how": "returned", "returned_at": "19 Nov 11:00"}, "cannot come back before they went missing"),
    ],
)
def test_a_return_that_lacks_something_says_what(client, social_worker, episode, typed, words):
    client.force_login(social_worker)
    page = client.post(reverse("missing:return", args=["E1"]), typed | {"note": "He is tired"})
    assert words in page.text
    assert "He is tired" in page.text
    assert Episode.objects.missing_now().exists()


def test_found_and_not_yet_back_is_a_state_of_its_own(client, social_worker, episode):
    client.force_login(social_worker)
    client.post(reverse("missing:return", args=["E1"]), {"how": "found_not_back", "found_at": "11:00"})
    assert "Found, not yet back" in client.get(reverse("missing:now")).text


def test_what_the_police_say_is_kept_and_its_history_told(client, social_worker, episode):
    client.force_login(social_worker)
    client.post(reverse("missing:police", args=["E1"]), {"police_risk": "high", "police_reference": "WM-7"})
    page = client.get(episode.get_absolute_url())
    assert "High risk" in page.text
    history = client.get(reverse("missing:episode_history", args=["E1"]))
    assert "Police risk: Not recorded → High" in history.text
    assert "Dana Whit" in history.text


def test_the_history_is_in_words_and_says_why(client, now, social_worker, episode):
    record_return(actor=social_worker, episode=episode, returned_at=now - timedelta(hours=2))
    client.force_login(social_worker)
    typed = {"how": "returned", "returned_at": "about 11:00", "reason": "The taxi’s receipt"}
    client.post(reverse("missing:correct_ending", args=["E1"]), typed)
    client.post(reverse("missing:correct_ending", args=["E1"]), {"how": "not_back", "reason": "It was his brother"})
    page = client.get(reverse("missing:episode_history", args=["E1"]))
    taken_back, corrected = [change for change in page.context["changes"] if change.why]
    assert corrected.fields == [
        ("Came back", "23 November 2026, 10:00", "23 November 2026, 11:00"),
        ("Time they came back is approximate", "no", "yes"),
    ]
    assert corrected.why.endswith("The taxi’s receipt.")
    assert {label for label, *_ in taken_back.fields} == {
        "Came back",
        "Time they came back is approximate",
        "How it ended",
        "End written down",
    }
    assert "written down by mistake. It was his brother." in taken_back.why
    assert taken_back.why in page.text


def test_how_long_until_the_police_were_told_is_said_to_the_minute(client, now, social_worker, episode):
    Episode.objects.update(reported_to_police_at=episode.started_at + timedelta(minutes=90))
    client.force_login(social_worker)
    assert "told after 1 hour 30 minutes" in client.get(episode.get_absolute_url()).text


def test_another_teams_worker_records_a_return_and_lands_on_a_page_they_may_see(client, now, other_worker, episode):
    client.force_login(other_worker)
    address = reverse("missing:return", args=["E1"])
    client.post(address, {"how": "found_not_back", "found_at": "11:00"})
    assert client.get(address).status_code == 200
    page = client.post(address, {"how": "returned", "returned_at": "11:30"}, follow=True)
    assert page.status_code == 200
    assert page.redirect_chain[-1][0] == reverse("missing:now")
    assert "The interview is in the queue." in page.text


def test_whom_not_to_tell_stands_on_the_episode_and_why_only_for_who_may_open_the_record(
    client, social_worker, other_worker, episode, django_assert_max_num_queries
):
    PersonAroundFactory(young_person=episode.young_person, name="Dwayne Marsh", relation="father", must_not_know=True)
    for user, is_told_why in ((social_worker, True), (other_worker, False)):
        client.force_login(user)
        client.get("/account/me/")
        with django_assert_max_num_queries(12):
            page = client.get(episode.get_absolute_url())
        assert "<b>Dwayne Marsh, father</b> must not be told anything." in page.text
        assert ("Harmed her in 2023." in page.text) is is_told_why


@pytest.mark.parametrize("name", ["missing:episode", "missing:interview", "people:young_person"])
def test_a_nul_in_an_address_is_not_found(client, officer, name):
    client.force_login(officer)
    assert client.get(reverse(name, args=["a"]).replace("a/", "a%00b/")).status_code == 404


@pytest.mark.parametrize("name", ["missing:log_episode", "people:search"])
def test_a_nul_in_a_search_finds_nobody(client, officer, name):
    client.force_login(officer)
    assert client.get(reverse(name), {"q": "a\0b"}).status_code == 200


def test_an_open_episode_leads_to_logging_that_they_came_back_and_have_gone_again(client, social_worker, episode):
    client.force_login(social_worker)
    page = client.get(episode.get_absolute_url())
    url = reverse("missing:log_episode_for", args=[episode.young_person.reference])
    assert f'href="{url}"' in page.text
    assert "Back and gone again" in page.text
    assert "came_back_at" in client.get(url).text
