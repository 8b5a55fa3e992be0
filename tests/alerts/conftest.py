from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Team, User
from accounts.rules import Role
from alerts import wake
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

BACK = datetime(2026, 11, 16, 17, 0, tzinfo=UTC)
DUE = BACK + timedelta(hours=72)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Council:
    """One person in each place, and somebody of another team."""

    team: Team
    worker: User
    manager: User
    officer: User
    service_manager: User
    hub: User
    administrator: User
    outsider: User

    def young_person(self, **facts: object) -> YoungPerson:
        return YoungPersonFactory(**{"team": self.team, "social_worker": self.worker} | facts)

    def interview(self, *, back: datetime = BACK, **facts: object) -> ReturnInterview:
        """Still to do, of an episode that ended at `back`; it was logged long before."""
        person = facts.pop("young_person", None) or self.young_person()
        episode = EpisodeFactory(
            young_person=person, started_at=back - 30 * DAY, returned_at=back, alerts_from=back + 365 * DAY
        )
        return ReturnInterviewFactory(episode=episode, **facts)


@pytest.fixture
def council(db: None) -> Council:
    team, other = TeamFactory(), TeamFactory()
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    team.service.managers.add(service_manager)
    return Council(
        team=team,
        worker=UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]),
        manager=UserFactory(roles=[Role.TEAM_MANAGER], teams=[team]),
        officer=UserFactory(roles=[Role.RETURNS_OFFICER]),
        service_manager=service_manager,
        hub=UserFactory(roles=[Role.HUB]),
        administrator=UserFactory(roles=[Role.ADMINISTRATOR]),
        outsider=UserFactory(roles=[Role.TEAM_MANAGER], teams=[other]),
    )


@pytest.fixture(autouse=True)
def nobody_to_wake(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No test leaves messages for a worker; what would have been woken is listed."""
    woken: list[str] = []
    monkeypatch.setattr(wake, "_publish", lambda task: woken.append(task.name))
    return woken
