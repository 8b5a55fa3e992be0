"""The pages of the full record: kept as typed, nothing lost, harm marked at once, never another's."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Draft
from accounts.rules import Role
from missing.actions import correct_ending
from missing.models import HarmTold, InterviewRecord, PlaceMentioned
from missing.rules.interview_record import SECTION_KEYS
from tests.factories import ReturnInterviewFactory, UserFactory
from tests.missing.interview_form import FINISH, LIST, TAB, keep, section


def test_the_list_says_what_is_needed_and_what_is_written(page) -> None:
    first = page.get(LIST)
    assert first.text.count("Needed") == 3
    keep(page, "help", strengths="Football")
    keep(page, "account", account="I walked.", harm_in_account="no")
    later = page.get(LIST).text
    assert later.count("Needed") == 2
    assert later.count("Written") == 2
    assert "Last saved" in later


@pytest.mark.parametrize("key", SECTION_KEYS)
def test_each_section_opens_and_goes_on(page, key, django_assert_max_num_queries) -> None:
    page.get(section(key))
    with django_assert_max_num_queries(12):
        assert page.get(section(key)).status_code == 200


def test_a_section_that_there_is_none_of_is_not_found(page) -> None:
    assert page.get(section("weather")).status_code == 404


def test_from_the_first_section_to_the_record(page, interview) -> None:
    said = {
        "before": {"limits_told": "on", "wish_where": "On a walk", "seen_alone": "yes", "interpreter": "not_needed"},
        "account": {"account": "I went to my sister’s", "thinks_was_missing": "no", "harm_in_account": "no"},
        "where": {"place0": "12 Mill Lane", "place0_kind": "family", "place0_slept": "on", "person0": "Fitz"},
        "why": {"push": ["school", "bullying"], "pull": "family"},
        "harm": {"harm_alcohol": "told", "harm_cse": "suspected", "harm_physical": "no", "health": "Well"},
        "help": {"safer_next_time": "A lift on Fridays", "strengths": "Football"},
        "safety": {"safety_plan": "Rings Jo", "helplines": ["missing_people", "childline"]},
        "finish": FINISH | {"minutes": "35", "talked_at": "school"},
    }
    for number, key in enumerate(SECTION_KEYS[:-1]):
        answer = page.post(section(key), said[key])
        assert answer["Location"] == section(SECTION_KEYS[number + 1])
    done = page.post(section("finish"), said["finish"], follow=True)
    assert "Interview recorded" in done.text
    assert "within 72 hours" in done.text
    assert not Draft.objects.exists()
    assert HarmTold.objects.get().what_was_told == "Suspected, not told: sexual exploitation."
    whole = page.get(f"{LIST}whole/").text
    for words in (
        "I went to my sister’s",
        "On a walk",
        "12 Mill Lane (family’s home), slept there",
        "Fitz",
        "School or college",
        "Sexual exploitation",
        "Hurt by somebody",
        "A lift on Fridays",
        "Rings Jo",
        "Missing People: call or text 116 000; Childline",
        "35 minutes",
    ):
        assert words in whole
    assert page.get(LIST)["Location"] == f"{LIST}whole/"
    assert page.get(section("why"))["Location"] == f"{LIST}whole/"
    late = keep(page, "why", why="Later").json()["said"]
    assert late.startswith("This interview was closed meanwhile by Priya Nair: completed. What you typed is kept")


def test_what_hinders_the_end_is_said_with_the_way_there(page, interview) -> None:
    keep(page, "before", wish_who="Jo")
    refused = page.post(section("finish"), TAB | {"method": "phone", "outcome_at": "11:00"})
    assert "Say that you told them what you must pass on." in refused.text
    assert "Write what the young person said." in refused.text
    assert "Choose who did the interview." in refused.text
    assert f'href="{section("before")}"' in refused.text
    assert 'value="11:00"' in refused.text
    interview.refresh_from_db()
    assert interview.is_to_do


def test_what_cannot_be_read_is_said_beside_it_and_kept_all_the_same(page) -> None:
    bad = page.post(section("finish"), FINISH | {"outcome_at": "some time", "minutes": "35"})
    assert "is not a time we can read" in bad.text
    assert 'value="some time"' in page.get(section("finish")).text
    keep(page, "why", push="weather")
    keep(page, "before", limits_told="on")
    keep(page, "account", account="I walked.", harm_in_account="no")
    again = page.post(section("finish"), FINISH)
    assert "Something here cannot be read" in again.text
    assert InterviewRecord.objects.count() == 0


def test_a_refusal_is_said_and_everything_stays(page, officer, interview, now) -> None:
    keep(page, "before", limits_told="on")
    keep(page, "account", account="I walked.", harm_in_account="no")
    refused = page.post(section("finish"), FINISH | {"outcome_at": "1 Nov 10:00"})
    assert "This is before they came back" in refused.text
    assert "I walked." in page.get(section("account")).text


def test_who_may_not_interview_is_told_before_they_write(client, interview, officer) -> None:
    interview.assigned_to, interview.assigned_at = officer, interview.due_at
    interview.save()
    client.force_login(UserFactory(roles=[Role.HUB]))
    assert "Priya Nair has this interview" in client.get(LIST).text


def test_who_did_it_is_chosen_of_those_who_may_or_written(page, interview, social_worker) -> None:
    keep(page, "before", limits_told="on")
    keep(page, "account", account="I walked.", harm_in_account="no")
    colleague = UserFactory(roles=[Role.HUB], full_name="Noor Haddad")
    shown = page.get(section("finish")).text
    assert "Noor Haddad" in shown
    assert "Dana Whit" in shown
    both = page.post(section("finish"), FINISH | {"interviewer": colleague.pk, "interviewer_name": "Jo Bell"})
    assert "Choose a colleague or write a name, not both." in both.text
    own = page.post(section("finish"), FINISH | {"interviewer": social_worker.pk, "outcome_at": "1 Nov 10:00"})
    assert "If so, write it first under “Whom they want to talk to”, on the page of the interview." in own.text
    assert "This is before they came back." in own.text
    own = page.post(section("finish"), FINISH | {"interviewer": social_worker.pk})
    assert "Their own social worker cannot do the return home interview" in own.text
    page.post(section("finish"), FINISH | {"interviewer": colleague.pk})
    interview.refresh_from_db()
    assert (interview.interviewer, interview.interviewer_name) == (colleague, "")


def test_another_place_is_asked_for_without_losing_the_first(page) -> None:
    answer = page.post(section("where"), {"place0": "Park", "place1": "Station", "more": "places"})
    assert answer["Location"] == f"{section('where')}#places"
    again = page.get(section("where")).text
    assert 'value="Park"' in again
    assert 'name="place2"' in again
    assert 'name="place3"' not in again


def test_places_and_people_of_earlier_interviews_are_offered_to_tick(page, young_person, interview, now) -> None:
    earlier = ReturnInterviewFactory(
        outcome="completed", episode__young_person=young_person, episode__started_at=now - timedelta(days=20)
    )
    place = PlaceMentioned.objects.create(young_person=young_person, where="12 Mill Lane", recorded_at=now)
    earlier.place_mentions.create(place=place)
    person = young_person.people_mentioned.create(name="Fitz", recorded_at=now)
    earlier.person_mentions.create(person=person)
    shown = page.get(section("where")).text
    assert "12 Mill Lane" in shown
    assert "Fitz" in shown
    typed = {f"place_{place.pk}": ["was_there", "slept"], "known_people": str(person.pk)}
    for key, said in {
        "before": {"limits_told": "on"},
        "account": {"account": "Ok", "harm_in_account": "no"},
        "where": typed,
    }.items():
        page.post(section(key), said)
    page.post(section("finish"), FINISH)
    assert [str(mention) for mention in interview.place_mentions.all()] == ["12 Mill Lane, slept there"]
    assert interview.person_mentions.get().person == person


class TestSecondTab:
    @pytest.fixture(autouse=True)
    def _two_tabs(self, page, now):
        keep(page, "why", why="First", draft_tab="one", draft_since="")
        self.since = Draft.objects.get().saved_at.isoformat()
        with time_machine.travel(now + timedelta(minutes=5), tick=False):
            yield

    def test_a_newer_save_is_said_and_not_written_over(self, page) -> None:
        keep(page, "why", why="Second", draft_tab="two", draft_since=self.since)
        late = keep(page, "why", why="First, more", draft_tab="one", draft_since=self.since)
        assert late.status_code == 409
        assert "changed in another tab or on another device at 12:05" in late.json()["failed"]
        assert Draft.objects.get().values["why"] == ["Second"]

    def test_on_continue_the_page_keeps_what_was_typed(self, page) -> None:
        keep(page, "why", why="Second", draft_tab="two", draft_since=self.since)
        late = page.post(section("why"), {"why": "First, more", "draft_tab": "one", "draft_since": self.since})
        assert "changed in another tab" in late.text
        assert "First, more" in late.text
        kept = {"why": "First, more", "draft_tab": "one", "draft_since": self.since, "draft_over": "yes"}
        assert page.post(section("why"), kept).status_code == 302
        assert Draft.objects.get().values["why"] == ["First, more"]

    def test_the_same_tab_goes_on_though_an_answer_was_lost(self, page) -> None:
        assert keep(page, "why", why="More", draft_tab="one", draft_since="").status_code == 200

    def test_the_same_words_are_no_quarrel(self, page) -> None:
        assert keep(page, "why", why="First", draft_tab="two", draft_since="nonsense").status_code == 200


def test_a_draft_is_never_shown_to_another(page, client, interview) -> None:
    keep(page, "account", account="I went to my sister")
    client.force_login(UserFactory(roles=[Role.RETURNS_OFFICER]))
    assert "my sister" not in client.get(section("account")).text
    assert "Written" not in client.get(LIST).text


def test_too_much_is_said(page) -> None:
    answer = keep(page, "account", account="x" * 200_001)
    assert answer.status_code == 400
    assert "too long" in answer.text
    assert "too long" in page.post(section("account"), {"account": "x" * 200_001}).text


def test_another_teams_worker_finds_nothing(client, other_worker, interview) -> None:
    client.force_login(other_worker)
    for address in (LIST, section("account"), f"{LIST}whole/"):
        assert client.get(address).status_code == 404
    assert keep(client, "harm", harm_sexual="told").status_code == 404
    assert not HarmTold.objects.exists()


def test_of_who_is_not_back_after_all_each_section_opens_and_the_end_says_why(page, interview, social_worker) -> None:
    keep(page, "account", account="I walked.", harm_in_account="no")
    keep(page, "before", limits_told="on")
    correct_ending(actor=social_worker, episode=interview.episode, reason="It was not him")
    first = page.get(LIST).text
    assert "Jude Farrow is on record as not back yet." in first
    assert "came back" not in first
    assert "What you type is kept, and it can be recorded once their return is on record." in first
    for key in SECTION_KEYS:
        assert page.get(section(key)).status_code == 200
    assert page.post(section("safety"), TAB | {"safety_plan": "Rings Jo"})["Location"] == section("finish")
    refused = page.post(section("finish"), FINISH)
    assert "Jude Farrow is not back yet." in refused.text
    assert "I walked." in page.get(section("account")).text


def test_a_short_record_shows_what_it_has(page, young_person, now) -> None:
    short = ReturnInterviewFactory(
        outcome="completed",
        account="I was bored.",
        episode__young_person=young_person,
        episode__started_at=now - timedelta(days=20),
    )
    shown = page.get(reverse("missing:interview_record", args=[short.episode.reference])).text
    assert "I was bored." in shown
    assert "Jo Bell" in shown
