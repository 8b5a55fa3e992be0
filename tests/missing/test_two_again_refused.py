"""What was written while two records were one and only a person can undo: the unmerging says what, and waits for it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import (
    close_without_interview,
    complete_interview,
    merge_episodes,
    record_contact,
    record_death,
    record_return,
    reopen_interview,
    report_missing,
    take_death_back,
    unmerge_episodes,
)
from missing.codes import Category, Outcome
from missing.models import Episode, ReturnInterview
from people.actions import add_court_order, add_person_around, change_court_order
from people.models import RecordMerge
from tests.declines import DECLINE
from tests.missing.two_records import HOUR, anew, back, bea, beas_team, beas_worker, boss, one_of, two_of

__all__ = ["bea", "beas_team", "beas_worker", "boss"]


def refused(boss, merge: RecordMerge, words: str) -> None:
    with pytest.raises(ActionRefused, match=words):
        two_of(boss, merge)
    assert not RecordMerge.objects.get(pk=merge.pk).is_undone


def test_a_death_recorded_since_is_taken_back_first(now, boss, social_worker, young_person, bea) -> None:
    interview = back(bea, now, 90, "B0")
    episode = report_missing(
        actor=social_worker, young_person=bea, category=Category.MISSING, started_at=now - 40 * HOUR
    )
    merge = one_of(boss, young_person, bea)
    record_death(actor=boss, young_person=young_person, died_on=now.date(), found_at=now - HOUR)
    refused(boss, merge, r"The death of Jude Farrow was recorded since.*Take it back first")
    young_person.refresh_from_db()
    take_death_back(actor=boss, young_person=young_person, why="It is to be on one of the two")
    two_of(boss, merge)
    episode = Episode.objects.get(pk=episode.pk)
    assert (episode.young_person, episode.is_open, anew(interview).outcome) == (bea, True, "")


def test_a_death_taken_back_since_is_recorded_again_first(now, boss, young_person, bea) -> None:
    for person in (young_person, bea):
        record_death(actor=boss, young_person=person, died_on=now.date())
    merge = one_of(boss, young_person, bea)
    take_death_back(actor=boss, young_person=young_person, why="She lives")
    refused(boss, merge, r"YPB is on record as having died on 23 November 2026.*and .* is not.*Record the same day")
    record_death(actor=boss, young_person=young_person, died_on=now.date())
    two_of(boss, merge)
    assert RecordMerge.objects.get(pk=merge.pk).is_undone


def test_one_conversation_for_interviews_of_both(now, boss, officer, young_person, bea) -> None:
    hers, ours = back(bea, now, 50, "B1"), back(young_person, now, 30, "J1")
    merge = one_of(boss, young_person, bea)
    complete_interview(
        actor=officer,
        interview=anew(ours),
        outcome_at=now - HOUR,
        method="video",
        independence="independent",
        account="Talked",
        covers=[anew(hers)],
    )
    refused(boss, merge, r"The conversation after J1 settled the interview after B1 too.*Reopen that one first")
    reopen_interview(actor=boss, interview=anew(hers), why="It was with the other child")
    two_of(boss, merge)
    assert anew(hers).outcome == ""
    assert anew(ours).outcome == Outcome.COMPLETED


def test_one_contact_for_interviews_of_both(now, boss, officer, social_worker, young_person, bea) -> None:
    both = [back(bea, now, 50, "B1"), back(young_person, now, 30, "J1")]
    for interview in both:
        close_without_interview(
            actor=officer, interview=interview, outcome=Outcome.DECLINED, outcome_at=now - HOUR, reason="No", **DECLINE
        )
    merge = one_of(boss, young_person, bea)
    record_contact(actor=social_worker, interviews=[anew(one) for one in both], contact_on=now.date(), method="visit")
    refused(boss, merge, r"The contact of 23 November 2026 settled the declined interviews after B1 and J1")
    reopen_interview(actor=boss, interview=anew(both[0]), why="The visit was to the other child")
    two_of(boss, merge)
    assert not ReturnInterview.objects.exclude(contact=None).exclude(episode__young_person=young_person).exists()


@pytest.fixture
def made_one(now, boss, social_worker, young_person, bea):
    """While the records are one, Jude's absence that ended and Bea's that has not are made one."""
    ours = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 20 * HOUR
    )
    record_return(actor=social_worker, episode=ours, returned_at=now - 15 * HOUR)
    hers = report_missing(actor=social_worker, young_person=bea, category=Category.MISSING, started_at=now - 10 * HOUR)
    merge = one_of(boss, young_person, bea)
    ours, hers = (Episode.objects.get(pk=one.pk) for one in (ours, hers))
    return merge, merge_episodes(actor=boss, kept=ours, merged=hers, reason="One", start="kept", end="merged"), hers


def test_episodes_of_both_made_one_since(boss, bea, made_one) -> None:
    merge, of_episodes, hers = made_one
    refused(boss, merge, rf"{hers.reference} was merged into .* since.*Make two of them again first")
    unmerge_episodes(actor=boss, merge=of_episodes, reason="Two")
    two_of(boss, merge)
    assert Episode.objects.missing_now().get().young_person == bea


@pytest.fixture
def order_about_tony(now, boss, young_person, bea):
    """An order of Bea's, changed while one to be about somebody who was added since."""
    order = add_court_order(
        actor=boss,
        young_person=bea,
        kind="non_molestation",
        forbids="To come near",
        about_name="Tony",
        started_on=date(2026, 1, 1),
    )
    merge = one_of(boss, young_person, bea)
    tony = add_person_around(actor=boss, young_person=young_person, name="Tony", relation="concern", may_be_told="yes")
    order.refresh_from_db()
    change_court_order(actor=boss, order=order, about=tony, about_name="")
    return merge, order


def test_an_order_about_somebody_of_the_other_record(client, boss, young_person, order_about_tony) -> None:
    merge, order = order_about_tony
    client.force_login(boss)
    text = client.get(merge.get_absolute_url()).text
    assert f'href="{reverse("people:court_order", args=[young_person.reference, order.pk])}"' in text
    refused(boss, merge, r"Non-molestation order.* is about Tony.*on the other record.*Change whom it is about first")
    order.refresh_from_db()
    change_court_order(actor=boss, order=order, about=None, about_name="Tony")
    two_of(boss, merge)


def test_the_page_says_all_of_it_at_once_and_leads_there(
    client, now, boss, young_person, made_one, django_assert_max_num_queries
) -> None:
    """Beside what is typed, which stays."""
    merge, _, hers = made_one
    record_death(actor=boss, young_person=young_person, died_on=now.date(), found_at=now - HOUR)
    url = merge.get_absolute_url()
    client.force_login(boss)
    client.get(reverse("home"))
    with django_assert_max_num_queries(12):
        text = client.get(url).text
    for words in ("Make two of them again first", "Take it back first"):
        assert words in text
    for way in (reverse("missing:unmerge", args=[hers.reference]), young_person.get_absolute_url()):
        assert f'href="{way}"' in text
    refusal = client.post(url, {"reason": "Two cousins"})
    assert refusal.status_code == 200
    assert "Two cousins" in refusal.text
    assert not RecordMerge.objects.get(pk=merge.pk).is_undone
