"""What was given to somebody who must not be told anything by now is not printed once more: it is asked by name."""

import pytest

from missing.actions import send_intelligence
from missing.models import InterviewCopy, Printed
from people.around_codes import MayBeTold
from people.models import PersonAround
from tests.factories import PersonAroundFactory
from tests.missing.sharing import INTELLIGENCE, SHARING, share

PRINT = "Print or save as PDF"


@pytest.fixture
def father(held) -> PersonAround:
    return PersonAroundFactory(young_person=held.episode.young_person, name="Kevin Farrow", relation="father")


@pytest.fixture
def copy(client, officer, held, father) -> InterviewCopy:
    client.force_login(officer)
    return share(officer, held, recipient="parent", person=father, sections=["finish"])


def bar(person: PersonAround) -> None:
    PersonAround.objects.filter(pk=person.pk).update(may_be_told=MayBeTold.NO, may_be_told_why="The court says so.")


def test_a_copy_for_who_may_not_be_told_any_more(client, father, copy, django_assert_max_num_queries) -> None:
    assert PRINT in client.get(copy.get_absolute_url()).text
    assert "Not for them any more" not in client.get(SHARING).text
    bar(father)
    with django_assert_max_num_queries(12):
        page = client.get(copy.get_absolute_url()).text
    assert "Not for Kevin Farrow, father any more: Kevin Farrow, father must not be told anything." in page
    assert "They were given it: tell the social worker and their manager." in page
    assert PRINT not in page
    with django_assert_max_num_queries(12):
        assert client.get(SHARING).text.count("Not for them any more") == 1
    assert client.get(f"{copy.get_absolute_url()}pdf/")["Location"] == copy.get_absolute_url()
    assert not Printed.objects.exists()


@pytest.mark.parametrize(
    ("written", "is_barred"), [("Mr Farrow, dad", True), ("Kevin Farrow", True), ("Ms Hall", False)]
)
def test_who_was_typed_is_known_by_name(client, officer, held, father, written: str, is_barred: bool) -> None:
    client.force_login(officer)
    copy = share(officer, held, recipient="parent", recipient_name=written, sections=["finish"])
    bar(father)
    assert (PRINT not in client.get(copy.get_absolute_url()).text) is is_barred


def test_who_may_be_told_is_not_taken_for_another_of_a_like_name(client, officer, held, father) -> None:
    client.force_login(officer)
    person = PersonAroundFactory(
        young_person=held.episode.young_person, name="John Kevin Farrow", relation="grandparent"
    )
    copy = share(officer, held, recipient="parent", person=person, sections=["finish"])
    bar(father)
    assert PRINT in client.get(copy.get_absolute_url()).text


def test_intelligence_is_not_sent_again_either(client, officer, held, father, django_assert_max_num_queries) -> None:
    client.force_login(officer)
    sent = send_intelligence(actor=officer, interview=held, **INTELLIGENCE | {"sent_to": "Kevin Farrow, Locate"})
    assert PRINT in client.get(sent.get_absolute_url()).text
    bar(father)
    with django_assert_max_num_queries(12):
        page = client.get(sent.get_absolute_url()).text
    assert "Not for Kevin Farrow, Locate any more: Kevin Farrow, father must not be told anything." in page
    assert PRINT not in page
    assert client.get(f"{sent.get_absolute_url()}pdf/")["Location"] == sent.get_absolute_url()
    assert not Printed.objects.exists()
