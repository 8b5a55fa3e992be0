"""That an e-mail was given up is told to the administrators."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from accounts.rules import Can
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.sources import AlertSource, Stage, To

KIND = "email_given_up"


def emails_given_up(now: datetime) -> QuerySet[OutgoingEmail]:
    """Those that were told of, and the first of those given up since somebody read of the last.

    While an alert of them is unread it stands for whatever is given up after it: the page that it leads to lists all.
    Its own e-mail, where that fails too, is not told of by another.
    """
    told = AlertStage.objects.standing().filter(kind=KIND)
    read = Alert.objects.filter(stage__in=told, read_at__isnull=False)
    unread = told.filter(~Exists(read.filter(stage=OuterRef("pk"))))
    given_up = OutgoingEmail.objects.failing().filter(given_up_at__isnull=False).exclude(kind=KIND)
    since = given_up.filter(~Exists(unread), ~Exists(read.filter(read_at__gte=OuterRef("given_up_at"))))
    first = since.order_by("given_up_at", "pk").values("pk")[:1]
    is_told = Exists(told.filter(subject_key=Concat(Value("email:"), Cast(OuterRef("pk"), CharField()))))
    return given_up.filter(Q(is_told) | Q(pk__in=first))


def health_page(reference: str) -> str:
    return reverse("alerts:health")


EMAIL_GIVEN_UP = AlertSource(
    kind=KIND,
    label="An e-mail that could not be sent",
    key="email",
    stages=(Stage("given_up", "was given up", timedelta(0), to=(To.ADMINISTRATORS,)),),
    subjects=emails_given_up,
    deadline=F("given_up_at"),
    reference=Concat(Value("e-mail "), Cast("pk", CharField()), output_field=CharField()),
    path=health_page,
    is_waiting=True,
    can=Can.SEE_HEALTH,
)
