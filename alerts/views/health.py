from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import ActionRefused, public, requires, signed_in
from accounts.rules import Can
from alerts import actions
from alerts.models import AlertStage, OutgoingEmail, ScheduledJob
from alerts.sources import label_for
from alerts.wake import wake_sender
from people.lengths import in_words

FAILED_SHOWN = 50


@requires(Can.SEE_HEALTH)
def health(request: HttpRequest) -> HttpResponse:
    """How the jobs do and which e-mails could not be sent: kind and reference, never a name or a text."""
    now = timezone.now()
    jobs = [_job(job, now) for job in ScheduledJob.objects.scheduled()]
    failing = OutgoingEmail.objects.failing()
    failing_count = failing.count()
    rows = failing.order_by("-created_at").defer("text", "html")[:FAILED_SHOWN]
    context = {
        "jobs": jobs,
        "is_late": any(job["is_late"] for job in jobs),
        "facts": _facts(
            jobs, OutgoingEmail.objects.waiting().aggregate(all=Count("pk"), oldest=Min("created_at")), failing_count
        ),
        "failing": [{"email": email, "kind": label_for(email.kind)} for email in rows],
        "nobody_told": _nobody_told(AlertStage.objects.standing().filter(told=0, is_overtaken=False).count()),
    }
    return render(request, "alerts/health.html", context)


@requires(Can.SEE_HEALTH)
@require_POST
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


@public
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """For a load balancer: `ok` while the database can be reached, else 503. No detail."""
    return _plain(_database_answers())


@public
@never_cache
def healthz_jobs(request: HttpRequest) -> HttpResponse:
    """For a monitor: `ok` while no scheduled job is late, else 503. No detail."""
    return _plain(_database_answers() and not ScheduledJob.objects.late(timezone.now()).exists())


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _plain(is_well: bool) -> HttpResponse:
    return HttpResponse("ok" if is_well else "not ok", status=200 if is_well else 503, content_type="text/plain")


def _job(job: ScheduledJob, now: datetime) -> dict[str, Any]:
    has_failed = job.failed_at is not None and (job.succeeded_at is None or job.failed_at > job.succeeded_at)
    return {"job": job, "is_late": job.late_at <= now, "has_failed": has_failed}  # type: ignore[attr-defined]


def _facts(jobs: list[dict[str, Any]], waiting: dict[str, Any], failing: int) -> list[dict[str, Any]]:
    late = sum(job["is_late"] for job in jobs)
    oldest = f"Oldest: {in_words(timezone.now() - waiting['oldest'])}" if waiting["oldest"] else ""
    return [
        {"label": "Scheduled jobs", "value": f"{late} late" if late else "On time", "tone": "late" if late else "ok"},
        {"label": "E-mail waiting", "value": waiting["all"], "note": oldest},
        {"label": "E-mail that failed", "value": failing, "tone": "late" if failing else "ok"},
    ]


def _nobody_told(count: int) -> str:
    if not count:
        return ""
    what = "1 alert had" if count == 1 else f"{count} alerts had"
    return f"{what} nobody to tell: no worker, manager or administrator who may see it has an open account."
