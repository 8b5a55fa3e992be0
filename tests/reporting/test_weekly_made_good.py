"""What was on record at a cut-off: nothing that was written down or corrected since is in an e-mail that is built late,
and nothing that the last e-mail told is told again as recorded after it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Service, User
from missing.actions import correct_ending, correct_times, record_found, record_return
from missing.codes import Category, EndedHow, Outcome
from missing.models import Episode
from reporting.actions import build_weekly_email
from reporting.models import WeeklyEmail
from reporting.weekly.end_on_record import as_it_stood
from reporting.weekly.reading import Row
from reporting.weeks import Week
from tests.factories import EpisodeFactory, ReturnInterviewFactory
from tests.reporting.weekly import BEFORE, CUT_OFF, HOUR, TEN, built, references, section_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SINCE = CUT_OFF + HOUR
"""Between the cut-off and the build at ten: the worker was down."""


@pytest.fixture
def missing(young_person: Any) -> Any:
    """The episode of YP1 from then on, with the interview where they are back."""

    def missing(started_at: datetime, **facts: Any) -> Episode:
        outcome = facts.pop("outcome", "")
        episode: Episode = EpisodeFactory(young_person=young_person(reference="YP1"), started_at=started_at, **facts)
        if episode.returned_at:
            ReturnInterviewFactory(episode=episode, outcome=outcome)
        return episode

    return missing


@pytest.fixture
def put_down(officer: User) -> Any:
    """Found, back, corrected or not back after all: as it is written down at that instant."""

    def put_down(action: Any, at: datetime, **facts: Any) -> None:
        action(actor=officer, episode=Episode.objects.get(), at=at, **facts)

    return put_down


@pytest.fixture
def return_corrected(put_down: Any) -> Any:
    """By five minutes."""

    def return_corrected(at: datetime) -> None:
        episode = Episode.objects.get()
        later = episode.returned_at and episode.returned_at + timedelta(minutes=5)
        times = {"started_at": episode.started_at, "found_at": episode.found_at, "returned_at": later}
        put_down(correct_times, at, reason="By the home's book", **times)

    return return_corrected


def told(email: WeeklyEmail, service: Service) -> dict[str, list[Row]]:
    """The rows of each list that has any."""
    return {rows.key: rows.rows for rows in section_of(email, service).lists if rows.rows}


def counted(email: WeeklyEmail, service: Service) -> tuple[int, int, int]:
    counts = section_of(email, service).counts
    return counts["missing_now"], counts["overdue"], counts["found"]


@pytest.mark.parametrize("back_at", [CUT_OFF + HOUR / 2, CUT_OFF - DAY])
def test_who_was_found_on_wednesday_is_not_still_missing_and_not_back_yet(
    service: Service, missing: Any, put_down: Any, back_at: datetime
) -> None:
    """The return is written down after the cut-off, whenever it was."""
    missing(CUT_OFF - 3 * DAY)
    put_down(record_found, CUT_OFF - 2 * DAY, found_at=CUT_OFF - 2 * DAY - HOUR)
    put_down(record_return, SINCE, returned_at=back_at)
    email = built(TEN)
    assert counted(email, service) == (0, 0, 1)
    ((row,),) = told(email, service).values()
    assert (row.ended, row.interview.state) == ("Wed 18 Nov, 07:00", "not_back")


def test_a_return_of_wednesday_that_is_corrected_since_stands_as_it_was(
    service: Service, missing: Any, return_corrected: Any
) -> None:
    missing(CUT_OFF - 3 * DAY, returned_at=CUT_OFF - 2 * DAY)
    return_corrected(SINCE)
    email = built(TEN)
    assert counted(email, service) == (0, 0, 1)
    assert [row.ended for row in told(email, service)["week"]] == ["Wed 18 Nov, 08:00"]


def test_an_interview_that_was_overdue_is_so_though_its_return_is_corrected_since(
    service: Service, missing: Any, put_down: Any, return_corrected: Any
) -> None:
    """Also where by the right times its 72 hours were not over."""
    missing(BEFORE - 4 * DAY, returned_at=BEFORE - 2 * DAY)
    return_corrected(SINCE)
    times = {"started_at": BEFORE - 4 * DAY, "found_at": None, "returned_at": CUT_OFF - HOUR}
    put_down(correct_times, SINCE + HOUR / 2, reason="Another day", **times)
    email = built(TEN)
    assert counted(email, service) == (0, 1, 0)
    (row,) = told(email, service)["overdue"]
    assert (row.ended, row.interview.due) == ("Wed 11 Nov, 08:00", "Sat 14 Nov, 08:00")
    assert not row.is_told_late


def test_who_was_missing_at_the_cut_off_is_listed_though_their_return_of_days_before_is_written_down_since(
    service: Service, missing: Any, put_down: Any
) -> None:
    """Ten days before: its interview would have been overdue for a week."""
    missing(CUT_OFF - 21 * DAY)
    put_down(record_return, SINCE, returned_at=CUT_OFF - 10 * DAY)
    email = built(TEN)
    assert counted(email, service) == (1, 0, 0)
    ((row,),) = told(email, service).values()
    assert (row.ended, row.hours, row.interview.state) == ("", 21 * 24, "missing")
    next_week, _ = build_weekly_email(week=Week(2026, 48), at=CUT_OFF + 7 * DAY)
    (row,) = told(next_week, service)["overdue"]
    assert row.is_told_late


def test_a_contact_to_come_is_listed_though_the_return_is_corrected_since(
    service: Service, missing: Any, put_down: Any, return_corrected: Any
) -> None:
    missing(BEFORE - 4 * DAY, returned_at=BEFORE - 3 * DAY, outcome=Outcome.DECLINED)
    return_corrected(SINCE)
    assert references(section_of(built(TEN), service))["contacts"] == ["YP1"]


def test_a_decline_is_not_told_before_the_return_that_it_is_about(
    service: Service, missing: Any, put_down: Any
) -> None:
    missing(CUT_OFF - 3 * DAY)
    put_down(record_return, SINCE, returned_at=CUT_OFF - 2 * DAY)
    Episode.objects.get().interview.delete()
    ReturnInterviewFactory(episode=Episode.objects.get(), outcome=Outcome.DECLINED)
    assert list(told(built(TEN), service)) == ["missing_now"]


def test_who_is_not_back_after_all_is_missing_also_where_it_was_taken_back_since(
    service: Service, missing: Any, put_down: Any
) -> None:
    """When an end was taken back no record says; they are missing, so they are not told of as found."""
    missing(CUT_OFF - 3 * DAY)
    put_down(record_found, CUT_OFF - 2 * DAY, found_at=CUT_OFF - 2 * DAY - HOUR)
    put_down(correct_ending, CUT_OFF - DAY, reason="It was her sister")
    put_down(record_found, SINCE, found_at=CUT_OFF - HOUR)
    assert list(told(built(TEN), service)) == ["missing_now"]


def test_who_was_told_of_as_found_is_not_told_again_when_they_are_back(
    service: Service, missing: Any, put_down: Any
) -> None:
    missing(BEFORE - 3 * DAY)
    put_down(record_found, BEFORE - 2 * DAY, found_at=BEFORE - 2 * DAY - HOUR)
    last, _ = build_weekly_email(week=Week(2026, 46), at=BEFORE)
    assert [(row.ended, row.is_told_late) for row in told(last, service)["week"]] == [("Wed 11 Nov, 07:00", False)]
    put_down(record_return, BEFORE + 5 * DAY, returned_at=BEFORE + 5 * DAY - HOUR)
    assert told(built(), service) == {}


def test_an_episode_of_months_ago_is_not_told_again_when_its_return_is_corrected(
    service: Service, missing: Any, return_corrected: Any
) -> None:
    missing(BEFORE - 300 * DAY, returned=True, outcome=Outcome.COMPLETED)
    return_corrected(BEFORE + DAY)
    assert told(built(), service) == {}


def test_nor_is_an_interview_that_is_overdue_for_weeks_said_to_be_recorded_after_the_last_email(
    service: Service, missing: Any
) -> None:
    missing(BEFORE - 14 * DAY, returned=True)
    assert [row.is_told_late for row in told(built(), service)["overdue"]] == [False]


def test_an_end_that_came_on_record_after_the_last_email_is_told_late_however_often_it_was_corrected(
    service: Service, missing: Any, return_corrected: Any, put_down: Any
) -> None:
    """Also in an e-mail that is built late, after another correction."""
    missing(BEFORE - 30 * DAY)
    put_down(record_return, BEFORE + HOUR, returned_at=BEFORE - DAY)
    Episode.objects.get().interview.delete()
    for at in (BEFORE + DAY, SINCE):
        return_corrected(at)
    (row,) = told(built(TEN), service)["week"]
    assert (row.ended, row.is_told_late) == ("Thu 12 Nov, 08:05", True)


def test_a_late_build_asks_no_more_however_many_were_corrected(
    service: Service, young_person: Any, django_assert_max_num_queries: Any
) -> None:
    def some() -> None:
        for _ in range(3):
            back = {"started_at": CUT_OFF - 3 * DAY, "returned_at": CUT_OFF - 2 * DAY}
            ReturnInterviewFactory(episode=EpisodeFactory(young_person=young_person(), **back))
            EpisodeFactory(young_person=young_person(), started_at=BEFORE - 3 * DAY, returned_at=BEFORE - 2 * DAY)
        Episode.objects.update(end_recorded_at=SINCE)

    for _ in range(2):
        some()
        WeeklyEmail.objects.all().delete()
        with django_assert_max_num_queries(13):
            built(TEN)


@pytest.mark.parametrize(
    ("category", "facts"),
    [
        (Category.MISSING, {"found_at": SINCE}),
        (Category.MISSING, {"found_at": SINCE, "returned_at": TEN}),
        (Category.MISSING, {"returned_at": TEN}),
        (Category.MISSING, {"found_at": SINCE, "ended_how": EndedHow.HOSPITAL}),
        (Category.AWAY, {"found_at": SINCE, "returned_at": TEN}),
        (Category.AWAY, {"found_at": SINCE, "ended_how": EndedHow.CUSTODY}),
        (Category.CURFEW, {"returned_at": TEN}),
    ],
)
def test_an_end_is_read_from_the_history_as_the_database_works_it_out(
    young_person: Any, category: str, facts: dict[str, Any]
) -> None:
    EpisodeFactory(young_person=young_person(), category=category, started_at=CUT_OFF, **facts)
    on_record = Episode.objects.get()
    Episode.objects.update(end_recorded_at=TEN + DAY)
    read = Episode.objects.get()
    as_it_stood([read], TEN + HOUR)
    assert read.end_recorded_at == on_record.end_recorded_at
    assert (read.ended_at, read.clock_starts_at) == (on_record.ended_at, on_record.clock_starts_at)
