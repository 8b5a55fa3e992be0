"""Two records of one young person: the same absence logged on both is settled first, and figures count it once."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import record_return, report_missing
from missing.actions.strategy_grounds import add_grounds
from missing.codes import Category, StrategyGround
from missing.merging import overlapping_episodes
from missing.models import Episode, LogEntry, ReturnInterview
from missing.rules.strategy import Ground
from people.actions import merge_records, unmerge_records
from people.actions.merging import KEPT, MERGED
from people.models import CaseEvent, YoungPerson
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
WHY = "The same birthday and school"


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


@pytest.fixture
def twice(team) -> YoungPerson:
    return YoungPersonFactory(first_name="Jude", last_name="Farow", team=team, reference="YP777")


@pytest.fixture
def both_out(now, social_worker, young_person, twice) -> tuple[Episode, Episode]:
    """The worker logged Jude 20 hours ago; duty, who could not find the record, logged Jude again."""
    first, second = (
        report_missing(
            actor=social_worker, young_person=person, category=Category.MISSING, started_at=now - hours * HOUR
        )
        for person, hours in ((young_person, 20), (twice, 18))
    )
    return first, second


@pytest.mark.parametrize(("choice", "stands"), [(KEPT, 0), (MERGED, 1)])
def test_the_same_absence_stands_once_and_twice_again(now, manager, young_person, twice, both_out, choice, stands):
    before = list(Episode.objects.order_by("pk").values())
    events = set(CaseEvent.objects.values_list("young_person", "kind", "at"))
    (clash,) = overlapping_episodes(young_person, twice)
    with pytest.raises(ActionRefused, match="Episode: choose which one stands"):
        merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
    assert Episode.objects.missing_now().count() == 2
    merge = merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY, choices={clash.key: choice})
    assert Episode.objects.missing_now().get() == both_out[stands]
    voided = Episode.objects.get(voided_at__isnull=False)
    assert voided.voided_why.startswith(f"The same absence as {both_out[stands]}, logged on the other record")
    assert set(Episode.objects.values_list("young_person", flat=True)) == {young_person.pk}
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    assert list(Episode.objects.order_by("pk").values()) == before
    assert set(CaseEvent.objects.values_list("young_person", "kind", "at")) == events
    assert LogEntry.objects.count() == 2, "that it was voided and put back stays in its log"


def test_interviews_follow_and_count_as_one_young_person(now, social_worker, manager, young_person, twice) -> None:
    for person, hours in ((young_person, 30), (twice, 10)):
        episode = report_missing(
            actor=social_worker, young_person=person, category=Category.MISSING, started_at=now - hours * HOUR
        )
        record_return(actor=social_worker, episode=episode, returned_at=now - (hours - 5) * HOUR)
    merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
    assert ReturnInterview.objects.to_do().filter(episode__young_person=young_person).count() == 2
    assert Episode.objects.counted_as_missing().values("young_person").distinct().count() == 1


def test_one_that_begins_as_the_other_ends_is_no_clash(now, young_person, twice) -> None:
    first = EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, returned=True)
    EpisodeFactory(young_person=twice, started_at=first.ended_at, returned=True)
    EpisodeFactory(young_person=twice, started_at=now - 18 * HOUR, returned_at=now - 18 * HOUR)
    assert not list(overlapping_episodes(young_person, twice))
    EpisodeFactory(young_person=twice, started_at=now - 17 * HOUR, returned_at=now - 16 * HOUR)
    assert len(list(overlapping_episodes(young_person, twice))) == 1


def test_two_open_discussions_are_settled_first(now, manager, young_person, twice) -> None:
    for person in (young_person, twice):
        add_grounds(person.pk, [Ground(StrategyGround.ASKED, f"asked:{person.pk}", "Asked for")], now)
    with pytest.raises(ActionRefused, match=r"Both have an open strategy discussion \(SD-\d+ and SD-\d+\)"):
        merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
