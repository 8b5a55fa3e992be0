"""What is voided counts nowhere, at once: no figure, no list, no e-mail."""

import pytest
import time_machine

from accounts.rules import Role
from missing.actions import unvoid_episode, void_episode
from missing.models import Episode
from missing.rules import INTERVIEW_WITHIN
from reporting.measures import FIRST_PAGE, count
from reporting.scope import Scope
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory
from tests.reporting.weekly import CUT_OFF, HOUR, built, references, section_of

pytestmark = pytest.mark.django_db
LONG_OVERDUE = CUT_OFF - INTERVIEW_WITHIN - 30 * HOUR


@pytest.fixture
def manager():
    with time_machine.travel(CUT_OFF, tick=False):
        yield UserFactory(roles=[Role.SERVICE_MANAGER])


def counted() -> dict[str, int]:
    return {key: figure.numerator for key, figure in count(Scope.last_days(90, at=CUT_OFF), FIRST_PAGE).items()}


def test_figures_and_the_weekly_email_follow_at_once(manager, service, young_person) -> None:
    ana = young_person(reference="YP1")
    for hours in (100, 50, 0):
        start = LONG_OVERDUE - (hours + 10) * HOUR
        ReturnInterviewFactory(episode=EpisodeFactory(young_person=ana, started_at=start, returned=True))
    EpisodeFactory(young_person=ana, started_at=CUT_OFF - 5 * HOUR)
    before = counted()
    assert before == {
        "missing_now": 1,
        "interviews_in_72_hours_percent": 0,
        "young_people_repeat": 1,
        "interviews_overdue": 3,
    }
    for episode in Episode.objects.all():
        void_episode(actor=manager, episode=episode, reason="Logged in error")
    assert set(counted().values()) == {0}
    for episode in Episode.objects.all():
        unvoid_episode(actor=manager, episode=episode, reason="It was right")
    assert counted() == before


def test_the_weekly_email_leaves_it_out(manager, service, young_person) -> None:
    for name, facts in (
        ("A", {"started_at": LONG_OVERDUE - 6 * HOUR, "returned": True}),
        ("B", {"started_at": CUT_OFF - HOUR}),
    ):
        for number in (1, 2):
            episode = EpisodeFactory(young_person=young_person(reference=f"{name}{number}"), **facts)
            if name == "A":
                ReturnInterviewFactory(episode=episode)
            if number == 2:
                void_episode(actor=manager, episode=episode, reason="Logged in error")
    lists = references(section_of(built(), service))
    assert lists == {"missing_now": ["B1"], "overdue": ["A1"], "contacts": [], "week": []}
