"""The list on the page of an episode, on Missing now, and the page that ticks it off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.rules import Role
from alerts.actions import raise_alerts, set_recipients
from alerts.sources import To
from missing.actions import correct_ending, record_not_told, record_return, record_told, report_missing
from missing.models import Episode, PersonTold
from missing.telling import outstanding, with_tell_facts
from people.models import PersonAround, YoungPerson
from tests.factories import (
    CarePeriodFactory,
    EpisodeFactory,
    PersonAroundFactory,
    PersonToldFactory,
    UserFactory,
    YoungPersonFactory,
)
from tests.said import said


@pytest.fixture
def parents(young_person):
    mother = PersonAroundFactory(
        young_person=young_person, name="Ann Farrow", has_parental_responsibility=True, no_address=True
    )
    father = PersonAroundFactory(
        young_person=young_person,
        name="Tom Farrow",
        relation="father",
        has_parental_responsibility=True,
        must_not_know=True,
    )
    return mother, father


@pytest.fixture
def episode(now, young_person) -> Episode:
    """Missing for 20 hours, logged by day, of a team with a manager."""
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    return EpisodeFactory(
        young_person=young_person, started_at=now - timedelta(hours=20), recorded_at=now, reference="E1"
    )


def page_of(episode) -> str:
    return reverse("missing:tell", args=[episode.reference])


def test_whoever_logs_is_warned_before_they_ring_back_and_only_who_may_open_the_record_reads_why(
    client, social_worker, other_worker, young_person, parents
):
    PersonAround.objects.filter(name="Tom Farrow").update(may_be_told_why="The court said so")
    address = reverse("missing:log_episode_for", args=[young_person.reference])
    for worker, why in ((social_worker, True), (other_worker, False)):
        client.force_login(worker)
        page = client.get(address).text
        assert "<b>Tom Farrow, father</b> must not be told anything." in page
        assert ("The court said so" in page) is why


def test_the_episode_shows_who_is_still_to_be_told_and_who_must_not_be(client, now, social_worker, parents, episode):
    client.force_login(social_worker)
    page = client.get(episode.get_absolute_url()).text
    assert "Still to be told that they are missing" in page
    assert "Ann Farrow, mother" in page
    assert "Must not have the address." in page
    assert "<b>Tom Farrow, father</b> must not be told anything." in page
    assert f'href="{page_of(episode)}"' in page


def test_missing_now_counts_them_and_leads_there(client, now, social_worker, parents, episode):
    client.force_login(social_worker)
    page = client.get(reverse("missing:now")).text
    assert "3 still to be told" in page
    assert f'href="{page_of(episode)}"' in page
    record_told(actor=social_worker, episode=episode, of="went_missing", recipients=["police", "school"], how="phone")
    assert "1 still to be told" in client.get(reverse("missing:now")).text


def test_who_was_told_is_ticked_in_one_save(client, now, social_worker, parents, episode):
    client.force_login(social_worker)
    typed = {
        "recipients": ["police", f"parent:{parents[0].pk}"],
        "what": "told",
        "told_at": "about 11:00",
        "how": "phone",
    }
    answer = client.post(page_of(episode), typed | {"note": "PC Ali took it"}, follow=True)
    assert "Written down for Police; Ann Farrow, mother." in said(answer)
    assert "1 is still to be told." in said(answer)
    assert set(PersonTold.objects.values_list("recipient", "is_approximate", "note")) == {
        ("police", True, "PC Ali took it"),
        ("parent", True, "PC Ali took it"),
    }
    log = client.get(episode.get_absolute_url()).text
    assert "Police told that they are missing." in log
    assert "About today 11:00" in log
    assert "By telephone. PC Ali took it" in log


def test_who_must_not_be_told_has_no_box(client, now, social_worker, parents, episode):
    client.force_login(social_worker)
    page = client.get(page_of(episode)).text
    assert f'value="parent:{parents[0].pk}"' in page
    assert f'value="parent:{parents[1].pk}"' not in page
    assert "<b>Tom Farrow, father</b> must not be told anything." in page
    typed = {"recipients": [f"parent:{parents[1].pk}"], "what": "told", "how": "phone"}
    assert "Choose from the list." in client.post(page_of(episode), typed).text
    assert not PersonTold.objects.exists()


def test_not_told_because(client, now, social_worker, parents, episode):
    client.force_login(social_worker)
    typed = {"recipients": [f"parent:{parents[0].pk}"], "what": "not_told", "told_at": "11:00", "how": "phone"}
    page = client.post(page_of(episode), typed).text
    assert "Write why they were not told." in page
    assert 'value="11:00"' in page
    client.post(page_of(episode), typed | {"why_not": "She is in hospital"})
    row = PersonTold.objects.get()
    assert (row.told_at, row.how, row.why_not) == (None, "", "She is in hospital")
    assert "Not told: She is in hospital" in client.get(page_of(episode)).text


def test_bad_input_is_beside_its_field_and_what_was_typed_stays(client, now, social_worker, episode):
    client.force_login(social_worker)
    typed = {"what": "told", "told_at": "25:00", "how": "email", "told_by": "Ann <night staff>", "note": "They know"}
    page = client.post(page_of(episode), typed).text
    for words in ("Choose who it was.", "25:00 is not a time of day", 'value="Ann &lt;night staff&gt;"', "They know"):
        assert words in page
    page = client.post(page_of(episode), typed | {"recipients": ["police"], "told_at": "yesterday 10:00"}).text
    assert "They cannot have been told before it started." in page
    assert 'value="police"' in page
    assert "checked" in page


def test_somebody_else(client, now, social_worker, episode):
    client.force_login(social_worker)
    typed = {"others": ["other"], "what": "told", "how": "phone"}
    page = client.post(page_of(episode), typed).text
    assert "Write who it was." in page
    assert '<details class="govuk-details" open>' in page
    client.post(page_of(episode), typed | {"name": "Football coach"})
    assert PersonTold.objects.get().name == "Football coach"


def test_after_the_return_the_page_asks_again_and_the_first_list_stays_open(client, now, social_worker, episode):
    record_told(actor=social_worker, episode=episode, of="went_missing", recipients=["police"], how="phone")
    client.force_login(social_worker)
    typed = {"how": "returned", "returned_at": "about 11:00"}
    back = client.post(reverse("missing:return", args=["E1"]), typed, follow=True)
    assert "is to be told of this too" in said(back)
    assert "Still to be told that they are found or back" in back.text
    assert "About today 11:00" in back.text
    page = client.get(page_of(episode)).text
    assert 'value="police"' in page
    assert 'href="?of=went_missing"' in page
    before = client.get(f"{page_of(episode)}?of=went_missing").text
    assert "Told today 12:00 by telephone, by Dana Whit." in before
    client.post(f"{page_of(episode)}?of=went_missing", {"recipients": ["school"], "what": "told", "how": "phone"})
    assert PersonTold.objects.get(recipient="school").of == "went_missing"


def test_after_the_return_the_episode_tells_of_both_rounds_apart(client, now, social_worker, episode):
    record_told(actor=social_worker, episode=episode, of="went_missing", recipients=["police"], how="phone")
    client.force_login(social_worker)
    alone = client.get(episode.get_absolute_url())
    assert [card["title"] for card in alone.context["told_cards"]] == ["Who was told"]
    record_return(actor=social_worker, episode=episode, returned_at=now)
    page = client.get(episode.get_absolute_url())
    back, gone = page.context["told_cards"]
    assert (back["title"], back["rows"]) == ("Who was told that they are found or back", [])
    assert "Nobody is written down yet." in page.text
    assert gone["title"] == "Who was told that they are missing"
    assert [row["label"] for row in gone["rows"]] == ["Police"]
    assert f'href="{page_of(episode)}?of=went_missing"' in page.text
    record_told(actor=social_worker, episode=episode, of="came_back", recipients=["police"], how="phone")
    back, gone = client.get(episode.get_absolute_url()).context["told_cards"]
    assert [row["label"] for row in back["rows"]] == [row["label"] for row in gone["rows"]] == ["Police"]


def test_who_was_left_out_on_purpose_is_told_of_the_return_with_that_reason_in_view(
    client, now, social_worker, parents, episode
):
    mother = f"parent:{parents[0].pk}"
    why = {"recipients": [mother], "why_not": "In hospital, her sister rings her"}
    record_not_told(actor=social_worker, episode=episode, of="went_missing", **why)
    record_return(actor=social_worker, episode=episode, returned_at=now)
    client.force_login(social_worker)
    words = "Was not told that they are missing: In hospital, her sister rings her"
    assert words in client.get(episode.get_absolute_url()).text
    page = client.get(page_of(episode))
    assert f"Must not have the address. {words}" in page.text
    record_told(actor=social_worker, episode=episode, of="came_back", recipients=[mother], how="phone")
    assert words not in client.get(page_of(episode)).text


def test_what_was_written_of_no_parent_by_name_is_shown_with_each(client, now, social_worker, young_person, episode):
    why = {"recipients": ["parent"], "why_not": "She would tell the men who look for him"}
    record_not_told(actor=social_worker, episode=episode, of="went_missing", **why)
    PersonAroundFactory(young_person=young_person, name="Ann Farrow", has_parental_responsibility=True)
    client.force_login(social_worker)
    words = "Somebody with parental responsibility was not told that they are missing: She would tell the men"
    assert words not in client.get(page_of(episode)).text, "of the one on file now it is decided"
    assert "Not told: She would tell the men who look for him" in client.get(page_of(episode)).text
    PersonAroundFactory(young_person=young_person, name="Tom Farrow", has_parental_responsibility=True)
    assert client.get(page_of(episode)).text.count(words) == 2
    record_return(actor=social_worker, episode=episode, returned_at=now)
    assert words in client.get(episode.get_absolute_url()).text


def test_who_recorded_the_return_is_not_to_be_told_of_it(client, now, social_worker, officer, young_person, episode):
    Episode.objects.update(social_worker=social_worker)
    url = reverse("missing:return", args=[episode.reference])
    client.force_login(officer)
    client.post(url, {"how": "returned", "returned_at": "10:00"})
    assert f"Social worker, {social_worker}" in [line.label for line in client.get(page_of(episode)).context["waiting"]]
    correct_ending(actor=officer, episode=Episode.objects.get(pk=episode.pk), reason="It was another")
    client.force_login(social_worker)
    client.post(url, {"how": "returned", "returned_at": "11:00"})
    page = client.get(page_of(episode))
    assert f"Social worker, {social_worker}" not in [line.label for line in page.context["waiting"]]
    assert "Recorded it themselves, or has written on it since." in page.text


def test_a_reviewing_officer_who_logged_it_is_not_to_be_told_of_it(now, social_worker, young_person):
    CarePeriodFactory(young_person=young_person)
    reviewer = UserFactory(roles=[Role.REVIEWING_OFFICER])
    YoungPerson.objects.update(reviewing_officer=reviewer)
    episode = EpisodeFactory(young_person=young_person, started_at=now, recorded_at=now)
    for logged_by, is_waiting in ((social_worker, True), (reviewer, False)):
        Episode.objects.update(logged_by=logged_by)
        lines = outstanding(with_tell_facts(Episode.objects.all()).get(pk=episode.pk))
        assert any(line.must.recipient == "reviewing_officer" for line in lines) == is_waiting


def test_duty_is_named_where_safe_return_has_told_them(client, now, social_worker, team, young_person):
    started_at = now - timedelta(hours=2)
    episode = report_missing(actor=social_worker, young_person=young_person, category="missing", started_at=started_at)
    duty = UserFactory(roles=[Role.DUTY], full_name="Marcus Bello")
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Tess Moor")
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    set_recipients(actor=administrator, kind="new_episode", stage="logged", places=[To.DUTY, To.TEAM_MANAGERS])
    raise_alerts(at=now)
    client.force_login(social_worker)
    page = client.get(page_of(episode)).text
    assert f"Alerted by Safe Return too: {duty.full_name}, Duty (emergency duty team, MASH)." in page
    assert manager.full_name not in page, "their team has a line of its own"
    record_return(actor=social_worker, episode=episode, returned_at=now)
    assert "Alerted by Safe Return too" not in client.get(page_of(episode)).text


def test_everybody_told_leads_back_to_the_episode(client, now, social_worker, parents, episode):
    client.force_login(social_worker)
    everybody = ["police", "school", f"parent:{parents[0].pk}"]
    answer = client.post(page_of(episode), {"recipients": everybody, "what": "told", "how": "phone"})
    assert answer.url == episode.get_absolute_url()
    page = client.get(answer.url)
    assert "Nobody is left to tell." in said(page)
    assert "Still to be told" not in page.text


def test_a_line_is_put_right_on_its_own_page_and_the_history_tells(client, now, social_worker, episode):
    (row,) = record_told(actor=social_worker, episode=episode, of="went_missing", recipients=["school"], how="phone")
    client.force_login(social_worker)
    url = row.get_absolute_url()
    assert f'href="{url}"' in client.get(page_of(episode)).text
    assert 'value="23 Nov 2026 12:00"' in client.get(url).text
    assert "Write when they were told." in client.post(url, {"what": "told", "how": "phone"}).text
    client.post(url, {"what": "told", "how": "email", "told_at": "11:30", "reason": "Their e-mail"})
    row.refresh_from_db()
    assert row.how == "email"
    history = client.get(reverse("missing:episode_history", args=["E1"])).text
    assert "Person told: School" in history
    assert "How they were told: By telephone → By secure e-mail" in history
    assert "Write why this is taken back." in client.post(url, {"what": "mistake"}).text
    client.post(url, {"what": "mistake", "reason": "It was another school"})
    assert not PersonTold.objects.exists()
    assert client.get(url).status_code == 404


def test_whom_not_to_tell_stands_where_a_line_is_put_right(client, now, other_worker, social_worker, parents, episode):
    """Why is of the record, for who may open it."""
    Episode.objects.update(logged_by=other_worker)
    (row,) = record_told(actor=social_worker, episode=episode, of="went_missing", recipients=["school"], how="phone")
    PersonAround.objects.update(may_be_told_why="The court said so")
    client.force_login(social_worker)
    page = client.get(row.get_absolute_url()).text
    assert "<b>Tom Farrow, father</b> must not be told anything." in page
    assert "The court said so" in page
    client.force_login(other_worker)
    page = client.get(row.get_absolute_url()).text
    assert "<b>Tom Farrow, father</b> must not be told anything." in page
    assert "The court said so" not in page


def test_a_line_of_another_episode_is_not_there(client, now, social_worker, episode, interview):
    other = PersonToldFactory(episode=interview.episode)
    client.force_login(social_worker)
    assert client.get(reverse("missing:mend_told", args=[episode.reference, other.pk])).status_code == 404


def test_whom_it_is_not_for(client, now, other_worker, analyst, interview):
    client.force_login(other_worker)
    assert client.get(page_of(interview.episode)).status_code == 404
    client.force_login(analyst)
    assert client.get(page_of(interview.episode)).status_code == 403


def test_the_pages_keep_to_their_queries(client, now, officer, parents, episode, django_assert_max_num_queries):
    record_told(actor=officer, episode=episode, of="went_missing", recipients=["police"], how="phone")
    row = record_told(actor=officer, episode=episode, of="went_missing", recipients=["school"], how="phone")[0]
    record_return(actor=officer, episode=episode, returned_at=now)
    for _ in range(12):
        PersonToldFactory(episode=EpisodeFactory(young_person=YoungPersonFactory(), recorded_at=now))
    client.force_login(officer)
    for url in (episode.get_absolute_url(), page_of(episode), row.get_absolute_url(), reverse("missing:now")):
        client.get(url)
        with django_assert_max_num_queries(10):
            assert client.get(url).status_code == 200


def test_who_told_us_is_named_where_it_is_ticked_who_knows(client, now, social_worker, parents, episode) -> None:
    client.force_login(social_worker)
    assert "We were told by" not in client.get(page_of(episode)).text
    Episode.objects.update(reported_by="Ann, night staff")
    shown = client.get(page_of(episode)).text
    assert "We were told by Ann, night staff. Whoever told us knows: if that is one of these, tick it." in shown


def test_it_says_for_whom_the_words_are_and_where_the_police_reference_goes(client, now, social_worker, episode):
    client.force_login(social_worker)
    page = client.get(page_of(episode)).text
    assert "It is written for everybody whom you tick." in page
    way = f'<a href="{reverse("missing:police", args=[episode.reference])}">a place of its own</a>'
    assert way in page
    Episode.objects.update(police_reference="WM-1")
    assert way not in client.get(page_of(episode)).text
