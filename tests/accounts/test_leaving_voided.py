"""An interview that nobody is to do, after a voided episode, opens the record to nobody when its holder leaves."""

from datetime import timedelta

import pytest

from accounts.actions import close_account
from accounts.models import User
from accounts.rules import Role
from missing.actions import hand_over_interview, merge_episodes, take_interview, unvoid_episode, void_episode
from missing.models import ReturnInterview
from people.models import AccessGrant, YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leah(db: None) -> User:
    """From a commissioned service, and leaves."""
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def ina(db: None) -> User:
    """From there too, and takes on what she had."""
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Roe")


@pytest.fixture
def manager(db: None) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER])


@pytest.fixture
def interview(leah: User) -> ReturnInterview:
    person = YoungPersonFactory(reference="YP00096")
    interview = ReturnInterviewFactory(episode=EpisodeFactory(young_person=person, returned=True))
    return take_interview(actor=leah, interview=interview)


def test_it_goes_back_and_is_in_the_queue_once_the_episode_is_put_back(
    signed_in, administrator: User, leah: User, ina: User, manager: User, interview
) -> None:
    void_episode(actor=manager, episode=interview.episode, reason="Another child")
    chosen = {"why": "Left", "interviews_to": ina.pk}
    page = signed_in(administrator).post(f"/users/{leah.pk}/deactivate/", chosen, follow=True).text
    assert "Interviews given to them: 1 put back. After an episode that was voided there is nothing to take on." in page
    assert not AccessGrant.objects.current().filter(user__in=[leah, ina]).exists()
    assert signed_in(ina).get("/young-people/YP00096/").status_code == 404
    unvoid_episode(actor=manager, episode=interview.episode, reason="It was them after all")
    assert ReturnInterview.objects.to_do().get().assigned_to is None
    assert not AccessGrant.objects.current().filter(user__in=[leah, ina]).exists()


def test_nobody_takes_on_what_a_merge_left_behind(
    administrator: User, leah: User, ina: User, manager: User, interview
) -> None:
    before = interview.episode.started_at - timedelta(hours=9)
    kept = EpisodeFactory(
        young_person=interview.episode.young_person, started_at=before, returned_at=before + timedelta(hours=8)
    )
    ReturnInterviewFactory(episode=kept)
    merge_episodes(actor=manager, kept=kept, merged=interview.episode, reason="Same", start="kept", end="merged")
    kept_one = ReturnInterview.objects.get(episode=kept)
    hand_over_interview(actor=manager, interview=kept_one, to=UserFactory(roles=[Role.RETURNS_OFFICER]))
    assert ReturnInterview.objects.get(pk=interview.pk).assigned_to == leah
    close_account(actor=administrator, user=leah, why="Left", hand_on={"interviews": ina})
    assert not YoungPerson.objects.visible_to(ina).exists()
