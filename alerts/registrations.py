"""What this room shows and raises itself: the bell, the health page, and jobs that are late."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.urls import reverse

from accounts import navigation
from accounts.models import User
from accounts.rules import Can
from alerts import sources
from alerts.heartbeat import watch_worker
from alerts.models import Alert, ScheduledJob
from alerts.sources import AlertSource, Stage, To


def register() -> None:
    navigation.register(
        navigation.Item(
            order=0, key="bell", label="Alerts", url_name="alerts:alerts", can=Can.USE_OWN_ACCOUNT, counts=to_read
        )
    )
    navigation.register(
        navigation.Item(order=90, key="health", label="Health", url_name="alerts:health", can=Can.SEE_HEALTH)
    )
    sources.register(LATE_JOB)
    watch_worker()


def to_read(user: User) -> QuerySet[Alert]:
    return Alert.objects.visible_to(user).unread()


def late_jobs(now: datetime) -> QuerySet[ScheduledJob]:
    return ScheduledJob.objects.late(now)


def health_page(reference: str) -> str:
    return reverse("alerts:health")


LATE_JOB = AlertSource(
    kind="late_job",
    label="Scheduled job",
    key="job",
    stages=(Stage("late", "has not succeeded when it should have", timedelta(0), to=(To.ADMINISTRATORS,)),),
    subjects=late_jobs,
    deadline=F("late_at"),
    reference=F("name"),
    path=health_page,
)
