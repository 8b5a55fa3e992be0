"""A stage is told to who comes to the work after it, and to somebody where there was nobody; to each once."""

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts, remind_tomorrow, telling_others
from alerts.health import Health
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.outbox import send_outgoing_email
from alerts.recipients import Matter
from alerts.sources import AlertSource
from missing.actions import correct_times, hand_over_interview, put_back_interview
from people.actions.allocation import allocate
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.factories import EpisodeFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def bell(user: User) -> list[str]:
    alerts = Alert.objects.standing().filter(user=user).order_by("pk")
    return [f"{kind} {stage}" for kind, stage in alerts.values_list("stage__kind", "stage__stage")]


def mails(user: User) -> int:
    return OutgoingEmail.objects.filter(to_user=user, withdrawn_at__isnull=True).count()


def test_an_interview_handed_over_tells_the_new_holder_what_stands_once(council: Council) -> None:
    one, other = UserFactory(roles=[Role.INTERVIEWER]), UserFactory(roles=[Role.INTERVIEWER])
    interview = council.interview(assigned_to=one, assigned_at=BACK)
    raise_alerts(at=DUE + 80 * HOUR)
    hand_over_interview(actor=council.officer, interview=interview, to=other, at=DUE + 81 * HOUR)
    for days in range(5):
        raise_alerts(at=DUE + 81 * HOUR + days * DAY)
    assert bell(other) == ["interview overdue_72"]
    assert mails(other) == 1
    assert Alert.objects.get(user=other).because == "You are told because this came to you or to your team."
    assert bell(one) == []


def test_handed_back_it_is_in_the_bell_again_and_not_mailed_again(council: Council) -> None:
    one, other = UserFactory(roles=[Role.INTERVIEWER]), UserFactory(roles=[Role.INTERVIEWER])
    interview = council.interview(assigned_to=one, assigned_at=BACK)
    raise_alerts(at=DUE)
    OutgoingEmail.objects.update(sent_at=DUE, tries=1)
    for number, holder in enumerate([other, one], start=1):
        hand_over_interview(actor=council.officer, interview=interview, to=holder, at=DUE + number * HOUR)
        raise_alerts(at=DUE + number * HOUR)
    assert bell(one) == ["interview due"]
    assert mails(one) == 1
    assert bell(other) == []


def test_handed_back_after_a_correction_it_is_not_mailed_again_either(council: Council) -> None:
    one, other = UserFactory(roles=[Role.INTERVIEWER]), UserFactory(roles=[Role.INTERVIEWER])
    interview = council.interview(assigned_to=one, assigned_at=BACK)
    raise_alerts(at=DUE)
    send_outgoing_email(at=DUE)
    times = {"started_at": interview.episode.started_at, "returned_at": BACK - 2 * MINUTE}
    with time_machine.travel(DUE + MINUTE, tick=False):
        correct_times(actor=council.officer, episode=interview.episode, reason="It was another minute", **times)
    raise_alerts(at=DUE + MINUTE)
    for number, holder in enumerate([other, one], start=1):
        interview.refresh_from_db()
        hand_over_interview(actor=council.officer, interview=interview, to=holder, at=DUE + number * HOUR)
        raise_alerts(at=DUE + number * HOUR)
        send_outgoing_email(at=DUE + number * HOUR)
    assert bell(one) == ["interview due"]
    assert mails(one) == mails(other) == 1
    assert bell(other) == []


def test_what_nobody_held_is_told_to_who_is_given_it(council: Council) -> None:
    holder = UserFactory(roles=[Role.INTERVIEWER])
    interview = council.interview()
    raise_alerts(at=DUE)
    hand_over_interview(actor=council.officer, interview=interview, to=holder, at=DUE + HOUR)
    raise_alerts(at=DUE + HOUR)
    assert bell(holder) == ["interview due"]
    assert bell(council.officer) == bell(council.manager) == ["interview due"]
    assert mails(council.officer) == 1
    put_back_interview(actor=council.officer, interview=interview, at=DUE + 2 * HOUR)
    raise_alerts(at=DUE + 2 * HOUR)
    assert bell(holder) == []


def test_a_young_person_given_to_another_team_tells_its_people_and_leaves_the_others(council: Council) -> None:
    person = council.young_person()
    EpisodeFactory(young_person=person, started_at=BACK - 80 * HOUR, recorded_at=BACK, alerts_from=BACK - 80 * HOUR)
    raise_alerts(at=BACK)
    team = TeamFactory()
    worker = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    allocate(actor=council.service_manager, young_person=person, team=team, social_worker=worker)
    for hours in range(1, 4):
        raise_alerts(at=BACK + hours * HOUR)
    for user in (worker, manager):
        assert {"new_episode logged", "still_missing after_72"} <= set(bell(user))
        assert mails(user) == Alert.objects.filter(user=user).count()
    assert bell(council.worker) == bell(council.manager) == []
    assert "still_missing after_72" in bell(council.officer)


def test_a_worker_alone_changes_and_the_manager_is_not_told_again(council: Council) -> None:
    interview = council.interview()
    person = interview.episode.young_person
    raise_alerts(at=DUE)
    remind_tomorrow(actor=council.manager, alert=Alert.objects.get(user=council.manager), at=DUE)
    worker = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[council.team])
    allocate(actor=council.service_manager, young_person=person, team=council.team, social_worker=worker)
    assert raise_alerts(at=DUE + HOUR).alerts == 0
    assert Alert.objects.get(user=council.manager).remind_at, "what was put off stays put off"


def test_while_they_are_missing_again_nothing_is_told_and_then_once(council: Council) -> None:
    one, other = UserFactory(roles=[Role.INTERVIEWER]), UserFactory(roles=[Role.INTERVIEWER])
    interview = council.interview(assigned_to=one, assigned_at=BACK)
    raise_alerts(at=DUE)
    person = interview.episode.young_person
    again = EpisodeFactory(young_person=person, started_at=DUE + HOUR, alerts_from=DUE + 365 * DAY)
    hand_over_interview(actor=council.officer, interview=interview, to=other, at=DUE + 2 * HOUR)
    raise_alerts(at=DUE + 2 * HOUR)
    assert bell(other) == []
    again.found_at = again.returned_at = again.end_recorded_at = DUE + 3 * HOUR
    again.ended_how = "returned"
    again.save()
    raise_alerts(at=DUE + 3 * HOUR)
    assert bell(other) == ["interview due"]


def test_a_stage_told_to_nobody_is_told_once_there_is_somebody(council: Council) -> None:
    User.objects.update(is_active=False)
    council.interview()
    raise_alerts(at=DUE)
    assert AlertStage.objects.get(stage="due").told == 0
    User.objects.filter(pk=council.manager.pk).update(is_active=True)
    for minutes in range(1, 4):
        raise_alerts(at=DUE + minutes * MINUTE)
    assert bell(council.manager) == ["interview due"]
    assert mails(council.manager) == 1
    assert AlertStage.objects.get(stage="due").told == 1


def test_of_two_stages_told_to_nobody_the_later_alone_is_told(council: Council) -> None:
    User.objects.update(is_active=False)
    council.interview()
    raise_alerts(at=DUE)
    raise_alerts(at=DUE + DAY)
    assert AlertStage.objects.get(told=0, is_overtaken=False).stage == "overdue_24"
    User.objects.filter(pk=council.manager.pk).update(is_active=True)
    raise_alerts(at=DUE + DAY + HOUR)
    assert bell(council.manager) == ["interview overdue_24"]


def test_what_another_sweep_has_just_told_counts_as_told(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sweeps at once: the one that comes second has looked before the first told, and locks after it."""
    User.objects.update(is_active=False)
    council.interview()
    raise_alerts(at=DUE)
    User.objects.filter(pk=council.manager.pk).update(is_active=True)
    lock = telling_others._matters_of
    first = iter([True])

    def behind_the_other(source: AlertSource, keys: Collection[str], now: datetime) -> dict[str, Matter]:
        if source.kind == "interview" and next(first, False):
            raise_alerts(at=DUE + MINUTE)
        return lock(source, keys, now)

    monkeypatch.setattr(telling_others, "_matters_of", behind_the_other)
    raise_alerts(at=DUE + MINUTE)
    assert bell(council.manager) == ["interview due"]
    assert mails(council.manager) == 1
    assert AlertStage.objects.get(stage="due").told == 1
    assert Health(DUE + MINUTE).nobody_told == 0


@pytest.mark.office_hours
def test_given_to_another_team_at_night_the_duty_mailbox_is_not_mailed_what_was_told_by_day(
    council: Council, settings: object
) -> None:
    settings.DUTY_MAILBOX = "duty@northcliffe.example"  # type: ignore[attr-defined]
    noon = BACK.replace(hour=12)
    person = council.young_person()
    EpisodeFactory(young_person=person, started_at=noon - 3 * HOUR, recorded_at=noon, alerts_from=noon)
    with time_machine.travel(noon, tick=False):
        raise_alerts()
        send_outgoing_email()
    team = TeamFactory()
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    with time_machine.travel(noon + 9 * HOUR, tick=False):
        allocate(actor=council.service_manager, young_person=person, team=team, social_worker=None)
        raise_alerts()
    assert bell(manager) == ["new_episode logged"]
    assert not OutgoingEmail.objects.filter(to_user=None).exists()
