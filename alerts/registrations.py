"""What this room shows and raises itself: the bell, the health page, and jobs that are late."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import CharField, Exists, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from accounts import navigation
from accounts.models import MovedWork, User
from accounts.models.moved_work import MovedWorkQuerySet
from accounts.rules import Can
from alerts import catalogue, sources
from alerts.actions.reminding import bring_back_reminders
from alerts.actions.taking_back import take_back_dead_links
from alerts.emails import REMINDER
from alerts.given_up import EMAIL_GIVEN_UP, health_page
from alerts.grouping import MORNING, SEVERAL
from alerts.heartbeat import watch_worker
from alerts.models import Alert, AlertStage, OutgoingEmail, ScheduledJob
from alerts.password_links import PASSWORD_RESET
from alerts.sources import AlertSource, Stage, To
from people import merging
from people.models import RecordOpening, seen_by


def register() -> None:
    navigation.register(
        navigation.Item(
            order=0, key="bell", label="Alerts", url_name="alerts:alerts", can=Can.USE_OWN_ACCOUNT, counts=to_read
        )
    )
    navigation.register(
        navigation.Item(order=90, key="health", label="Health", url_name="alerts:health", can=Can.SEE_HEALTH)
    )
    navigation.register(
        navigation.Item(
            order=91, key="alert_settings", label="Who is told", url_name="alerts:settings", can=Can.SET_ALERTS
        )
    )
    sources.register(LATE_JOB)
    sources.register(RECORD_OPENED)
    sources.register(ADDRESS_BOUNCED)
    sources.register(MAILBOX_BOUNCED)
    sources.register(EMAIL_GIVEN_UP)
    sources.register(WORK_CAME)
    sources.register(WORK_WENT)
    sources.register_step("bring back what was put off", bring_back_reminders)
    sources.register_step("take back links that work no more", take_back_dead_links)
    catalogue.explain(
        WORK_CAME.kind,
        "To who has it now, or is to give it to somebody: a colleague left, or a record was restricted. Names no case.",
    )
    catalogue.explain(WORK_WENT.kind, "To who had it, where they may not see the record any more. Names no case.")
    for entry in (NEW_PASSWORD, REMINDED, SEVERAL_ALERTS, MORNING_ALERTS):
        catalogue.register(entry)
    watch_worker()
    merging.register(AlertStage, "young_person")


def to_read(user: User) -> QuerySet[Alert]:
    return seen_by(user, Alert.objects).unread()


def late_jobs(now: datetime) -> QuerySet[ScheduledJob]:
    """The sweep alone where it is late and has not failed: no job ran. Which are late then, the next sweep tells."""
    late = ScheduledJob.objects.late(now)
    stood_still = late.filter(~HAS_FAILED_SINCE, name=SWEEP)
    return late.filter(Q(name=SWEEP) | ~Exists(stood_still))


SWEEP = "raise alerts"
"""The entry of the schedule that asks."""

HAS_FAILED_SINCE = Q(failed_at__isnull=False) & (Q(succeeded_at__isnull=True) | Q(failed_at__gt=F("succeeded_at")))


LATE_JOB = AlertSource(
    kind="late_job",
    label="Scheduled job",
    key="job",
    stages=(Stage("late", "has not succeeded when it should have", timedelta(0), to=(To.ADMINISTRATORS,)),),
    subjects=late_jobs,
    deadline=F("late_at"),
    reference=F("name"),
    path=health_page,
    can=Can.SEE_HEALTH,
)


OPENING_IS_NEWS_FOR = timedelta(days=7)
"""How long the alert that duty opened a record stands, unless it is read before."""


def records_opened(now: datetime) -> QuerySet[RecordOpening]:
    return RecordOpening.objects.since(now - OPENING_IS_NEWS_FOR)


def openings_page(reference: str) -> str:
    return reverse("people:openings", args=[reference])


RECORD_OPENED = AlertSource(
    kind="record_opened",
    label="Record opened by duty with a reason",
    key="opening",
    stages=(Stage("opened", "", timedelta(0), to=(To.WORKER,), otherwise=(To.TEAM_MANAGERS,)),),
    subjects=records_opened,
    deadline=F("opened_at"),
    alerts_from=F("opened_at"),
    young_person=F("young_person"),
    reference=F("young_person__reference"),
    path=openings_page,
    not_to=F("user"),
    is_news=True,
)


def addresses_bounced(now: datetime) -> QuerySet[User]:
    return User.objects.address_bounced()


def addresses_page(reference: str) -> str:
    return f"{reverse('bounced_addresses')}#{reference.replace(' ', '-')}"


ADDRESS_BOUNCED = AlertSource(
    kind="address_bounced",
    label="E-mail to a colleague",
    key="address",
    stages=(Stage("bounced", "comes back", timedelta(0), to=(To.TEAM_MANAGERS,), otherwise=(To.ADMINISTRATORS,)),),
    subjects=addresses_bounced,
    deadline=F("email_bounced_at"),
    reference=Concat(Value("user "), Cast("pk", CharField()), output_field=CharField()),
    path=addresses_page,
    about_user=F("pk"),
    not_to=F("pk"),
    is_waiting=True,
    can=Can.SEE_BOUNCED_ADDRESSES,
)
"""Told to the managers of their teams, who can tell them: without a name, as every e-mail, which the page has."""


MAILBOX_TOLD_AGAIN_AFTER = timedelta(days=7)


def mailbox_bounced(now: datetime) -> QuerySet[OutgoingEmail]:
    return OutgoingEmail.objects.mailbox_came_back(settings.DUTY_MAILBOX, now - MAILBOX_TOLD_AGAIN_AFTER)


MAILBOX_BOUNCED = AlertSource(
    kind="mailbox_bounced",
    label="E-mail to the duty mailbox",
    key="email",
    stages=(Stage("bounced", "comes back", timedelta(0), to=(To.ADMINISTRATORS,)),),
    subjects=mailbox_bounced,
    deadline=F("bounced_at"),
    reference=Concat(Value("e-mail "), Cast("pk", CharField()), output_field=CharField()),
    path=health_page,
    is_waiting=True,
    can=Can.SEE_HEALTH,
)
"""Nobody owns the mailbox, so nobody is marked and mail to it goes on. Told once a week as long as it comes back."""


MOVES_ARE_NEWS_FOR = timedelta(days=7)
"""How long the alert that work came or went stands, unless it is read before."""


def moved_of_late(now: datetime) -> MovedWorkQuerySet:
    """Told to who works here still: others have nothing to look at."""
    return MovedWork.objects.since(now - MOVES_ARE_NEWS_FOR).filter(told__in=User.objects.active())


def work_that_came(now: datetime) -> MovedWorkQuerySet:
    return moved_of_late(now).that_came()


def work_that_went(now: datetime) -> MovedWorkQuerySet:
    return moved_of_late(now).that_went()


def moved_work_page(reference: str) -> str:
    return f"{reverse('moved_work')}#{reference.replace(' ', '-')}"


def _moved(kind: str, label: str, rows: Callable[[datetime], MovedWorkQuerySet]) -> AlertSource:
    return AlertSource(
        kind=kind,
        label=label,
        key="moved_work",
        stages=(Stage("moved", "", timedelta(0), to=(To.HOLDER,)),),
        subjects=rows,
        deadline=F("moved_at"),
        alerts_from=F("moved_at"),
        holder=F("told"),
        reference=Concat(Value("move "), Cast("pk", CharField()), output_field=CharField()),
        path=moved_work_page,
        says=F("what"),
        is_news=True,
        is_personal=True,
    )


WORK_CAME = _moved("work_came", "Work came to you", work_that_came)
WORK_WENT = _moved("work_went", "Work went from you", work_that_went)
"""Without a young person: who gave a restricted record away may not learn of it any more."""

NEW_PASSWORD = catalogue.Entry(
    kind=PASSWORD_RESET,
    title="Choose a new password",
    trigger="at once, when somebody asks for it on the page “Forgotten password”.",
    recipients="the address that was typed, if it is an account’s here; to any other address nothing is sent.",
    holds="a link that works once. Nobody’s name.",
)

REMINDED = catalogue.Entry(
    kind=REMINDER,
    title="An alert that was put off",
    trigger="at 07:30 on the morning after “Remind me tomorrow”, unless the matter was dealt with; while it is paused, "
    "once it goes on.",
    recipients="who put it off, and nobody else.",
    holds="what the alert said, and “You asked to be reminded of it today.” Never missing or harm: they cannot be.",
)

SEVERAL_ALERTS = catalogue.Entry(
    kind=SEVERAL,
    title="Several alerts about one young person",
    trigger="an hour after the last e-mail about them to the same person, where more than one alert waited meanwhile.",
    recipients="whoever is told of each of them.",
    holds="what each alert’s own e-mail would say, one after the other. Never missing or harm: those leave at once.",
)
MORNING_ALERTS = catalogue.Entry(
    kind=MORNING,
    title="The alerts of a morning",
    trigger="at 07:30, to who chose it on the page of their alerts.",
    recipients="the same.",
    holds="all that waited for them, about whichever young people. Never missing or harm: those leave at once.",
)
