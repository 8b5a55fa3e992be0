"""What came after a strategy discussion was held is not closed with it unless somebody says that it was discussed."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.drafts import save_draft
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import assign_discussion, mark_harm_told, record_discussion_held
from missing.codes import StrategyGround
from missing.models import HarmTold, StrategyDiscussion
from missing.rules.strategy import came_after
from people.models import AccessGrant, YoungPerson
from tests.factories import StrategyDiscussionFactory, StrategyTriggerFactory, UserFactory
from tests.missing.strategy import DAY, HOUR, MINUTE, G, were_missing

pytestmark = pytest.mark.django_db

QUESTION = "Was what came after that time discussed too?"
ASKED = (
    "What came after this time may not have been discussed: Told of harm today 11:55. "
    "Say whether it was, or correct the time."
)
TYPED = {
    "held_at": "20 Nov 20:00",
    "police_took_part": "yes",
    "police_who": "DS Ann Carr",
    "locate_officer_took_part": "yes",
    "outcome": "no_further_action",
    "decided": "Looked at again in a month.",
}


@pytest.fixture
def discussion(now, young_person, interview, manager) -> StrategyDiscussion:
    """Open since Friday for one who was missing again and again; the interview is of an episode since."""
    (past,) = were_missing(young_person, now, 4)
    found = StrategyDiscussionFactory(
        young_person=young_person, opened_at=now - 3 * DAY, due_at=now + DAY, reference="SD1"
    )
    key = f"episode:{past.pk}"
    StrategyTriggerFactory(discussion=found, kind=G.REPEAT_MONTH, episode=past, source_key=key)
    return found


@pytest.fixture
def harm(now, officer, interview, discussion) -> HarmTold:
    told = {"what_was_told": "Night staff hit me.", "by_whom": "home"}
    return mark_harm_told(actor=officer, interview=interview, at=now - 5 * MINUTE, **told)


@pytest.fixture
def held(now, manager, discussion):
    def write_down(held_at: datetime, **facts) -> StrategyDiscussion:
        facts = {
            "police_took_part": True,
            "police_who": "DS Ann Carr",
            "locate_officer_took_part": True,
            "outcome": "no_further_action",
            "decided": "Looked at again in a month.",
        } | facts
        return record_discussion_held(actor=manager, discussion=discussion, held_at=held_at, at=now, **facts)

    return write_down


def told_of_harm() -> set[User]:
    return {alert.user for alert in Alert.objects.standing().filter(stage__kind="harm_told").select_related("user")}


def test_it_is_asked_whether_what_was_told_since_was_discussed(now, discussion, harm, held) -> None:
    with pytest.raises(ActionRefused) as refused:
        held(now - 2 * DAY)
    assert refused.value.field == "discussed_too"
    assert refused.value.message == ASKED
    assert StrategyDiscussion.objects.open().get() == discussion
    held(now)
    assert not StrategyDiscussion.objects.open().exists(), "held since it was told"


def test_what_was_not_discussed_stays_due_and_those_who_must_know_stay_told(
    now, manager, social_worker, discussion, harm, held
) -> None:
    duty = UserFactory(roles=[Role.DUTY])
    assign_discussion(actor=manager, discussion=discussion, to=social_worker)
    raise_alerts(at=now)
    before = told_of_harm()
    assert {manager, duty} <= before
    closed = held(now - 2 * DAY, discussed_too=[])
    (due,) = StrategyDiscussion.objects.open()
    assert closed.kept_due == due
    assert not StrategyDiscussion.objects.get(pk=discussion.pk).is_open
    assert due.triggers.get().harm == harm
    assert (due.opened_at, due.assigned_to) == (harm.told_at, social_worker)
    assert discussion.triggers.get().kind == G.REPEAT_MONTH
    raise_alerts(at=now)
    assert told_of_harm() == before
    assert YoungPerson.objects.visible_to(duty).filter(pk=due.young_person_id).exists()
    assert AccessGrant.objects.get(source_key=f"strategy:{due.pk}").until is None


def test_what_was_known_before_it_was_typed_is_closed_with_it(now, discussion, harm, held) -> None:
    later = discussion.triggers.get(harm=harm).pk
    with pytest.raises(ActionRefused, match="What came after this time"):
        held(now - 2 * DAY, discussed_too=[later + 1])
    held(now - 2 * DAY, discussed_too=[later])
    assert not StrategyDiscussion.objects.open().exists()


def test_of_harm_alone_somebody_says_that_it_was_discussed_before_it_was_typed(
    now, officer, interview, manager
) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now)
    facts = {k: v for k, v in TYPED.items() if k in ("police_who", "outcome", "decided")}
    facts |= {"police_took_part": True, "locate_officer_took_part": False, "held_at": now - HOUR}
    discussion = StrategyDiscussion.objects.get()
    with pytest.raises(ActionRefused) as refused:
        record_discussion_held(actor=manager, discussion=discussion, discussed_too=[], **facts)
    assert (refused.value.field, refused.value.message) == (
        "discussed_too",
        "All that it is about came after this time. Correct the time, or say that it was discussed.",
    )
    told = [harm.triggers.get().pk]
    assert not record_discussion_held(actor=manager, discussion=discussion, discussed_too=told, **facts).is_open


@pytest.mark.parametrize(
    ("kind", "at", "began_at", "is_after"),
    [
        (G.HARM, 0, None, True),
        (G.HARM, -120, None, False),
        (G.HIGH_RISK, 0, -300, False),
        (G.HIGH_RISK, 60, -300, True),
        (G.LONG, 0, -30, True),
        (G.ASKED, 0, None, False),
        (G.ASKED, 60, None, True),
        (G.ASKED, -90, None, False),
    ],
)
def test_what_opened_it_may_be_typed_later_than_it_was_discussed_but_harm(
    now, kind: StrategyGround, at, began_at, is_after
) -> None:
    """In minutes from when the discussion was opened; it was held 90 minutes before."""
    began = None if began_at is None else now + timedelta(minutes=began_at)
    facts = {"at": now + at * MINUTE, "began_at": began, "opened_at": now, "held_at": now - 90 * MINUTE}
    assert came_after(kind, **facts) is is_after


def test_the_minute_in_which_it_was_told_is_not_after(now) -> None:
    facts = {"began_at": None, "opened_at": now, "held_at": now}
    assert not came_after(G.HARM, at=now + timedelta(seconds=50), **facts)


def test_the_page_asks_says_which_and_keeps_what_was_typed(client, manager, discussion, harm) -> None:
    client.force_login(manager)
    address = reverse("missing:strategy_held", args=["SD1"])
    assert QUESTION not in client.get(address).text
    page = client.post(address, TYPED).text
    assert page.count(ASKED) >= 2, "in the summary and beside the question"
    assert QUESTION in page
    assert "Told of harm, written down today 11:55." in page
    assert "Looked at again in a month." in page
    changed = client.post(address, TYPED | {"discussed_too": "0"}).text
    assert "What came after that time has changed. Say once more whether it was discussed." in changed
    early = client.post(address, TYPED | {"held_at": "1 Nov 10:00"}).text
    assert "This is before what it is about" in early
    assert QUESTION not in early
    unclear = client.post(address, TYPED | {"discussed_too": "apart", "held_at": "25:00"}).text
    assert "not a time of day" in unclear
    page = client.post(address, TYPED | {"discussed_too": "apart"}, follow=True).text
    (due,) = StrategyDiscussion.objects.open()
    held = f'<a href="{discussion.get_absolute_url()}">SD1</a> is written down as held.'
    assert f"{held} What came after it stays due in a discussion of its own, {due}." in page
    assert "Night staff hit me." in page


def test_opened_again_half_filled_it_asks_still(client, manager, discussion, harm) -> None:
    client.force_login(manager)
    address = reverse("missing:strategy_held", args=["SD1"])
    answer = str(discussion.triggers.get(harm=harm).pk)
    save_draft(manager, f"strategy:{discussion.pk}", {"held_at": ["20 Nov 20:00"], "discussed_too": [answer]})
    page = client.get(address).text
    assert QUESTION in page
    assert "Told of harm, written down today 11:55." in page
    assert re.search(rf'value="{answer}"[^>]* checked', page)
    for typed in ("", "25:00", "today 11:58"):
        save_draft(manager, f"strategy:{discussion.pk}", {"held_at": [typed]})
        assert QUESTION not in client.get(address).text


def test_yes_closes_it_with_the_rest(client, manager, discussion, harm) -> None:
    client.force_login(manager)
    address = reverse("missing:strategy_held", args=["SD1"])
    answer = str(discussion.triggers.get(harm=harm).pk)
    page = client.post(address, TYPED | {"discussed_too": answer}, follow=True).text
    assert "Nobody is reminded of it any more." in page
    assert not StrategyDiscussion.objects.open().exists()
