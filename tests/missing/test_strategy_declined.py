"""Declining a strategy discussion: what is decided about is read first, and nothing is declined unread."""

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import decline_discussion, mark_harm_told
from missing.codes import StrategyGround
from missing.models import StrategyDiscussion, StrategyTrigger
from tests.factories import PersonAroundFactory, StrategyDiscussionFactory, StrategyTriggerFactory
from tests.missing.strategy import DAY, MINUTE
from tests.said import said

pytestmark = pytest.mark.django_db

ADDRESS = reverse("missing:strategy_declined", args=["SD1"])
SINCE = "Added since you opened this page"


@pytest.fixture
def discussion(now, young_person) -> StrategyDiscussion:
    """Open since Friday, when the school asked for it."""
    found = StrategyDiscussionFactory(
        young_person=young_person, opened_at=now - 3 * DAY, due_at=now - DAY, reference="SD1"
    )
    StrategyTriggerFactory(discussion=found)
    return found


@pytest.fixture
def add_high_risk(now, discussion, episode):
    def add() -> StrategyTrigger:
        return StrategyTriggerFactory(
            discussion=discussion,
            kind=StrategyGround.HIGH_RISK,
            episode=episode,
            source_key=f"episode:{episode.pk}",
            grounds="The police hold the risk to be high in E1.",
            at=now - MINUTE,
        )

    return add


def decline(client, page, **typed):
    """Send the form as the page that was opened would."""
    return client.post(ADDRESS, {"seen": page.context["form"]["seen"].value()} | typed)


def test_the_page_says_what_is_decided_about(client, manager, officer, interview, discussion, add_high_risk) -> None:
    add_high_risk()
    mark_harm_told(actor=officer, interview=interview, what_was_told="Night staff <b>hit</b> me.", by_whom="home")
    PersonAroundFactory(young_person=discussion.young_person, name="Dez Hale", must_not_know=True)
    client.force_login(manager)
    page = client.get(ADDRESS).text
    for words in (
        "Why it is due",
        "The school is worried.",
        "Fri 20 Nov, 12:00",
        "High risk to the police.",
        "Today, 11:59",
        "Night staff &lt;b&gt;hit&lt;/b&gt; me.",
        "By a carer of the home",
        "Before anybody is told or sent anything",
        "Dez Hale",
    ):
        assert words in page, words
    assert page.count("Added since it was opened.") == 2, "the first ground is as old as the discussion"
    assert SINCE not in page


def test_what_was_declined_is_named(client, manager, discussion, add_high_risk) -> None:
    add_high_risk()
    client.force_login(manager)
    decline(client, client.get(ADDRESS), reason="Discussed on Friday")
    page = client.get(discussion.get_absolute_url())
    words = "Fri 20 Nov, 12:00; High risk to the police today 11:59. Nobody is reminded of it any more."
    assert words in said(page) + page.text
    assert StrategyDiscussion.objects.get().declined_by == manager


def test_what_was_added_while_the_page_was_open_is_shown_before_it_is_declined(
    client, manager, discussion, add_high_risk
) -> None:
    client.force_login(manager)
    opened = client.get(ADDRESS)
    add_high_risk()
    page = decline(client, opened, reason="Too old")
    assert f"{SINCE}: High risk to the police today 11:59. Nothing is declined yet" in page.text
    assert f"{SINCE}.</p>" in page.text, "beside the ground"
    assert "The police hold the risk to be high in E1." in page.text
    assert "Too old" in page.text
    assert discussion.triggers.count() == 2
    assert StrategyDiscussion.objects.open().exists()
    decline(client, page, reason="Too old")
    assert StrategyDiscussion.objects.get().decline_reason == "Too old"


def test_a_page_that_says_nothing_of_what_it_showed_has_shown_nothing(client, manager, discussion) -> None:
    client.force_login(manager)
    for seen in ({}, {"seen": "x,-1,²," + "9" * 5000}):
        page = client.post(ADDRESS, {"reason": "Too old"} | seen)
        assert SINCE in page.text
    assert StrategyDiscussion.objects.open().exists()


def test_a_draft_begun_before_it_was_added_does_not_stand_for_having_read_it(
    client, manager, discussion, add_high_risk
) -> None:
    client.force_login(manager)
    before = client.get(ADDRESS).context["form"]["seen"].value()
    client.post(reverse("draft", args=[f"strategy_decline:{discussion.pk}"]), {"reason": "Too o", "seen": before})
    ground = add_high_risk()
    page = client.get(ADDRESS)
    assert "Too o" in page.text
    assert page.context["form"]["seen"].value() == f"{before},{ground.pk}"


def test_the_rule_names_what_was_not_read_and_lets_the_rest_go(now, manager, discussion, add_high_risk) -> None:
    shown = list(discussion.triggers.values_list("pk", flat=True))
    new = add_high_risk()
    with pytest.raises(ActionRefused, match="High risk to the police today 11:59") as refused:
        decline_discussion(actor=manager, discussion=discussion, reason="Too old", seen=shown)
    assert "asked for" not in refused.value.message.lower()
    StrategyTrigger.objects.filter(pk=new.pk).update(withdrawn_at=now, withdraw_reason="Another child")
    assert decline_discussion(actor=manager, discussion=discussion, reason="Too old", seen=shown).declined_at
