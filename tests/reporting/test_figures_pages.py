"""The managers' first page and the lists behind its numbers: they agree, and nobody reads what is not theirs."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Team, User
from accounts.rules import Role
from missing.codes import Outcome
from missing.models import Episode
from reporting.measures.endings import Ending
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIGURES = "/figures/"
LISTS = {
    "missing_now": ["counted"],
    "interviews_in_72_hours_percent": ["counted", "rest", "all"],
    "young_people_repeat": ["counted", "all"],
    "interviews_overdue": ["counted"],
}


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ours(db: None) -> Team:
    return TeamFactory(name="Care North")


@pytest.fixture
def theirs(db: None) -> Team:
    return TeamFactory(name="Care South")


def signed_in(client: Client, *roles: Role, teams: list[Team] | None = None) -> User:
    user = UserFactory(roles=roles, teams=teams)
    client.force_login(user)
    return user


def came_back(hours_ago: float, **episode: object) -> Episode:
    returned_at = NOW - hours_ago * HOUR
    return EpisodeFactory(started_at=returned_at - 6 * HOUR, returned_at=returned_at, **episode)


def a_busy_season(team: Team, *, restricted: bool = False) -> None:
    """One missing now, one overdue, one in time, one late, one declined, one still in time; one child three times."""
    for age in (100, 150, 200):
        outcome = {100: Outcome.COMPLETED, 150: Outcome.DECLINED, 200: Outcome.COMPLETED}[age]
        person = YoungPersonFactory(team=team, is_restricted=restricted) if age == 100 else person  # noqa: F821
        hours = 200 if age == 200 else 20
        ReturnInterviewFactory(
            episode=came_back(age, young_person=person),
            outcome=outcome,
            outcome_at=NOW - (age - min(hours, 80)) * HOUR,
        )
    EpisodeFactory(young_person__team=team, young_person__is_restricted=restricted, started_at=NOW - 26 * HOUR)
    for hours_ago in (80, 20):
        ReturnInterviewFactory(
            episode=came_back(hours_ago, young_person__team=team, young_person__is_restricted=restricted)
        )


def listed(body: str) -> int:
    return len(re.findall(r'<th scope="row">', body))


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_the_first_page_shows_the_four_numbers_with_what_they_are_out_of(client: Client, ours: Team) -> None:
    a_busy_season(ours)
    signed_in(client, Role.SERVICE_MANAGER)
    body = page(client, FIGURES)
    tiles = re.findall(r"<b>([^<]*)</b> <span>([^<]*)</span></a>\s*<small>([^<]*)</small>", body)
    assert tiles == [
        ("1", "Missing now", "longest 26 hours"),
        ("25.0%", "Interviewed within 72 hours", "1 of 4 that came back"),
        ("1", "Young people missing three times or more", "of 4 who went missing"),
        ("1", "Interviews overdue", "oldest by 8 hours"),
    ]


def test_an_empty_service_has_nothing_to_count(client: Client, db: None) -> None:
    signed_in(client, Role.SERVICE_MANAGER)
    body = page(client, FIGURES)
    assert "None to count" in body
    assert "nobody" in body
    assert "None to count." in page(client, "/figures/interviews_in_72_hours_percent/")


def test_each_list_holds_exactly_what_its_number_counts(client: Client, ours: Team, theirs: Team) -> None:
    a_busy_season(ours)
    a_busy_season(theirs)
    signed_in(client, Role.SERVICE_MANAGER)
    tiles = dict(re.findall(r'href="/figures/(\w+)/"><b>(\d+)</b>', page(client, FIGURES)))
    assert {key: listed(page(client, f"/figures/{key}/")) for key in tiles} == {k: int(n) for k, n in tiles.items()}
    for key in ("interviews_in_72_hours_percent", "young_people_repeat"):
        for part in LISTS[key]:
            body = page(client, f"/figures/{key}/?part={part}")
            (number,) = re.findall(r'aria-current="page">[^<]*<b>(\d+)</b>', body[body.index('class="chips"') :])
            assert listed(body) == int(number) > 0


def test_the_two_parts_of_a_percentage_make_the_whole(client: Client, ours: Team) -> None:
    a_busy_season(ours)
    signed_in(client, Role.SERVICE_MANAGER)
    counts = {
        part: listed(page(client, f"/figures/interviews_in_72_hours_percent/?part={part}"))
        for part in ("counted", "rest", "all")
    }
    assert counts == {"counted": 1, "rest": 3, "all": 4}


def test_the_endings_add_up_and_each_opens_its_episodes(client: Client, ours: Team) -> None:
    a_busy_season(ours)
    signed_in(client, Role.SERVICE_MANAGER)
    body = page(client, FIGURES)
    table = body[body.index("How interviews ended") : body.index("</table>")]
    links = re.findall(r'href="(/figures/how-interviews-ended/[^"]*)">(\d+)<', table)
    assert sum(int(n) for _, n in links) == 6
    assert sum(int(share) for share in re.findall(r'<td class="number">(\d+)%</td>', table)) == 200  # and the total's
    for url, n in links:
        assert listed(page(client, url)) == int(n)


def test_restricted_records_count_and_only_the_service_manager_reads_them(client: Client, ours: Team) -> None:
    a_busy_season(ours, restricted=True)
    a_busy_season(ours)
    signed_in(client, Role.RETURNS_OFFICER)
    body = page(client, "/figures/missing_now/")
    assert "2 counted:" in body
    assert "1 listed, and 1 restricted: ask the service manager." in body
    assert listed(body) == 1
    client.logout()
    signed_in(client, Role.SERVICE_MANAGER)
    assert listed(page(client, "/figures/missing_now/")) == 2


def test_a_team_manager_has_the_figures_of_their_own_teams_alone(client: Client, ours: Team, theirs: Team) -> None:
    a_busy_season(theirs)
    signed_in(client, Role.TEAM_MANAGER, teams=[ours])
    for key, parts in LISTS.items():
        for part in parts:
            assert listed(page(client, f"/figures/{key}/?part={part}")) == 0
    a_busy_season(ours)
    assert "1 of 4 that came back" in page(client, FIGURES)


def test_an_analyst_reads_records_without_names(client: Client, ours: Team) -> None:
    a_busy_season(ours)
    a_busy_season(ours, restricted=True)
    signed_in(client, Role.ANALYST)
    for key, parts in LISTS.items():
        for part in parts:
            body = page(client, f"/figures/{key}/?part={part}")
            assert "YP0" in body
            assert "Kayden" not in body
            assert "Marsh" not in body
            assert "/young-people/" not in body
    assert "and 1 restricted" in page(client, "/figures/missing_now/")


def test_somebody_of_two_roles_is_told_what_they_may_not_open(client: Client, ours: Team, theirs: Team) -> None:
    a_busy_season(theirs)
    signed_in(client, Role.ANALYST, Role.TEAM_MANAGER, teams=[ours])
    assert "and 1 whose record you may not open" in page(client, "/figures/interviews_overdue/")


@pytest.mark.parametrize("url", [FIGURES, "/figures/missing_now/", "/figures/how-interviews-ended/completed/"])
def test_figures_are_for_those_whose_role_has_them(client: Client, ours: Team, url: str) -> None:
    assert client.get(url).status_code == 302
    signed_in(client, Role.SOCIAL_WORKER, teams=[ours])
    assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    "url", ["/figures/nothing/", "/figures/missing_now/?part=all", "/figures/how-interviews-ended/nothing/"]
)
def test_a_figure_that_is_not_there_is_not_found(client: Client, ours: Team, url: str) -> None:
    signed_in(client, Role.SERVICE_MANAGER)
    assert client.get(url).status_code == 404


def test_names_are_shown_as_letters(client: Client, ours: Team) -> None:
    worker = UserFactory(full_name="<b>O'Neil</b>")
    person = YoungPersonFactory(first_name="<b>O'Neil</b>", social_worker=worker, team=ours)
    EpisodeFactory(young_person=person, started_at=NOW - HOUR)
    signed_in(client, Role.SERVICE_MANAGER)
    body = page(client, "/figures/missing_now/")
    assert "<b>O'Neil" not in body
    assert body.count("&lt;b&gt;O&#x27;Neil&lt;/b&gt;") == 2


def test_the_cohort_is_kept_from_page_to_page(client: Client, ours: Team) -> None:
    a_busy_season(ours)
    signed_in(client, Role.SERVICE_MANAGER)
    body = page(client, f"{FIGURES}?cohort=in_care")
    assert 'href="/figures/missing_now/?cohort=in_care"' in body
    assert "of 0 who went missing" in body
    assert listed(page(client, "/figures/missing_now/?cohort=in_care")) == 0
    assert "1 of 4" in page(client, f"{FIGURES}?cohort=nonsense")


def test_a_long_list_has_pages_of_fifty(client: Client, ours: Team) -> None:
    for n in range(51):
        EpisodeFactory(young_person__team=ours, started_at=NOW - n * HOUR)
    signed_in(client, Role.SERVICE_MANAGER)
    first = page(client, "/figures/missing_now/?cohort=all")
    assert listed(first) == 50
    assert 'href="?cohort=all&amp;page=2"' in first
    assert listed(page(client, "/figures/missing_now/?cohort=all&page=2")) == 1


@pytest.mark.parametrize(
    ("ending", "interview", "words"),
    [
        (Ending.COMPLETED, {"outcome": Outcome.COMPLETED}, "Completed"),
        (Ending.NOT_OFFERED_OTHER, {"outcome": Outcome.NOT_OFFERED_OTHER}, "Not offered: another reason"),
        (Ending.TO_DO_OVERDUE, {}, "1 day 4 hours late"),
    ],
)
def test_a_row_says_how_its_interview_stands(
    client: Client, ours: Team, ending: Ending, interview: dict[str, str], words: str
) -> None:
    ReturnInterviewFactory(episode=came_back(100, young_person__team=ours), **interview)
    signed_in(client, Role.SERVICE_MANAGER)
    assert words in page(client, f"/figures/how-interviews-ended/{ending}/")


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.TEAM_MANAGER, Role.ANALYST])
@pytest.mark.parametrize(
    "url",
    [
        FIGURES,
        f"{FIGURES}?cohort=in_care",
        "/figures/missing_now/",
        "/figures/interviews_in_72_hours_percent/?part=rest",
        "/figures/young_people_repeat/?part=all",
        "/figures/how-interviews-ended/completed/",
    ],
)
def test_a_page_takes_at_most_twelve_queries(
    client: Client, ours: Team, role: Role, url: str, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        a_busy_season(ours)
    signed_in(client, role, teams=[ours])
    page(client, url)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(client, url)
