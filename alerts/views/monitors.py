"""What monitors ask, without a login: yes or no to everybody, detail to who has the token (docs/deployment.md)."""

import hmac
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import public
from alerts.health import Health
from alerts.metrics import exposition
from alerts.probes import broker_name


@public
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """For a load balancer: `ok` while the database can be reached, else 503. With the token, everything, as JSON."""
    health = Health(timezone.now())
    if "Authorization" not in request.headers:
        return _plain(health.database.is_there)
    if not _has_token(request):
        return _not_the_token()
    is_well = health.is_well if health.database.is_there else False
    return JsonResponse({"status": "ok" if is_well else "not ok", **_in_full(health)}, status=200 if is_well else 503)


@public
@never_cache
def healthz_jobs(request: HttpRequest) -> HttpResponse:
    """For a monitor: `ok` while no job and no e-mail is late, none given up, nobody untold; else 503. No detail."""
    health = Health(timezone.now())
    return _plain(health.database.is_there and health.is_work_done)


@public
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus. Where no token is set there is no such page; without it 401."""
    if not settings.HEALTH_TOKEN:
        raise Http404
    if not _has_token(request):
        return _not_the_token()
    health = Health(timezone.now())
    if not health.database.is_there:
        return _plain(is_well=False)
    body, content_type = exposition(health, request.headers.get("Accept", ""))
    return HttpResponse(body, content_type=content_type)


def _has_token(request: HttpRequest) -> bool:
    """Compared in constant time: how long the answer takes tells nothing of the token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    is_same = hmac.compare_digest(token.strip().encode(), settings.HEALTH_TOKEN.encode())
    return is_same and scheme.lower() == "bearer" and bool(settings.HEALTH_TOKEN)


def _not_the_token() -> HttpResponse:
    return HttpResponse("not the token", status=401, content_type="text/plain", headers={"WWW-Authenticate": "Bearer"})


def _plain(is_well: bool) -> HttpResponse:
    return HttpResponse("ok" if is_well else "not ok", status=200 if is_well else 503, content_type="text/plain")


def _in_full(health: Health) -> dict[str, Any]:
    database, broker = health.database, health.broker
    answers: dict[str, Any] = {
        "database": {"answers": database.is_there, "milliseconds": database.milliseconds},
        "broker": {
            "kind": broker_name(),
            "answers": broker.is_there,
            "milliseconds": broker.milliseconds,
            "waiting": broker.waiting,
        },
        "jobs": None,
        "email": None,
        "alerts": None,
    }
    if database.is_there:
        answers["jobs"] = [
            {
                "name": job.name,
                "last_success": _iso(job.succeeded_at),
                "next_due": _iso(job.next_due_at),
                "late": job.is_late,
            }
            for job in health.jobs
        ]
        answers["email"] = {
            "waiting": health.emails["to_leave"],
            "oldest_unsent_since": _iso(health.oldest_unsent),
            "late": health.is_email_late,
            "failing": health.failures["failing"],
            "given_up": health.failures["given_up"],
            "held_back": health.emails["held_back"],
            "came_back": health.failures["came_back"],
        }
        answers["alerts"] = {"nobody_told": health.nobody_told}
    return answers


def _iso(instant: datetime | None) -> str | None:
    """UTC, to the second."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ") if instant else None
