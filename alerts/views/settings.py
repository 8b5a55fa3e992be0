"""Who is told of what and when, as it is set; and how many alerts each role had."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires, signed_in
from accounts.rules import Can, Role
from alerts import catalogue
from alerts.actions import set_hours, set_recipients
from alerts.forms import HoursForm, RecipientsForm
from alerts.hours import at_set_hours, when
from alerts.models import Alert, OutgoingEmail, StageHours, StageRecipients
from alerts.sources import AlertSource, Stage, all_sources, label_for, places_in_words, source_of

A_WEEK = timedelta(days=7)


@requires(Can.SEE_ALERT_SETTINGS)
def who_is_told(request: HttpRequest) -> HttpResponse:
    """Every kind of alert with its stages, when each is reached and whom it tells: as it comes, or as was chosen."""
    chosen = {(row.kind, row.stage): row for row in StageRecipients.objects.select_related("changed_by")}
    hours = {(row.kind, row.stage): row for row in StageHours.objects.select_related("changed_by")}
    kinds = [
        {
            "label": source.label,
            "at_once": source.at_once,
            "at_once_for_some": source.at_once_where is not None,
            "kind": source.kind,
            "has_hours": bool(source.local_stages),
            "stages": [
                _row(source, run, chosen.get((source.kind, run[0].code)), hours.get((source.kind, run[0].code)))
                for run in source.runs
            ],
        }
        for source in at_set_hours(all_sources())
    ]
    may_set = signed_in(request).can(Can.SET_ALERTS)
    return render(request, "alerts/settings.html", {"kinds": kinds, "may_set": may_set})


@requires(Can.SET_ALERTS)
def change_recipients(request: HttpRequest, kind: str, stage: str) -> HttpResponse:
    """Choose whom one stage tells from now on."""
    source = source_of(kind)
    if source is None:
        raise Http404
    (source,) = at_set_hours([source])
    found = source.stage(stage)
    if found is None:
        raise Http404
    chosen = StageRecipients.objects.filter(kind=kind, stage=stage).first()
    places = chosen.places if chosen else [place.name for place in found.to]
    form = RecipientsForm(request.POST or None, source=source, stage=found, initial={"places": places})
    if request.method == "POST" and form.attempt(set_recipients, actor=signed_in(request), kind=kind, stage=stage):
        messages.success(request, f"{_words(source, found)}: saved.")
        return redirect("alerts:settings")
    context = {
        "form": form,
        "title": f"{_words(source, found)}: who is told",
        "button": "Save",
        "back": "alerts:settings",
    }
    return render(request, "accounts/form.html", context)


@requires(Can.SET_ALERTS)
def change_hours(request: HttpRequest, kind: str) -> HttpResponse:
    """Set at how many hours the stages of one kind are reached from now on, those that are local policy."""
    source = source_of(kind)
    if source is None or not source.local_stages:
        raise Http404
    chosen = dict(StageRecipients.objects.filter(kind=kind).values_list("stage", "places"))
    (now_set,) = at_set_hours([source])
    form = HoursForm(
        request.POST or None,
        source=source,
        told={stage.code: places_in_words(stage.places(chosen.get(stage.code))) for stage in source.stages},
        initial={f"hours_{stage.code}": stage.hours for stage in now_set.local_stages},
    )
    if request.method == "POST" and form.attempt(set_hours, actor=signed_in(request), kind=kind):
        messages.success(request, f"{source.label}: the hours are saved. They hold from now on.")
        return redirect("alerts:settings")
    context = {"form": form, "title": f"{source.label}: when it is told", "button": "Save", "back": "alerts:settings"}
    return render(request, "accounts/form.html", context)


@requires(Can.SEE_ALERT_SETTINGS)
def last_week(request: HttpRequest) -> HttpResponse:
    """How many alerts and e-mails the people of each role had in the last seven days. Somebody with two is in both."""
    now = timezone.now()
    since = now - A_WEEK
    alerts = Alert.objects.filter(created_at__gte=since)
    by_role = _by_role(
        alerts.values("user__groups__name").annotate(of=Count("pk"), people=Count("user", distinct=True))
    )
    unread = _by_role(alerts.filter(read_at__isnull=True).values("user__groups__name").annotate(of=Count("pk")))
    most = _most(alerts.values("user", "user__groups__name").annotate(of=Count("pk")))
    sent = OutgoingEmail.objects.filter(sent_at__gte=since, goes_with__isnull=True, to_user__isnull=False)
    sent = sent.filter(stage__isnull=False)  # not the weekly e-mail, nor a new password
    emails = _by_role(sent.values("to_user__groups__name").annotate(of=Count("pk")), "to_user__groups__name")
    rows = [
        {
            "role": role.label,
            "people": by_role[role]["people"],
            "alerts": by_role[role]["of"],
            "each": round(by_role[role]["of"] / by_role[role]["people"], 1),
            "most": most[role],
            "unread": unread.get(role, {"of": 0})["of"],
            "emails": emails.get(role, {"of": 0})["of"],
        }
        for role in Role
        if role in by_role
    ]
    kinds = alerts.values("stage__kind").annotate(of=Count("pk"), unread=Count("pk", filter=Q(read_at__isnull=True)))
    context = {
        "rows": sorted(rows, key=lambda row: -row["each"]),
        "kinds": [{"label": label_for(kind["stage__kind"]), **kind} for kind in kinds.order_by("-of")],
        "since": since,
    }
    return render(request, "alerts/last_week.html", context)


def _row(
    source: AlertSource, run: Sequence[Stage], chosen: StageRecipients | None, hours: StageHours | None
) -> dict[str, Any]:
    stage = run[0]
    places = stage.places(chosen.places if chosen else None)
    return {
        "code": stage.code,
        "words": (stage.words or "at once") + (f", and so on until {run[-1].words}" if len(run) > 1 else ""),
        "when": when(source, stage),
        "hours": hours,
        "set_as": stage.set_as,
        "told": places_in_words(places),
        "also": catalogue.explained(source.kind) if source.also_to else "",
        "otherwise": places_in_words(stage.otherwise) if not chosen else "",
        "chosen": chosen,
    }


def _words(source: AlertSource, stage: Stage) -> str:
    return f"{source.label} {stage.words}".strip()


def _by_role(rows: Any, key: str = "user__groups__name") -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows if row[key]}


def _most(rows: Any) -> dict[str, int]:
    """Of each role, how many the one with the most had."""
    most: dict[str, int] = {}
    for row in rows:
        role = row["user__groups__name"]
        most[role] = max(most.get(role, 0), row["of"])
    return most
