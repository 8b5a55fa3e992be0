"""Another council's interview ends by our own record too: they died, or were late and not missing. Nobody told us."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    complete_interview,
    correct_category,
    correct_ending,
    record_death,
    record_return,
    record_what_they_told,
    report_missing,
    take_death_back,
    take_interview,
    unvoid_episode,
    void_episode,
)
from missing.actions.other_councils import mark_harm_they_told
from missing.codes import Category, LogKind, NotRequired, Outcome, Route
from missing.models import Episode, ReturnInterview
from people.actions import change_details
from people.models import YoungPerson
from tests.case_files import imported
from tests.factories import UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEA = "Bea Ray, Walsall"


@pytest.fixture
def theirs(team) -> YoungPerson:
    return YoungPersonFactory(first_name="Tia", last_name="Cole", team=team, responsible_authority="Walsall")


@pytest.fixture
def back(now, theirs, social_worker) -> Episode:
    """Missing for four hours and back for five, their interview to do."""
    return went(social_worker, theirs, now - 9 * HOUR)


def went(actor, young_person, started_at, category="missing", hours=4) -> Episode:
    episode = report_missing(actor=actor, young_person=young_person, category=category, started_at=started_at)
    record_return(actor=actor, episode=episode, returned_at=started_at + hours * HOUR, note="Missed the bus")
    return anew(episode)


def anew(episode: Episode) -> Episode:
    return Episode.objects.get(pk=episode.pk)


def interview_of(episode: Episode) -> ReturnInterview:
    return ReturnInterview.objects.get(episode=episode)


def they_tell(officer, interview: ReturnInterview, now, **facts) -> ReturnInterview:
    said = {"outcome": Outcome.DECLINED, "outcome_at": now - HOUR, "told_by": BEA, "reason": "She would not talk."}
    return record_what_they_told(actor=officer, interview=interview, **said | facts)


class TestTheyDied:
    def test_while_missing(self, now, client, social_worker, manager, theirs) -> None:
        report_missing(actor=social_worker, young_person=theirs, category="missing", started_at=now - 9 * HOUR)
        client.force_login(manager)
        typed = {"died_on": "today", "found_at": "an hour ago", "note": "Bea rang", "confirmed": "on"}
        assert client.post(f"/young-people/{theirs.reference}/death/", typed).status_code == 302
        assert YoungPerson.objects.get(pk=theirs.pk).died_on == now.date()
        assert not Episode.objects.missing_now().exists()

    def test_with_their_interview_to_do_and_taken_back(self, now, manager, theirs, back) -> None:
        record_death(actor=manager, young_person=theirs, died_on=now.date())
        closed = interview_of(back)
        assert (closed.outcome, closed.not_required_why, closed.told_by) == ("not_required", NotRequired.DIED, "")
        assert not ReturnInterview.objects.theirs_to_tell().exists()
        take_death_back(actor=manager, young_person=YoungPerson.objects.get(pk=theirs.pk), why="Another child")
        assert ReturnInterview.objects.theirs_to_tell().get().route == Route.PLACING_COUNCIL

    def test_what_they_had_told_before_stands(self, now, officer, manager, theirs, back) -> None:
        they_tell(officer, interview_of(back), now)
        record_death(actor=manager, young_person=theirs, died_on=now.date())
        assert (interview_of(back).outcome, interview_of(back).told_by) == (Outcome.DECLINED, BEA)


class TestTheyWereLateAndNotMissing:
    def test_it_is_closed_by_rule_and_awaited_again_where_that_was_wrong(
        self, client, now, officer, social_worker, back
    ) -> None:
        correct_category(actor=social_worker, episode=back, category=Category.CURFEW, reason="The bus")
        closed = interview_of(back)
        assert (closed.not_required_why, closed.told_by) == (NotRequired.NOBODY_ASKED, "")
        client.force_login(officer)
        page = client.get(closed.get_absolute_url()).text
        assert "A missed curfew, and nobody asked for it" in page
        assert "Told us by" not in page
        correct_category(actor=social_worker, episode=anew(back), category=Category.MISSING, reason="Nobody knew")
        assert ReturnInterview.objects.theirs_to_tell().get() == closed

    def test_with_harm_told_it_is_left_to_what_they_tell(self, officer, social_worker, back) -> None:
        mark_harm_they_told(actor=officer, interview=interview_of(back), harm="Her uncle hits her")
        correct_category(actor=social_worker, episode=anew(back), category=Category.CURFEW, reason="The bus")
        assert ReturnInterview.objects.theirs_to_tell().get().episode == back
        words = "and it is under way: their council still tells how it ends."
        assert back.log.get(kind=LogKind.INTERVIEW).text.endswith(words)

    def test_the_third_of_three_when_one_is_voided(self, now, social_worker, theirs) -> None:
        first, _, third = [went(social_worker, theirs, now - days * DAY, "curfew", 1) for days in (9, 5, 1)]
        assert interview_of(third).is_theirs
        void_episode(actor=social_worker, episode=first, reason="Another child")
        assert interview_of(third).not_required_why == NotRequired.NOBODY_ASKED
        unvoid_episode(actor=social_worker, episode=first, reason="It was her")
        assert ReturnInterview.objects.theirs_to_tell().get().episode == third

    def test_what_they_tell_all_the_same_takes_its_place(self, now, officer, social_worker, back) -> None:
        correct_category(actor=social_worker, episode=back, category=Category.CURFEW, reason="The bus")
        they_tell(officer, interview_of(back), now)
        told = interview_of(back)
        assert (told.outcome, told.not_required_why, told.told_by) == (Outcome.DECLINED, "", BEA)
        assert told.earlier_outcomes.get().outcome == Outcome.NOT_REQUIRED


def test_the_database_asks_who_told_of_everything_else(now, officer, back) -> None:
    row = ReturnInterview.objects.filter(episode=back)
    ended = {"outcome": Outcome.NOT_REQUIRED, "outcome_at": now, "outcome_recorded_at": now, "reason": "So they say."}
    for why in ("", NotRequired.LEFT_COUNTRY, NotRequired.TURNED_18):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**ended, not_required_why=why)


EPISODES = """episode_reference,reference,category,missing_from,found_at,returned_at,ended_how
    E1,YP1,missing,2026-11-17T20:30,,2026-11-18T08:00,returned
    """
YOUNG_PEOPLE = """reference,first_name,last_name,date_of_birth,responsible_authority
    YP1,Ana,Marsh,2010-03-07,Walsall"""


class TestWhatTheyTellOfWhatAFileHadClosed:
    def test_covered_by_another(self, now, tmp_path, officer) -> None:
        imported(
            tmp_path,
            young_people=YOUNG_PEOPLE,
            episodes=EPISODES + "E2,YP1,missing,2026-11-18T20:30,,2026-11-18T23:00,returned",
            interviews="episode_reference,outcome,outcome_at,covered_by\nE1,covered_by_later,,E2\n"
            "E2,completed,2026-11-20T10:00,",
        )
        told = they_tell(officer, interview_of(Episode.objects.get(reference="E1")), now)
        told.refresh_from_db()
        assert (told.outcome, told.covered_by, told.told_by) == (Outcome.DECLINED, None, BEA)
        assert told.earlier_outcomes.get().outcome == Outcome.COVERED_BY_LATER

    def test_because_they_died(self, now, tmp_path, officer) -> None:
        imported(
            tmp_path,
            young_people=YOUNG_PEOPLE,
            episodes=EPISODES + "E2,YP1,missing,2026-11-22T20:30,2026-11-22T23:00,,died",
        )
        told = they_tell(officer, interview_of(Episode.objects.get(reference="E1")), now, outcome_at=now - 30 * HOUR)
        told.refresh_from_db()
        assert (told.outcome, told.not_required_why) == (Outcome.DECLINED, "")


class TestOneConversationForOursAndTheirs:
    @pytest.fixture
    def theirs_and_ours(self, now, social_worker, theirs) -> list[ReturnInterview]:
        """Another council's when they first went, ours by the next time."""
        first = went(social_worker, theirs, now - 30 * HOUR)
        change_details(actor=social_worker, young_person=theirs, responsible_authority="")
        return [interview_of(first), interview_of(went(social_worker, anew_person(theirs), now - 20 * HOUR))]

    @pytest.fixture
    def facts(self, now) -> dict:
        return {"outcome_at": (now - HOUR).isoformat(), "method": "phone", "independence": "independent"}

    def test_it_does_not_settle_what_is_theirs(self, client, now, officer, theirs_and_ours, facts) -> None:
        client.force_login(officer)
        first, later = theirs_and_ours
        facts |= {"account": "Was with friends.", "limits_told": True, "harm_told": "no"}
        facts["covers"] = [first.episode.reference]
        reference = later.episode.reference
        answer = client.post(f"/api/v1/interviews/{reference}/completed/", facts, content_type="application/json")
        words = (
            f"The council that placed them here holds the interview after {first.episode.reference}, so this "
            "conversation cannot settle it. If it is ours now, say so on its own page first."
        )
        assert (answer.status_code, words in answer.text) == (409, True), answer.text
        assert ReturnInterview.objects.filter(outcome="").count() == 2

    def test_nor_one_of_a_voided_episode(self, now, officer, manager, social_worker, young_person) -> None:
        first, later = (went(social_worker, young_person, now - hours * HOUR) for hours in (30, 20))
        void_episode(actor=manager, episode=first, reason="Her sister")
        with pytest.raises(ActionRefused, match=f"{first} was voided"):
            complete_interview(
                actor=officer, interview=interview_of(later), outcome_at=now, method="phone", account="With friends.",
                independence="independent", covers=[interview_of(first)],
            )  # fmt: skip


def anew_person(young_person: YoungPerson) -> YoungPerson:
    return YoungPerson.objects.get(pk=young_person.pk)


class TestWhoseTheyAreWasPutRightWhileTheyWereNotBack:
    """The interview that waited for their return is another council's then, and nobody here has it any more."""

    @pytest.fixture
    def leah(self):
        return UserFactory(roles=[Role.INTERVIEWER])

    @pytest.fixture
    def not_back(self, now, social_worker, leah, young_person) -> Episode:
        episode = went(social_worker, young_person, now - 9 * HOUR)
        interview = interview_of(episode)
        take_interview(actor=leah, interview=interview)
        correct_ending(actor=social_worker, episode=episode, reason="It was her sister")
        change_details(actor=social_worker, young_person=young_person, responsible_authority="Walsall")
        return anew(episode)

    def test_their_return_is_recorded_and_access_ends(self, client, now, social_worker, leah, not_back) -> None:
        assert YoungPerson.objects.visible_to(leah).exists()
        client.force_login(social_worker)
        typed = {"how": "returned", "returned_at": "an hour ago", "note": "By taxi"}
        assert client.post(f"/episodes/{not_back.reference}/return/", typed).status_code == 302
        interview = interview_of(not_back)
        assert (interview.route, interview.assigned_to) == (Route.PLACING_COUNCIL, None)
        assert interview.due_at == now + 71 * HOUR
        assert ReturnInterview.objects.theirs_to_tell().get() == interview
        assert not YoungPerson.objects.visible_to(leah).exists()
        raise_alerts(at=now + 100 * HOUR)
        assert not Alert.objects.filter(stage__kind="interview").exists()

    def test_so_is_their_death(self, now, manager, not_back) -> None:
        record_death(actor=manager, young_person=not_back.young_person, died_on=now.date(), found_at=now - HOUR)
        assert interview_of(not_back).not_required_why == NotRequired.DIED

    def test_and_the_other_way_it_is_ours(self, now, social_worker, theirs, back) -> None:
        correct_ending(actor=social_worker, episode=back, reason="It was her sister")
        change_details(actor=social_worker, young_person=theirs, responsible_authority="")
        record_return(actor=social_worker, episode=anew(back), returned_at=now)
        assert ReturnInterview.objects.to_do().get().route == Route.INDEPENDENT
