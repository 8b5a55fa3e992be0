"""One e-mail an hour to a person about a young person, or one each morning; missing and harm never wait."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection

from accounts.models import User
from alerts.actions import choose_morning, clear_alerts, queue_email, raise_alerts
from alerts.grouping import ONE_SENDER_A_PERSON
from alerts.models import MorningReader, OutgoingEmail, Pace
from alerts.outbox import send_outgoing_email
from alerts.rules import next_morning, tomorrow_morning
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.alerts.conftest import DUE, HOUR, Council
from tests.factories import EpisodeFactory, ReturnInterviewFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
MORNING_AFTER_DUE = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def mailed_to(user: User) -> list[str]:
    return [message.subject for message in mail.outbox if message.to == [user.email]]


def sweep(at: datetime) -> None:
    raise_alerts(at=at)
    send_outgoing_email(at=at)


def due_of_one_young_person(council: Council, *after: timedelta) -> YoungPerson:
    """An interview due at DUE, and one more so long after for each of `after`: all of the same young person."""
    person = council.interview().episode.young_person
    for apart in after:
        away_for_a_moment(person, DUE - timedelta(hours=72) + apart)
    return person


def away_for_a_moment(person: YoungPerson, back: datetime) -> ReturnInterview:
    episode = EpisodeFactory(
        young_person=person, started_at=back - MINUTE, returned_at=back, alerts_from=back + timedelta(days=365)
    )
    return ReturnInterviewFactory(episode=episode)


def test_a_second_alert_about_the_same_young_person_waits_its_hour(council: Council) -> None:
    due_of_one_young_person(council, 10 * MINUTE)
    sweep(DUE)
    assert mailed_to(council.manager) == ["Return home interview due now"]
    for later in (10 * MINUTE, 30 * MINUTE, HOUR - MINUTE):
        sweep(DUE + later)
    assert len(mailed_to(council.manager)) == 1
    sweep(DUE + HOUR)
    assert mailed_to(council.manager) == ["Return home interview due now"] * 2
    assert not OutgoingEmail.objects.waiting().exists()


def test_what_waited_together_leaves_as_one_that_tells_of_each(council: Council) -> None:
    due_of_one_young_person(council, 10 * MINUTE, 20 * MINUTE)
    for later in (timedelta(), 10 * MINUTE, 20 * MINUTE, HOUR):
        sweep(DUE + later)
    assert mailed_to(council.manager) == ["Return home interview due now", "Return home interview due now and 1 more"]
    (second,) = [message for message in mail.outbox if message.to == [council.manager.email]][1:]
    carried = OutgoingEmail.objects.get(to_user=council.manager, sent_with__isnull=False)
    assert carried.reference in second.body
    assert carried.sent_with.reference in second.body
    assert second.message()["Message-ID"] == carried.sent_with.message_id
    assert carried.reference in second.alternatives[0][0]


def test_alerts_about_two_young_people_do_not_wait_for_each_other(council: Council) -> None:
    council.interview()
    council.interview()
    sweep(DUE)
    assert mailed_to(council.manager) == ["Return home interview due now"] * 2


def test_what_is_dealt_with_meanwhile_is_left_out(council: Council) -> None:
    second = away_for_a_moment(due_of_one_young_person(council), DUE - timedelta(hours=72) + 10 * MINUTE)
    sweep(DUE)
    sweep(DUE + 10 * MINUTE)
    clear_alerts(kind="interview", subject_key=f"interview:{second.pk}", at=DUE + 20 * MINUTE)
    sweep(DUE + HOUR)
    assert len(mailed_to(council.manager)) == 1


def test_missing_never_waits(council: Council) -> None:
    interview = council.interview()
    sweep(DUE)
    EpisodeFactory(young_person=interview.episode.young_person, started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    sweep(DUE + MINUTE)
    assert mailed_to(council.manager) == ["Return home interview due now", "New episode logged"]
    assert OutgoingEmail.objects.get(kind="new_episode", to_user=council.manager).pace == Pace.AT_ONCE


def test_the_morning_tells_of_all_young_people_at_once(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    for _ in range(3):
        council.interview()
    sweep(DUE)
    assert mailed_to(council.manager) == []
    sweep(MORNING_AFTER_DUE - MINUTE)
    assert mailed_to(council.manager) == []
    sweep(MORNING_AFTER_DUE)
    assert mailed_to(council.manager) == ["Your alerts this morning: 3"]
    sweep(MORNING_AFTER_DUE + HOUR)
    assert len(mailed_to(council.manager)) == 1


def test_who_reads_in_the_morning_hears_of_missing_at_once(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    EpisodeFactory(young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    sweep(DUE)
    assert mailed_to(council.manager) == ["New episode logged"]


def test_the_choice_can_be_taken_back(council: Council) -> None:
    choose_morning(actor=council.manager, in_the_morning=True)
    choose_morning(actor=council.manager, in_the_morning=True)
    assert MorningReader.objects.count() == 1
    choose_morning(actor=council.manager, in_the_morning=False)
    council.interview()
    sweep(DUE)
    assert len(mailed_to(council.manager)) == 1


def test_another_sender_writing_to_the_same_person_is_waited_for(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    council.interview()
    raise_alerts(at=DUE)
    monkeypatch.setattr("alerts.grouping.connection", _Held(connection, but_not=council.officer.pk))
    send_outgoing_email(at=DUE)
    assert mailed_to(council.manager) == []
    waiting = OutgoingEmail.objects.waiting().get(to_user=council.manager)
    assert DUE < waiting.next_try_at < DUE + MINUTE
    assert waiting.tries == 0


class _Held:
    """A connection on which another process holds every person's lock but one."""

    def __init__(self, real: object, but_not: int) -> None:
        self.real, self.but_not = real, but_not

    def cursor(self) -> "_Held":
        return self

    def __enter__(self) -> "_Held":
        return self

    def __exit__(self, *raised: object) -> None: ...

    def execute(self, sql: str, parameters: list[int]) -> None:
        assert parameters[0] == ONE_SENDER_A_PERSON
        self.answer = parameters[1] == self.but_not

    def fetchone(self) -> tuple[bool]:
        return (self.answer,)


def test_an_email_to_an_address_alone_never_waits() -> None:
    for key in ("one", "two"):
        queue_email(to="duty@northcliffe.example", kind="test", subject="S", text="T", dedupe_key=key, at=DUE)
    send_outgoing_email(at=DUE)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("hour", range(0, 24 * 4, 3))
def test_a_morning_is_half_past_seven_across_both_clock_changes(hour: int) -> None:
    for change in (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)):
        instant = change + timedelta(hours=hour)
        for morning in (next_morning(instant), tomorrow_morning(instant)):
            assert f"{morning:%H:%M}" == "07:30"
            assert instant < morning
        assert next_morning(instant) - instant <= timedelta(hours=25)
        assert tomorrow_morning(instant) - next_morning(instant) <= timedelta(hours=25)
