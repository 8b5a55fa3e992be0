"""What a young person told does not go to somebody who must not be told, by a slip of who is typed."""

import pytest

from accounts.access import ActionRefused
from missing.actions import send_intelligence
from missing.models import InterviewCopy, PoliceIntelligence
from missing.views.sharing import _around
from people.around_codes import MayBeTold
from people.models import PersonAround
from people.rules import may_be_meant, may_reach
from people.warnings import warnings_for
from tests.factories import PersonAroundFactory
from tests.missing.sharing import INTELLIGENCE, SHARING, share

pytestmark = pytest.mark.django_db

GIVEN = {"handed": "paper", "sections": ["finish"], "withheld_why": "Not theirs"}
WITH_PARENT = f"{SHARING}with/parent/"
REACH = (
    "Tariq Sadiq, father must not be told anything, and this may be them or reach them. If it is somebody else, write "
    "below who they are."
)
MEANT = "Tariq Sadiq, father must not be told anything. If this is somebody else, write their full name."


@pytest.fixture
def father(held) -> PersonAround:
    return PersonAroundFactory(
        young_person=held.episode.young_person,
        name="Tariq Sadiq",
        relation="father",
        phone="07700 900111 (mobile)",
        may_be_told=MayBeTold.NO,
        may_be_told_why="A forced marriage protection order",
    )


@pytest.fixture
def mother(held) -> PersonAround:
    return PersonAroundFactory(
        young_person=held.episode.young_person,
        name="Amina Sadiq",
        relation="mother",
        may_be_told=MayBeTold.NOT_THE_ADDRESS,
        may_be_told_why="She lives with him",
    )


@pytest.mark.parametrize("typed", ["Mr Sadiq, dad, 07700 900111", "her dad", "Sadiq, father", "Tariq Sadiq, uncle’s"])
@pytest.mark.parametrize("recipient", ["parent", "school", "police"])
def test_who_is_meant_is_refused_whatever_else_is_typed(officer, held, father, typed, recipient) -> None:
    for words in ("", "Her aunt"):
        with pytest.raises(ActionRefused) as refused:
            share(officer, held, recipient=recipient, recipient_name=typed, who_they_are=words, sections=["finish"])
        assert (refused.value.message, refused.value.field) == (MEANT, "recipient_name")


@pytest.mark.parametrize(
    "typed",
    ["Ann Sadik", "Ms A. Sadiq, form tutor", "Dad’s solicitor", "Ann Hall, +44 7700 900 111", "Tarik from school"],
)
def test_who_may_be_them_or_reach_them_is_said_in_words_first(officer, held, father, typed) -> None:
    with pytest.raises(ActionRefused) as refused:
        share(officer, held, recipient="school", recipient_name=typed, sections=["finish"])
    assert (refused.value.message, refused.value.field) == (REACH, "recipient_name")
    copy = share(
        officer, held, recipient="school", recipient_name=typed, who_they_are="Works at Larkrise", sections=["finish"]
    )
    assert copy.recipient_name == f"{typed}: Works at Larkrise"


def test_who_is_said_to_be_the_barred_one_is_refused(officer, held, father) -> None:
    with pytest.raises(ActionRefused, match="If this is somebody else"):
        share(officer, held, recipient="parent", recipient_name="Mo", who_they_are="her dad", sections=["finish"])


def test_of_a_parent_who_gets_it_is_chosen_from_those_on_record(client, officer, held, father, mother) -> None:
    client.force_login(officer)
    shown = client.get(WITH_PARENT)
    assert [label for _, label in shown.context["form"].fields["person"].choices] == [
        "Amina Sadiq, mother",
        "Somebody else",
    ]
    assert "Must not have the address." in shown.text
    assert "Not Tariq Sadiq, father." in shown.text
    page = client.post(WITH_PARENT, GIVEN | {"recipient_name": "Mr Sadiq, dad, 07700 900111"})
    assert page.context["form"].errors == {"person": ["Choose who exactly gets it."]}
    page = client.post(WITH_PARENT, GIVEN | {"person": "other", "recipient_name": "Mr Sadiq, dad, 07700 900111"})
    assert page.context["form"].errors == {"recipient_name": [MEANT]}
    assert 'value="Mr Sadiq, dad, 07700 900111"' in page.text
    assert client.post(WITH_PARENT, GIVEN | {"person": "other"}).context["form"].errors == {
        "recipient_name": ["Write who exactly gets it."]
    }
    page = client.post(WITH_PARENT, GIVEN | {"person": str(father.pk)})
    assert "person" in page.context["form"].errors
    assert not InterviewCopy.objects.exists()
    client.post(WITH_PARENT, GIVEN | {"person": str(mother.pk), "recipient_name": "left over"})
    assert InterviewCopy.objects.get().recipient_name == "Amina Sadiq, mother"


def test_somebody_else_for_a_parent_is_said_in_words(client, officer, held, father) -> None:
    client.force_login(officer)
    page = client.post(WITH_PARENT, GIVEN | {"recipient_name": "Jo Hall"})
    words = "Tariq Sadiq, father must not be told anything. Write below who this is."
    assert page.context["form"].errors == {"recipient_name": [words]}
    client.post(WITH_PARENT, GIVEN | {"recipient_name": "Jo Hall", "who_they_are": "Her stepmother, in Leeds"})
    assert InterviewCopy.objects.get().recipient_name == "Jo Hall: Her stepmother, in Leeds"


def test_where_nobody_is_barred_nothing_more_is_asked(client, officer, held, mother) -> None:
    client.force_login(officer)
    fields = client.get(WITH_PARENT).context["form"].fields
    assert not {"person", "who_they_are"} & fields.keys()
    client.post(WITH_PARENT, GIVEN | {"recipient_name": "Amina Sadiq"})
    assert InterviewCopy.objects.get().recipient_name == "Amina Sadiq"


def test_nobody_of_another_record_and_nobody_barred_is_chosen(officer, held, father) -> None:
    stranger = PersonAroundFactory(name="Lee Ash", may_be_told=MayBeTold.YES)
    for person, words in (
        (stranger, "Choose somebody of this record."),
        (father, "Tariq Sadiq, father must not be told anything."),
    ):
        with pytest.raises(ActionRefused) as refused:
            share(officer, held, recipient="parent", person=person, sections=["finish"])
        assert (refused.value.message, refused.value.field) == (words, "person")


def test_what_is_too_long_to_stand_behind_the_name_is_said(officer, held, father) -> None:
    with pytest.raises(ActionRefused, match="With who they are this is 202 letters; it can have 150"):
        share(officer, held, recipient_name="a" * 100, who_they_are="b" * 100)


def test_intelligence_asks_the_same(client, officer, held, father) -> None:
    client.force_login(officer)
    address = "/interviews/E2/intelligence/new/"
    page = client.post(address, INTELLIGENCE | {"sent_to": "PC Sadiq"})
    assert page.context["form"].errors == {"sent_to": [REACH]}
    client.post(address, INTELLIGENCE | {"sent_to": "PC Sadiq", "who_they_are": "Locate officer, Bilston"})
    assert PoliceIntelligence.objects.get().sent_to == "PC Sadiq: Locate officer, Bilston"
    with pytest.raises(ActionRefused, match="must not be told anything"):
        send_intelligence(actor=officer, interview=held, **INTELLIGENCE | {"sent_to": "Mr Sadiq"})


def test_who_may_not_open_the_record_reads_no_names_of_who_may_be_told(held, father, mother) -> None:
    warnings = warnings_for(held.episode.young_person)
    for may_open, names in ((True, ["Amina Sadiq", "Tariq Sadiq"]), (False, ["Tariq Sadiq"])):
        held.may_open_record = may_open
        assert [one.name for one in _around(held, warnings)] == names


def test_choosing_who_gets_it_costs_little(
    client, officer, held, father, mother, django_assert_max_num_queries
) -> None:
    client.force_login(officer)
    client.get(WITH_PARENT)
    with django_assert_max_num_queries(12):
        client.get(WITH_PARENT)


@pytest.mark.parametrize(
    ("typed", "reaches"),
    [
        ("Ann Hall, Larkrise, 01902 555012", False),
        ("Ann Hall, 00447700900111", True),
        ("Foster father of his, Ben Hall", True),
        ("", False),
    ],
)
def test_whom_a_typed_name_may_reach(typed, reaches) -> None:
    assert may_reach("Tariq Sadiq", "father", "07700 900111", typed) is reaches


def test_a_number_alone_names_nobody() -> None:
    assert not may_be_meant("Tariq Sadiq", "Father", "07700 900111")
    assert not may_reach("Tariq Sadiq", "concern", "", "07700 900111")
