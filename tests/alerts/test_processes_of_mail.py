"""Whole processes, and e-mail: a mail server that misbehaves, several alerts in one e-mail, and who has left since."""

import re
import time
from collections.abc import Callable

import pytest

from tests.alerts.figures import report
from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, wait_for

pytestmark = pytest.mark.processes

MANAGER = "manager@northcliffe.example"
NOT_SENT = "SELECT count(*) FROM alerts_outgoingemail WHERE sent_at IS NULL"
TRIED_IN_VAIN = f"{NOT_SENT} AND tries > 0"
NOT_ANSWERED = f"{NOT_SENT} AND last_error LIKE 'The mail server does not answer%'"
TAKEN_BACK = "SELECT count(*) FROM alerts_outgoingemail WHERE withdrawn_at IS NOT NULL"
WAITS_FOR_ITS_HOUR = f"{NOT_SENT} AND next_try_at > now()"
CHILDREN, PEOPLE = 15, 3

with_a_worker = pytest.mark.parametrize("copy_at_rest", ["redis", "filesystem"], indirect=True)


def test_a_server_refuses_one_then_all_then_is_slow(copy: Copy, mailbox: Mailbox) -> None:
    """Slow past the limit of ten seconds, and it takes the e-mail all the same: that one comes twice, and no other."""
    copy.seed(2)
    mailbox.refused = {MANAGER}
    copy.sweep(lambda: len(mailbox.taken) == 4 and copy.ask(TRIED_IN_VAIN) == 2)
    mailbox.refuses_all = True
    copy.seed(2, first=2)
    copy.sweep(lambda: copy.ask(TRIED_IN_VAIN) == 8)
    mailbox.refuses_all, mailbox.refused = False, set()
    slow: list[str] = []

    def say_so_late() -> None:
        if not slow:
            slow.append(mailbox.taken[-1][0])
            time.sleep(12)

    mailbox.on_taken = say_so_late
    copy.hurry()
    copy.sweep(lambda: copy.ask(NOT_ANSWERED) == 1)
    copy.hurry()
    copy.sweep(lambda: copy.stages() == 12 and copy.waiting() == 0)
    what = f"Mail server refuses one, all, is slow, {copy.transport}"
    report(what, copy, mailbox, stages=12, letters=12, broken_off=slow)


@with_a_worker
def test_a_worker_killed_while_it_sends_several_alerts_in_one_email(copy: Copy, mailbox: Mailbox) -> None:
    """One e-mail an hour to a person about a young person, wherever the kills fall: before the server's yes and after.

    Of each young person one interview is a day overdue, and one will be in forty minutes: both are told in one e-mail,
    and what comes then waits for its hour.
    """
    before, after = {15, 35}, {5, 25}
    copy.seed(2 * CHILDREN, hours=24, apart=40, of_each=2)

    def kill(at: set[int]) -> bool:
        if len(mailbox.taken) not in at:
            return False
        at.remove(len(mailbox.taken))
        copy.kill(copy.programs[0])
        return True

    broken_off: list[str] = []
    mailbox.drops_it = lambda: kill(before)
    mailbox.on_taken = lambda: kill(after) and broken_off.append(mailbox.taken[-1][0])
    for left in (3, 2, 1, 0):
        wait_for(lambda left=left: len(before | after) == left, 240, every=copy.wake)  # type: ignore[misc]
        copy.start_worker()
    copy.sweep(lambda: copy.stages() == 5 * CHILDREN and copy.waiting() == 0)
    of_two = sum(len(set(re.findall(r"SE\d{5}", text))) == 2 for (text,) in mailbox.texts.values())
    assert of_two == len(mailbox.texts) == PEOPLE * CHILDREN

    copy.let_pass(hours=0.75)
    copy.sweep(lambda: copy.ask(WAITS_FOR_ITS_HOUR) == PEOPLE * CHILDREN)
    assert len(mailbox.texts) == PEOPLE * CHILDREN, "nobody has a second one within the hour"
    copy.let_pass(hours=0.3)
    copy.sweep(lambda: copy.waiting() == 0)
    what = f"Worker killed four times as it sends several alerts in one, {copy.transport}"
    report(what, copy, mailbox, stages=6 * CHILDREN, letters=2 * PEOPLE * CHILDREN, broken_off=broken_off)


def test_who_leaves_between_stage_and_send_is_not_mailed(copy: Copy, mailbox: Mailbox) -> None:
    """The stage is told while the mail server takes nothing; when it does again the manager's account is closed."""
    copy.seed(4)
    mailbox.drops_it = lambda: True
    copy.sweep(lambda: copy.ask(TRIED_IN_VAIN) == 12)
    copy.do("happening", "left", MANAGER)
    mailbox.drops_it = lambda: False
    copy.hurry()
    copy.sweep(lambda: copy.ask(TAKEN_BACK) == 4 and copy.waiting() == 0)
    copy.let_pass(hours=48)
    copy.sweep(lambda: copy.stages() == 16 and copy.waiting() == 0)
    assert MANAGER not in {address for _, address in mailbox.taken}
    report(f"Who leaves between stage and send, {copy.transport}", copy, mailbox, stages=16, letters=8 + 8)


def test_a_mail_server_that_refuses_one_then_all_then_keeps_silent(
    make_copy: Callable[[str], Copy], mailbox: Mailbox
) -> None:
    copy = make_copy("")
    copy.seed(2)
    mailbox.refused = {"manager@northcliffe.example"}
    first = copy.run("manage.py", "raise_alerts").stdout
    assert "6 e-mails queued, 4 sent, 2 failed." in first

    copy.seed(2, first=2)
    mailbox.refuses_all = True
    assert "6 e-mails queued, 0 sent, 6 failed." in copy.run("manage.py", "raise_alerts").stdout

    mailbox.refuses_all, mailbox.refused = False, set()
    copy.hurry()
    mailbox.silent.set()
    began = time.monotonic()
    silent = copy.run("manage.py", "raise_alerts")
    assert "0 sent, 1 failed." in silent.stdout
    assert silent.returncode == 1
    assert 10 <= time.monotonic() - began < 40, "the limit is ten seconds of silence"

    mailbox.silent.clear()
    copy.hurry()
    assert "8 sent, 0 failed." in copy.run("manage.py", "raise_alerts").stdout
    report("Mail server refusing one, all, silent, no broker", copy, mailbox, stages=12, letters=12)
