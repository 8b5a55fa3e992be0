"""Figures for Prometheus, counted in the database when they are asked for: no process keeps any, so all agree.

Numbers alone, of no young person and no user. Rooms above register what they count (`register`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Sum
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector, CollectorRegistry

from alerts.health import Health, Job
from alerts.models import AlertStage

RAISED_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """One number, under `safe_return_` and its name."""

    name: str
    words: str
    count: Callable[[datetime], int]


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> None:
    _figures[figure.name] = figure


def exposition(health: Health, accept: str) -> tuple[bytes, str]:
    """All figures in the form that whoever asks prefers, and the name of that form."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Counted(health))
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


class _Counted(Collector):
    def __init__(self, health: Health) -> None:
        self.health = health

    def collect(self) -> Iterable[Metric]:
        yield from _of_jobs(self.health.jobs)
        yield from _of_emails(self.health)
        yield from _of_alerts(self.health)
        yield _gauge("broker_up", "Whether the broker answers", self.health.broker.is_there)
        if self.health.broker.waiting is not None:
            yield _gauge("broker_messages_waiting", "Messages in the broker's queue", self.health.broker.waiting)
        for figure in _figures.values():
            yield _gauge(figure.name, figure.words, figure.count(self.health.now))


def _of_jobs(jobs: list[Job]) -> Iterator[Metric]:
    late = _family("job_late", "Whether a scheduled job has not succeeded when it should have", "name")
    succeeded = _family("job_last_success_timestamp_seconds", "When it last succeeded; none if it never has", "name")
    due = _family("job_next_due_timestamp_seconds", "When it is to run next; past when it has not", "name")
    for job in jobs:
        late.add_metric([job.name], job.is_late)
        if job.succeeded_at:
            succeeded.add_metric([job.name], job.succeeded_at.timestamp())
        if job.next_due_at:
            due.add_metric([job.name], job.next_due_at.timestamp())
    yield from (late, succeeded, due)


def _of_emails(health: Health) -> Iterator[Metric]:
    oldest = (health.now - health.oldest_unsent).total_seconds() if health.oldest_unsent else 0
    yield _gauge("email_waiting", "E-mails that are still to leave", health.emails["to_leave"])
    yield _gauge("email_oldest_unsent_seconds", "How long the oldest that should have left has waited", oldest)
    yield _gauge("email_late", "Whether that is longer than EMAIL_LATE_MINUTES", health.is_email_late)
    yield _gauge("email_failing", "E-mails tried in vain, given up ones included", health.failures["failing"])
    yield _gauge("email_given_up", "E-mails given up whose matter stands, not put away", health.failures["given_up"])
    yield _gauge("email_held_back", "E-mails to addresses from which mail comes back", health.emails["held_back"])
    yield _gauge("email_came_back", "E-mails of the last 14 days that came back", health.failures["came_back"])
    yield _gauge("addresses_bounced", "Users from whom mail comes back", health.addresses_bounced)


def _of_alerts(health: Health) -> Iterator[Metric]:
    stages = _family("stages_raised_last_day", "Stages recorded in the last 24 hours", "kind")
    alerts = _family("alerts_raised_last_day", "Alerts to people in the last 24 hours", "kind")
    raised = AlertStage.objects.filter(raised_at__gt=health.now - RAISED_WITHIN).order_by("kind")
    for kind, number, told in raised.values_list("kind").annotate(Count("pk"), Sum("told")):
        stages.add_metric([kind], number)
        alerts.add_metric([kind], told)
    yield from (stages, alerts)
    yield _gauge("stages_nobody_told", "Stages that stand and had nobody to tell", health.nobody_told)


def _family(name: str, words: str, label: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"safe_return_{name}", words, labels=[label])


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"safe_return_{name}", words, value=value)
