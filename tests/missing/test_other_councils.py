"""Young people whom another council placed here, care leavers and adults at risk: logged, and no 72 hours of ours."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing import queue
from missing.actions import (
    close_without_interview,
    complete_interview,
    hand_over_interview,
    pass_to_placing_council,
    record_attempt,
    record_offer,
    record_return,
    report_missing,
    take_from_placing_council,
    take_interview,
)
from missing.codes import Route
from missing.models import Episode, ReturnInterview
from missing.rules import interview_route, is_interview_owed
from people.actions import change_details
from people.codes import KindOfRecord
from people.models import YoungPerson
from tests.case_files import imported
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory
from tests.missing.placed_here import told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("kind", KindOfRecord.values)
@pytest.mark.parametrize("age", [17, 18])
def test_an_interview_is_owed_to_children(kind: str, age: int) -> None:
    assert is_interview_owed(kind_of_record=kind, age=age) is (age < 18)


@pytest.mark.parametrize("kind", KindOfRecord.values)
@pytest.mark.parametrize("doubt", ["estimated", "disputed"])
def test_in_doubt_they_are_children_unless_on_record_as_adults(kind: str, doubt: str) -> None:
    is_adults = kind in ("care_leaver", "adult_at_risk")
    assert is_interview_owed(kind_of_record=kind, age=18, birthday_is=doubt) is not is_adults


def test_the_placing_council_comes_before_the_miles() -> None:
    route = interview_route(is_out_of_area=True, distance_miles=None, kind_of_record=KindOfRecord.OTHER_COUNCIL)
    assert route is Route.PLACING_COUNCIL


def test_their_return_opens_an_interview_of_theirs_that_is_not_in_our_queue(their_interview, officer, now) -> None:
    assert their_interview.route == Route.PLACING_COUNCIL
    numbers = queue.counts(officer, now)
    assert (numbers["all"], numbers["overdue"], numbers["theirs"]) == (0, 0, 1)
    raise_alerts(at=now)
    assert not Alert.objects.filter(stage__kind="interview").exists()


def test_nobody_here_works_it(their_interview, officer: User, social_worker: User, now) -> None:
    words = "Walsall looks after them and holds this interview. Write down what they tell you of it."
    for attempt in (
        lambda: take_interview(actor=officer, interview=their_interview),
        lambda: hand_over_interview(actor=officer, interview=their_interview, to=officer),
        lambda: record_offer(actor=officer, interview=their_interview, method="phone", response="accepted"),
        lambda: record_attempt(actor=officer, interview=their_interview, method="phone", result="no_answer"),
        lambda: complete_interview(
            actor=officer, interview=their_interview, outcome_at=now, method="phone", independence="independent",
            account="They spoke.",
        ),
        lambda: close_without_interview(
            actor=officer, interview=their_interview, outcome="declined", outcome_at=now, reason="Said no.", **DECLINE),
    ):  # fmt: skip
        with pytest.raises(ActionRefused) as refused:
            attempt()
        assert refused.value.message == words


def test_what_they_tell_is_kept_with_who_told_it(their_interview, officer: User, now) -> None:
    told(their_interview, officer, now, method="phone")
    their_interview.refresh_from_db()
    assert (their_interview.outcome, their_interview.told_by) == ("completed", "Bea Ray, Walsall")
    assert their_interview.interviewer_shown == "Walsall"
    told(their_interview, officer, now, outcome="declined", reason="He would not talk.")
    their_interview.refresh_from_db()
    assert (their_interview.outcome, their_interview.contact_due_on) == ("declined", None)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"told_by": " "}, "told_by", "Write who told you."),
        ({"outcome": "declined"}, "reason", "Write the reason that they gave."),
        ({"outcome": "covered_by_later"}, "outcome", "Choose how it ended."),
        ({"outcome_at": datetime(2027, 1, 1).astimezone()}, "outcome_at", "This time has not come yet."),
        ({"outcome_at": datetime(2026, 11, 1).astimezone()}, "outcome_at", "This is before they came back."),
    ],
)
def test_what_is_not_whole_is_refused_in_words(their_interview, officer, now, facts, field, words) -> None:
    with pytest.raises(ActionRefused) as refused:
        told(their_interview, officer, now, **facts)
    assert (refused.value.field, refused.value.message) == (field, words)


def test_ours_is_not_told_by_anybody(interview: ReturnInterview, officer: User, now) -> None:
    with pytest.raises(ActionRefused, match="This interview is ours"):
        told(interview, officer, now)


def test_the_database_holds_that_it_is_no_work_of_ours(their_interview, officer: User, now) -> None:
    row = ReturnInterview.objects.filter(pk=their_interview.pk)
    for facts in (
        {"assigned_to": officer},
        {"contact_due_on": date(2026, 11, 30)},
        {"outcome": "completed", "outcome_at": now, "outcome_recorded_at": now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**facts)


def test_the_pages_show_whose_it_is_and_take_what_they_told(client, their_interview, officer: User) -> None:
    client.force_login(officer)
    listed = client.get("/interviews/?show=theirs").content.decode()
    assert "Tia Cole" in listed
    assert "Another council placed these young people here" in listed
    url = their_interview.get_absolute_url()
    page = client.get(url).content.decode()
    assert "Walsall looks after Tia and holds this interview." in page
    assert "Record the interview" not in page
    assert "Offered it?" not in page
    bad = client.post(f"{url}they-told/", {"outcome": "declined", "told_by": "Bea Ray"})
    assert bad.context["form"].errors == {
        "outcome_at": ["Write when."],
        "reason": ["Write the reason that they gave."],
    }
    assert 'value="Bea Ray"' in bad.content.decode()
    done = client.post(
        f"{url}they-told/",
        {"outcome": "completed", "outcome_at": "today 09:00", "told_by": "Bea Ray", "method": "phone"},
        follow=True,
    ).content.decode()
    assert "What they told you is written down." in done
    assert "Told us by" in done
    assert "other-councils" not in client.get("/interviews/").content.decode()


def test_the_pages_take_twelve_queries(client, their_interview, officer, django_assert_max_num_queries) -> None:
    client.force_login(officer)
    url = their_interview.get_absolute_url()
    for address in (url, f"{url}they-told/", "/interviews/?show=theirs"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_one_that_turns_out_to_be_theirs_leaves_the_queue_and_comes_back(
    client, interview: ReturnInterview, officer: User, young_person: YoungPerson, social_worker: User
) -> None:
    with pytest.raises(ActionRefused, match="They are ours on record"):
        pass_to_placing_council(actor=officer, interview=interview)
    take_interview(actor=officer, interview=interview)
    change_details(actor=social_worker, young_person=young_person, responsible_authority="Walsall")
    client.force_login(officer)
    page = client.get(interview.get_absolute_url()).content.decode()
    assert "It is Walsall’s" in page
    client.post(f"{interview.get_absolute_url()}theirs/")
    interview.refresh_from_db()
    assert (interview.route, interview.assigned_to) == (Route.PLACING_COUNCIL, None)
    with pytest.raises(ActionRefused, match="Walsall looks after them on record"):
        take_from_placing_council(actor=officer, interview=interview)
    change_details(actor=social_worker, young_person=young_person, responsible_authority="")
    client.post(f"{interview.get_absolute_url()}ours/")
    interview.refresh_from_db()
    assert interview.route == Route.INDEPENDENT
    assert ReturnInterview.objects.to_do().filter(pk=interview.pk).exists()


def test_a_closed_one_is_not_passed_on(client, officer: User, theirs: YoungPerson) -> None:
    closed = ReturnInterviewFactory(
        episode=EpisodeFactory(young_person=theirs, returned=True), outcome="declined", route=Route.INDEPENDENT
    )
    with pytest.raises(ActionRefused, match="This interview is closed: declined by the young person"):
        pass_to_placing_council(actor=officer, interview=closed)
    client.force_login(officer)
    page = client.post(f"{closed.get_absolute_url()}theirs/", follow=True).content.decode()
    assert "This interview is closed" in page


@pytest.mark.parametrize(
    ("kind", "born", "is_owed"),
    [("care_leaver", date(2006, 1, 1), False), ("adult_at_risk", date(1990, 1, 1), False),
     ("care_leaver", date(2010, 1, 1), True), ("at_home", date(2007, 1, 1), False)],
)  # fmt: skip
def test_adults_are_logged_missing_and_owed_no_interview(social_worker, team, now, kind, born, is_owed) -> None:
    person = YoungPersonFactory(team=team, date_of_birth=born, kind_of_record=kind)
    episode = report_missing(actor=social_worker, young_person=person, category="missing", started_at=now - 9 * HOUR)
    interview = record_return(actor=social_worker, episode=episode, returned_at=now - HOUR)
    assert (interview is not None) is is_owed


def test_both_doors_open_the_same_interviews_but_for_who_turned_18(tmp_path: Path, now, team) -> None:
    people = {
        "YP1": YoungPersonFactory(reference="YP1", responsible_authority="Walsall"),
        "YP2": YoungPersonFactory(reference="YP2", kind_of_record="care_leaver", date_of_birth=date(2005, 1, 1)),
        "YP3": YoungPersonFactory(reference="YP3", kind_of_record="care_leaver", date_of_birth=date(2009, 1, 1)),
        "YP4": YoungPersonFactory(reference="YP4"),
        "YP5": YoungPersonFactory(reference="YP5", kind_of_record="at_home", date_of_birth=date(2007, 1, 1)),
        "YP6": YoungPersonFactory(
            reference="YP6", kind_of_record="at_home", date_of_birth=date(2007, 1, 1), birthday_is="disputed"
        ),
    }
    officer = UserFactory(roles=[Role.SERVICE_MANAGER])
    by_hand = {}
    for reference, person in people.items():
        episode = report_missing(actor=officer, young_person=person, category="missing", started_at=now - 300 * HOUR)
        interview = record_return(actor=officer, episode=episode, returned_at=now - 290 * HOUR)
        by_hand[reference] = interview.route if interview else None
    header = "episode_reference,reference,category,missing_from,returned_at,ended_how"
    rows = [f"E{ref},{ref},missing,2026-11-20T20:00Z,2026-11-20T22:00Z,returned" for ref in people]
    young = "reference,first_name,last_name,date_of_birth,responsible_authority\n" + "\n".join(
        f"{ref},{p.first_name},{p.last_name},{p.date_of_birth},{p.responsible_authority}" for ref, p in people.items()
    )
    imported(tmp_path, young_people=young, episodes="\n".join([header, *rows]))
    by_file = dict.fromkeys(people) | dict(
        ReturnInterview.objects.filter(source="imported").values_list("episode__young_person__reference", "route")
    )
    assert by_hand == {
        "YP1": "placing_council", "YP2": None, "YP3": "independent", "YP4": "independent",
        "YP5": None, "YP6": "independent",
    }  # fmt: skip
    assert by_file == by_hand | {"YP5": "independent"}, "a file's figures count who was 18 and not on record as adult"


def test_a_decline_that_they_told_by_file_is_no_contact_of_ours(tmp_path: Path, now, theirs: YoungPerson) -> None:
    EpisodeFactory(young_person=theirs, returned=True, reference="E9")
    imported(tmp_path, interviews="episode_reference,outcome,outcome_at\nE9,declined,2026-11-22T10:00Z")
    interview = ReturnInterview.objects.get()
    assert (interview.route, interview.contact_due_on) == ("placing_council", None)


def test_who_wrote_down_what_they_told_is_named_and_an_earlier_word_stays(client, now, officer, their_interview):
    told(their_interview, officer, now, outcome="declined", reason="Would not", told_by="Ann Lee, Walsall")
    later = told(their_interview, officer, now)
    assert later.outcome_by == officer
    earlier = later.earlier_outcomes.get()
    assert (earlier.outcome, earlier.outcome_reason) == ("declined", "Told by Ann Lee, Walsall. Would not")
    client.force_login(officer)
    page = client.get(later.get_absolute_url()).text
    for words in ("Recorded by", "Bea Ray, Walsall", "Told by Ann Lee, Walsall. Would not"):
        assert words in page


def test_who_may_not_open_the_record_leaves_it_to_who_may(client, now, other_worker, their_interview) -> None:
    Episode.objects.update(logged_by=other_worker)
    with pytest.raises(ActionRefused, match="Only somebody who may open Tia Cole’s record may write down what their"):
        told(their_interview, other_worker, now)
    client.force_login(other_worker)
    page = client.get(their_interview.get_absolute_url())
    assert page.status_code == 200
    assert not page.context["may_tell"]
    their_interview.refresh_from_db()
    assert not their_interview.outcome
