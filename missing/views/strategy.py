"""Strategy discussions: the list of what is due, one of them, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.away import warn_if_away
from accounts.kept_forms import keep_form
from accounts.pressed import led_back_to
from accounts.rules import Can
from missing import strategy_list, strategy_page, strategy_strip
from missing.actions import (
    ask_for_discussion,
    assign_discussion,
    decline_discussion,
    record_discussion_held,
    take_back_ending,
    withdraw_harm_told,
)
from missing.actions.refusals import why_no_discussion
from missing.actions.strategy import why_closed
from missing.actions.strategy_taken_back import why_not_take_back
from missing.forms import AssignForm, DeclineForm, HeldForm, ReasonForm
from missing.harm_notices import PRESSED_IN, led_from, pressed_in
from missing.holders import may_call_together
from missing.models import EndingTakenBack, HarmTold, StrategyDiscussion, StrategyTrigger
from missing.told_warnings import whom_to_be_careful_with
from people.draft_words import in_words
from people.drafts_of_merged import draft_about
from people.history import events_of, told
from people.paging import page_of
from people.read_log import note_read
from people.search import service_managers_to_ring
from people.views.record import open_record


@require_GET
@requires(Can.SEE_STRATEGY_DISCUSSIONS)
def list_page(request: HttpRequest) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    key = request.GET.get("show", "due")
    key = key if key in strategy_list.KEYS else "due"
    numbers, hidden = strategy_list.counts(user, now), strategy_list.hidden(user).count()
    page = page_of(request, strategy_list.rows(user, key, now), numbers[key])
    context = {
        "chips": strategy_list.chips(numbers, key),
        "page": page,
        "rows": [strategy_list.row_of(discussion, now) for discussion in page],
        "query": f"show={key}&",
        "is_closed": key in ("held", "declined"),
        "hidden": hidden,
        "whom_to_ask": service_managers_to_ring() if hidden else "",
    }
    return render(request, "missing/strategy_list.html", context)


@require_GET
@requires(Can.SEE_RECORDS)
def discussion_page(request: HttpRequest, discussion: str) -> HttpResponse:
    """Why it is due, what is known, and how it ended."""
    user, found, now = signed_in(request), the_discussion(request, discussion), timezone.now()
    may_take = found.is_open and found.assigned_to_id != user.pk and user.can(Can.RECORD_STRATEGY_DISCUSSIONS)
    context = _about(found) | {
        "why": strategy_page.why_due(found, user, strategy_page.grounds_of(found, user)),
        "led_from": led_from(request.GET.get(PRESSED_IN, "")),
        "known": strategy_page.known_rows(found.young_person, now),
        "outcome_rows": [] if found.is_open else strategy_page.outcome_rows(found),
        "may_see_list": user.can(Can.SEE_STRATEGY_DISCUSSIONS),
        "may_see_history": not user.sees_only_what_is_given,
        "may_take": may_take,
        "warnings": whom_to_be_careful_with(user, found.young_person, may_open=True),
        **strategy_strip.strip(found, user, now),
    }
    return render(request, "missing/strategy_discussion.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_STRATEGY_DISCUSSIONS)
def ask_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody thinks that one is needed. Where one is open, the reason is added to it."""
    user, person = signed_in(request), open_record(request, reference)
    kept = keep_form(request, f"strategy_ask:{person.pk}", lambda: draft_about(user, "strategy_ask", person))
    form = ReasonForm(request.POST if request.method == "POST" else None, label="Why is one needed?")
    kept.begin(form)
    if request.method == "POST" and form.attempt(ask_for_discussion, actor=user, young_person=person):
        kept.discard()
        messages.success(request, "It is due now. Their social worker and team manager are told.")
        return redirect(form.done)
    context = {
        "form": form,
        "kept": kept,
        "young_person": person,
        "open_one": _open_one(person, user),
        "why_not": why_no_discussion(person),
    }
    return render(request, "missing/strategy_ask.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_STRATEGY_DISCUSSIONS)
def held_page(request: HttpRequest, discussion: str) -> HttpResponse:
    """How it was held, kept as it is typed; of one that was closed meanwhile how, and what was begun, to copy."""
    user, found = signed_in(request), the_discussion(request, discussion)
    kept = keep_form(request, f"strategy:{found.pk}")
    posted, standing = request.POST if request.method == "POST" else None, found.triggers.standing()
    form = HeldForm(posted, grounds=standing, draft=kept.draft)
    kept.begin(form)
    if request.method == "GET" and (closed := why_closed(found)):
        if kept.draft and kept.is_restored:
            begun = {"kept": kept, "closed": closed, "rows": in_words(form.fields, kept.draft.values)}
            return render(request, "missing/strategy_ended.html", _about(found) | begun)
        messages.warning(request, closed)
        return redirect(found)
    if request.method == "POST" and form.attempt(record_discussion_held, actor=user, discussion=found):
        kept.discard()
        if due := form.done.kept_due:
            messages.warning(request, format_html(STAYS_DUE, found.get_absolute_url(), found, due))
            return redirect(due)
        messages.success(request, "Written down. Nobody is reminded of it any more.")
        return redirect(found)
    context = _about(found) | {
        "form": form,
        "kept": kept,
        "warnings": whom_to_be_careful_with(user, found.young_person, may_open=True),
    }
    return render(request, "missing/strategy_held.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.DECLINE_STRATEGY_DISCUSSIONS)
def decline_page(request: HttpRequest, discussion: str) -> HttpResponse:
    """Why it is due, and why it is not needed; what came while the page was open is shown before it is declined."""
    user, found = signed_in(request), the_discussion(request, discussion)
    kept = keep_form(request, f"strategy_decline:{found.pk}")
    form = DeclineForm(request.POST if request.method == "POST" else None)
    kept.begin(form)
    is_taken = request.method == "POST" and form.attempt(decline_discussion, actor=user, discussion=found)
    grounds = strategy_page.grounds_of(found, user)
    if is_taken:
        kept.discard()
        messages.success(request, strategy_strip.declined_words(grounds))
        return redirect(found)
    context = _about(found) | {
        "form": form,
        "kept": kept,
        "why": strategy_page.why_due(found, user, grounds, form.show(grounds)),
        "warnings": whom_to_be_careful_with(user, found.young_person, may_open=True),
    }
    return render(request, "missing/strategy_form.html", context | DECLINE)


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_STRATEGY_DISCUSSIONS)
def take_back_page(request: HttpRequest, discussion: str) -> HttpResponse:
    """It was written down as held, or as not needed, by mistake: why. Also who may not is told who may."""
    user, found = signed_in(request), the_discussion(request, discussion)
    if refusal := why_not_take_back(user, found):
        messages.warning(request, refusal)
        return redirect(found)
    kept = keep_form(request, f"strategy_take_back:{found.pk}")
    form = ReasonForm(request.POST if request.method == "POST" else None, label="Why?")
    kept.begin(form)
    if request.method == "POST" and form.attempt(take_back_ending, actor=user, discussion=found):
        kept.discard()
        messages.success(request, strategy_strip.due_again_words(form.done))
        return redirect(found)
    context = _about(found) | {"form": form, "kept": kept, "title": strategy_strip.not_so(found)}
    return render(request, "missing/strategy_form.html", context | TAKE_BACK)


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_STRATEGY_DISCUSSIONS)
def assign_page(request: HttpRequest, discussion: str) -> HttpResponse:
    user, found = signed_in(request), the_discussion(request, discussion)
    form = AssignForm(request.POST if request.method == "POST" else None, holders=may_call_together(found))
    if request.method == "POST" and form.attempt(assign_discussion, actor=user, discussion=found):
        messages.success(request, f"{form.done.assigned_to} calls it together.")
        warn_if_away(request, form.done.assigned_to)
        return redirect(found)
    return render(request, "missing/strategy_form.html", _about(found) | {"form": form} | ASSIGN)


@requires(Can.RECORD_STRATEGY_DISCUSSIONS)
@led_back_to(lambda request, discussion: the_discussion(request, discussion))
def take(request: HttpRequest, discussion: str) -> HttpResponse:
    user, found = signed_in(request), the_discussion(request, discussion)
    try:
        assign_discussion(actor=user, discussion=found, to=user)
    except ActionRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "You call it together.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_harm_page(request: HttpRequest, discussion: str, harm: int) -> HttpResponse:
    """What was typed as harm was none. Leads back to the part of the interview's record from which it was pressed."""
    user, found = signed_in(request), the_discussion(request, discussion)
    theirs = HarmTold.objects.visible_to(user).select_related("by", "interview__episode")
    typed = get_object_or_404(theirs, pk=harm, triggers__discussion=found)
    back = pressed_in(typed, user, request.GET.get(PRESSED_IN, "")) or found.get_absolute_url()
    kept = keep_form(request, f"withdraw_harm:{typed.pk}")
    form = ReasonForm(request.POST if request.method == "POST" else None, label="Why was it not so?")
    kept.begin(form)
    if request.method == "POST" and form.attempt(withdraw_harm_told, actor=user, harm=typed):
        kept.discard()
        messages.success(request, "Withdrawn. It stays in the history.")
        return redirect(back)
    context = _about(found) | {"form": form, "kept": kept, "harm": typed, "cancel_url": back}
    return render(request, "missing/strategy_form.html", context | WITHDRAW)


@require_GET
@requires(Can.SEE_RECORDS)
def history_page(request: HttpRequest, discussion: str) -> HttpResponse:
    """How the discussion, its grounds and what was told were changed; not for who works on what is given to them."""
    found = the_discussion(request, discussion)
    if signed_in(request).sees_only_what_is_given:
        raise Http404
    itself = events_of(StrategyDiscussion).filter(pgh_obj_id=found.pk)
    grounds = events_of(StrategyTrigger).filter(discussion=found.pk)
    harm = events_of(HarmTold).filter(pgh_obj_id__in=found.triggers.exclude(harm=None).values("harm"))
    taken_back = events_of(EndingTakenBack).filter(discussion=found.pk)
    changes = told(itself, grounds, harm, taken_back)
    return render(request, "missing/strategy_history.html", _about(found) | {"changes": changes})


def the_discussion(request: HttpRequest, reference: str) -> StrategyDiscussion:
    """The discussion, noted as read. Raises Http404 when it is none, or not this user's to see."""
    rows = StrategyDiscussion.objects.visible_to(signed_in(request)).select_related(
        "young_person__team",
        "young_person__social_worker",
        "young_person__reviewing_officer",
        "assigned_to",
        "held_recorded_by",
        "declined_by",
    )
    with_facts = rows.annotate(endings=strategy_page.endings_taken_back(), **strategy_strip.HOLDER_IS)
    found = with_facts.filter(reference=reference).first()
    if found is None:
        raise Http404
    note_read(request, found.young_person)
    return found


def _open_one(person: Any, user: Any) -> StrategyDiscussion | None:
    return StrategyDiscussion.objects.visible_to(user).open().filter(young_person=person).first()


def _about(discussion: StrategyDiscussion) -> dict[str, Any]:
    return {"discussion": discussion, "young_person": discussion.young_person}


STAYS_DUE = '<a href="{}">{}</a> is written down as held. What came after it stays due in a discussion of its own, {}.'
DECLINE = {
    "title": "It is not needed",
    "lede": "Only a manager decides this. Your name and the reason stay on record. Nobody is reminded of it any more.",
    "label": "Decline the strategy discussion",
}
ASSIGN = {
    "title": "Give it to somebody",
    "lede": "They call the strategy discussion together. It is on their home page, and they are told if it waits.",
    "label": "Give it to them",
}
TAKE_BACK = {
    "lede": "It is due again, with its reasons and its day as they were, and whoever is told of it is told anew. What "
    "was written down stays in the history, with your name and the reason.",
    "label": "Make it due again",
}
WITHDRAW = {
    "title": "It was typed by mistake",
    "lede": "No harm was told. Your name and the reason stay on record. "
    "Where nothing else asks for the strategy discussion, it is not due any more.",
    "label": "Withdraw it",
}
