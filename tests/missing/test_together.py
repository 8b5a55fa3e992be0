"""Several who went together: written once, an episode each, linked."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions import report_together
from missing.codes import Category, Source
from missing.models import Episode
from missing.searching import of_the_same_home
from people.models import YoungPerson
from tests.factories import EpisodeFactory, OtherNameFactory, PlacementFactory, UserFactory, YoungPersonFactory
from tests.said import said

HOUR = timedelta(hours=1)


@pytest.fixture
def sister(young_person, team) -> YoungPerson:
    """She lives at the same address."""
    sister = YoungPersonFactory(first_name="Asha", last_name="Farrow", team=team)
    for person in (young_person, sister):
        PlacementFactory(young_person=person, postcode="WV1 1AA")
    return sister


def together(actor, young_person, others, started_at, **facts):
    about = {"category": Category.MISSING, "started_at": started_at, "circumstances": "Over the fence"}
    return report_together(actor=actor, young_person=young_person, others=others, **about | facts)


def test_each_gets_an_episode_with_the_same_facts_linked_to_the_first(now, social_worker, young_person, sister) -> None:
    third = YoungPersonFactory()
    logged = together(social_worker, young_person, [sister, third], now - HOUR, police_reference="WM1")
    assert logged.is_new
    assert {episode.young_person for episode in logged.others} == {sister, third}
    assert {episode.circumstances for episode in logged.others} == {"Over the fence"}
    assert {episode.together_with for episode in logged.others} == {logged.episode}
    assert {episode.police_reference for episode in logged.others} == {""}
    assert set(Episode.objects.logged_together(logged.others[0])) == {logged.episode, logged.others[1]}
    assert set(Episode.objects.logged_together(logged.episode)) == set(logged.others)


def test_one_who_is_open_already_keeps_their_episode(now, social_worker, young_person, sister, episode) -> None:
    hers = EpisodeFactory(young_person=sister, started_at=now - 5 * HOUR)
    logged = together(social_worker, young_person, [sister], now - HOUR)
    assert not logged.is_new
    assert (logged.episode, logged.others, logged.open_already) == (episode, [], [hers])
    assert Episode.objects.count() == 2
    hers.refresh_from_db()
    assert hers.together_with == episode


def test_where_the_first_is_open_already_the_others_are_logged_all_the_same(now, social_worker, sister, episode):
    (hers,) = together(social_worker, episode.young_person, [sister], now - HOUR).others
    assert hers.together_with == episode


def test_where_one_cannot_be_logged_none_is_and_the_words_say_who(now, social_worker, young_person, sister) -> None:
    EpisodeFactory(young_person=sister, started_at=now - 9 * HOUR, returned=True, reference="E4")
    with pytest.raises(ActionRefused, match=r"^Asha Farrow: This overlaps with their episode E4") as refusal:
        together(social_worker, young_person, [sister], now - 5 * HOUR)
    assert refusal.value.field == "others"
    assert Episode.objects.count() == 1


def test_the_page_offers_who_lives_there_now(client, social_worker, other_worker, young_person, sister) -> None:
    PlacementFactory(young_person=YoungPersonFactory(first_name="Moved"), postcode="WV1 1AA", ended_on="2025-07-01")
    YoungPersonFactory(first_name="Elsewhere")
    restricted = YoungPersonFactory(first_name="Hidden", is_restricted=True)
    PlacementFactory(young_person=restricted, postcode="WV1 1AA")
    assert list(of_the_same_home(other_worker, young_person)) == [sister]
    client.force_login(other_worker)
    page = client.get(_url(young_person)).text
    assert "Who is missing with them?" in page
    assert f"Asha Farrow, {sister.age}, {sister.reference}" in page
    assert "Hidden" not in page


def test_where_nobody_else_lives_there_others_are_found_by_name(client, social_worker, young_person) -> None:
    client.force_login(social_worker)
    page = client.get(_url(young_person)).text
    assert "Who is missing with them?" not in page
    assert "Somebody else with them: find them by name" in page


def test_the_page_logs_them_and_each_page_links_to_the_other(client, now, social_worker, young_person, sister) -> None:
    client.force_login(social_worker)
    typed = {"category": "missing", "started_at": "11:00", "others": [sister.pk]}
    page = client.post(_url(young_person), typed, follow=True).text
    mine, hers = Episode.objects.get(young_person=young_person), Episode.objects.get(young_person=sister)
    assert f"Logged as {mine.reference}, Asha Farrow as {hers.reference}." in page
    assert f'<a href="{hers.get_absolute_url()}">{hers.reference}</a>' in client.get(mine.get_absolute_url()).text
    assert f'<a href="{mine.get_absolute_url()}">{mine.reference}</a>' in client.get(hers.get_absolute_url()).text


def test_a_brother_who_lives_elsewhere_is_found_by_name_with_all_that_was_typed_still_there(
    client, now, social_worker, young_person, sister
):
    brother = YoungPersonFactory(first_name="Rafe", last_name="Farrow")
    client.force_login(social_worker)
    typed = {"category": "missing", "started_at": "11:00", "circumstances": "Over the <fence>", "others": [sister.pk]}
    page = client.post(_url(young_person), typed | {"find_other": "rafe faro", "look": "1"}).text
    assert not Episode.objects.exists()
    assert f'value="{brother.pk}"' in page
    for kept in ('value="11:00"', "Over the &lt;fence&gt;", 'value="rafe faro"', f'value="{sister.pk}"'):
        assert kept in page
    assert "error" not in page.lower().split("<main")[1].split("</main")[0]
    client.post(_url(young_person), typed | {"find_other": "rafe faro", "others": [sister.pk, brother.pk]})
    assert {episode.young_person for episode in Episode.objects.all()} == {young_person, sister, brother}


def test_who_was_ticked_before_stays_on_the_list_of_another_search(client, now, social_worker, young_person) -> None:
    brother, friend = YoungPersonFactory(first_name="Rafe"), YoungPersonFactory(first_name="Orla")
    client.force_login(social_worker)
    page = client.post(_url(young_person), {"find_other": "Orla", "look": "1", "others": [brother.pk]}).text
    assert f'value="{friend.pk}"' in page
    assert re.search(rf'value="{brother.pk}"[^>]* checked', page)


def test_a_name_that_was_typed_and_not_ticked_is_asked_about_once(client, now, social_worker, young_person) -> None:
    YoungPersonFactory(first_name="Rafe", last_name="Farrow")
    client.force_login(social_worker)
    typed = {"category": "missing", "started_at": "11:00", "find_other": "Rafe Farrow"}
    page = client.post(_url(young_person), typed).text
    assert "Nobody of this name is ticked. Tick them above, or empty this." in page
    assert "Rafe Farrow, " in page
    assert not Episode.objects.exists()


def test_a_name_that_stands_unticked_is_asked_about_though_somebody_else_is_ticked(
    client, now, social_worker, young_person, sister
):
    YoungPersonFactory(first_name="Malik", last_name="Johnson")
    client.force_login(social_worker)
    typed = {"category": "missing", "started_at": "11:00", "others": [sister.pk], "find_other": "malik jonson"}
    page = client.post(_url(young_person), typed).text
    assert "Nobody of this name is ticked. Tick them above, or empty this." in page
    assert "Malik Johnson, " in page
    assert re.search(rf'value="{sister.pk}"[^>]* checked', page)
    assert not Episode.objects.exists()


def test_a_name_that_nobody_has_goes_into_what_is_known(client, now, social_worker, young_person) -> None:
    client.force_login(social_worker)
    typed = {"category": "missing", "started_at": "11:00", "find_other": "Zebedee Quill"}
    page = client.post(_url(young_person), typed).text
    assert (
        "Nobody is found by this name. Write it another way, or empty this and name them under “What is known?”."
        in page
    )
    assert not Episode.objects.exists()


def test_a_restricted_one_is_neither_found_nor_slipped_in(client, now, other_worker, young_person) -> None:
    hidden = YoungPersonFactory(first_name="Hidden", is_restricted=True)
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane")
    client.force_login(other_worker)
    page = client.post(_url(young_person), {"find_other": "Hidden", "look": "1"}).text
    assert f'value="{hidden.pk}"' not in page
    assert "A restricted record may match. Ask Mo Keane." in page
    typed = {"category": "missing", "started_at": "11:00", "others": [hidden.pk]}
    assert "Choose from those who were found." in client.post(_url(young_person), typed).text
    assert not Episode.objects.exists()


@pytest.mark.parametrize("slipped_in", ["²", "-1", "abc", "9" * 30])
def test_what_is_no_number_is_refused_and_what_was_typed_stays(client, now, social_worker, young_person, slipped_in):
    client.force_login(social_worker)
    typed = {"category": "missing", "started_at": "11:00", "circumstances": "Over the fence", "others": slipped_in}
    for look in ({}, {"look": "1"}):
        page = client.post(_url(young_person), typed | look)
        assert page.status_code == 200
        assert "Over the fence</textarea>" in page.text
    assert not Episode.objects.exists()


def test_the_pages_keep_to_their_queries(
    client, now, social_worker, young_person, sister, django_assert_max_num_queries
):
    logged = together(social_worker, young_person, [sister, *YoungPersonFactory.create_batch(4)], now - HOUR)
    client.force_login(social_worker)
    with django_assert_max_num_queries(12):
        client.get(logged.episode.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(_url(young_person))


class TestOpenAlready:
    """One of them is missing already when the others are logged."""

    @pytest.fixture
    def hers(self, now, sister) -> Episode:
        return EpisodeFactory(young_person=sister, started_at=now - 20 * HOUR, reference="E9")

    def test_what_was_typed_is_in_her_log_and_the_page_says_so(self, client, now, social_worker, young_person, hers):
        client.force_login(social_worker)
        typed = {"category": "missing", "started_at": "11:00", "others": [hers.young_person_id]}
        typed |= {"circumstances": "Over the fence", "police_reference": "WM1", "reported_to_police_at": "11:30"}
        page = said(client.post(_url(young_person), typed, follow=True))
        mine = Episode.objects.get(young_person=young_person)
        assert f"Logged as {mine.reference}. Nobody else of their team is being told." in page
        assert "Open already: Asha Farrow as E9. What you wrote is in the log there too." in page
        (line,) = hers.log.all()
        assert line.text == (
            "Logged again: missing since 23 Nov 2026 11:00. Over the fence Police told 23 Nov 2026 11:30."
        )
        assert list(Episode.objects.logged_together(mine)) == [hers]

    def test_both_came_back_and_have_gone_again(self, client, now, social_worker, episode, hers) -> None:
        client.force_login(social_worker)
        typed = {"category": "missing", "came_back_at": "04:00", "started_at": "09:00", "that_one": "E1"}
        page = said(client.post(_url(episode.young_person), typed | {"others": [hers.young_person_id]}, follow=True))
        mine, new = Episode.objects.open().order_by("pk")
        assert f"Logged as {mine.reference}, Asha Farrow as {new.reference}. E1 has ended: back today 04:00." in page
        hers.refresh_from_db()
        assert hers.returned_at == now - 8 * HOUR
        assert hers.interview.due_at == now + 64 * HOUR
        assert new.together_with == mine

    def test_one_that_somebody_has_just_logged_is_not_ended(self, now, social_worker, episode, sister) -> None:
        just_now = EpisodeFactory(young_person=sister, started_at=now - 3 * HOUR)
        logged = together(social_worker, episode.young_person, [sister], now - 3 * HOUR, came_back_at=now - 8 * HOUR)
        assert (logged.others, logged.open_already) == ([], [just_now])
        assert just_now in Episode.objects.open()

    def test_a_time_that_cannot_be_hers_is_refused_by_her_name(self, now, social_worker, episode, sister) -> None:
        EpisodeFactory(young_person=sister, started_at=now - 20 * HOUR, found_at=now - 2 * HOUR)
        with pytest.raises(ActionRefused, match=r"^Asha Farrow: They cannot come back before they were found") as no:
            together(social_worker, episode.young_person, [sister], now - 3 * HOUR, came_back_at=now - 8 * HOUR)
        assert no.value.field == "others"
        assert list(Episode.objects.open()) == [episode]

    def test_found_long_ago_by_a_case_file_stays_as_it_is(self, now, social_worker, episode, sister) -> None:
        EpisodeFactory(
            young_person=sister, started_at=now - 200 * HOUR, found_at=now - 199 * HOUR, source=Source.IMPORTED
        )
        together(social_worker, episode.young_person, [sister], now - 3 * HOUR, came_back_at=now - 8 * HOUR)
        assert Episode.objects.not_yet_back().count() == 1

    def test_a_link_of_hers_with_others_stays(self, now, social_worker, young_person, hers) -> None:
        friends = EpisodeFactory(started_at=now - 20 * HOUR, together_with=hers)
        together(social_worker, young_person, [hers.young_person], now - HOUR)
        assert list(Episode.objects.logged_together(hers)) == [friends]


def _url(young_person) -> str:
    return reverse("missing:log_episode_for", args=[young_person.reference])


class TestLookingForSomebodyElse:
    def look(self, client: Client, user: User, young_person: YoungPerson, typed: str) -> str:
        client.force_login(user)
        page: str = client.post(_url(young_person), {"find_other": typed, "look": "1"}).text
        return page

    def test_who_is_found_by_another_name_says_so(self, client, now, social_worker, young_person) -> None:
        OtherNameFactory(young_person=YoungPersonFactory(first_name="Kayden", last_name="Marsh"), name="Kayden Brown")
        page = self.look(client, social_worker, young_person, "brown")
        assert re.search(r"Kayden Marsh, \d+, \S+, also called Kayden Brown", page)

    def test_who_finds_nobody_is_told_whom_to_ask_and_where_to_add_them(
        self, client, now, social_worker, young_person
    ) -> None:
        UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane", phone="")
        page = self.look(client, social_worker, young_person, "Zebedee Quill")
        asked = "If theirs may be one, ask Mo Keane before you add anybody."
        assert (
            page.index("Nobody found for “Zebedee Quill”.") < page.index(asked) < page.index("Add them to the record")
        )
        assert 'href="/young-people/new/?then=log_episode&amp;q=Zebedee+Quill"' in page

    def test_the_one_who_is_logged_is_named_as_such(self, client, now, social_worker, young_person) -> None:
        page = self.look(client, social_worker, young_person, young_person.last_name)
        assert f"“{young_person.last_name}” is like {young_person}, whom you are logging. Nobody else is found." in page

    def test_nothing_is_said_before_a_name_is_typed(self, client, now, social_worker, young_person) -> None:
        assert "Add them to the record" not in self.look(client, social_worker, young_person, "")
