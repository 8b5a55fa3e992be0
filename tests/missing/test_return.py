"""Recording a return: which time starts the clock, and that the interview opens with it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import add_to_log, change_police_facts, record_found, record_return
from missing.codes import Category, EndedHow, LogKind, PoliceRisk, Route
from missing.models import Episode, ReturnInterview
from people.actions import restrict_record
from people.models import AccessGrant, CaseEvent
from tests.factories import EpisodeFactory, UserFactory


@pytest.fixture
def episode(now, young_person) -> Episode:
    return EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=20))


def test_the_clock_starts_at_the_return_not_at_the_finding(now, officer, episode):
    interview = record_return(
        actor=officer, episode=episode, found_at=now - timedelta(hours=5), returned_at=now - timedelta(hours=2)
    )
    episode.refresh_from_db()
    assert episode.ended_at == now - timedelta(hours=5)
    assert interview.clock_starts_at == now - timedelta(hours=2)
    assert interview.due_at == now + timedelta(hours=70)


def test_found_and_not_yet_back_starts_no_clock(now, officer, episode):
    record_found(actor=officer, episode=episode, found_at=now - timedelta(hours=1))
    assert list(Episode.objects.not_yet_back()) == [episode]
    assert not Episode.objects.missing_now().exists()
    assert not ReturnInterview.objects.exists()
    interview = record_return(actor=officer, episode=episode, returned_at=now)
    assert interview.clock_starts_at == now
    episode.refresh_from_db()
    assert episode.found_at == now - timedelta(hours=1)


def test_who_will_not_come_back_is_asked_within_72_hours_of_being_found(now, officer, episode):
    found_at = now - timedelta(hours=3)
    interview = record_return(actor=officer, episode=episode, ended_how=EndedHow.CUSTODY, found_at=found_at)
    assert interview.clock_starts_at == found_at


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({}, "Write when they came back", "returned_at"),
        ({"ended_how": EndedHow.HOSPITAL}, "Write when they were found", "found_at"),
        ({"returned_at": -21}, "cannot come back before they went missing", "returned_at"),
        ({"returned_at": -2, "found_at": -21}, "cannot be found before", "found_at"),
        ({"returned_at": -4, "found_at": -2}, "cannot come back before they were found", "returned_at"),
        ({"returned_at": 1}, "has not come yet", "returned_at"),
    ],
)
def test_a_return_that_cannot_be_is_refused_in_words(now, officer, episode, facts, words, field):
    times = {k: now + timedelta(hours=v) if isinstance(v, int) else v for k, v in facts.items()}
    with pytest.raises(ActionRefused, match=words) as refusal:
        record_return(actor=officer, episode=episode, **times)
    assert refusal.value.field == field
    assert Episode.objects.missing_now().get() == episode


def test_a_return_is_recorded_once(now, officer, episode):
    record_return(actor=officer, episode=episode, returned_at=now)
    with pytest.raises(ActionRefused, match="on record already"):
        record_return(actor=officer, episode=episode, returned_at=now)
    with pytest.raises(ActionRefused, match="found already"):
        record_found(actor=officer, episode=episode, found_at=now)


def test_away_opens_an_interview_and_a_missed_curfew_does_not(now, officer, young_person):
    for category, opens in ((Category.AWAY, True), (Category.CURFEW, False)):
        late = EpisodeFactory(young_person=young_person, category=category, started_at=now - timedelta(hours=2))
        with pytest.raises(ActionRefused, match="known all along"):
            record_found(actor=officer, episode=late, found_at=now)
        interview = record_return(actor=officer, episode=late, returned_at=now - timedelta(hours=1), note="Well")
        assert (interview is not None) is opens
        late.refresh_from_db()
        assert late.ended_at == now - timedelta(hours=1)
        ReturnInterview.objects.all().delete()
        Episode.objects.all().delete()


@pytest.mark.parametrize("is_out_of_area", [True, None])
@pytest.mark.parametrize(("miles", "route"), [("20.0", Route.RETURNS_OFFICER), ("19.9", Route.INDEPENDENT)])
def test_20_miles_out_of_the_city_is_the_returns_officers(now, officer, young_person, miles, route, is_out_of_area):
    far = EpisodeFactory(
        young_person=young_person,
        started_at=now - timedelta(hours=2),
        is_out_of_area=is_out_of_area,
        distance_miles=Decimal(miles),
    )
    assert record_return(actor=officer, episode=far, returned_at=now).route == route


def test_duty_may_look_until_72_hours_after_the_return(now, officer, episode):
    record_return(actor=officer, episode=episode, returned_at=now)
    assert AccessGrant.objects.get(reason=AccessGrant.Reason.DUTY).until == now + timedelta(hours=72)
    assert CaseEvent.objects.get(kind=CaseEvent.Kind.RETURNED).at == now


def test_interview_and_episode_cannot_disagree_about_the_clock(now, officer, episode):
    interview = record_return(actor=officer, episode=episode, returned_at=now - timedelta(hours=1))
    with pytest.raises(IntegrityError, match="does not start when the episode says"), transaction.atomic():
        Episode.objects.filter(pk=episode.pk).update(returned_at=now - timedelta(hours=2))
        connection.check_constraints()
    with pytest.raises(IntegrityError, match="does not start when the episode says"), transaction.atomic():
        rows = ReturnInterview.objects.filter(pk=interview.pk)
        rows.update(clock_starts_at=now, due_at=now + timedelta(hours=72))
        connection.check_constraints()


def test_a_changed_risk_is_a_line_of_the_log(now, officer, episode):
    change_police_facts(actor=officer, episode=episode, police_risk=PoliceRisk.HIGH, note="Seen with two older males.")
    line = episode.log.get()
    assert line.kind == LogKind.RISK_CHANGED
    assert line.text == "Police risk: Not recorded to High. Seen with two older males."
    change_police_facts(actor=officer, episode=episode, police_risk=PoliceRisk.HIGH, police_reference="WM-1")
    assert episode.log.count() == 1


def test_a_log_line_needs_words_and_a_time_that_has_come(now, officer, episode):
    with pytest.raises(ActionRefused, match="Write what happened"):
        add_to_log(actor=officer, episode=episode, kind=LogKind.NOTE, text="  ")
    with pytest.raises(ActionRefused, match="not come yet"):
        add_to_log(actor=officer, episode=episode, kind=LogKind.NOTE, text="x", happened_at=now + timedelta(hours=1))


def test_the_interview_of_a_restricted_record_goes_to_who_is_named_for_it(now, officer, other_worker, episode) -> None:
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    restrict_record(
        actor=service_manager, young_person=episode.young_person, interviewer=other_worker, keeper=service_manager
    )
    interview = record_return(actor=service_manager, episode=episode, returned_at=now)
    assert interview.assigned_to == other_worker
    assert list(ReturnInterview.objects.visible_to(other_worker)) == [interview]


def test_a_named_interviewer_who_may_not_hold_it_is_passed_over(now, other_worker, episode) -> None:
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    episode.distance_miles, episode.is_out_of_area = Decimal("41"), True
    episode.save()
    restrict_record(
        actor=service_manager, young_person=episode.young_person, interviewer=other_worker, keeper=service_manager
    )
    assert record_return(actor=service_manager, episode=episode, returned_at=now).assigned_to is None
