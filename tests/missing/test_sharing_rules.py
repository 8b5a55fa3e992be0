"""Who may be given which section, and what is chosen for whom beforehand."""

import pytest

from missing.rules.interview_record import SECTION_KEYS, titles
from missing.rules.sharing import (
    TELLS_OF_HARM,
    Harmed,
    caution,
    caution_of_harm,
    chosen_beforehand,
    may_share,
    tells_what_is_held_back,
    why_not_share,
)
from missing.sharing_codes import Recipient

R = Recipient


@pytest.mark.parametrize("section", SECTION_KEYS)
@pytest.mark.parametrize(
    ("recipient", "harmed", "is_barred"),
    [
        (R.CARER, Harmed(), False),
        (R.CARER, Harmed(by_home=True), True),
        (R.CARER, Harmed(by_parent=True), False),
        (R.CARER, Harmed(by_parent=True, home_is_parents=True), True),
        (R.PARENT, Harmed(by_home=True), False),
        (R.PARENT, Harmed(by_home=True, home_is_parents=True), True),
        (R.PARENT, Harmed(by_parent=True), True),
        (R.PARENT, Harmed(by_unknown=True), False),
        (R.POLICE, Harmed(by_home=True, by_parent=True), False),
        (R.SOCIAL_WORKER, Harmed(by_home=True), False),
        (R.SCHOOL, Harmed(by_home=True), False),
        (R.SCHOOL, Harmed(by_home=True, home_is_school=True), True),
        (R.SCHOOL, Harmed(by_home=True, home_is_health=True), False),
        (R.HEALTH, Harmed(by_home=True), False),
        (R.HEALTH, Harmed(by_home=True, home_is_health=True), True),
        (R.HEALTH, Harmed(by_parent=True, home_is_health=True), False),
    ],
)
def test_sections_that_tell_of_harm_are_barred_to_who_did_it(section, recipient, harmed, is_barred) -> None:
    assert may_share(section, recipient, harmed) is not (is_barred and section in TELLS_OF_HARM)


def test_the_bar_says_why() -> None:
    assert "A carer or staff where they live is said" in str(why_not_share("why", R.CARER, Harmed(by_home=True)))
    assert "A parent is said" in str(why_not_share("why", R.PARENT, Harmed(by_parent=True)))


@pytest.mark.parametrize(("section", "recipient"), [("weather", "police"), ("why", "neighbour")])
def test_what_there_is_none_of_is_a_fault(section, recipient) -> None:
    with pytest.raises(ValueError, match=r"weather|neighbour"):
        why_not_share(section, recipient, Harmed())


@pytest.mark.parametrize("recipient", [R.PARENT, R.CARER])
def test_nothing_is_chosen_beforehand_for_parents_and_carers(recipient) -> None:
    assert chosen_beforehand(recipient, SECTION_KEYS, Harmed()) == []


def test_a_school_or_hospital_that_is_their_home_is_a_carer_in_the_rest_too() -> None:
    school, ward = Harmed(by_unknown=True, home_is_school=True), Harmed(by_unknown=True, home_is_health=True)
    assert chosen_beforehand(R.SCHOOL, SECTION_KEYS, school) == chosen_beforehand(R.HEALTH, SECTION_KEYS, ward) == []
    assert chosen_beforehand(R.HEALTH, SECTION_KEYS, school) == ["harm", "safety"]
    assert caution_of_harm(["harm"], R.HEALTH, ward).startswith("It is not known who harmed them")
    assert caution_of_harm(["harm"], R.HEALTH, school) == ""


def test_for_others_what_they_usually_need_is_chosen_of_what_there_is() -> None:
    assert chosen_beforehand(R.SOCIAL_WORKER, SECTION_KEYS, Harmed()) == list(SECTION_KEYS)
    assert chosen_beforehand(R.POLICE, ["account", "where", "harm"], Harmed()) == ["where", "harm"]
    assert set(Recipient) == {to for to in Recipient if chosen_beforehand(to, SECTION_KEYS, Harmed()) is not None}


def test_what_to_think_of_is_said_beside_the_section() -> None:
    assert caution("account", R.SCHOOL, Harmed(by_unknown=True)) == "It may name other people."
    assert caution("finish", R.PARENT, Harmed(by_unknown=True)) == ""


def test_that_nobody_knows_who_harmed_them_is_said_once_with_the_name_that_was_written() -> None:
    unknown = Harmed(by_unknown=True)
    assert "could what you tick reach that person" in caution_of_harm(["account"], R.CARER, unknown)
    assert "could what you tick reach that person" in caution_of_harm(["safety"], R.PARENT, unknown)
    assert caution_of_harm(["harm"], R.PARENT, unknown, "Deano, 30s").startswith("Harmed by “Deano, 30s”, and")
    assert caution_of_harm(["finish"], R.PARENT, unknown) == ""
    assert caution_of_harm(["harm"], R.POLICE, unknown) == ""
    assert caution_of_harm(["harm"], R.PARENT, Harmed()) == ""
    assert caution("harm", R.POLICE, Harmed(by_unknown=True)) == ""


def test_a_copy_for_the_family_does_not_name_what_was_held_back() -> None:
    assert tells_what_is_held_back(R.POLICE)
    assert not any(tells_what_is_held_back(to) for to in (R.PARENT, R.CARER, R.SCHOOL, R.HEALTH))
    assert titles(["why", "account"]) == ["In their own words", "Why they went"]
