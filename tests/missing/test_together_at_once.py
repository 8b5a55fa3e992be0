"""Two who went together are recorded as back, or told of, from both of their pages at once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from accounts.access import ActionRefused
from missing.actions import record_return_together, record_told_of_several
from missing.codes import TellingOf
from missing.models import Episode, PersonTold, ReturnInterview
from tests.factories import EpisodeFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hers(team, episode) -> Episode:
    sister = YoungPersonFactory(first_name="Asha", last_name="Farrow", team=team)
    return EpisodeFactory(young_person=sister, started_at=episode.started_at, together_with=episode, reference="E2")


def at_once(*pressed: Callable[[], Any]) -> list[str]:
    """All of them in the same instant, each over a connection of its own: what became of each, in the order asked."""
    start, said = Barrier(len(pressed)), [""] * len(pressed)

    def press(number: int) -> None:
        try:
            start.wait(timeout=20)
            pressed[number]()
            said[number] = "done"
        except ActionRefused as refused:
            said[number] = refused.message
        except Exception as error:
            said[number] = repr(error)
        finally:
            connection.close()

    threads = [Thread(target=press, args=[number]) for number in range(len(pressed))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def test_both_are_back_from_both_pages(now, social_worker, officer, episode, hers) -> None:
    said = at_once(
        lambda: record_return_together(actor=social_worker, episode=episode, others=[hers], returned_at=now - HOUR),
        lambda: record_return_together(actor=officer, episode=hers, others=[episode], returned_at=now - HOUR),
    )
    assert sorted(word == "done" for word in said) == [False, True]
    refused = next(word for word in said if word != "done")
    assert "is on record already" in refused
    assert ReturnInterview.objects.count() == 2


def test_one_call_is_told_of_from_both_pages(now, social_worker, officer, episode, hers) -> None:
    about = {"of": TellingOf.WENT_MISSING, "recipients": ["police"], "how": "phone"}
    said = at_once(
        lambda: record_told_of_several(actor=social_worker, episode=episode, others=[hers], **about),
        lambda: record_told_of_several(actor=officer, episode=hers, others=[episode], **about),
    )
    assert sorted(word == "done" for word in said) == [False, True]
    assert PersonTold.objects.filter(recipient="police").count() == 2
