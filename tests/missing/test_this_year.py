"""What the episode, the strategy discussion and the queue say of this year: one way to count, on all of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from missing.actions import complete_interview, merge_episodes, void_episode
from missing.codes import Category, Independence, Outcome
from missing.models import Episode, ReturnInterview
from missing.queue_rows import tags
from missing.rules.merging import KEPT
from missing.strategy_page import known_rows
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory

HOUR = timedelta(hours=1)


def came_back(young_person: YoungPerson, started_at: datetime, **facts) -> ReturnInterview:
    episode = EpisodeFactory(young_person=young_person, started_at=started_at, returned=True, **facts)
    return ReturnInterviewFactory(episode=episode)


def on_the_episode(client, user: User, episode: Episode) -> list[str]:
    client.force_login(user)
    return [row["value"] for row in client.get(episode.get_absolute_url()).context["this_year"]]


def on_the_discussion(young_person: YoungPerson, now: datetime) -> str:
    (row,) = (row for row in known_rows(young_person, now) if row["label"] == "Missing this year")
    return str(row["value"])


def in_the_queue(client, user: User, reference: str) -> str:
    client.force_login(user)
    page = client.get(reverse("missing:queue"))
    return next(row["this_year"] for row in page.context["rows"] if row["interview"].episode.reference == reference)


def test_they_count_alike(client, now, officer, manager, young_person, episode) -> None:
    last_year = datetime(2025, 12, 31, 22, tzinfo=UTC)
    came_back(young_person, last_year, reference="OLD")
    counted = came_back(young_person, now - 80 * HOUR, reference="IN")
    came_back(young_person, now - 70 * HOUR, category=Category.AWAY)
    void_episode(actor=manager, episode=came_back(young_person, now - 60 * HOUR).episode, reason="Another child")
    twice = {"kept": counted.episode, "merged": came_back(young_person, now - 50 * HOUR).episode}
    merge_episodes(actor=manager, **twice, start=KEPT, end=KEPT, reason="The same night")
    assert on_the_episode(client, officer, episode)[0].startswith("2 times")
    assert on_the_discussion(young_person, now) == "2 times"
    assert in_the_queue(client, officer, "IN") == "2 this year"


def test_a_voided_one_that_never_ended_is_not_missing_now(now, officer, young_person, episode) -> None:
    Episode.objects.update(voided_at=now, voided_by=officer, voided_why="Another child")
    assert next(row["label"] for row in known_rows(young_person, now)) == "Missing this year"
    assert on_the_discussion(young_person, now) == "0 times"


def test_who_was_only_away_is_not_missing_for_the_first_time(client, now, officer, young_person) -> None:
    came_back(young_person, now - 30 * HOUR, category=Category.AWAY, reference="AWAY")
    client.force_login(officer)
    queue, table = (client.get(reverse(name)).text for name in ("missing:queue", "missing:queue_csv"))
    for said in (queue, table):
        assert "Not missing this year" in said
        assert "First time missing" not in said


def test_who_is_missing_for_the_first_time_is_said_to_be(client, now, officer, young_person) -> None:
    came_back(young_person, now - 90 * HOUR, category=Category.AWAY)
    came_back(young_person, now - 30 * HOUR, reference="FIRST")
    client.force_login(officer)
    rows = {row["interview"].episode.reference: row for row in client.get(reverse("missing:queue")).context["rows"]}
    first = rows["FIRST"]
    assert first["this_year"] == "1 this year"
    assert ("First time missing", "teal") in tags(first["interview"], officer)


def test_who_is_away_now_counts_as_never_missing_beside_a_discussion(now, young_person) -> None:
    EpisodeFactory(young_person=young_person, category=Category.AWAY, started_at=now - 2 * HOUR)
    assert {"label": "Missing this year", "value": "0 times"} in known_rows(young_person, now)


class TestInterviews:
    @pytest.fixture
    def three(self, now, young_person) -> list[ReturnInterview]:
        return [came_back(young_person, now - hours * HOUR) for hours in (100, 80, 60)]

    def test_what_one_conversation_settled_was_done(self, client, now, officer, three) -> None:
        *earlier, last = three
        complete_interview(
            actor=officer,
            interview=last,
            outcome_at=now - HOUR,
            method="video",
            independence=Independence.INDEPENDENT,
            account="Was with friends.",
            covers=earlier,
        )
        assert on_the_episode(client, officer, last.episode)[1] == "3 done, 0 declined, 0 not offered"

    def test_also_where_the_covering_one_is_covered_itself(self, client, now, officer, three) -> None:
        first, second, last = three
        closed = {"outcome_at": now - HOUR, "outcome_recorded_at": now, "outcome_by": officer}
        declined = {"outcome": Outcome.DECLINED, "reason": "No", "contact_due_on": now.date()}
        ReturnInterview.objects.filter(pk=last.pk).update(**declined, **closed)
        for covered, by in ((second, last), (first, second)):
            how = {"outcome": Outcome.COVERED_BY_LATER, "covered_by": by}
            ReturnInterview.objects.filter(pk=covered.pk).update(**how, **closed)
        assert on_the_episode(client, officer, last.episode)[1] == "0 done, 3 declined, 0 not offered"
