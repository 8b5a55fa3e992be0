"""Harm that nobody told of, and whoever talked to them suspects: told on like the other, and called what it is."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from missing.actions import mark_harm_told, withdraw_harm_told
from missing.models import HarmTold, StrategyDiscussion
from missing.rules.harm_told import Said, says_more, says_nothing_new
from missing.strategy_list import rows
from tests.factories import UserFactory
from tests.missing.interview_form import keep

TOLD = Said("Raped", frozenset({"sexual"}))
SUSPECTED = Said("Suspected, not told: sexual harm.", is_suspicion=True)


@pytest.fixture
def discussion(page) -> StrategyDiscussion:
    keep(page, "harm", harm_cse="suspected", draft_tab="one")
    return StrategyDiscussion.objects.open().get()


def text_of(page, url: str) -> str:
    return " ".join(page.get(url).text.split())


class TestWhatPagesCallIt:
    def test_the_one_who_types_it(self, page, discussion) -> None:
        said = keep(page, "harm", harm_cse="suspected", draft_tab="one").json()["said"]
        assert said.startswith("Harm suspected, written down")
        assert "A strategy discussion is due." in said

    def test_the_interview(self, page, interview, discussion) -> None:
        text = text_of(page, interview.get_absolute_url())
        assert "Harm suspected" in text
        assert "Harm told" not in text

    def test_the_discussion(self, page, interview, discussion) -> None:
        text = text_of(page, discussion.get_absolute_url())
        assert "What is suspected" in text
        assert "Suspected, not told: sexual exploitation." in text
        assert (
            f"Harm is suspected, not told of, in the return home interview after {interview.episode.reference}." in text
        )
        for untrue in ("What the young person told", "Told of harm", "Kind not said yet", "is not said yet"):
            assert untrue not in text

    def test_the_list_and_the_timeline(self, page, manager, young_person, discussion) -> None:
        (row,) = rows(manager, "due", timezone.now())
        assert row.kinds == ["suspected"]
        text = text_of(page, young_person.get_absolute_url())
        assert ">Harm suspected</a>" in text
        assert "Told of harm" not in text

    def test_the_list_and_home_of_a_manager(self, client, manager, discussion) -> None:
        client.force_login(manager)
        for url in ("/strategy-discussions/", "/"):
            text = text_of(client, url)
            assert "Harm suspected" in text
            assert "Told of harm" not in text


BY_CARER = {"harm_physical": "suspected", "harm_by_carer": "home", "draft_tab": "one"}


class TestOfACarer:
    """One act of which nobody told, marked as the kind is chosen and again as the carer is."""

    @pytest.fixture
    def discussion(self, page) -> StrategyDiscussion:
        keep(page, "harm", harm_physical="suspected", draft_tab="one")
        keep(page, "harm", **BY_CARER, harm_by="Keith, night staff")
        return StrategyDiscussion.objects.open().get()

    def test_it_is_shown_once_and_as_suspected(self, page, discussion) -> None:
        assert HarmTold.objects.count() == 2, "who must know is told anew of the carer"
        text = text_of(page, discussion.get_absolute_url())
        assert text.count("Suspected, not told: hurt by somebody.") == 1
        assert "By: Keith, night staff." in text
        assert "By a carer of the home" in text
        for untrue in ("What the young person told", "Told of harm", "Kind not said yet", "is not said yet"):
            assert untrue not in text

    def test_the_interview_says_suspected_alone(self, page, interview, discussion) -> None:
        text = text_of(page, interview.get_absolute_url())
        assert "Harm suspected" in text
        assert "Harm told" not in text

    def test_the_carer_chosen_first_is_suspected_too_once_the_kind_is(self, page) -> None:
        keep(page, "harm", harm_by_carer="home", draft_tab="one")
        assert not HarmTold.objects.get().is_suspicion
        keep(page, "harm", **BY_CARER)
        harm = HarmTold.objects.get()
        assert (harm.is_suspicion, harm.by_whom) == (True, "home")

    def test_told_of_it_is_no_suspicion(self, page) -> None:
        keep(page, "harm", **BY_CARER | {"harm_physical": "told"})
        assert not HarmTold.objects.get().is_suspicion

    def test_what_was_written_again_stands_alone_once_the_rest_is_withdrawn(self, page, officer, discussion) -> None:
        withdraw_harm_told(actor=officer, harm=HarmTold.objects.first(), reason="Not he")
        text = text_of(page, discussion.get_absolute_url())
        assert text.count("Suspected, not told: hurt by somebody.") == 1
        assert "It was typed by mistake" in text


class TestOnceItIsToldOf:
    def test_its_kind_is_asked_for_while_none_is_marked(self, page) -> None:
        keep(page, "account", account="He hit me", harm_in_account="yes", draft_tab="one")
        url = StrategyDiscussion.objects.open().get().get_absolute_url()
        assert "Kind not said yet" in text_of(page, url)
        keep(page, "harm", harm_physical="told", harm_by="Fitz", draft_tab="one")
        assert "Kind not said yet" not in text_of(page, url)

    def test_what_a_colleague_wrote_is_shown_beside_it(self, page, client, interview, officer) -> None:
        keep(page, "harm", harm_physical="told", draft_tab="one")
        words = {"what_was_told": "Hurt by somebody. By: Fitz.", "kinds": ["physical"]}
        mark_harm_told(actor=UserFactory(roles=["returns_officer"]), interview=interview, **words)
        text = text_of(page, StrategyDiscussion.objects.open().get().get_absolute_url())
        assert text.count("<p>Hurt by somebody.") == 2

    def test_who_must_know_is_told_anew_and_both_stand(self, page, interview, discussion) -> None:
        answer = keep(page, "account", account="He hurt me", harm_in_account="yes", draft_tab="one")
        assert answer.json()["said"].startswith("Harm told, written down")
        assert list(HarmTold.objects.order_by("pk").values_list("is_suspicion", flat=True)) == [True, False]
        assert StrategyDiscussion.objects.open().get() == discussion
        text = text_of(page, discussion.get_absolute_url())
        assert "What the young person told" in text
        assert "Harm told" in text_of(page, interview.get_absolute_url())

    def test_a_suspicion_takes_nothing_back_that_was_told(self, page) -> None:
        keep(page, "account", account="He hurt me", harm_in_account="yes", draft_tab="one")
        keep(page, "harm", harm_cse="suspected", draft_tab="one")
        assert not HarmTold.objects.filter(is_suspicion=True).exists()

    def test_words_of_no_kind_that_turn_out_to_be_a_suspicion(self, page) -> None:
        keep(page, "harm", harm="New phone, and a man waits outside", draft_tab="one")
        harm = HarmTold.objects.get()
        assert not harm.is_suspicion
        keep(page, "harm", harm="New phone, and a man waits outside", harm_cse="suspected", draft_tab="one")
        harm.refresh_from_db()
        assert harm.is_suspicion
        assert "not told of" in harm.triggers.get().grounds
        assert "not said yet" not in text_of(page, StrategyDiscussion.objects.open().get().get_absolute_url())


@pytest.mark.parametrize(
    ("said", "before", "is_more"),
    [
        (SUSPECTED, [], True),
        (SUSPECTED, [SUSPECTED], False),
        (SUSPECTED, [TOLD], False),
        (Said("He hurt me"), [SUSPECTED], True),
        (Said("He hurt me"), [SUSPECTED, TOLD], False),
    ],
)
def test_what_says_more(said, before, is_more) -> None:
    assert says_more(said, before) is is_more


def test_that_it_is_told_of_is_new() -> None:
    assert not says_nothing_new(Said(SUSPECTED.words), SUSPECTED)
    assert says_nothing_new(SUSPECTED, Said(SUSPECTED.words))


def test_the_database_holds_no_kind_told_where_it_is_suspected_alone(interview, officer) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told="A man waits outside", is_suspicion=True)
    harm.kinds = ["cse"]
    with pytest.raises(IntegrityError, match="harm_suspected_told_no_kind"):
        harm.save()
