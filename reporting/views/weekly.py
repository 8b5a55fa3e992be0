"""The weekly missing e-mail: the week so far, its preview, its note, its sending, and the weeks before."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.models import Service
from accounts.rules import Can
from people.days import time_in_words
from reporting.actions import NothingToDo, coming_week, covered, send_weekly_email, write_note
from reporting.forms import NoteForm
from reporting.models import WeeklyEmail, WeeklySection
from reporting.timetable import timetable
from reporting.weekly.content import build
from reporting.weekly.reading import SO_FAR, read, read_sections
from reporting.weekly.recipients import is_of_the_service, recipients_of
from reporting.weeks import Week

A_PAGE = 26


@requires(Can.SEND_WEEKLY_EMAIL)
@require_GET
def weekly_emails(request: HttpRequest) -> HttpResponse:
    """Every week that was built, latest first, and when the next one is."""
    coming = coming_week(timezone.now())
    covers_from, cut_off = covered(coming)
    emails = WeeklyEmail.objects.select_related("sent_by").order_by("-covers_to")
    page = Paginator(emails, A_PAGE).get_page(request.GET.get("page"))
    waiting = [email for email in page if not email.is_sent and page.number == 1]
    context = {
        "page": page,
        "waiting": waiting[0] if waiting else None,
        "next_covers_from": covers_from,
        "next_cut_off": cut_off,
        "next_sends_at": timetable().sends_at(coming),
        "services": signed_in(request).services_managed.all(),
    }
    return render(request, "reporting/weekly/emails.html", context)


@requires(Can.SEND_WEEKLY_EMAIL)
@require_GET
def so_far(request: HttpRequest) -> HttpResponse:
    """What the next e-mail would hold if it were cut off now: worked out by the same code, and kept nowhere."""
    now = timezone.now()
    coming = coming_week(now)
    covers_from, cut_off = covered(coming)
    sections = [read(content, now, titles=SO_FAR) for content in build(covers_from, now).values()]
    context = {
        "covers_from": covers_from,
        "now": now,
        "not_final": f"Not final, and kept nowhere. The e-mail of {coming} is built {time_in_words(cut_off)} and shows "
        "things as they stand then.",
        "sections": sections,
        "names": [section.service for section in sections],
    }
    return render(request, "reporting/weekly/so_far.html", context)


@requires(Can.SEND_WEEKLY_EMAIL)
@require_GET
def who_gets_it(request: HttpRequest) -> HttpResponse:
    """Who would get the next e-mail of each service, as things stand now."""
    services = dict(Service.objects.values_list("pk", "name"))
    recipients = recipients_of(services)
    addressed = [(name, recipients[pk]) for pk, name in services.items()]
    return render(request, "reporting/weekly/who_gets_it.html", {"addressed": addressed})


@requires(Can.USE_OWN_ACCOUNT)
@require_http_methods(["GET", "POST"])
def weekly_email(request: HttpRequest, week: str) -> HttpResponse:
    """One week as it was frozen: all of it and the note for its senders, their own service for its recipients."""
    user = signed_in(request)
    sections = WeeklySection.objects.visible_to(user).filter(email__week=week)
    sections = sections.select_related("service").prefetch_related("service__teams", "service__managers")
    may_send = user.can(Can.SEND_WEEKLY_EMAIL)
    email = get_object_or_404(WeeklyEmail.objects.select_related("sent_by"), week=week)
    form = NoteForm(request.POST or None, initial={"note": email.note})
    if request.method == "POST":
        if not may_send:
            raise Http404
        if form.is_valid():
            try:
                write_note(actor=user, email=email, note=form.cleaned_data["note"])
            except ActionRefused as refused:  # sent meanwhile: there is no form any more to say it beside
                messages.error(request, refused.message)
                return redirect(email)
            if "then" in request.POST:
                return redirect("reporting:send_weekly_email", email.week)
            messages.success(request, "The note is saved.")
            return redirect(email)
    shown = _shown(request, email, sections)
    if not shown:
        raise Http404
    context = {
        "email": email,
        "sections": shown,
        "names": [one["section"].service for one in shown],
        "may_send": may_send,
        "reads_note": may_send or any(one["with_detail"] for one in shown),
        "form": form if may_send and not email.is_sent else None,
        "sends_at": timetable().sends_at(Week.read(email.week)),
        "now": timezone.now(),
    }
    return render(request, "reporting/weekly/email.html", context)


@requires(Can.SEND_WEEKLY_EMAIL)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, week: str) -> HttpResponse:
    """Ask once more, with who will get it; then send."""
    user = signed_in(request)
    email = get_object_or_404(WeeklyEmail, week=week)
    if request.method == "POST":
        try:
            send_weekly_email(actor=user, email=email)
        except NothingToDo as nothing:
            messages.info(request, nothing.message)
        else:
            messages.success(request, f"The e-mail of {email.week} is on its way.")
        return redirect(email)
    if email.is_sent:
        return redirect(email)
    sections = list(email.sections.all())
    recipients = recipients_of(section.service_id for section in sections)
    addressed = [(section.content["service"], recipients[section.service_id]) for section in sections]
    context = {"email": email, "addressed": addressed, "no_domains": not settings.MAIL_ALLOWED_DOMAINS}
    return render(request, "reporting/weekly/send.html", context)


def _shown(request: HttpRequest, email: WeeklyEmail, sections: Any) -> list[dict[str, Any]]:
    """The sections this user may read, with detail where a mail of it would have it, whatever their address."""
    user = signed_in(request)
    return [
        {
            "section": section,
            "recipients": frozen.recipients,
            "with_detail": is_of_the_service(user, frozen.service),
        }
        for frozen, section in read_sections(email, sections)
    ]
