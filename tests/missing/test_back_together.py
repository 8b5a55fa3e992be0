"""Several who were logged together and are found or back together: written once, and each episode ends by itself."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions import record_found, record_found_together, record_return, record_return_together
from missing.codes import Category, EndedHow
from missing.gone_together import still_gone_with
from missing.models import Episode, ReturnInterview
from people.actions import restrict_record
from people.models import YoungPerson
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory
from tests.said import said

HOUR = timedelta(hours=1)


@pytest.fixture
def hers(now, team, episode) -> Episode:
    """Her episode, logged together with `episode`."""
    sister = YoungPersonFactory(first_name="Asha", last_name="Farrow", team=team)
    return EpisodeFactory(young_person=sister, started_at=episode.started_at, together_with=episode, reference="E2")


def post(client, user, episode, **typed):
    client.force_login(user)
    return client.post(reverse("missing:return", args=[episode.reference]), typed, follow=True)


def page_of(client, user, episode) -> str:
    client.force_login(user)
    return client.get(reverse("missing:return", args=[episode.reference])).text


def test_each_episode_ends_with_the_same_facts_and_gets_its_interview(now, social_worker, episode, hers) -> None:
    back = now - 2 * HOUR
    interviews = record_return_together(
        actor=social_worker, episode=episode, others=[hers], returned_at=back, found_at=now - 3 * HOUR, note="By taxi"
    )
    assert [interview.episode for interview in interviews] == [episode, hers]
    assert {interview.due_at for interview in interviews} == {back + 72 * HOUR}
    hers.refresh_from_db()
    assert (hers.returned_at, hers.found_at, hers.return_note) == (back, now - 3 * HOUR, "By taxi")


def test_where_one_cannot_be_back_none_is_and_the_words_say_who(now, social_worker, episode, hers) -> None:
    record_found(actor=social_worker, episode=hers, found_at=now - HOUR)
    with pytest.raises(ActionRefused, match=r"^Asha Farrow: They cannot come back before they were found") as no:
        record_return_together(actor=social_worker, episode=episode, others=[hers], returned_at=now - 2 * HOUR)
    assert no.value.field == "others"
    assert episode in Episode.objects.open()
    assert not ReturnInterview.objects.exists()


def test_found_together_and_not_yet_back(now, social_worker, episode, hers) -> None:
    record_found_together(actor=social_worker, episode=episode, others=[hers], found_at=now - HOUR)
    assert set(Episode.objects.not_yet_back()) == {episode, hers}


@pytest.fixture
def service_manager(db) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER])


@pytest.mark.parametrize("how", [EndedHow.HOSPITAL, EndedHow.RETURNED, EndedHow.REFUSED_TO_RETURN])
def test_when_another_was_found_already_stands(now, social_worker, episode, hers, how) -> None:
    found = now - 10 * HOUR
    record_found(actor=social_worker, episode=hers, found_at=found)
    back = {"returned_at": now} if how == EndedHow.RETURNED else {}
    record_return_together(
        actor=social_worker, episode=episode, others=[hers], ended_how=how, found_at=now - HOUR, **back
    )
    hers.refresh_from_db()
    assert hers.found_at == found
    assert hers.clock_starts_at == back.get("returned_at", found)


def test_who_refuse_to_come_back_stay_together(now, social_worker, episode, hers) -> None:
    record_return_together(
        actor=social_worker,
        episode=episode,
        others=[hers],
        ended_how=EndedHow.REFUSED_TO_RETURN,
        found_at=now - HOUR,
    )
    mine, theirs = Episode.objects.open().order_by("pk")
    assert still_gone_with(mine, social_worker) == [theirs]


class TestWhoIsOffered:
    def test_who_is_gone_still(self, social_worker, episode, hers) -> None:
        EpisodeFactory(started_at=episode.started_at, together_with=episode, returned=True)
        assert still_gone_with(episode, social_worker) == [hers]
        assert still_gone_with(hers, social_worker) == [episode]

    def test_nobody_who_is_away_while_the_other_is_missing(self, social_worker, episode, hers) -> None:
        Episode.objects.filter(pk=hers.pk).update(category=Category.AWAY, missing_from=None)
        assert still_gone_with(episode, social_worker) == []

    def test_the_latest_of_who_was_found_and_went_again(self, now, social_worker, episode, hers) -> None:
        record_found(actor=social_worker, episode=hers, found_at=now - 3 * HOUR)
        again = EpisodeFactory(young_person=hers.young_person, started_at=now - HOUR, together_with=episode)
        assert still_gone_with(episode, social_worker) == [again]

    def test_nobody_whose_record_is_hidden_from_them(self, client, social_worker, service_manager, episode, hers):
        restrict_record(
            actor=service_manager,
            young_person=hers.young_person,
            interviewer=service_manager,
            keeper=service_manager,
        )
        assert still_gone_with(episode, social_worker) == []
        assert "Asha" not in page_of(client, social_worker, episode)
        page = post(client, social_worker, episode, how="returned", returned_at="11:00", others=["E2"])
        assert "Somebody whom you ticked is back by now" in page.text
        assert Episode.objects.open().count() == 2

    def test_the_page_asks_nobody_of_who_was_logged_alone(self, client, social_worker, episode) -> None:
        assert "Is somebody else with them?" not in page_of(client, social_worker, episode)


class TestThePage:
    def test_it_offers_them_unticked_and_keeps_to_its_queries(
        self, client, social_worker, episode, hers, django_assert_max_num_queries
    ):
        client.force_login(social_worker)
        with django_assert_max_num_queries(12):
            page = client.get(reverse("missing:return", args=["E1"])).text
        box = re.search(r'<input[^>]*name="others"[^>]*>', page)
        assert box
        assert "checked" not in box[0]
        assert "Asha Farrow, E2" in page

    def test_when_one_was_found_already_is_said_beside_her(self, client, now, social_worker, episode, hers) -> None:
        record_found(actor=social_worker, episode=hers, found_at=now - 2 * HOUR)
        assert "Asha Farrow, E2, found today 10:00" in page_of(client, social_worker, episode)

    def test_both_are_back_in_one_save(self, client, now, social_worker, episode, hers) -> None:
        page = post(client, social_worker, episode, how="returned", returned_at="11:00", others=["E2"])
        assert "Return recorded for Jude Farrow and Asha Farrow. The 2 interviews are in the queue." in said(page)
        assert not Episode.objects.without_return().exists()

    def test_who_is_not_ticked_stays_missing(self, client, now, social_worker, episode, hers) -> None:
        page = post(client, social_worker, episode, how="returned", returned_at="11:00")
        assert "Return recorded. The interview is in the queue." in said(page)
        assert list(Episode.objects.open()) == [hers]

    def test_both_refuse_to_come_back(self, client, now, social_worker, episode, hers) -> None:
        page = post(client, social_worker, episode, how="refused_to_return", found_at="10:00", others=["E2"])
        assert "Jude Farrow and Asha Farrow are found and go on as away." in said(page)
        assert Episode.objects.open().filter(category=Category.AWAY).count() == 2

    def test_both_are_found(self, client, now, social_worker, episode, hers) -> None:
        page = post(client, social_worker, episode, how="found_not_back", found_at="10:00", others=["E2"])
        assert "Jude Farrow and Asha Farrow are found. Record the return when they are back." in said(page)
        assert Episode.objects.not_yet_back().count() == 2

    def test_a_death_is_of_one_alone(self, client, now, social_worker, episode, hers) -> None:
        post(client, social_worker, episode, how="died", found_at="10:00", others=["E2"])
        assert Episode.objects.open().count() == 2
        sure = {"found_at": "10:00", "died_on": "today", "note": "The police rang", "confirmed": "on"}
        client.post(f"/young-people/{episode.young_person.reference}/death/", sure | {"others": ["E2"]})
        assert list(Episode.objects.open()) == [hers]
        assert YoungPerson.objects.filter(died_on__isnull=False).get() == episode.young_person

    def test_who_is_back_meanwhile_is_said_and_nothing_typed_is_lost(self, client, now, social_worker, episode, hers):
        record_return(actor=social_worker, episode=hers, returned_at=now - HOUR)
        typed = {"how": "returned", "returned_at": "11:00", "note": "By taxi", "others": ["E2"]}
        page = post(client, social_worker, episode, **typed).text
        assert "Somebody whom you ticked is back by now. Look once more who is left." in page
        assert "By taxi</textarea>" in page
        assert episode in Episode.objects.open()

    def test_a_time_that_cannot_be_hers_is_refused_beside_her_name(self, client, now, social_worker, episode, hers):
        record_found(actor=social_worker, episode=hers, found_at=now - HOUR / 2)
        page = post(client, social_worker, episode, how="returned", returned_at="11:00", others=["E2"]).text
        assert "Asha Farrow: They cannot come back before they were found" in page
        assert re.search(r'<input[^>]*name="others"[^>]*checked', page)


def test_an_ending_without_a_return_is_shared_too(now, social_worker, episode, hers) -> None:
    record_return_together(
        actor=social_worker, episode=episode, others=[hers], ended_how=EndedHow.CUSTODY, found_at=now - HOUR
    )
    assert set(Episode.objects.values_list("ended_how", flat=True)) == {EndedHow.CUSTODY}
