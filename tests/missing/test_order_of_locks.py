"""Two actions about one young person at the same instant: one waits for the other, and neither is ended for it."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.access import ActionRefused
from missing.actions import mark_harm_told, merge_episodes, record_death, record_return, report_together
from missing.codes import Category, EndedHow
from missing.models import Episode, HarmTold
from people.actions import merge_records
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory
from tests.missing.test_at_once import at_once

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def linger(monkeypatch) -> Callable[[str], None]:
    """Whoever has locked a row by that function waits there, so that the other comes as far as it can."""

    def at(name: str) -> None:
        module, _, function = name.rpartition(".")
        lock = getattr(__import__(module, fromlist=[function]), function)

        def slowly(*args: Any) -> Any:
            row = lock(*args)
            time.sleep(0.6)
            return row

        monkeypatch.setattr(name, slowly)

    return at


def a_moment_later(job: Callable[[], Any]) -> Callable[[], Any]:
    def later() -> Any:
        time.sleep(0.2)
        return job()

    return later


def gone_again(actor, young_person, now) -> Callable[[], Any]:
    return lambda: report_together(
        actor=actor,
        young_person=young_person,
        came_back_at=now - 2 * HOUR,
        that_one="E1",
        category=Category.MISSING,
        started_at=now - HOUR,
        at=now,
    )


def words_of(given: list) -> list[str]:
    """What went wrong, of what was given back; refusals are in words, and right."""
    return [repr(one) for one in given if isinstance(one, Exception) and not isinstance(one, ActionRefused)]


def test_a_return_and_gone_again(now, social_worker, young_person, linger):
    episode = EpisodeFactory(young_person=young_person, started_at=now - 40 * HOUR, reference="E1")
    linger("missing.actions.episodes.locked_episode")
    given = at_once(
        lambda: record_return(actor=social_worker, episode=episode, returned_at=now - 2 * HOUR, at=now),
        a_moment_later(gone_again(social_worker, young_person, now)),
    )
    assert words_of(given) == []
    assert Episode.objects.open().get().started_at == now - HOUR


def test_refusing_to_return_and_gone_again(now, social_worker, young_person, linger):
    episode = EpisodeFactory(young_person=young_person, started_at=now - 3 * HOUR, reference="E1")
    linger("missing.actions.episodes.locked_episode")
    refusing = {"ended_how": EndedHow.REFUSED_TO_RETURN, "found_at": now - 2 * HOUR}
    given = at_once(
        lambda: record_return(actor=social_worker, episode=episode, at=now, **refusing),
        a_moment_later(gone_again(social_worker, young_person, now)),
    )
    assert words_of(given) == []
    assert Episode.objects.open().count() == 1


def test_harm_told_and_a_death(now, social_worker, young_person, linger):
    episode = EpisodeFactory(young_person=young_person, started_at=now - 40 * HOUR, returned_at=now - 9 * HOUR)
    interview = ReturnInterviewFactory(episode=episode, assigned_to=social_worker)
    linger("missing.actions.harm.interview_as_it_is")
    given = at_once(
        lambda: mark_harm_told(actor=social_worker, interview=interview, what_was_told="He hit me", at=now),
        a_moment_later(
            lambda: record_death(actor=social_worker, young_person=young_person, died_on=now.date(), at=now)
        ),
    )
    assert words_of(given) == []
    assert HarmTold.objects.count() == 1
    young_person.refresh_from_db()
    assert young_person.died_on == now.date()


def test_two_records_made_one_and_a_return(now, social_worker, young_person, linger):
    service_manager = UserFactory(roles=["service_manager"])
    double = YoungPersonFactory(team=young_person.team)
    episode = EpisodeFactory(young_person=double, started_at=now - 40 * HOUR)
    linger("missing.actions.episodes.locked_episode")
    given = at_once(
        lambda: record_return(actor=social_worker, episode=episode, returned_at=now - 2 * HOUR, at=now),
        a_moment_later(
            lambda: merge_records(actor=service_manager, kept=young_person, merged=double, reason="The same", at=now)
        ),
    )
    assert words_of(given) == []
    episode.refresh_from_db()
    assert (episode.young_person, episode.returned_at) == (young_person, now - 2 * HOUR)


def test_two_episodes_made_one_and_gone_again(now, social_worker, young_person, linger):
    one = EpisodeFactory(young_person=young_person, started_at=now - 60 * HOUR, returned_at=now - 50 * HOUR)
    other = EpisodeFactory(young_person=young_person, started_at=now - 40 * HOUR, reference="E1")
    linger("missing.actions.merging._locked")
    facts = {"reason": "Never back", "start": "kept", "end": "merged"}
    given = at_once(
        lambda: merge_episodes(actor=UserFactory(roles=["service_manager"]), kept=one, merged=other, at=now, **facts),
        a_moment_later(gone_again(social_worker, young_person, now)),
    )
    assert words_of(given) == []
