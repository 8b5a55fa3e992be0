"""Two people log at the same instant, each over a connection of their own: one wins, and nothing typed is lost."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Draft
from missing.actions import report_together
from missing.codes import Category
from missing.models import Episode
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs) -> list:
    """Do the jobs in threads that start together; what each gave back, or the exception."""
    barrier, given = Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=20)
            given[number] = jobs[number]()
        except Exception as error:
            given[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return given


def posted(user, url: str, typed: dict[str, str]):
    client = Client()
    client.force_login(user)
    return lambda: client.post(url, {"category": "missing", **typed}).url


def test_of_two_pages_sent_at_once_one_logs_and_the_other_is_offered_what_was_typed(now, social_worker, young_person):
    colleague = UserFactory(roles=["social_worker"], teams=[young_person.team])
    url = reverse("missing:log_episode_for", args=[young_person.reference])
    typed = {social_worker: "Over the fence", colleague: "By the back door"}
    gone_to = at_once(
        *(posted(user, url, {"started_at": "11:00", "circumstances": words}) for user, words in typed.items())
    )
    episode = Episode.objects.get()
    assert gone_to == [episode.get_absolute_url()] * 2
    draft = Draft.objects.get(key=f"log_entry:{episode.pk}")
    assert draft.user != episode.logged_by
    assert episode.circumstances == typed[episode.logged_by]
    assert typed[draft.user] in draft.values["text"][0]


def test_of_two_who_log_gone_again_at_once_one_new_episode_comes(now, social_worker, young_person):
    before = EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, reference="E1")
    colleague = UserFactory(roles=["social_worker"], teams=[young_person.team])
    url = reverse("missing:log_episode_for", args=[young_person.reference])
    again = {"came_back_at": "04:00", "started_at": "09:00", "that_one": "E1"}
    gone_to = at_once(
        *(posted(user, url, again | {"circumstances": user.full_name}) for user in (social_worker, colleague))
    )
    new = Episode.objects.open().get()
    assert gone_to == [new.get_absolute_url()] * 2
    before.refresh_from_db()
    assert before.returned_at == now - 8 * HOUR
    assert Draft.objects.get().user != new.logged_by


def test_two_who_log_the_same_siblings_from_either_side_do_not_wait_for_each_other(now, social_worker, young_person):
    sister = YoungPersonFactory(team=young_person.team)
    facts = {"actor": social_worker, "category": Category.MISSING, "started_at": now - HOUR}
    for _ in range(5):
        given = at_once(
            lambda: report_together(young_person=young_person, others=[sister], **facts),
            lambda: report_together(young_person=sister, others=[young_person], **facts),
        )
        assert sorted(together.is_new for together in given) == [False, True]
        assert Episode.objects.count() == 2
        Episode.objects.update(together_with=None)
        Episode.objects.all().delete()
