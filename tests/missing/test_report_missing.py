"""Logging an episode: what is kept with it, and what is refused in words."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.access import ActionRefused
from accounts.models import User
from accounts.numbering import next_number
from accounts.rules import Role
from missing.actions import AlreadyOpen, change_police_facts, report_missing
from missing.codes import Category
from missing.models import Episode
from people.actions import change_details
from people.models import AccessGrant, CaseEvent, YoungPerson
from tests.factories import CarePeriodFactory, EpisodeFactory, PlacementFactory, UserFactory, YoungPersonFactory


def log(actor, young_person, started_at, **facts) -> Episode:
    return report_missing(
        actor=actor, young_person=young_person, category=Category.MISSING, started_at=started_at, **facts
    )


def test_an_episode_keeps_what_was_so_when_it_started(now, social_worker, young_person):
    CarePeriodFactory(young_person=young_person, legal_status="C2")
    old = PlacementFactory(
        young_person=young_person, started_on=date(2026, 1, 5), ended_on=date(2026, 11, 20), far=True
    )
    PlacementFactory(young_person=young_person, started_on=date(2026, 11, 21))
    episode = log(social_worker, young_person, now - timedelta(days=3))
    assert (episode.placement, episode.distance_miles, episode.is_out_of_area) == (old, Decimal("27.4"), True)
    assert (episode.team, episode.social_worker, episode.legal_status) == (young_person.team, social_worker, "C2")
    assert episode.reference == f"SR-{episode.pk:06d}"
    assert episode.missing_from == episode.started_at


@pytest.mark.parametrize(("brought", "given"), [([""], "-2"), (["", "-2"], "-3"), (["-2"], "")])
def test_a_reference_that_a_case_file_brought_already_is_left_to_it(
    now, social_worker, young_person, brought: list[str], given: str
) -> None:
    coming = next_number(Episode) + 1 + len(brought)
    for after in brought:
        EpisodeFactory(reference=f"sr-{coming:06d}{after}", started_at=now - timedelta(days=20), returned=True)
    episode = log(social_worker, young_person, now - timedelta(hours=2))
    assert (episode.pk, episode.reference) == (coming, f"SR-{coming:06d}{given}")


def test_an_episode_writes_what_happened_and_opens_the_record_to_duty(now, social_worker, young_person):
    episode = log(social_worker, young_person, now - timedelta(hours=2))
    event = CaseEvent.objects.get(kind=CaseEvent.Kind.WENT_MISSING)
    assert (event.young_person, event.source_key) == (young_person, f"episode:{episode.pk}")
    grant = AccessGrant.objects.get()
    assert (grant.role, grant.until) == (Role.DUTY, None)
    duty = UserFactory(roles=[Role.DUTY])
    assert YoungPerson.objects.visible_to(duty).get() == young_person


def test_a_second_open_episode_is_refused_and_shows_the_first(now, social_worker, young_person):
    first = log(social_worker, young_person, now - timedelta(hours=2))
    with pytest.raises(AlreadyOpen, match="has an open episode already") as refusal:
        log(social_worker, young_person, now - timedelta(hours=1))
    assert refusal.value.episode == first
    assert Episode.objects.count() == 1


@pytest.mark.parametrize(
    ("hours_ago", "words", "field"),
    [(-1, "has not come yet", "started_at"), (80, "overlaps with their episode", "started_at")],
)
def test_times_that_cannot_be_are_refused_beside_their_field(now, social_worker, young_person, hours_ago, words, field):
    EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=82), returned=True)
    with pytest.raises(ActionRefused, match=words) as refusal:
        log(social_worker, young_person, now - timedelta(hours=hours_ago))
    assert refusal.value.field == field


def test_nobody_is_missing_before_they_are_born(now, social_worker, team):
    baby = YoungPersonFactory(team=team, date_of_birth=date(2026, 11, 20))
    with pytest.raises(ActionRefused, match="before they were born"):
        log(social_worker, baby, now - timedelta(days=5))
    assert log(social_worker, baby, now - timedelta(days=3, hours=11)).pk


def test_who_may_not_log_is_told_so(now, analyst, young_person):
    with pytest.raises(PermissionDenied, match="does not let you log"):
        log(analyst, young_person, now - timedelta(hours=1))


def test_the_database_itself_refuses_overlaps_second_openings_and_ends_before_starts(now, young_person):
    first = EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=10))
    broken = [
        ("one_open_episode|do_not_overlap", {"started_at": now - timedelta(hours=1)}),
        ("returned_after_start", {"started_at": now - timedelta(days=9), "returned_at": now - timedelta(days=10)}),
        ("start_after_now", {"started_at": now + timedelta(hours=1), "recorded_at": now}),
    ]
    for constraint, facts in broken:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            EpisodeFactory(
                young_person=young_person,
                **{"recorded_at": now, "end_recorded_at": None, "alerts_from": now}
                | facts
                | ({"end_recorded_at": now} if "returned_at" in facts else {}),
            )
    assert Episode.objects.get() == first


@pytest.mark.django_db(transaction=True)
def test_of_two_who_log_at_once_one_wins_and_the_other_is_told(now, social_worker, young_person):
    barrier, outcomes = Barrier(2), []

    def try_to_log(user_id: int) -> None:
        try:
            actor = User.objects.get(pk=user_id)
            barrier.wait()
            log(actor, young_person, now - timedelta(hours=1))
            outcomes.append("logged")
        except AlreadyOpen:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=try_to_log, args=[social_worker.pk]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["logged", "told"]


def test_no_birthday_moves_past_an_episode(now, social_worker, young_person):
    log(social_worker, young_person, now - timedelta(days=3))
    with pytest.raises(IntegrityError, match="began before that day"), transaction.atomic():
        YoungPerson.objects.update(date_of_birth=now.date())
    with pytest.raises(ActionRefused, match="began before that day") as refusal:
        change_details(actor=social_worker, young_person=young_person, date_of_birth=now.date())
    assert refusal.value.field == "date_of_birth"


@pytest.mark.parametrize(("hours_ago", "words"), [(4, "before it started"), (-1, "not come yet")])
def test_the_police_are_told_after_it_started_and_by_now(now, social_worker, young_person, hours_ago, words):
    told_at = now - timedelta(hours=hours_ago)
    with pytest.raises(ActionRefused, match=words):
        log(social_worker, young_person, now - timedelta(hours=2), reported_to_police_at=told_at)


@pytest.mark.parametrize("vague", ["started_is_approximate", "police_told_is_approximate"])
def test_two_times_of_which_one_is_approximate_may_cross(now, social_worker, young_person, vague):
    times = {"started_at": now - timedelta(hours=2), "reported_to_police_at": now - timedelta(hours=3)}
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, **times, **{vague: True}
    )
    assert episode.reported_to_police_at == now - timedelta(hours=3)
    with pytest.raises(ActionRefused, match="not come yet"):
        change_police_facts(
            actor=social_worker, episode=episode, police_risk="high", reported_to_police_at=now + timedelta(hours=1)
        )


@pytest.mark.parametrize("vague", ["started_is_approximate", "police_told_is_approximate"])
def test_times_cross_no_further_than_about_reaches(now, social_worker, young_person, vague):
    told_at = now - timedelta(hours=3, minutes=1)
    with pytest.raises(ActionRefused, match=r"before it started\. Where .* by an hour") as refusal:
        log(social_worker, young_person, now - timedelta(hours=2), reported_to_police_at=told_at, **{vague: True})
    assert refusal.value.field == "reported_to_police_at"
    assert not Episode.objects.exists()


@pytest.mark.parametrize("vague", ["started", "told"])
def test_the_risk_is_changed_whatever_approximate_times_say(now, social_worker, episode, vague):
    Episode.objects.update(started_is_approximate=vague == "started")
    told_at, facts = now - timedelta(hours=21), {"actor": social_worker, "episode": episode, "police_risk": "high"}
    changed = change_police_facts(**facts, reported_to_police_at=told_at, police_told_is_approximate=vague == "told")
    assert (changed.police_risk, changed.reported_to_police_at) == ("high", told_at)
    Episode.objects.update(started_is_approximate=False)
    with pytest.raises(ActionRefused, match="before it started") as refusal:
        change_police_facts(**facts, reported_to_police_at=told_at - timedelta(minutes=1))
    assert refusal.value.field == "reported_to_police_at"


def test_the_risk_is_changed_beside_times_that_were_let_through_before(now, social_worker, episode):
    """Who only says that the risk is higher is not held up by when the police were told."""
    told_at = now - timedelta(hours=21)
    Episode.objects.update(reported_to_police_at=told_at)
    change_police_facts(actor=social_worker, episode=episode, police_risk="high", reported_to_police_at=told_at)
    assert Episode.objects.get().police_risk == "high"
