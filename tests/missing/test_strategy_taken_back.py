"""Written down as held, or as not needed, by mistake: the discussion is due again as it was, and told of anew."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.drafts import save_draft
from accounts.models import Draft
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    assign_discussion,
    decline_discussion,
    mark_harm_told,
    record_discussion_held,
    take_back_ending,
    void_episode,
)
from missing.actions.strategy_episodes import open_for_the_long_missing
from missing.models import EndingTakenBack, StrategyDiscussion
from people.models import AccessGrant
from tests.factories import EpisodeFactory, StrategyDiscussionFactory, UserFactory
from tests.missing.strategy import DAY, HELD, HOUR, G, log
from tests.said import said

pytestmark = pytest.mark.django_db
WHY = "It was Jude Marsh, not Jude Farrow."
PAGE = "/strategy-discussions/{}/due-again/"


@pytest.fixture
def discussion(now, officer, interview, young_person) -> StrategyDiscussion:
    """Of harm that was told two hours ago."""
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now - 2 * HOUR)
    return StrategyDiscussion.objects.get()


def hold(actor, discussion, at) -> StrategyDiscussion:
    return record_discussion_held(
        actor=actor,
        discussion=discussion,
        held_at=at,
        others_who="The school",
        at=at,
        **HELD,
    )


def end(how: str, actor, discussion, at) -> StrategyDiscussion:
    if how == "held":
        return hold(actor, discussion, at)
    return decline_discussion(actor=actor, discussion=discussion, reason="Known.", at=at)


def facts(discussion: StrategyDiscussion) -> dict:
    return StrategyDiscussion.objects.filter(pk=discussion.pk).values().get()


def who_is_told() -> set[tuple]:
    standing = Alert.objects.standing().filter(stage__kind__in=["harm_told", "strategy"])
    return set(standing.values_list("user", "stage__kind"))


@pytest.mark.parametrize("how", ["held", "declined"])
def test_it_is_due_again_as_it_was_and_told_anew(now, manager, social_worker, discussion, how) -> None:
    assign_discussion(actor=manager, discussion=discussion, to=social_worker)
    at = now + DAY
    raise_alerts(at=at)
    before = facts(discussion)
    told = who_is_told()
    assert {kind for _, kind in told} == {"harm_told", "strategy"}
    end(how, manager, discussion, at)
    raise_alerts(at=at)
    assert not who_is_told()
    take_back_ending(actor=manager, discussion=discussion, reason=f" {WHY} ", at=at + HOUR)
    assert facts(discussion) == before
    assert discussion.triggers.get().withdrawn_at is None
    assert AccessGrant.objects.get(source_key=f"strategy:{discussion.pk}").until is None
    raise_alerts(at=at + HOUR)
    assert who_is_told() == told
    kept = EndingTakenBack.objects.get()
    assert (kept.was_said, kept.said_at, kept.said_by, kept.at, kept.by, kept.reason) == (
        how,
        at,
        manager,
        at + HOUR,
        manager,
        WHY,
    )


def test_whoever_wrote_it_may_and_a_manager_and_nobody_else(
    now, social_worker, other_worker, manager, analyst, discussion
) -> None:
    hold(social_worker, discussion, now)
    with pytest.raises(PermissionDenied):
        take_back_ending(actor=analyst, discussion=discussion, reason=WHY)
    with pytest.raises(ActionRefused, match=r"Dana Whit wrote this down\. They or a manager may take it back"):
        take_back_ending(actor=other_worker, discussion=discussion, reason=WHY)
    with pytest.raises(ActionRefused, match=r"Write why\.") as refused:
        take_back_ending(actor=social_worker, discussion=discussion, reason=" ")
    assert refused.value.field == "reason"
    take_back_ending(actor=social_worker, discussion=discussion, reason=WHY)
    with pytest.raises(ActionRefused, match="It is due"):
        take_back_ending(actor=manager, discussion=discussion, reason=WHY)
    hold(social_worker, discussion, now)
    take_back_ending(actor=manager, discussion=discussion, reason=WHY)
    assert StrategyDiscussion.objects.get().is_open


def test_not_of_who_has_died_nor_what_was_withdrawn(now, manager, young_person, discussion) -> None:
    hold(manager, discussion, now)
    young_person.died_on = now.date()
    young_person.save()
    with pytest.raises(ActionRefused, match="on record as having died"):
        take_back_ending(actor=manager, discussion=discussion, reason=WHY)
    gone = StrategyDiscussionFactory(opened_at=now - DAY, withdrawn_at=now, withdraw_reason="Voided")
    with pytest.raises(ActionRefused, match="Ask for one"):
        take_back_ending(actor=manager, discussion=gone, reason=WHY)


def test_what_is_due_since_joins_it(now, manager, social_worker, young_person, discussion) -> None:
    hold(manager, discussion, now)
    log(social_worker, young_person, now - HOUR, police_risk="high", at=now)
    since = StrategyDiscussion.objects.open().get()
    assert since != discussion
    assign_discussion(actor=manager, discussion=since, to=social_worker)
    again = take_back_ending(actor=manager, discussion=discussion, reason=WHY, at=now)
    assert StrategyDiscussion.objects.open().get() == again == discussion
    assert set(again.triggers.values_list("kind", flat=True)) == {G.HARM, G.HIGH_RISK}
    assert again.assigned_to == social_worker
    since.refresh_from_db()
    assert since.withdraw_reason == f"It goes on in {discussion}, which is due again."


def test_a_ground_stands_once_in_it(now, manager, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 25 * HOUR)
    open_for_the_long_missing(now)
    first = StrategyDiscussion.objects.get()
    hold(manager, first, now)
    assert open_for_the_long_missing(now + 14 * DAY) == 1
    take_back_ending(actor=manager, discussion=first, reason=WHY, at=now + 14 * DAY)
    assert StrategyDiscussion.objects.open().get() == first
    assert first.triggers.filter(withdrawn_at=None).count() == 1


def test_what_was_not_so_after_all_is_not_due_again(client, now, manager, young_person) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - 25 * HOUR)
    open_for_the_long_missing(now)
    discussion = StrategyDiscussion.objects.get()
    hold(manager, discussion, now)
    void_episode(actor=manager, episode=episode, reason="Logged twice.", at=now)
    client.force_login(manager)
    answer = said(client.post(PAGE.format(discussion), {"reason": WHY}))
    assert answer.startswith("Taken back. It is not due all the same: What it was about was put right")
    assert not StrategyDiscussion.objects.open().exists()


def test_who_has_left_has_it_no_more(now, manager, social_worker, discussion) -> None:
    assign_discussion(actor=manager, discussion=discussion, to=social_worker)
    hold(manager, discussion, now)
    social_worker.is_active = False
    social_worker.deactivated_at, social_worker.deactivated_why = now, "Left"
    social_worker.save()
    assert take_back_ending(actor=manager, discussion=discussion, reason=WHY).assigned_to is None


def test_the_database_keeps_why(now, manager, discussion) -> None:
    for wrong in ({"reason": ""}, {"was_said": "x"}, {"said_at": now + HOUR}):
        about = {"was_said": "held", "said_at": now, "reason": WHY, "at": now, "by": manager, "said_by": manager}
        with pytest.raises(IntegrityError), transaction.atomic():
            EndingTakenBack.objects.create(discussion=discussion, **about | wrong)


class TestPages:
    def test_the_page_of_one_that_was_held_leads_there_and_says_so_afterwards(
        self, client, now, manager, discussion, django_assert_max_num_queries
    ) -> None:
        hold(manager, discussion, now)
        client.force_login(manager)
        url, page = PAGE.format(discussion), client.get(discussion.get_absolute_url()).text
        assert f'href="{url}"' in page
        assert "It was not held after all" in page
        assert "What was written down stays in the history" in " ".join(client.get(url).text.split())
        assert "Write why." in client.post(url, {"reason": ""}).text
        answer = client.post(url, {"reason": "Wrong <b>child</b>"}, follow=True).text
        assert "Taken back. It is open again, and is due by the end of " in answer
        with django_assert_max_num_queries(12):
            page = client.get(discussion.get_absolute_url()).text
        assert "Written down as held by Tess Boyle today 12:00: taken back." in page
        assert "Wrong &lt;b&gt;child&lt;/b&gt;" in page
        assert url not in page
        history = client.get(f"{discussion.get_absolute_url()}history/").text
        for words in ("Ending taken back", "A visit today."):
            assert words in history

    def test_who_may_not_is_not_led_there_and_told_who_may(self, client, now, team, manager, discussion) -> None:
        hold(manager, discussion, now)
        client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]))
        url = PAGE.format(discussion)
        assert url not in client.get(discussion.get_absolute_url()).text
        for send in (client.get, client.post):
            assert "Tess Boyle wrote this down. They or a manager may take it back." in send(url, follow=True).text
        assert not StrategyDiscussion.objects.open().exists()

    def test_of_one_that_has_ended_what_was_begun_is_shown_and_the_form_opens_with_it_once_it_is_due_again(
        self, client, now, manager, social_worker, discussion, django_assert_max_num_queries
    ) -> None:
        save_draft(social_worker, f"strategy:{discussion.pk}", {"decided": ["Half a sent"], "outcome": ["section_47"]})
        hold(manager, discussion, now)
        client.force_login(social_worker)
        url = f"{discussion.get_absolute_url()}held/"
        client.get(url)
        with django_assert_max_num_queries(12):
            page = client.get(url).text
        assert "Tess Boyle has written down already that it was held. What you had begun to write is kept" in page
        assert "Half a sent" in page
        assert "section_47" not in page, "in words, as the form asks"
        assert "<form method" not in page.partition("<main")[2]
        take_back_ending(actor=manager, discussion=discussion, reason=WHY)
        assert client.get(url).context["form"]["decided"].value() == "Half a sent"

    def test_what_was_begun_of_one_that_has_ended_goes_by_their_own_button_alone(
        self, client, now, manager, social_worker, discussion
    ) -> None:
        since = save_draft(social_worker, f"strategy:{discussion.pk}", {"decided": ["Half a sent"]})
        hold(manager, discussion, now)
        client.force_login(social_worker)
        url = f"{discussion.get_absolute_url()}held/"
        page = client.get(url).text
        assert "Throw it away</button>" in page
        button = f"/drafts/strategy:{discussion.pk}/begin-anew/"
        assert f'action="{button}"' in page
        assert Draft.objects.exists()
        gone = client.post(button, {"draft_since": since, "page": url}, follow=True)
        assert gone.redirect_chain[-1][0] == discussion.get_absolute_url()
        assert "What you had typed is thrown away." in gone.text
        assert not Draft.objects.exists()

    def test_of_one_that_has_ended_of_which_nothing_was_begun_it_leads_to_how_it_ended(
        self, client, now, manager, social_worker, discussion
    ) -> None:
        hold(manager, discussion, now)
        client.force_login(social_worker)
        page = client.get(f"{discussion.get_absolute_url()}held/", follow=True)
        assert page.redirect_chain[-1][0] == discussion.get_absolute_url()
        assert "Tess Boyle has written down already that it was held." in page.text

    def test_what_was_typed_while_it_was_closed_is_not_lost(self, client, now, manager, social_worker, discussion):
        hold(manager, discussion, now)
        client.force_login(social_worker)
        typed = {"held_at": "11:00", "police_took_part": "yes", "police_who": "DS Carr", "decided": "We visit."}
        page = client.post(f"{discussion.get_absolute_url()}held/", typed).text
        assert "We visit." in page
