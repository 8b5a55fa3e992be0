"""Changing details, and two people changing them at once."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from people.actions import change_details
from people.history import history_of, version_of
from people.models import YoungPerson

pytestmark = pytest.mark.django_db
URL = "/young-people/YP00096/details/"


def typed(client) -> dict[str, str]:
    """What the form sends when nothing is changed."""
    form = client.get(URL).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {
        "date_of_birth": "7 March 2010",
    }


def test_details_are_changed_and_their_history_says_by_whom(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    response = client.post(URL, typed(client) | {"last_name": "Marsh-Lee", "ethnicity": "WBRI"}, follow=True)
    assert "The details of Kayden Marsh-Lee are saved." in response.content.decode()
    latest = history_of(kayden)[0]
    assert latest.by == "Dana Whit"
    assert ("Last name", "Marsh", "Marsh-Lee") in latest.fields
    assert ("Ethnicity", "nothing", "White British") in latest.fields


def test_the_second_of_two_is_told_what_the_first_changed_and_loses_nothing(
    signed_in, worker: User, manager: User, kayden: YoungPerson
) -> None:
    second = typed(signed_in(worker)) | {"last_name": "Marsh-Lee"}
    first = signed_in(manager)
    first.post(URL, typed(first) | {"first_name": "Kaiden"})

    client = signed_in(worker)
    response = client.post(URL, second)

    page = response.content.decode()
    assert "Somebody changed this while you were writing." in page
    assert "First name: Kayden → Kaiden" in page
    assert "Mo Manager" in page
    assert 'value="Marsh-Lee"' in page
    kayden.refresh_from_db()
    assert kayden.full_name == "Kaiden Marsh"

    again = second | {"version": response.context["form"]["version"].value()}
    assert client.post(URL, again).status_code == 302
    kayden.refresh_from_db()
    assert kayden.full_name == "Kayden Marsh-Lee"


def test_an_unchanged_version_is_no_conflict(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    assert client.post(URL, typed(client)).status_code == 302
    assert client.post(URL, typed(client)).status_code == 302


def test_saving_without_a_change_writes_no_history(signed_in, worker: User, kayden: YoungPerson) -> None:
    before = version_of(kayden)
    client = signed_in(worker)
    client.post(URL, typed(client))
    assert len(history_of(kayden)) == 1
    assert version_of(kayden) >= before


def test_what_is_wrong_is_said_beside_its_field(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    response = client.post(URL, typed(client) | {"home_postcode": "nowhere", "first_name": "Changed"})
    assert "This is not a whole postcode. Write it like WV1 1AA." in response.context["form"].errors["home_postcode"]
    assert 'value="Changed"' in response.content.decode()


def test_another_team_does_not_find_the_page_and_a_reader_is_refused(signed_in, other_worker, reader, kayden) -> None:
    assert signed_in(other_worker).get(URL).status_code == 404
    assert signed_in(other_worker).post(URL, {"first_name": "X"}).status_code == 404
    assert signed_in(reader).get(URL).status_code == 403


def test_the_action_refuses_whom_the_page_would(other_worker: User, reader: User, kayden: YoungPerson) -> None:
    for actor in (other_worker, reader):
        with pytest.raises(PermissionDenied):
            change_details(actor=actor, young_person=kayden, first_name="X")
    kayden.refresh_from_db()
    assert kayden.first_name == "Kayden"


def test_the_page_takes_twelve_queries(signed_in, worker, kayden, django_assert_max_num_queries) -> None:
    client = signed_in(worker)
    with django_assert_max_num_queries(12):
        client.get(URL)
    with django_assert_max_num_queries(12):
        client.post(URL, {"first_name": ""})
