"""Each figure counts what its definition says, shown on cases whose counts are known."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.rules import Role
from missing.codes import Category, EndedHow, Independence, Outcome, Source
from missing.models import Episode, ReturnInterview
from missing.rules import is_interview_owed
from reporting.measures import (
    BY_KEY,
    INTERVIEWS_IN_72_HOURS,
    INTERVIEWS_INDEPENDENT,
    INTERVIEWS_OVERDUE,
    MISSING_NOW,
    YOUNG_PEOPLE_REPEAT,
    Figure,
    Measure,
    count,
)
from reporting.measures.endings import Ending, with_ending
from reporting.scope import Cohort, Scope
from tests.factories import (
    CarePeriodFactory,
    EpisodeFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def scope(**changes: object) -> Scope:
    return Scope.last_days(90, at=NOW, **changes)


def figure(measure: Measure, **changes: object) -> Figure:
    return count(scope(**changes), [measure])[measure.key]


def came_back(hours_ago: float, **episode: object) -> Episode:
    returned_at = NOW - hours_ago * HOUR
    return EpisodeFactory(started_at=returned_at - 6 * HOUR, returned_at=returned_at, **episode)


def covered_by(later: ReturnInterview, hours_ago: float, **interview: object) -> ReturnInterview:
    """After another time away of the same young person, covered by `later`."""
    episode = came_back(hours_ago, young_person=later.episode.young_person)
    return ReturnInterviewFactory(episode=episode, outcome=Outcome.COVERED_BY_LATER, covered_by=later, **interview)


def interviewed(episode: Episode, after: timedelta | None, **interview: object) -> ReturnInterview:
    return ReturnInterviewFactory(
        episode=episode,
        outcome=Outcome.COMPLETED,
        outcome_at=episode.returned_at + after if after is not None else None,
        **interview,
    )


def in_time_of() -> tuple[int, int | None]:
    found = figure(INTERVIEWS_IN_72_HOURS)
    return found.numerator, found.denominator


def test_at_72_hours_itself_an_interview_is_in_time_and_a_second_later_it_is_not() -> None:
    interviewed(came_back(200), 72 * HOUR)
    interviewed(came_back(200), 72 * HOUR + timedelta(seconds=1))
    assert in_time_of() == (1, 2)
    assert figure(INTERVIEWS_IN_72_HOURS).value == Decimal("50.0")


def test_72_hours_are_elapsed_hours_across_a_clock_change() -> None:
    returned_at = datetime(2026, 10, 23, 17, 0, tzinfo=UTC)  # Friday 18:00 in summer time
    episode = EpisodeFactory(started_at=returned_at - HOUR, returned_at=returned_at)
    ReturnInterviewFactory(
        episode=episode, outcome=Outcome.COMPLETED, outcome_at=datetime(2026, 10, 26, 17, 0, 1, tzinfo=UTC)
    )
    assert in_time_of() == (0, 1)


def test_an_interview_without_a_time_on_record_is_not_in_time() -> None:
    interviewed(came_back(200), None, source=Source.IMPORTED)
    assert in_time_of() == (0, 1)


def test_still_to_do_counts_from_when_it_falls_due() -> None:
    ReturnInterviewFactory(episode=came_back(71.9))
    assert in_time_of() == (0, 0)
    assert figure(INTERVIEWS_IN_72_HOURS).value is None
    assert figure(INTERVIEWS_IN_72_HOURS).shown == "None to count"
    ReturnInterviewFactory(episode=came_back(72))
    assert in_time_of() == (0, 1)


def test_who_came_back_and_has_no_interview_on_record_counts_once_it_would_be_due() -> None:
    came_back(10)
    came_back(100)
    assert in_time_of() == (0, 1)


def test_who_is_not_back_does_not_count() -> None:
    EpisodeFactory(started_at=NOW - 200 * HOUR)
    found = EpisodeFactory(started_at=NOW - 200 * HOUR, found_at=NOW - 190 * HOUR)
    ReturnInterviewFactory(episode=found)
    assert in_time_of() == (0, 0)


def test_who_will_not_come_back_counts_from_when_they_were_found() -> None:
    found_at = NOW - 100 * HOUR
    episode = EpisodeFactory(started_at=NOW - 110 * HOUR, found_at=found_at, ended_how=EndedHow.CUSTODY)
    ReturnInterviewFactory(episode=episode, outcome=Outcome.COMPLETED, outcome_at=found_at + 72 * HOUR)
    assert in_time_of() == (1, 1)


@pytest.mark.parametrize("kind", ["at_home", "care_leaver"])
@pytest.mark.parametrize("doubt", ["", "disputed"])
@pytest.mark.parametrize("born", [date(2008, 11, 15), date(2008, 11, 16)])
def test_who_was_18_at_the_start_is_left_out_as_the_rule_says(kind: str, doubt: str, born: date) -> None:
    person = YoungPersonFactory(date_of_birth=born, kind_of_record=kind, birthday_is=doubt)
    returned_at = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
    episode = EpisodeFactory(
        young_person=person, started_at=datetime(2026, 11, 15, 23, 59, tzinfo=UTC), returned_at=returned_at
    )
    is_owed = is_interview_owed(kind_of_record=kind, age=person.age_at(episode.started_at), birthday_is=doubt)
    assert in_time_of() == ((0, 1) if is_owed else (0, 0))
    assert (with_ending(scope().episodes(), NOW).get().ending == Ending.NOT_OWED) is not is_owed


def test_not_required_is_left_out_and_declined_stays_in() -> None:
    for outcome in (Outcome.NOT_REQUIRED, Outcome.DECLINED, Outcome.NOT_OFFERED_NO_CONTACT):
        ReturnInterviewFactory(episode=came_back(200), outcome=outcome)
    assert in_time_of() == (0, 2)


def test_what_was_declined_before_it_fell_due_is_settled_and_counts() -> None:
    ReturnInterviewFactory(episode=came_back(10), outcome=Outcome.DECLINED, outcome_at=NOW - HOUR)
    assert in_time_of() == (0, 1)


@pytest.mark.parametrize(("own_hours_ago", "in_time"), [(72 + 24, 1), (72 + 24.1, 0)])
def test_a_covered_episode_takes_the_later_outcome_by_its_own_clock(own_hours_ago: float, in_time: int) -> None:
    """The covering interview was done 24 hours ago, in time by its own clock either way."""
    later = ReturnInterviewFactory(episode=came_back(30), outcome=Outcome.COMPLETED, outcome_at=NOW - 24 * HOUR)
    covered_by(later, own_hours_ago)
    assert in_time_of() == (1 + in_time, 2)


def test_a_chain_of_covered_episodes_ends_at_the_interview_that_was_held() -> None:
    held = ReturnInterviewFactory(episode=came_back(30), outcome=Outcome.COMPLETED, outcome_at=NOW - 24 * HOUR)
    between = covered_by(held, 40)
    covered_by(between, 50)
    assert in_time_of() == (3, 3)


def test_a_circle_of_covered_episodes_ends_too() -> None:
    one = ReturnInterviewFactory(episode=came_back(90), outcome=Outcome.COVERED_BY_LATER, source=Source.IMPORTED)
    other = covered_by(one, 80, source=Source.IMPORTED)
    ReturnInterview.objects.filter(pk=one.pk).update(covered_by=other)
    assert in_time_of() == (0, 2)


def test_covered_by_one_that_was_not_required_or_is_still_to_come_is_left_out_with_it() -> None:
    not_required = ReturnInterviewFactory(episode=came_back(30), outcome=Outcome.NOT_REQUIRED)
    to_come = ReturnInterviewFactory(episode=came_back(30))
    for later in (not_required, to_come):
        covered_by(later, 60, source=Source.IMPORTED)
    assert in_time_of() == (0, 0)


def test_covered_by_one_still_to_come_counts_once_its_own_time_is_out() -> None:
    to_come = ReturnInterviewFactory(episode=came_back(30))
    covered_by(to_come, 80, source=Source.IMPORTED)
    assert in_time_of() == (0, 1)


def test_away_and_curfew_do_not_count_and_who_was_missing_at_any_time_does() -> None:
    for category in (Category.AWAY, Category.CURFEW):
        interviewed(came_back(200, category=category), HOUR)
    away_in_the_end = came_back(200, category=Category.AWAY, missing_from=NOW - 205 * HOUR)
    interviewed(away_in_the_end, HOUR)
    assert in_time_of() == (1, 1)
    assert figure(YOUNG_PEOPLE_REPEAT).denominator == 1


def test_restricted_records_are_counted() -> None:
    interviewed(came_back(200, restricted=True), HOUR)
    EpisodeFactory(started_at=NOW - HOUR, restricted=True)
    assert in_time_of() == (1, 1)
    assert figure(MISSING_NOW).numerator == 1


def test_a_period_includes_both_of_its_london_days() -> None:
    first, last = datetime(2026, 6, 30, 23, 0, tzinfo=UTC), datetime(2026, 7, 31, 22, 59, 59, tzinfo=UTC)
    july = Scope(first_day=datetime(2026, 7, 1).date(), last_day=datetime(2026, 7, 31).date(), at=NOW)  # noqa: DTZ001
    for instant in (first - timedelta(seconds=1), first, last, last + timedelta(seconds=1)):
        EpisodeFactory(started_at=instant, returned_at=instant + HOUR)
    assert sorted(july.episodes().values_list("missing_from", flat=True)) == [first, last]


def test_the_last_90_days_include_today() -> None:
    assert (scope().first_day.isoformat(), scope().last_day.isoformat()) == ("2026-08-23", "2026-11-20")


def test_an_episode_belongs_to_the_day_it_became_missing() -> None:
    EpisodeFactory(
        started_at=NOW - timedelta(days=91),
        missing_from=NOW - timedelta(days=89),
        returned_at=NOW - timedelta(days=88),
    )
    assert scope().episodes().count() == 1


def test_missing_three_times_or_more_in_the_period() -> None:
    for times in (1, 2, 3, 4):
        person = YoungPersonFactory()
        for n in range(times):
            came_back(100 + 24 * n, young_person=person)
    old = YoungPersonFactory()
    for days in (1, 2, 95):
        came_back(24 * days, young_person=old)
    found = figure(YOUNG_PEOPLE_REPEAT)
    assert (found.numerator, found.denominator, found.value) == (2, 5, 2)


def test_missing_now_is_who_has_not_been_found() -> None:
    EpisodeFactory(started_at=NOW - timedelta(days=200))
    EpisodeFactory(started_at=NOW - 5 * HOUR, found_at=NOW - HOUR)
    EpisodeFactory(started_at=NOW - 5 * HOUR, category=Category.AWAY)
    came_back(3)
    assert figure(MISSING_NOW).numerator == 1


def test_overdue_is_what_the_queue_holds_past_its_time() -> None:
    ReturnInterviewFactory(episode=came_back(73))
    ReturnInterviewFactory(episode=came_back(73, category=Category.AWAY))
    ReturnInterviewFactory(episode=came_back(71))
    ReturnInterviewFactory(episode=came_back(400), is_to_settle=True)
    ReturnInterviewFactory(episode=came_back(400), outcome=Outcome.DECLINED)
    assert figure(INTERVIEWS_OVERDUE).numerator == 2 == ReturnInterview.objects.overdue(NOW).count()


def test_in_care_is_judged_on_the_day_the_episode_started() -> None:
    in_care, left, never, theirs = YoungPersonFactory.create_batch(4)
    theirs.responsible_authority, theirs.kind_of_record = "Elsewhere Council", "other_council"
    theirs.save()
    started = NOW - 100 * HOUR
    CarePeriodFactory(young_person=in_care, started_on=started.date(), ended_on=started.date())
    CarePeriodFactory(young_person=left, ended_on=started.date() - timedelta(days=1))
    CarePeriodFactory(young_person=theirs)
    for person in (in_care, left, never, theirs):
        EpisodeFactory(young_person=person, started_at=started, returned_at=started + HOUR)
    assert figure(YOUNG_PEOPLE_REPEAT).denominator == 4
    assert figure(YOUNG_PEOPLE_REPEAT, cohort=Cohort.IN_CARE).denominator == 1


def test_a_team_managers_figures_are_of_their_own_teams() -> None:
    ours, theirs = TeamFactory(), TeamFactory()
    for team in (ours, ours, theirs):
        person = YoungPersonFactory(team=team)
        EpisodeFactory(young_person=person, started_at=NOW - HOUR)
        ReturnInterviewFactory(episode=came_back(80, young_person=person))
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[ours])
    teamless = UserFactory(roles=[Role.TEAM_MANAGER])
    officer = UserFactory(roles=[Role.RETURNS_OFFICER], teams=[theirs])

    def counts(user: object) -> list[int]:
        return [f.numerator for f in count(scope().for_user(user), BY_KEY.values()).values()]

    assert counts(manager) == [2, 0, 0, 2, 0]
    assert counts(teamless) == [0, 0, 0, 0, 0]
    assert counts(officer) == [3, 0, 0, 3, 0]


def test_every_episode_of_the_period_has_one_ending() -> None:
    held = interviewed(came_back(200), HOUR)
    covered_by(held, 300)
    ReturnInterviewFactory(episode=came_back(300), outcome=Outcome.COVERED_BY_LATER, source=Source.IMPORTED)
    for outcome in (Outcome.DECLINED, Outcome.NOT_OFFERED_OTHER, Outcome.NOT_REQUIRED):
        ReturnInterviewFactory(episode=came_back(200), outcome=outcome)
    ReturnInterviewFactory(episode=came_back(10))
    came_back(100)
    EpisodeFactory(started_at=NOW - HOUR)
    found = sorted(with_ending(scope().episodes(), NOW).values_list("ending", flat=True))
    assert found == sorted(
        [
            Ending.COMPLETED,
            Ending.COMPLETED_COVERED,
            Ending.COVERED_UNKNOWN,
            Ending.DECLINED,
            Ending.NOT_OFFERED_OTHER,
            Ending.NOT_REQUIRED,
            Ending.TO_DO_IN_TIME,
            Ending.TO_DO_OVERDUE,
            Ending.NOT_YET_BACK,
        ]
    )


def test_all_figures_are_counted_in_one_query(django_assert_num_queries: object) -> None:
    interviewed(came_back(200), HOUR)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = count(scope(), BY_KEY.values())
    assert found["interviews_in_72_hours_percent"].as_data() == {
        "label": "Interviewed within 72 hours",
        "value": 100.0,
        "numerator": 1,
        "denominator": 1,
        "unit": "percent",
        "definition": INTERVIEWS_IN_72_HOURS.definition,
    }
    assert found["young_people_repeat"].as_data()["denominator"] is None


def test_independent_is_who_held_it_also_of_a_covered_one_and_a_wish_changes_nothing() -> None:
    held = interviewed(came_back(100), 20 * HOUR)
    covered_by(held, 120)
    worker = UserFactory()
    interviewed(
        came_back(80),
        20 * HOUR,
        independence=Independence.CASE_HOLDER,
        wished_interviewer=worker,
        wish_recorded_by=worker,
        wish_recorded_at=NOW,
    )
    interviewed(came_back(70), 20 * HOUR, independence=Independence.NOT_CASE_HOLDER)
    interviewed(came_back(60), 20 * HOUR, independence="", source=Source.IMPORTED)
    ReturnInterviewFactory(episode=came_back(50), outcome=Outcome.DECLINED)
    found = figure(INTERVIEWS_INDEPENDENT)
    assert (found.numerator, found.denominator, found.value) == (2, 5, Decimal("40.0"))
    assert INTERVIEWS_INDEPENDENT.rest is not None
    assert INTERVIEWS_INDEPENDENT.rest(scope()).count() == 3
