"""Records on paper: a PDF, or a page printed from the browser's menu, written down before it leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires, signed_in
from accounts.rules import Can
from missing.actions import note_printed
from missing.harmed import harmed_of, must_not_be_told_now, why_not_give_again
from missing.models import InterviewCopy, PoliceIntelligence, Printed, ReturnInterview
from missing.pdf import NoPdf, pdf_response
from missing.record_page import about
from missing.rules.interview_record import titles
from missing.rules.sharing import tells_what_is_held_back
from missing.views.found import the_read_interview
from missing.whole_record import blocks_of, intelligence_rows


@require_GET
@requires(Can.SEE_RECORDS)
def record_pdf(request: HttpRequest, episode: str) -> HttpResponse:
    """The whole record."""
    interview = the_read_interview(request, episode)
    known_as = interview.known_as  # type: ignore[attr-defined]  # fetched with it
    context = {"title": "Return home interview", "blocks": blocks_of(interview), "known_as": known_as}
    back = redirect("missing:interview_record", episode)
    return _printed(request, interview, Printed.What.RECORD, context, name=f"Interview {episode}", back=back)


@require_GET
@requires(Can.SEE_RECORDS)
def copy_pdf(request: HttpRequest, episode: str, copy: int) -> HttpResponse:
    """What one recipient gets. To whom it may tell something, it does not say which sections were held back.

    Nor does it give the name that they go by: it may be one that parents or carers do not know of. What is not for them
    any more, because of who is said by now to have harmed the young person or must not be told anything, or was not
    given after all, is not printed: the page says why.
    """
    interview = the_read_interview(request, episode, "record")
    found: InterviewCopy = get_object_or_404(interview.copies.select_related("by"), pk=copy)
    must_not = must_not_be_told_now(interview.episode.young_person_id, found.recipient_name)
    if found.withdrawn_at or why_not_give_again(found, harmed_of(interview), must_not):
        return redirect(found)
    held_back = titles(found.withheld) if tells_what_is_held_back(found.recipient) else []
    context = {
        "title": "Return home interview: copy",
        "blocks": found.content,
        "for_whom": f"{found.recipient_name} ({found.get_recipient_display().lower()})",
        "is_part": bool(found.withheld),
        "held_back": held_back,
    }
    what, name = Printed.What.COPY, f"Interview {episode} copy {found.pk}"
    return _printed(request, interview, what, context, name=name, about_whom=found.recipient_name, back=redirect(found))


@require_GET
@requires(Can.SEE_RECORDS)
def intelligence_pdf(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    interview = the_read_interview(request, episode)
    found: PoliceIntelligence = get_object_or_404(interview.intelligence.select_related("by"), pk=intelligence)
    if found.withdrawn_at or must_not_be_told_now(interview.episode.young_person_id, found.sent_to):
        return redirect(found)
    block = {"title": "What is known", "rows": intelligence_rows(found)}
    context = {"title": "Intelligence from a return home interview", "blocks": [block], "for_whom": found.sent_to}
    what, name = Printed.What.INTELLIGENCE, f"Intelligence {episode} {found.pk}"
    return _printed(request, interview, what, context, name=name, about_whom=found.sent_to, back=redirect(found))


@require_POST
@requires(Can.SEE_RECORDS)
def record_printed(request: HttpRequest, episode: str) -> HttpResponse:
    """The page of the whole record says by itself that a browser prints it (static/js/app.js)."""
    note_printed(actor=signed_in(request), interview=the_read_interview(request, episode), what=Printed.What.RECORD)
    return HttpResponse(status=204)


@require_POST
@requires(Can.SEE_RECORDS)
def copy_printed(request: HttpRequest, episode: str, copy: int) -> HttpResponse:
    user, interview = signed_in(request), the_read_interview(request, episode)
    found: InterviewCopy = get_object_or_404(interview.copies, pk=copy)
    note_printed(actor=user, interview=interview, what=Printed.What.COPY, about=found.recipient_name)
    return HttpResponse(status=204)


@require_POST
@requires(Can.SEE_RECORDS)
def intelligence_printed(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    user, interview = signed_in(request), the_read_interview(request, episode)
    found: PoliceIntelligence = get_object_or_404(interview.intelligence, pk=intelligence)
    note_printed(actor=user, interview=interview, what=Printed.What.INTELLIGENCE, about=found.sent_to)
    return HttpResponse(status=204)


def _printed(
    request: HttpRequest,
    interview: ReturnInterview,
    what: str,
    context: dict[str, Any],
    *,
    name: str,
    back: HttpResponse,
    about_whom: str = "",
) -> HttpResponse:
    """The PDF, written down; or back to the page with why there can be none."""
    user = signed_in(request)
    try:
        response = pdf_response("missing/pdf/record.html", about(interview) | context, name=name, by=user)
    except NoPdf as impossible:
        messages.error(request, str(impossible))
        return back
    note_printed(actor=user, interview=interview, what=what, about=about_whom)
    return response
