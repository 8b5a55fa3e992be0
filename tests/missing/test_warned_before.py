"""Whoever is about to tell, meet or send reads first who must not be told, wherever that is decided."""

import pytest
from django.urls import reverse

from missing.actions import mark_harm_told
from missing.models import StrategyDiscussion
from tests.factories import PersonAroundFactory
from tests.missing.sharing import SHARING

pytestmark = pytest.mark.django_db

HEADING = "Before anybody is told or sent anything"


@pytest.fixture
def father(young_person) -> None:
    PersonAroundFactory(
        young_person=young_person,
        name="Carl Farrow",
        relation="father",
        may_be_told="no",
        may_be_told_why="Ring the police before any of the family.",
    )


@pytest.fixture
def discussion(interview, officer) -> StrategyDiscussion:
    mark_harm_told(actor=officer, interview=interview, what_was_told="Dad hit me.", by_whom="parent")
    return StrategyDiscussion.objects.get()


def test_where_harm_by_a_parent_is_discussed(client, manager, father, discussion) -> None:
    client.force_login(manager)
    for name in ("strategy_discussion", "strategy_held"):
        page = client.get(reverse(f"missing:{name}", args=[discussion.reference])).text
        assert page.index(HEADING) < page.index("Ring the police before any of the family.")
        assert "<b>Carl Farrow, father</b> must not be told anything." in page


@pytest.mark.parametrize("address", ["/interviews/E2/booking/", SHARING])
def test_where_they_meet_and_where_it_is_shared(client, officer, interview, father, address) -> None:
    client.force_login(officer)
    page = client.get(address).text
    assert HEADING in page
    assert "<b>Carl Farrow, father</b> must not be told anything." in page
    assert "Ring the police before any of the family." in page
