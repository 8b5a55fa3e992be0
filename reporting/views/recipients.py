"""Who gets the weekly e-mail of a service, said by who manages it, with who said so before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.actions import name_weekly_recipients
from accounts.models import Service, User, WeeklyRecipient
from accounts.rules import Can
from people.history import events_of
from reporting.forms import WeeklyRecipientsForm

CHANGES_SHOWN = 50


@requires(Can.NAME_WEEKLY_RECIPIENTS)
@require_http_methods(["GET", "POST"])
def weekly_recipients(request: HttpRequest, service: int) -> HttpResponse:
    """Tick who gets it. Of a service that somebody else manages there is no such page."""
    user = signed_in(request)
    record = get_object_or_404(user.services_managed.prefetch_related("teams", "managers"), pk=service)
    typed = request.POST if request.method == "POST" else None  # nobody ticked is an answer
    form = WeeklyRecipientsForm(typed, service=record)
    if request.method == "POST" and form.attempt(name_weekly_recipients, actor=user, service=record):
        messages.success(request, f"Who gets the weekly e-mail of {record} is saved.")
        return redirect("reporting:weekly_emails")
    context = {"service": record, "form": form, "changes": changes_of(record)}
    return render(request, "reporting/weekly/recipients.html", context)


def changes_of(service: Service) -> list[dict[str, Any]]:
    """Who was put down and left out, when and by whom, latest first: entries of components/log.html."""
    kept = events_of(WeeklyRecipient).filter(service=service).select_related("pgh_context", "user")
    events = list(kept.order_by("-pgh_id")[:CHANGES_SHOWN])
    by = {event.pk: (event.pgh_context.metadata or {}).get("user") if event.pgh_context else None for event in events}
    people = User.objects.in_bulk({pk for pk in by.values() if pk})
    return [
        {
            "at": event.pgh_created_at,
            "who": people[by[event.pk]].full_name if by[event.pk] in people else "the system",
            "title": f"{event.user} {'gets it' if event.pgh_label == 'insert' else 'gets it no more'}.",
            "text": "",
        }
        for event in events
    ]
