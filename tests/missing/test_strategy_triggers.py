"""Where things happen, the rules of strategy discussions are asked; and each minute, of who is missing for long."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection

from alerts.actions import SweepIncomplete as AlertsIncomplete
from alerts.actions import raise_alerts
from missing.actions import (
    change_police_facts,
    mark_harm_told,
    now_missing,
    record_found,
    record_return,
    report_missing,
    strategy_episodes,
)
from missing.actions.strategy_episodes import SweepIncomplete, open_for_the_long_missing
from missing.codes import Category, EndedHow, PoliceRisk, Source
from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from people.models import YoungPerson
from tests.factories import EpisodeFactory, YoungPersonFactory
from tests.missing.strategy import DAY, HOUR, MINUTE, G, kinds, log, were_missing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days_ago", "kind"), [((3, 29), G.REPEAT_MONTH), ((3, 31), G.REPEAT_QUARTER), ((3,), None), ((3, 91), None)]
)
def test_the_third_time_in_thirty_or_ninety_days(now, social_worker, young_person, days_ago, kind) -> None:
    were_missing(young_person, now, *days_ago)
    log(social_worker, young_person, now - HOUR, at=now)
    assert kinds() == ([kind] if kind else [])


def test_its_words_say_how_often_and_it_is_due_in_three_working_days(now, social_worker, young_person) -> None:
    were_missing(young_person, now, 3, 29)
    episode = log(social_worker, young_person, now - HOUR, at=now)
    discussion = StrategyDiscussion.objects.get()
    assert discussion.triggers.get().grounds == f"Missing 3 times in 30 days, last in {episode}."
    assert discussion.young_person == young_person
    assert discussion.opened_at == now
    assert discussion.due_at.isoformat() == "2026-11-27T00:00:00+00:00", "the end of Thursday"
    assert discussion.reference == f"SD-{discussion.pk:06d}"


def test_times_away_or_late_do_not_count(now, social_worker, young_person) -> None:
    were_missing(young_person, now, 3, 29, category=Category.CURFEW)
    log(social_worker, young_person, now - HOUR)
    assert kinds() == []


def test_what_came_by_a_case_file_counts_and_triggers_nothing(now, social_worker, young_person) -> None:
    were_missing(young_person, now, 3, 29, 45, source=Source.IMPORTED)
    imported = EpisodeFactory(
        young_person=YoungPersonFactory(), started_at=now - 2 * DAY, source=Source.IMPORTED, police_risk="high"
    )
    assert open_for_the_long_missing(now) == 0
    record_return(actor=social_worker, episode=imported, returned_at=now - HOUR)
    assert kinds() == []
    log(social_worker, young_person, now - HOUR)
    assert kinds() == [G.REPEAT_MONTH]


def test_high_risk_when_logged_or_changed_to(now, social_worker, young_person) -> None:
    episode = log(social_worker, young_person, now - HOUR, police_risk=PoliceRisk.MEDIUM)
    change_police_facts(actor=social_worker, episode=episode, police_risk=PoliceRisk.LOW)
    assert kinds() == []
    change_police_facts(actor=social_worker, episode=episode, police_risk=PoliceRisk.HIGH)
    change_police_facts(actor=social_worker, episode=episode, police_risk=PoliceRisk.HIGH, police_reference="WM-1")
    change_police_facts(actor=social_worker, episode=episode, police_risk=PoliceRisk.LOW, risk_reason="Seen in town")
    assert kinds() == [G.HIGH_RISK]
    log(social_worker, YoungPersonFactory(), now - HOUR, police_risk=PoliceRisk.HIGH)
    assert kinds() == [G.HIGH_RISK] * 2


def test_high_risk_counts_for_who_is_missing_not_for_who_is_away(now, social_worker, young_person) -> None:
    episode = log(social_worker, young_person, now - HOUR, category=Category.AWAY, police_risk=PoliceRisk.HIGH)
    assert kinds() == []
    now_missing(actor=social_worker, episode=episode, since=now - 30 * MINUTE)
    assert kinds() == [G.HIGH_RISK]


def test_a_risk_that_somebody_writes_down_counts_for_an_imported_episode(now, social_worker, episode) -> None:
    Episode.objects.update(source=Source.IMPORTED)
    change_police_facts(actor=social_worker, episode=episode, police_risk=PoliceRisk.HIGH)
    assert kinds() == [G.HIGH_RISK]


def test_past_24_hours_the_sweep_opens_one_once(now, young_person, django_assert_max_num_queries) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - DAY)
    EpisodeFactory(started_at=now - 23 * HOUR)
    assert open_for_the_long_missing(now) == 0
    assert open_for_the_long_missing(now + MINUTE) == 1
    assert kinds() == [G.LONG]
    with django_assert_max_num_queries(1):
        assert open_for_the_long_missing(now + 2 * MINUTE) == 0
    assert StrategyDiscussion.objects.count() == 1


def test_the_sweep_of_alerts_does_it(now, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 25 * HOUR)
    raise_alerts(at=now)
    assert kinds() == [G.LONG]


def test_it_counts_from_when_they_were_missing(now, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 48 * HOUR, missing_from=now - HOUR)
    EpisodeFactory(started_at=now - 48 * HOUR, category=Category.AWAY)
    assert open_for_the_long_missing(now) == 0


@pytest.mark.parametrize("ends", [record_found, record_return])
def test_one_logged_after_its_end_is_known_to_have_been_long(now, social_worker, episode, ends) -> None:
    Episode.objects.update(started_at=now - 30 * HOUR, missing_from=now - 30 * HOUR)
    when = {"found_at": now - HOUR} if ends is record_found else {"returned_at": now - HOUR}
    ends(actor=social_worker, episode=episode, **when)
    assert kinds() == [G.LONG]


def test_who_is_18_is_no_child_any_more(now, social_worker) -> None:
    grown = YoungPersonFactory(date_of_birth=(now - timedelta(days=18 * 365 + 5)).date())
    log(social_worker, grown, now - 30 * HOUR, police_risk=PoliceRisk.HIGH)
    assert open_for_the_long_missing(now) == 0
    assert kinds() == []


def test_nothing_is_due_for_who_has_died(now, social_worker, episode) -> None:
    Episode.objects.update(started_at=now - 30 * HOUR, missing_from=now - 30 * HOUR)
    record_return(actor=social_worker, episode=episode, ended_how=EndedHow.DIED, found_at=now - HOUR)
    assert not StrategyDiscussion.objects.open().exists()


def test_an_open_one_takes_up_further_grounds(now, social_worker, officer, interview, young_person) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now - 2 * HOUR)
    were_missing(young_person, now, 9)
    episode = log(social_worker, young_person, now - HOUR, police_risk=PoliceRisk.HIGH, at=now)
    assert kinds() == [G.HARM, G.HIGH_RISK, G.REPEAT_MONTH]
    discussion = StrategyDiscussion.objects.get()
    assert discussion.opened_at == now - 2 * HOUR
    assert open_for_the_long_missing(now + DAY) == 1
    assert discussion.triggers.filter(episode=episode).count() == 3


def test_one_that_fails_keeps_nothing_else_back(now, monkeypatch, caplog) -> None:
    first, second = EpisodeFactory(started_at=now - 30 * HOUR), EpisodeFactory(started_at=now - 31 * HOUR)
    whole = strategy_episodes.consider_episode

    def fail(episode, at):
        if episode == first:
            raise RuntimeError("broken")
        return whole(episode, at)

    monkeypatch.setattr(strategy_episodes, "consider_episode", fail)
    with pytest.raises(SweepIncomplete, match=f"episode:{first.pk}"):
        open_for_the_long_missing(now)
    assert StrategyTrigger.objects.get().episode == second
    with pytest.raises(AlertsIncomplete, match="open strategy discussions"):
        raise_alerts(at=now)
    assert "broken" in caplog.text


def test_the_number_of_the_setting_is_what_counts(now, young_person, settings) -> None:
    settings.STRATEGY_MISSING_HOURS = 12
    EpisodeFactory(young_person=young_person, started_at=now - 13 * HOUR)
    assert open_for_the_long_missing(now) == 1
    assert "more than 12 hours" in StrategyTrigger.objects.get().grounds


def test_a_serious_level_is_a_ground_for_the_room_that_will_know_it(now, young_person) -> None:
    from missing.actions.strategy_grounds import add_grounds
    from missing.rules.strategy import Ground

    level = Ground(G.SERIOUS_LEVEL, "level:8", "The MACE meeting set the level Serious.")
    assert add_grounds(young_person.pk, [level], now) == add_grounds(young_person.pk, [level], now + HOUR)
    assert kinds() == [G.SERIOUS_LEVEL]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_come_to_one_discussion(now, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR)
    start, found = Barrier(2), []

    def sweep() -> None:
        try:
            start.wait()
            found.append(open_for_the_long_missing(now))
        finally:
            connection.close()

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert StrategyDiscussion.objects.count() == StrategyTrigger.objects.count() == 1


def test_the_numbers_are_settings() -> None:
    assert (settings.STRATEGY_MONTH_EPISODES, settings.STRATEGY_MONTH_DAYS) == (3, 30)
    assert (settings.STRATEGY_QUARTER_EPISODES, settings.STRATEGY_QUARTER_DAYS) == (3, 90)


class TestWhoMayBeAChild:
    """Whose date of birth is estimated or disputed is treated as a child, at logging and by the sweep."""

    @pytest.fixture
    def maybe(self, team, now) -> YoungPerson:
        return YoungPersonFactory(team=team, date_of_birth=date(2008, 10, 1), birthday_is="disputed")

    def test_at_high_risk_as_it_is_logged(self, now, social_worker, maybe) -> None:
        report_missing(
            actor=social_worker, young_person=maybe, category="missing", started_at=now - HOUR, police_risk="high"
        )
        assert StrategyDiscussion.objects.open().get().young_person == maybe

    def test_missing_for_long_by_the_sweep(self, now, maybe) -> None:
        EpisodeFactory(young_person=maybe, started_at=now - 60 * HOUR)
        assert open_for_the_long_missing(now) == 1
        assert open_for_the_long_missing(now) == 0

    @pytest.mark.parametrize("sure", [{"birthday_is": ""}, {"kind_of_record": "care_leaver"}])
    def test_who_is_an_adult_is_none(self, now, maybe, sure) -> None:
        YoungPerson.objects.update(**sure)
        EpisodeFactory(young_person=maybe, started_at=now - 60 * HOUR)
        assert open_for_the_long_missing(now) == 0
