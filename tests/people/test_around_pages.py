"""Who and what is around a young person: written down, changed, ended, and what is refused."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from accounts.models import User
from people.actions import add_person_around, change_needs, change_person_around
from people.models import CourtOrder, Needs, OtherName, PersonAround, SupportInPlace, YoungPerson
from tests.factories import (
    CourtOrderFactory,
    OtherNameFactory,
    PersonAroundFactory,
    SupportInPlaceFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_the_26th"),
]
AROUND = "/young-people/YP00096/around/"
PEOPLE, ORDERS = f"{AROUND}people/new/", f"{AROUND}orders/new/"
NAMES, SUPPORT = f"{AROUND}names/new/", f"{AROUND}support/new/"
NEEDS, DESCRIPTION, REACH = f"{AROUND}needs/", f"{AROUND}description/", f"{AROUND}reach/"
DAD = {"name": "Dwayne Marsh", "relation": "father", "has_parental_responsibility": "true"}
BARRED = DAD | {"may_be_told": "no", "may_be_told_why": "Hit him in 2024."}
ORDER = {"kind": "non_molestation", "forbids": "Must not come near.", "started_on": "12 January 2026"}


@pytest.fixture
def on_the_26th():
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False):
        yield


def test_somebody_who_must_not_be_told_is_warned_of_on_every_page_of_theirs(signed_in, worker: User, kayden) -> None:
    client = signed_in(worker)
    done = client.post(PEOPLE, BARRED | {"phone": "07700 900123", "may_be_told_until": "3 May 2027"}, follow=True)
    assert "Dwayne Marsh, father is on record." in done.text
    for page in (done.text, client.get("/young-people/YP00096/").text):
        assert "<b>Dwayne Marsh, father</b> must not be told anything, until 3 May 2027." in page
        assert "Hit him in 2024." in page
    person = PersonAround.objects.get()
    assert (person.has_parental_responsibility, person.phone) == (True, "07700 900123")


def test_what_does_not_apply_is_not_kept(signed_in, worker: User, kayden: YoungPerson) -> None:
    signed_in(worker).post(PEOPLE, DAD | {"may_be_told": "yes", "may_be_told_why": "x", "may_be_told_until": "today"})
    person = PersonAround.objects.get()
    assert (person.may_be_told_why, person.may_be_told_until) == ("", None)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "Write their name, or what they are called."),
        ({"relation": ""}, "relation", "Choose who they are to the young person."),
        ({"may_be_told": ""}, "may_be_told", "Choose whether they may be told: somebody will ask at night."),
        ({"may_be_told_why": " "}, "may_be_told_why", "Say why, for whoever answers the telephone at night."),
        ({"may_be_told_until": "1 May 2026"}, "may_be_told_until", "This day has passed."),
        ({"name": "carla marsh", "relation": "mother"}, "name", "carla marsh, mother is on record already"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    signed_in, worker: User, kayden: YoungPerson, typed, field, words
) -> None:
    PersonAroundFactory(young_person=kayden, name="Carla Marsh")
    response = signed_in(worker).post(PEOPLE, BARRED | {"note": "Drives a white van."} | typed)
    assert words in response.context["form"].errors[field][0]
    assert "Drives a white van." in response.text
    assert PersonAround.objects.count() == 1


def test_somebody_is_changed_and_then_not_around_any_more(signed_in, worker: User, kayden: YoungPerson) -> None:
    person = PersonAroundFactory(young_person=kayden, name="Reece", relation="friend")
    url = f"{AROUND}people/{person.pk}/"
    client = signed_in(worker)
    version = client.get(url).context["form"]["version"].value()
    typed = {"name": "Reece P", "relation": "friend", "may_be_told": "yes", "version": version}
    page = client.post(url, typed | {"ended_on": "1 November 2026"}, follow=True).text
    assert "Not around them any more: 1" in page
    person.refresh_from_db()
    assert (person.name, person.ended_on) == ("Reece P", date(2026, 11, 1))
    response = client.post(url, typed | {"version": "", "ended_on": "1 December 2026"})
    assert "This day has not come yet" in response.context["form"].errors["ended_on"][0]


def test_a_warning_cannot_be_ended_in_passing(worker: User, kayden: YoungPerson) -> None:
    person = PersonAroundFactory(young_person=kayden, name="Dwayne Marsh", relation="father", must_not_know=True)
    with pytest.raises(Exception, match="the warning would go"):
        change_person_around(actor=worker, person=person, ended_on=date(2026, 11, 1))


def test_a_limit_whose_day_has_passed_still_stands_and_can_be_saved_again(worker: User, kayden: YoungPerson) -> None:
    person = PersonAroundFactory(young_person=kayden, must_not_know=True, may_be_told_until=date(2026, 5, 1))
    change_person_around(actor=worker, person=person, phone="07700 900123")
    person.refresh_from_db()
    assert person.phone == "07700 900123"


def test_an_order_names_whom_it_binds_and_is_warned_of_while_it_holds(signed_in, worker: User, kayden) -> None:
    dad = PersonAroundFactory(young_person=kayden, name="Dwayne Marsh", relation="father")
    client = signed_in(worker)
    page = client.post(ORDERS, ORDER | {"about": dad.pk, "ended_on": "12 January 2027"}, follow=True).text
    assert "Non-molestation order is recorded." in page
    assert "<b>Dwayne Marsh</b> must keep to: non-molestation order until 12 January 2027." in page
    order = CourtOrder.objects.get()
    url = f"{AROUND}orders/{order.pk}/"
    version = client.get(url).context["form"]["version"].value()
    page = client.post(
        url, ORDER | {"about": dad.pk, "ended_on": "1 November 2026", "version": version}, follow=True
    ).text
    assert "Ended: 1" in page
    assert "non-molestation order until" not in page


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"kind": ""}, "kind", "Choose the kind."),
        ({"forbids": ""}, "forbids", "Write what it forbids or orders."),
        ({"started_on": ""}, "started_on", "Write the first day."),
        ({"ended_on": "1 January 2026"}, "ended_on", "The last day cannot be before the first."),
        ({"about_name": "Somebody"}, "about_name", "Choose somebody or write a name, not both."),
    ],
)
def test_an_order_that_cannot_be_is_refused(signed_in, worker: User, kayden, typed, field, words) -> None:
    dad = PersonAroundFactory(young_person=kayden)
    response = signed_in(worker).post(ORDERS, ORDER | {"about": dad.pk, "made_by": "Court 4"} | typed)
    assert words in response.context["form"].errors[field][0]
    assert 'value="Court 4"' in response.text


def test_an_order_binds_nobody_around_another_young_person(signed_in, worker: User, kayden: YoungPerson) -> None:
    response = signed_in(worker).post(ORDERS, ORDER | {"about": PersonAroundFactory().pk})
    assert "about" in response.context["form"].errors


def test_the_name_in_use_is_one_and_stands_on_the_record(signed_in, worker: User, kayden: YoungPerson) -> None:
    before = OtherNameFactory(young_person=kayden, name="Kaz", is_in_use=True)
    client = signed_in(worker)
    client.post(NAMES, {"name": "Kai Brown", "kind": "known_as", "is_in_use": "on", "started_on": "1 May 2026"})
    before.refresh_from_db()
    assert not before.is_in_use
    assert "Known as <b>Kai Brown</b>." in client.get("/young-people/YP00096/").text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": "kayden marsh"}, "name", "This is the name of the record itself."),
        ({"name": "Kaz"}, "name", "This name is on record already."),
        ({"is_in_use": "on", "ended_on": "1 May 2026"}, "ended_on", "The name that they use has no last day."),
        ({"started_on": "2 May 2026", "ended_on": "1 May 2026"}, "ended_on", "cannot be before the first"),
        ({"started_on": "1 January 2090"}, "started_on", "This day has not come yet."),
        ({"is_in_use": "on", "started_on": "27 November 2026"}, "started_on", "This day has not come yet."),
    ],
)
def test_a_name_that_cannot_be_is_refused(signed_in, worker: User, kayden, typed, field, words) -> None:
    OtherNameFactory(young_person=kayden, name="Kaz")
    response = signed_in(worker).post(NAMES, {"name": "Kai Brown", "kind": "known_as"} | typed)
    assert words in response.context["form"].errors[field][0]
    assert OtherName.objects.count() == 1


def test_a_name_is_corrected(signed_in, worker: User, kayden: YoungPerson) -> None:
    other = OtherNameFactory(young_person=kayden)
    url = f"{AROUND}names/{other.pk}/"
    version = signed_in(worker).get(url).context["form"]["version"].value()
    signed_in(worker).post(url, {"name": "Kai Browne", "kind": "alias", "version": version})
    other.refresh_from_db()
    assert str(other) == "Kai Browne, alias"


def test_support_is_recorded_and_how_it_goes(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    page = client.post(SUPPORT, {"agency": "Tern Mentoring", "started_on": "4 May 2026"}, follow=True).text
    assert "Tern Mentoring: recorded." in page
    support = SupportInPlace.objects.get()
    url = f"{AROUND}support/{support.pk}/"
    typed = {"agency": "Tern Mentoring", "worker": "Jo Finch", "started_on": "4 May 2026", "how_it_goes": "Well."}
    assert "Well." in client.post(url, typed | {"version": ""}, follow=True).text
    response = client.post(url, typed | {"ended_on": "1 May 2026"})
    assert "cannot be before the first" in response.context["form"].errors["ended_on"][0]
    assert "Jo Finch" in response.text


def test_support_may_be_agreed_ahead_and_not_for_a_mistyped_year(signed_in, worker: User, kayden) -> None:
    client = signed_in(worker)
    for day in ("27 November 2027", "1 January 2090"):
        response = client.post(SUPPORT, {"agency": "Tern Mentoring", "started_on": day})
        assert "more than a year from now. Look at the year." in response.context["form"].errors["started_on"][0]
    client.post(SUPPORT, {"agency": "Tern Mentoring", "started_on": "7 December 2026"})
    assert [support.started_on.month for support in SupportInPlace.objects.all()] == [12]


def test_needs_are_written_part_by_part(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    client.post(NEEDS, {"language": "Tigrinya", "needs_interpreter": "true", "medication": "Insulin", "version": "0"})
    version = client.get(DESCRIPTION).context["form"]["version"].value()
    client.post(DESCRIPTION, {"height": "1.70 m", "version": version})
    client.post(REACH, {"phones": "07700 900456", "version": ""})
    page = client.get(AROUND).text
    for words in ("Tigrinya", "Interpreter needed", "Insulin", "1.70 m", "07700 900456", "Last changed today 12:00."):
        assert words in page
    needs = Needs.objects.get()
    assert needs.needs_changed_at == needs.description_changed_at == datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert "Interpreter needed" in client.get("/young-people/YP00096/").text


def test_two_who_write_the_needs_at_once_lose_nothing(signed_in, worker: User, kayden: YoungPerson) -> None:
    change_needs(actor=worker, young_person=kayden, part="needs", language="Tigrinya")
    response = signed_in(worker).post(NEEDS, {"language": "Arabic", "version": "0"})
    assert "Somebody changed this while you were writing." in response.text
    assert 'value="Arabic"' in response.text
    assert Needs.objects.get().language == "Tigrinya"


def test_a_fact_of_another_part_is_a_fault_of_ours(worker: User, kayden: YoungPerson) -> None:
    with pytest.raises(ValueError, match="are not of needs"):
        change_needs(actor=worker, young_person=kayden, part="needs", height="1.70 m")


def test_without_a_language_the_interpreter_is_still_asked_for(signed_in, worker: User, kayden: YoungPerson) -> None:
    change_needs(actor=worker, young_person=kayden, part="needs", needs_interpreter=True)
    assert "Interpreter needed" in signed_in(worker).get(AROUND).text


def test_what_is_typed_is_kept_as_a_draft_and_gone_once_saved(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    client.post(f"/drafts/needs:{kayden.pk}/", {"medication": "Insulin at eight", "version": "0", "draft_tab": "one"})
    assert "Insulin at eight" in client.get(NEEDS).text
    client.post(NEEDS, {"medication": "Insulin at nine", "version": "0", "draft_tab": "one"})
    assert "Insulin at eight" not in client.get(NEEDS).text


def test_names_are_shown_as_letters(signed_in, worker: User, kayden: YoungPerson) -> None:
    PersonAroundFactory(young_person=kayden, name="<b>Pat</b>", must_not_know=True, address="<i>Here</i>")
    CourtOrderFactory(young_person=kayden, about_name="<b>Sam</b>", forbids="<b>No</b>\n<b>Never</b>")
    for url in (AROUND, "/young-people/YP00096/"):
        page = signed_in(worker).get(url).text
        assert "&lt;b&gt;Pat&lt;/b&gt;" in page
        for bold in ("<b>Pat", "<b>Sam", "<b>No", "<i>Here"):
            assert bold not in page


def test_who_only_reads_is_shown_no_way_to_change(signed_in, reader: User, kayden: YoungPerson) -> None:
    person = PersonAroundFactory(young_person=kayden, name="Carla Marsh")
    page = signed_in(reader).get(AROUND).text
    assert "Carla Marsh" in page
    assert f"{AROUND}people/{person.pk}/" not in page
    assert "Add somebody" not in page
    assert signed_in(reader).get(PEOPLE).status_code == 403


def test_another_s_people_are_not_reached_by_this_young_person(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    for url in (
        f"{AROUND}people/{PersonAroundFactory().pk}/",
        f"{AROUND}orders/{CourtOrderFactory().pk}/",
        f"{AROUND}names/{OtherNameFactory().pk}/",
        f"{AROUND}support/{SupportInPlaceFactory().pk}/",
    ):
        assert client.get(url).status_code == 404


def test_a_record_that_is_not_theirs_is_not_changed(other_worker: User, kayden: YoungPerson) -> None:
    with pytest.raises(Exception, match="not yours to change"):
        add_person_around(actor=other_worker, young_person=kayden, name="X", relation="friend", may_be_told="yes")


@pytest.mark.parametrize("many", [1, 20])
def test_the_pages_take_twelve_queries_whatever_is_on_them(
    signed_in, worker: User, kayden: YoungPerson, many: int, django_assert_max_num_queries
) -> None:
    for n in range(many):
        person = PersonAroundFactory(young_person=kayden, must_not_know=n % 2)
        CourtOrderFactory(young_person=kayden, about=person)
        OtherNameFactory(young_person=kayden, name=f"Kai {n}")
        SupportInPlaceFactory(young_person=kayden)
    change_needs(actor=worker, young_person=kayden, part="needs", language="Tigrinya")
    client = signed_in(worker)
    client.get("/account/me/")
    for url in (AROUND, PEOPLE, ORDERS, NAMES, SUPPORT, NEEDS, f"{AROUND}orders/{CourtOrder.objects.first().pk}/"):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


def test_an_estimated_or_disputed_birthday_is_said(signed_in, worker: User, kayden: YoungPerson) -> None:
    client = signed_in(worker)
    url = "/young-people/YP00096/details/"
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"date_of_birth": "7 March 2010"}
    client.post(url, typed | {"birthday_is": "disputed", "birthday_note": "Says 2008."})
    page = client.get("/young-people/YP00096/").text
    assert "Disputed" in page
    assert "Says 2008." in page
    typed["version"] = client.get(url).context["form"]["version"].value()
    client.post(url, typed | {"birthday_is": "", "birthday_note": "Says 2008."})
    kayden.refresh_from_db()
    assert (kayden.birthday_is, kayden.birthday_note) == ("", "")


def test_the_history_tells_of_all_of_it_in_words(signed_in, manager: User, kayden: YoungPerson) -> None:
    client = signed_in(manager)
    client.post(PEOPLE, BARRED)
    dad = PersonAround.objects.get()
    client.post(ORDERS, ORDER | {"about": dad.pk})
    client.post(NAMES, {"name": "Kai Brown", "kind": "known_as"})
    client.post(SUPPORT, {"agency": "Tern Mentoring", "started_on": "4 May 2026"})
    client.post(NEEDS, {"language": "Tigrinya", "needs_interpreter": "true", "version": "0"})
    client.post(f"{AROUND}people/{dad.pk}/", DAD | {"may_be_told": "not_the_address", "may_be_told_why": "Calmer."})
    client.post(NEEDS, {"language": "Tigrinya", "needs_interpreter": "false", "version": ""})
    page = client.get("/young-people/YP00096/history/").text
    for words in (
        "Recorded: Person around them: Dwayne Marsh, father",
        "May be told: Must not be told → May be told, but must not have the address",
        "Recorded: Court order: Non-molestation order, from 12 January 2026",
        "Recorded: Other name: Kai Brown, known as",
        "Recorded: Support in place: Tern Mentoring, from 4 May 2026",
        "Interpreter needed: yes → no",
        "Mo Manager",
    ):
        assert words in page
