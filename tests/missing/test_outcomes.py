"""Each ending with what it needs: parents asked, contacts that are enough, what a manager decides."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage
from missing.actions import (
    Parents,
    accept_contact,
    close_without_interview,
    complete_interview,
    hand_over_interview,
    mark_not_required,
    record_attempt,
    record_contact,
    record_offer,
    record_parents_asked,
    reopen_interview,
)
from missing.codes import Category, Independence, NotRequired, Outcome, ParentsAsked
from missing.models import AskedParents, EarlierOutcome, ReturnInterview
from people.models import AccessGrant
from reporting.measures import INTERVIEWS_IN_72_HOURS, count
from reporting.scope import Scope
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

DAY = timedelta(days=1)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


def decline(officer, interview, at, **facts):
    known = {"outcome": Outcome.DECLINED, "outcome_at": at, "reason": "Does not want to talk."} | DECLINE
    return close_without_interview(actor=officer, interview=interview, **known | facts, at=at)


@pytest.fixture
def declined(now, officer, interview) -> ReturnInterview:
    return decline(officer, interview, now)


class TestParents:
    def test_they_are_asked_in_the_same_save(self, now, officer, interview):
        parents = Parents(ParentsAsked.ASKED, whom="Ms Farrow, mother", said="He was at his cousin’s.")
        declined = decline(officer, interview, now, parents=parents)
        asked = AskedParents.objects.get(interview=declined)
        assert (asked.whom, asked.said, asked.by) == ("Ms Farrow, mother", "He was at his cousin’s.", officer)

    def test_a_refused_answer_leaves_the_interview_open(self, now, officer, interview):
        with pytest.raises(ActionRefused, match="Write whom you asked"):
            decline(officer, interview, now, parents=Parents(ParentsAsked.ASKED, said="Nothing"))
        interview.refresh_from_db()
        assert interview.is_to_do

    @pytest.mark.parametrize(
        ("parents", "words"),
        [
            (Parents(ParentsAsked.ASKED, whom="Mother"), "Write what they said"),
            (Parents(ParentsAsked.NOT_ASKED), "Write why they are not asked"),
        ],
    )
    def test_each_answer_has_its_rest(self, officer, declined, parents, words):
        with pytest.raises(ActionRefused, match=words):
            record_parents_asked(actor=officer, interview=declined, parents=parents)

    def test_they_are_asked_after_a_decline_alone(self, officer, interview):
        with pytest.raises(ActionRefused, match="this one was not"):
            record_parents_asked(
                actor=officer, interview=interview, parents=Parents(ParentsAsked.NOT_ASKED, why_not="No")
            )

    @pytest.mark.parametrize(
        ("facts", "constraint"),
        [
            ({"asked": "asked", "whom": "Mother"}, "parents_asked_says_whom_and_what"),
            ({"asked": "not_asked"}, "parents_not_asked_says_why"),
        ],
    )
    def test_the_database_keeps_the_answer_whole(self, now, officer, declined, facts, constraint):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            AskedParents.objects.create(interview=declined, by=officer, recorded_at=now, **facts)


class TestContact:
    def test_in_the_city_a_call_is_written_down_and_settles_nothing(self, now, social_worker, declined):
        contact = record_contact(actor=social_worker, interviews=[declined], contact_on=now.date(), method="phone")
        declined.refresh_from_db()
        assert declined.contact is None
        assert not contact.interviews.exists()
        assert ReturnInterview.objects.contact_due().exists()
        record_contact(actor=social_worker, interviews=[declined], contact_on=now.date(), method="visit")
        assert not ReturnInterview.objects.contact_due().exists()

    @pytest.mark.parametrize(
        ("method", "settles"), [("phone", True), ("video", True), ("visit", True), ("other", False)]
    )
    def test_out_of_the_city_a_call_is_the_least(self, now, social_worker, declined, method, settles):
        declined.episode.is_out_of_area = True
        declined.episode.save()
        record_contact(actor=social_worker, interviews=[declined], contact_on=now.date(), method=method)
        assert ReturnInterview.objects.contact_due().exists() is not settles

    def test_a_manager_accepts_a_lesser_one_and_says_why(self, now, social_worker, manager, declined):
        contact = record_contact(actor=social_worker, interviews=[declined], contact_on=now.date(), method="phone")
        with pytest.raises(PermissionDenied):
            accept_contact(actor=social_worker, contact=contact, because="He is well")
        with pytest.raises(ActionRefused, match="Write why this contact is enough"):
            accept_contact(actor=manager, contact=contact, because=" ")
        accept_contact(actor=manager, contact=contact, because="Seen by his school the same day")
        declined.refresh_from_db()
        assert (declined.contact, declined.contact.accepted_by) == (contact, manager)
        with pytest.raises(ActionRefused, match="waits for this contact any more"):
            accept_contact(actor=manager, contact=contact, because="Again")

    def test_it_is_chased_each_week_and_reaches_managers(self, now, team, manager, social_worker, officer, interview):
        manager.team_ids  # noqa: B018  # who manages the team
        declined = decline(officer, interview, now)
        due = now + timedelta(days=(declined.contact_due_on - now.date()).days) + DAY
        for weeks in (1, 2, 3, 26, 30, 258):
            raise_alerts(at=due + 7 * weeks * DAY)
            latest = AlertStage.objects.filter(kind="contact").latest("pk")
            assert latest.stage == f"overdue_{weeks}_weeks"
            told = set(Alert.objects.standing().filter(stage=latest).values_list("user", flat=True))
            assert {social_worker.pk, manager.pk} <= told


class TestNotRequired:
    def mark(self, manager, interview, **facts):
        known = {"why": NotRequired.LEFT_COUNTRY, "reason": "Moved to Spain with his aunt"}
        return mark_not_required(actor=manager, interview=interview, **known | facts)

    def test_it_is_a_managers_decision_with_their_words(self, now, officer, manager, interview):
        with pytest.raises(PermissionDenied):
            self.mark(officer, interview)
        closed = self.mark(manager, interview)
        assert (closed.outcome, closed.outcome_by, closed.not_required_why) == (
            Outcome.NOT_REQUIRED,
            manager,
            NotRequired.LEFT_COUNTRY,
        )
        figure = count(Scope.last_days(90, at=now + 9 * DAY), [INTERVIEWS_IN_72_HOURS])
        assert figure[INTERVIEWS_IN_72_HOURS.key].denominator == 0

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"why": ""}, "Choose why it is not required"),
            ({"reason": " "}, "Write the reason"),
            ({"why": NotRequired.TURNED_18}, "They are 16. This is for those who are 18"),
            ({"why": NotRequired.AWAY_OR_CURFEW}, "They were missing, so the interview is due"),
            ({"why": NotRequired.DIED}, "Their death is not on record. Put it on record first"),
        ],
    )
    def test_what_the_record_contradicts_is_refused(self, now, manager, interview, facts, words):
        with pytest.raises(ActionRefused, match=words):
            self.mark(manager, interview, **facts)

    def test_away_or_curfew_when_they_never_were_missing(self, now, manager, young_person):
        away = EpisodeFactory(
            young_person=young_person, category=Category.AWAY, started_at=now - 2 * DAY, returned=True
        )
        closed = self.mark(manager, ReturnInterviewFactory(episode=away), why=NotRequired.AWAY_OR_CURFEW)
        assert closed.outcome == Outcome.NOT_REQUIRED

    def test_the_database_asks_for_why_and_who(self, now, interview):
        interview.outcome, interview.outcome_at, interview.outcome_recorded_at = Outcome.NOT_REQUIRED, now, now
        interview.reason = "No"
        with pytest.raises(IntegrityError, match="not_required_says_why_and_who"), transaction.atomic():
            interview.save()


class TestAccepted:
    def close(self, officer, interview, now, **facts):
        return decline(officer, interview, now, outcome=Outcome.ACCEPTED_NOT_DONE, reason="Not there", **facts)

    def test_not_without_an_offer_that_they_accepted(self, now, officer, interview):
        record_offer(actor=officer, interview=interview, method="phone", response="thinking")
        with pytest.raises(ActionRefused, match="No offer that they accepted is on record") as refused:
            self.close(officer, interview, now)
        assert refused.value.field == "accepted_at"

    def test_with_one_on_record(self, now, officer, interview):
        record_offer(actor=officer, interview=interview, method="phone", response="accepted")
        assert self.close(officer, interview, now).outcome == Outcome.ACCEPTED_NOT_DONE
        assert interview.offers.count() == 1

    def test_or_put_on_record_with_it(self, now, officer, interview):
        hour_ago = now - timedelta(hours=1)
        closed = self.close(officer, interview, now, accepted_at=hour_ago, accepted_how="text")
        offer = closed.offers.get()
        assert (offer.response, offer.method, offer.offered_at, offer.by) == ("accepted", "text", hour_ago, officer)
        closed.refresh_from_db()
        assert closed.offered_at == hour_ago

    @pytest.mark.parametrize(
        ("days", "words"), [(-5, "This is before they came back"), (1, "This is after it came to nothing")]
    )
    def test_at_a_time_that_can_be(self, now, officer, interview, days, words):
        with pytest.raises(ActionRefused, match=words) as refused:
            self.close(officer, interview, now, accepted_at=now + days * DAY, accepted_how="text")
        assert refused.value.field == "accepted_at"
        interview.refresh_from_db()
        assert interview.is_to_do
        assert not interview.offers.exists()


class TestNotOffered:
    def test_could_not_be_reached_needs_an_attempt(self, now, officer, interview):
        facts = {"outcome": Outcome.NOT_OFFERED_NO_CONTACT, "reason": "Five calls"}
        with pytest.raises(ActionRefused, match="Write down first how you tried"):
            decline(officer, interview, now, **facts)
        record_attempt(actor=officer, interview=interview, method="phone", result="no_answer")
        assert decline(officer, interview, now, **facts).outcome == Outcome.NOT_OFFERED_NO_CONTACT

    def test_missing_again_needs_another_episode(self, now, officer, interview, young_person):
        facts = {"outcome": Outcome.NOT_OFFERED_MISSING_AGAIN, "reason": "Went again"}
        with pytest.raises(ActionRefused, match="have not gone missing since"):
            decline(officer, interview, now, **facts)
        late = EpisodeFactory(young_person=young_person, category=Category.CURFEW, started_at=now - timedelta(hours=2))
        with pytest.raises(ActionRefused, match="have not gone missing since"):
            decline(officer, interview, now, **facts)
        late.category, late.missing_from = Category.MISSING, now - timedelta(hours=1)
        late.save()
        with pytest.raises(ActionRefused, match="have not gone missing since"):
            decline(officer, interview, now - timedelta(minutes=90), **facts)
        assert decline(officer, interview, now, **facts).outcome == Outcome.NOT_OFFERED_MISSING_AGAIN


class TestReopening:
    def test_a_wrong_outcome_is_reopened_by_a_manager_with_a_reason(self, now, officer, manager, declined):
        with pytest.raises(PermissionDenied):
            reopen_interview(actor=officer, interview=declined, why="Wrong")
        with pytest.raises(ActionRefused, match="Write why it is reopened"):
            reopen_interview(actor=manager, interview=declined, why="")
        reopened = reopen_interview(actor=manager, interview=declined, why="It was his brother who declined")
        assert (reopened.outcome, reopened.contact_due_on, reopened.reason) == ("", None, "")
        kept = EarlierOutcome.objects.get()
        why = "No reason given. Does not want to talk."
        assert (kept.outcome, kept.outcome_at, kept.outcome_reason) == (Outcome.DECLINED, now, why)
        assert (kept.why, kept.by, kept.outcome_by) == ("It was his brother who declined", manager, officer)
        with pytest.raises(ActionRefused, match="This interview is open"):
            reopen_interview(actor=manager, interview=declined, why="Again")

    def test_its_holder_has_it_again_and_its_alerts_come_anew(self, now, officer, manager, interview):
        visitor = UserFactory(roles=[Role.INTERVIEWER])
        hand_over_interview(actor=officer, interview=interview, to=visitor)
        raise_alerts(at=interview.due_at)
        decline(visitor, interview, interview.due_at)
        assert not Alert.objects.standing().filter(stage__kind="interview").exists()
        reopen_interview(actor=manager, interview=interview, why="Wrong child", at=interview.due_at)
        assert AccessGrant.objects.get(user=visitor).until is None
        raise_alerts(at=interview.due_at + timedelta(minutes=1))
        assert Alert.objects.standing().filter(stage__kind="interview", user=visitor).exists()

    def test_a_holder_who_may_not_hold_it_any_more_does_not_get_it_back(self, now, officer, manager, interview):
        visitor = UserFactory(roles=[Role.INTERVIEWER])
        hand_over_interview(actor=officer, interview=interview, to=visitor)
        decline(visitor, interview, now)
        visitor.groups.clear()
        reopened = reopen_interview(actor=manager, interview=interview, why="Wrong child")
        assert reopened.assigned_to is None

    def test_declined_and_held_later_keeps_the_refusal_on_record(self, now, officer, declined):
        complete_interview(
            actor=officer,
            interview=declined,
            outcome_at=now + DAY,
            method="video",
            independence=Independence.INDEPENDENT,
            account="Wanted to talk after all.",
            at=now + DAY,
        )
        kept = EarlierOutcome.objects.get()
        assert (kept.outcome, kept.outcome_at, kept.is_reopened) == (Outcome.DECLINED, now, False)

    def test_a_contact_stays_on_record_when_the_decline_is_taken_back(self, now, social_worker, manager, declined):
        contact = record_contact(actor=social_worker, interviews=[declined], contact_on=now.date(), method="visit")
        reopen_interview(actor=manager, interview=declined, why="Wrong child")
        contact.refresh_from_db()
        assert contact.contact_on == date(2026, 11, 23)


def test_a_later_decline_falls_due_anew(now, officer, manager, declined):
    reopen_interview(actor=manager, interview=declined, why="Wrong child")
    again = decline(officer, declined, now + 3 * DAY)
    assert again.contact_due_on == date(2026, 12, 3)
