"""Who has no social worker is before who gives them one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.views.home import SHOWN
from accounts.work import work_of
from people.models import YoungPerson
from people.paging import ROWS_A_PAGE
from tests.factories import (
    EpisodeFactory,
    HarmToldFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    TeamFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
KEY = "without_worker"
LIST = "/young-people/without-worker/"
DAY = timedelta(days=1)


def listed(user: User) -> list[YoungPerson]:
    return next((list(work.rows(user)) for work in work_of(user) if work.key == KEY), [])


def test_a_managers_first_page_lists_them_with_a_way_to_give_them_to_somebody(
    signed_in, manager: User, worker: User, team, kayden: YoungPerson
) -> None:
    assert listed(manager) == []
    assert "Each of your young people has a social worker." in signed_in(manager).get("/").text
    YoungPerson.objects.filter(pk=kayden.pk).update(social_worker=None)
    YoungPersonFactory(team=TeamFactory())
    page = signed_in(manager).get("/").text
    assert "Without a social worker" in page
    assert f'<a href="/young-people/{kayden.reference}/allocation/">Give to a worker' in page
    assert listed(manager) == [kayden]
    assert "Without a social worker" not in signed_in(worker).get("/").text


def test_a_service_manager_has_those_of_every_team_and_of_none(service_manager: User, kayden: YoungPerson) -> None:
    elsewhere, nowhere = YoungPersonFactory(team=TeamFactory(), last_name="A"), YoungPersonFactory(team=None)
    assert set(listed(service_manager)) == {elsewhere, nowhere}


@pytest.mark.parametrize(
    "facts",
    [
        {"kind_of_record": "other_council", "responsible_authority": "Walsall"},
        {"kind_of_record": "adult_at_risk", "date_of_birth": date(1999, 1, 1)},
        {"died_on": date(2026, 1, 1)},
        {"is_restricted": True},
    ],
)
def test_not_who_needs_none_or_may_not_be_known_of(manager: User, team, facts) -> None:
    YoungPersonFactory(team=team, social_worker=None, **facts)
    assert listed(manager) == []


def test_the_first_page_stays_within_its_queries_and_shows_a_few(
    signed_in, manager: User, team, django_assert_max_num_queries
) -> None:
    YoungPersonFactory.create_batch(SHOWN + 2, team=team, social_worker=None)
    client = signed_in(manager)
    with django_assert_max_num_queries(12):
        page = client.get("/").text
    assert page.count("Give to a worker") == SHOWN
    assert '<a href="/young-people/without-worker/">See them all</a>' in page


def test_the_whole_list_has_a_page_of_its_own_in_pages(
    signed_in, manager: User, worker: User, team, django_assert_max_num_queries
) -> None:
    client = signed_in(manager)
    assert "Each of your young people has a social worker." in client.get(LIST).text
    YoungPersonFactory.create_batch(ROWS_A_PAGE + 2, team=team, social_worker=None)
    YoungPersonFactory(team=TeamFactory(), social_worker=None)
    with django_assert_max_num_queries(12):
        page = client.get(LIST).text
    assert page.count("Give to a worker") == ROWS_A_PAGE
    assert client.get(LIST, {"page": 2}).text.count("Give to a worker") == 2
    assert signed_in(worker).get(LIST).status_code == 403


def test_who_is_missing_or_harmed_stands_first_with_a_mark(signed_in, manager: User, team) -> None:
    now, facts = timezone.now(), {"team": team, "social_worker": None}
    YoungPersonFactory.create_batch(SHOWN, date_of_birth=date(2020, 1, 1), **facts)
    late, harmed, missing = YoungPersonFactory.create_batch(3, date_of_birth=date(2010, 1, 1), **facts)
    ReturnInterviewFactory(episode=EpisodeFactory(young_person=late, started_at=now - 10 * DAY, returned=True))
    HarmToldFactory(discussion=StrategyDiscussionFactory(young_person=harmed))
    EpisodeFactory(young_person=missing, started_at=now - DAY)
    EpisodeFactory(young_person=harmed, started_at=now - DAY, category="away")
    assert [(person, person.mark) for person in listed(manager)[:4]] == [
        (missing, "Missing now"),
        (harmed, "Harm to be discussed"),
        (late, "Interview overdue"),
        (listed(manager)[3], ""),
    ]
    for address in ("/", LIST):
        page = signed_in(manager).get(address).text
        for mark in ("Missing now", "Harm to be discussed", "Interview overdue"):
            assert f">{mark}</span>" in page, (address, mark)
