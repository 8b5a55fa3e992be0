"""What somebody is on record as: ours, at home, another council's, a care leaver, an adult at risk."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.models import User
from people.actions import add_care_period, add_young_person, change_care_period, change_details
from people.codes import KindOfRecord
from people.models import CarePeriod, YoungPerson
from people.rules import why_not_on_record_as
from tests.case_files import imported
from tests.factories import CarePeriodFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db


def kind_of(person: YoungPerson) -> str:
    return YoungPerson.objects.get(pk=person.pk).kind_of_record


@pytest.mark.parametrize(
    ("kind", "age", "words"),
    [
        (KindOfRecord.LOOKED_AFTER, 17, None),
        (KindOfRecord.AT_HOME, 18, "They are 18. Choose care leaver or adult at risk."),
        (KindOfRecord.OTHER_COUNCIL, 19, "They are 19. Choose care leaver or adult at risk."),
        (KindOfRecord.CARE_LEAVER, 16, None),
        (KindOfRecord.CARE_LEAVER, 15, "A care leaver is 16 or over; they are 15."),
        (KindOfRecord.ADULT_AT_RISK, 18, None),
        (KindOfRecord.ADULT_AT_RISK, 17, "An adult at risk is 18 or over; they are 17."),
    ],
)
def test_a_kind_fits_an_age_or_says_why_not(kind: str, age: int, words: str | None) -> None:
    assert why_not_on_record_as(kind, age) == words


def test_the_form_asks_in_plain_words_and_whose_council(signed_in, worker: User, team) -> None:
    typed = {
        "first_name": "Freya", "last_name": "Olusoga", "date_of_birth": "5 May 2012", "team": team.pk,
        "kind_of_record": "other_council", "responsible_authority": "",
    }  # fmt: skip
    client = signed_in(worker)
    page = client.get("/young-people/new/").content.decode()
    for words in ("Why are they on record here?", "Placed here by another council", "Care leaver", "Adult at risk"):
        assert words in page
    response = client.post("/young-people/new/", typed)
    assert response.context["form"].errors["responsible_authority"] == ["Write which council looks after them."]
    client.post("/young-people/new/", typed | {"responsible_authority": "Walsall"})
    person = YoungPerson.objects.get()
    assert (person.kind_of_record, person.responsible_authority) == ("other_council", "Walsall")
    page = client.get(person.get_absolute_url()).content.decode()
    assert "Placed here by Walsall" in page


def test_a_form_without_the_answer_says_so_beside_it(signed_in, worker: User) -> None:
    errors = signed_in(worker).post("/young-people/new/", {"first_name": "F"}).context["form"].errors
    assert errors["kind_of_record"] == ["Choose why they are on record here."]


def test_a_council_typed_and_then_not_meant_is_not_kept(signed_in, worker: User, team) -> None:
    typed = {
        "first_name": "Freya", "last_name": "Olusoga", "date_of_birth": "5 May 2012", "team": team.pk,
        "kind_of_record": "at_home", "responsible_authority": "Walsall",
    }  # fmt: skip
    signed_in(worker).post("/young-people/new/", typed)
    person = YoungPerson.objects.get()
    assert (person.kind_of_record, person.responsible_authority) == ("at_home", "")


def test_our_own_council_is_no_other_one(worker: User, settings) -> None:
    with pytest.raises(ActionRefused, match="This is our own council") as refused:
        add_young_person(
            actor=worker, first_name="A", last_name="B", date_of_birth=date(2012, 1, 1),
            responsible_authority=settings.AUTHORITY_NAME,
        )  # fmt: skip
    assert refused.value.field == "responsible_authority"


def test_who_only_writes_the_council_says_whose_they_are(worker: User, kayden: YoungPerson) -> None:
    change_details(actor=worker, young_person=kayden, responsible_authority="Walsall")
    assert kind_of(kayden) == KindOfRecord.OTHER_COUNCIL
    change_details(actor=worker, young_person=kayden, responsible_authority="")
    assert kind_of(kayden) == KindOfRecord.AT_HOME


def test_a_kind_that_does_not_fit_is_refused_beside_its_field(worker: User, kayden: YoungPerson) -> None:
    with pytest.raises(ActionRefused, match="An adult at risk is 18 or over") as refused:
        change_details(actor=worker, young_person=kayden, kind_of_record=KindOfRecord.ADULT_AT_RISK)
    assert refused.value.field == "kind_of_record"


def test_the_age_is_no_bar_to_saving_what_nobody_changed(worker: User, kayden: YoungPerson) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(date_of_birth=date(2000, 1, 1))
    change_details(actor=worker, young_person=kayden, kind_of_record=KindOfRecord.AT_HOME, first_name="Kai")
    assert kind_of(kayden) == KindOfRecord.AT_HOME


def test_the_record_follows_care_and_back_home(worker: User, kayden: YoungPerson) -> None:
    period = add_care_period(actor=worker, young_person=kayden, started_on=date(2024, 1, 1), legal_status="C2")
    assert kind_of(kayden) == KindOfRecord.LOOKED_AFTER
    with pytest.raises(ActionRefused, match="They are in our care since 1 January 2024"):
        change_details(actor=worker, young_person=kayden, kind_of_record=KindOfRecord.AT_HOME)
    change_care_period(
        actor=worker, care_period=period, started_on=date(2024, 1, 1), ended_on=date(2025, 1, 1), legal_status="C2",
        category_of_need="",
    )  # fmt: skip
    assert kind_of(kayden) == KindOfRecord.AT_HOME


def test_who_leaves_care_at_eighteen_is_a_care_leaver() -> None:
    person = YoungPersonFactory(date_of_birth=date(2006, 3, 7))
    period = CarePeriodFactory(young_person=person)
    CarePeriod.objects.filter(pk=period.pk).update(ended_on=date(2024, 3, 6))
    assert kind_of(person) == KindOfRecord.CARE_LEAVER


def test_care_does_not_change_whom_another_council_placed_here() -> None:
    person = YoungPersonFactory(responsible_authority="Walsall")
    CarePeriodFactory(young_person=person)
    assert kind_of(person) == KindOfRecord.OTHER_COUNCIL


def test_the_database_holds_that_another_councils_says_whose(kayden: YoungPerson) -> None:
    for facts in ({"responsible_authority": "Walsall"}, {"kind_of_record": KindOfRecord.OTHER_COUNCIL}):
        with pytest.raises(IntegrityError), transaction.atomic():
            YoungPerson.objects.filter(pk=kayden.pk).update(**facts)


def test_a_file_says_it_by_the_council_and_by_care(tmp_path: Path) -> None:
    header = "reference,first_name,last_name,date_of_birth,responsible_authority"
    people = f"{header}\nYP1,Ana,Marsh,2012-03-07,Walsall\nYP2,Ben,Shaw,2012-04-08,\nYP3,Cy,Ash,2012-04-08,"
    care = "reference,started_on,ended_on\nYP1,2024-01-01,\nYP2,2024-01-01,\nYP3,2024-01-01,2025-01-01"
    assert imported(tmp_path, young_people=people, care_periods=care).status == 0

    def kinds() -> list[str]:
        return list(YoungPerson.objects.order_by("reference").values_list("kind_of_record", flat=True))

    assert kinds() == ["other_council", "looked_after", "at_home"]
    again = f"{header}\nYP1,Ana,Marsh,2012-03-07,\nYP2,Ben,Shaw,2012-04-08,Dudley\nYP3,Cy,Ash,2012-04-08,"
    assert imported(tmp_path, young_people=again).status == 0
    assert kinds() == ["looked_after", "other_council", "at_home"]


def test_a_file_leaves_a_care_leaver_what_somebody_said_they_are(tmp_path: Path, kayden: YoungPerson) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(kind_of_record=KindOfRecord.CARE_LEAVER)
    rows = f"reference,first_name,last_name,date_of_birth,sex\n{kayden.reference},Kayden,Marsh,2010-03-07,M"
    imported(tmp_path, young_people=rows)
    assert kind_of(kayden) == KindOfRecord.CARE_LEAVER
