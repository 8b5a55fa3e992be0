"""A correction that moves a deadline by minutes tells nobody anew, and takes nothing from anybody."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from accounts.models import User
from alerts.actions import mark_read, raise_alerts, raising, remind_tomorrow
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.outbox import send_outgoing_email
from alerts.sources import AlertSource
from missing.actions import correct_times, report_missing
from missing.models import Episode
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.alerts.test_out_of_hours import MAILBOX, mailbox, on_call, to

pytestmark = pytest.mark.django_db
__all__ = ["mailbox", "on_call"]
MINUTE = timedelta(minutes=1)
START = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
STILL = "Still missing after 24 hours"


def minute(at: datetime, *, sends: bool = True) -> None:
    """What the worker does in a minute."""
    with time_machine.travel(at, tick=False):
        raise_alerts()
        if sends:
            send_outgoing_email()


def correct(council: Council, episode: Episode, at: datetime, **times: datetime) -> None:
    """Correct the start or the return, and let the worker do its minute."""
    with time_machine.travel(at, tick=False):
        correct_at_once(council, episode, **times)
    minute(at)


def correct_at_once(council: Council, episode: Episode, **times: datetime) -> None:
    episode.refresh_from_db()
    now = {"started_at": episode.started_at, "returned_at": episode.returned_at}
    correct_times(actor=council.officer, episode=episode, reason="It was another minute", **now | times)


def put_off(user: User, at: datetime) -> None:
    alert = Alert.objects.standing().get(user=user, stage__kind="interview")
    with time_machine.travel(at, tick=False):
        remind_tomorrow(actor=user, alert=alert)


def missing_for_a_day(council: Council, *, sends_until: datetime = START + DAY) -> Episode:
    """Who went missing at 13:00 the day before: that they still are was raised at 13:00."""
    with time_machine.travel(START + HOUR, tick=False):
        episode = report_missing(
            actor=council.officer, young_person=council.young_person(), category="missing", started_at=START
        )
    minute(START + HOUR)
    read_all(START + HOUR)
    mail.outbox.clear()
    minute(START + DAY, sends=sends_until >= START + DAY)
    return episode


def read_all(at: datetime) -> None:
    for alert in Alert.objects.standing():
        mark_read(actor=alert.user, alert=alert, at=at)


def everything(about: str) -> list[tuple[str, str]]:
    """What was mailed about it, and to whom; a discussion that the length of the episode asks for is another matter."""
    return [(message.subject, message.to[0]) for message in mail.outbox if about in message.subject]


def mailed_of_the_interview(user: User) -> list[str]:
    return [subject for subject, address in everything("interview") if address == user.email]


def told_at_night(on_call: User) -> list[str]:
    return [subject for subject, address in everything("Still") if address in (MAILBOX, on_call.email)]


def test_what_was_put_off_comes_back_though_the_deadline_was_corrected(council: Council) -> None:
    interview = council.interview()
    minute(DUE)
    put_off(council.manager, DUE + HOUR)
    correct(council, interview.episode, DUE + 2 * HOUR, returned_at=BACK + 5 * MINUTE)
    alerts = Alert.objects.visible_to(council.manager).filter(stage__kind="interview")
    assert [alert.remind_at for alert in alerts.put_off()] == [NEXT_MORNING]
    assert not alerts.unread().exists()
    mail.outbox.clear()
    minute(NEXT_MORNING - MINUTE)
    assert mailed_of_the_interview(council.manager) == []
    for at in (NEXT_MORNING, NEXT_MORNING + HOUR):
        minute(at)
    assert mailed_of_the_interview(council.manager) == ["Return home interview due now"]
    assert alerts.unread().get().stage.due_at == DUE + 5 * MINUTE
    assert not alerts.put_off().exists()


def test_who_put_it_off_before_its_e_mail_left_is_reminded_and_not_mailed(council: Council) -> None:
    interview = council.interview()
    minute(DUE, sends=False)
    put_off(council.manager, DUE + HOUR)
    for minutes in (5, 6):
        correct(council, interview.episode, DUE + minutes * MINUTE + HOUR, returned_at=BACK + minutes * MINUTE)
    assert mailed_of_the_interview(council.manager) == []
    assert len(mailed_of_the_interview(council.officer)) == 1
    minute(NEXT_MORNING)
    assert mailed_of_the_interview(council.manager) == ["Return home interview due now"]


def test_a_reminder_that_is_back_and_has_not_left_is_not_lost(council: Council) -> None:
    interview = council.interview()
    minute(DUE)
    put_off(council.manager, DUE + HOUR)
    minute(NEXT_MORNING, sends=False)
    mail.outbox.clear()
    correct(council, interview.episode, NEXT_MORNING + MINUTE, returned_at=BACK + 5 * MINUTE)
    minute(NEXT_MORNING + 2 * HOUR)
    assert len(mailed_of_the_interview(council.manager)) == 1
    assert Alert.objects.visible_to(council.manager).unread().filter(stage__kind="interview").count() == 1


@pytest.mark.parametrize(
    "corrections",
    [
        [(10, -10), (60, 30)],
        [(10, -10), (60, 30), (61, 35)],
        [(10, -10), (60, 30), (70, 0)],
        [(1, 1), (2, -2), (40, 38), (120, 90)],
    ],
    ids=["two", "three", "back to what it was", "four"],
)
def test_several_corrections_in_a_row_tell_nobody_again(council: Council, corrections: list[tuple[int, int]]) -> None:
    """Each at so many minutes after it was due, with the return so many minutes off the first one."""
    interview = council.interview()
    minute(DUE)
    read_at = DUE + MINUTE
    Alert.objects.filter(user=council.manager).update(read_at=read_at)
    mail.outbox.clear()
    for at, minutes in corrections:
        correct(council, interview.episode, DUE + at * MINUTE, returned_at=BACK + minutes * MINUTE)
    minute(DUE + 4 * HOUR)
    assert everything("interview") == []
    standing = Alert.objects.standing().filter(stage__kind="interview")
    assert standing.get(user=council.manager).read_at == read_at
    assert standing.get(user=council.officer).read_at is None


def test_a_correction_that_puts_the_stage_ahead_is_told_after_others_were_not(council: Council) -> None:
    interview = council.interview()
    minute(DUE)
    correct(council, interview.episode, DUE + 10 * MINUTE, returned_at=BACK - 10 * MINUTE)
    mail.outbox.clear()
    correct(council, interview.episode, DUE + 20 * MINUTE, returned_at=BACK + 2 * HOUR)
    for at in (DUE + HOUR, DUE + 2 * HOUR, DUE + 4 * HOUR):
        minute(at)
    assert mailed_of_the_interview(council.manager) == ["Return home interview due now"]


@pytest.mark.office_hours
@pytest.mark.parametrize("at", [START + DAY + HOUR, CLOSES + MINUTE, CLOSES + 5 * HOUR])
@pytest.mark.parametrize("is_read", [False, True])
def test_a_start_corrected_after_it_was_mailed_by_day_wakes_nobody(
    council: Council, on_call: User, at: datetime, is_read: bool
) -> None:
    episode = missing_for_a_day(council)
    assert to(council.manager.email)
    if is_read:
        read_all(START + DAY + MINUTE)
    mail.outbox.clear()
    for step in range(3):
        correct(council, episode, at + step * MINUTE, started_at=START + (10 - 20 * step) * MINUTE)
    for later in (CLOSES, CLOSES + MINUTE, CLOSES + 6 * HOUR):
        if later > at:
            minute(later)
    assert everything("Still") == []
    still = Alert.objects.filter(stage__kind="still_missing")
    assert still.standing().filter(user=council.manager).count() == 1
    assert not still.filter(user=on_call).exists()


@pytest.mark.office_hours
@pytest.mark.parametrize("corrected_at", [CLOSES - MINUTE, CLOSES])
@pytest.mark.parametrize(("before", "is_told"), [(31, False), (29, True)])
def test_what_was_mailed_as_the_office_closed_goes_to_the_night_corrected_or_not(
    council: Council, on_call: User, corrected_at: datetime, before: int, is_told: bool
) -> None:
    episode = missing_for_a_day(council, sends_until=START)
    minute(CLOSES - before * MINUTE)
    assert to(council.manager.email)
    mail.outbox.clear()
    correct(council, episode, corrected_at, started_at=START + 10 * MINUTE)
    for at in (CLOSES + MINUTE, CLOSES + 2 * MINUTE, CLOSES + 6 * HOUR):
        minute(at)
    assert told_at_night(on_call) == [STILL] * 2 * is_told
    assert STILL not in [message.subject for message in to(council.manager.email)]


@pytest.mark.office_hours
def test_whom_the_night_told_keeps_it_through_corrections_and_is_not_woken_twice(
    council: Council, on_call: User
) -> None:
    episode = missing_for_a_day(council, sends_until=START)
    minute(CLOSES)
    assert told_at_night(on_call) == [STILL] * 2
    mail.outbox.clear()
    for step in range(3):
        correct(council, episode, CLOSES + step * HOUR + HOUR, started_at=START + (10 - 20 * step) * MINUTE)
    assert everything("Still") == []
    still = Alert.objects.standing().filter(stage__kind="still_missing")
    assert still.filter(user=on_call).count() == 1
    assert AlertStage.objects.standing().get(kind="still_missing").told == still.count()


@pytest.mark.office_hours
def test_what_the_night_was_not_mailed_yet_it_is_mailed_after_the_correction(council: Council, on_call: User) -> None:
    episode = missing_for_a_day(council, sends_until=START)
    minute(CLOSES, sends=False)
    assert OutgoingEmail.objects.waiting().filter(address=MAILBOX).exists()
    correct(council, episode, CLOSES + HOUR, started_at=START + 10 * MINUTE)
    minute(CLOSES + 2 * HOUR)
    assert told_at_night(on_call) == [STILL] * 2
    assert [message.subject for message in to(council.manager.email)].count(STILL) == 1


@pytest.mark.office_hours
def test_of_one_put_off_and_one_still_missing_a_night_of_corrections_loses_and_repeats_nothing(
    council: Council, on_call: User
) -> None:
    episode = missing_for_a_day(council)
    interview = council.interview(back=START - 72 * HOUR + DAY)
    minute(START + DAY + MINUTE)
    put_off(council.manager, START + DAY + HOUR)
    mail.outbox.clear()
    for step in (1, 2, 3):
        at = CLOSES + step * HOUR
        correct(council, episode, at, started_at=START + step * MINUTE)
        correct(council, interview.episode, at, returned_at=START - 48 * HOUR + step * MINUTE)
    assert everything("Still") == everything("interview") == []
    minute(datetime(2026, 11, 26, 7, 30, tzinfo=UTC))
    assert everything("interview") == [("Return home interview due now", council.manager.email)]
    assert everything("Still") == []


@pytest.mark.parametrize("is_put_back", [False, True])
def test_one_corrected_while_the_sweep_is_at_it_tells_nobody_again(
    council: Council, monkeypatch: pytest.MonkeyPatch, is_put_back: bool
) -> None:
    """After it has looked for what is over, before it raises; also put back, there is one that stands."""
    interview = council.interview()
    minute(DUE)
    mail.outbox.clear()
    look = raising.clear_what_is_over
    back = iter([BACK + 2 * MINUTE])

    def then_corrected(source: AlertSource, now: datetime) -> int:
        number = look(source, now)
        if source.kind == "interview" and (returned_at := next(back, None)):
            correct_at_once(council, interview.episode, returned_at=returned_at)
        return number

    monkeypatch.setattr(raising, "clear_what_is_over", then_corrected)
    minute(DUE + HOUR)
    if is_put_back:
        with time_machine.travel(DUE + HOUR, tick=False):
            correct_at_once(council, interview.episode, returned_at=BACK)
    for hours in (1, 2):
        minute(DUE + hours * HOUR + MINUTE)
    assert everything("interview") == []
    (standing,) = AlertStage.objects.standing().filter(kind="interview", is_overtaken=False)
    assert set(standing.alerts.standing().values_list("user", flat=True)) == {council.manager.pk, council.officer.pk}
