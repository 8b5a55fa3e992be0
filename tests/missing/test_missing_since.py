"""Of who was away first it is told since when they are missing, everywhere; how long they are gone stands beside it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from missing.actions import book_interview, mark_missed, now_missing, record_return, report_missing
from missing.codes import AttemptResult, Category
from missing.gone_first import gone_since
from missing.models import Episode
from missing.people_pages import open_episode_facts
from missing.strategy_page import known_rows
from tests.factories import EpisodeFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
GONE = "gone since Sat 21 Nov, 10:00, 2 days 2 hours in all"


def words_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def known_of(words: str, since: str, upto: int) -> str:
    return words[words.index(since) :][:upto]


def gone_for(length: timedelta, actor, young_person, now) -> Episode:
    """Missing since Monday 11:00, for one hour; away before."""
    left = now - length
    away = report_missing(actor=actor, young_person=young_person, category=Category.AWAY, started_at=left, at=left)
    now_missing(actor=actor, episode=away, since=now - HOUR, at=now)
    return Episode.objects.get(pk=away.pk)


@pytest.fixture
def away_first(now, social_worker, young_person) -> Episode:
    """Away since Saturday 10:00."""
    return gone_for(50 * HOUR, social_worker, young_person, now)


@pytest.fixture
def away_after(now, social_worker, young_person, interview) -> Episode:
    """Away since yesterday 16:00, after a return with an interview that is still to do."""
    return gone_for(20 * HOUR, social_worker, young_person, now)


def test_the_episode_knows_it(now, social_worker, young_person, away_first) -> None:
    assert (away_first.state_since, away_first.state_lasted, away_first.lasted) == (now - HOUR, HOUR, 50 * HOUR)
    record_return(actor=social_worker, episode=away_first, returned_at=now, at=now)
    earlier = Episode.objects.get(pk=away_first.pk)
    assert earlier.state_lasted == HOUR
    again = report_missing(actor=social_worker, young_person=young_person, category="missing", started_at=now)
    assert (again.state_since, gone_since(again)) == (now, "")


def test_the_page_for_the_police(client, social_worker, young_person, away_first) -> None:
    client.force_login(social_worker)
    page = words_of(client.get(reverse("missing:for_police", args=[young_person.reference])))
    assert "Missing since Mon 23 Nov 2026, 11:00 For 1 hour Gone since Sat 21 Nov 2026, 10:00" in page
    assert "away or late first, 2 days 2 hours in all" in page
    assert "Missing, not ended yet." in page


def test_found_and_not_yet_back_on_it(client, now, social_worker, young_person, away_first) -> None:
    Episode.objects.filter(pk=away_first.pk).update(found_at=now, end_recorded_at=now)
    client.force_login(social_worker)
    page = words_of(client.get(reverse("missing:for_police", args=[young_person.reference])))
    assert "Found, not yet back Mon 23 Nov 2026, 12:00 Missing since Mon 23 Nov 2026, 11:00 For 1 hour" in page


def test_the_strip_of_the_episode_and_of_the_record(client, social_worker, young_person, away_first) -> None:
    client.force_login(social_worker)
    strip = words_of(client.get(away_first.get_absolute_url()))
    assert known_of(strip, "Missing for", 18) == "Missing for 1 hour"
    assert f"Since Today, 11:00 {GONE}" in strip
    record = words_of(client.get(young_person.get_absolute_url()))
    assert known_of(record, "Missing for", 19) == "Missing for 1 hour "
    assert f"Since Today, 11:00 {GONE}" in record


def test_missing_now_longest_missing_first(client, now, social_worker, away_first, team) -> None:
    other = YoungPersonFactory(first_name="Asha", last_name="Boyle", team=team)
    EpisodeFactory(young_person=other, started_at=now - 5 * HOUR)
    client.force_login(social_worker)
    page = client.get(reverse("missing:now"))
    words = words_of(page)
    assert f"Today, 11:00 {GONE}" in words
    assert words.index("Asha Boyle") < words.index("Jude Farrow")
    assert "1 hour" in known_of(words, "Asha Boyle", 600)


def test_the_queue_the_interview_and_the_home_lists(client, officer, manager, interview, away_after) -> None:
    client.force_login(officer)
    assert "Missing now , since today 11:00." in words_of(client.get(reverse("missing:queue")))
    page = words_of(client.get(interview.get_absolute_url()))
    assert "Missing again since today 11:00." in page
    client.force_login(manager)
    home = words_of(client.get(reverse("home")))
    assert re.search(
        r"missing for 1 hour Since today 11:00\. .{1,40}; gone since yesterday 16:00, 20 hours in all", home
    )


def test_the_ended_one_before_it_the_search_and_the_discussion(client, now, social_worker, interview, away_after):
    client.force_login(social_worker)
    before = words_of(client.get(interview.episode.get_absolute_url()))
    assert "Missing again since Today, 11:00" in before
    facts = open_episode_facts([away_after.young_person], social_worker)
    assert "Missing now, 1 hour" in str(facts)
    assert known_rows(away_after.young_person, now)[0]["value"] == "For 1 hour"
    back = words_of(client.get(reverse("missing:return", args=[away_after.reference])))
    assert "missing since today 11:00" in back


class TestABookingWhileTheyWereOnlyAway:
    """Booked for 13:00; away since 10:00, and missing from 15:00 alone."""

    @pytest.fixture
    def away(self, now, officer, social_worker, young_person, interview) -> Episode:
        book_interview(
            actor=officer, interview=interview, meets_at=now + HOUR, method="face_to_face", place="School", at=now
        )
        away = report_missing(
            actor=social_worker, young_person=young_person, category=Category.AWAY, started_at=now - 2 * HOUR, at=now
        )
        now_missing(actor=social_worker, episode=away, since=now + 3 * HOUR, at=now + 4 * HOUR)
        return away

    def test_missed_it_is_a_failed_attempt(self, now, officer, interview, away) -> None:
        attempt = mark_missed(actor=officer, interview=interview, at=now + 5 * HOUR)
        assert attempt.result == AttemptResult.NOT_PRESENT

    def test_and_it_is_asked_whether_it_was_held(self, client, now, officer, interview, away) -> None:
        with time_machine.travel(now + 5 * HOUR, tick=False):
            client.force_login(officer)
            assert "Was it held?" in words_of(client.get(interview.get_absolute_url()))
