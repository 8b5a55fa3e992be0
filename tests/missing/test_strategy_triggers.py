"""Where things happen, the rules of strategy discussions are asked; and each minute, of who is missing for long."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection

from accounts.rules import Role
from alerts.actions import SweepIncomplete as AlertsIncomplete
from alerts.actions import raise_alerts
from missing.actions import (
    change_police_facts,
    correct_category,
    correct_times,
    decline_discussion,
    mark_harm_told,
    now_missing,
    record_discussion_held,
    record_found,
    record_return,
    report_missing,
    strategy_episodes,
    unvoid_episode,
    void_episode,
    withdraw_discussions,
)
from missing.actions.strategy_episodes import SweepIncomplete, open_for_the_long_missing
from missing.codes import Category, EndedHow, PoliceRisk, Source, StrategyGround
from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from people.models import YoungPerson
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    StrategyTriggerFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
G = StrategyGround


def kinds(young_person: YoungPerson | None = None) -> list[str]:
    rows = StrategyTrigger.objects.filter(withdrawn_at=None, discussion__withdrawn_at=None)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def were_missing(young_person, now, *days_ago: float, **facts) -> list[Episode]:
    return [
        EpisodeFactory(young_person=young_person, started_at=now - days * DAY, returned=True, **facts)
        for days in days_ago
    ]


def log(actor, young_person, started_at, **facts) -> Episode:
    facts = {"category": Category.MISSING} | facts
    return report_missing(actor=actor, young_person=young_person, started_at=started_at, **facts)


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
    change_police_facts(actor=social_worker, episode=episode, police_risk=PoliceRisk.LOW)
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


@pytest.mark.parametrize(
    ("closed_days_ago", "before", "opens"),
    [(13, G.REPEAT_MONTH, False), (14, G.REPEAT_MONTH, True), (1, G.HARM, True), (1, G.REPEAT_QUARTER, True)],
)
@pytest.mark.parametrize("how", ["held", "declined"])
def test_another_takes_new_grounds_or_fourteen_days(
    now, social_worker, young_person, closed_days_ago, before, opens, how
) -> None:
    past = StrategyDiscussionFactory(
        young_person=young_person, opened_at=now - closed_days_ago * DAY - HOUR, **{how: True}
    )
    first, second = were_missing(young_person, now, 20, 25)
    harm = {"kind": G.ASKED} if before == G.HARM else {"kind": before, "episode": first}
    StrategyTriggerFactory(discussion=past, source_key=f"episode:{first.pk}", **harm)
    log(social_worker, young_person, now - HOUR, at=now)
    assert StrategyDiscussion.objects.open().exists() is opens
    assert second.young_person == young_person


def close(discussion: StrategyDiscussion, how: str, at) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[discussion.young_person.team])
    if how == "declined":
        decline_discussion(actor=manager, discussion=discussion, reason="Discussed on Monday.", at=at)
        return
    record_discussion_held(
        actor=manager,
        discussion=discussion,
        held_at=at,
        police_took_part=True,
        police_who="DS Ann Carr",
        locate_officer_took_part=True,
        outcome="section_47",
        decided="A visit today.",
        at=at,
    )


@pytest.mark.parametrize("how", ["held", "declined"])
def test_who_is_missing_still_fourteen_days_after_it_was_closed_makes_another_due(now, young_person, how) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 25 * HOUR, police_risk=PoliceRisk.HIGH)
    open_for_the_long_missing(now)
    close(StrategyDiscussion.objects.get(), how, now)
    assert open_for_the_long_missing(now + 14 * DAY - MINUTE) == 0
    assert open_for_the_long_missing(now + 14 * DAY) == 1
    again = StrategyDiscussion.objects.open().get()
    assert set(again.triggers.values_list("kind", flat=True)) == {G.LONG, G.HIGH_RISK}
    assert open_for_the_long_missing(now + 14 * DAY + MINUTE) == 0


@pytest.mark.parametrize("how", ["held", "declined"])
def test_a_rise_back_to_high_risk_is_new_at_once(now, social_worker, young_person, how) -> None:
    episode = log(social_worker, young_person, now - HOUR, police_risk=PoliceRisk.HIGH, at=now - HOUR)
    close(StrategyDiscussion.objects.get(), how, now)
    facts = {"actor": social_worker, "episode": episode}
    change_police_facts(**facts, police_risk=PoliceRisk.HIGH, police_reference="WM-1", at=now + HOUR)
    assert not StrategyDiscussion.objects.open().exists(), "high all along"
    change_police_facts(**facts, police_risk=PoliceRisk.MEDIUM, at=now + HOUR)
    change_police_facts(**facts, police_risk=PoliceRisk.HIGH, at=now + 2 * HOUR)
    assert StrategyDiscussion.objects.open().get().triggers.get().kind == G.HIGH_RISK


def test_of_an_episode_that_is_over_nothing_is_new_whatever_is_corrected(now, social_worker, young_person) -> None:
    past = EpisodeFactory(
        young_person=young_person, started_at=now - 30 * HOUR, returned=True, returned_at=now - HOUR, police_risk="high"
    )
    strategy_episodes.consider_episode(past, now)
    close(StrategyDiscussion.objects.get(), "held", now)
    strategy_episodes.consider_episode(past, now + 30 * DAY)
    assert StrategyDiscussion.objects.count() == 1


def test_one_that_was_withdrawn_stands_in_nobodys_way(now, social_worker, young_person) -> None:
    past = StrategyDiscussionFactory(
        young_person=young_person, opened_at=now - DAY, withdrawn_at=now - HOUR, withdraw_reason="Mistake"
    )
    (first, _) = were_missing(young_person, now, 20, 25)
    StrategyTriggerFactory(discussion=past, kind=G.REPEAT_MONTH, episode=first, source_key=f"episode:{first.pk}")
    log(social_worker, young_person, now - HOUR)
    assert StrategyDiscussion.objects.open().exists()


def test_said_not_to_be_missing_after_all_it_is_not_due_any_more(now, social_worker, young_person) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    episode = log(social_worker, young_person, now - 30 * HOUR, police_risk=PoliceRisk.HIGH)
    open_for_the_long_missing(now)
    assert kinds() == [G.HIGH_RISK, G.LONG]
    correct_category(actor=manager, episode=episode, category=Category.AWAY, reason="At her aunt’s.", at=now)
    discussion = StrategyDiscussion.objects.get()
    assert discussion.withdrawn_at == now
    assert "At her aunt’s." in discussion.withdraw_reason
    correct_category(actor=manager, episode=episode, category=Category.MISSING, reason="No, she was not.", at=now)
    assert kinds() == [G.LONG, G.HIGH_RISK] or set(kinds()) == {G.LONG, G.HIGH_RISK}
    assert StrategyDiscussion.objects.open().count() == 1


def test_other_grounds_keep_it_due(now, social_worker, officer, interview, young_person) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now - HOUR)
    episode = log(social_worker, young_person, now - HOUR, police_risk=PoliceRisk.HIGH)
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    correct_category(actor=manager, episode=episode, category=Category.AWAY, reason="At her aunt’s.")
    assert kinds() == [G.HARM]
    assert StrategyDiscussion.objects.open().exists()


def test_times_that_are_corrected_are_counted_again(now, social_worker, young_person) -> None:
    were_missing(young_person, now, 3, 29)
    episode = log(social_worker, young_person, now - 30 * HOUR, at=now)
    open_for_the_long_missing(now)
    assert kinds() == [G.LONG, G.REPEAT_MONTH] or set(kinds()) == {G.LONG, G.REPEAT_MONTH}
    correct_times(actor=social_worker, episode=episode, started_at=now - 20 * HOUR, reason="Seen at ten", at=now)
    assert kinds() == [G.REPEAT_MONTH]
    correct_times(actor=social_worker, episode=episode, started_at=now - 26 * HOUR, reason="Not her", at=now)
    assert set(kinds()) == {G.REPEAT_MONTH, G.LONG}


def test_a_correction_may_make_the_third(now, social_worker, young_person) -> None:
    were_missing(young_person, now, 3, 20)
    episode = EpisodeFactory(young_person=young_person, started_at=now - 89 * DAY, returned_at=now - 88 * DAY)
    Episode.objects.update(recorded_at=now)
    facts = {"actor": social_worker, "episode": episode, "reason": "A typing error", "returned_at": now - 88 * DAY}
    correct_times(**facts, started_at=now - 91 * DAY)
    assert G.REPEAT_QUARTER not in kinds()
    correct_times(**facts, started_at=now - 90 * DAY)
    assert G.REPEAT_QUARTER in kinds()


def test_of_who_has_died_whatever_is_due_is_withdrawn(now, officer, interview, young_person) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now - HOUR)
    raise_alerts(at=now - HOUR)
    other = StrategyDiscussionFactory()
    assert withdraw_discussions(young_person, "Died on 23 November.", now) == 1
    assert StrategyDiscussion.objects.open().get() == other
    assert withdraw_discussions(young_person, "Died on 23 November.") == 0


def test_of_a_voided_episode_its_grounds_go_and_harm_stays(now, officer, social_worker, young_person) -> None:
    past = EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR, returned_at=now - HOUR)
    interview = ReturnInterviewFactory(episode=past)
    strategy_episodes.consider_episode(past, now)
    assert kinds() == [G.LONG]
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now)
    assert withdraw_discussions(past, "Logged twice.", now) == 0
    assert kinds() == [G.HARM]
    other = EpisodeFactory(started_at=now - 30 * HOUR)
    open_for_the_long_missing(now)
    assert withdraw_discussions(other, "Logged twice.", now) == 1


def test_voided_it_is_counted_again_and_put_back_once_more(now, social_worker, young_person) -> None:
    first, _ = were_missing(young_person, now, 3, 29)
    log(social_worker, young_person, now - HOUR, at=now)
    assert kinds() == [G.REPEAT_MONTH]
    void_episode(actor=social_worker, episode=first, reason="Logged twice.", at=now)
    discussion = StrategyDiscussion.objects.get()
    assert discussion.withdraw_reason == f"{first} was voided: Logged twice."
    unvoid_episode(actor=social_worker, episode=first, reason="It was right.", at=now)
    assert StrategyDiscussion.objects.open().get() != discussion


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
