from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import ActionRefused, requires, signed_in
from accounts.pressed import led_back_to
from accounts.rules import Can
from alerts import actions
from alerts.health import Health
from alerts.models import OutgoingEmail
from alerts.password_links import PASSWORD_RESET
from alerts.probes import Answer, broker_name
from alerts.sources import label_for
from alerts.wake import wake_sender
from people.days import time_in_words
from people.lengths import counted, in_words
from people.paging import page_of

NOTHING_AT_ONE_PRESS = (
    "Nothing else can be sent again at one press. What came back, or is to an address from which mail comes back, is "
    "sent again one by one."
)


@requires(Can.SEE_HEALTH)
def health(request: HttpRequest) -> HttpResponse:
    """How the service does, and which e-mails did not arrive: kind and reference, never a name or a text."""
    state = Health(timezone.now())
    facts, failing = _facts(state), _failing(request, state)
    context = {
        "jobs": state.jobs,
        "no_job_yet": not any(job.succeeded_at or job.has_failed for job in state.jobs),
        "is_alarm": not state.is_well,
        "facts": facts,
        "failing": failing,
        "put_away": [_row(email) for email in _put_away(state)],
        "may_send_all": state.failures["failing"] > 1,
        "held_back": _held_back(state),
        "nobody_told": _nobody_told(state.nobody_told),
        "worker_stopped": _worker_stopped(state.worker_starts),
        "no_domains": not settings.MAIL_ALLOWED_DOMAINS,
    }
    return render(request, "alerts/health.html", context)


@requires(Can.SEE_HEALTH)
@led_back_to(lambda request, **taken: "alerts:health")
def send_email_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try one e-mail anew."""
    email = get_object_or_404(OutgoingEmail, pk=pk)
    try:
        actions.send_again(actor=signed_in(request), email=email)
    except ActionRefused as refused:
        messages.warning(request, refused.message)
    else:
        wake_sender()
        messages.success(request, "It will be sent again within a minute.")
    return redirect("alerts:health")


@requires(Can.SEE_HEALTH)
@led_back_to(lambda request, **taken: "alerts:health")
def put_email_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more is to be done about one that was given up."""
    email = get_object_or_404(OutgoingEmail, pk=pk)
    try:
        actions.put_away(actor=signed_in(request), email=email)
    except ActionRefused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "It is put away. For 14 days it can be sent again from the list at the end.")
    return redirect("alerts:health")


@requires(Can.SEE_HEALTH)
@led_back_to(lambda request, **taken: "alerts:health")
def send_all_email_again(request: HttpRequest) -> HttpResponse:
    """Try all that failed or was given up anew."""
    sent = actions.send_all_again(actor=signed_in(request))
    if sent:
        wake_sender()
        messages.success(request, f"{counted(sent, 'e-mail')} will be sent again, the urgent ones first.")
    else:
        messages.warning(request, NOTHING_AT_ONE_PRESS)
    return redirect("alerts:health")


def _facts(state: Health) -> list[dict[str, Any]]:
    late, given_up = state.late_jobs, state.failures["given_up"]
    failing = state.failures["failing"] + state.failures["came_back"]
    oldest = f"Oldest: {in_words(state.now - state.oldest_unsent)}" if state.oldest_unsent else ""
    limit = counted(settings.EMAIL_LATE_MINUTES, "minute")
    return [
        {"label": "Scheduled jobs", "value": f"{late} late" if late else "On time", "tone": "late" if late else "ok"},
        {
            "label": "E-mail waiting",
            "value": state.emails["to_leave"],
            "note": f"{oldest}, more than {limit}" if state.is_email_late else oldest,
            "tone": "late" if state.is_email_late else "",
        },
        {
            "label": "E-mail that did not arrive",
            "value": failing,
            "note": f"{given_up} given up" if given_up else "",
            "tone": "late" if given_up else "soon" if failing else "ok",
        },
        {
            "label": "Alerts with nobody to tell",
            "value": state.nobody_told,
            "tone": "late" if state.nobody_told else "ok",
        },
        _answer("Database", state.database),
        _answer(f"Broker ({broker_name()})", state.broker),
        {
            "label": "Waiting at the broker",
            "value": "Not known" if state.broker.waiting is None else counted(state.broker.waiting, "message"),
        },
    ]


def _answer(label: str, answer: Answer) -> dict[str, Any]:
    if answer.is_there:
        return {"label": label, "value": "Answers", "note": f"In {answer.milliseconds} ms", "tone": "ok"}
    return {"label": label, "value": "Does not answer", "note": answer.said, "tone": "late"}


def _failing(request: HttpRequest, state: Health) -> Page:
    """Those that failed, came back or are held back, the latest first, each with what is to be said of it."""
    emails = OutgoingEmail.objects.did_not_arrive(state.now).order_by("-created_at", "-pk").defer("text", "html")
    page = page_of(request, emails, state.failures["did_not_arrive"])
    page.object_list = [_row(email) for email in page.object_list]
    return page


def _put_away(state: Health) -> QuerySet[OutgoingEmail]:
    """The latest first."""
    emails = OutgoingEmail.objects.put_away(state.now).select_related("put_away__put_away_by").defer("text", "html")
    return emails.order_by("-put_away__put_away_at", "-pk")


def _row(email: OutgoingEmail) -> dict[str, Any]:
    """An e-mail of somebody's own account leads to it: that is where an address is put right."""
    url = reverse("user", args=[email.to_user_id]) if email.kind == PASSWORD_RESET and email.reference else ""
    return {"email": email, "kind": label_for(email.kind), "url": url}


def _held_back(state: Health) -> dict[str, str]:
    """From whom mail comes back, and how much of theirs waits; nothing where there is nobody."""
    people = state.addresses_bounced
    if not people:
        return {}
    who = counted(people, "user")
    waiting = state.emails["held_back"]
    what = f"{counted(waiting, 'e-mail')} {'waits' if waiting == 1 else 'wait'}"
    text = f"E-mail to {who} comes back, so none is sent to them; {what} until their address works."
    return {"text": text, "url": reverse("bounced_addresses"), "link_label": "See which addresses"}


def _worker_stopped(starts: list[datetime]) -> str:
    """That it was started again; why is in the log, which may hold what is nobody's to read here."""
    if not starts:
        return ""
    times = "" if len(starts) == 1 else f", and {counted(len(starts), 'time')} within 7 days"
    when = time_in_words(starts[-1])
    return f"The worker stopped and was started again {when}{times}. Why it stopped is in log/worker.log."


def _nobody_told(count: int) -> str:
    if not count:
        return ""
    what = "1 alert had" if count == 1 else f"{count} alerts had"
    return f"{what} nobody to tell: no worker, manager or administrator who may see it has an open account."
