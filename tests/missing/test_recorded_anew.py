"""An interview that was reopened begins with what was recorded, so that one sentence can be added to it."""

import re
from datetime import timedelta

import pytest
import time_machine

from accounts.models import Draft
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import close_without_interview, mark_harm_told, reopen_interview
from missing.models import HarmTold, ReturnInterview
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory
from tests.missing.interview_form import FINISH, LIST, TAB, keep, section

SAID = {
    "before": {"limits_told": "on", "wish_where": "On a walk", "seen_alone": "no", "interpreter": "not_needed"},
    "account": {"account": "I went to my sister’s.", "thinks_was_missing": "no", "harm_in_account": "yes"},
    "where": {"place0": "12 Mill Lane", "place0_slept": "on", "place1": "Park", "person0": "Fitz", "travel": "train"},
    "why": {"push": ["school", "bullying"], "pull": "family", "why": "A row"},
    "harm": {"harm_physical": "told", "harm_cse": "suspected", "harm_alcohol": "no", "harm_by": "Tony"},
    "help": {"safer_next_time": "A lift on Fridays", "strengths": "Football"},
    "safety": {"safety_plan": "Rings Jo", "plan_given": "on", "helplines": ["missing_people", "childline"]},
    "finish": FINISH | {"minutes": "35", "talked_at": "school"},
}
ANSWERS = ("outcome_at", "method", "independence", "account", "safer_next_time", "harm", "seen_alone")

LEFT_OUT = ("_state", "recorded_at", "push", "helplines")


@pytest.fixture
def colleague(db):
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Moira Stein")


@pytest.fixture
def earlier(now, young_person) -> ReturnInterview:
    """Another time away, still to do, which the same conversation settles."""
    past = EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=60), returned=True)
    return ReturnInterviewFactory(episode=past)


@pytest.fixture
def recorded(page, interview, earlier) -> ReturnInterview:
    """By the officer, in every section."""
    for key, said in SAID.items():
        more = {"covers": str(earlier.pk)} if key == "finish" else {}
        assert page.post(section(key), TAB | said | more).status_code == 302
    interview.refresh_from_db()
    assert interview.outcome == "completed"
    return interview


@pytest.fixture
def reopened(recorded, manager, now):
    with time_machine.travel(now + timedelta(minutes=20), tick=False):
        reopen_interview(actor=manager, interview=recorded, why="They said more")
        yield recorded


def facts(interview: ReturnInterview) -> dict[str, object]:
    """All that is on record of it, to compare."""
    found = ReturnInterview.objects.select_related("record").get(pk=interview.pk)
    record = {name: value for name, value in vars(found.record).items() if name not in LEFT_OUT}
    said = {name: getattr(found, name) for name in ANSWERS}
    places = sorted(str(mention) for mention in found.place_mentions.all())
    ticked = {name: set(getattr(found.record, name)) for name in ("push", "helplines")}
    people = [str(mention) for mention in found.person_mentions.all()]
    covers = list(found.covers.values_list("pk", flat=True))
    return record | said | ticked | {"places": places, "people": people, "covers": covers, "by": found.interviewer}


@pytest.fixture
def before(recorded):
    return facts(recorded)


def sent(page, key: str) -> dict[str, object]:
    """What the browser would send of that page, as it opens."""
    form = page.get(section(key)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return TAB | {name: "on" if value is True else value for name, value in values.items() if value}


def test_one_sentence_is_added_and_all_the_rest_stays(page, recorded, before, reopened) -> None:
    assert page.get(LIST).text.count("As recorded") == 8
    account = page.get(section("account")).text
    assert "before the interview was reopened. Add to it, or change it." in account
    more = "I went to my sister’s. She was out."
    page.post(section("account"), sent(page, "account") | {"account": more})
    listed = page.get(LIST).text
    assert (listed.count("As recorded"), listed.count("Written")) == (7, 1)
    assert "Interview recorded" in page.post(section("finish"), sent(page, "finish"), follow=True).text
    assert facts(recorded) == before | {"account": more}


@pytest.mark.parametrize("key", [key for key in SAID if key != "finish"])
def test_every_section_sends_again_what_it_was_recorded_with(page, recorded, before, reopened, key) -> None:
    page.post(section(key), sent(page, key))
    page.post(section("finish"), sent(page, "finish"))
    assert facts(recorded) == before


def test_of_one_that_was_declined_since_the_account_is_there_and_how_they_talked_is_asked(
    page, reopened, officer, now
) -> None:
    close_without_interview(
        actor=officer, interview=reopened, outcome="declined", outcome_at=now, reason="Not today", **DECLINE
    )
    assert "my sister" in page.get(section("account")).text
    assert "outcome_at" not in sent(page, "finish")


def test_a_place_that_is_not_ticked_any_more_is_no_longer_on_record(page, reopened) -> None:
    typed = sent(page, "where")
    gone = next(name for name in typed if name.startswith("place_") and typed[name] == ["was_there"])
    slept = next(name for name in typed if name.startswith("place_") and "slept" in typed[name])
    typed = {name: value for name, value in typed.items() if name not in (gone, "known_people")}
    page.post(section("where"), typed | {slept: ["was_there"]})
    page.post(section("finish"), sent(page, "finish"))
    assert [str(mention) for mention in reopened.place_mentions.all()] == ["12 Mill Lane"]
    assert not reopened.person_mentions.exists()


class TestWhoMaySeeIt:
    def test_a_colleague_begins_with_the_record_and_not_with_what_another_has_typed(
        self, page, client, reopened, colleague
    ) -> None:
        keep(page, "help", strengths="Chess")
        client.force_login(colleague)
        shown = page.get(section("help")).text
        assert "Football" in shown
        assert "Chess" not in shown
        finish = page.get(section("finish")).text
        assert re.search(r'<option value="\d+" selected>Priya Nair', finish)

    def test_what_is_typed_is_kept_as_everywhere(self, page, reopened, officer) -> None:
        assert not Draft.objects.exists()
        version = keep(page, "help", strengths="Chess", draft_since="").json()["version"]
        assert "Chess" in page.get(section("help")).text
        late = keep(page, "help", strengths="Go", draft_tab="two", draft_since="")
        assert late.status_code == 409
        assert keep(page, "help", strengths="Chess, go", draft_since=version).status_code == 200

    def test_who_may_write_and_not_open_the_record_begins_empty(self, client, reopened, now) -> None:
        """Given to a worker of another team, who sees that it is to do, and nothing of what was said."""
        stranger = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Sam Okoro")
        reopened.assigned_to, reopened.assigned_at = stranger, now
        reopened.save()
        client.force_login(stranger)
        for key in ("account", "help", "where"):
            page = client.get(section(key), follow=True).text
            for words in ("my sister", "Football", "Mill Lane"):
                assert words not in page
        assert "As recorded" not in client.get(LIST).text

    def test_nor_does_an_interviewer_from_outside_whose_it_is_not(self, client, reopened) -> None:
        client.force_login(UserFactory(roles=[Role.INTERVIEWER]))
        assert client.get(section("account")).status_code == 404

    @pytest.mark.parametrize("key", list(SAID))
    def test_its_pages_cost_little(self, page, client, reopened, colleague, key, django_assert_max_num_queries) -> None:
        client.force_login(colleague)
        page.get(section(key))
        with django_assert_max_num_queries(12):
            page.get(section(key))


class TestHarm:
    def test_what_was_told_on_before_is_not_told_again(self, page, client, reopened, colleague) -> None:
        raise_alerts()
        marks, alerts = HarmTold.objects.count(), Alert.objects.filter(stage__kind="harm_told").count()
        client.force_login(colleague)
        page.post(section("account"), sent(page, "account") | {"account": "I went there. She was out."})
        keep(page, "harm", **sent(page, "harm"))
        page.post(section("finish"), sent(page, "finish"))
        raise_alerts()
        reopened.refresh_from_db()
        assert reopened.outcome == "completed"
        assert HarmTold.objects.count() == marks
        assert Alert.objects.filter(stage__kind="harm_told").count() == alerts

    def test_what_is_graver_is(self, page, client, reopened, colleague) -> None:
        client.force_login(colleague)
        keep(page, "harm", **sent(page, "harm") | {"harm_sexual": "told"})
        assert HarmTold.objects.filter(by=colleague, kinds__contains=["sexual"]).exists()

    def test_what_another_typed_of_one_that_was_never_recorded_stands_by_itself(
        self, interview, officer, colleague, now
    ) -> None:
        one = mark_harm_told(actor=officer, interview=interview, what_was_told="Sexual harm.", kinds=["sexual"])
        other = mark_harm_told(actor=colleague, interview=interview, what_was_told="Sexual harm.", kinds=["sexual"])
        assert one != other

    def test_whether_any_was_told_is_asked_again_where_none_was(self, page, interview, manager) -> None:
        for key, said in SAID.items():
            said = said | {"harm_in_account": "no"} if key == "account" else {} if key == "harm" else said
            page.post(section(key), TAB | said)
        interview.refresh_from_db()
        reopen_interview(actor=manager, interview=interview, why="They said more")
        refused = page.post(section("finish"), sent(page, "finish")).text
        assert "Choose whether they told of harm, or that they are afraid of somebody." in refused
