"""Harm that is told is on record and told on at once, whatever comes of the rest of the form."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts, raise_one, raising
from alerts.models import Alert, OutgoingEmail
from missing.actions import mark_harm_told, withdraw_harm_told
from missing.codes import StrategyGround
from missing.models import HarmTold, StrategyDiscussion
from people.history import history_of
from people.models import CaseEvent, YoungPerson
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TOLD = "An older man took my phone and hit me."
MINUTE = timedelta(minutes=1)


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


@pytest.fixture
def duty(db) -> User:
    return UserFactory(roles=[Role.DUTY])


def told_of(kind: str) -> set[User]:
    return {alert.user for alert in Alert.objects.standing().filter(stage__kind=kind).select_related("user")}


def test_it_is_on_record_at_once_and_a_strategy_discussion_is_due(interview, officer, now) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=f"  {TOLD} ", by_whom="home", at=now)
    assert (harm.what_was_told, harm.by_whom, harm.by, harm.told_at) == (TOLD, "home", officer, now)
    assert harm.episode == interview.episode
    event = CaseEvent.objects.get(kind=CaseEvent.Kind.HARM_TOLD)
    assert (event.young_person, event.at, event.source_key) == (interview.episode.young_person, now, harm.key)
    discussion = StrategyDiscussion.objects.open().get(young_person=interview.episode.young_person)
    (trigger,) = discussion.triggers.all()
    assert (trigger.kind, trigger.harm, trigger.by, trigger.at) == (StrategyGround.HARM, harm, officer, now)
    assert "A carer of the home is said to have done it" in trigger.grounds
    assert TOLD not in trigger.grounds
    interview.refresh_from_db()
    assert interview.outcome == "", "the interview itself goes on"


def test_worker_manager_and_duty_are_told_at_once_and_mail_tells_nothing_of_it(
    interview, officer, social_worker, manager, duty, now
) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    raise_alerts(at=now)
    assert told_of("harm_told") == {social_worker, manager, duty}
    texts = [mail.subject + mail.text + mail.html for mail in OutgoingEmail.objects.filter(kind="harm_told")]
    assert len(texts) == 3
    assert not any("Jude" in text or "phone" in text for text in texts)


def test_who_wrote_it_is_not_told_what_they_know(interview, social_worker, manager, now) -> None:
    mark_harm_told(actor=manager, interview=interview, what_was_told=TOLD, at=now)
    raise_alerts(at=now)
    assert told_of("harm_told") == {social_worker}


def test_duty_may_open_the_record_while_it_waits_even_long_after_the_return(interview, officer, duty, now) -> None:
    theirs = YoungPerson.objects.visible_to(duty).filter(pk=interview.episode.young_person_id)
    assert not theirs.exists()
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    assert theirs.exists()
    withdraw_harm_told(actor=officer, harm=harm, reason="Wrong child", at=now)
    assert not theirs.exists()


def test_of_a_restricted_record_nobody_is_told_who_may_not_see_it(interview, manager, duty, officer, now) -> None:
    YoungPerson.objects.update(is_restricted=True)
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    mark_harm_told(actor=service_manager, interview=interview, what_was_told=TOLD, at=now - MINUTE)
    director = UserFactory(roles=[Role.DIRECTOR])
    other = UserFactory(roles=[Role.SERVICE_MANAGER])
    raise_alerts(at=now)
    assert told_of("harm_told") == {other}
    assert director.can("see_records")


def test_the_same_words_again_change_nothing_and_more_words_change_what_is_on_record(interview, officer, now) -> None:
    first = mark_harm_told(actor=officer, interview=interview, what_was_told="An older", at=now)
    same = mark_harm_told(actor=officer, interview=interview, what_was_told="An older ", at=now + MINUTE)
    more = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, by_whom="other", at=now + MINUTE)
    assert first == same == more
    assert (more.what_was_told, more.by_whom, more.told_at) == (TOLD, "other", now)
    assert HarmTold.objects.count() == StrategyDiscussion.objects.count() == CaseEvent.objects.count() == 1
    raise_alerts(at=now + MINUTE)
    raise_alerts(at=now + 2 * MINUTE)
    assert (
        OutgoingEmail.objects.filter(kind="harm_told", to_user=interview.episode.young_person.social_worker).count()
        == 1
    )
    assert ("What was told", "An older", TOLD) in history_of(more)[0].fields


def test_once_it_was_discussed_other_words_are_told_anew(interview, officer, manager, now) -> None:
    first = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now - MINUTE)
    StrategyDiscussion.objects.update(declined_at=now, declined_by=manager, decline_reason="Known already")
    assert mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now) == first
    second = mark_harm_told(actor=officer, interview=interview, what_was_told=f"{TOLD} Twice.", at=now)
    assert second != first
    assert StrategyDiscussion.objects.count() == 2
    assert mark_harm_told(actor=officer, interview=interview, what_was_told="And more.", at=now) == second


def test_of_two_interviews_the_second_is_added_to_the_open_discussion(interview, officer, now, young_person) -> None:
    from tests.factories import EpisodeFactory, ReturnInterviewFactory

    before = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True)
    mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    mark_harm_told(actor=officer, interview=ReturnInterviewFactory(episode=before), what_was_told=TOLD, at=now)
    assert StrategyDiscussion.objects.get().triggers.count() == 2


@pytest.mark.parametrize("typed", ["", "  \n"])
def test_without_words_it_is_refused(interview, officer, now, typed: str) -> None:
    with pytest.raises(ActionRefused, match="Write what the young person told you") as refused:
        mark_harm_told(actor=officer, interview=interview, what_was_told=typed, at=now)
    assert refused.value.field == "what_was_told"
    assert not StrategyDiscussion.objects.exists()


def test_who_does_no_interviews_may_not(interview, analyst) -> None:
    with pytest.raises(PermissionDenied):
        mark_harm_told(actor=analyst, interview=interview, what_was_told=TOLD)


def test_it_is_withdrawn_with_a_reason_and_kept(interview, officer, social_worker, now) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    raise_alerts(at=now)
    assert told_of("harm_told")
    gone = withdraw_harm_told(actor=officer, harm=harm, reason=" Typed on the wrong page ", at=now + MINUTE)
    assert (gone.withdrawn_by, gone.withdraw_reason, gone.what_was_told) == (officer, "Typed on the wrong page", TOLD)
    discussion = StrategyDiscussion.objects.get()
    assert discussion.withdrawn_at == now + MINUTE
    assert "Typed on the wrong page" in discussion.withdraw_reason
    assert not CaseEvent.objects.filter(kind=CaseEvent.Kind.HARM_TOLD).exists()
    assert told_of("harm_told") == set()
    raise_alerts(at=now + 2 * MINUTE)
    assert told_of("harm_told") == set()
    again = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now + 2 * MINUTE)
    assert again != harm


def test_who_was_told_is_told_that_it_was_taken_back(interview, officer, social_worker, manager, duty, now) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now - 2 * MINUTE)
    raise_alerts(at=now - 2 * MINUTE)
    assert told_of("harm_told") == {social_worker, manager, duty}
    withdraw_harm_told(actor=officer, harm=harm, reason="Typed on the wrong page", at=now - MINUTE)
    raise_alerts(at=now)
    assert told_of("harm_taken_back") == {social_worker, manager}, "duty may not open the record any more"
    assert OutgoingEmail.objects.filter(kind="harm_taken_back", pace="at_once").count() == 2
    reference = StrategyDiscussion.objects.get().reference
    alert = Alert.objects.standing().select_related("stage").get(user=manager, stage__kind="harm_taken_back")
    assert alert.stage.reference == reference
    raise_alerts(at=now + timedelta(days=8))
    assert told_of("harm_taken_back") == set()


def test_nobody_is_told_of_what_nobody_was_told_of_or_what_they_took_back(interview, officer, manager, now) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    withdraw_harm_told(actor=officer, harm=harm, reason="Typed on the wrong page", at=now)
    raise_alerts(at=now)
    assert told_of("harm_taken_back") == set()
    again = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    raise_alerts(at=now)
    withdraw_harm_told(actor=manager, harm=again, reason="Another child", at=now + MINUTE)
    raise_alerts(at=now + MINUTE)
    assert manager not in told_of("harm_taken_back")


def test_a_discussion_with_other_grounds_stays_due(interview, officer, now, young_person) -> None:
    from tests.factories import EpisodeFactory, ReturnInterviewFactory

    before = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True)
    mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    other = mark_harm_told(actor=officer, interview=ReturnInterviewFactory(episode=before), what_was_told=TOLD, at=now)
    withdraw_harm_told(actor=officer, harm=other, reason="Wrong child", at=now)
    assert StrategyDiscussion.objects.open().get().triggers.filter(withdrawn_at=None).count() == 1


def test_withdrawing_is_refused_in_words(interview, officer, social_worker, manager, now) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now - MINUTE)
    with pytest.raises(ActionRefused, match="Write why it was not so") as refused:
        withdraw_harm_told(actor=officer, harm=harm, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(ActionRefused, match="Priya Nair wrote this down"):
        withdraw_harm_told(actor=social_worker, harm=harm, reason="No")
    StrategyDiscussion.objects.update(declined_at=now, declined_by=manager, decline_reason="Known already")
    with pytest.raises(ActionRefused, match="The strategy discussion is closed, so this stays on record"):
        withdraw_harm_told(actor=officer, harm=harm, reason="No")
    StrategyDiscussion.objects.update(declined_at=None, declined_by=None, decline_reason="")
    withdraw_harm_told(actor=manager, harm=harm, reason="No", at=now)
    with pytest.raises(ActionRefused, match="withdrawn already"):
        withdraw_harm_told(actor=officer, harm=harm, reason="No")


def test_harm_is_seen_with_the_record_alone(interview, officer, social_worker, other_worker, now) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    assert HarmTold.objects.visible_to(social_worker).exists()
    assert not HarmTold.objects.visible_to(other_worker).exists()
    assert StrategyDiscussion.objects.visible_to(social_worker).exists()
    assert not StrategyDiscussion.objects.visible_to(other_worker).exists()


def test_raised_in_the_same_moment_and_once(interview, officer, social_worker, now) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    raise_one("harm_told", harm.pk, at=now)
    raise_one("harm_told", harm.pk, at=now)
    raise_one("no_such_kind", harm.pk, at=now)
    raise_alerts(at=now)
    assert told_of("harm_told") == {social_worker}
    assert OutgoingEmail.objects.filter(kind="harm_told").count() == 1


def test_what_cannot_be_raised_at_once_the_sweep_raises(
    interview, officer, social_worker, now, monkeypatch, caplog
) -> None:
    harm = mark_harm_told(actor=officer, interview=interview, what_was_told=TOLD, at=now)
    with monkeypatch.context() as broken:
        broken.setattr(raising, "tell", lambda *_: 1 / 0)
        raise_one("harm_told", harm.pk, at=now)
    assert f"harm_told:{harm.pk} could not be raised at once" in caplog.text
    assert told_of("harm_told") == set()
    raise_alerts(at=now)
    assert told_of("harm_told") == {social_worker}
