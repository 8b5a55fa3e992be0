"""A date of birth that nobody knows: an age, a year or a month is enough, and nobody is made older than they may be."""

from datetime import date

import pytest
from django import forms

from accounts.models import User
from people.around_codes import BirthdayIs
from people.models import YoungPerson
from people.rules import ADULT_AT, age_on
from people.typed_birthdays import DateOfBirthField, read_date_of_birth
from tests.factories import YoungPersonFactory
from tests.said import in_words

URL = "/young-people/new/"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(time_machine) -> None:
    time_machine.move_to("2026-11-20 09:00+00:00", tick=False)


@pytest.mark.parametrize(
    "typed",
    [
        "15",
        "about 15",
        "About 15.",
        "15 years",
        "15 years old",
        "15-year-old",
        "15yo",
        "15 yrs",
        "aged 15",
        "age 15",
        "15ish",
        "~15",
        "15?",
        "maybe 15",
        "15 or 16",
        "15 to 17",
    ],
)
def test_an_age_is_the_latest_day_on_which_they_are_that_old(typed: str) -> None:
    born = read_date_of_birth(typed, TODAY)
    assert born is not None
    assert born.known
    assert born.born_on == date(2011, 11, 20)


@pytest.mark.parametrize("typed", ["2011", "about 2011", "born in 2011", "in 2011", "born 2011"])
def test_a_year_is_its_last_day(typed: str) -> None:
    born = read_date_of_birth(typed, TODAY)
    assert born == (date(2011, 12, 31), "2011")


@pytest.mark.parametrize(
    "typed", ["June 2011", "jun 2011", "june, 2011", "6/2011", "06/2011", "2011-06", "about June 2011"]
)
def test_a_month_is_its_last_day(typed: str) -> None:
    assert read_date_of_birth(typed, TODAY) == (date(2011, 6, 30), "June 2011")


@pytest.mark.parametrize("typed", ["7 March 2010", "7/3/2010", "7/3/10", "2010-03-07", "born 7 March 2010"])
def test_the_very_day_is_not_estimated_unless_they_say_about(typed: str) -> None:
    assert read_date_of_birth(typed, TODAY) == (date(2010, 3, 7), "")
    assert read_date_of_birth(f"about {typed}", TODAY) == (date(2010, 3, 7), "About 7 March 2010")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "unknown",
        "teenager",
        "151",
        "15/16",
        "16 to 15",
        "18 months",
        "11-12",
        "1899",
        "0000",
        "May 1899",
        "7 March",
        "20111",
        "?",
        "31 February 2010",
    ],
)
def test_what_is_not_clear_is_not_guessed(typed: str) -> None:
    assert read_date_of_birth(typed, TODAY) is None


def test_nobody_is_estimated_to_be_born_after_today_and_what_is_to_come_stays_to_come() -> None:
    for typed in ("2026", "November 2026", "0"):
        born = read_date_of_birth(typed, TODAY)
        assert born is not None
        assert born.born_on == TODAY
    for typed, year in (("2027", 2027), ("December 2026", 2026)):
        born = read_date_of_birth(typed, TODAY)
        assert born is not None
        assert born.born_on == date(year, 12, 31)


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 1, 1), date(2026, 12, 31), date(2027, 3, 1)])
@pytest.mark.parametrize("age", [0, 11, 15, 17, 18, 24])
def test_they_are_that_old_today_and_were_not_the_day_before(today: date, age: int) -> None:
    born = read_date_of_birth(str(age), today)
    assert born is not None
    assert age_on(today, born.born_on) == age
    day_after = date.fromordinal(born.born_on.toordinal() + 1)
    assert age_on(today, day_after) < age


@pytest.mark.parametrize("typed", ["17", "2009", "April 2009"])
def test_whoever_it_may_be_turns_18_no_earlier(typed: str) -> None:
    """The youngest of all whom it fits is 18 no earlier than they are on record as being."""
    born = read_date_of_birth(typed, TODAY)
    assert born is not None
    youngest = {"17": date(2009, 11, 20), "2009": date(2009, 12, 31), "April 2009": date(2009, 4, 30)}[typed]
    turns_18 = youngest.replace(year=youngest.year + ADULT_AT)
    assert age_on(date.fromordinal(turns_18.toordinal() - 1), born.born_on) == ADULT_AT - 1


def test_what_cannot_be_read_says_that_an_age_or_a_year_is_enough() -> None:
    for typed in ("unknown", ""):
        with pytest.raises(forms.ValidationError, match="an age or a year is enough"):
            DateOfBirthField().clean(typed)
    assert "an age or a year" in str(DateOfBirthField().help_text)


@pytest.fixture
def freya(worker: User, team) -> dict[str, str]:
    return {"first_name": "Freya", "last_name": "Olusoga", "team": str(team.pk), "kind_of_record": "at_home"}


@pytest.mark.django_db
class TestThePage:
    def test_an_age_is_kept_as_estimated_and_said_back(self, signed_in, worker: User, freya) -> None:
        page = signed_in(worker).post(URL, freya | {"date_of_birth": "about 15"}, follow=True)
        person = YoungPerson.objects.get()
        assert person.date_of_birth == date(2011, 11, 20)
        assert person.birthday_is == BirthdayIs.ESTIMATED
        assert person.birthday_note == "About 15, written down on 20 November 2026."
        assert "About 15: estimated, 20 November 2011, the latest day that it can be." in in_words(page.text)

    def test_that_it_is_disputed_and_why_stays_as_they_say(self, signed_in, worker: User, freya) -> None:
        said = {"birthday_is": "disputed", "birthday_note": "He says 14"}
        signed_in(worker).post(URL, freya | said | {"date_of_birth": "2010"})
        person = YoungPerson.objects.get()
        assert (person.birthday_is, person.birthday_note) == (BirthdayIs.DISPUTED, "He says 14")

    def test_a_known_day_is_not_marked(self, signed_in, worker: User, freya) -> None:
        signed_in(worker).post(URL, freya | {"date_of_birth": "5 May 2012"})
        assert YoungPerson.objects.get().birthday_is == ""

    def test_it_is_understood_without_javascript_too_and_the_words_stay(self, signed_in, worker: User, freya) -> None:
        page = signed_in(worker).post(URL, freya | {"date_of_birth": "15", "team": ""}).text
        assert "About 15: estimated, 20 November 2011, the latest day that it can be</div>" in page
        assert 'value="15"' in page

    @pytest.mark.parametrize("alike", [{"first_name": "Freyja", "last_name": "Olusoga"}, {"date_of_birth": TODAY}])
    def test_somebody_like_them_is_asked_about(self, signed_in, worker: User, freya, alike) -> None:
        born = {"date_of_birth": date(2011, 12, 31)} if "first_name" in alike else {}
        YoungPersonFactory(**{"first_name": "Ann", "last_name": "Low"} | alike | born)
        typed = {"date_of_birth": "about 15" if "first_name" in alike else "0"}
        page = signed_in(worker).post(URL, freya | typed).text
        assert "On record already: is it one of these?" in page
        assert YoungPerson.objects.count() == 1

    def test_who_is_estimated_is_found_by_the_day_on_record(self, signed_in, worker: User, freya) -> None:
        client = signed_in(worker)
        client.post(URL, freya | {"date_of_birth": "2011"})
        page = in_words(client.get("/young-people/search/", {"q": "31/12/2011"}).text)
        assert "Freya Olusoga" in page
        assert "31 December 2011 (estimated)" in page

    def test_the_details_take_an_age_too(self, signed_in, worker: User, kayden) -> None:
        address = f"/young-people/{kayden.reference}/details/"
        client = signed_in(worker)
        form = client.get(address).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields} | {"date_of_birth": "about 16"}
        page = client.post(address, typed, follow=True)
        kayden.refresh_from_db()
        assert (kayden.date_of_birth, kayden.birthday_is) == (date(2010, 11, 20), BirthdayIs.ESTIMATED)
        assert "About 16: estimated, 20 November 2010" in in_words(page.text)

    def test_it_is_said_while_it_is_typed(self, signed_in, worker: User) -> None:
        client = signed_in(worker)
        for typed, said in (("about 15", "About 15: estimated, 20 November 2011"), ("7/3/10", "7 March 2010")):
            assert said in client.get(f"{URL}birthday/", {"date_of_birth": typed}).text
        assert '<span class="understood--not">2030: ' in client.get(f"{URL}birthday/", {"date_of_birth": "2030"}).text
        assert client.get(f"{URL}birthday/", {"date_of_birth": "abo"}).text.strip() == ""
