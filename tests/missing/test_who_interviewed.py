"""Who did an interview, and whether the young person was there for it."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from missing.actions import complete_interview
from missing.codes import Category, Independence, Method
from missing.models import ReturnInterview
from tests.factories import EpisodeFactory, ReturnInterviewFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def interview(now, young_person) -> ReturnInterview:
    """They came back 24 hours ago."""
    episode = EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR, returned=True)
    return ReturnInterviewFactory(episode=episode)


def complete(officer, interview, held_at, **facts):
    known = {"method": Method.FACE_TO_FACE, "independence": Independence.INDEPENDENT, "account": "Saw a friend."}
    return complete_interview(actor=officer, interview=interview, outcome_at=held_at, **known | facts)


@pytest.mark.parametrize("name", ["Dana Whit", "Dana Whitt (social worker)", "dana  whit, Care Team", "Dana"])
def test_whoever_may_be_meant_as_their_own_worker_is_not_independent(now, officer, interview, name) -> None:
    with pytest.raises(ActionRefused, match="Their own social worker cannot do"):
        complete(officer, interview, now, interviewer_name=name)


@pytest.mark.parametrize("name", ["Dana White, Larkrise", "Ann Whit", "Jo Bloggs"])
def test_somebody_else_is_put_down_by_name(now, officer, interview, name) -> None:
    closed = complete(officer, interview, now, interviewer_name=name)
    assert (closed.interviewer, closed.interviewer_name) == (None, name)


def test_a_blank_name_is_whoever_records_it(now, officer, interview) -> None:
    assert complete(officer, interview, now, interviewer_name="  ").interviewer == officer


class TestWhileMissing:
    def test_a_time_in_an_absence_on_record_is_refused(self, now, officer, interview, young_person) -> None:
        gone = EpisodeFactory(young_person=young_person, started_at=now - 2 * HOUR)
        for held_at in (now, gone.missing_from):
            with pytest.raises(ActionRefused) as refused:
                complete(officer, interview, held_at)
            assert refused.value.field == "outcome_at"
            assert refused.value.message == (
                f"They are on record as missing then, since today 10:00 ({gone.reference}). "
                "Mend the time here, or record there that they are back."
            )
        assert complete(officer, interview, now - 3 * HOUR).outcome_at == now - 3 * HOUR

    def test_once_they_are_found_it_may_be_held(self, now, officer, interview, young_person) -> None:
        EpisodeFactory(young_person=young_person, started_at=now - 9 * HOUR, found_at=now - HOUR, end_recorded_at=now)
        assert complete(officer, interview, now - HOUR).outcome_at == now - HOUR

    def test_who_is_away_or_voided_is_not_missing(self, now, officer, interview, young_person) -> None:
        EpisodeFactory(young_person=young_person, started_at=now - 2 * HOUR, category=Category.AWAY)
        assert complete(officer, interview, now).outcome_at == now
