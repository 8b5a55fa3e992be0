"""Whole processes, killed: no stage is lost or told twice, wherever the kill falls.

An e-mail comes twice only where it fell between the mail server's yes and our commit, and then under the same
Message-ID with the same words. The figures are printed (`-s`) and kept in docs/reliability.md.
"""

import os
import random
import time
from collections.abc import Callable

import pytest

from tests.alerts.figures import kill_and_look, report
from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, wait_for

pytestmark = pytest.mark.processes
STAGES, EMAILS = 3, 3
"""Of one interview: 24 hours before, due, 24 hours overdue, the last told; to holder, returns officer, team manager."""

ALL_AT_ONCE, KILLS = 1_000, 10


def test_killed_at_random_points(copy_at_rest: Copy, mailbox: Mailbox) -> None:
    """A thousand due at once; the kills fall anywhere in the raising of the stages and the sending of the e-mails.

    DICE_SEED in the environment throws the dice again as they fell in a run that failed; what is at work when they
    have fallen is the machine's affair.
    """
    copy, dice_seed = copy_at_rest, int(os.environ.get("DICE_SEED") or random.randrange(10**6))
    what = f"Killed {KILLS} times at random (DICE_SEED={dice_seed}), {copy.transport}"
    print(f"\n{what}")  # first of all: a run that fails says it as well
    dice = random.Random(dice_seed)
    copy.seed(ALL_AT_ONCE)
    broken_off: list[str] = []
    looked_at = 0
    for _ in range(KILLS):
        program = copy.set_to_work()
        before = copy.stages() + len(mailbox.taken)
        copy.wake()
        wait_for(lambda before=before: copy.stages() + len(mailbox.taken) > before, 600, every=copy.wake)  # type: ignore[misc]
        time.sleep(dice.uniform(0, 0.6))
        assert program.poll() is None, "the kill fell while there was work"
        broken_off += kill_and_look(copy, program, mailbox, since=looked_at)
        looked_at = len(mailbox.taken)
    assert copy.stages() < ALL_AT_ONCE * STAGES or copy.waiting(), "the kills fell while there was work"
    copy.set_to_work()
    wait_for(lambda: copy.stages() >= ALL_AT_ONCE * STAGES and not copy.waiting(), 900, every=copy.wake)
    report(what, copy, mailbox, stages=ALL_AT_ONCE * STAGES, letters=ALL_AT_ONCE * EMAILS, broken_off=broken_off)


@pytest.mark.parametrize("taken", [False, True], ids=["before the server took it", "after the server took it"])
def test_killed_in_the_middle_of_an_email(make_copy: Callable[[str], Copy], mailbox: Mailbox, taken: bool) -> None:
    """No broker at all: the command is killed between claim and send, and between the server's yes and our commit."""
    copy = make_copy("")
    copy.seed(4)
    running = copy.start("manage.py", "raise_alerts")

    def kill() -> bool:
        if len(mailbox.taken) < 5 or running.poll() is not None:
            return False
        copy.kill(running)
        return True

    if taken:
        mailbox.on_taken = kill
    else:
        mailbox.drops_it = kill
    running.communicate(timeout=60)
    assert running.returncode == -9
    said = copy.run("manage.py", "raise_alerts").stdout
    assert f"{12 - 5 + taken} sent, 0 failed." in said
    what = f"Command killed {'after' if taken else 'before'} the server took it, no broker"
    broken_off = [mailbox.taken[4][0]] if taken else []
    report(what, copy, mailbox, stages=4 * STAGES, letters=4 * EMAILS, broken_off=broken_off)
