"""The demo council's year is as ordinary as docs/decisions/demo-council.md says, and the same whenever it is made."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

from demo.case_file import write_case_file
from demo.cast import CAST
from demo.children import young_people
from demo.homes import CITY_POSTCODES, FAR, FAR_POSTCODES, IN_CITY, NEARBY, NEARBY_POSTCODES
from demo.interviews import Held, interviews
from demo.roster import BY_KEY, EVERYBODY, TEAMS
from demo.year import Lived, episodes
from missing.codes import DECLINED, Category, Outcome
from missing.rules import INTERVIEW_WITHIN
from people.postcodes import whereabouts
from people.rules import FAR_AWAY_MILES

NOW = datetime(2025, 11, 19, 14, 0, tzinfo=UTC)
MOMENTS = [
    NOW,
    datetime(2025, 3, 30, 0, 59, tzinfo=UTC),  # the minute before the clocks go forward
    datetime(2025, 3, 30, 1, 30, tzinfo=UTC),
    datetime(2025, 10, 26, 0, 30, tzinfo=UTC),  # an hour that London has twice
    datetime(2025, 10, 26, 1, 30, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
    *(datetime(2025, 4, day, day, 17, tzinfo=UTC) for day in range(1, 24, 3)),
]


@pytest.fixture(scope="module")
def lived() -> list[Lived]:
    return episodes(young_people(NOW.date()), NOW)


@pytest.fixture(scope="module")
def held(lived: list[Lived]) -> list[Held]:
    return interviews(lived, NOW)


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_case_file(tmp_path / name, NOW)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_nothing_of_it_lies_ahead_or_in_the_days_that_actions_tell(now: datetime) -> None:
    lived = episodes(young_people(now.date()), now)
    for episode in lived:
        assert episode.clock_starts_at < now - timedelta(days=episode.child.quiet_days)
        assert now - timedelta(days=366) < episode.started_at < (episode.found_at or episode.clock_starts_at)
        assert episode.police_at is None or episode.started_at < episode.police_at < episode.clock_starts_at
    for row in interviews(lived, now):
        assert row.outcome_at is None or row.episode.clock_starts_at < row.outcome_at < now
        assert row.offered_at is None or row.episode.clock_starts_at <= row.offered_at <= row.outcome_at
        assert row.contact_on is None or row.contact_on < now.date()


def test_fifty_five_to_seventy_episodes_a_month(lived: list[Lived]) -> None:
    assert 55 <= len(lived) / 12 <= 70


def test_nine_in_ten_are_shorter_than_two_days(lived: list[Lived]) -> None:
    hours = sorted(((e.found_at or e.clock_starts_at) - e.started_at) / timedelta(hours=1) for e in lived)
    assert 6 <= median(hours) <= 11
    assert 0.85 <= sum(length < 48 for length in hours) / len(hours) <= 0.94
    assert hours[-1] > 24 * 30


def test_few_young_people_are_missing_often(lived: list[Lived]) -> None:
    times = sorted(Counter(episode.child.reference for episode in lived).values(), reverse=True)
    assert sum(times[: len(times) // 4]) > sum(times) / 2
    assert sum(number == 1 for number in times) >= 20


def test_most_go_missing_in_the_evening_and_from_thursday_to_sunday(lived: list[Lived]) -> None:
    assert sum(e.started_at.weekday() in (3, 4, 5, 6) for e in lived) / len(lived) > 0.6
    assert sum(e.started_at.hour >= 16 for e in lived) / len(lived) > 0.5


def test_some_six_in_ten_are_done_and_three_declined(held: list[Held]) -> None:
    ended = Counter(row.outcome for row in held if row.episode.category == Category.MISSING)
    done = ended[Outcome.COMPLETED] + ended[Outcome.COVERED_BY_LATER]
    assert 0.54 <= done / ended.total() <= 0.66
    assert 0.25 <= sum(ended[outcome] for outcome in DECLINED) / ended.total() <= 0.36
    assert set(Outcome) - set(ended) == set(), "every kind of outcome is there"


def test_some_are_late_and_some_declines_have_no_contact(held: list[Held]) -> None:
    completed = [row for row in held if row.outcome == Outcome.COMPLETED and row.outcome_at]
    late = [
        row for row in completed if row.outcome_at and row.outcome_at > row.episode.clock_starts_at + INTERVIEW_WITHIN
    ]
    assert 0.1 < len(late) / len(completed) < 0.25
    contacts = [row.contact_on is not None for row in held if row.outcome in DECLINED]
    assert 0.75 < sum(contacts) / len(contacts) < 1


def test_a_covered_interview_is_covered_by_a_completed_one_of_the_same_young_person(held: list[Held]) -> None:
    by_reference = {row.episode.reference: row for row in held}
    for row in held:
        if row.covered_by:
            later = by_reference[row.covered_by]
            assert later.outcome == Outcome.COMPLETED
            assert later.episode.child is row.episode.child
            assert later.episode.started_at > row.episode.started_at


def test_nobody_interviews_a_child_in_the_city_whose_worker_they_are(held: list[Held]) -> None:
    for row in held:
        child = row.episode.child
        if row.interviewer and child.worker and not child.is_far:
            assert row.interviewer != BY_KEY[child.worker].email


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_names_and_references_are_there_once_and_everybody_is_a_child(now: datetime) -> None:
    children = young_people(now.date())
    assert len({child.reference for child in children}) == len(children) == 110
    assert len({(child.first_name, child.last_name) for child in children}) == len(children)
    for child, part in zip(children, CAST, strict=False):
        assert part.age <= (now.date() - child.born_on).days / 365.24 < part.age + 1
    for child in children:
        assert not child.team or child.team in BY_KEY[child.worker].teams
        assert child.care_since is None or child.born_on < child.care_since <= child.stays[0].started_on < now.date()


def test_names_that_are_markup_are_among_them() -> None:
    assert any(part.last_name == "<b>O'Neil</b>" for part in CAST)
    assert any("<b>O'Neil</b>" in worker.name for worker in EVERYBODY)


def test_every_team_has_workers_and_a_manager() -> None:
    for team in TEAMS:
        jobs = {role for worker in EVERYBODY if team in worker.teams for role in worker.roles}
        assert {"social_worker", "team_manager"} <= jobs


def test_every_postcode_is_a_real_one_and_where_it_is_said_to_be() -> None:
    """Sorted, because the directory keeps few letters at a time."""
    homes = {home.postcode: area for area, group in enumerate((IN_CITY, NEARBY, FAR)) for home in group.values()}
    codes = {CITY_POSTCODES: 0, NEARBY_POSTCODES: 1, FAR_POSTCODES: 2}
    homes |= {postcode: area for group, area in codes.items() for postcode in group}
    homes |= {part.home: int(part.home[:3] != "WV1" and part.home[:2] != "WV") for part in CAST if " " in part.home}
    for postcode, area in sorted(homes.items()):
        place = whereabouts(postcode)
        assert place is not None, postcode
        assert place.miles is not None, postcode
        assert (place.is_out_of_area, place.miles >= FAR_AWAY_MILES) == (area > 0, area == 2), (postcode, place)
