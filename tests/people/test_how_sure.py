"""An estimated birthday never reads like a known one."""

from datetime import date

import pytest
from django.test import Client

from accounts.rules import Role
from people.around_codes import BirthdayIs
from people.how_sure import age_in_words, born_in_words
from tests.factories import TeamFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
NOTE = "About 14, written down on 27 November 2026."


@pytest.mark.parametrize(
    ("sure", "note", "words"),
    [
        ("", "", "Born 27 November 2012"),
        (BirthdayIs.ESTIMATED, NOTE, "Date of birth not known: about 14, written down on 27 November 2026"),
        (BirthdayIs.ESTIMATED, "Age assessment under way", "Born about 27 November 2012, estimated"),
        (BirthdayIs.DISPUTED, NOTE, "Born 27 November 2012, disputed"),
    ],
)
def test_in_words(sure: str, note: str, words: str) -> None:
    person = YoungPersonFactory.build(date_of_birth=date(2012, 11, 27), birthday_is=sure, birthday_note=note)
    assert born_in_words(person) == words
    assert age_in_words(person).startswith("about ") is (sure == BirthdayIs.ESTIMATED)


def test_the_log_form_says_about_14(client: Client) -> None:
    team = TeamFactory()
    person = YoungPersonFactory(team=team, birthday_is=BirthdayIs.ESTIMATED, birthday_note=NOTE)
    client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]))
    page = client.get(f"/episodes/new/{person.reference}/").text
    assert f"{person}, about {person.age}" in page
    assert "Date of birth not known: about 14, written down on 27 November 2026." in page
    assert f"Born {person.date_of_birth:%-d}" not in page


def test_a_new_child_s_is_not_called_known_beside_an_age(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()]))
    page = client.get("/young-people/new/").text
    assert ">Known<" not in page
    assert "a day is known, and “about 14” or a year is estimated" in page
