"""What Prometheus reads: figures, and nobody's name."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from accounts.actions import mark_address
from alerts.actions import raise_alerts
from alerts.models import OutgoingEmail, ScheduledJob
from alerts.probes import Answer
from tests.alerts.conftest import DAY, Council
from tests.alerts.test_health import BEARER, all_on_time, broker, installed, token

pytestmark = pytest.mark.django_db
__all__ = ["broker", "token"]


class TestMetrics:
    def figures(self, client: Client) -> dict[str, float]:
        response = client.get("/metrics", headers=BEARER)
        assert response.status_code == 200
        return {
            sample.name.removeprefix("safe_return_") + "".join(f":{value}" for value in sample.labels.values()): value
            for family in text_string_to_metric_families(response.content.decode())
            for sample in family.samples
            if (value := sample.value) is not None
        }

    def test_prometheus_reads_them(self, client: Client, council: Council, token: None) -> None:
        with time_machine.travel("2026-11-26T09:00:00Z", tick=False):
            all_on_time()
            ScheduledJob.objects.filter(name="tidy").update(succeeded_at=None, expected_from=timezone.now() - 2 * DAY)
            council.interview(back=timezone.now() - 4 * DAY, assigned_to=council.worker)
            council.interview(back=timezone.now() - DAY)
            raise_alerts()
            mark_address(user=council.worker, address=council.worker.email, said="550", sent_at=timezone.now())
            figures = self.figures(client)
        nine = datetime(2026, 11, 26, 9, 0, tzinfo=UTC).timestamp()
        assert figures["job_last_success_timestamp_seconds:raise alerts"] == nine
        assert figures["job_next_due_timestamp_seconds:raise alerts"] == nine + 60
        assert "job_last_success_timestamp_seconds:tidy" not in figures
        assert (figures["job_late:tidy"], figures["job_late:raise alerts"]) == (1, 0)
        assert (figures["interviews_to_do"], figures["interviews_overdue"]) == (2, 1)
        assert figures["stages_raised_last_day:interview"] == 3
        assert figures["alerts_raised_last_day:interview"] == 3
        assert (figures["email_held_back"], figures["email_waiting"], figures["addresses_bounced"]) == (1, 3, 1)
        assert (figures["broker_up"], figures["broker_messages_waiting"]) == (1, 3)
        assert figures["email_oldest_unsent_seconds"] == 0
        assert figures["stages_nobody_told"] == 0
        assert figures["email_given_up"] == 0
        OutgoingEmail.objects.update(given_up_at=timezone.now(), tries=4, last_error="550 no such user")
        assert self.figures(client)["email_given_up"] == OutgoingEmail.objects.count()

    def test_a_job_that_never_began_has_its_series(self, client: Client, token: None) -> None:
        installed(timezone.now() - DAY)
        figures = self.figures(client)
        assert (figures["job_late:raise alerts"], figures["job_late:tidy"]) == (1, 0)

    def test_they_name_nobody(self, client: Client, council: Council, token: None) -> None:
        interview = council.interview(back=timezone.now() - 4 * DAY, assigned_to=council.worker)
        raise_alerts()
        body = client.get("/metrics", headers=BEARER).content.decode()
        person = interview.episode.young_person
        for name in (person.first_name, person.reference, interview.episode.reference, council.worker.email):
            assert name not in body

    def test_a_database_that_does_not_answer_is_503(
        self, client: Client, token: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("alerts.health.ask_database", lambda: Answer(is_there=False, milliseconds=2000))
        assert client.get("/metrics", headers=BEARER).status_code == 503

    def test_what_the_broker_holds_is_left_out_where_it_is_not_known(
        self, client: Client, token: None, broker: dict[str, Answer]
    ) -> None:
        broker["broker"] = Answer(is_there=False, milliseconds=2000)
        figures = self.figures(client)
        assert figures["broker_up"] == 0
        assert "broker_messages_waiting" not in figures
