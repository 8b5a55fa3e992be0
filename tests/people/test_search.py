"""Finding a young person by what somebody remembers of them."""

from datetime import date

import pytest

from accounts.models import User
from accounts.rules import Role
from people import search_facts
from people.models import YoungPerson
from people.search import MOST
from tests.factories import EpisodeFactory, OtherNameFactory, UserFactory, YoungPersonFactory
from tests.said import in_words

pytestmark = pytest.mark.django_db
URL = "/young-people/search/"


def found(client, typed: str) -> list[str]:
    return [row["name"] for row in client.get(URL, {"q": typed}).context["results"]]


@pytest.mark.parametrize(
    "typed",
    [
        "Kayden Marsh",
        "kaydn",
        "kaiden marsh",
        "marsh",
        "YP00096",
        "yp0009",
        "7/3/2010",
        "07-03-2010",
        "2010-03-07",
        "ka",
    ],
)
def test_by_name_misspelt_too_by_reference_and_by_birthday(signed_in, worker: User, kayden: YoungPerson, typed) -> None:
    YoungPersonFactory(reference="ZZ1", first_name="Freya", last_name="Olusoga", date_of_birth=date(2012, 5, 5))
    assert found(signed_in(worker), typed) == ["Kayden Marsh"]


@pytest.mark.parametrize("typed", ["kai brown", "kay brown", "brown", "k brown 2"])
def test_by_each_of_their_names(signed_in, worker: User, kayden: YoungPerson, typed: str) -> None:
    OtherNameFactory(young_person=kayden, name="Kai Brown")
    OtherNameFactory(young_person=kayden, name="K Brown 2", kind="alias")
    YoungPersonFactory(first_name="Freya", last_name="Olusoga")
    page = signed_in(worker).get(URL, {"q": typed})
    assert [row["name"] for row in page.context["results"]] == ["Kayden Marsh"]
    assert "Also called K Brown 2, Kai Brown." in page.text


def test_a_restricted_record_that_another_name_fits_is_not_named(signed_in, worker, service_manager, kayden) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    OtherNameFactory(young_person=kayden, name="Zoltan Weir")
    page = signed_in(worker).get(URL, {"q": "zoltan weir"}).text
    assert "A restricted record may match." in page
    assert "YP00096" not in page


def test_a_birthday_that_is_not_certain_is_said_with_it(signed_in, worker: User, kayden: YoungPerson) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(birthday_is="estimated")
    assert "born 7 March 2010 (estimated)" in signed_in(worker).get(URL, {"q": "kayden"}).text


def test_a_day_that_is_none_is_no_birthday(signed_in, worker: User, kayden: YoungPerson) -> None:
    assert found(signed_in(worker), "31/2/2010") == []


def test_the_best_match_comes_first(signed_in, worker: User, kayden: YoungPerson) -> None:
    YoungPersonFactory(first_name="Jayden", last_name="Marsden")
    assert found(signed_in(worker), "kayden marsh")[0] == "Kayden Marsh"


def test_nothing_is_looked_for_until_two_letters_are_there(signed_in, worker: User, kayden: YoungPerson) -> None:
    assert found(signed_in(worker), "k") == []
    assert "Nobody found" not in signed_in(worker).get(URL).content.decode()


def test_nobody_found_is_said(signed_in, worker: User) -> None:
    assert "Nobody found for “xyzzy”" in signed_in(worker).get(URL, {"q": "xyzzy"}).content.decode()


def test_another_teams_young_person_is_named_with_team_and_worker_and_without_a_link(
    signed_in, other_worker: User, kayden: YoungPerson
) -> None:
    page = signed_in(other_worker).get(URL, {"q": "kayden"}).content.decode()
    assert "Kayden Marsh" in page
    assert "Care Team North, Dana Whit" in page
    assert kayden.get_absolute_url() not in page


def test_ones_own_is_linked(signed_in, worker: User, kayden: YoungPerson) -> None:
    assert kayden.get_absolute_url() in signed_in(worker).get(URL, {"q": "kayden"}).content.decode()


def test_whether_they_are_missing_now_is_told_with_the_name(signed_in, other_worker: User, kayden: YoungPerson) -> None:
    EpisodeFactory(young_person=kayden)
    assert "Missing now" in signed_in(other_worker).get(URL, {"q": "kayden"}).content.decode()


def test_who_does_not_log_episodes_finds_only_whom_they_see(signed_in, reader: User, kayden: YoungPerson) -> None:
    YoungPersonFactory(first_name="Kayden", last_name="Elsewhere")
    assert found(signed_in(reader), "kayden") == ["Kayden Marsh"]


def test_a_restricted_record_is_not_named_and_whom_to_ask_is(
    signed_in, worker: User, service_manager: User, kayden: YoungPerson
) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    page = signed_in(worker).get(URL, {"q": "kayden marsh"}).content.decode()
    assert "A restricted record may match. Ask Sue Service on 01902 555123." in in_words(page)
    assert page.index("A restricted record may match") < page.index("Nobody found")
    assert "YP00096" not in page
    assert "A restricted record may match" not in signed_in(worker).get(URL, {"q": "freya"}).content.decode()


def test_whoever_sees_the_restricted_record_is_not_told_to_ask(
    signed_in, service_manager: User, kayden: YoungPerson
) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    page = signed_in(service_manager).get(URL, {"q": "kayden"}).content.decode()
    assert "YP00096" in page
    assert "may match" not in page


def test_who_logs_nothing_is_not_told_of_restricted_records(signed_in, reader: User, kayden: YoungPerson) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    assert "may match" not in signed_in(reader).get(URL, {"q": "kayden"}).content.decode()


def test_without_a_service_manager_the_role_is_named(signed_in, worker: User) -> None:
    YoungPersonFactory(first_name="Kayden", is_restricted=True)
    assert "Ask the service manager." in signed_in(worker).get(URL, {"q": "kayden"}).content.decode()


def test_at_most_twenty_are_shown_and_that_there_are_more_is_said(signed_in, worker: User) -> None:
    YoungPersonFactory.create_batch(MOST + 1, first_name="Kayden")
    response = signed_in(worker).get(URL, {"q": "kayden"})
    assert len(response.context["results"]) == MOST
    assert "There are more" in response.content.decode()


def test_htmx_gets_the_list_alone(signed_in, worker: User, kayden: YoungPerson) -> None:
    response = signed_in(worker).get(
        URL, {"q": "kayden"}, headers={"HX-Request": "true", "HX-Target": "person-results"}
    )
    page = response.content.decode()
    assert "Kayden Marsh" in page
    assert "<html" not in page
    assert "HX-Request" in response["Vary"]


def test_names_are_shown_as_letters(signed_in, worker: User) -> None:
    YoungPersonFactory(first_name="<b>Liam", last_name="O'Neil</b>")
    page = signed_in(worker).get(URL, {"q": "o'neil"}).content.decode()
    assert "&lt;b&gt;Liam O&#x27;Neil&lt;/b&gt;" in page
    assert "<b>Liam" not in page


def test_who_finds_nobody_is_refused(signed_in, outsider: User) -> None:
    assert signed_in(outsider).get(URL).status_code == 403


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.REVIEWING_OFFICER, Role.DUTY])
def test_the_page_takes_twelve_queries_however_many_there_are(signed_in, role, django_assert_max_num_queries) -> None:
    YoungPersonFactory.create_batch(MOST + 1, first_name="Kayden")
    YoungPersonFactory(first_name="Kayden", is_restricted=True)
    client = signed_in(UserFactory(roles=[role]))
    with django_assert_max_num_queries(12):
        client.get(URL, {"q": "kayden"})


def test_rooms_above_are_asked_once_for_all_rows(worker: User, monkeypatch) -> None:
    asked = []

    def facts(people, user):
        asked.append(len(people))
        return {people[0].pk: search_facts.Fact("Busy", "amber")}

    monkeypatch.setattr(search_facts, "_facts", {})
    search_facts.register("test", facts)
    people = YoungPersonFactory.create_batch(3)
    assert search_facts.facts_for(people, worker) == {people[0].pk: [search_facts.Fact("Busy", "amber")]}
    assert search_facts.facts_for([], worker) == {}
    assert asked == [3]


def test_somebody_of_another_team_can_be_logged_from_there(signed_in, worker: User) -> None:
    person = YoungPersonFactory(first_name="Kayden")
    page = signed_in(worker).get(URL, {"q": "kayden"}).text
    assert f'<a href="/episodes/new/{person.reference}/">Log an episode' in page
    EpisodeFactory(young_person=person, reference="E7")
    page = signed_in(worker).get(URL, {"q": "kayden"}).text
    assert '<a href="/episodes/E7/">Open the episode' in page
    assert "Log an episode<span" not in page


def test_who_only_reads_is_offered_neither(signed_in) -> None:
    person = YoungPersonFactory(first_name="Kayden")
    reader = UserFactory(roles=[Role.REVIEWING_OFFICER])
    person.reviewing_officer = reader
    person.save()
    assert "Log an episode<span" not in signed_in(reader).get(URL, {"q": "kayden"}).text
