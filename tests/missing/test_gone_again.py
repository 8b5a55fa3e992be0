"""They came back and have gone again before anybody recorded the return: one save for both."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import record_found, record_return, report_gone_again
from missing.codes import Category
from missing.models import Episode, ReturnInterview
from tests.factories import EpisodeFactory
from tests.said import said

HOUR = timedelta(hours=1)
FACTS = {"category": Category.MISSING, "police_risk": "not_recorded"}


def gone_again(actor, episode, came_back_at, started_at) -> Episode:
    return report_gone_again(
        actor=actor,
        young_person=episode.young_person,
        came_back_at=came_back_at,
        category=Category.MISSING,
        started_at=started_at,
    )


def test_one_save_closes_the_open_one_and_opens_the_next(now, social_worker, episode) -> None:
    new = gone_again(social_worker, episode, now - 8 * HOUR, now - 3 * HOUR)
    episode.refresh_from_db()
    assert episode.returned_at == now - 8 * HOUR
    assert ReturnInterview.objects.get(episode=episode).due_at == now + 64 * HOUR
    assert list(Episode.objects.open()) == [new]


def test_gone_again_at_the_minute_of_coming_back(now, social_worker, episode) -> None:
    assert gone_again(social_worker, episode, now - 8 * HOUR, now - 8 * HOUR).is_open


@pytest.mark.parametrize(
    ("came_back", "gone", "words", "field"),
    [
        (-3, -8, "before they came back", "started_at"),
        (-21, -3, "come back before they went missing", "came_back_at"),
        (1, 2, "has not come yet", "came_back_at"),
        (-8, 1, "has not come yet", "started_at"),
    ],
)
def test_what_cannot_be_changes_nothing(now, social_worker, episode, came_back, gone, words, field) -> None:
    with pytest.raises(ActionRefused, match=words) as refusal:
        gone_again(social_worker, episode, now + came_back * HOUR, now + gone * HOUR)
    assert refusal.value.field == field
    assert list(Episode.objects.open()) == [episode]


def test_where_nothing_is_open_any_more_the_new_one_is_opened(now, social_worker, interview) -> None:
    assert gone_again(social_worker, interview.episode, now - 8 * HOUR, now - 3 * HOUR).is_open


def test_the_page_asks_only_while_an_episode_is_open(client, now, social_worker, young_person) -> None:
    client.force_login(social_worker)
    assert "come back in between" not in client.get(_url(young_person)).text


def test_the_page_logs_it(client, now, social_worker, young_person, episode) -> None:
    client.force_login(social_worker)
    assert "When did they come back in between?" in client.get(_url(young_person)).text
    client.post(_url(young_person), FACTS | {"came_back_at": "04:00", "started_at": "09:00"})
    assert Episode.objects.count() == 2
    assert Episode.objects.open().get().started_at == now - 3 * HOUR


def test_a_refusal_is_beside_its_field_and_keeps_what_was_typed(client, now, social_worker, young_person, episode):
    client.force_login(social_worker)
    page = client.post(_url(young_person), FACTS | {"came_back_at": "09:00", "started_at": "04:00"})
    assert "They cannot have gone again before they came back." in page.text
    assert 'value="04:00"' in page.text
    assert 'value="09:00"' in page.text


def test_left_empty_what_was_written_goes_to_the_open_episode(client, now, social_worker, young_person, episode):
    client.force_login(social_worker)
    typed = {"started_at": "04:00", "circumstances": "Seen near the arcade", "that_one": episode.reference}
    client.post(_url(young_person), FACTS | typed)
    assert "Seen near the arcade" in episode.log.get().text
    assert Episode.objects.count() == 1


def _url(young_person) -> str:
    return reverse("missing:log_episode_for", args=[young_person.reference])


def test_where_somebody_was_quicker_the_other_is_shown_theirs_and_nothing_typed_is_lost(
    client, now, social_worker, young_person, episode
):
    quicker = gone_again(social_worker, episode, now - 8 * HOUR, now - 3 * HOUR)
    client.force_login(social_worker)
    typed = {"came_back_at": "04:10", "started_at": "09:15", "circumstances": "By taxi", "that_one": "E1"}
    answer = client.post(_url(young_person), FACTS | typed)
    assert answer.url == quicker.get_absolute_url()
    page = client.get(answer.url).text
    assert "missing since 23 Nov 2026 09:15. Back in between: 23 Nov 2026 04:10. By taxi</textarea>" in page
    assert list(Episode.objects.open()) == [quicker]


def test_what_was_typed_about_the_return_counts_where_somebody_recorded_it_meanwhile(
    client, now, social_worker, young_person, episode
):
    record_return(actor=social_worker, episode=episode, returned_at=now - 8 * HOUR)
    client.force_login(social_worker)
    typed = FACTS | {"came_back_at": "04:00", "started_at": "03:00", "that_one": "E1"}
    page = client.post(_url(young_person), typed).text
    assert "They cannot have gone again before they came back." in page
    assert 'value="04:00"' in page
    client.post(_url(young_person), typed | {"started_at": "09:00"})
    assert Episode.objects.open().get().started_at == now - 3 * HOUR


@pytest.fixture
def found(now, social_worker, episode) -> Episode:
    """Found eleven hours ago, and nobody has written down that they came back."""
    return record_found(actor=social_worker, episode=episode, found_at=now - 11 * HOUR, note="At the arcade")


def test_of_who_was_found_and_not_yet_back_the_return_is_recorded(now, social_worker, found) -> None:
    new = gone_again(social_worker, found, now - 8 * HOUR, now - 3 * HOUR)
    found.refresh_from_db()
    assert (found.found_at, found.returned_at) == (now - 11 * HOUR, now - 8 * HOUR)
    assert ReturnInterview.objects.get(episode=found).due_at == now + 64 * HOUR
    assert list(Episode.objects.without_return()) == [new]


def test_the_page_asks_of_who_was_found_and_records_their_return(client, now, social_worker, young_person, found):
    client.force_login(social_worker)
    page = client.get(_url(young_person)).text
    assert "They were found, and are not on record as back." in page
    assert "Empty: they were found and have gone again on the way back." in page
    typed = {"came_back_at": "04:00", "came_back_note": "By taxi, hungry", "started_at": "09:00", "that_one": "E1"}
    client.post(_url(young_person), FACTS | typed)
    found.refresh_from_db()
    assert (found.returned_at, found.return_note) == (now - 8 * HOUR, "At the arcade\nBy taxi, hungry")
    assert ReturnInterview.objects.filter(episode=found).exists()


def test_gone_again_on_the_way_back_is_logged_and_the_one_before_said_to_be_without_its_end(
    client, now, social_worker, young_person, found
):
    client.force_login(social_worker)
    page = client.post(_url(young_person), FACTS | {"started_at": "09:00", "that_one": "E1"}, follow=True)
    assert "E1 still says that they were found and are not yet back. Record how it ended when you know." in said(page)
    assert Episode.objects.open().get().started_at == now - 3 * HOUR
    assert list(Episode.objects.not_yet_back()) == [found]


def test_one_that_somebody_else_found_long_ago_is_not_ended_in_place_of_the_one_that_was_seen(
    now, social_worker, young_person, episode
):
    long_ago = EpisodeFactory(
        young_person=young_person, started_at=now - 90 * HOUR, found_at=now - 80 * HOUR, reference="E0"
    )
    record_return(actor=social_worker, episode=episode, returned_at=now - 8 * HOUR)
    report_gone_again(
        actor=social_worker,
        young_person=young_person,
        that_one="E1",
        came_back_at=now - 8 * HOUR,
        category=Category.MISSING,
        started_at=now - 3 * HOUR,
    )
    assert list(Episode.objects.not_yet_back()) == [long_ago]


def test_a_missed_curfew_ends_with_its_note_here_too(client, now, social_worker, young_person) -> None:
    late = EpisodeFactory(
        young_person=young_person, category=Category.CURFEW, started_at=now - 20 * HOUR, reference="C1"
    )
    client.force_login(social_worker)
    assert "why were they late, and how were they?" in client.get(_url(young_person)).text
    typed = FACTS | {"came_back_at": "04:00", "started_at": "09:00", "that_one": "C1"}
    page = client.post(_url(young_person), typed).text
    assert "Write a short note: why they were late, and how they are." in page
    assert 'id="id_came_back_note_error"' in page
    assert list(Episode.objects.all()) == [late]
    client.post(_url(young_person), typed | {"came_back_note": "Missed the bus"})
    late.refresh_from_db()
    assert (late.returned_at, late.return_note) == (now - 8 * HOUR, "Missed the bus")


def test_a_note_about_the_return_without_its_time_is_asked_about(client, now, social_worker, young_person, episode):
    client.force_login(social_worker)
    page = client.post(_url(young_person), FACTS | {"started_at": "09:00", "came_back_note": "By taxi"}).text
    assert "Write when they came back, or empty the note about it." in page
    assert "By taxi</textarea>" in page
    assert list(Episode.objects.all()) == [episode]


class TestWhatTheOneBeforeSays:
    """Nobody rings the police that they are back who are missing again."""

    @pytest.fixture
    def again(self, now, social_worker, episode) -> Episode:
        new = gone_again(social_worker, episode, now - 8 * HOUR, now - 3 * HOUR)
        episode.refresh_from_db()
        return new

    def test_it_says_in_red_that_they_are_missing_again_and_leads_there(self, client, social_worker, episode, again):
        client.force_login(social_worker)
        page = client.get(episode.get_absolute_url())
        fact = page.context["facts"][0]
        assert (fact["label"], fact["value"], fact["tone"]) == ("Missing again since", "Today, 09:00", "late")
        assert f'<a href="{again.get_absolute_url()}">Today, 09:00</a>' in page.text
        assert f"the log goes on in {again.reference}" in page.text
        assert page.context["is_alarm"]

    def test_nobody_is_to_be_told_that_they_were_back(
        self, client, now, social_worker, officer, episode, again
    ) -> None:
        client.force_login(social_worker)
        page = client.get(episode.get_absolute_url())
        assert page.context["waiting"] == []
        assert "Still to be told" not in page.text
        page = client.get(reverse("missing:tell", args=[episode.reference])).text
        assert "They have been missing again since: nobody is to be told any more that they were back." in page
        assert "Police" in page
        record_return(actor=social_worker, episode=again, returned_at=now - HOUR)
        page = client.get(episode.get_absolute_url())
        assert page.context["waiting"] == []
        assert "again since" not in page.text
        assert client.get(again.get_absolute_url()).context["waiting"]

    def test_who_is_late_after_it_was_back_all_the_same(self, client, now, social_worker, episode) -> None:
        facts = {"young_person": episode.young_person, "came_back_at": now - 8 * HOUR, "started_at": now - HOUR}
        report_gone_again(actor=social_worker, category=Category.CURFEW, **facts)
        client.force_login(social_worker)
        page = client.get(episode.get_absolute_url())
        assert page.context["facts"][0]["label"] == "Missed curfew again since"
        assert not page.context["is_alarm"]
        assert "police" in {line.key for line in page.context["waiting"]}

    def test_the_later_one_leads_to_the_one_before(self, client, social_worker, episode, again) -> None:
        client.force_login(social_worker)
        page = client.get(again.get_absolute_url()).text
        assert f'<dt>Before this</dt>\n    <dd><a href="{episode.get_absolute_url()}">E1</a>' in page
        assert "back today 04:00" in page
        assert "Before this" not in client.get(episode.get_absolute_url()).text

    def test_the_pages_keep_to_their_queries(
        self, client, social_worker, episode, again, django_assert_max_num_queries
    ) -> None:
        client.force_login(social_worker)
        for one in (episode, again):
            with django_assert_max_num_queries(12):
                client.get(one.get_absolute_url())
