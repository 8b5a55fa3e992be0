"""Harm that several write of, or one user in two tabs: nothing that was told is taken back by what is saved later."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import complete_interview, mark_harm_told, withdraw_harm_told
from missing.harmed import harmed_of
from missing.models import HarmTold, StrategyDiscussion, StrategyTrigger
from missing.rules.harm_told import Said, meant, put_together, says_more, says_nothing_new
from missing.views import typed_late
from people.history import history_of
from tests.factories import PlacementFactory, UserFactory
from tests.missing.interview_form import keep
from tests.missing.sharing import share

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def other(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Moira Stein")


@pytest.fixture
def at_home(interview, young_person):
    """They live in a placement, not with their parents."""
    interview.episode.placement = PlacementFactory(young_person=young_person)
    interview.episode.save()
    return interview


def marks() -> list[tuple[str, str, list[str], str]]:
    rows = HarmTold.objects.standing().select_related("by").order_by("pk")
    return [(one.by.full_name, one.what_was_told, one.kinds, one.by_whom) for one in rows]


def short_account(officer, interview, now, account: str, harm: str = ""):
    return complete_interview(
        actor=officer, interview=interview, outcome_at=now - timedelta(hours=1), method="video",
        independence="independent", account=account, harm=harm,
    )  # fmt: skip


class TestTwoWhoWriteOfIt:
    def test_each_has_their_own_and_each_is_told_on(self, client, interview, officer, other, social_worker) -> None:
        client.force_login(officer)
        keep(client, "harm", harm_physical="told", harm_by="Tony, night staff", harm_by_carer="home")
        client.force_login(other)
        said = keep(client, "harm", harm_sexual="told").json()["said"]
        assert marks() == [
            ("Priya Nair", "Hurt by somebody. By: Tony, night staff.", ["physical"], "home"),
            ("Moira Stein", "Sexual harm.", ["sexual"], ""),
        ]
        assert "by Moira Stein. A strategy discussion is due. Told of it: their social worker Dana Whit." in said
        told = Alert.objects.standing().filter(stage__kind="harm_told", user=social_worker)
        assert told.count() == 2
        assert StrategyDiscussion.objects.get().triggers.count() == 2

    def test_one_takes_back_their_own_words_alone(self, interview, officer, other, now) -> None:
        mine = mark_harm_told(actor=officer, interview=interview, what_was_told="Hit", at=now)
        theirs = mark_harm_told(actor=other, interview=interview, what_was_told="Raped by Mr Hale", at=now)
        with pytest.raises(ActionRefused, match="Moira Stein wrote this down"):
            withdraw_harm_told(actor=officer, harm=theirs, reason="I ticked the wrong box", at=now)
        withdraw_harm_told(actor=officer, harm=mine, reason="I ticked the wrong box", at=now)
        assert [words for _, words, *_ in marks()] == ["Raped by Mr Hale"]
        assert StrategyDiscussion.objects.open().exists()

    def test_the_home_stays_barred_by_what_the_other_wrote(self, now, officer, other, at_home) -> None:
        mark_harm_told(
            actor=officer, interview=at_home, what_was_told="By: Tony, night staff.", by_whom="home", at=now - MINUTE
        )
        done = short_account(other, at_home, now, "Tony on nights hits me.", "Hit")
        assert harmed_of(done).by_home
        for section in ("account", "harm"):
            with pytest.raises(ActionRefused, match="A carer or staff where they live is said to have harmed them"):
                share(other, done, recipient="carer", recipient_name="Ash House", sections=[section])

    def test_a_parent_stays_barred_for_a_child_in_care(self, client, now, officer, other, at_home) -> None:
        client.force_login(officer)
        keep(client, "harm", harm_sexual="told", harm_by="Dad", harm_by_carer="parent")
        assert "A parent is said to have done it." in StrategyTrigger.objects.get().grounds
        assert "By a parent" in client.get(StrategyDiscussion.objects.get().get_absolute_url()).text
        done = short_account(other, at_home, now, "My dad did it.")
        assert harmed_of(done).by_parent
        with pytest.raises(ActionRefused, match="A parent is said to have harmed them"):
            share(other, done, recipient="parent", recipient_name="Dad", sections=["account"])


class TestOneWhoWritesOn:
    def test_that_a_carer_did_it_is_told_anew_with_its_own_ground(self, interview, officer, social_worker, now) -> None:
        mark_harm_told(actor=officer, interview=interview, what_was_told="Hit.", kinds=["physical"], at=now - MINUTE)
        raise_alerts(at=now - MINUTE)
        mark_harm_told(
            actor=officer, interview=interview, what_was_told="Hit by Tony.", kinds=["physical"], by_whom="home", at=now
        )
        raise_alerts(at=now)
        told = Alert.objects.standing().filter(stage__kind="harm_told", user=social_worker)
        assert told.count() == 2
        grounds = list(StrategyDiscussion.objects.get().triggers.values_list("grounds", flat=True))
        assert ["A carer of the home is said to have done it." in one for one in grounds] == [False, True]

    def test_what_is_no_longer_said_stays_and_the_words_follow(self, interview, officer, now) -> None:
        first = mark_harm_told(
            actor=officer, interview=interview, what_was_told="By Tony.", kinds=["physical"], by_whom="home", at=now
        )
        again = mark_harm_told(
            actor=officer, interview=interview, what_was_told="Not by Tony.", by_whom="other", instead_of="By Tony.",
            at=now,
        )  # fmt: skip
        assert again == first
        assert marks() == [("Priya Nair", "Not by Tony.", ["physical"], "home")]
        assert ("What was told", "By Tony.", "Not by Tony.") in history_of(again)[0].fields

    def test_another_kind_is_told_anew_and_later_words_go_to_the_mark_they_belong_to(
        self, interview, officer, now
    ) -> None:
        hit = mark_harm_told(actor=officer, interview=interview, what_was_told="Hit", kinds=["physical"], at=now)
        mark_harm_told(actor=officer, interview=interview, what_was_told="Raped", kinds=["sexual"], at=now)
        assert mark_harm_told(
            actor=officer, interview=interview, what_was_told="Hit twice", kinds=["physical"], at=now
        ) == hit  # fmt: skip
        assert [words for _, words, *_ in marks()] == ["Hit twice", "Raped"]


class TestWordsAreNeverLost:
    """Words of harm stay, whatever is written after them, wherever: they are added to, and put right where they were
    written."""

    RAPED = "Sexual harm. Tony from number 9 raped me"
    TOLD_TOO = f"{RAPED}\n\nThey told of harm in their own account."

    def words(self) -> list[str]:
        return [words for _, words, *_ in marks()]

    def tell(self, page, **typed):
        return keep(page, "harm", harm="Tony from number 9 raped me", harm_sexual="told", **typed)

    def test_told_in_a_tab_that_is_behind_then_in_the_account(self, page) -> None:
        keep(page, "harm", harm_physical="not_known")
        assert self.tell(page, draft_tab="two", draft_since="").status_code == 409
        keep(page, "account", account="I told her.", harm_in_account="yes", draft_tab="three", draft_since="")
        assert self.words() == [self.TOLD_TOO]
        assert "number 9" in page.get(StrategyDiscussion.objects.get().get_absolute_url()).text

    def test_told_in_a_save_that_failed_then_in_the_account(self, page, monkeypatch) -> None:
        page.raise_request_exception = False
        with monkeypatch.context() as broken:
            broken.setattr(typed_late, "save_draft", lambda *args, **kwargs: 1 / 0)
            assert self.tell(page).status_code == 500
        keep(page, "account", account="I told her.", harm_in_account="yes", draft_tab="three", draft_since="")
        assert self.words() == [self.TOLD_TOO]

    def test_told_on_the_page_and_recorded_over_the_api(self, page, interview) -> None:
        self.tell(page)
        facts = {
            "outcome_at": "2026-11-23T10:00:00+00:00", "method": "video", "independence": "independent",
            "limits_told": True, "harm_told": "yes", "harm_by_carer": "not_known", "account": "talked",
        }  # fmt: skip
        answer = page.post("/api/v1/interviews/E2/completed/", facts, content_type="application/json")
        assert answer.status_code == 200
        assert self.words() == [self.TOLD_TOO]

    def test_told_and_then_emptied(self, page) -> None:
        self.tell(page)
        keep(page, "harm", harm="", harm_sexual="told")
        assert self.words() == [self.RAPED]

    def test_further_words_of_a_tab_that_is_behind_are_added_once(self, page) -> None:
        keep(page, "harm", harm_sexual="told", harm="In a car")
        for words in ("Tony", "Tony from number 9"):
            keep(page, "harm", harm_sexual="told", harm=words, draft_tab="two", draft_since="")
        assert self.words() == ["Sexual harm. In a car\n\nSexual harm. Tony from number 9"]

    def test_put_right_where_they_were_written(self, page) -> None:
        keep(page, "harm", harm_sexual="told", harm="Tony from number 99")
        keep(page, "harm", harm_sexual="told", harm="Tony from number 9")
        assert self.words() == ["Sexual harm. Tony from number 9"]

    def test_what_was_discussed_is_not_told_anew_in_fewer_words(self, interview, officer, manager, now) -> None:
        told = mark_harm_told(
            actor=officer, interview=interview, what_was_told=self.RAPED, kinds=["sexual"], at=now - MINUTE
        )
        StrategyDiscussion.objects.update(declined_at=now, declined_by=manager, decline_reason="Known already")
        assert mark_harm_told(actor=officer, interview=interview, what_was_told="Sexual harm.", at=now) == told


class TestTwoTabsOfOne:
    """A page that is behind is refused (409): what it tells is marked, and it puts nothing right."""

    def test_it_takes_nothing_back(self, page) -> None:
        keep(page, "harm", harm_physical="told", harm_by_carer="home", harm_by="Tony", draft_tab="one")
        answer = keep(page, "harm", harm_physical="told", draft_tab="two", draft_since="")
        assert answer.status_code == 409
        assert marks() == [("Priya Nair", "Hurt by somebody. By: Tony.", ["physical"], "home")]

    def test_it_adds_what_is_graver(self, page) -> None:
        keep(page, "harm", harm_physical="told", harm_by="Tony", draft_tab="one")
        for _ in range(2):
            answer = keep(page, "harm", harm_sexual="told", draft_tab="two", draft_since="")
            assert answer.status_code == 409
        assert "Told of it" in answer.json()["said"]
        assert [kinds for *_, kinds, _ in marks()] == [["physical"], ["sexual"]]
        keep(page, "harm", harm_physical="told", harm_by="Tony", harm="With a belt", draft_tab="one")
        assert [words for _, words, *_ in marks()] == ["Hurt by somebody. By: Tony. With a belt", "Sexual harm."]

    def test_keep_mine_puts_its_words_right(self, page) -> None:
        keep(page, "harm", harm_physical="told", harm_by="Tony", draft_tab="one")
        mine = {"harm_physical": "told", "harm_by": "Fitz", "draft_tab": "two", "draft_since": ""}
        assert keep(page, "harm", **mine, draft_over="yes").status_code == 200
        assert [words for _, words, *_ in marks()] == ["Hurt by somebody. By: Fitz."]


@pytest.mark.parametrize(
    ("said", "before", "is_more"),
    [
        (Said("Hit"), [], True),
        (Said("Hit", frozenset({"physical"})), [Said("Hit")], True),
        (Said("Hit", frozenset({"physical"})), [Said("Hit", frozenset({"physical", "online"}))], False),
        (Said("Hit", by_whom="home"), [Said("Hit", by_whom="parent")], True),
        (Said("Hit", by_whom="home"), [Said("Hit", by_whom="home")], False),
        (Said("Hit", by_whom="other"), [Said("Hit", by_whom="home")], False),
    ],
)
def test_what_says_more(said, before, is_more) -> None:
    assert says_more(said, before) is is_more


@pytest.mark.parametrize(
    ("words", "said", "instead_of", "then"),
    [
        ("Hit", "Kicked", "", "Hit\n\nKicked"),
        ("Hit\n\nKicked", "Kicked twice", "", "Hit\n\nKicked twice"),
        ("Hit\n\nKicked", "Slapped", "Kicked", "Hit\n\nSlapped"),
        ("Hit\n\nKicked", "Slapped", "Something else", "Hit\n\nKicked\n\nSlapped"),
        ("Hit with a belt", "Hit", "", "Hit with a belt"),
        ("Hit with a belt", "Hit", "Hit with a belt", "Hit"),
        ("Hit\n\nKicked", "Hit", "Kicked", "Hit"),
        ("One.\n\nTwo.", "One.\n\nThree.", "One.\n\nTwo.", "One.\n\nThree."),
    ],
)
def test_how_words_are_put_together(words, said, instead_of, then) -> None:
    assert put_together(words, said, instead_of) == then


@pytest.mark.parametrize("more", [Said("Hit me"), Said("Hit", frozenset({"online"})), Said("Hit", by_whom="home")])
def test_what_says_something_new(more) -> None:
    assert not says_nothing_new(more, Said("Hit", frozenset({"physical"}), "parent"))


def test_which_is_put_right() -> None:
    latest, earlier = Said("Raped", frozenset({"sexual"})), Said("Hit", frozenset({"physical"}), "other")
    assert meant(Said("Hit twice", frozenset({"physical"})), [latest, earlier]) == 1
    assert meant(Said("Hit twice"), [latest, earlier]) == 0
