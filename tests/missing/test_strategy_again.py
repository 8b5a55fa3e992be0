"""After one was closed: what makes another due, and what takes its grounds away."""

import pytest

from accounts.rules import Role
from alerts.actions import raise_alerts
from missing.actions import (
    change_police_facts,
    correct_category,
    correct_times,
    decline_discussion,
    mark_harm_told,
    record_discussion_held,
    strategy_episodes,
    unvoid_episode,
    void_episode,
    withdraw_discussions,
)
from missing.actions.strategy_episodes import open_for_the_long_missing
from missing.codes import Category, PoliceRisk
from missing.models import Episode, StrategyDiscussion
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    StrategyTriggerFactory,
    UserFactory,
)
from tests.missing.strategy import DAY, HELD, HOUR, MINUTE, G, kinds, log, were_missing

pytestmark = pytest.mark.django_db


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
        at=at,
        **HELD,
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
    change_police_facts(**facts, police_risk=PoliceRisk.MEDIUM, risk_reason="Seen", at=now + HOUR)
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
