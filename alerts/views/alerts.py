from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import ActionRefused, requires, signed_in
from accounts.pressed import led_back_to
from accounts.rules import Can
from alerts import actions
from alerts.groups import TITLES
from alerts.models import Alert, MorningReader
from alerts.rows import AlertRow
from people.days import time_in_words

A_PAGE = 50

LINKS: list[dict[str, Any]] = [
    {"label": "Who is on call", "url_name": "on_call", "can": Can.SEE_ON_CALL},
    {"label": "Who is told of what, and when", "url_name": "alerts:settings", "can": Can.SEE_ALERT_SETTINGS},
    {"label": "How many alerts each role had last week", "url_name": "alerts:last_week", "can": Can.SEE_ALERT_SETTINGS},
]


@requires(Can.USE_OWN_ACCOUNT)
def alerts(request: HttpRequest) -> HttpResponse:
    """The user's alerts that stand: to read first, and on demand those put off until tomorrow, and all of them."""
    user, now = signed_in(request), timezone.now()
    standing = Alert.objects.visible_to(user).standing()
    counts = standing.aggregate(
        to_read=Count("pk", filter=Q(read_at__isnull=True)),
        put_off=Count("pk", filter=Q(remind_at__isnull=False)),
        all=Count("pk"),
        highest=Max("pk"),
        latest=Max("created_at"),
    )
    asked = request.GET.get("show", "")
    show = asked if asked in ("all", "put_off") else "to_read"
    rows = {"all": standing, "put_off": standing.put_off(), "to_read": standing.unread()}[show].most_urgent_first(now)
    paginator = Paginator(rows.select_related("stage__young_person__team"), A_PAGE)
    paginator.count = counts[show]
    page = paginator.get_page(request.GET.get("page"))
    here = request.get_full_path()
    in_the_morning = MorningReader.objects.filter(user=user).exists()
    context = {
        "page": page,
        "groups": _in_groups([AlertRow(alert, now, here) for alert in page]),
        "chips": _chips(counts, show),
        "to_read": counts["to_read"],
        "show": show,
        "read_all_fields": [
            {"name": "up_to", "value": counts["highest"]},
            {"name": "raised_by", "value": counts["latest"].isoformat() if counts["latest"] else ""},
            {"name": "here", "value": here},
        ],
        "in_the_morning": in_the_morning,
        "morning_fields": [{"name": "how", "value": "each" if in_the_morning else "morning"}],
        "links": [link for link in LINKS if user.can(link["can"])],
    }
    return render(request, "alerts/alerts.html", context)


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, **taken: "alerts:alerts")
def read_alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert is read; back to where the button was pressed."""
    user = signed_in(request)
    alert = get_object_or_404(Alert.objects.visible_to(user), pk=pk)
    actions.mark_read(actor=user, alert=alert)
    return _back(request)


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, **taken: "alerts:alerts")
def put_off_alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert is put off until tomorrow morning."""
    user = signed_in(request)
    alert = get_object_or_404(Alert.objects.visible_to(user), pk=pk)
    try:
        back_at = actions.remind_tomorrow(actor=user, alert=alert)
    except ActionRefused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"You are reminded of it {time_in_words(back_at)}.")
    return _back(request)


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, **taken: "alerts:alerts")
def show_alert_now(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert that was put off is back among those to read."""
    user = signed_in(request)
    alert = get_object_or_404(Alert.objects.visible_to(user), pk=pk)
    try:
        actions.show_now(actor=user, alert=alert)
    except ActionRefused as refused:
        messages.warning(request, refused.message)
        return _back(request)
    messages.success(request, "It is back among those to read.")
    return redirect("alerts:alerts")


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, **taken: "alerts:alerts")
def choose_morning(request: HttpRequest) -> HttpResponse:
    """How the user's alerts are mailed: each as it comes, or in one e-mail each morning."""
    in_the_morning = request.POST.get("how") == "morning"
    actions.choose_morning(actor=signed_in(request), in_the_morning=in_the_morning)
    if in_the_morning:
        said = "Your alerts come in one e-mail each morning at 07:30. Missing and harm still come at once."
    else:
        said = "Your alerts are mailed as they come, one e-mail an hour about a young person at most."
    messages.success(request, said)
    return redirect("alerts:alerts")


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, **taken: "alerts:alerts")
def read_all_alerts(request: HttpRequest) -> HttpResponse:
    """All alerts are read that were there when the page was built; one that came meanwhile stays."""
    up_to, raised_by = request.POST.get("up_to", ""), request.POST.get("raised_by", "")
    actions.mark_all_read(
        actor=signed_in(request),
        up_to=int(up_to) if up_to.isdecimal() and len(up_to) < 19 else None,
        raised_by=_instant(raised_by),
    )
    return _back(request)


def _instant(sent: str) -> datetime | None:
    """As the page wrote it; None for what it never writes."""
    try:
        instant = datetime.fromisoformat(sent)
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of alerts on which it was pressed; nowhere else."""
    here, page = request.POST.get("here", ""), reverse("alerts:alerts")
    is_ours = here.partition("?")[0] == page and url_has_allowed_host_and_scheme(here, {request.get_host()})
    return redirect(here if is_ours else page)


def _in_groups(rows: list[AlertRow]) -> list[dict[str, Any]]:
    groups = groupby(rows, key=lambda row: row.group)
    return [{"title": TITLES[group], "rows": list(found)} for group, found in groups]


def _chips(counts: dict[str, int], show: str) -> list[dict[str, Any]]:
    page = reverse("alerts:alerts")
    labels = {"to_read": "To read", "put_off": "Put off", "all": "All"}
    return [
        {
            "label": label,
            "url": page if key == "to_read" else f"{page}?show={key}",
            "count": counts[key],
            "is_current": key == show,
        }
        for key, label in labels.items()
    ]
