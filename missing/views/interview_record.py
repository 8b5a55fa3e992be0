"""The full record of an interview: its sections, kept as they are typed, then recorded at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import SINCE, TAB, SavedElsewhere
from accounts.models import Draft, User
from accounts.rules import Can
from missing.actions import complete_interview
from missing.actions.closing import after_return
from missing.actions.queue import why_not_write
from missing.begun_records import begun_by_others
from missing.forms.covering import recorded_words
from missing.forms.interview_record import section_form
from missing.harm_at_once import mark_what_is_typed
from missing.harm_notices import Notice, harm_notice
from missing.interview_drafts import (
    TELL_HARM,
    discard_drafts,
    drafts_of,
    facts_of,
    forms_of,
    harm_answers,
    known_to,
    still_needed_of,
)
from missing.mentions import people_known, places_found
from missing.merged_into import that_stands
from missing.models import ReturnInterview
from missing.queue_rows import wished_in_words
from missing.record_page import (
    about,
    amiss_elsewhere,
    is_open,
    last_saved,
    progress,
    section_context,
    section_url,
    who_writes,
)
from missing.rules.interview_record import SECTION_KEYS
from missing.views.found import back_to, the_interview, the_read_interview
from missing.views.typed_late import keep_late, keep_typed, typed_before, url_of_what_was_typed
from missing.views.writing import written_into
from missing.whole_record import blocks_of
from people.refusals import say_beside
from people.views.record import open_record


@require_GET
@requires(Can.WORK_INTERVIEWS)
def sections_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The list of sections, with what is written and what is needed still; or why this user may not write it."""
    user, interview = signed_in(request), the_interview(request, episode)
    drafts = drafts_of(user, interview)
    if not is_open(interview):
        return typed_before(request, interview, drafts) if drafts else _leads_on(interview, "missing:complete")
    sections = progress(interview, drafts)
    context = about(interview) | {
        "sections": sections,
        "go_on": next((one for one in sections if one["is_needed"] or not one["is_written"]), sections[-1]),
        "last_saved": last_saved(drafts),
        "harm_said": _harm_said(user, interview, drafts),
        "wished": wished_in_words(interview),
        "begun_by_others": begun_by_others(interview, user),
        **who_writes(interview, user),
    }
    return render(request, "missing/record/sections.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def section_page(request: HttpRequest, episode: str, section: str) -> HttpResponse:
    """One section. Continue keeps it and goes on; what cannot be read is said beside it and is kept all the same.

    Who may not write the interview is led to its first page, which says why; what they sent is kept, and harm told on.
    So it is where the interview was closed, voided, merged or given to somebody else while the form stood open.
    """
    if request.method == "GET":
        return _open_section(request, episode, section)
    writing = written_into(request, episode, section)
    if not writing.goes_on:
        return keep_late(request, writing, section)
    user, interview = signed_in(request), writing.interview
    may_write = why_not_write(interview, user) is None
    if writing.meanwhile:
        messages.warning(request, writing.meanwhile)
    drafts = drafts_of(user, interview)
    mark_what_is_typed(user, interview, section, request.POST, drafts)
    form = section_form(section, request.POST, **known_to(user, interview, section))
    try:
        keep_typed(request, user, interview, section)
    except SavedElsewhere as elsewhere:
        tab, since = request.POST.get(TAB, ""), request.POST.get(SINCE, "")
        context = section_context(
            interview, section, form, drafts, user=user, tab=tab, since=since, elsewhere=elsewhere.message
        )
        return _page(request, interview, context)
    except ActionRefused as refusal:
        form.add_error(None, refusal.message)
    else:
        if not may_write:
            return redirect("missing:complete", interview.episode.reference)
    if section in TELL_HARM:
        _ask_of_harm(form, section, drafts_of(user, interview), goes_on="later" not in request.POST)
    if not form.is_valid():
        context = section_context(interview, section, form, drafts_of(user, interview), user=user)
        return _page(request, interview, context)
    if "more" in request.POST:
        return redirect(f"{section_url(interview, section)}#{request.POST['more']}")
    if "later" in request.POST:
        return redirect("missing:complete", interview.episode.reference)
    if section == SECTION_KEYS[-1]:
        return _finish(request, user, interview, form)
    return redirect(section_url(interview, SECTION_KEYS[SECTION_KEYS.index(section) + 1]))


@require_POST
@requires(Can.WORK_INTERVIEWS)
def keep_section(request: HttpRequest, episode: str, section: str) -> HttpResponse:
    """Keep what is being typed. Harm that is told of is marked first, whatever comes of the rest.

    200 with the new version and what to say, also of what became of the interview meanwhile; 409 where another tab has
    saved something else; 400 with the reason.
    """
    writing = written_into(request, episode, section)
    user, interview = signed_in(request), writing.interview
    drafts = drafts_of(user, interview)
    sees = writing.is_theirs_to_see
    harm = mark_what_is_typed(user, interview, section, request.POST, drafts, says_who_is_told=sees)
    try:
        version = keep_typed(request, user, interview, section)
    except ActionRefused as refused:
        status = 409 if isinstance(refused, SavedElsewhere) else 400
        said = {"said": _in_one(writing.meanwhile, harm.words), "way": harm.way}
        return JsonResponse({"failed": refused.message} | said, status=status)
    said = {"said": _in_one(writing.meanwhile, writing.kept, harm.words), "way": harm.way}
    return JsonResponse({"version": version} | said)


@require_GET
@requires(Can.SEE_RECORDS)
def whole_record(request: HttpRequest, episode: str) -> HttpResponse:
    """All that is on record of the interview, section by section."""
    user, interview = signed_in(request), the_read_interview(request, episode)
    may_reopen = user.can(Can.DECIDE_ON_INTERVIEWS) and not interview.is_theirs
    typed_url = url_of_what_was_typed(user, interview)
    context = {"blocks": blocks_of(interview), "may_reopen": may_reopen, "typed_url": typed_url}
    return render(request, "missing/record/whole.html", about(interview) | context)


@require_GET
@requires(Can.SEE_RECORDS)
def named_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Places and people named in the interviews that this user may read, each with how often and when last."""
    user, young_person = signed_in(request), open_record(request, reference)
    context = {
        "young_person": young_person,
        "places": places_found(young_person, user),
        "people": people_known(young_person, user),
    }
    return render(request, "missing/named.html", context)


def _finish(request: HttpRequest, user: User, interview: ReturnInterview, form: forms.Form) -> HttpResponse:
    """Record the interview with everything that is typed, or say what hinders it."""
    drafts = drafts_of(user, interview)
    sections = forms_of(user, interview, drafts)
    bad, needed = [key for key in SECTION_KEYS if not sections[key].is_valid()], still_needed_of(drafts)
    if not bad and not needed:
        try:
            facts = facts_of(sections)
            complete_interview(actor=user, interview=interview, **facts)
        except ActionRefused as refusal:
            say_beside(form, refusal)
            if refusal.field != "outcome_at":
                _say_of_the_time(form, interview)
        else:
            discard_drafts(interview, user)
            messages.success(request, recorded_words(facts["covers"]))
            return back_to(user, interview)
    for missing in needed:
        if missing.section == SECTION_KEYS[-1]:
            form.add_error(missing.field, missing.words)
    amiss = amiss_elsewhere(interview, needed, bad)
    context = section_context(interview, SECTION_KEYS[-1], form, drafts, user=user, amiss=amiss)
    return _page(request, interview, context)


def _say_of_the_time(form: forms.Form, interview: ReturnInterview) -> None:
    """That the conversation cannot have been before they were back: said with another refusal, and not after it."""
    try:
        after_return(interview, form.cleaned_data["outcome_at"], "outcome_at")
    except ActionRefused as refusal:
        say_beside(form, refusal)


def _ask_of_harm(form: forms.Form, section: str, drafts: Mapping[str, Draft], *, goes_on: bool) -> None:
    """Of which kind harm in words is, and whether what may be harm is, is asked before one leaves it; with an account
    whether any was told, to go on."""
    needed = {one.field: one for one in still_needed_of(drafts) if one.section == section and not one.is_at_end}
    if section == "account" and ("account" in needed or not goes_on):
        return
    for one in needed.values():
        form.add_error(one.field, one.words)


def _page(request: HttpRequest, interview: ReturnInterview, context: dict[str, Any]) -> HttpResponse:
    said = _harm_said(signed_in(request), interview, context["drafts"], context["section"].key)
    return render(request, "missing/record/section.html", context | {"harm_said": said})


def _harm_said(user: User, interview: ReturnInterview, drafts: Mapping[str, Draft], section: str = "") -> Notice:
    """That harm was told, and who was told of it; to whom the interview is not to read, of what they wrote alone."""
    by = None if interview.may_read else user  # type: ignore[attr-defined]
    return harm_notice(interview, user, harm_answers(drafts, "", QueryDict()), section=section, by=by)


def _open_section(request: HttpRequest, episode: str, section: str) -> HttpResponse:
    user, interview = signed_in(request), the_interview(request, episode)
    if section not in SECTION_KEYS:
        raise Http404
    drafts = drafts_of(user, interview)
    if not is_open(interview):
        if drafts:
            return redirect("missing:complete", episode)
        return _leads_on(interview, "missing:record_section", section)
    if why_not_write(interview, user):
        return redirect("missing:complete", episode)
    form = section_form(section, draft=drafts.get(section), **known_to(user, interview, section))
    return _page(request, interview, section_context(interview, section, form, drafts, user=user))


def _leads_on(interview: ReturnInterview, page: str, *section: str) -> HttpResponse:
    """To the same page of the interview that stands where this one was merged and that is open; else to the record."""
    if interview.episode.merged_into_id and is_open(stands := that_stands(interview)):
        return redirect(page, stands.episode.reference, *section)
    return redirect("missing:interview_record", interview.episode.reference)


def _in_one(*words: str) -> str:
    return " ".join(filter(None, words))
