"""Found and refusing to come back goes on as away; the other endings, and what each needs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing import queue
from missing.actions import correct_times, now_missing, record_found, record_return
from missing.codes import Category, EndedHow, PoliceRisk
from missing.episode_page import missing_now_context
from missing.models import Episode, ReturnInterview
from missing.queue_rows import row_of
from people.models import AccessGrant, CaseEvent
from tests.factories import EpisodeFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def refused(now, social_worker, episode) -> Episode:
    """Found two hours ago, and refusing to come back."""
    record_return(
        actor=social_worker,
        episode=episode,
        ended_how=EndedHow.REFUSED_TO_RETURN,
        found_at=now - 2 * HOUR,
        note="At her friend’s",
    )
    episode.refresh_from_db()
    return episode


def test_the_missing_part_ends_when_they_are_found_and_the_clock_starts_then(now, refused) -> None:
    assert (refused.ended_at, refused.clock_starts_at) == (now - 2 * HOUR, now - 2 * HOUR)
    assert ReturnInterview.objects.get().due_at == now + 70 * HOUR
    assert not Episode.objects.missing_now().exists()
    assert Episode.objects.counted_as_missing().get() == refused


def test_a_time_away_goes_on_from_then_until_they_are_back(now, social_worker, refused) -> None:
    away = refused.goes_on_as
    assert (away.category, away.started_at, away.is_open) == (Category.AWAY, now - 2 * HOUR, True)
    assert away.missing_from is None
    record_return(actor=social_worker, episode=away, returned_at=now)
    away.refresh_from_db()
    assert away.ended_at == now
    assert ReturnInterview.objects.get(episode=away).clock_starts_at == now
    assert ReturnInterview.objects.to_do().count() == 2


def test_placed_they_are_away_no_more(now, social_worker, refused) -> None:
    away = refused.goes_on_as
    record_return(actor=social_worker, episode=away, ended_how=EndedHow.PLACED_ELSEWHERE, found_at=now)
    away.refresh_from_db()
    assert (away.ended_at, away.clock_starts_at) == (now, now)


def test_missing_now_the_queue_and_duty_tell_it_so(now, officer, refused) -> None:
    context = missing_now_context(officer, now)
    assert (context["missing"], context["not_yet_back"]) == ([], [])
    assert context["away"] == [refused.goes_on_as]
    row = row_of(queue.rows(officer, "all", now).get(), officer, now)
    assert row["did_not_come_back"] == "Found and refusing to come back"
    assert AccessGrant.objects.filter(reason=AccessGrant.Reason.DUTY, until=None).count() == 1


def test_where_they_are_may_be_lost_again(now, social_worker, refused) -> None:
    gone = now_missing(actor=social_worker, episode=refused.goes_on_as, since=now - HOUR)
    assert (gone.category, gone.missing_from) == (Category.MISSING, now - HOUR)
    assert Episode.objects.counted_as_missing().count() == 2


def test_found_first_and_refusing_later(now, social_worker, episode) -> None:
    record_found(actor=social_worker, episode=episode, found_at=now - 5 * HOUR)
    record_return(actor=social_worker, episode=episode, ended_how=EndedHow.REFUSED_TO_RETURN)
    episode.refresh_from_db()
    assert episode.goes_on_as.started_at == now - 5 * HOUR


def test_a_corrected_finding_moves_the_time_away_with_it(now, officer, refused) -> None:
    correct_times(
        actor=officer, episode=refused, started_at=refused.started_at, found_at=now - 3 * HOUR, reason="By the police"
    )
    assert Episode.objects.get(goes_on_from=refused).started_at == now - 3 * HOUR
    event = CaseEvent.objects.get(kind="went_missing", source_key=f"episode:{refused.goes_on_as.pk}")
    assert event.at == now - 3 * HOUR


def test_the_police_facts_go_with_them(now, social_worker, young_person) -> None:
    episode = EpisodeFactory(
        young_person=young_person, started_at=now - DAY, police_reference="WM-1", police_risk=PoliceRisk.HIGH
    )
    record_return(actor=social_worker, episode=episode, ended_how=EndedHow.REFUSED_TO_RETURN, found_at=now)
    assert episode.goes_on_as.police_reference == "WM-1"
    assert episode.goes_on_as.police_risk == PoliceRisk.HIGH


def test_who_is_away_already_goes_on_as_that(now, social_worker, young_person) -> None:
    away = EpisodeFactory(young_person=young_person, category=Category.AWAY, started_at=now - DAY)
    with pytest.raises(ActionRefused, match="was known all along"):
        record_return(actor=social_worker, episode=away, ended_how=EndedHow.REFUSED_TO_RETURN, found_at=now)


def test_who_came_back_has_not_refused(now, social_worker, episode) -> None:
    with pytest.raises(ActionRefused, match="has not refused to") as refusal:
        record_return(
            actor=social_worker, episode=episode, ended_how=EndedHow.REFUSED_TO_RETURN, found_at=now, returned_at=now
        )
    assert refusal.value.field == "returned_at"


@pytest.mark.parametrize("how", [EndedHow.PLACED_ELSEWHERE, EndedHow.CUSTODY, EndedHow.HOSPITAL, EndedHow.OTHER])
def test_the_clock_of_who_will_not_come_back_starts_when_they_were_found(now, social_worker, episode, how) -> None:
    interview = record_return(actor=social_worker, episode=episode, ended_how=how, found_at=now - HOUR, note="So")
    assert interview.clock_starts_at == now - HOUR


class TestPage:
    url = reverse("missing:return", args=["E1"])

    def test_refusing_is_said_and_linked_both_ways(self, client, now, social_worker, episode) -> None:
        client.force_login(social_worker)
        page = client.post(
            self.url, {"how": "refused_to_return", "found_at": "11:00", "note": "At her friend’s"}, follow=True
        ).text
        assert "is found and goes on as away. Record the return when they are back or placed." in page
        away = Episode.objects.get(goes_on_from=episode)
        assert "Goes on as away" in page
        assert f'href="{away.get_absolute_url()}"' in page
        assert "Found after" in client.get(away.get_absolute_url()).text
        now_page = client.get(reverse("missing:now")).text
        assert "Found, refusing to come back" in now_page
        assert "Found" in client.get(episode.interview.get_absolute_url()).text

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({}, "Choose where they are now."),
            ({"how": "refused_to_return", "note": "At her friend’s"}, "Write when they were found."),
            ({"how": "hospital", "note": "Broken arm"}, "Write when they were found."),
            ({"how": "other", "found_at": "11:00"}, "Write how it ended."),
            ({"how": "refused_to_return", "found_at": "1 Nov 11:00"}, "cannot be found before they went missing"),
        ],
    )
    def test_what_is_not_there_is_asked_for_beside_its_field(
        self, client, now, social_worker, episode, typed, words
    ) -> None:
        client.force_login(social_worker)
        page = client.post(self.url, typed).text
        assert words in page
        assert typed.get("note", "") in page
        assert Episode.objects.get().is_open

    def test_of_who_is_away_it_is_not_asked_whether_they_were_found(self, client, now, social_worker, episode) -> None:
        Episode.objects.update(category=Category.AWAY, missing_from=None)
        client.force_login(social_worker)
        page = client.get(self.url).text
        assert "refusing to come back" not in page
        assert "Found, not yet back" not in page
        assert "Write since when." in client.post(self.url, {"how": "custody"}).text
        client.post(self.url, {"how": "custody", "found_at": "11:00"})
        episode.refresh_from_db()
        assert (episode.ended_how, episode.ended_at) == (EndedHow.CUSTODY, now - HOUR)
