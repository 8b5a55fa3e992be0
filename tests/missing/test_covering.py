"""One conversation for all that are open: each is judged by its own clock, and a manager can take it back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    close_without_interview,
    complete_interview,
    correct_ending,
    hand_over_interview,
    reopen_interview,
    take_interview,
)
from missing.actions.covering import could_cover
from missing.codes import Independence, Outcome
from missing.models import EarlierOutcome, ReturnInterview
from missing.rules.interview_record import SECTION_KEYS
from missing.sharing_codes import Recipient
from people.models import CaseEvent, YoungPerson
from reporting.measures import INTERVIEWS_IN_72_HOURS, count
from reporting.scope import Scope
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory
from tests.missing.interview_form import FINISH, LIST, TAB, keep, section


@pytest.fixture
def three(now, young_person) -> list[ReturnInterview]:
    """Back 90, 50 and 10 hours ago: the first is overdue, the other two are not."""
    return [came_back(now, young_person, hours, f"T{number}") for number, hours in enumerate((90, 50, 10), start=1)]


def came_back(now, young_person, hours: int, reference: str) -> ReturnInterview:
    returned_at = now - timedelta(hours=hours)
    episode = EpisodeFactory(
        young_person=young_person,
        started_at=returned_at - timedelta(hours=5),
        returned_at=returned_at,
        reference=reference,
    )
    return ReturnInterviewFactory(episode=episode)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


def talk(officer, interview, now, **facts):
    known = {
        "outcome_at": now,
        "method": "video",
        "independence": Independence.INDEPENDENT,
        "account": "Was with friends.",
    }
    return complete_interview(actor=officer, interview=interview, **known | facts)


def outcomes():
    return list(ReturnInterview.objects.order_by("clock_starts_at").values_list("outcome", flat=True))


def in_time(now):
    figure = count(Scope.last_days(90, at=now), [INTERVIEWS_IN_72_HOURS])[INTERVIEWS_IN_72_HOURS.key]
    return figure.numerator, figure.denominator


def test_one_conversation_settles_all_that_are_ticked_each_by_its_own_clock(now, officer, three):
    first, second, last = three
    assert could_cover(last, officer) == [first, second]
    assert in_time(now) == (0, 1)  # the other two are not due yet
    talk(officer, last, now, covers=[first, second])
    assert outcomes() == [Outcome.COVERED_BY_LATER, Outcome.COVERED_BY_LATER, Outcome.COMPLETED]
    first.refresh_from_db()
    assert (first.covered_by, first.outcome_at, first.outcome_by) == (last, now, officer)
    assert in_time(now) == (2, 3)
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.INTERVIEW_CLOSED).count() == 3


def test_what_is_not_ticked_stays_to_do(now, officer, three):
    _, second, last = three
    talk(officer, last, now, covers=[second])
    assert outcomes() == ["", Outcome.COVERED_BY_LATER, Outcome.COMPLETED]


def test_what_a_conversation_cannot_cover_is_said_and_nothing_is_done(now, officer, three):
    first, second, last = three
    with pytest.raises(ActionRefused, match="T3 is the later episode"):
        talk(officer, second, now, covers=[last])
    with pytest.raises(ActionRefused, match="They came back from T1 after this conversation"):
        talk(officer, last, now - timedelta(hours=95), covers=[first])
    somebody = ReturnInterviewFactory(
        episode=EpisodeFactory(young_person=YoungPersonFactory(), started_at=now - timedelta(days=9), returned=True)
    )
    with pytest.raises(ActionRefused, match="with one young person"):
        talk(officer, last, now, covers=[somebody])
    visitor = UserFactory(roles=[Role.INTERVIEWER])
    hand_over_interview(actor=officer, interview=last, to=visitor)
    reopened = close_without_interview(
        actor=officer, interview=first, outcome=Outcome.DECLINED, outcome_at=now, reason="No", **DECLINE
    )
    reopen_interview(actor=UserFactory(roles=[Role.SERVICE_MANAGER]), interview=reopened, why="They would talk now")
    with pytest.raises(ActionRefused, match="T1 is not yours, so this conversation cannot settle it"):
        talk(visitor, last, now, covers=[first])
    close_without_interview(
        actor=officer, interview=first, outcome=Outcome.DECLINED, outcome_at=now, reason="No", **DECLINE
    )
    with pytest.raises(ActionRefused, match="T1 has just been closed"):
        talk(officer, last, now, covers=[first])
    assert outcomes().count("") == 3


def test_the_holder_of_a_covered_one_sees_it_for_14_days_and_no_longer(now, officer, three):
    first, _, last = three
    visitor = UserFactory(roles=[Role.INTERVIEWER])
    hand_over_interview(actor=officer, interview=first, to=visitor)
    talk(officer, last, now, covers=[first])
    assert YoungPerson.objects.visible_to(visitor).exists()
    assert visitor.access_grants.get().until == now + timedelta(days=14)


def test_reopening_the_conversation_opens_what_it_covered(now, officer, manager, three):
    first, second, last = three
    talk(officer, last, now, covers=[first, second])
    reopen_interview(actor=manager, interview=last, why="Recorded on the wrong child")
    assert outcomes() == ["", "", ""]
    assert in_time(now) == (0, 1)
    assert EarlierOutcome.objects.filter(is_reopened=True).count() == 3
    assert not CaseEvent.objects.filter(kind=CaseEvent.Kind.INTERVIEW_CLOSED).exists()
    last.refresh_from_db()
    assert last.account == "Was with friends."  # what was told is not lost


def test_one_covered_by_mistake_is_opened_by_itself(now, officer, manager, three):
    first, second, last = three
    talk(officer, last, now, covers=[first, second])
    reopen_interview(actor=manager, interview=first, why="They did not talk about that night")
    assert outcomes() == ["", Outcome.COVERED_BY_LATER, Outcome.COMPLETED]


def finish(client, reference, **typed):
    """Write what is needed into the sections of the record, and send the last."""
    client.post(reverse("missing:record_section", args=[reference, "before"]), {"limits_told": "on"})
    client.post(
        reverse("missing:record_section", args=[reference, "account"]),
        {"account": "Was with friends.", "harm_in_account": "no"},
    )
    known = {"outcome_at": "11:00", "method": "video", "independence": "independent"}
    return client.post(reverse("missing:record_section", args=[reference, "finish"]), known | typed, follow=True)


def test_the_page_offers_one_conversation_and_lists_each_by_its_clock(client, now, officer, three):
    first, _, last = three
    client.force_login(officer)
    page = client.get(first.get_absolute_url())
    assert "3 interviews of theirs are open: this one, T2 and T3" in page.text
    assert "record it on T3, and tick the others at the end" in page.text
    assert reverse("missing:complete", args=["T3"]) in page.text
    form = client.get(reverse("missing:record_section", args=["T3", "finish"]))
    assert "T1: came back Thu 19 Nov, 18:00. Overdue by 18 hours" in form.text
    assert (
        "Did this conversation also cover"
        not in client.get(reverse("missing:record_section", args=["T1", "finish"])).text
    )
    finish(client, "T3", covers=[first.pk])
    assert outcomes() == [Outcome.COVERED_BY_LATER, "", Outcome.COMPLETED]
    assert "The conversation after T3" in client.get(first.get_absolute_url()).text
    assert "Covers also" in client.get(last.get_absolute_url()).text


def test_it_says_how_many_it_settled(client, officer, three):
    first, second, _last = three
    client.force_login(officer)
    page = finish(client, "T3", covers=[first.pk, second.pk])
    assert "Interview recorded. It settles 2 earlier interviews too, after T1, T2." in page.text


def test_what_it_settled_is_shared_from_where_it_is_recorded(client, now, officer, three):
    first, _second, last = three
    talk(officer, last, now, covers=[first])
    client.force_login(officer)
    nothing, link = "There is nothing to share before", f'<a href="{reverse("missing:sharing", args=["T3"])}">Share it'
    page = client.get(reverse("missing:sharing", args=["T1"])).text
    assert "The conversation is recorded after T3." in page
    assert link in page
    assert nothing not in page
    page = client.get(reverse("missing:share", args=["T1", Recipient.POLICE]), follow=True).text
    assert link in page
    assert nothing not in page
    page = client.get(reverse("missing:sharing", args=["T2"])).text
    assert nothing in page
    assert link not in page


def test_what_was_ticked_is_kept_with_the_draft(client, now, officer, three):
    first = three[0]
    client.force_login(officer)
    address = reverse("missing:record_section", args=["T3", "finish"])
    client.post(address, {"covers": [first.pk], "later": ""})
    assert re.search(rf'value="{first.pk}" id="\S+" checked', client.get(address).text)


def test_one_closed_meanwhile_is_said_with_everything_typed_still_there(client, now, officer, three):
    first = three[0]
    client.force_login(officer)
    close_without_interview(
        actor=officer, interview=first, outcome=Outcome.DECLINED, outcome_at=now, reason="No", **DECLINE
    )
    page = finish(client, "T3", covers=[first.pk], minutes="35")
    assert "One of these has just been closed" in page.text
    assert 'value="35"' in page.text
    assert outcomes() == [Outcome.DECLINED, "", ""]


def test_missing_again_is_said_on_the_page_with_a_link(client, officer, interview, episode):
    client.force_login(officer)
    page = client.get(interview.get_absolute_url())
    assert "Missing again since yesterday 16:00" in page.text
    assert episode.get_absolute_url() in page.text
    assert "Reminders pause; the clock and the figure do not" in page.text


def test_a_second_of_their_own_clock_decides(officer, young_person, settings):
    """A covered one done at its 72nd hour is in time, a second later it is not."""
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    first, last = came_back(now, young_person, 72, "T1"), came_back(now, young_person, 5, "T2")
    talk(officer, last, now, covers=[first], at=now)
    assert in_time(now) == (2, 2)
    ReturnInterview.objects.filter(pk=last.pk).update(
        outcome_at=now + timedelta(seconds=1), outcome_recorded_at=now + timedelta(hours=1)
    )
    assert in_time(now) == (1, 2)


class TestNotBackAfterAll:
    """The return was taken back while the interview was being written."""

    @pytest.fixture
    def taken_back(self, page, officer, interview):
        take_interview(actor=officer, interview=interview)
        keep(page, "account", account="We talked")
        correct_ending(actor=officer, episode=interview.episode, reason="It was not her")

    def test_each_section_opens_and_the_list_says_that_they_are_not_back(self, page, taken_back) -> None:
        assert "Jude Farrow is on record as not back yet. What you type is kept" in page.get(LIST).text
        for key in SECTION_KEYS:
            assert page.get(section(key)).status_code == 200

    def test_it_is_not_recorded_and_what_was_typed_stays(self, page, taken_back) -> None:
        goes_on = page.post(section("safety"), TAB | {"safety_plan": "Rings Jo"}, follow=True)
        assert goes_on.status_code == 200
        keep(page, "before", limits_told="on")
        keep(page, "harm", harm_said="no")
        answer = page.post(section("finish"), FINISH)
        assert answer.status_code == 200
        assert not ReturnInterview.objects.get().outcome
        assert "We talked" in page.get(section("account")).text
