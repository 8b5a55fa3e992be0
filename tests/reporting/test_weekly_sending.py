"""When the weekly e-mail is built and sent, and that each gets it once."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.access import ActionRefused
from accounts.models import Service, User
from accounts.rules import Role
from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from config.schedule import BEAT_SCHEDULE
from reporting import actions
from reporting.actions import NothingToDo, build_weekly_email, run_weekly_email, send_weekly_email, write_note
from reporting.models import WeeklyEmail
from reporting.tasks import weekly_email
from reporting.weekly.recipients import recipients_of
from reporting.weeks import Week
from tests.factories import (
    EpisodeFactory,
    UserFactory,
)
from tests.reporting.weekly import BEFORE, CUT_OFF, HOUR, LONG_AGO, TEN, built

pytestmark = pytest.mark.django_db

W47 = Week(2026, 47)


def test_the_schedule_builds_at_the_cut_off_and_sends_at_its_hour(service: Service) -> None:
    User.objects.update(joined_at=LONG_AGO)
    build_weekly_email(week=W47.plus(-1), at=BEFORE)
    WeeklyEmail.objects.update(sent_at=BEFORE)
    assert run_weekly_email(at=CUT_OFF - timedelta(seconds=1)) == []
    assert run_weekly_email(at=CUT_OFF) == ["2026-W47: built as at Friday 20 November 2026 at 08:00."]
    assert run_weekly_email(at=CUT_OFF + HOUR) == []
    assert OutgoingEmail.objects.count() == 0
    assert run_weekly_email(at=TEN) == ["2026-W47: sent, 1 e-mail queued."]
    assert run_weekly_email(at=TEN) == []
    email = WeeklyEmail.objects.get(week="2026-W47")
    assert (email.sent_at, email.sent_by) == (TEN, None)
    assert "late" not in OutgoingEmail.objects.get().text


def test_a_missed_friday_is_made_good_and_says_so(service: Service) -> None:
    User.objects.update(joined_at=CUT_OFF - timedelta(days=20))
    monday = CUT_OFF + timedelta(days=3)
    done = run_weekly_email(at=monday)
    assert done == [
        "2026-W45: built as at Friday 6 November 2026 at 08:00.",
        "2026-W46: built as at Friday 13 November 2026 at 08:00.",
        "2026-W47: built as at Friday 20 November 2026 at 08:00.",
        "2026-W46: sent, 1 e-mail queued.",
        "2026-W47: sent, 1 e-mail queued.",
    ]
    mail = OutgoingEmail.objects.latest("pk")
    assert "This e-mail is sent late." in mail.text
    assert "This e-mail is sent late." in mail.html
    assert "Friday 13 November 2026, 08:00 to Friday 20 November 2026, 08:00" in mail.text


def test_a_new_installation_sends_nothing_about_the_time_before_it(service: Service) -> None:
    User.objects.update(joined_at=CUT_OFF + HOUR)
    assert run_weekly_email(at=CUT_OFF + timedelta(days=2)) == []
    User.objects.all().delete()
    assert run_weekly_email(at=CUT_OFF + timedelta(days=2)) == []


def test_a_cut_off_that_was_moved_leaves_no_gap(service: Service, settings: Any) -> None:
    built()
    settings.WEEKLY_CUT_OFF = "Thursday 12:00"
    email, _ = build_weekly_email(week=W47.plus(1), at=CUT_OFF + timedelta(days=7))
    assert (email.covers_from, email.covers_to) == (CUT_OFF, datetime(2026, 11, 26, 12, tzinfo=UTC))


def test_nothing_is_built_before_its_cut_off(service: Service) -> None:
    with pytest.raises(ActionRefused, match="Friday 20 November 2026 at 08:00"):
        built(CUT_OFF - timedelta(seconds=1))


def test_the_officer_sends_with_a_note_and_only_once(service: Service, officer: User) -> None:
    email = built()
    write_note(actor=officer, email=email, note=" Half term.\nRing early. ")
    sent = send_weekly_email(actor=officer, email=email, at=CUT_OFF + HOUR)
    assert sent.sent_by == officer
    assert "Half term.\nRing early." in OutgoingEmail.objects.get().text
    assert "Half term.<br>Ring early." in OutgoingEmail.objects.get().html
    with pytest.raises(NothingToDo, match="was sent before, Friday 20 November 2026 at 09:00"):
        send_weekly_email(actor=officer, email=email, at=TEN)
    with pytest.raises(ActionRefused, match="can no longer change"):
        write_note(actor=officer, email=email, note="Too late")
    assert run_weekly_email(at=TEN, weeks=[W47]) == []
    assert OutgoingEmail.objects.count() == 1


def test_the_note_is_for_who_gets_it_in_detail_alone(
    client: Client, service: Service, officer: User, settings: Any
) -> None:
    settings.MAIL_ALLOWED_DOMAINS = ["council.example"]
    outsider = UserFactory()
    service.email_recipients.add(outsider)
    email = built()
    write_note(actor=officer, email=email, note="Ask about T.C. (YP00123).")
    send_weekly_email(actor=officer, email=email, at=CUT_OFF + HOUR)
    queued = OutgoingEmail.objects.get()
    assert "T.C." not in queued.text + queued.html
    client.force_login(outsider)
    assert "T.C." not in client.get(email.get_absolute_url()).text
    client.force_login(service.managers.get())
    assert "T.C." in client.get(email.get_absolute_url()).text


def test_where_mail_to_the_only_recipient_comes_back_somebody_else_has_it_and_it_is_said(
    client: Client, service: Service, officer: User
) -> None:
    manager = service.managers.get()
    User.objects.filter(pk=manager.pk).update(email_bounced_at=BEFORE, email_bounce_said="550")
    email = built()
    client.force_login(officer)
    assert "their e-mail comes back: not before it works" in client.get(f"{email.get_absolute_url()}send/").text
    send_weekly_email(actor=None, email=email, at=TEN)
    send_outgoing_email(at=TEN)
    sent = OutgoingEmail.objects.filter(sent_at__isnull=False)
    assert [row.to_user for row in sent] == [officer]
    assert 'Priya Nair <span class="late">(not yet: their e-mail came back)</span>' in " ".join(
        client.get(email.get_absolute_url()).text.replace(" (numbers only)", "").split()
    )


def test_where_mail_to_all_who_are_named_comes_back_the_managers_have_it(service: Service, officer: User) -> None:
    named = UserFactory(full_name="Team Lead", email_bounced_at=BEFORE, email_bounce_said="550")
    service.email_recipients.add(named)
    manager = service.managers.get()
    recipients = recipients_of([service.pk])[service.pk]
    assert [(one.user, one.comes_back) for one in recipients] == [(named, True), (manager, False)]


def test_a_week_that_was_missed_is_made_good_though_a_later_one_was_sent_by_hand_first(service: Service) -> None:
    User.objects.update(joined_at=LONG_AGO)
    build_weekly_email(week=W47.plus(-2), at=CUT_OFF - timedelta(days=14))
    send_weekly_email(actor=None, email=built(), at=CUT_OFF + HOUR)
    run_weekly_email(at=TEN)
    missed = WeeklyEmail.objects.get(week="2026-W46")
    assert missed.covers_to == WeeklyEmail.objects.get(week="2026-W47").covers_from
    assert missed.is_sent


def test_only_who_may_send_it_sends_it(service: Service) -> None:
    worker = UserFactory(roles=[Role.TEAM_MANAGER])
    email = built()
    with pytest.raises(PermissionDenied):
        send_weekly_email(actor=worker, email=email)
    with pytest.raises(PermissionDenied):
        write_note(actor=worker, email=email, note="")


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_build_one_and_send_once(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked and found nothing before either has written."""
    User.objects.update(joined_at=CUT_OFF - HOUR)
    both_looked, real = threading.Barrier(2, timeout=20), actions.covered

    def covered(week: Week) -> Any:
        both_looked.wait()
        return real(week)

    monkeypatch.setattr(actions, "covered", covered)
    said: list[str] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            said.extend(run_weekly_email(at=TEN))
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(said) == [
        "2026-W47: built as at Friday 20 November 2026 at 08:00.",
        "2026-W47: sent, 1 e-mail queued.",
    ]
    assert OutgoingEmail.objects.count() == 1
    assert WeeklyEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_once(service: Service, officer: User) -> None:
    email = built()
    start = threading.Barrier(2, timeout=20)
    ended: list[str] = []

    def send(actor: User | None) -> None:
        start.wait()
        try:
            send_weekly_email(actor=actor, email=email, at=TEN)
            ended.append("sent")
        except NothingToDo:
            ended.append("nothing to do")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[actor]) for actor in (None, officer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["nothing to do", "sent"]
    assert OutgoingEmail.objects.count() == 1


def test_the_task_of_the_schedule_is_the_one_that_beat_calls(service: Service, time_machine: Any) -> None:
    time_machine.move_to(TEN, tick=False)
    User.objects.update(joined_at=CUT_OFF - HOUR)
    assert weekly_email.name in {entry["task"] for entry in BEAT_SCHEDULE.values()}
    weekly_email()
    assert WeeklyEmail.objects.get().sent_at == TEN


def command(*args: str) -> str:
    out = StringIO()
    call_command("weekly_email", *args, stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_did_and_does_it_once(service: Service, young_person: Any, time_machine: Any) -> None:
    time_machine.move_to(CUT_OFF + HOUR, tick=False)
    User.objects.update(joined_at=CUT_OFF - HOUR)
    EpisodeFactory(young_person=young_person(reference="YP1"), started_at=CUT_OFF - HOUR)
    preview = command("--week", "2026-W47", "--preview")
    assert "YP1" in preview
    assert "not built, and not kept by this preview" in preview
    assert WeeklyEmail.objects.count() == 0
    assert command() == "2026-W47: built as at Friday 20 November 2026 at 08:00.\n"
    assert command("--week", "2026-W47") == "2026-W47: nothing to do now.\n"
    assert "2026-W47: built and not sent." in command("--preview")
    assert command("--send") == "2026-W47: sent, 1 e-mail queued.\n"
    again = command("--week", "2026-W47", "--send")
    assert again == "The e-mail of 2026-W47 was sent before, Friday 20 November 2026 at 09:00. Nothing was sent.\n"
    assert "2026-W47: sent." in command("--preview")
    assert OutgoingEmail.objects.count() == 1


def test_the_command_builds_what_it_sends(service: Service, time_machine: Any) -> None:
    time_machine.move_to(TEN + timedelta(days=3), tick=False)
    assert command("--week", "2026-W46", "--send") == "2026-W46: built and sent, 1 e-mail queued.\n"
    assert "Friday 6 November 2026, 08:00 to Friday 13 November 2026, 08:00" in OutgoingEmail.objects.get().text


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--week", "47"], "is not a week"),
        (["--week", "2026-W48", "--send"], "nothing to build before then"),
        (["--week", "2026-W48"], "nothing to build before then"),
        (["--week", "2026-W48", "--preview"], "has not been cut off yet"),
    ],
)
def test_the_command_refuses_in_a_sentence(args: list[str], words: str, time_machine: Any) -> None:
    time_machine.move_to(TEN, tick=False)
    with pytest.raises(CommandError, match=words):
        command(*args)
    assert WeeklyEmail.objects.count() == 0


def test_a_year_that_was_mistyped_freezes_nothing(service: Service, time_machine: Any) -> None:
    time_machine.move_to(TEN, tick=False)
    User.objects.update(joined_at=CUT_OFF - HOUR)
    for args in (["--week", "2016-W47"], ["--week", "2016-W47", "--send"]):
        with pytest.raises(CommandError) as refused:
            command(*args)
        assert str(refused.value) == (
            "The cut-off of 2016-W47 was Friday 25 November 2016 at 08:00, more than 8 weeks ago. What is built stays, "
            "so nothing that old is built by a slip. If you mean that week, add --however-old."
        )
    assert WeeklyEmail.objects.count() == 0
    assert "not built" in command("--week", "2016-W47", "--preview")
    assert "built and sent" in command("--week", "2016-W47", "--send", "--however-old")
    run_weekly_email(at=TEN)
    assert list(WeeklyEmail.objects.values_list("week", flat=True)) == ["2026-W47", "2016-W47"]


def test_after_months_without_a_worker_the_last_eight_weeks_are_built(service: Service) -> None:
    User.objects.update(joined_at=LONG_AGO)
    run_weekly_email(at=TEN)
    assert [email.week for email in WeeklyEmail.objects.all()] == [str(W47.plus(-back)) for back in range(8)]
    assert WeeklyEmail.objects.filter(sent_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("minutes", "was_late", "hour_set_since"), [(5, False, "Friday 08:30"), (61, True, "Friday 23:00")]
)
def test_whether_it_went_late_stays_as_it_was_when_its_hour_is_set_to_another(
    client: Client, service: Service, officer: User, settings: Any, minutes: int, was_late: bool, hour_set_since: str
) -> None:
    """On its page, and in what leaves later, or again, and is written anew for that."""
    email = send_weekly_email(actor=officer, email=built(), at=TEN + timedelta(minutes=minutes))
    settings.WEEKLY_SEND = hour_set_since
    client.force_login(officer)
    assert ("It went late and says so." in client.get(email.get_absolute_url()).text) is was_late
    send_outgoing_email(at=TEN + timedelta(hours=2))
    assert ("This e-mail is sent late." in OutgoingEmail.objects.get().text) is was_late
