"""Harm that stands under why they went, or of which its writer is not sure: told on, or decided before the end."""

import pytest

from accounts.access import ActionRefused
from missing.actions import complete_interview
from missing.models import HarmTold, StrategyDiscussion
from missing.rules.harm_words import harm_word_in
from missing.rules.interview_record import NOT_SURE, says_harm, what_is_undecided
from tests.missing.interview_form import FINISH, LIST, TAB, keep, section
from tests.missing.test_interview_record import done

pytestmark = pytest.mark.django_db

BEATS = "Mum’s boyfriend beats her with a belt"
ASKED = "You wrote “beats”. Choose whether that is harm, or that they are afraid of somebody."


def nothing_else_lacks(page, **account) -> None:
    keep(page, "before", limits_told="on")
    keep(page, "account", **{"account": "I can’t go back there.", "harm_in_account": "no"} | account)


def is_recorded(page, interview) -> bool:
    page.post(section("finish"), FINISH)
    interview.refresh_from_db()
    return interview.outcome == "completed"


class TestWhatSaysHarmItself:
    @pytest.mark.parametrize(
        ("typed", "words", "kinds"),
        [
            ({"push": ["school", "abuse_neglect"]}, "They went away from: abuse or neglect.", []),
            ({"push": ["domestic_abuse"], "why": BEATS}, f"They went away from: domestic abuse. {BEATS}", []),
            ({"push": ["fear_threat"]}, "They went away from: afraid of somebody, or threatened.", []),
            ({"pull": ["cse", "friends"]}, "Sexual exploitation.", ["cse"]),
            ({"harm_in_why": "yes", "why": BEATS}, f"They told of harm in why they went. {BEATS}", []),
        ],
    )
    def test_it_is_told_on_as_it_is_chosen(self, page, typed, words, kinds) -> None:
        said = keep(page, "why", **typed).json()["said"]
        assert "A strategy discussion is due. Told of it: their social worker Dana Whit." in said
        (harm,) = HarmTold.objects.all()
        assert (harm.what_was_told, harm.kinds) == (words, kinds)
        assert StrategyDiscussion.objects.open().exists()
        assert page.post(section("why"), TAB | typed).status_code == 302

    def test_it_is_marked_once_and_recorded_as_it_stands(self, page, interview) -> None:
        nothing_else_lacks(page)
        keep(page, "harm", harm_sexual="told", harm="In a car")
        keep(page, "why", push=["abuse_neglect", "fear_threat"], why=BEATS)
        keep(page, "why", push=["abuse_neglect", "fear_threat"], why=f"{BEATS}. Daily")
        assert is_recorded(page, interview)
        (harm,) = HarmTold.objects.all()
        from_where = "They went away from: abuse or neglect, afraid of somebody, or threatened."
        assert harm.what_was_told == f"Sexual harm. {from_where} {BEATS}. Daily In a car"

    def test_what_tells_nobody(self, page) -> None:
        assert keep(page, "why", push=["school"], pull=["friends"], why="Missed the bus").json()["said"] == ""
        assert not HarmTold.objects.exists()

    def test_reopened_it_is_there_and_not_told_again(self, page, interview, manager) -> None:
        from missing.actions import reopen_interview

        nothing_else_lacks(page)
        keep(page, "why", push=["school"], harm_in_why="yes", why=BEATS)
        assert is_recorded(page, interview)
        reopen_interview(actor=manager, interview=interview, why="A sentence is missing")
        form = page.get(section("why")).context["form"]
        assert (form.initial["harm_in_why"], form.initial["why"]) == ("yes", BEATS)
        keep(page, "why", push=["school"], harm_in_why="yes", why=BEATS)
        assert HarmTold.objects.count() == 1


class TestWhatMayBeHarm:
    @pytest.mark.parametrize(
        ("typed", "asked"),
        [
            ({"why": BEATS}, ASKED),
            ({"pull": ["county_lines_crime"]}, ASKED.replace("beats", "Running drugs or other crime")),
            ({"pull": ["adult_of_concern"]}, ASKED.replace("beats", "An adult who worries us")),
            ({"push": ["self_harm"]}, ASKED.replace("beats", "Wanting to hurt themselves")),
        ],
    )
    def test_it_is_asked_before_one_goes_on_and_before_it_is_recorded(self, page, interview, typed, asked) -> None:
        nothing_else_lacks(page)
        assert keep(page, "why", **typed).json()["said"] == f"{asked} Nobody is told yet."
        refused = page.post(section("why"), TAB | typed)
        assert refused.context["form"].errors["harm_in_why"] == [asked]
        assert not is_recorded(page, interview)
        assert asked in page.post(section("finish"), FINISH).text
        assert page.post(section("why"), TAB | typed | {"harm_in_why": "no"}).status_code == 302
        assert is_recorded(page, interview)
        assert not HarmTold.objects.exists()

    @pytest.mark.parametrize("harm", [{"harm_physical": "suspected"}, {"harm_physical": "told"}])
    def test_it_is_not_asked_where_harm_is_told_or_suspected(self, page, interview, harm) -> None:
        nothing_else_lacks(page)
        keep(page, "harm", **harm)
        assert page.post(section("why"), TAB | {"why": BEATS}).status_code == 302
        assert is_recorded(page, interview)


class TestNotSure:
    def test_it_is_decided_before_the_interview_is_recorded(self, page, interview) -> None:
        nothing_else_lacks(page, harm_in_account="not_sure")
        typed = TAB | {"account": "I can’t go back there.", "harm_in_account": "not_sure"}
        assert keep(page, "account", **typed).json()["said"] == f"{NOT_SURE} Nobody is told yet."
        assert page.post(section("account"), typed).status_code == 302, "one may look further first"
        assert not is_recorded(page, interview)
        refused = page.post(section("finish"), FINISH).text
        assert "You are not sure whether they told of harm. Before the interview is recorded" in refused
        assert f'href="{section("account")}"' in refused
        assert "Needed" in page.get(LIST).text

    @pytest.mark.parametrize(
        ("key", "answer"),
        [
            ("account", {"account": "I can’t go back.", "harm_in_account": "no"}),
            ("account", {"account": "I can’t go back.", "harm_in_account": "yes"}),
            ("harm", {"harm_threats": "suspected"}),
        ],
    )
    def test_how_it_is_decided(self, page, interview, key, answer) -> None:
        nothing_else_lacks(page, harm_in_account="not_sure")
        keep(page, key, **answer)
        assert is_recorded(page, interview)

    def test_nor_is_it_recorded_by_another_door(self, officer, interview, now) -> None:
        record = {"limits_told": True, "harm_in_account": "not_sure"}
        with pytest.raises(ActionRefused, match="You are not sure whether they told of harm") as refused:
            complete_interview(actor=officer, interview=interview, **done(now, record=record))
        assert refused.value.field == "harm_in_account"

    def test_the_api_takes_yes_or_no(self, page, interview) -> None:
        facts = {
            "outcome_at": "2026-11-23T10:00:00+00:00", "method": "video", "independence": "independent",
            "limits_told": True, "harm_told": "not_sure", "account": "My dad hit me",
        }  # fmt: skip
        answer = page.post("/api/v1/interviews/E2/completed/", facts, content_type="application/json")
        assert answer.status_code == 400
        assert "harm_told" in answer.text
        interview.refresh_from_db()
        assert interview.is_to_do


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (BEATS, "beats"),
        ("He Threatened them", "Threatened"),
        ("Touched where she did not want it", "Touched"),
        ("Missed the bus to Essex, played a new game", ""),
        ("", ""),
    ],
)
def test_words_that_may_tell_of_harm(text, word) -> None:
    assert harm_word_in(text) == word


def test_the_rules_of_it() -> None:
    assert not says_harm({"push": ["school"], "pull": [], "harm_in_why": "no"})
    assert what_is_undecided({"why": BEATS, "harm_in_why": "no", "push": ["self_harm"]}) == []
    assert what_is_undecided({"pull": ["friends"]}) == []
