"""Opening a record that is not one's own by giving a reason, and who has done so."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from people.actions import open_record_with_reason
from people.days import time_in_words
from people.forms.openings import OpenWithReasonForm
from people.merged_references import find_record
from people.models import YoungPerson, may_open
from people.views.record import open_record

SHOWN = 50


@require_http_methods(["GET", "POST"])
@requires(Can.OPEN_WITH_REASON)
def open_with_reason(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why, then open the record. Whose it is already goes straight there; a restricted one is not found."""
    user = signed_in(request)
    openable = YoungPerson.objects.openable_with_reason_by(user).select_related("team", "social_worker")
    person = find_record(request, openable, reference)
    if may_open(user, person.pk):
        return redirect(person)
    kept = keep_form(request, f"open_with_reason:{person.pk}")
    form = OpenWithReasonForm(request.POST or None, told=_told(person))
    kept.begin(form)
    if request.method == "POST" and form.attempt(open_record_with_reason, actor=user, young_person=person):
        kept.discard()
        until = time_in_words(form.done.until)
        messages.success(request, f"The record of {person} is open to you until {until}. {_told(person)}")
        return redirect(person)
    context = {
        "young_person": person,
        "form": form,
        "kept": kept,
        "hours": settings.DUTY_OPENS_FOR_HOURS,
        "told": _told(person),
    }
    return render(request, "people/open_with_reason.html", context)


@require_GET
@requires(Can.SEE_WHO_OPENED)
def openings(request: HttpRequest, reference: str) -> HttpResponse:
    """Who on duty opened the record, and why: for everybody whose record it is to read; no interviewer from outside."""
    person = open_record(request, reference)
    rows = list(person.openings.select_related("user")[:SHOWN])
    context = {"young_person": person, "openings": rows, "now": timezone.now()}
    return render(request, "people/openings.html", context)


def _told(person: YoungPerson) -> str:
    if person.social_worker and person.social_worker.is_here:
        return f"{person.social_worker} is told, with your reason."
    who = f"The manager of {person.team}" if person.team else "A service manager"
    return f"{who} is told, with your reason."
