"""A child whom the police held to be at high risk: what they lowered since opens nothing that a manager decides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import (
    change_police_facts,
    correct_category,
    merge_episodes,
    void_episode,
)
from missing.codes import Category, PoliceRisk
from missing.models import Episode, StrategyDiscussion
from missing.rules.merging import KEPT, MERGED
from tests.missing.test_merging_episodes import WHY, logged

HOUR = timedelta(hours=1)
HELD = "The police hold the risk to be high, or have held it so"


@pytest.fixture
def first(now, social_worker, young_person) -> Episode:
    """Away for two hours before; nobody held the risk to be high."""
    return logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)


@pytest.fixture
def lowered(now, social_worker, young_person, first) -> Episode:
    """Missing still; the police held the risk to be high and do not any more."""
    episode = logged(social_worker, young_person, now - 17 * HOUR, police_risk=PoliceRisk.HIGH)
    return lower(social_worker, episode, risk_reason="Seen at her aunt’s")


def lower(actor, episode, **facts) -> Episode:
    return change_police_facts(actor=actor, episode=episode, **{"police_risk": PoliceRisk.LOW} | facts)


def test_a_manager_alone_says_that_they_were_not_missing(social_worker, manager, lowered) -> None:
    facts = {"episode": lowered, "category": Category.AWAY, "reason": "At her aunt’s"}
    with pytest.raises(ActionRefused, match=f"{HELD}, so only a manager may say that they were not missing") as refusal:
        correct_category(actor=social_worker, **facts)
    assert refusal.value.field == "how"
    assert StrategyDiscussion.objects.open().exists()
    correct_category(actor=manager, **facts)
    lowered.refresh_from_db()
    assert lowered.category == Category.AWAY


def test_a_manager_alone_voids_it(social_worker, manager, lowered) -> None:
    with pytest.raises(ActionRefused, match=f"{HELD}. Ask a manager."):
        void_episode(actor=social_worker, episode=lowered, reason="Another child")
    void_episode(actor=manager, episode=lowered, reason="Another child")
    lowered.refresh_from_db()
    assert lowered.is_void


def test_a_manager_alone_takes_them_off_the_list_by_a_merge(social_worker, manager, first, lowered) -> None:
    facts = {"kept": first, "merged": lowered, "start": KEPT, "end": KEPT, "reason": WHY}
    with pytest.raises(ActionRefused, match=f"{HELD}. They are on record as missing, so only a manager") as refusal:
        merge_episodes(actor=social_worker, **facts)
    assert refusal.value.field == "end"
    merge_episodes(actor=manager, **facts)
    assert not Episode.objects.missing_now().exists()


def test_so_it_is_of_what_it_was_merged_into(social_worker, first, lowered) -> None:
    merge_episodes(actor=social_worker, kept=first, merged=lowered, start=KEPT, end=MERGED, reason=WHY)
    with pytest.raises(ActionRefused, match=HELD):
        void_episode(actor=social_worker, episode=first, reason="Another child")


def test_another_episode_of_theirs_asks_nobody(social_worker, first, lowered) -> None:
    void_episode(actor=social_worker, episode=first, reason="Logged twice")
    assert Episode.objects.standing().get() == lowered


class TestLowering:
    @pytest.fixture
    def high(self, episode) -> Episode:
        Episode.objects.update(police_risk=PoliceRisk.HIGH)
        return Episode.objects.get()

    def test_wants_a_reason_that_the_log_keeps(self, social_worker, high) -> None:
        with pytest.raises(ActionRefused, match="Write why the risk is not high any more") as refusal:
            lower(social_worker, high, risk_reason=" ")
        assert refusal.value.field == "risk_reason"
        lower(social_worker, high, risk_reason="Seen at her aunt’s.", note="Rang 14:00.")
        assert high.log.get().text == "Police risk: High to Low. Seen at her aunt’s. Rang 14:00."

    def test_is_done_by_who_may_open_the_record(self, other_worker, high) -> None:
        with pytest.raises(ActionRefused, match="record may write down that the risk is not high any more") as refusal:
            lower(other_worker, high, risk_reason="They rang")
        assert (refusal.value.field, "Ring Dana Whit" in refusal.value.message) == ("police_risk", True)
        change_police_facts(actor=other_worker, episode=high, police_risk=PoliceRisk.HIGH, note="They rang")
        assert high.log.get().text == "They rang"

    def test_the_page_asks_beside_the_risk_and_keeps_what_was_typed(self, client, social_worker, high) -> None:
        client.force_login(social_worker)
        url = reverse("missing:police", args=[high.reference])
        assert "If it is not high any more: why?" in client.get(url).text
        typed = {"police_risk": "medium", "note": "Seen in town"}
        page = client.post(url, typed)
        assert page.context["form"].errors == {"risk_reason": ["Write why the risk is not high any more."]}
        assert "Seen in town" in page.text
        client.post(url, typed | {"risk_reason": "Seen"})
        assert Episode.objects.get().police_risk == PoliceRisk.MEDIUM
        assert "not high any more" not in client.get(url).text
