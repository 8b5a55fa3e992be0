"""Putting a young person on record, and not twice."""

from datetime import date

import pytest

from accounts.access import ActionRefused
from accounts.drafts import draft_for, save_draft
from accounts.models import User
from accounts.numbering import next_number
from accounts.rules import Role
from people.actions import add_young_person
from people.models import YoungPerson
from tests.factories import OtherNameFactory, TeamFactory, UserFactory, YoungPersonFactory
from tests.said import in_words

pytestmark = pytest.mark.django_db
URL = "/young-people/new/"


@pytest.fixture
def freya(worker: User, team) -> dict[str, str]:
    return {
        "first_name": "Freya",
        "last_name": "Olusoga",
        "date_of_birth": "5 May 2012",
        "team": str(team.pk),
        "kind_of_record": "at_home",
        "home_postcode": "wv11aa",
        "sex": "F",
    }


def test_somebody_new_comes_on_record_with_a_reference(signed_in, worker: User, freya) -> None:
    response = signed_in(worker).post(URL, freya, follow=True)
    person = YoungPerson.objects.get()
    assert person.full_name == "Freya Olusoga"
    assert person.date_of_birth == date(2012, 5, 5)
    assert person.home_postcode == "WV1 1AA"
    assert person.reference == f"SR{person.pk:06d}"
    assert f"Freya Olusoga is on record as {person.reference}." in response.content.decode()


def test_a_reference_of_ours_that_a_case_file_brought_already_is_left_to_it(signed_in, worker: User, freya) -> None:
    coming = next_number(YoungPerson) + 2
    YoungPersonFactory(reference=f"SR{coming:06d}")
    signed_in(worker).post(URL, freya)
    assert YoungPerson.objects.get(first_name="Freya").reference == f"SR{coming:06d}-2"


def test_the_council_s_own_reference_is_kept_and_not_given_twice(signed_in, worker: User, freya, kayden) -> None:
    client = signed_in(worker)
    page = client.post(URL, freya | {"reference": "yp00096"}).content.decode()
    assert "There is a young person with this reference already." in page
    assert 'value="Freya"' in page
    client.post(URL, freya | {"reference": "LCS-1/7"})
    assert YoungPerson.objects.filter(reference="LCS-1/7").exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "Kaydn", "last_name": "Marsh"},
        {"date_of_birth": "7/3/2010"},
    ],
)
def test_a_like_name_or_the_same_birthday_is_shown_and_asked_about(signed_in, worker, freya, kayden, typed) -> None:
    client = signed_in(worker)
    page = client.post(URL, freya | typed).content.decode()
    assert "On record already: is it one of these?" in page
    assert "Kayden Marsh" in page
    assert "If this is somebody else, say so here." in page
    assert 'value="wv11aa"' in page
    assert YoungPerson.objects.count() == 1
    client.post(URL, freya | typed | {"is_somebody_else": "on"})
    assert YoungPerson.objects.count() == 2


def test_a_restricted_lookalike_is_asked_about_without_being_shown(
    signed_in, worker: User, service_manager: User, freya
) -> None:
    YoungPersonFactory(reference="YP777", first_name="Freya", last_name="Olusoga", is_restricted=True)
    page = signed_in(worker).post(URL, freya).content.decode()
    assert "A restricted record may match. Ask Sue Service on 01902 555123." in in_words(page)
    assert "YP777" not in page
    assert YoungPerson.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("first_name", "", "Write their first name."),
        ("last_name", "", "Write their last name."),
        ("date_of_birth", "", "Write their date of birth."),
        ("date_of_birth", "31 February 2010", "is not a date of birth that we can read"),
        ("date_of_birth", "5 May 2112", "The date of birth has not come yet."),
        ("team", "", "Choose a team."),
        ("home_postcode", "WV1", "This is not a whole postcode."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    signed_in, worker: User, freya, field, typed, words
) -> None:
    response = signed_in(worker).post(URL, freya | {field: typed})
    assert response.status_code == 200
    assert any(words in error for error in response.context["form"].errors[field])
    page = response.content.decode()
    for name, value in freya.items():
        if name not in (field, "team", "sex", "kind_of_record"):
            assert f'value="{value}"' in page
    assert not YoungPerson.objects.exists()


def test_a_social_worker_adds_to_their_own_teams_and_duty_to_any(signed_in, worker: User, freya) -> None:
    other = TeamFactory()
    response = signed_in(worker).post(URL, freya | {"team": other.pk})
    assert "team" in response.context["form"].errors
    duty = UserFactory(roles=[Role.DUTY])
    response = signed_in(duty).post(URL, freya | {"team": other.pk}, follow=True)
    assert YoungPerson.objects.get().team == other
    assert response.redirect_chain == [("/", 302)]  # the record is not theirs to open


def test_the_rule_about_teams_holds_at_the_action_too(worker: User, team) -> None:
    other = TeamFactory(name="Care Team South")
    facts = {"first_name": "Freya", "last_name": "Olusoga", "date_of_birth": date(2012, 5, 5)}
    with pytest.raises(ActionRefused, match="Care Team South is not one of your teams") as refused:
        add_young_person(actor=worker, team=other, **facts)
    assert refused.value.field == "team"
    assert not YoungPerson.objects.exists()
    for actor in (worker, UserFactory(roles=[Role.TEAM_MANAGER]), UserFactory(roles=[Role.SOCIAL_WORKER])):
        assert add_young_person(actor=actor, team=team, **facts).team == team


def test_the_own_team_is_chosen_already(signed_in, worker: User, team) -> None:
    assert f'<option value="{team.pk}" selected>' in signed_in(worker).get(URL).content.decode()


def test_what_was_typed_before_is_offered_again_and_forgotten_once_sent(signed_in, worker: User, freya) -> None:
    save_draft(worker, "young_person:new", {"first_name": ["Fre"], "last_name": ["Olu"], "draft_tab": ["one"]})
    client = signed_in(worker)
    page = client.get(URL).content.decode()
    assert 'value="Fre"' in page
    assert 'data-draft-url="/drafts/young_person:new/"' in page
    client.post(URL, freya | {"draft_tab": "one"})
    assert draft_for(worker, "young_person:new") is None


def test_who_only_reads_is_refused(signed_in, reader: User, freya) -> None:
    assert signed_in(reader).get(URL).status_code == 403
    assert signed_in(reader).post(URL, freya).status_code == 403
    assert not YoungPerson.objects.exists()


def test_the_page_takes_twelve_queries_however_many_are_alike(
    signed_in, worker: User, service_manager, freya, django_assert_max_num_queries
) -> None:
    YoungPersonFactory.create_batch(25, first_name="Freya", last_name="Olusoga")
    YoungPersonFactory(first_name="Freya", last_name="Olusoga", is_restricted=True)
    client = signed_in(worker)
    with django_assert_max_num_queries(12):
        page = client.post(URL, freya).content.decode()
    assert "the likest 20 are shown" in page


def test_somebody_of_like_another_name_is_asked_about(signed_in, worker: User, freya, kayden) -> None:
    OtherNameFactory(young_person=kayden, name="Zoltan Weir")
    response = signed_in(worker).post(URL, freya | {"first_name": "Zoltan", "last_name": "Weir"})
    assert [row["name"] for row in response.context["alike"]] == ["Kayden Marsh"]
