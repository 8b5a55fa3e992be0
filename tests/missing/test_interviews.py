"""Offers, attempts, and how an interview ends."""

from datetime import date, timedelta

import pytest

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    close_without_interview,
    complete_interview,
    hand_over_interview,
    put_back_interview,
    record_attempt,
    record_contact,
    record_offer,
    take_interview,
)
from missing.codes import AttemptResult, Independence, Method, OfferMethod, OfferResponse, Outcome, Route
from missing.models import ReturnInterview
from people.models import AccessGrant, CaseEvent, YoungPerson
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory


@pytest.fixture
def interview(now, young_person) -> ReturnInterview:
    """They came back 24 hours ago."""
    episode = EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=30), returned=True)
    return ReturnInterviewFactory(episode=episode)


@pytest.fixture
def far_interview(interview) -> ReturnInterview:
    interview.route = Route.RETURNS_OFFICER
    interview.save()
    return interview


def done(now, **facts):
    known = {
        "outcome_at": now,
        "method": Method.FACE_TO_FACE,
        "independence": Independence.INDEPENDENT,
        "account": "Went to see a friend.",
    }
    return known | facts


def attempt_and_fail(officer, interview, times):
    for _ in range(times):
        record_attempt(actor=officer, interview=interview, method=Method.PHONE, result=AttemptResult.NO_ANSWER)


def test_the_first_offer_counts_as_the_offer(now, officer, interview):
    for hours in (3, 5, 1):
        record_offer(
            actor=officer,
            interview=interview,
            method=OfferMethod.PHONE,
            response=OfferResponse.THINKING,
            offered_at=now - timedelta(hours=hours),
        )
    interview.refresh_from_db()
    assert interview.offered_at == now - timedelta(hours=5)
    assert interview.offers.count() == 3


@pytest.mark.parametrize(("hours", "words"), [(-25, "before they came back"), (1, "not come yet")])
def test_offers_and_attempts_lie_between_the_return_and_now(now, officer, interview, hours, words):
    when = now + timedelta(hours=hours)
    with pytest.raises(ActionRefused, match=words):
        record_offer(actor=officer, interview=interview, method="phone", response="accepted", offered_at=when)
    with pytest.raises(ActionRefused, match=words):
        record_attempt(actor=officer, interview=interview, method="phone", result="no_answer", attempted_at=when)


def test_a_completed_interview_is_whole_and_says_who(now, officer, interview):
    complete_interview(actor=officer, interview=interview, **done(now, seen_alone=True))
    interview.refresh_from_db()
    assert (interview.outcome, interview.interviewer, interview.seen_alone) == (Outcome.COMPLETED, officer, True)
    assert CaseEvent.objects.get(kind=CaseEvent.Kind.INTERVIEW_CLOSED).at == now
    with pytest.raises(ActionRefused, match="closed: completed"):
        complete_interview(actor=officer, interview=interview, **done(now))


def test_somebody_without_an_account_may_have_done_it(now, officer, interview):
    complete_interview(actor=officer, interview=interview, **done(now, interviewer_name="Jo Bell, Open Door"))
    interview.refresh_from_db()
    assert (interview.interviewer, interview.interviewer_shown) == (None, "Jo Bell, Open Door")


def test_who_declined_may_talk_later_and_the_refusal_stays_on_record(now, officer, interview):
    close_without_interview(
        actor=officer,
        interview=interview,
        outcome=Outcome.DECLINED,
        outcome_at=now,
        reason="Does not want to talk.",
        **DECLINE,
    )
    interview.refresh_from_db()
    assert interview.contact_due_on == date(2026, 11, 30)
    complete_interview(actor=officer, interview=interview, **done(now))
    interview.refresh_from_db()
    assert (interview.outcome, interview.contact_due_on) == (Outcome.COMPLETED, None)
    assert interview.reason == "No reason given. Does not want to talk."


@pytest.mark.parametrize(
    ("outcome", "due"),
    [
        (Outcome.DECLINED, True),
        (Outcome.DECLINED_PARENT, True),
        (Outcome.ACCEPTED_NOT_DONE, False),
        (Outcome.NOT_OFFERED_OTHER, False),
    ],
)
def test_a_contact_falls_due_after_a_decline_alone(now, officer, interview, outcome, due):
    response = "accepted" if outcome == Outcome.ACCEPTED_NOT_DONE else "no_response"
    record_offer(actor=officer, interview=interview, method="phone", response=response)
    closed = close_without_interview(
        actor=officer, interview=interview, outcome=outcome, outcome_at=now, reason="Why", **DECLINE
    )
    assert (closed.contact_due_on is not None) is due


def test_a_contact_is_due_in_five_working_days_with_bank_holidays_known(now, officer, interview):
    declined_at = now.replace(month=12, day=23)
    closed = close_without_interview(
        actor=officer,
        interview=interview,
        outcome=Outcome.DECLINED,
        outcome_at=declined_at,
        reason="No",
        at=declined_at,
        **DECLINE,
    )
    # 24, 29, 30, 31 December, 4 January: Christmas, Boxing Day's substitute and New Year left out.
    assert closed.contact_due_on == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"outcome": Outcome.NOT_OFFERED_OTHER, "reason": " "}, "Write the reason"),
        ({"outcome": Outcome.COMPLETED}, "Choose how it ended"),
        ({"hours": -25}, "before they came back"),
        ({"hours": 1}, "not come yet"),
    ],
)
def test_what_cannot_close_an_interview_is_said(now, officer, interview, facts, words):
    outcome_at = now + timedelta(hours=facts.pop("hours", 0))
    known = {"outcome": Outcome.DECLINED, "reason": "No", "outcome_at": outcome_at} | DECLINE | facts
    with pytest.raises(ActionRefused, match=words):
        close_without_interview(actor=officer, interview=interview, **known)


def test_nothing_is_written_down_before_they_are_back_or_after_it_is_closed(now, officer, young_person):
    episode = EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=3))
    waiting = ReturnInterviewFactory(episode=episode, clock_starts_at=None, due_at=None)
    with pytest.raises(ActionRefused, match="is not back yet"):
        record_offer(actor=officer, interview=waiting, method="phone", response="accepted")
    with pytest.raises(ActionRefused, match="is not back yet"):
        complete_interview(actor=officer, interview=waiting, **done(now))
    ReturnInterview.objects.all().delete()
    type(episode).objects.all().delete()
    past = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True)
    closed = ReturnInterviewFactory(episode=past, outcome=Outcome.DECLINED)
    with pytest.raises(ActionRefused, match="closed: declined"):
        record_attempt(actor=officer, interview=closed, method="phone", result="no_answer")


def test_their_own_worker_and_their_carer_never_interview(now, social_worker, officer, interview):
    with pytest.raises(ActionRefused, match="their own social worker"):
        take_interview(actor=social_worker, interview=interview)
    with pytest.raises(ActionRefused, match="own social worker cannot"):
        complete_interview(actor=social_worker, interview=interview, **done(now))
    with pytest.raises(ActionRefused, match="own social worker cannot"):
        complete_interview(actor=officer, interview=interview, **done(now, independence=Independence.CASE_HOLDER))
    with pytest.raises(ActionRefused, match="carer cannot"):
        complete_interview(actor=officer, interview=interview, **done(now, independence=Independence.CARER))


def test_out_of_the_city_a_social_worker_comes_only_after_failed_attempts(
    now, team, social_worker, officer, far_interview
):
    colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    attempt_and_fail(officer, far_interview, 1)
    for worker in (colleague, social_worker):
        with pytest.raises(ActionRefused, match="after 2 failed attempts; there is 1 so far"):
            take_interview(actor=worker, interview=far_interview)
    attempt_and_fail(officer, far_interview, 1)
    assert take_interview(actor=social_worker, interview=far_interview).assigned_to == social_worker
    with pytest.raises(ActionRefused, match="is not independent"):
        complete_interview(actor=social_worker, interview=far_interview, **done(now))
    complete_interview(actor=social_worker, interview=far_interview, **done(now, independence=Independence.CASE_HOLDER))


def test_an_interview_is_taken_once_put_back_and_handed_over(now, officer, interview, other_worker):
    second = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Ola Reyes")
    take_interview(actor=officer, interview=interview)
    with pytest.raises(ActionRefused, match="Priya Nair has taken it already"):
        take_interview(actor=second, interview=interview)
    put_back_interview(actor=officer, interview=interview)
    interview.refresh_from_db()
    assert interview.assigned_to is None
    hand_over_interview(actor=officer, interview=interview, to=second)
    with pytest.raises(ActionRefused, match="Ola Reyes has it, so you cannot hand it over"):
        hand_over_interview(actor=other_worker, interview=interview, to=other_worker)
    with pytest.raises(ActionRefused, match="so you cannot put it back"):
        put_back_interview(actor=other_worker, interview=interview)
    analyst = UserFactory(roles=[Role.ANALYST], full_name="Ada Low")
    with pytest.raises(ActionRefused, match="Ada Low does not do interviews"):
        hand_over_interview(actor=second, interview=interview, to=analyst)


def test_an_interviewer_sees_what_was_given_to_them_until_14_days_after(now, officer, interview):
    visitor = UserFactory(roles=[Role.INTERVIEWER])
    assert not YoungPerson.objects.visible_to(visitor).exists()
    hand_over_interview(actor=officer, interview=interview, to=visitor)
    assert YoungPerson.objects.visible_to(visitor).exists()
    complete_interview(actor=visitor, interview=interview, **done(now))
    assert AccessGrant.objects.get().until == now + timedelta(days=14)


def test_taking_back_an_interview_ends_what_the_interviewer_sees(now, officer, interview):
    visitor = UserFactory(roles=[Role.INTERVIEWER])
    hand_over_interview(actor=officer, interview=interview, to=visitor)
    put_back_interview(actor=officer, interview=interview)
    assert not YoungPerson.objects.visible_to(visitor).exists()


def test_a_restricted_record_is_interviewed_by_somebody_named_on_it(now, officer, interview):
    young_person = interview.episode.young_person
    young_person.is_restricted = True
    young_person.save()
    with pytest.raises(ActionRefused, match="Only somebody named on it"):
        take_interview(actor=officer, interview=interview)
    AccessGrant.objects.create(
        young_person=young_person, user=officer, reason=AccessGrant.Reason.NAMED, source_key="restricted", starts_at=now
    )
    assert take_interview(actor=officer, interview=interview).assigned_to == officer


def test_one_contact_settles_every_declined_interview_of_theirs(now, officer, social_worker, young_person):
    interviews = []
    for days in (9, 7):
        episode = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=days), returned=True)
        interviews.append(
            ReturnInterviewFactory(episode=episode, outcome=Outcome.DECLINED, contact_due_on=date(2026, 11, 27))
        )
    assert ReturnInterview.objects.contact_due().count() == 2
    record_contact(actor=social_worker, interviews=interviews, contact_on=date(2026, 11, 22), method="visit")
    assert not ReturnInterview.objects.contact_due().exists()


@pytest.mark.parametrize(
    ("contact_on", "words"),
    [(date(2026, 11, 1), "before the interview was declined"), (date(2026, 11, 24), "not come yet")],
)
def test_a_contact_lies_between_the_decline_and_today(now, social_worker, young_person, contact_on, words):
    episode = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True)
    interview = ReturnInterviewFactory(episode=episode, outcome=Outcome.DECLINED)
    with pytest.raises(ActionRefused, match=words):
        record_contact(actor=social_worker, interviews=[interview], contact_on=contact_on, method="visit")


def test_a_contact_follows_a_decline_and_is_with_one_young_person(now, social_worker, interview):
    with pytest.raises(ActionRefused, match="this one was not"):
        record_contact(actor=social_worker, interviews=[interview], contact_on=now.date(), method="visit")
    declined = [
        ReturnInterviewFactory(outcome=Outcome.DECLINED, episode__started_at=now - timedelta(days=3)) for _ in range(2)
    ]
    with pytest.raises(ActionRefused, match="one young person"):
        record_contact(actor=social_worker, interviews=declined, contact_on=now.date(), method="visit")


def test_a_former_holder_sees_nothing_again_when_it_is_closed(now, officer, interview):
    first, second = (UserFactory(roles=[Role.INTERVIEWER]) for _ in range(2))
    hand_over_interview(actor=officer, interview=interview, to=first)
    hand_over_interview(actor=officer, interview=interview, to=second)
    close_without_interview(
        actor=second, interview=interview, outcome=Outcome.DECLINED, outcome_at=now, reason="Said no", **DECLINE
    )
    assert not YoungPerson.objects.visible_to(first).exists()
    assert YoungPerson.objects.visible_to(second).exists()


def test_what_may_not_be_taken_may_not_be_recorded_either(now, team, officer, social_worker, far_interview):
    colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    with pytest.raises(ActionRefused, match="the Missing Returns Officer interviews"):
        complete_interview(actor=colleague, interview=far_interview, **done(now, independence="not_case_holder"))
    take_interview(actor=officer, interview=far_interview)
    with pytest.raises(ActionRefused, match="Priya Nair has this interview"):
        close_without_interview(
            actor=social_worker,
            interview=far_interview,
            outcome=Outcome.DECLINED,
            outcome_at=now,
            reason="Said no",
            **DECLINE,
        )


def test_an_interviewers_page_ends_with_what_they_may_see(now, officer, interview):
    visitor = UserFactory(roles=[Role.INTERVIEWER])
    hand_over_interview(actor=officer, interview=interview, to=visitor)
    complete_interview(actor=visitor, interview=interview, **done(now))
    assert ReturnInterview.objects.visible_to(visitor).exists()
    AccessGrant.objects.update(until=now)
    assert not ReturnInterview.objects.visible_to(visitor).exists()


def test_a_contact_is_recorded_once(now, social_worker, young_person):
    episode = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True)
    interview = ReturnInterviewFactory(episode=episode, outcome=Outcome.DECLINED)
    record_contact(actor=social_worker, interviews=[interview], contact_on=now.date(), method="visit")
    with pytest.raises(ActionRefused, match="on record already"):
        record_contact(actor=social_worker, interviews=[interview], contact_on=now.date(), method="visit")


def test_a_colleague_of_their_own_team_is_from_the_council_and_not_independent(now, interview, team, officer) -> None:
    colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Ola Reid")
    for actor, who in ((colleague, {}), (officer, {"interviewer": colleague})):
        with pytest.raises(ActionRefused, match="Their own team is not independent of their care") as refused:
            complete_interview(actor=actor, interview=interview, **done(now), **who)
        assert refused.value.field == "independence"
    closed = complete_interview(
        actor=colleague, interview=interview, **done(now, independence=Independence.NOT_CASE_HOLDER)
    )
    assert closed.interviewer == colleague


def test_of_another_team_they_may_be_independent(now, interview) -> None:
    other = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()])
    assert complete_interview(actor=other, interview=interview, **done(now)).independence == Independence.INDEPENDENT
