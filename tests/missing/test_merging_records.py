"""Two records of one young person: the same absence logged on both is settled first, and figures count it once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import MovedWork, User
from accounts.rules import Role
from missing.actions import record_return, report_missing, take_interview
from missing.actions.strategy_grounds import add_grounds
from missing.codes import Category, StrategyGround
from missing.merging import overlapping_episodes
from missing.models import (
    Episode,
    LogEntry,
    PersonMention,
    PersonMentioned,
    PlaceMention,
    PlaceMentioned,
    ReturnInterview,
    StrategyDiscussion,
)
from missing.rules.strategy import Ground
from people.actions import merge_records, restrict_record, unmerge_records
from people.actions.restriction import ASK_WHO_KEEPS_THE_LOG
from people.merging import KEPT, MERGED
from people.models import CaseEvent, YoungPerson
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
WHY = "The same birthday and school"


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


@pytest.fixture
def twice(team) -> YoungPerson:
    return YoungPersonFactory(first_name="Jude", last_name="Farow", team=team, reference="YP777")


@pytest.fixture
def both_out(now, social_worker, young_person, twice) -> tuple[Episode, Episode]:
    """The worker logged Jude 20 hours ago; duty, who could not find the record, logged Jude again."""
    first, second = (
        report_missing(
            actor=social_worker, young_person=person, category=Category.MISSING, started_at=now - hours * HOUR
        )
        for person, hours in ((young_person, 20), (twice, 18))
    )
    return first, second


@pytest.mark.parametrize(("choice", "stands"), [(KEPT, 0), (MERGED, 1)])
def test_the_same_absence_stands_once_and_twice_again(now, manager, young_person, twice, both_out, choice, stands):
    before = list(Episode.objects.order_by("pk").values())
    events = set(CaseEvent.objects.values_list("young_person", "kind", "at"))
    (clash,) = overlapping_episodes(young_person, twice)
    with pytest.raises(ActionRefused, match="Episode: choose which one stands"):
        merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
    assert Episode.objects.missing_now().count() == 2
    merge = merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY, choices={clash.key: choice})
    assert Episode.objects.missing_now().get() == both_out[stands]
    voided = Episode.objects.get(voided_at__isnull=False)
    assert voided.voided_why.startswith(f"The same absence as {both_out[stands]}, logged on the other record")
    assert set(Episode.objects.values_list("young_person", flat=True)) == {young_person.pk}
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    assert list(Episode.objects.order_by("pk").values()) == before
    assert set(CaseEvent.objects.values_list("young_person", "kind", "at")) == events
    assert LogEntry.objects.count() == 2, "that it was voided and put back stays in its log"


def test_interviews_follow_and_count_as_one_young_person(now, social_worker, manager, young_person, twice) -> None:
    for person, hours in ((young_person, 30), (twice, 10)):
        episode = report_missing(
            actor=social_worker, young_person=person, category=Category.MISSING, started_at=now - hours * HOUR
        )
        record_return(actor=social_worker, episode=episode, returned_at=now - (hours - 5) * HOUR)
    merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
    assert ReturnInterview.objects.to_do().filter(episode__young_person=young_person).count() == 2
    assert Episode.objects.counted_as_missing().values("young_person").distinct().count() == 1


def test_one_that_begins_as_the_other_ends_is_no_clash(now, young_person, twice) -> None:
    first = EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, returned=True)
    EpisodeFactory(young_person=twice, started_at=first.ended_at, returned=True)
    EpisodeFactory(young_person=twice, started_at=now - 18 * HOUR, returned_at=now - 18 * HOUR)
    assert not list(overlapping_episodes(young_person, twice))
    EpisodeFactory(young_person=twice, started_at=now - 17 * HOUR, returned_at=now - 16 * HOUR)
    assert len(list(overlapping_episodes(young_person, twice))) == 1


def test_two_open_discussions_are_settled_first(now, manager, young_person, twice) -> None:
    for person in (young_person, twice):
        add_grounds(person.pk, [Ground(StrategyGround.ASKED, f"asked:{person.pk}", "Asked for")], now)
    with pytest.raises(ActionRefused, match=r"Both have an open strategy discussion \(SD-\d+ and SD-\d+\)"):
        merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)


@pytest.fixture
def three(now, social_worker, young_person, twice) -> list[Episode]:
    """Missing twice on one record and once on the other, within thirty days, each of them back."""
    return [
        logged(social_worker, person, now - days * 24 * HOUR, now)
        for person, days in ((young_person, 20), (young_person, 12), (twice, 4))
    ]


def logged(actor, person, started_at, now) -> Episode:
    episode = report_missing(
        actor=actor, young_person=person, category=Category.MISSING, started_at=started_at, at=started_at
    )
    record_return(actor=actor, episode=episode, returned_at=started_at + 5 * HOUR, at=started_at + 6 * HOUR)
    return episode


def test_episodes_of_both_are_counted_together_and_apart_again(now, manager, young_person, twice, three) -> None:
    assert not StrategyDiscussion.objects.exists()
    merge = merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
    discussion = StrategyDiscussion.objects.open().get()
    assert discussion.young_person == young_person
    assert "Missing 3 times in 30 days" in discussion.triggers.get().grounds
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    discussion.refresh_from_db()
    assert not discussion.is_open
    assert discussion.withdraw_reason.endswith("are two again.")
    assert not StrategyDiscussion.objects.open().exists()


def test_what_is_so_of_the_other_alone_goes_on_as_theirs(now, social_worker, manager, young_person, twice) -> None:
    merge = merge_records(actor=manager, kept=twice, merged=young_person, reason=WHY)
    episode = report_missing(
        actor=social_worker,
        young_person=twice,
        category=Category.MISSING,
        started_at=now - HOUR,
        police_risk="high",
    )
    assert StrategyDiscussion.objects.open().get().young_person == twice
    merge.moved = {"missing.episode.young_person": [episode.pk]}  # as if it had been on that record before
    merge.save()
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    assert StrategyDiscussion.objects.open().get().young_person == young_person


def test_places_and_people_named_on_both_are_named_once_and_apart_again(
    now, manager, young_person, twice, three
) -> None:
    """What an interview told is named on the record that the interview is on."""
    said = []
    for episode, where, name in ((three[0], "The park", "Fitz"), (three[2], "the Park", "fitz")):
        about = {"young_person": episode.young_person, "recorded_at": now}
        place = PlaceMentioned.objects.create(where=where, **about)
        person = PersonMentioned.objects.create(name=name, **about)
        interview = ReturnInterview.objects.get(episode=episode)
        PlaceMention.objects.create(interview=interview, place=place)
        PersonMention.objects.create(interview=interview, person=person)
        said.append((place, person))
    merge = merge_records(actor=manager, kept=young_person, merged=twice, reason=WHY)
    assert set(PlaceMention.objects.values_list("place", flat=True)) == {said[0][0].pk}
    assert set(PersonMention.objects.values_list("person", flat=True)) == {said[0][1].pk}
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    assert list(PlaceMention.objects.order_by("pk").values_list("place", flat=True)) == [p.pk for p, _ in said]
    assert list(PersonMention.objects.order_by("pk").values_list("person", flat=True)) == [p.pk for _, p in said]


def test_work_follows_where_the_merge_closes_the_record_to_who_holds_it(
    now, young_person, twice, three, officer
) -> None:
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    ina = UserFactory(roles=[Role.INTERVIEWER])
    interview = take_interview(actor=officer, interview=ReturnInterview.objects.get(episode=three[0]))
    restrict_record(actor=service_manager, young_person=twice, interviewer=ina)
    merge_records(actor=service_manager, kept=young_person, merged=twice, reason=WHY)
    interview.refresh_from_db()
    assert interview.assigned_to == ina


@pytest.fixture
def boss(team) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")


@pytest.fixture
def out(now, young_person, social_worker) -> Episode:
    """Jude is missing now; his worker logged it."""
    return EpisodeFactory(young_person=young_person, started_at=now - 6 * HOUR, logged_by=social_worker)


def test_a_merge_that_closes_the_record_of_who_is_missing_asks_who_keeps_the_log(
    client, boss, manager, social_worker, young_person, twice, out, django_assert_max_num_queries
) -> None:
    """As when it is restricted by itself: said first, refused until somebody is chosen, and all are told."""
    restrict_record(actor=boss, young_person=twice, interviewer=UserFactory(roles=[Role.INTERVIEWER]))
    client.force_login(boss)
    address = reverse("people:merge_with", args=[young_person.reference, twice.reference])
    client.get(reverse("home"))  # the session is prolonged now and then, not on each page
    with django_assert_max_num_queries(14):  # two more than a page takes: who is missing, and who may keep the log
        page = client.get(address).text
    assert f"They are missing now: {out}" in page
    assert f"loses sight of the episode: {social_worker}, who logged it, and duty" in page
    refused = client.post(address, {"reason_given": WHY})
    assert refused.context["form"].errors["keeper"] == [ASK_WHO_KEEPS_THE_LOG]
    for keeper, words in (
        (None, "Say who keeps the log"),
        (UserFactory(roles=[Role.AUDITOR]), "does not log episodes"),
    ):
        with pytest.raises(ActionRefused, match=words):
            merge_records(actor=boss, kept=young_person, merged=twice, reason=WHY, keeper=keeper)
    said = client.post(address, {"reason_given": WHY, "keeper": manager.pk}, follow=True).text
    assert f"{manager} keeps the log of {out}." in said
    assert set(MovedWork.objects.values_list("told", "has_come")) == {(manager.pk, True), (social_worker.pk, False)}
    assert Episode.objects.visible_to(manager).get() == out


@pytest.mark.parametrize("which", ["kept", "merged"])
def test_two_again_who_was_named_to_keep_the_log_sees_no_stranger(boss, manager, young_person, twice, out, which):
    restrict_record(actor=boss, young_person=twice, interviewer=UserFactory(roles=[Role.INTERVIEWER]))
    kept, merged = (young_person, twice) if which == "kept" else (twice, young_person)
    merge = merge_records(actor=boss, kept=kept, merged=merged, reason=WHY, keeper=manager)
    unmerge_records(actor=boss, merge=merge, reason="Two brothers")
    assert set(YoungPerson.objects.visible_to(User.objects.get(pk=manager.pk))) == {young_person}
    assert YoungPerson.objects.get(pk=twice.pk).is_restricted


def test_of_two_restricted_records_who_is_named_on_one_alone_hands_the_log_over(
    boss, manager, social_worker, young_person, twice, out
) -> None:
    ina = UserFactory(roles=[Role.INTERVIEWER])
    restrict_record(actor=boss, young_person=young_person, interviewer=ina, keeper=social_worker)
    restrict_record(actor=boss, young_person=twice, interviewer=ina)
    MovedWork.objects.all().delete()
    merge_records(actor=boss, kept=young_person, merged=twice, reason=WHY, keeper=manager)
    assert set(MovedWork.objects.values_list("told", "has_come")) == {(manager.pk, True), (social_worker.pk, False)}


def test_where_the_missing_one_is_restricted_already_nobody_is_asked(
    boss, manager, social_worker, young_person, twice, out
) -> None:
    restrict_record(
        actor=boss, young_person=young_person, interviewer=UserFactory(roles=[Role.INTERVIEWER]), keeper=social_worker
    )
    merge_records(actor=boss, kept=twice, merged=young_person, reason=WHY)
    assert Episode.objects.visible_to(User.objects.get(pk=social_worker.pk)).get() == out
