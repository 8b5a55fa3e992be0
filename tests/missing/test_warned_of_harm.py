"""Who is said to have harmed them stands first wherever somebody is told, and where they are brought back to."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from missing.actions import mark_harm_told, withdraw_harm_told
from missing.models import Episode, HarmTold
from missing.told_warnings import whom_to_be_careful_with
from people.models import Placement
from tests.factories import PersonAroundFactory, PlacementFactory, UserFactory

pytestmark = pytest.mark.django_db

HEADING = "Before anybody is told or sent anything"
STAFF = "<b>A carer or staff of Needle Mill</b> is said to have harmed the young person."
WHY = "Told on 23 November 2026. Speak with the social worker or their manager before they are told anything"


@pytest.fixture
def home(young_person) -> Placement:
    return PlacementFactory(young_person=young_person, provider_name="Needle Mill", postcode="B1 1AA")


@pytest.fixture
def harm(now, officer, interview, episode, home) -> HarmTold:
    """Told after an earlier episode; they are missing again."""
    interview.episode.placement = home
    interview.episode.save()
    return mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", by_whom="home", at=now)


def said(user: User, harm: HarmTold, may_open: bool = True) -> list[str]:
    return [one.who for one in whom_to_be_careful_with(user, harm.episode.young_person, may_open=may_open)]


@pytest.mark.parametrize(
    "address", ["/episodes/E1/", "/episodes/E1/told/", "/episodes/E1/return/", "/interviews/E2/booking/"]
)
def test_on_the_episode_on_whom_to_tell_and_on_the_return(client, manager, officer, harm, address) -> None:
    client.force_login(officer if "booking" in address else manager)
    page = client.get(address).text
    assert page.index(HEADING) < page.index(STAFF)
    assert f"{WHY}, or the young person goes back there." in page


def test_on_the_discussion_and_the_interview(client, manager, officer, harm) -> None:
    client.force_login(manager)
    discussion = harm.triggers.get().discussion
    assert STAFF in client.get(discussion.get_absolute_url()).text
    assert STAFF in client.get(reverse("missing:strategy_held", args=[discussion.reference])).text
    client.force_login(officer)
    assert STAFF in client.get(harm.interview.get_absolute_url()).text


@pytest.mark.parametrize("path", ["", "around/", "placements/new/", "placements/{home}/"])
def test_on_the_record_and_where_they_are_placed(
    client, manager, young_person, home, harm, path, django_assert_max_num_queries
) -> None:
    client.force_login(manager)
    client.get("/account/me/")  # the session's end is moved once a minute
    with django_assert_max_num_queries(12):
        shown = client.get(young_person.get_absolute_url() + path.format(home=home.pk)).text
    assert shown.index(HEADING) < shown.index(STAFF)
    assert f"{WHY}, or the young person goes back there." in shown


def test_on_the_record_for_who_may_read_of_the_harm_alone(client, now, officer, manager, young_person, harm) -> None:
    withdraw_harm_told(actor=officer, harm=harm, reason="Another child", at=now)
    client.force_login(manager)
    for page in ("", "placements/new/"):
        shown = client.get(young_person.get_absolute_url() + page)
        assert shown.status_code == 200
        assert "said to have harmed" not in shown.text


def test_nothing_of_it_for_who_sees_the_episode_alone(client, now, other_worker, harm) -> None:
    Episode.objects.filter(reference="E1").update(logged_by=other_worker)
    client.force_login(other_worker)
    for address in ("/episodes/E1/", "/episodes/E1/told/", "/episodes/E1/return/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "said to have harmed" not in page.text
    assert said(other_worker, harm, may_open=False) == []
    assert said(UserFactory(roles=[Role.INTERVIEWER]), harm) == [], "not told in an interview of theirs"


def test_each_once_before_those_who_must_not_be_told_in_one_query(
    now, manager, officer, interview, young_person, harm, django_assert_num_queries
) -> None:
    PersonAroundFactory(young_person=young_person, name="Dwayne Marsh", relation="father", must_not_know=True)
    more = {"actor": officer, "interview": interview, "at": now}
    mark_harm_told(**more, what_was_told="And starved me.", kinds=["physical"], by_whom="home")
    mark_harm_told(**more, what_was_told="Mum hit me.", kinds=["sexual"], by_whom="parent")
    assert set(said(manager, harm)[:2]) == {"A parent", "A carer or staff of Needle Mill"}
    assert said(manager, harm)[2:] == ["Dwayne Marsh, father"]
    with django_assert_num_queries(1):
        whom_to_be_careful_with(manager, young_person, may_open=True)


def test_at_home_with_parents_it_is_a_parent(manager, home, harm) -> None:
    Placement.objects.update(placement_type="P1")
    assert said(manager, harm) == ["A parent"]


def test_not_a_home_where_they_live_no_more(now, manager, young_person, home, harm) -> None:
    Placement.objects.update(ended_on=now.date() - timedelta(days=1))
    PlacementFactory(young_person=young_person, started_on=now.date(), postcode="")
    assert said(manager, harm) == ["A carer or staff of Needle Mill"], "it may be the same home"
    Placement.objects.exclude(pk=home.pk).update(postcode="WV1 1AA")
    assert said(manager, harm) == []


def test_not_what_was_typed_by_mistake(now, officer, manager, harm) -> None:
    withdraw_harm_told(actor=officer, harm=harm, reason="Another child", at=now)
    assert said(manager, harm) == []
