"""The pages of strategy discussions, and what others tell of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.drafts import TAB
from accounts.models import User
from accounts.rules import Role
from missing.actions import assign_discussion, mark_harm_told
from missing.codes import StrategyGround
from missing.models import HarmTold, StrategyDiscussion
from people.models import YoungPerson
from tests.factories import (
    EpisodeFactory,
    HarmToldFactory,
    StrategyDiscussionFactory,
    StrategyTriggerFactory,
    TeamFactory,
    UserFactory,
)
from tests.missing.strategy import due_for_high_risk
from tests.said import said

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LIST = "/strategy-discussions/"
HELD = {
    "held_at": "10:30",
    "police_took_part": "yes",
    "police_who": "DS Ann Carr",
    "locate_officer_took_part": "no",
    "outcome": "section_47",
    "decided": "Visit today by Dana Whit.",
}


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def discussion(now, episode) -> StrategyDiscussion:
    return due_for_high_risk(episode, now)


@pytest.fixture
def harm(now, interview, officer, discussion) -> HarmTold:
    return mark_harm_told(actor=officer, interview=interview, what_was_told="He <b>hit</b> me.", by_whom="home")


def test_it_says_why_it_is_due_what_was_told_and_what_is_known(client, manager, discussion, harm) -> None:
    client.force_login(manager)
    page = client.get(discussion.get_absolute_url()).text
    for words in (
        "by the end of Thu 26 Nov",
        "3 hours",
        "Nobody yet",
        "else the team manager is told tomorrow 09:00",
        "High risk to the police.",
        "The police hold the risk to be high in E1.",
        "He &lt;b&gt;hit&lt;/b&gt; me.",
        "By a carer of the home",
        "written down by Priya Nair",
        "Missing now",
        "Dana Whit",
        "It is not needed",
    ):
        assert words in page, words


def test_who_is_no_manager_gets_no_button_to_decline(client, social_worker, officer, discussion) -> None:
    client.force_login(social_worker)
    page = client.get(discussion.get_absolute_url()).text
    assert "It was held" in page
    assert "It is not needed" not in page
    assert client.post(reverse("missing:strategy_declined", args=["SD1"]), {"reason": "No"}).status_code == 403
    client.force_login(officer)
    assert "It was held" not in client.get(discussion.get_absolute_url()).text


def test_held_is_written_down_and_shown(client, social_worker, discussion) -> None:
    client.force_login(social_worker)
    page = client.post(reverse("missing:strategy_held", args=["SD1"]), HELD, follow=True)
    assert "Nobody is reminded of it any more" in said(page) + page.text
    for words in ("Section 47 enquiry", "DS Ann Carr", "Did not take part", "Visit today by Dana Whit."):
        assert words in page.text, words
    assert "It was held" not in page.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"held_at": ""}, "Write when it was held."),
        ({"held_at": "25:00"}, "not a time of day"),
        ({"held_at": "1 Nov 10:00"}, "This is before what it is about"),
        ({"police_took_part": ""}, "Say whether the police took part."),
        ({"police_who": ""}, "Write who of the police took part."),
        ({"police_took_part": "no"}, "Write why the police did not take part."),
        ({"locate_officer_took_part": ""}, "Say whether the Locate officer took part."),
        (
            {"police_took_part": "no", "police_why_not": "No answer", "locate_officer_took_part": "yes"},
            "The Locate officer is of the police",
        ),
        ({"outcome": ""}, "Choose what came of it."),
        ({"decided": ""}, "Write what was decided, and who does what."),
    ],
)
def test_bad_input_is_said_beside_its_field_and_stays(client, social_worker, discussion, changed, words) -> None:
    client.force_login(social_worker)
    page = client.post(reverse("missing:strategy_held", args=["SD1"]), HELD | {"others_who": "Pat Lowe"} | changed)
    assert page.status_code == 200
    assert words in page.text
    assert page.text.count(words) >= 2, "in the summary and beside the field"
    assert "Pat Lowe" in page.text
    assert StrategyDiscussion.objects.open().exists()


def test_without_the_police_the_reason_is_kept(client, social_worker, discussion) -> None:
    client.force_login(social_worker)
    answers = HELD | {"police_took_part": "no", "police_why_not": "No officer could be reached"}
    page = client.post(reverse("missing:strategy_held", args=["SD1"]), answers, follow=True)
    assert "Did not take part: No officer could be reached" in page.text


def test_what_was_typed_of_it_is_offered_again(client, social_worker, discussion) -> None:
    client.force_login(social_worker)
    typed = {"decided": "Visit tod", "police_took_part": "yes", TAB: "one"}
    client.post(reverse("draft", args=[f"strategy:{discussion.pk}"]), typed)
    address = reverse("missing:strategy_held", args=["SD1"])
    assert "Visit tod" in client.get(address).text
    client.post(address, HELD | {TAB: "one"})
    assert "Visit tod" not in client.get(address).text


def test_a_manager_declines_with_a_reason(client, manager, discussion) -> None:
    client.force_login(manager)
    address = reverse("missing:strategy_declined", args=["SD1"])
    seen = {"seen": client.get(address).context["form"]["seen"].value()}
    assert "Write why it is not needed." in client.post(address, {"reason": ""} | seen).text
    page = client.post(address, {"reason": "Discussed <i>yesterday</i>"} | seen, follow=True)
    assert "Discussed &lt;i&gt;yesterday&lt;/i&gt;" in page.text
    assert "Harjit Sandhu" in page.text
    second = client.post(address, {"reason": "Again"})
    assert "Harjit Sandhu has declined it already." in second.text
    assert "Again" in second.text


def test_it_is_given_or_taken(client, manager, social_worker, discussion) -> None:
    client.force_login(manager)
    address = reverse("missing:strategy_assign", args=["SD1"])
    assert "Choose a person." in client.post(address, {}).text
    page = client.post(address, {"to": social_worker.pk}, follow=True)
    assert "Dana Whit calls it together." in said(page) + page.text
    client.force_login(social_worker)
    home = client.get("/").text
    assert "Strategy discussions given to you" in home
    assert "Jude Farrow" in home
    client.force_login(manager)
    assert "You call it together." in client.post(reverse("missing:strategy_take", args=["SD1"]), follow=True).text
    StrategyDiscussion.objects.update(withdrawn_at=discussion.opened_at, withdraw_reason="Mistake")
    page = client.post(reverse("missing:strategy_take", args=["SD1"]), follow=True)
    assert "It is not due any more." in page.text


def test_those_to_choose_from_may_open_the_record(client, manager, social_worker, other_worker, discussion) -> None:
    hub = UserFactory(roles=[Role.HUB], full_name="Hub Manager")
    head = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Head Service")
    client.force_login(head)
    address = reverse("missing:strategy_assign", args=["SD1"])
    choices = set(client.get(address).context["form"].fields["to"].queryset)
    assert choices == {manager, social_worker, hub, head}
    YoungPerson.objects.update(is_restricted=True)
    assert set(client.get(address).context["form"].fields["to"].queryset) == {head}
    for user in (manager, other_worker):
        with pytest.raises(ActionRefused, match="may not open this record"):
            assign_discussion(actor=head, discussion=discussion, to=user)
    assert assign_discussion(actor=head, discussion=discussion, to=head).assigned_to == head


def test_asking_opens_one_or_adds_to_it(client, social_worker, young_person, now) -> None:
    client.force_login(social_worker)
    address = reverse("missing:ask_for_strategy_discussion", args=[young_person.reference])
    assert address in client.get(young_person.get_absolute_url()).text
    assert "Write why it is needed." in client.post(address, {"reason": ""}).text
    page = client.post(address, {"reason": "A man waits outside school."}, follow=True)
    assert "A man waits outside school." in page.text
    assert "is due already" in client.get(address).text
    assert StrategyDiscussion.objects.get().triggers.get().by == social_worker


def test_harm_typed_by_mistake_is_withdrawn_on_its_page(client, officer, manager, discussion, harm) -> None:
    address = reverse("missing:withdraw_harm", args=["SD1", harm.pk])
    client.force_login(officer)
    assert address in client.get(discussion.get_absolute_url()).text
    page = client.get(address).text
    assert "He &lt;b&gt;hit&lt;/b&gt; me." in page
    assert "Write why it was not so." in client.post(address, {"reason": ""}).text
    page = client.post(address, {"reason": "Wrong child"}, follow=True).text
    assert "Harm was written down by mistake: Wrong child" in page
    assert "What the young person told" not in page
    assert "This is withdrawn already." in client.post(address, {"reason": "Again"}).text
    other = HarmToldFactory()
    assert client.get(reverse("missing:withdraw_harm", args=["SD1", other.pk])).status_code == 404


def test_the_history_tells_of_the_discussion_its_grounds_and_what_was_told(client, manager, officer, discussion, harm):
    mark_harm_told(actor=officer, interview=harm.interview, what_was_told="He hit me twice.")
    client.force_login(manager)
    client.post(reverse("missing:strategy_assign", args=["SD1"]), {"to": manager.pk})
    page = client.get(reverse("missing:strategy_history", args=["SD1"])).text
    for words in ("Given to: nothing → Harjit Sandhu", "He hit me twice.", "Ground of a strategy discussion"):
        assert words in page, words


def test_the_history_of_one_that_was_held_speaks_as_its_page_does(client, now, manager, discussion) -> None:
    client.force_login(manager)
    typed = HELD | {"police_took_part": "no", "police_why_not": "Nobody answered"}
    client.post(reverse("missing:strategy_held", args=["SD1"]), typed)
    page = client.get(reverse("missing:strategy_history", args=["SD1"])).text
    for words in (
        "Who of the police, or why they did not take part: nothing → Nobody answered",
        "Written down by: nothing → Harjit Sandhu",
        "Locate officer took part: nothing → no",
        "What was decided: nothing → Visit today by Dana Whit.",
    ):
        assert words in page, words


def test_the_young_persons_page_and_the_episodes_tell_of_it(client, social_worker, other_worker, harm, discussion):
    client.force_login(social_worker)
    page = client.get(discussion.young_person.get_absolute_url()).text
    assert f'<a class="name" href="{discussion.get_absolute_url()}">SD1</a>' in page
    assert f'<a href="{discussion.get_absolute_url()}">Told of harm</a>' in page
    assert "&lt;b&gt;hit" not in page
    for reference in ("E1", "E2"):
        assert discussion.get_absolute_url() in client.get(reverse("missing:episode", args=[reference])).text
    client.force_login(other_worker)
    page = client.get(reverse("missing:episode", args=["E1"]))
    assert page.status_code == 200
    assert "SD1" not in page.text


def test_an_older_one_stays_on_the_page_of_its_episode(client, now, social_worker, discussion, episode) -> None:
    StrategyDiscussion.objects.update(withdrawn_at=now, withdraw_reason="Mistake")
    client.force_login(social_worker)
    assert "SD1" in client.get(episode.get_absolute_url()).text
    assert "Why it is not due any more" in client.get(discussion.get_absolute_url()).text
    for _ in range(6):
        StrategyDiscussionFactory(young_person=episode.young_person, opened_at=now - HOUR, held=True)
    assert "And 2 before." in client.get(episode.young_person.get_absolute_url()).text


def test_that_one_is_older_than_the_episode_is_said_there(client, now, social_worker, discussion, episode) -> None:
    client.force_login(social_worker)
    assert "before this episode" not in client.get(episode.get_absolute_url()).text
    StrategyDiscussion.objects.update(opened_at=now - 30 * HOUR)
    page = client.get(episode.get_absolute_url()).text
    assert "Open since yesterday 06:00, before this episode; what happens in it is added" in page


@pytest.mark.parametrize(
    "name", ["strategy_discussion", "strategy_held", "strategy_declined", "strategy_assign", "strategy_history"]
)
def test_closed_to_others_and_quick(
    client, now, manager, analyst, discussion, harm, name, django_assert_max_num_queries
) -> None:
    address = reverse(f"missing:{name}", args=["SD1"])
    stranger = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()])
    for user, status in ((stranger, 404), (analyst, 403)):
        client.force_login(user)
        assert client.get(address).status_code == status
    for number in range(12):
        past = EpisodeFactory(
            young_person=discussion.young_person, started_at=now - (60 + number * 30) * HOUR, returned=True
        )
        StrategyTriggerFactory(
            discussion=discussion, kind=StrategyGround.LONG, episode=past, source_key=f"episode:{past.pk}"
        )
    client.force_login(manager)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_what_was_decided_keeps_its_lines_and_no_markup(client, social_worker, discussion) -> None:
    client.force_login(social_worker)
    answers = HELD | {"decided": "Visit <today>.\nRing the home."}
    page = client.post(reverse("missing:strategy_held", args=["SD1"]), answers, follow=True)
    assert "Visit &lt;today&gt;.<br>Ring the home." in page.text
    assert "Why it was due" in page.text
