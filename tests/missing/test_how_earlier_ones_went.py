"""How earlier interviews went is told to who reads them: on the queue, in its spreadsheet and on an episode's page."""

from datetime import timedelta

import pytest

from accounts.models import User
from accounts.rules import Role
from missing.actions import close_without_interview, hand_over_interview, reopen_interview
from missing.models import Episode, ReturnInterview
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TAG, LIST = "Declined last 3", "/interviews/"


@pytest.fixture
def to_do(now, young_person, officer) -> ReturnInterview:
    """Back since a day; the three before were declined."""
    for number, hours in enumerate((200, 170, 140)):
        past = EpisodeFactory(
            young_person=young_person, started_at=now - hours * HOUR, returned=True, reference=f"EP{number}"
        )
        close_without_interview(
            actor=officer,
            interview=ReturnInterviewFactory(episode=past),
            outcome="declined",
            outcome_at=now - 100 * HOUR,
            reason="No",
            **DECLINE,
        )
    episode = EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR, returned=True, reference="ENEW")
    return ReturnInterviewFactory(episode=episode)


@pytest.fixture
def outsider(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


def this_year(client) -> dict[str, str]:
    page = client.get("/episodes/ENEW/")
    assert page.status_code == 200
    return {row["label"]: row["value"] for row in page.context["this_year"]}


def test_who_reads_them_is_told(client, officer, to_do) -> None:
    client.force_login(officer)
    assert TAG in client.get(LIST).text
    assert TAG in client.get("/interviews.csv").text
    assert this_year(client)["Interviews"] == "0 done, 3 declined, 0 not offered"


def test_who_works_on_what_is_given_to_them_alone_is_not(client, officer, outsider, to_do) -> None:
    hand_over_interview(actor=officer, interview=to_do, to=outsider)
    client.force_login(outsider)
    page, table = client.get(LIST).text, client.get("/interviews.csv").text
    assert "ENEW" in page
    assert "ENEW" not in table  # the table names the young person
    assert to_do.episode.young_person.reference in table
    assert "eclined" not in page.replace("Declined, contact due", "") + table
    assert list(this_year(client)) == ["Missing"]


def test_nor_is_another_teams_worker_who_logged_it(client, other_worker, young_person, now, to_do) -> None:
    Episode.objects.filter(pk=to_do.episode_id).update(logged_by=other_worker)
    other = EpisodeFactory(young_person=young_person, started_at=now - 60 * HOUR, returned=True, reference="EO")
    ReturnInterviewFactory(episode=other)
    client.force_login(other_worker)
    page, table = client.get(LIST).text, client.get("/interviews.csv").text
    assert to_do.episode.young_person.reference in table
    for words in (TAG, "2 interviews open"):
        assert words not in page + table
    assert list(this_year(client)) == ["Missing"]


def test_nor_on_the_page_of_who_is_missing_now(client, other_worker, young_person, now, to_do) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - HOUR, reference="EOPEN")
    client.force_login(other_worker)
    page = client.get("/episodes/EOPEN/")
    assert [row["label"] for row in page.context["this_year"]] == ["Missing"]


def test_one_that_a_manager_reopened_is_neither_named_nor_closed_by_who_may_not_see_it(
    client, officer, manager, outsider, to_do, now
) -> None:
    last = ReturnInterview.objects.get(episode__reference="EP2")
    reopen_interview(actor=manager, interview=last, why="They would talk now")
    hand_over_interview(actor=officer, interview=to_do, to=outsider)
    client.force_login(officer)
    assert "EP2" in client.get("/interviews/ENEW/").text
    assert "2 interviews open" in client.get(LIST).text
    client.force_login(outsider)
    assert client.get("/interviews/EP2/").status_code == 404
    for address in ("/interviews/ENEW/", "/interviews/ENEW/record/finish/", LIST):
        page = client.get(address)
        assert page.status_code == 200
        assert "EP2" not in page.text
        assert "interviews open" not in page.text
    answers = {"outcome_at": "10:00", "method": "video", "independence": "independent", "covers": [last.pk]}
    client.post("/interviews/ENEW/record/before/", {"limits_told": "on"})
    client.post("/interviews/ENEW/record/account/", {"account": "We spoke.", "harm_in_account": "no"})
    client.post("/interviews/ENEW/record/finish/", answers)
    last.refresh_from_db()
    assert not last.outcome
