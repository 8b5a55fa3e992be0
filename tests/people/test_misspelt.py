"""A name as it was heard over the telephone finds whom it is of; a word that is no name finds nobody."""

import time
from datetime import date

import hypothesis
import pytest
from django.db import connection
from django.db.models import CharField, Value
from hypothesis import strategies as st

from accounts.models import User
from people.likeness import LIKE_ENOUGH
from people.models import YoungPerson
from people.search import find, lookalikes
from people.sounds import ACCENTED, Sounds, sounds_in
from tests.factories import OtherNameFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db

LETTERS = "abcdefghijklmnopqrstuvwxyz '-" + ACCENTED

NAMES = """
    Safiya Noor, Kayden Marsh, Tyrell Campbell, Mohammed Rafiq, Caitlin Whitehouse, Rhys Hughes, Aisha Chaudhry,
    Jaspreet Dhaliwal, Jakub Kamiński, Liam O'Neil, Leila Harris-Khan, Chloe Wright, Georgia Leigh, Yusuf Warsame,
    Alex Stephens, Oliwia Wrobel, Jayden Marsden, Sofia Nair, Kai Marlow, Tyra Camp, Susie Zed, Zoe Quinn, Ioan Pask,
    Ellie Round, Archie Dunn, Hannah Perry, Shanelle Gayle, Precious Moyo, Nathaniel Blake, Connor Fellows
"""


@pytest.fixture
def everybody(db: None) -> None:
    for name in NAMES.split(","):
        first, _, last = name.strip().partition(" ")
        YoungPersonFactory(first_name=first, last_name=last)


def names_found(user: User, typed: str) -> list[str]:
    return [person.full_name for person in find(user, typed).people]


MISSPELT = [
    ("Safya Nour", "Safiya Noor"),
    ("Safia Nur", "Safiya Noor"),
    ("noor safiyah", "Safiya Noor"),
    ("Kaydon March", "Kayden Marsh"),
    ("Caden Marsh", "Kayden Marsh"),
    ("Kadyen Mrash", "Kayden Marsh"),
    ("Tirel Cambel", "Tyrell Campbell"),
    ("Tyrel Cambell", "Tyrell Campbell"),
    ("Terrell Kampbel", "Tyrell Campbell"),
    ("Muhamad Rafik", "Mohammed Rafiq"),
    ("Mohamed Rafeeq", "Mohammed Rafiq"),
    ("Katelyn Whithouse", "Caitlin Whitehouse"),
    ("Reece Hews", "Rhys Hughes"),
    ("Ayesha Choudhury", "Aisha Chaudhry"),
    ("Jasprit Daliwal", "Jaspreet Dhaliwal"),
    ("Jacob Kaminsky", "Jakub Kamiński"),
    ("Liam Oneill", "Liam O'Neil"),
    ("Leyla Harris Kahn", "Leila Harris-Khan"),
    ("Khloe Right", "Chloe Wright"),
    ("Jorja Lee", "Georgia Leigh"),
    ("Yousef Warsami", "Yusuf Warsame"),
    ("Aleks Stevens", "Alex Stephens"),
    ("Olivia Wrobel", "Oliwia Wrobel"),
    ("Shanel Gale", "Shanelle Gayle"),
    ("Nathanial Blacke", "Nathaniel Blake"),
    ("Conor Fellow", "Connor Fellows"),
    ("cambel", "Tyrell Campbell"),
    ("safya", "Safiya Noor"),
]


@pytest.mark.parametrize(("typed", "meant"), MISSPELT)
def test_a_misspelt_name_finds_whom_it_is_of_first(everybody, worker: User, typed: str, meant: str) -> None:
    assert names_found(worker, typed)[:1] == [meant]


@pytest.mark.parametrize(("typed", "meant"), MISSPELT)
def test_and_so_does_one_that_they_go_by_beside_it(everybody, worker: User, typed: str, meant: str) -> None:
    first, _, _ = meant.partition(" ")
    YoungPerson.objects.filter(first_name=first).update(first_name="Qi", last_name="Ubel")
    person = YoungPerson.objects.get(first_name="Qi")
    OtherNameFactory(young_person=person, name=meant)
    assert "Qi Ubel" in names_found(worker, typed)[:5]


@pytest.mark.parametrize(
    "typed",
    ["xyzzy", "qwertyuiop", "asdf", "zzzz", "bcdfg", "nobody here", "the weather", "Юлия", "--", "''", "Gwendolyn"],
)
def test_what_is_no_name_here_finds_nobody(everybody, worker: User, typed: str) -> None:
    assert names_found(worker, typed) == []


@pytest.mark.parametrize("typed", ["Safya Nour", "Tirel Cambel", "Kaydon March", "Mohamed Rafeeq"])
def test_few_are_found_with_them(everybody, worker: User, typed: str) -> None:
    assert len(names_found(worker, typed)) <= 3


def test_one_word_of_two_is_not_enough_where_the_other_is_another(everybody, worker: User) -> None:
    assert names_found(worker, "Tirel Whitehouse") == ["Caitlin Whitehouse"]


def test_who_is_about_to_be_added_is_told_of_who_sounds_the_same(everybody, worker: User) -> None:
    for first, last, meant in (
        ("Safya", "Nour", "Safiya Noor"),
        ("Tirel", "Cambel", "Tyrell Campbell"),
        ("Kaydon", "March", "Kayden Marsh"),
    ):
        alike = lookalikes(worker, first_name=first, last_name=last, date_of_birth=date(1999, 1, 1))
        assert meant in [person.full_name for person in alike.people]


@pytest.mark.parametrize(
    ("adding", "restricted"),
    [("Zoe Lee", "Sue Lowe"), ("Wu Hao", "Hugh Way"), ("Ali Owl", "Ellie Brown"), ("Юлия Ray", "Tom Rowe")],
)
def test_nobody_is_rung_because_two_short_names_sound_the_same(worker: User, adding: str, restricted: str) -> None:
    first, _, last = restricted.partition(" ")
    YoungPersonFactory(first_name=first, last_name=last, is_restricted=True)
    first, _, last = adding.partition(" ")
    found = lookalikes(worker, first_name=first, last_name=last, date_of_birth=date(1999, 1, 1))
    assert (found.people, found.ask) == ([], "")


def test_the_index_and_the_ranking_agree_on_how_alike_is_enough() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW pg_trgm.word_similarity_threshold")
        assert float(cursor.fetchone()[0]) == LIKE_ENOUGH


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("safiya noor", ["sf", "nr"]),
        ("o’neil", ["Anl"]),
        ("harris-khan", ["hrs", "kn"]),
        ("knight wright", ["nt", "rt"]),
        ("zoë xavier", ["s", "sfr"]),
        ("christopher", ["krstfr"]),
        ("ghulam leigh", ["glm", "l"]),
        ("юлия", []),
        (" ", []),
    ],
)
def test_how_a_name_sounds(name: str, sounds: list[str]) -> None:
    assert sounds_in(name) == sounds
    assert in_the_database(name) == sounds


@hypothesis.settings(max_examples=150)
@hypothesis.given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from(LETTERS)))
def test_what_was_typed_sounds_as_the_database_has_it(text: str) -> None:
    assert in_the_database(text.lower()) == sounds_in(text.lower())


def in_the_database(name: str) -> list[str]:
    with connection.cursor() as cursor:
        compiler = YoungPerson.objects.all().query.get_compiler(using="default")
        sql, params = compiler.compile(Sounds(Value(name, CharField())).resolve_expression(compiler.query))
        cursor.execute(f"SELECT {sql}", params)
        return cursor.fetchone()[0] or []


FILL = """
    INSERT INTO people_youngperson
        (reference, first_name, last_name, date_of_birth, sex, ethnicity, home_postcode, kind_of_record,
         responsible_authority, is_restricted, recorded_at)
    SELECT 'M' || n, first || chr(97 + n %% 26) || chr(97 + n / 26 %% 26) || substr('aeiou', n %% 5 + 1, 1),
        last || chr(97 + n / 7 %% 26) || substr('aeiou', n / 3 %% 5 + 1, 1) || chr(97 + n / 11 %% 26),
        '2011-01-01', 'F', '', '', 'at_home', '', false, now()
    FROM generate_series(1, %s) AS n,
        LATERAL (SELECT (string_to_array('Ma,Kay,Saf,Jo,Ty,El,Ha,Re,Ca,Mo', ','))[n %% 10 + 1]) AS f (first),
        LATERAL (SELECT (string_to_array('Mar,Cam,No,Whi,Dha,Har,Per,Khan,Wri', ','))[n / 13 %% 9 + 1]) AS l (last)
"""


def test_among_many_it_is_found_by_indexes(everybody, worker: User) -> None:
    """So many that to read them all would show in the plan, and in the time."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, [30_000])
        for index in ("young_person_by_name", "young_person_by_sound"):  # as VACUUM would
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        cursor.execute("ANALYZE people_youngperson")
    assert names_found(worker, "Tirel Cambel")[0] == "Tyrell Campbell"
    plan = YoungPerson.objects.matching("tirel cambel").explain()
    assert "young_person_by_sound" in plan
    assert "Seq Scan on people_youngperson " not in plan
    begun = time.perf_counter()
    names_found(worker, "Tirel Cambel")
    assert time.perf_counter() - begun < 1.0
