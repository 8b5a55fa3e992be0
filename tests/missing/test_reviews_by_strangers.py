"""Reviews of a long absence are settled by managers who may open the record, not by those of another team."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions import name_reviewer, record_long_review
from missing.models import Episode, LongReview
from tests.factories import EpisodeFactory, TeamFactory, UserFactory

HOUR = timedelta(hours=1)
REFUSED = (
    "Only somebody who may open Jude Farrow’s record may settle the reviews of this absence. "
    "Ring Dana Whit or Tess Boyle."
)


@pytest.fixture
def stranger(db: None) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Harjit Sandhu")


@pytest.fixture
def long(now, young_person, manager) -> Episode:
    return EpisodeFactory(young_person=young_person, started_at=now - 80 * HOUR, reference="E1")


def test_neither_action_is_another_team_s_manager_s(now, stranger, manager, long) -> None:
    name_reviewer(actor=manager, episode=long, manager=manager)
    with pytest.raises(ActionRefused) as refused:
        record_long_review(actor=stranger, episode=long, held_at=now, decided="Nothing to do")
    assert refused.value.message == REFUSED
    with pytest.raises(ActionRefused) as refused:
        name_reviewer(actor=stranger, episode=long, manager=None)
    assert refused.value.message == REFUSED
    assert LongReview.objects.get().manager == manager


@pytest.mark.parametrize("page", ["new", "manager"])
def test_nor_are_the_pages_and_it_says_whom_to_ring(client: Client, stranger, manager, long, page: str) -> None:
    url = f"/episodes/E1/reviews/{page}/"
    client.force_login(stranger)
    for answer in (client.get(url), client.post(url, {"held_at": "now", "decided": "Nothing to do", "manager": ""})):
        assert (answer.status_code, REFUSED in answer.text) == (403, True)
    assert url not in client.get("/episodes/E1/reviews/").text
    assert not LongReview.objects.filter(held_at__isnull=False).exists()
    client.force_login(manager)
    assert url in client.get("/episodes/E1/reviews/").text
    assert client.get(url).status_code == 200
