"""Every form about an episode or a strategy discussion is kept as it is typed, until it is taken."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Draft
from accounts.rules import Role
from missing.log_drafts import keep_for_the_log
from missing.models import Episode
from tests.factories import EpisodeFactory, HarmToldFactory, PersonToldFactory, StrategyDiscussionFactory, UserFactory

pytestmark = pytest.mark.django_db
WORDS = "Seen at the bus station by a friend."
EVERYTHING = [Role.SERVICE_MANAGER, Role.RETURNS_OFFICER, Role.TEAM_MANAGER]


@pytest.fixture
def tab(client: Client) -> Client:
    client.force_login(UserFactory(roles=EVERYTHING))
    return client


@pytest.fixture
def addresses(now, episode: Episode, young_person) -> dict[str, str]:
    """What each form is about, by the page that it is on; the field of it that takes words."""
    past = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True, reference="E8")
    EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=8), returned=True, reference="E9")
    EpisodeFactory(
        young_person=young_person, started_at=now - timedelta(days=20), returned=True, reference="EC", category="curfew"
    )
    discussion = StrategyDiscussionFactory(young_person=young_person, reference="SD1")
    harm = HarmToldFactory(episode=past, discussion=discussion)
    told = PersonToldFactory(episode=episode)
    return {
        "/episodes/E1/": "text",
        "/episodes/E1/return/": "note",
        "/episodes/E1/told/": "note",
        f"/episodes/E1/told/{told.pk}/": "note",
        "/episodes/E1/police/": "note",
        "/episodes/E1/correct/": "reason",
        "/episodes/E1/category/": "reason",
        "/episodes/E1/void/": "reason",
        "/episodes/E8/merge/E9/": "reason",
        "/episodes/E1/turned-18/": "note",
        "/episodes/EC/ask-for-interview/": "why",
        "/strategy-discussions/SD1/held/": "decided",
        "/strategy-discussions/SD1/declined/": "reason",
        f"/strategy-discussions/SD1/harm/{harm.pk}/": "reason",
        f"/strategy-discussions/new/{young_person.reference}/": "reason",
    }


def test_what_is_typed_is_there_again_and_the_other_tab_is_told(tab: Client, addresses: dict[str, str]) -> None:
    for address, field in addresses.items():
        page = tab.get(address)
        assert page.status_code == 200, address
        kept, form = page.context["kept"], page.context["form"]
        assert field in form.fields, (address, list(form.fields))
        assert f'data-draft-url="{kept.url}"' in page.text
        saved = tab.post(kept.url, {field: WORDS, "draft_tab": kept.tab, "draft_since": kept.since})
        assert saved.status_code == 200, (address, saved.content)
        again = tab.get(address)
        assert WORDS in again.text, address
        assert "Last saved: " in again.text, address
        late = tab.post(kept.url, {field: "Other words.", "draft_tab": "another", "draft_since": kept.since})
        assert late.status_code == 409, address
        assert again.context["kept"].since == saved.json()["version"]


def test_a_form_that_is_refused_goes_on_as_the_same_tab(tab: Client, episode: Episode) -> None:
    url, key = "/episodes/E1/return/", f"/drafts/return:{episode.pk}/"
    version = tab.post(key, {"note": WORDS, "draft_tab": "one", "draft_since": ""}).json()["version"]
    refused = tab.post(url, {"note": WORDS, "draft_tab": "one", "draft_since": version})
    assert "Choose where they are now." in refused.text
    assert (refused.context["kept"].tab, refused.context["kept"].since) == ("one", version)
    assert "Last saved: " in refused.text
    nonsense = tab.post(url, {"note": WORDS, "draft_tab": "one", "draft_since": "2026-11-23T12:00:00"})
    assert nonsense.status_code == 200


def test_what_was_taken_is_kept_no_more(tab: Client, episode: Episode) -> None:
    tab.post(f"/drafts/return:{episode.pk}/", {"note": WORDS, "draft_tab": "one", "draft_since": ""})
    sent = {"how": "returned", "returned_at": "now", "note": WORDS, "draft_tab": "one", "draft_since": ""}
    done = tab.post("/episodes/E1/return/", sent)
    assert done.status_code == 302
    assert not Draft.objects.exists()


class TestWhatAnotherTabHasSaved:
    """One tab of the log is sent while another one has words of its own."""

    SENT = {"kind": "note", "text": "Sent", "draft_tab": "one"}
    SAID = "What you typed into the same form in another tab or on another device was not sent. It is kept, and shows "

    @pytest.fixture
    def theirs(self, tab: Client, episode: Episode) -> str:
        """The version that the other tab has saved."""
        address = f"/drafts/log_entry:{episode.pk}/"
        return tab.post(address, {"text": WORDS, "draft_tab": "two", "draft_since": ""}).json()["version"]

    @pytest.mark.parametrize("since", ["", "nonsense", "2026-11-23T11:00:00+00:00"])
    def test_it_stays_when_this_one_is_sent_and_that_is_said(self, tab: Client, theirs: str, since: str) -> None:
        page = tab.post("/episodes/E1/", self.SENT | {"draft_since": since}, follow=True).text
        assert self.SAID in page
        assert f"{WORDS}</textarea>" in page

    @pytest.mark.parametrize("over", [{"draft_tab": "two"}, {"draft_over": "yes"}])
    def test_not_by_the_tab_itself_nor_where_it_was_said_which_stands(self, tab: Client, theirs: str, over) -> None:
        page = tab.post("/episodes/E1/", self.SENT | {"draft_since": ""} | over, follow=True).text
        assert self.SAID not in page
        assert not Draft.objects.exists()

    def test_not_by_one_that_began_with_those_words(self, tab: Client, theirs: str) -> None:
        page = tab.post("/episodes/E1/", self.SENT | {"draft_since": theirs}, follow=True).text
        assert self.SAID not in page
        assert not Draft.objects.exists()

    def test_what_waits_in_the_log_for_who_was_slower_is_of_no_tab(
        self, tab: Client, theirs: str, now, episode
    ) -> None:
        with time_machine.travel(now + timedelta(minutes=1), tick=False):
            keep_for_the_log(Draft.objects.get().user, episode, "Logged again: Black coat")
        more = {"text": f"{WORDS} More.", "draft_tab": "two", "draft_since": theirs}
        assert tab.post(f"/drafts/log_entry:{episode.pk}/", more).status_code == 409
        assert Draft.objects.get().values == {"text": [f"{WORDS}\nLogged again: Black coat"]}
        tab.post("/episodes/E1/", more | {"kind": "note"})
        assert "Logged again: Black coat" in tab.get("/episodes/E1/").text
