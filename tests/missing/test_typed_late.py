"""What is typed into an interview that became another's, was closed, voided or merged while its form stood open."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Draft
from accounts.rules import Role
from missing.actions import (
    hand_over_interview,
    mark_not_required,
    merge_episodes,
    take_interview,
    void_episode,
)
from missing.models import HarmTold, ReturnInterview, StrategyDiscussion
from people.actions.restriction import restrict_record
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory
from tests.missing.interview_form import LIST, TAB, keep, section

HARM = {"harm_sexual": "told", "harm": "He raped me in the car"}
KEPT = "What you typed is kept"


@pytest.fixture
def first(young_person, now) -> ReturnInterview:
    """After E0, which is the same absence as that of E2."""
    episode = EpisodeFactory(
        young_person=young_person,
        started_at=now - timedelta(hours=34),
        returned_at=now - timedelta(hours=31),
        reference="E0",
    )
    return ReturnInterviewFactory(episode=episode)


@pytest.fixture
def leah():
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Ward")


def merge(actor, kept: ReturnInterview, merged: ReturnInterview) -> None:
    merge_episodes(
        actor=actor, kept=kept.episode, merged=merged.episode, start="kept", end="merged", reason="The same night"
    )


def is_marked(interview: ReturnInterview) -> bool:
    harm = HarmTold.objects.get()
    assert harm.what_was_told == "Sexual harm. He raped me in the car"
    assert StrategyDiscussion.objects.open().count() == 1
    return harm.interview == interview and harm.episode == interview.episode


class TestClosed:
    def test_harm_is_marked_and_kept_as_it_is_typed_and_the_page_says_what_became_of_it(
        self, page, interview, manager
    ) -> None:
        mark_not_required(actor=manager, interview=interview, why="left_country", reason="Moved")
        answer = keep(page, "harm", **HARM)
        assert answer.status_code == 200
        said = answer.json()["said"]
        assert "This interview was closed meanwhile by Tess Boyle: not required." in said
        assert KEPT in said
        assert "Told of it: their social worker Dana Whit, team manager Tess Boyle." in said
        assert is_marked(interview)
        assert Draft.objects.get().values["harm"] == [HARM["harm"]]

    def test_on_continue_the_words_are_shown_again(self, page, interview, manager) -> None:
        mark_not_required(actor=manager, interview=interview, why="left_country", reason="Moved")
        answer = page.post(section("harm"), TAB | HARM)
        for words in ("closed meanwhile by Tess Boyle", KEPT, "He raped me in the car", "A strategy discussion is due"):
            assert words in answer.text
        assert is_marked(interview)

    def test_its_writer_reads_later_what_they_typed(
        self, page, client, interview, manager, django_assert_max_num_queries
    ) -> None:
        keep(page, "account", account="Two pages of words", harm_in_account="no")
        mark_not_required(actor=manager, interview=interview, why="left_country", reason="Moved")
        assert page.get(section("account"))["Location"] == LIST
        page.get(LIST)
        with django_assert_max_num_queries(12):
            shown = page.get(LIST).text
        assert "Two pages of words" in shown
        assert "In their own words" in shown
        assert f'href="{LIST}"' in page.get(f"{LIST}whole/").text
        assert "What you had typed into this interview is kept" in page.get("/interviews/E2/").text
        client.force_login(manager)
        assert client.get(LIST)["Location"] == f"{LIST}whole/"
        assert "Two pages" not in client.get(f"{LIST}whole/").text

    def test_what_another_tab_saved_is_not_written_over_and_this_tabs_words_are_shown(
        self, page, interview, manager
    ) -> None:
        keep(page, "why", why="Of the other tab", draft_tab="two")
        mark_not_required(actor=manager, interview=interview, why="left_country", reason="Moved")
        assert keep(page, "why", why="Of this tab", draft_tab="one", draft_since="").status_code == 409
        answer = page.post(section("why"), TAB | {"why": "Of this tab", "draft_since": ""})
        assert "Of this tab" in answer.text
        assert "changed in another tab" in answer.text
        assert KEPT not in answer.text
        assert Draft.objects.get().values["why"] == ["Of the other tab"]


class TestVoided:
    def test_harm_is_marked_and_kept(self, page, interview, social_worker) -> None:
        void_episode(actor=social_worker, episode=interview.episode, reason="Logged twice")
        answer = keep(page, "harm", **HARM)
        assert "E2 was voided meanwhile." in answer.json()["said"]
        assert is_marked(interview)
        assert "He raped me in the car" in page.post(section("harm"), TAB | HARM).text
        assert "He raped me in the car" in page.get(LIST).text


class TestMerged:
    def test_harm_is_marked_on_the_one_that_stands_and_one_writes_on_there(
        self, page, interview, first, social_worker
    ) -> None:
        keep(page, "harm", health="Well")
        since = Draft.objects.get().saved_at.isoformat()
        merge(social_worker, first, interview)
        answer = keep(page, "harm", **HARM, draft_since=since)
        assert answer.status_code == 200
        assert "E2 was merged into E0 meanwhile. You write on there." in answer.json()["said"]
        assert is_marked(first)
        after = page.post(section("harm"), TAB | HARM, follow=True)
        assert after.redirect_chain[0][0] == "/interviews/E0/record/help/"
        assert "E2 was merged into E0 meanwhile. You write on there." in after.text
        assert "He raped me in the car" in page.get("/interviews/E0/record/harm/").text

    def test_the_old_addresses_lead_there(self, page, interview, first, social_worker) -> None:
        merge(social_worker, first, interview)
        assert page.get(LIST)["Location"] == "/interviews/E0/record/"
        assert page.get(section("why"))["Location"] == "/interviews/E0/record/why/"

    def test_the_one_that_stands_was_closed_since(self, page, interview, first, social_worker, manager) -> None:
        merge(social_worker, first, interview)
        mark_not_required(actor=manager, interview=first, why="left_country", reason="Moved")
        said = keep(page, "harm", **HARM).json()["said"]
        assert (
            "E2 was merged into E0 meanwhile, and the interview there was closed by Tess Boyle: not required." in said
        )
        assert is_marked(first)


class TestNotTheirsAnyMore:
    def opened(self, interview, leah) -> Client:
        take_interview(actor=leah, interview=interview)
        browser = Client()
        browser.force_login(leah)
        assert browser.get(section("harm")).status_code == 200
        return browser

    def test_handed_over_while_the_form_stood_open(self, interview, leah, officer) -> None:
        browser = self.opened(interview, leah)
        hand_over_interview(actor=officer, interview=interview, to=officer)
        assert browser.get(section("harm")).status_code == 404
        answer = keep(browser, "harm", **HARM)
        assert answer.status_code == 200
        said = answer.json()["said"]
        assert "You may not open this interview any more" in said
        assert "a service manager can hand it to whoever goes on with it" in said
        assert "What you wrote of harm is passed on to those who must know." in said
        assert "Dana" not in said
        assert is_marked(interview)
        shown = browser.post(section("harm"), TAB | HARM).text
        assert "You may not open this interview any more" in shown
        assert "He raped me in the car" in shown
        for secret in ("Jude", "Farrow", "Dana Whit", "Priya"):
            assert secret not in shown
        assert Draft.objects.get(user=leah).values["harm"] == [HARM["harm"]]
        browser.force_login(officer)
        going_on = browser.get(LIST).text
        assert "Leah Ward has begun the record, last saved today 12:00, and it is not recorded." in going_on
        assert "raped" not in going_on

    def test_restricted_while_the_form_stood_open(self, interview, officer, young_person) -> None:
        browser, manager = Client(), UserFactory(roles=[Role.SERVICE_MANAGER])
        named = UserFactory(roles=[Role.RETURNS_OFFICER])
        browser.force_login(officer)
        browser.get(section("harm"))
        restrict_record(actor=manager, young_person=young_person, interviewer=named)
        assert "You may not open this interview any more" in keep(browser, "harm", **HARM).json()["said"]
        assert is_marked(interview)

    def test_words_alone_are_asked_of_what_kind_without_saying_who_is_told(self, interview, leah, officer) -> None:
        browser = self.opened(interview, leah)
        hand_over_interview(actor=officer, interview=interview, to=officer)
        said = keep(browser, "harm", harm="None told").json()["said"]
        assert "You wrote of harm." in said
        assert not HarmTold.objects.exists()
        assert "passed on" not in keep(browser, "why", why="Bored").json()["said"]

    def test_not_of_who_never_had_it_open_or_long_ago(self, client, interview, leah, officer, now) -> None:
        client.force_login(leah)
        assert keep(client, "harm", **HARM).status_code == 404
        browser = self.opened(interview, leah)
        leah.reads.update(at=now - timedelta(days=8))
        hand_over_interview(actor=officer, interview=interview, to=officer)
        assert keep(browser, "harm", **HARM).status_code == 404
        assert browser.post(section("harm"), TAB | HARM).status_code == 404
        assert not HarmTold.objects.exists()
        assert browser.post("/interviews/E999/record/harm/", TAB | HARM).status_code == 404
