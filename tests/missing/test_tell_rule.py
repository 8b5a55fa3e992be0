"""Who must be told: the rule alone."""

from dataclasses import replace

import pytest

from missing.codes import Category, Recipient, TellingOf
from missing.rules.telling import OnFile, Relative, who_must_be_told

R = Recipient
MOTHER = Relative(1, "Ann Farrow, mother", has_parental_responsibility=True)
FATHER = Relative(2, "Tom Farrow, father", has_parental_responsibility=True, must_not_be_told=True)
ALL = frozenset({R.SOCIAL_WORKER, R.TEAM_MANAGER, R.HUB})
AT_HOME = OnFile(Category.MISSING, age=14, team="North", social_worker="Dana Whit", relatives=(MOTHER,), alerted=ALL)
IN_CARE = replace(AT_HOME, is_looked_after=True, home="Ash House", reviewing_officer="Winston Grant")


def told(on_file: OnFile, of: str = TellingOf.WENT_MISSING) -> list[str]:
    return [line.recipient for line in who_must_be_told(of, on_file) if not (line.is_alerted or line.is_barred)]


def alerted(on_file: OnFile, of: str = TellingOf.WENT_MISSING) -> list[str]:
    return [line.recipient for line in who_must_be_told(of, on_file) if line.is_alerted]


def test_a_child_at_home() -> None:
    assert told(AT_HOME) == [R.POLICE, R.PARENT, R.SCHOOL]
    assert alerted(AT_HOME) == [R.SOCIAL_WORKER, R.TEAM_MANAGER]


def test_a_child_in_our_care_with_home_and_reviewing_officer() -> None:
    assert told(IN_CARE) == [R.POLICE, R.PARENT, R.PLACEMENT, R.REVIEWING_OFFICER, R.SCHOOL]
    school = next(line for line in who_must_be_told(TellingOf.WENT_MISSING, IN_CARE) if line.recipient == R.SCHOOL)
    assert school.name == "and virtual school"


def test_placed_out_of_area_the_council_there_is_told_and_the_hub_alerted() -> None:
    far = replace(IN_CARE, host_council="Liverpool")
    assert R.HOST_COUNCIL in told(far)
    assert R.HUB in alerted(far)


def test_who_was_not_reached_is_told_by_hand() -> None:
    far = replace(IN_CARE, host_council="Liverpool", alerted=frozenset({R.SOCIAL_WORKER}))
    assert alerted(far) == [R.SOCIAL_WORKER]
    assert told(far)[-2:] == [R.TEAM_MANAGER, R.HUB]


def test_another_councils_child_that_council_is_told_and_tells_its_own() -> None:
    theirs = replace(IN_CARE, placing_council="Sandwell", is_looked_after=False)
    assert told(theirs) == [R.POLICE, R.PLACING_COUNCIL, R.PLACEMENT]
    assert alerted(theirs) == []


def test_of_the_return_the_same_are_told_and_the_worker_by_hand() -> None:
    far = replace(IN_CARE, host_council="Liverpool", is_out_of_hours=True)
    came_back = told(far, TellingOf.CAME_BACK)
    assert came_back == [
        R.POLICE, R.PARENT, R.HOST_COUNCIL, R.PLACEMENT, R.REVIEWING_OFFICER, R.SCHOOL, R.SOCIAL_WORKER,
    ]  # fmt: skip
    assert alerted(far, TellingOf.CAME_BACK) == []


def test_out_of_hours_the_emergency_duty_team_is_told() -> None:
    assert R.DUTY in told(replace(AT_HOME, is_out_of_hours=True))
    assert R.DUTY not in told(AT_HOME)


def test_who_must_not_be_told_is_on_the_list_barred() -> None:
    lines = who_must_be_told(TellingOf.WENT_MISSING, replace(AT_HOME, relatives=(FATHER, MOTHER)))
    parents = [(line.name, line.key, line.is_barred) for line in lines if line.recipient == R.PARENT]
    assert parents == [
        ("Ann Farrow, mother", "parent:1", False),
        ("Tom Farrow, father", "parent:2", True),
    ]


def test_who_must_not_be_told_is_barred_without_parental_responsibility_too_and_for_anybodys_child() -> None:
    friend = Relative(3, "Fitz, somebody else", must_not_be_told=True)
    for on_file in (AT_HOME, replace(AT_HOME, placing_council="Sandwell"), replace(AT_HOME, age=19)):
        lines = who_must_be_told(TellingOf.WENT_MISSING, replace(on_file, relatives=(friend,)))
        assert [line.name for line in lines if line.is_barred] == ["Fitz, somebody else"]


def test_who_must_not_have_the_address_may_be_told_with_the_warning() -> None:
    careful = replace(MOTHER, must_not_have_the_address=True)
    (line,) = [
        line
        for line in who_must_be_told(TellingOf.WENT_MISSING, replace(AT_HOME, relatives=(careful,)))
        if line.recipient == R.PARENT
    ]
    assert (line.is_barred, line.must_not_have_the_address) == (False, True)


def test_with_nobody_on_record_somebody_with_parental_responsibility_is_told_all_the_same() -> None:
    aunt = Relative(4, "Jo, other family")
    lines = who_must_be_told(TellingOf.WENT_MISSING, replace(AT_HOME, relatives=(aunt,)))
    assert [(line.name, line.key) for line in lines if line.recipient == R.PARENT] == [("", "parent")]


def test_where_the_only_one_must_not_be_told_nobody_else_is_asked_for() -> None:
    assert R.PARENT not in told(replace(AT_HOME, relatives=(FATHER,)))


@pytest.mark.parametrize(("age", "recipients"), [(4, [R.POLICE, R.PARENT]), (18, [R.POLICE])])
def test_ages_without_school_and_without_parents(age, recipients) -> None:
    assert told(replace(AT_HOME, age=age)) == recipients


def test_away_where_it_is_known_where_they_are_without_police_school_and_host() -> None:
    away = replace(IN_CARE, category=Category.AWAY, host_council="Liverpool", is_out_of_hours=True)
    assert told(away) == [R.PARENT, R.PLACEMENT, R.REVIEWING_OFFICER]


def test_late_back_and_after_a_death_nobody() -> None:
    assert who_must_be_told(TellingOf.WENT_MISSING, replace(IN_CARE, category=Category.CURFEW)) == []
    assert who_must_be_told(TellingOf.CAME_BACK, replace(IN_CARE, has_died=True)) == []
    assert told(replace(IN_CARE, has_died=True))


def test_nobody_of_ours_where_there_is_no_team_and_no_worker() -> None:
    assert alerted(replace(AT_HOME, team="", social_worker="")) == []
