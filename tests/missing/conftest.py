from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import Team, User
from accounts.rules import Role
from missing.actions import complete_interview, record_return, report_missing
from missing.codes import Category
from missing.models import Episode, ReturnInterview
from people.models import YoungPerson
from tests.factories import (
    EpisodeFactory,
    PlacementFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    """Monday 23 November 2026, noon in London."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def team(db) -> Team:
    return TeamFactory()


@pytest.fixture
def social_worker(team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Dana Whit")


@pytest.fixture
def other_worker(db) -> User:
    """A social worker of another team."""
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()], full_name="Sam Okoro")


@pytest.fixture
def officer(db) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair")


@pytest.fixture
def analyst(db) -> User:
    return UserFactory(roles=[Role.ANALYST])


@pytest.fixture
def young_person(team, social_worker) -> YoungPerson:
    return YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team, social_worker=social_worker)


@pytest.fixture
def episode(now, young_person) -> Episode:
    """Missing now, for 20 hours."""
    return EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=20), reference="E1")


@pytest.fixture
def interview(now, young_person) -> ReturnInterview:
    """They came back 24 hours ago; the team's own record."""
    past = EpisodeFactory(
        young_person=young_person, started_at=now - timedelta(hours=30), returned=True, reference="E2"
    )
    return ReturnInterviewFactory(episode=past)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Tess Boyle")


@pytest.fixture
def held(now, officer, young_person, interview):
    """An interview on record, in which harm by staff of the home was told."""
    interview.episode.placement = PlacementFactory(young_person=young_person)
    interview.episode.save()
    return complete_interview(
        actor=officer,
        interview=interview,
        outcome_at=now - timedelta(hours=1),
        method="video",
        independence="independent",
        account="A night worker hit me.",
        safer_next_time="Another home.",
        record={
            "limits_told": True,
            "harms_told": ["physical"],
            "harm_by_carer": "home",
            "safety_plan": "Rings Jo",
            "paid_by": "A friend",
        },
    )


@pytest.fixture
def page(client, officer, interview):
    """The browser of the officer, with an interview to do."""
    client.force_login(officer)
    return client


@pytest.fixture
def theirs(team) -> YoungPerson:
    """Placed here by another council."""
    return YoungPersonFactory(first_name="Tia", last_name="Cole", team=team, responsible_authority="Walsall")


@pytest.fixture
def their_interview(now, theirs, social_worker) -> ReturnInterview:
    episode = report_missing(
        actor=social_worker, young_person=theirs, category="missing", started_at=now - 90 * HOUR, at=now - 89 * HOUR
    )
    interview = record_return(actor=social_worker, episode=episode, returned_at=now - 80 * HOUR, at=now - 79 * HOUR)
    assert interview is not None
    return interview


@pytest.fixture
def away(now, young_person) -> Episode:
    """Away for 20 hours, and nobody says that they are missing."""
    return EpisodeFactory(young_person=young_person, category=Category.AWAY, started_at=now - 20 * HOUR, reference="E3")
