"""What a sweep costs follows what is open, not the years of closed interviews behind it.

SWEEP_INTERVIEWS=900000 takes all of England's ten years; the figures of docs/reliability.md are printed by it with -s.
"""

import os
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.sources import all_sources
from missing.codes import LogKind, Outcome, Source
from missing.models import Episode, LogEntry, ReturnInterview
from people.models import YoungPerson
from tests.alerts.conftest import DAY, Council
from tests.factories import EpisodeFactory, ReturnInterviewFactory
from tests.many_rows import copy_rows

pytestmark = pytest.mark.django_db
CLOSED = int(os.environ.get("SWEEP_INTERVIEWS", "20000"))
EACH = 6
FULL = (
    "missing_episode",
    "missing_returninterview",
    "missing_logentry",
    "people_youngperson",
    "alerts_alert",
    "alerts_alertstage",
    "alerts_outgoingemail",
)
"""Of the tables that years fill, none is read from end to end."""
OPEN = 40
"""A council's: three days of returns and a few that are overdue."""


@pytest.fixture
def years_of_work(council: Council) -> Council:
    """Closed interviews by the thousand, each of an episode of its own, and some that are open."""
    now = timezone.now()
    person = council.young_person()
    episode = EpisodeFactory(young_person=person, started_at=now - 400 * DAY, returned=True, source=Source.IMPORTED)
    model = ReturnInterviewFactory(episode=episode, outcome=Outcome.COMPLETED, source=Source.IMPORTED)
    entry = LogEntry.objects.create(
        episode=episode, kind=LogKind.CATEGORY, text="Away", at=now, by=council.worker, recorded_at=now
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history, no trigger: only the rows
        copy_rows(YoungPerson, person.pk, CLOSED // EACH, reference="'C' || n", id="1000000 + n")
        back = f"make_interval(days => 30 * (n %% {EACH})::int)"
        shifted = {name: f"{name} - {back}" for name in ("started_at", "missing_from", "returned_at")}
        copy_rows(
            Episode,
            episode.pk,
            CLOSED,
            id="1000000 + n",
            reference="'C' || n",
            young_person_id=f"1000001 + (n - 1) / {EACH}",
            **shifted,
        )
        shifted = {name: f"{name} - {back}" for name in ("clock_starts_at", "due_at", "outcome_at")}
        copy_rows(LogEntry, entry.pk, CLOSED, episode_id="1000000 + n")
        copy_rows(ReturnInterview, model.pk, CLOSED, id="1000000 + n", episode_id="1000000 + n", **shifted)
        cursor.execute("SET session_replication_role = DEFAULT")
    for number in range(OPEN):
        council.interview(back=now - 6 * DAY + number * DAY / 8)
    raise_alerts()
    stage = AlertStage.objects.filter(is_overtaken=True).first()
    alert = Alert.objects.earliest("pk")
    email = OutgoingEmail.objects.earliest("pk")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        keys = {"id": "1000000 + n", "subject_key": "'interview:' || (1000000 + n)"}
        copy_rows(AlertStage, stage.pk, CLOSED, cleared_at="now()", **keys)
        copy_rows(Alert, alert.pk, CLOSED, stage_id="1000000 + n", cleared_at="now()")
        keys = {"message_id": "'m' || n", "dedupe_key": "'k' || n", "stage_id": "1000000 + n"}
        copy_rows(OutgoingEmail, email.pk, CLOSED, sent_at="now()", tries="1", **keys)
        cursor.execute("SET session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return council


def test_a_sweep_with_nothing_due_reads_nothing_closed_and_is_quick(
    years_of_work: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every question of a whole sweep, of its steps and of all sources: the plan, and the quickest of a few times."""
    now = timezone.now()
    monkeypatch.setattr("alerts.whom_else.closed_since", lambda instant: instant)  # what is asked at night too
    assert raise_alerts(at=now).stages == 0
    asked = questions_of_a_sweep(now)
    executing = planning = 0.0
    slowest: list[tuple[float, str]] = []
    for sql, params in asked:
        assert re.match(r"\(*SELECT\b", sql), f"nothing is written where nothing is due: {sql}"
        plan, took, planned = explained(sql, params)
        assert [table for table in FULL if re.search(rf"Seq Scan on {table}\b(?!.*never executed)", plan)] == [], plan
        executing, planning = executing + took, planning + planned
        slowest.append((took, f"{sql[:1500]}\n{plan}"))
    assert len(asked) >= 2 * len(list(all_sources()))
    print(
        f"\n{CLOSED} closed interviews and {OPEN} open: {len(asked)} questions find nothing due in"
        f" {executing:.2f} ms, planned in {planning:.2f} ms"
    )
    took, said = max(slowest)
    assert executing < 5, f"ms; the slowest is {took} ms:\n{said}"


def questions_of_a_sweep(now: datetime) -> list[tuple[str, Any]]:
    """What a sweep asks the database, savepoints aside."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        raise_alerts(at=now)
    return [(sql, params) for sql, params in asked if not re.match(r"SAVEPOINT|RELEASE", sql)]


def explained(sql: str, params: Any) -> tuple[str, float, float]:
    """The plan, and PostgreSQL's own times in ms, executing and planning."""
    took, planned = [], []
    for _ in range(5):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE) {sql}", params)
            plan = "\n".join(line for (line,) in cursor.fetchall())
        for times, name in ((took, "Execution"), (planned, "Planning")):
            times.append(float(re.search(rf"{name} Time: ([\d.]+) ms", plan)[1]))  # type: ignore[index]
    return plan, min(took), min(planned)
