"""The worker of `make run`, a parent with two children, killed while it tells of missing and harm at night.

Nothing of it is lost or told twice, to the duty mailbox and the on-call manager neither. The figures are printed (`-s`)
and kept in docs/reliability.md.
"""

import signal
import time

import pytest

from tests.alerts.figures import look, report
from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, wait_for

pytestmark = pytest.mark.processes
DUTY_MAILBOX = "duty@northcliffe.example"
EACH = 5
"""So many children are missing, and as many told of harm: a stage each."""

OF_WHO_IS_MISSING, OF_HARM = 4, 3
"""E-mails: to team manager, on-call manager and duty mailbox; of who is missing also to the Missing Returns Officer."""

LETTERS = EACH * (OF_WHO_IS_MISSING + OF_HARM)


@pytest.mark.parametrize("copy_at_rest", ["redis", "filesystem"], indirect=True)
def test_children_and_then_the_parent_too_are_killed_at_night(copy_at_rest: Copy, mailbox: Mailbox) -> None:
    copy = copy_at_rest
    copy.kinds = ["new_episode", "harm_told"]
    copy.environ["DUTY_MAILBOX"] = DUTY_MAILBOX
    copy.do("seed_at_night", EACH)
    mailbox.on_taken = lambda: time.sleep(0.1)  # a kill falls while there is work
    worker = copy.start_worker_at_night()
    wait_for(lambda: len(mailbox.taken) >= LETTERS // 4, 60, every=copy.wake)
    copy.kill_children(worker)
    broken_off = look(copy, mailbox, since=0)
    looked_at = len(mailbox.taken)
    worker.send_signal(signal.SIGCONT)
    assert copy.waiting(), "the kill fell while there was work"
    wait_for(lambda: len(mailbox.taken) >= LETTERS // 2, 60, every=copy.wake)
    assert worker.poll() is None, "the parent has started other children, who go on"
    copy.kill_all(worker)
    broken_off += look(copy, mailbox, since=looked_at)
    assert copy.waiting(), "the kill fell while there was work"
    copy.start_worker_at_night()
    wait_for(lambda: copy.stages() == EACH * 2 and not copy.waiting(), 60, every=copy.wake)
    what = f"Prefork worker at night, children and then all killed, {copy.transport}"
    report(what, copy, mailbox, stages=EACH * 2, letters=LETTERS, broken_off=broken_off)
    told = {address for address, *_ in mailbox.told}
    assert told == {DUTY_MAILBOX, *(f"{who}@northcliffe.example" for who in ("officer", "manager", "on-call"))}
