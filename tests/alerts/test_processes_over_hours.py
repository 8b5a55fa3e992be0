"""Whole processes, and hours that go by: no broker, no runs, a deadline corrected, a change of the clocks.

The hours go by in the database, where every time is set back (`Copy.let_pass`); the processes are as they always are.
Only across the clocks' change the process has its own clock set: the hour of London's day cannot be had otherwise.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from kombu.exceptions import OperationalError

from tests.alerts.across_clocks import BACK, HOURS
from tests.alerts.figures import report
from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, Redis, wait_for

pytestmark = pytest.mark.processes

REACHED = (48, 72, 96, 144)
"""Hours after the return at which an interview reaches its stages."""

ON_TIME = """
    SELECT count(*) FROM alerts_alertstage
    WHERE kind = 'interview' AND date_trunc('second', raised_at) = due_at
    + interval '1 hour'
    * CASE stage WHEN 'due_in_24_hours' THEN -24 WHEN 'due' THEN 0 WHEN 'overdue_24' THEN 24 ELSE 72 END
"""


def is_quiet(copy: Copy, stages: int) -> Callable[[], bool]:
    return lambda: copy.stages() >= stages and copy.waiting() == 0


def test_the_broker_is_away_for_an_hour_of_sweeps(
    make_copy: Callable[[str], Copy], mailbox: Mailbox, redis: Redis
) -> None:
    """An interview falls due each minute; nobody can be woken for sixty of them; the same worker goes on afterwards."""
    copy = make_copy(redis.url)
    copy.seed(60, hours=-5, apart=1)
    copy.start_worker()
    copy.sweep(is_quiet(copy, 60))
    assert len(mailbox.taken) == 60, "due within 24 hours: to who holds it"
    wait_for(redis.is_empty, 120)
    redis.stop()
    copy.let_pass(hours=5 - 1 / 60)
    for _ in range(60):
        copy.let_pass(hours=1 / 60)
        with pytest.raises(OperationalError, match="refused"):
            copy.wake()
    assert copy.stages() == 60, "nobody was there to raise them"
    redis.start()
    copy.sweep(is_quiet(copy, 120))
    report("Broker away for an hour of sweeps, the same worker goes on", copy, mailbox, stages=120, letters=60 + 180)


def test_a_day_without_runs(copy: Copy, mailbox: Mailbox) -> None:
    """Two stages fall into the day: both are on record, and one e-mail tells of the later."""
    copy.seed(4, hours=-24.5)
    copy.sweep(lambda: copy.ask("SELECT count(*) FROM alerts_jobrun WHERE succeeded") >= 2)
    assert copy.stages() == 0
    copy.close()
    copy.let_pass(hours=25)
    if not copy.by_command:
        copy.start_worker()
    copy.sweep(is_quiet(copy, 8))
    assert (len(mailbox.taken), copy.told()) == (12, 4)
    copy.let_pass(hours=24)
    copy.sweep(is_quiet(copy, 12))
    report(f"A day without runs, {copy.transport}", copy, mailbox, stages=12, letters=24)


def test_a_deadline_is_corrected_before_between_and_after_its_stages(copy: Copy, mailbox: Mailbox) -> None:
    """Each deadline has its own stages, each told once; those of the old one are withdrawn.

    The quarters of an hour keep old and new deadline apart on paper: what goes by is taken off all times on record.
    """
    before, between, after = "SE00000", "SE00001", "SE00002"
    copy.seed(3, hours=-25)
    copy.do("happening", "corrected", before, 5)
    copy.let_pass(hours=2)
    copy.sweep(is_quiet(copy, 2))
    copy.do("happening", "corrected", between, 5)
    copy.sweep(lambda: withdrawn(copy) == 1)
    copy.let_pass(hours=5.25)
    copy.sweep(is_quiet(copy, 4))
    assert len(mailbox.taken) == 4, "due within 24 hours: of each, and of one once more"
    copy.let_pass(hours=100)
    copy.sweep(is_quiet(copy, 4 + 3 * 3))
    copy.do("happening", "corrected", after, 30)
    copy.sweep(lambda: withdrawn(copy) == 5 and copy.told() == 5)
    copy.let_pass(hours=1)
    copy.sweep(is_quiet(copy, 16))
    copy.let_pass(hours=29.25)
    copy.sweep(is_quiet(copy, 17))
    assert [stages_of(copy, of, which) for of in (before, between, after) for which in ("", "NOT")] == [
        4,
        0,
        4,
        1,
        4,
        4,
    ]
    what = f"A deadline corrected before, between and after its stages, {copy.transport}"
    report(what, copy, mailbox, stages=17, letters=4 + 9 + 6)


def withdrawn(copy: Copy) -> int:
    return copy.ask("SELECT count(*) FROM alerts_alertstage WHERE withdrawn_at IS NOT NULL")


def stages_of(copy: Copy, reference: str, which: str) -> int:
    """Of one episode's interview, those that stand, or with "NOT" those that were withdrawn."""
    where = f"reference = '{reference}' AND withdrawn_at IS {which} NULL"
    return copy.ask(f"SELECT count(*) FROM alerts_alertstage WHERE {where}")  # noqa: S608


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
def test_every_hour_over_a_change_of_the_clocks(
    make_copy: Callable[[str], Copy], mailbox: Mailbox, change: datetime
) -> None:
    """Cron each hour, the 23 or 25 of that day and those around it: each stage at its own elapsed hour."""
    reached = list(stages_in_the_hours())
    copy = make_copy("")
    copy.do("across_clocks", change.isoformat())
    letters = sum(1 if after == REACHED[0] else 3 for after in reached)
    what = f"Every hour over the change of the clocks in {change:%B}, no broker"
    report(what, copy, mailbox, stages=len(reached), letters=letters)
    assert copy.ask(ON_TIME) == len(reached)


def stages_in_the_hours() -> Iterator[int]:
    return (after for back in BACK for after in REACHED if back + after in HOURS)
