"""A council with one person in each place; and copies of the application as processes, for who asks for one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from accounts.models import Team, User
from accounts.rules import Role
from alerts import wake
from alerts.actions import clear_alerts
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.alerts.mail_server import Mailbox, mail_server
from tests.alerts.processes import Copy, Redis, need_redis
from tests.databases import address_of, copied_database
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

    def settle(self, subject_key: str, at: datetime) -> None:
        """End the interview, and its alerts with it."""
        ended = {"outcome": "not_offered_other", "outcome_at": at, "outcome_recorded_at": at, "reason": "Moved away"}
        ReturnInterview.objects.filter(pk=subject_key.rpartition(":")[2]).update(**ended)
        clear_alerts(kind="interview", subject_key=subject_key, at=at)


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


@pytest.fixture
def database(db: None) -> Iterator[str]:
    with copied_database("copy") as name:
        yield address_of(name)


@pytest.fixture
def mailbox_and_url() -> Iterator[tuple[Mailbox, str]]:
    with mail_server() as started:
        yield started


@pytest.fixture
def redis() -> Iterator[Redis]:
    need_redis()
    server = Redis()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def make_copy(database: str, tmp_path: Path, mailbox_and_url: tuple[Mailbox, str]) -> Iterator[Callable[[str], Copy]]:
    copies: list[Copy] = []

    def make(broker: str) -> Copy:
        copy = Copy(database=database, data_dir=tmp_path / "data", email_url=mailbox_and_url[1], broker=broker)
        copies.append(copy)
        return copy

    yield make
    for copy in copies:
        copy.close()


@pytest.fixture
def mailbox(mailbox_and_url: tuple[Mailbox, str]) -> Mailbox:
    return mailbox_and_url[0]


@pytest.fixture(params=["redis", "filesystem", "no broker"])
def copy_at_rest(make_copy: Callable[[str], Copy], request: pytest.FixtureRequest) -> Copy:
    """On each transport, and as cron runs it without any; nothing of it runs yet."""
    made = make_copy(request.getfixturevalue("redis").url if request.param == "redis" else "")
    made.transport, made.by_command = request.param, request.param == "no broker"
    return made


@pytest.fixture
def copy(copy_at_rest: Copy) -> Copy:
    """The same with a worker that runs, where there are any."""
    if not copy_at_rest.by_command:
        copy_at_rest.start_worker()
    return copy_at_rest
