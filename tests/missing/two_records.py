"""Jude's record and Bea's, of two teams, that somebody takes for one: what the tests of two again begin with."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Team, User
from accounts.rules import Role
from missing.models import ReturnInterview
from people.actions import merge_records, unmerge_records
from people.models import RecordMerge, YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
WHY = "The same birthday and school"
TWO = "Two cousins of one name"


@pytest.fixture
def boss(db) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ruth Abara")


@pytest.fixture
def beas_team(db) -> Team:
    return TeamFactory()


@pytest.fixture
def beas_worker(beas_team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[beas_team], full_name="Ola Berg")


@pytest.fixture
def bea(beas_team, beas_worker) -> YoungPerson:
    return YoungPersonFactory(
        first_name="Bea", last_name="Farow", team=beas_team, social_worker=beas_worker, reference="YPB"
    )


def back(person: YoungPerson, now: datetime, hours: int, reference: str) -> ReturnInterview:
    """They came back from an episode that began so many hours ago; its interview is to do."""
    episode = EpisodeFactory(young_person=person, started_at=now - hours * HOUR, returned=True, reference=reference)
    return ReturnInterviewFactory(episode=episode)


def one_of(boss: User, kept: YoungPerson, merged: YoungPerson) -> RecordMerge:
    merge = merge_records(actor=boss, kept=kept, merged=merged, reason=WHY)
    kept.refresh_from_db()
    return merge


def two_of(boss: User, merge: RecordMerge) -> None:
    unmerge_records(actor=boss, merge=merge, reason=TWO)


def anew(interview: ReturnInterview) -> ReturnInterview:
    """As it is now, with the record that it is on now."""
    return ReturnInterview.objects.select_related("episode__young_person").get(pk=interview.pk)
