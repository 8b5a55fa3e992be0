"""What a merge let an episode learn of where they lived goes when the two records are two again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from missing.actions import correct_times, record_return, report_missing
from missing.actions.placed import learn_where_they_live
from missing.codes import Category, LogKind
from missing.models import Episode, LogEntry
from missing.telling import tell_list, with_tell_facts
from people.models import YoungPerson
from tests.factories import PlacementFactory
from tests.missing.two_records import HOUR, bea, beas_team, beas_worker, boss, one_of, two_of

__all__ = ["bea", "beas_team", "beas_worker", "boss"]

HOME = ("placement", "is_out_of_area", "distance_miles", "legal_status")


@pytest.fixture
def home(now, young_person):
    """Jude's, and not Bea's."""
    return PlacementFactory(young_person=young_person, far=True, started_on=timezone.localdate() - timedelta(days=10))


def logged(person: YoungPerson, worker, now, hours: int = 6) -> Episode:
    return report_missing(
        actor=worker, young_person=person, category=Category.MISSING, started_at=now - hours * HOUR, at=now
    )


def known(episode: Episode) -> tuple[object, ...]:
    return Episode.objects.values_list(*HOME).get(pk=episode.pk)


def on_the_list(episode: Episode) -> set[str]:
    found = with_tell_facts(Episode.objects.all()).get(pk=episode.pk)
    return {line.key for line in tell_list(found, "went_missing")}


def learnt(boss, kept, merged, episode):
    """They become one, and the sweep comes by."""
    merge = one_of(boss, kept, merged)
    assert learn_where_they_live(timezone.now()) == 1
    assert known(episode)[1] is True
    return merge


@pytest.mark.parametrize("keeps_jude", [True, False])
def test_the_open_episode_loses_the_home_of_the_other(
    now, boss, beas_worker, young_person, bea, home, keeps_jude
) -> None:
    episode = logged(bea, beas_worker, now)
    before, told = known(episode), on_the_list(episode)
    assert before[0] is None
    kept, merged = (young_person, bea) if keeps_jude else (bea, young_person)
    merge = learnt(boss, kept, merged, episode)
    assert on_the_list(episode) > told
    two_of(boss, merge)
    assert known(episode) == before
    assert on_the_list(episode) == told
    assert home.young_person == young_person
    assert learn_where_they_live(timezone.now()) == 0


def test_the_log_tells_of_no_home_any_more_and_the_history_does(
    client, now, boss, beas_worker, young_person, bea, home
):
    episode = logged(bea, beas_worker, now)
    two_of(boss, learnt(boss, young_person, bea, episode))
    lines = list(LogEntry.objects.filter(episode=episode).values_list("kind", "by", "text"))
    assert [(kind, by) for kind, by, _ in lines] == [(LogKind.CORRECTED, boss.pk)]
    assert "was on another record" in lines[0][2]
    client.force_login(boss)
    history = client.get(reverse("missing:episode_history", args=[episode.reference])).text
    assert "Placement: nothing →" in history
    assert "→ nothing" in history
    assert "was put on record since" in history
    assert lines[0][2] in history


def test_their_own_home_stands(now, boss, beas_worker, young_person, bea, home) -> None:
    """A placement that said no place was all that was known; it is theirs still."""
    own = PlacementFactory(
        young_person=bea,
        started_on=timezone.localdate() - timedelta(days=30),
        postcode="",
        local_authority="",
        is_out_of_area=None,
        distance_miles=None,
    )
    episode = logged(bea, beas_worker, now)
    before = known(episode)
    assert before[0] == own.pk
    type(own).objects.filter(pk=own.pk).update(ended_on=timezone.localdate() - timedelta(days=11))
    merge = learnt(boss, young_person, bea, episode)
    type(own).objects.filter(pk=own.pk).update(ended_on=None)
    two_of(boss, merge)
    assert known(episode) == before


def test_what_was_known_before_they_were_one_stays(now, boss, social_worker, young_person, bea, home) -> None:
    episode = logged(young_person, social_worker, now)
    before = known(episode)
    assert before[0] == home.pk
    two_of(boss, one_of(boss, bea, young_person))
    assert known(episode) == before
    assert not LogEntry.objects.filter(episode=episode).exists()


def test_one_that_has_ended_since_loses_it_too(now, boss, beas_worker, young_person, bea, home) -> None:
    episode = logged(bea, beas_worker, now)
    merge = learnt(boss, young_person, bea, episode)
    record_return(actor=boss, episode=Episode.objects.get(pk=episode.pk), returned_at=now - HOUR, at=now)
    two_of(boss, merge)
    assert known(episode)[:3] == (None, None, None)


def test_what_somebody_wrote_since_in_its_own_record_is_kept(now, boss, beas_worker, young_person, bea, home) -> None:
    episode = logged(young_person, beas_worker, now, hours=6)
    merge = one_of(boss, young_person, bea)
    correct_times(
        actor=boss, episode=Episode.objects.get(pk=episode.pk), started_at=now - 26 * HOUR, reason="Seen before"
    )
    two_of(boss, merge)
    assert known(episode)[0] == home.pk
