"""Harm told while two records were one: each child's is discussed on their own record, and read there alone."""

import pytest

from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    ask_for_discussion,
    decline_discussion,
    mark_harm_told,
    record_discussion_held,
)
from missing.models import HarmTold, StrategyDiscussion
from people.actions import restrict_record
from people.models import AccessGrant
from tests.factories import UserFactory
from tests.missing.two_records import HOUR, anew, back, bea, beas_team, beas_worker, boss, one_of, two_of

__all__ = ["bea", "beas_team", "beas_worker", "boss"]


@pytest.fixture
def told_of_jude(now, officer, young_person):
    """To be called while they are one: Jude tells what Tony did."""
    interview = back(young_person, now, 30, "J1")

    def tell() -> HarmTold:
        return mark_harm_told(actor=officer, interview=anew(interview), what_was_told="Tony hurt me", kinds=["sexual"])

    return tell


@pytest.fixture
def told_of_bea(now, officer, bea):
    interview = back(bea, now, 50, "B1")

    def tell() -> HarmTold:
        return mark_harm_told(
            actor=officer, interview=anew(interview), what_was_told="My uncle shouted", kinds=["physical"]
        )

    return tell


def page_of(client, discussion, user):
    client.force_login(user)
    return client.get(discussion.get_absolute_url())


def open_of(person) -> StrategyDiscussion:
    return StrategyDiscussion.objects.open().get(young_person=person)


def test_told_since_of_the_merged_one_is_discussed_on_their_own_record(
    client, now, boss, social_worker, beas_worker, young_person, bea, told_of_bea
) -> None:
    merge = one_of(boss, young_person, bea)
    told_of_bea()
    two_of(boss, merge)
    discussion = StrategyDiscussion.objects.open().get()
    assert discussion.young_person == bea
    assert "uncle" in page_of(client, discussion, beas_worker).text
    assert page_of(client, discussion, social_worker).status_code == 404
    duty = AccessGrant.objects.filter(source_key=f"strategy:{discussion.pk}", until__isnull=True)
    assert set(duty.values_list("young_person__reference", flat=True)) == {"YPB"}


def test_their_own_worker_is_told_of_it_at_once(
    now, boss, social_worker, beas_worker, young_person, bea, told_of_bea
) -> None:
    merge = one_of(boss, young_person, bea)
    told_of_bea()
    raise_alerts(at=now)
    two_of(boss, merge)
    raise_alerts(at=now + HOUR)
    told = Alert.objects.standing().filter(stage__kind="harm_told")
    theirs = {beas_worker.full_name, boss.full_name}  # their team has no manager
    assert set(told.values_list("user__full_name", flat=True)) == theirs


def test_told_since_of_the_kept_one_leaves_the_discussion_that_goes_back(
    client, now, boss, social_worker, beas_worker, young_person, bea, told_of_jude, told_of_bea
) -> None:
    told_of_bea()
    hers = open_of(bea)
    merge = one_of(boss, young_person, bea)
    told_of_jude()
    two_of(boss, merge)
    assert open_of(bea) == hers
    text = page_of(client, hers, beas_worker).text
    assert "uncle" in text
    assert "Tony" not in text
    assert "J1" not in text
    jude = open_of(young_person)
    text = page_of(client, jude, social_worker).text
    assert "Tony" in text
    assert "uncle" not in text
    assert "B1" not in text
    duty = AccessGrant.objects.filter(source_key=f"strategy:{jude.pk}", until__isnull=True)
    assert duty.get().young_person == young_person


def test_of_a_restricted_child_nothing_is_read_by_the_other_team(
    client, now, boss, beas_worker, young_person, bea, told_of_jude, told_of_bea
) -> None:
    told_of_bea()
    merge = one_of(boss, young_person, bea)
    told_of_jude()
    restrict_record(
        actor=boss, young_person=young_person, interviewer=UserFactory(roles=[Role.INTERVIEWER]), keeper=boss
    )
    two_of(boss, merge)
    assert page_of(client, open_of(young_person), beas_worker).status_code == 404
    assert "Tony" not in page_of(client, open_of(bea), boss).text
    assert "Tony" in page_of(client, open_of(young_person), boss).text


def test_what_both_told_is_two_discussions_and_who_had_it_has_their_own(
    now, boss, social_worker, young_person, bea, told_of_jude, told_of_bea
) -> None:
    merge = one_of(boss, young_person, bea)
    told_of_bea()
    told_of_jude()
    StrategyDiscussion.objects.update(assigned_to=social_worker)
    two_of(boss, merge)
    for person, words in ((young_person, "Tony hurt me"), (bea, "My uncle shouted")):
        ground = open_of(person).triggers.get(withdrawn_at__isnull=True)
        assert ground.harm.what_was_told == words
    assert open_of(young_person).assigned_to == social_worker
    assert open_of(bea).assigned_to is None, "who may not open her record does not hold it"


def test_one_that_somebody_asked_for_stays_and_the_harm_is_due_by_itself(
    now, boss, social_worker, young_person, bea, told_of_bea
) -> None:
    merge = one_of(boss, young_person, bea)
    asked = ask_for_discussion(actor=social_worker, young_person=young_person, reason="New phone")
    told_of_bea()
    two_of(boss, merge)
    assert open_of(young_person) == asked
    assert asked.triggers.count() == 1
    assert open_of(bea).triggers.get().harm.what_was_told == "My uncle shouted"


@pytest.mark.parametrize("how", ["held", "declined"])
def test_one_that_was_closed_for_both_is_due_again_for_who_goes_back(
    client, now, boss, social_worker, young_person, bea, told_of_jude, told_of_bea, how
) -> None:
    """It was closed on the record of somebody else: nobody can say that it was their harm that was talked about."""
    merge = one_of(boss, young_person, bea)
    told_of_jude()
    told_of_bea()
    discussion = StrategyDiscussion.objects.get()
    if how == "held":
        record_discussion_held(
            actor=social_worker,
            discussion=discussion,
            held_at=now,
            police_took_part=True,
            police_who="PC Hall",
            locate_officer_took_part=False,
            outcome="no_further_action",
            decided="A visit",
        )
    else:
        decline_discussion(actor=boss, discussion=discussion, reason="Known before")
    two_of(boss, merge)
    assert open_of(bea).triggers.get().harm.what_was_told == "My uncle shouted"
    discussion.refresh_from_db()
    assert (discussion.young_person, discussion.is_open) == (young_person, False)
    text = page_of(client, discussion, social_worker).text
    assert "Tony" in text
    assert "uncle" not in text


def test_one_closed_about_the_merged_one_alone_goes_with_them(now, boss, young_person, bea, told_of_bea) -> None:
    merge = one_of(boss, young_person, bea)
    told_of_bea()
    decline_discussion(actor=boss, discussion=StrategyDiscussion.objects.get(), reason="Known before")
    two_of(boss, merge)
    discussion = StrategyDiscussion.objects.get()
    assert (discussion.young_person, discussion.is_open) == (bea, False)
