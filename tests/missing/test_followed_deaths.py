"""What follows a death, and one that is taken back."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    correct_times,
    mark_harm_told,
    record_death,
    reopen_interview,
    take_death_back,
    void_episode,
)
from missing.codes import NotRequired, Outcome, Source
from missing.models import (
    ReturnInterview,
    StrategyDiscussion,
    StrategyTrigger,
)
from people.models import AccessGrant, CaseEvent
from tests.factories import EpisodeFactory, ReturnInterviewFactory
from tests.missing.test_followed import logged, manager, talk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
__all__ = ["manager"]


class TestDeathTakenBack:
    def test_the_discussion_and_the_harm_are_there_again(
        self, now, social_worker, officer, manager, interview, young_person
    ) -> None:
        mark_harm_told(actor=officer, interview=interview, what_was_told="Hit by a man she calls Fitz.")
        raise_alerts(at=now + 30 * HOUR)
        kinds = set(Alert.objects.standing().values_list("stage__kind", flat=True))
        assert {"strategy", "harm_told"} <= kinds
        record_death(actor=social_worker, young_person=young_person, died_on=now.date(), at=now + 30 * HOUR)
        take_death_back(actor=manager, young_person=young_person, why="Another child", at=now + 31 * HOUR)
        discussion = StrategyDiscussion.objects.open().get()
        assert AccessGrant.objects.get(source_key=f"strategy:{discussion.pk}").until is None
        raise_alerts(at=now + 31 * HOUR)
        assert set(Alert.objects.standing().values_list("stage__kind", flat=True)) == kinds

    def test_none_beside_one_that_is_open_and_its_grounds_count_no_more(
        self, now, social_worker, manager, young_person
    ) -> None:
        episode = logged(social_worker, young_person, now - 40 * HOUR)
        record_death(actor=social_worker, young_person=young_person, died_on=now.date(), found_at=now - HOUR)
        assert not StrategyDiscussion.objects.open().exists()
        withdrawn = StrategyDiscussion.objects.get()
        StrategyDiscussion.objects.filter(pk=withdrawn.pk).update(withdraw_reason="Another reason")
        take_death_back(actor=manager, young_person=young_person, why="Another child")
        raise_alerts(at=now)
        again = StrategyDiscussion.objects.open().get()
        assert again != withdrawn
        assert StrategyTrigger.objects.filter(discussion=again, episode=episode).exists()

    def test_though_a_case_file_had_ended_the_interview_without_a_time(
        self, now, social_worker, manager, young_person
    ) -> None:
        found = EpisodeFactory(young_person=young_person, started_at=now - 9 * DAY, found_at=now - 8 * DAY)
        interview = ReturnInterview.objects.create(
            episode=found,
            alerts_from=now,
            source=Source.IMPORTED,
            outcome=Outcome.DECLINED,
            outcome_recorded_at=now,
        )
        record_death(actor=social_worker, young_person=young_person, died_on=now.date())
        interview.refresh_from_db()
        assert interview.clock_starts_at is not None
        take_death_back(actor=manager, young_person=young_person, why="Another child")
        interview.refresh_from_db()
        assert (interview.outcome, interview.clock_starts_at) == (Outcome.DECLINED, None)


class TestWhoDied:
    def test_voiding_makes_no_work(self, now, social_worker, officer, manager, young_person) -> None:
        first, second = (
            ReturnInterviewFactory(
                episode=EpisodeFactory(young_person=young_person, started_at=now - days * DAY, returned=True)
            )
            for days in (6, 3)
        )
        talk(officer, second, now, covers=[first])
        record_death(actor=social_worker, young_person=young_person, died_on=now.date())
        void_episode(actor=manager, episode=second.episode, reason="Another child")
        assert not ReturnInterview.objects.to_do().exists()
        first.refresh_from_db()
        assert (first.outcome, first.not_required_why) == (Outcome.NOT_REQUIRED, NotRequired.DIED)

    def test_nothing_is_reopened(self, now, social_worker, officer, manager, interview, young_person) -> None:
        talk(officer, interview, now)
        record_death(actor=social_worker, young_person=young_person, died_on=now.date())
        with pytest.raises(ActionRefused, match="having died on 23 November 2026"):
            reopen_interview(actor=manager, interview=interview, why="The wrong one")

    def test_the_timeline_tells_the_death_and_no_return(self, now, social_worker, manager, officer, episode) -> None:
        person = episode.young_person
        record_death(actor=social_worker, young_person=person, died_on=now.date(), found_at=now - HOUR)
        times = {"started_at": episode.started_at, "found_at": now - 2 * HOUR}
        correct_times(actor=officer, episode=episode, reason="Rang", **times)
        assert not CaseEvent.objects.filter(kind=CaseEvent.Kind.RETURNED).exists()
