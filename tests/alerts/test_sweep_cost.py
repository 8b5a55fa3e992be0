"""What a sweep costs follows what is open, not the years of closed interviews behind it.

SWEEP_INTERVIEWS=900000 takes all of England's ten years; the figures of docs/reliability.md are printed by it with -s.
"""

import os
import re

import pytest
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from alerts.actions import raise_alerts
from alerts.actions.clearing import over
from alerts.actions.raising import due_and_not_on_record
from alerts.models import AlertStage
from missing.alert_sources import CONTACT, INTERVIEW, NEW_EPISODE
from missing.codes import Outcome, Source
from missing.models import Episode, ReturnInterview
from people.models import YoungPerson
from tests.alerts.conftest import DAY, Council
from tests.factories import EpisodeFactory, ReturnInterviewFactory

pytestmark = pytest.mark.django_db
CLOSED = int(os.environ.get("SWEEP_INTERVIEWS", "20000"))
EACH = 6
OPEN = 40
"""A council's: three days of returns and a few that are overdue."""


@pytest.fixture
def years_of_work(council: Council) -> Council:
    """Closed interviews by the thousand, each of an episode of its own, and some that are open."""
    now = timezone.now()
    person = council.young_person()
    episode = EpisodeFactory(young_person=person, started_at=now - 400 * DAY, returned=True, source=Source.IMPORTED)
    model = ReturnInterviewFactory(episode=episode, outcome=Outcome.COMPLETED, source=Source.IMPORTED)
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
        copy_rows(ReturnInterview, model.pk, CLOSED, id="1000000 + n", episode_id="1000000 + n", **shifted)
        cursor.execute("SET session_replication_role = DEFAULT")
    for number in range(OPEN):
        council.interview(back=now - 6 * DAY + number * DAY / 8)
    raise_alerts()
    stage = AlertStage.objects.filter(is_overtaken=True).first()
    copy_rows(AlertStage, stage.pk, CLOSED, subject_key="'interview:' || (1000000 + n)", cleared_at="now()")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return council


def copy_rows(model: type[Model], pk: int, number: int, **changed: str) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = [field.column for field in fields if not field.primary_key or "id" in changed]
    values = ", ".join(changed.get(name, name) for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608
            f"SELECT {values} FROM {table}, generate_series(1, %s) n WHERE id = %s",
            [number, pk],
        )


def test_a_sweep_with_nothing_due_reads_nothing_closed_and_is_quick(years_of_work: Council) -> None:
    """The plan and the time of each of its questions, the quickest of a few: the machine may be busy."""
    now = timezone.now()
    assert raise_alerts(at=now).stages == 0
    total = 0.0
    for source, index in [
        (INTERVIEW, "interview_to_do"),
        (CONTACT, "interview_contact_due"),
        (NEW_EPISODE, "episode_by_start"),
    ]:
        for question in (due_and_not_on_record(source, now), over(source, now)):
            took = []
            for _ in range(5):
                plan = question.explain(analyze=True)
                took.append(float(re.search(r"Execution Time: ([\d.]+) ms", plan)[1]))  # type: ignore[index]
            assert "Seq Scan" not in plan, plan
            total += min(took)
        assert index in due_and_not_on_record(source, now).explain()
    print(f"\n{CLOSED} closed interviews and {OPEN} open: nothing due is found in {total:.2f} ms")
    assert total < 5, "ms"
