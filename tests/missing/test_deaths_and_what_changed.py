"""A death, and a death taken back, after something else about the child changed: nothing is left with nobody."""

from datetime import timedelta

import pytest
import time_machine

from accounts.actions import close_account
from accounts.models import MovedWork, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    correct_category,
    hand_over_interview,
    mark_harm_told,
    record_death,
    record_found,
    report_missing,
    stop_everything,
    take_death_back,
    unvoid_episode,
    void_episode,
)
from missing.codes import Category, EndedHow, NotRequired, Outcome, Source
from missing.models import Episode, InterviewMove, ReturnInterview, StrategyDiscussion
from people.actions import restrict_record
from people.models import AccessGrant, YoungPerson
from reporting.measures.endings import with_ending
from tests.factories import EpisodeFactory, UserFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def service_manager(db: None) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ruth Abara")


@pytest.fixture
def leah(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def ina(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Low")


def again(record):
    return type(record).objects.get(pk=record.pk)


class TestFoundAndGoneAgain:
    """They were found, and were gone again on the way back: then they died."""

    @pytest.fixture
    def both(self, now, young_person, social_worker) -> tuple[Episode, Episode]:
        def missing(hours: int) -> Episode:
            return report_missing(
                actor=social_worker,
                young_person=young_person,
                category=Category.MISSING,
                started_at=now - hours * HOUR,
                at=now - hours * HOUR,
            )

        found = missing(20)
        record_found(actor=social_worker, episode=found, found_at=now - 15 * HOUR, at=now - 14 * HOUR)
        return found, missing(10)

    def died(self, now, social_worker, person) -> None:
        record_death(actor=social_worker, young_person=person, died_on=now.date(), found_at=now - HOUR, at=now)

    def test_no_interview_of_theirs_is_to_do_for_ever(self, now, social_worker, young_person, both) -> None:
        self.died(now, social_worker, young_person)
        for episode in both:
            interview = again(episode).interview
            assert (interview.outcome, interview.not_required_why) == (Outcome.NOT_REQUIRED, NotRequired.DIED)
        figures = with_ending(Episode.objects.counted_as_missing(), now + 500 * HOUR)
        assert set(figures.values_list("ending", flat=True)) == {"not_required"}

    def test_duty_reads_the_record_for_72_hours_and_no_longer(self, now, social_worker, young_person, both) -> None:
        duty = UserFactory(roles=[Role.DUTY])
        self.died(now, social_worker, young_person)
        for hours, seen in ((70, True), (72, False)):
            with time_machine.travel(now - HOUR + hours * HOUR, tick=False):
                theirs = YoungPerson.objects.visible_to(User.objects.get(pk=duty.pk))
                assert theirs.filter(pk=young_person.pk).exists() is seen

    def test_taken_back_all_is_as_it_was(self, now, social_worker, manager, young_person, both) -> None:
        self.died(now, social_worker, young_person)
        take_death_back(actor=manager, young_person=young_person, why="Another child", at=now + HOUR)
        found, gone = map(again, both)
        assert (found.is_not_yet_back, gone.is_open) == (True, True)
        assert not ReturnInterview.objects.to_do().exists()
        grants = AccessGrant.objects.filter(reason=AccessGrant.Reason.DUTY)
        assert list(grants.values_list("until", flat=True)) == [None, None]

    def test_a_case_file_alone_opens_none(self, now, young_person) -> None:
        brought = EpisodeFactory(
            young_person=young_person, started_at=now - 9 * DAY, found_at=now - 8 * DAY, source="imported"
        )
        stop_everything(young_person, actor=None, at=now, source=Source.IMPORTED)
        assert again(brought).ended_how == EndedHow.DIED
        assert not ReturnInterview.objects.exists()
        assert not AccessGrant.objects.filter(reason=AccessGrant.Reason.DUTY).exists()


class TestTakenBackOnceRestricted:
    @pytest.fixture
    def closed_to_leah(self, now, young_person, interview, officer, service_manager, leah, ina) -> ReturnInterview:
        """She had it; the record was restricted while the child was held for dead."""
        hand_over_interview(actor=officer, interview=interview, to=leah, at=now - 5 * HOUR)
        record_death(actor=service_manager, young_person=young_person, died_on=now.date(), at=now - 4 * HOUR)
        restrict_record(actor=service_manager, young_person=again(young_person), interviewer=ina, at=now - 3 * HOUR)
        return again(interview)

    def test_who_is_named_has_it_and_is_told(
        self, now, young_person, service_manager, leah, ina, closed_to_leah
    ) -> None:
        take_death_back(actor=service_manager, young_person=young_person, why="Wrong child", at=now)
        interview = again(closed_to_leah)
        assert (interview.outcome, interview.assigned_to) == ("", ina)
        assert ReturnInterview.objects.visible_to(ina).filter(pk=interview.pk).exists()
        assert not AccessGrant.objects.current().filter(user=leah).exists()
        assert InterviewMove.objects.get().now_with == ina
        assert MovedWork.objects.get(told=ina).what == f"Return home interview after {interview.episode.reference}"

    def test_also_where_the_episode_is_put_back_after_it(
        self, now, young_person, service_manager, ina, closed_to_leah
    ) -> None:
        void_episode(actor=service_manager, episode=closed_to_leah.episode, reason="Wrong child", at=now - 2 * HOUR)
        take_death_back(actor=service_manager, young_person=young_person, why="Wrong child", at=now - HOUR)
        assert again(closed_to_leah).assigned_to is None
        unvoid_episode(actor=service_manager, episode=closed_to_leah.episode, reason="It was them", at=now)
        assert again(closed_to_leah).assigned_to == ina

    def test_a_discussion_goes_to_who_sees_the_record(
        self, now, young_person, service_manager, social_worker, interview, ina
    ) -> None:
        mark_harm_told(actor=social_worker, interview=interview, what_was_told="Hit by a man", at=now - 5 * HOUR)
        StrategyDiscussion.objects.update(assigned_to=social_worker)
        record_death(actor=service_manager, young_person=young_person, died_on=now.date(), at=now - 4 * HOUR)
        restrict_record(actor=service_manager, young_person=again(young_person), interviewer=ina, at=now - 3 * HOUR)
        take_death_back(actor=service_manager, young_person=young_person, why="Wrong child", at=now)
        assert StrategyDiscussion.objects.open().get().assigned_to == service_manager


def test_taken_back_an_interview_goes_to_the_queue_where_its_holder_has_left(
    now, young_person, interview, officer, service_manager, leah
) -> None:
    hand_over_interview(actor=officer, interview=interview, to=leah)
    record_death(actor=service_manager, young_person=young_person, died_on=now.date())
    close_account(actor=UserFactory(roles=[Role.ADMINISTRATOR]), user=leah, why="Left")
    take_death_back(actor=service_manager, young_person=young_person, why="Wrong child")
    assert again(interview).assigned_to is None
    assert list(ReturnInterview.objects.to_do()) == [interview]


class TestDiscussionTakenBack:
    @pytest.fixture
    def high(self, now, young_person, social_worker, service_manager) -> Episode:
        """A discussion is due of it; then a death was recorded, of another child."""
        episode = report_missing(
            actor=social_worker,
            young_person=young_person,
            category=Category.MISSING,
            started_at=now - 20 * HOUR,
            police_risk="high",
            at=now - 19 * HOUR,
        )
        record_death(
            actor=service_manager,
            young_person=young_person,
            died_on=now.date(),
            found_at=now - 3 * HOUR,
            at=now - 2 * HOUR,
        )
        young_person.refresh_from_db()
        return episode

    def test_is_not_due_for_an_episode_that_was_voided_meanwhile(
        self, now, young_person, manager, service_manager, high
    ) -> None:
        void_episode(actor=service_manager, episode=high, reason="Wrong child", at=now - HOUR)
        take_death_back(actor=service_manager, young_person=young_person, why="Wrong child", at=now)
        discussion = StrategyDiscussion.objects.get()
        assert discussion.withdrawn_at == now
        assert discussion.withdraw_reason == f"{high} was voided: Wrong child"
        with time_machine.travel(now + 30 * HOUR, tick=False):
            raise_alerts(at=now + 30 * HOUR)
        assert not Alert.objects.filter(stage__kind="strategy").exists()
        unvoid_episode(actor=service_manager, episode=high, reason="It was them", at=now + 31 * HOUR)
        assert StrategyDiscussion.objects.open().exists()

    def test_nor_for_who_was_not_missing_after_all(self, now, young_person, manager, service_manager, high) -> None:
        correct_category(actor=service_manager, episode=high, category=Category.AWAY, reason="Known", at=now - HOUR)
        take_death_back(actor=service_manager, young_person=young_person, why="Wrong child", at=now)
        assert not StrategyDiscussion.objects.open().exists()

    def test_is_due_where_nothing_changed(self, now, young_person, service_manager, high) -> None:
        take_death_back(actor=service_manager, young_person=young_person, why="Wrong child", at=now)
        assert StrategyDiscussion.objects.open().get().triggers.get().withdrawn_at is None
