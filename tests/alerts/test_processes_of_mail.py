"""Whole processes, and e-mail: a mail server that misbehaves, several alerts in one e-mail, and who has left since."""

import re
import time

import pytest

from tests.alerts.processes import Copy, Mailbox, wait_for

pytestmark = pytest.mark.processes

MANAGER = "manager@northcliffe.example"
TRIED_IN_VAIN = "SELECT count(*) FROM alerts_outgoingemail WHERE sent_at IS NULL AND tries > 0"
NOT_ANSWERED = f"{TRIED_IN_VAIN} AND last_error LIKE 'The mail server does not answer%'"
TAKEN_BACK = "SELECT count(*) FROM alerts_outgoingemail WHERE withdrawn_at IS NOT NULL"
WAITS_FOR_ITS_HOUR = "SELECT count(*) FROM alerts_outgoingemail WHERE sent_at IS NULL AND next_try_at > now()"
CHILDREN, PEOPLE = 15, 3

with_a_worker = pytest.mark.parametrize("copy", ["redis", "filesystem"], indirect=True)


def report(what: str, copy: Copy, mailbox: Mailbox, *, stages: int, letters: int, twice: int) -> None:
    """Print and judge: nothing lost, no stage twice, no more e-mails twice than were broken off after the yes."""
    lost, mails_lost = stages - copy.stages(), letters - len(set(mailbox.taken))
    print(
        f"\n{what}: {lost} of {stages} stages lost, {copy.stages_twice()} twice;"
        f" {mails_lost} of {letters} e-mails lost, {mailbox.twice} twice"
    )
    assert (lost, copy.stages_twice(), mails_lost, mailbox.twice) == (0, 0, 0, twice)
    assert all(len(read) == 1 for read in mailbox.texts.values()), "a second copy says what the first one said"
    assert copy.letters() == letters
    assert copy.waiting() == 0


@with_a_worker
def test_a_worker_whose_server_refuses_one_then_all_then_is_slow(copy: Copy, mailbox: Mailbox) -> None:
    """Slow past the limit of ten seconds, and it takes the e-mail all the same: that one comes twice, and no other."""
    copy.seed(2)
    mailbox.refused = {MANAGER}
    copy.sweep(lambda: len(mailbox.taken) == 4 and copy.ask(TRIED_IN_VAIN) == 2)
    mailbox.refuses_all = True
    copy.seed(2, first=2)
    copy.sweep(lambda: copy.ask(TRIED_IN_VAIN) == 8)
    mailbox.refuses_all, mailbox.refused = False, set()
    slow = iter([12])
    mailbox.on_taken = lambda: time.sleep(next(slow, 0))
    copy.hurry()
    copy.sweep(lambda: copy.ask(NOT_ANSWERED) == 1)
    copy.hurry()
    copy.sweep(lambda: copy.stages() == 12 and copy.waiting() == 0)
    report("Worker, mail server refuses one, all, is slow", copy, mailbox, stages=12, letters=12, twice=1)


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
        copy.kill(copy.workers[0])
        return True

    mailbox.drops_it = lambda: kill(before)
    mailbox.on_taken = lambda: kill(after)
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
    what = "Worker killed four times as it sends several alerts in one"
    report(what, copy, mailbox, stages=6 * CHILDREN, letters=2 * PEOPLE * CHILDREN, twice=2)


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
    report("Who leaves between stage and send", copy, mailbox, stages=16, letters=8 + 8, twice=0)
