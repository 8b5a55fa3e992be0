"""Two records of one, and two again: who sees each of them, and how each is known, after what changed meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.rules import Role
from people.actions import (
    add_care_period,
    change_named,
    lift_restriction,
    merge_records,
    restrict_record,
    unmerge_records,
)
from people.actions.restriction import named_on
from people.models import CarePeriod, YoungPerson
from tests.factories import CarePeriodFactory, UserFactory, YoungPersonFactory

WHY = "Same birthday, same school"
TWO = "Two cousins"


@pytest.fixture
def ina():
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Dole")


@pytest.fixture
def leah():
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Moss")


@pytest.fixture
def aunt():
    return UserFactory(roles=[Role.REVIEWING_OFFICER], full_name="Cara Voss")


@pytest.fixture
def twice(team) -> YoungPerson:
    return YoungPersonFactory(reference="YP00777", first_name="Caden", last_name="Marche", team=team)


def merged(boss, kept, other):
    merge = merge_records(actor=boss, kept=kept, merged=other, reason=WHY)
    kept.refresh_from_db()
    return merge


def undone(boss, merge) -> None:
    unmerge_records(actor=boss, merge=merge, reason=TWO)


def sees(user) -> set[str]:
    user = type(user).objects.get(pk=user.pk)
    return set(YoungPerson.objects.visible_to(user).values_list("reference", flat=True))


def restricted() -> set[str]:
    return set(YoungPerson.objects.filter(is_restricted=True).values_list("reference", flat=True))


class TestRestricted:
    def test_while_they_were_one_both_stay_so_with_the_same_people_named(
        self, service_manager, manager, ina, aunt, kayden, twice
    ) -> None:
        merge = merged(service_manager, kayden, twice)
        restrict_record(actor=service_manager, young_person=kayden, interviewer=ina, others=[aunt])
        undone(service_manager, merge)
        assert restricted() == {"YP00096", "YP00777"}
        for user in (ina, aunt):
            assert sees(user) == {"YP00096", "YP00777"}
        assert sees(manager) == set()

    def test_the_page_says_so_before_and_after(self, signed_in, service_manager, ina, kayden, twice) -> None:
        merge = merged(service_manager, kayden, twice)
        restrict_record(actor=service_manager, young_person=kayden, interviewer=ina)
        browser = signed_in(service_manager)
        assert "Both stay restricted" in browser.get(merge.get_absolute_url()).text
        done = browser.post(merge.get_absolute_url(), {"reason": TWO}, follow=True).text
        assert "YP00777 is restricted too" in done

    def test_one_that_was_so_before_leaves_the_other_open(self, service_manager, manager, ina, kayden, twice) -> None:
        restrict_record(actor=service_manager, young_person=kayden, interviewer=ina)
        merge = merged(service_manager, kayden, twice)
        undone(service_manager, merge)
        assert restricted() == {"YP00096"}
        assert sees(manager) == {"YP00777"}
        assert sees(ina) == {"YP00096"}

    def test_who_was_named_since_is_named_on_the_restricted_one(
        self, service_manager, ina, leah, aunt, kayden, twice
    ) -> None:
        restrict_record(actor=service_manager, young_person=twice, interviewer=ina)
        merge = merged(service_manager, kayden, twice)
        change_named(actor=service_manager, young_person=kayden, interviewer=leah, others=[aunt])
        undone(service_manager, merge)
        assert restricted() == {"YP00777"}
        assert sees(ina) == set()
        assert sees(leah) == {"YP00777"}
        assert set(named_on(twice).values_list("user__full_name", flat=True)) == {"Leah Moss", "Cara Voss"}
        assert not named_on(kayden).exists()

    def test_lifted_since_the_one_that_was_so_is_so_again_for_who_was_named(
        self, service_manager, ina, kayden, twice
    ) -> None:
        restrict_record(actor=service_manager, young_person=twice, interviewer=ina)
        merge = merged(service_manager, kayden, twice)
        lift_restriction(actor=service_manager, young_person=kayden, reason="It is safe now")
        undone(service_manager, merge)
        assert restricted() == {"YP00777"}
        assert sees(ina) == {"YP00777"}

    def test_nobody_is_named_again_on_one_that_was_opened_since(
        self, service_manager, ina, leah, aunt, kayden, twice
    ) -> None:
        restrict_record(actor=service_manager, young_person=kayden, interviewer=ina, others=[aunt])
        restrict_record(actor=service_manager, young_person=twice, interviewer=leah)
        merge = merged(service_manager, kayden, twice)
        lift_restriction(actor=service_manager, young_person=kayden, reason="It is safe now")
        undone(service_manager, merge)
        assert restricted() == {"YP00777"}
        assert not named_on(kayden).exists()
        assert sees(leah) == {"YP00777"}


class TestKindOfRecord:
    def kinds(self) -> dict[str, str]:
        return dict(YoungPerson.objects.values_list("reference", "kind_of_record"))

    def test_who_lives_at_home_is_not_looked_after_by_the_others_care(self, manager, kayden, twice) -> None:
        CarePeriodFactory(young_person=twice)
        before = self.kinds()
        assert set(before.values()) == {"at_home", "looked_after"}
        merge = merged(manager, kayden, twice)
        assert self.kinds()["YP00096"] == "looked_after"
        undone(manager, merge)
        assert self.kinds() == before

    def test_nor_a_care_leaver_by_its_end_at_18(self, manager, kayden, twice) -> None:
        last = kayden.date_of_birth.replace(year=kayden.date_of_birth.year + 18)
        CarePeriodFactory(young_person=twice, started_on=kayden.date_of_birth, ended_on=last)
        before = self.kinds()
        merge = merged(manager, kayden, twice)
        assert self.kinds()["YP00096"] == "care_leaver"
        undone(manager, merge)
        assert self.kinds() == before

    def test_care_that_was_added_since_stays(self, manager, kayden, twice) -> None:
        CarePeriodFactory(young_person=twice)
        merge = merged(manager, kayden, twice)
        (hers,) = kayden.care_periods.all()
        add_care_period(
            actor=manager,
            young_person=kayden,
            started_on=kayden.date_of_birth,
            ended_on=hers.started_on - timedelta(days=1),
            legal_status="C2",
        )
        CarePeriod.objects.exclude(pk=hers.pk).update(ended_on=None)
        undone(manager, merge)
        assert set(self.kinds().values()) == {"looked_after"}


def test_the_record_is_not_said_to_hold_what_went_with_its_episode(signed_in, manager, kayden, twice) -> None:
    merge = merged(manager, kayden, twice)
    text = signed_in(manager).get(reverse("people:merged", args=["YP00096", merge.pk])).text
    assert "goes with the episode or interview that it is about" in text
