"""The Missing Returns Officer's queue: what is to do, most urgent first, and who has it."""

import csv
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.away import warn_if_away
from accounts.models import User
from accounts.pressed import led_back_to
from accounts.rules import Can
from missing import queue
from missing.actions import hand_over_interview, put_back_interview, take_interview
from missing.actions.queue import AskedForAnother, may_be_moved_by
from missing.begun_records import begun_by, begun_of, typed_into
from missing.forms.passing_on import HandOverForm, PassingOnForm
from missing.holders import may_hold, own_workers_of, who_else_may_hold
from missing.models import ReturnInterview
from missing.passing_on import about_typed, typed_so_far
from missing.queue_rows import HEADINGS, as_cells, chips, row_of, wished_in_words
from missing.record_page import about
from missing.views.found import led_back_unless_pressed, the_interview
from people.paging import page_of
from people.refusals import say_beside
from people.search import service_managers_to_ring


@require_GET
@requires(Can.WORK_INTERVIEWS)
def queue_page(request: HttpRequest) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    numbers = queue.counts(user, now)
    key = request.GET.get("show", "all")
    key = key if key in queue.KEYS else "all"
    page = page_of(request, queue.with_steps(queue.rows(user, key, now)), numbers[key])
    hidden = numbers[queue.HIDDEN]
    context = {
        "key": key,
        "chips": chips(numbers, key),
        "page": page,
        "rows": [row_of(interview, user, now) for interview in page],
        "query": f"show={key}&",
        "hidden": hidden,
        "whom_to_ask": service_managers_to_ring() if hidden else "",
        "is_to_do": key not in (queue.CONTACT_DUE, queue.THEIRS),
    }
    return render(request, "missing/queue.html", context)


@require_GET
@requires(Can.WORK_INTERVIEWS)
def queue_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a spreadsheet."""
    user, now = signed_in(request), timezone.now()
    key = request.GET.get("show", "all")
    key = key if key in queue.KEYS else "all"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="interviews-{timezone.localdate():%Y-%m-%d}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(HEADINGS)
    for interview in queue.with_steps(queue.rows(user, key, now)):
        writer.writerow([_harmless(cell) for cell in as_cells(interview, user, now)])
    return response


@requires(Can.WORK_INTERVIEWS)
@led_back_unless_pressed
def take(request: HttpRequest, episode: str) -> HttpResponse:
    """Take it; where the young person asked for a colleague, say so first, and take it by a second press."""
    user, interview = signed_in(request), the_interview(request, episode)
    name, knows = interview.episode.young_person, "despite_wish" in request.POST
    try:
        take_interview(actor=user, interview=interview, despite_wish=knows)
    except AskedForAnother as wish:
        came_from = request.POST.get("from", "")
        context = {"words": wish.message, "came_from": came_from, "show": _heading(request), **about(interview)}
        return render(request, "missing/asked_for_another.html", context)
    except ActionRefused as refusal:
        messages.error(request, f"{name}: {refusal.message}")
    else:
        asked = f" They asked to talk to {interview.wished_name}." if interview.wished_name else ""
        messages.success(request, f"{name} is yours now.{asked}")
    return _back(request, interview)


@requires(Can.WORK_INTERVIEWS)
@led_back_unless_pressed
def put_back(request: HttpRequest, episode: str) -> HttpResponse:
    """Put it back; where its record is begun, ask once what becomes of what is typed, and do it by a second press."""
    user, interview = signed_in(request), the_interview(request, episode)
    typed, is_asked = typed_so_far(interview, user), "asked" in request.POST
    form = PassingOnForm(request.POST if is_asked else None, typed=typed)
    if interview.is_to_do and begun_of(interview) and may_be_moved_by(user, interview) and not form.is_valid():
        context = about(interview) | {"form": form, **about_typed(interview, user, typed)}
        return render(request, "missing/put_back.html", context)
    leaves = form.takes_typed_along
    said = "is put back. What you typed waits for whoever takes it." if leaves else "is put back."
    put_it_back = partial(put_back_interview, actor=user, leaves_typed=leaves)
    _try(request, [interview], lambda one: put_it_back(interview=one), said)
    return redirect("missing:queue")


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def hand_over(request: HttpRequest, episode: str) -> HttpResponse:
    user, interview = signed_in(request), the_interview(request, episode)
    own_workers = own_workers_of([interview])
    others, why_so_few = who_else_may_hold(interview)
    holders, typed = User.objects.filter(pk__in=others), typed_so_far(interview, user)
    form = HandOverForm(request.POST or None, holders=holders, own_workers=own_workers, typed=typed)
    if request.method == "POST" and form.is_valid():
        to, along = form.cleaned_data["to"], form.takes_typed_along
        try:
            hand_over_interview(actor=user, interview=interview, to=to, with_typed=along)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            own = ", their own social worker: this will not count as independent" if to.pk in own_workers else ""
            said = f"{interview.episode.young_person} is with {to} now{own}."
            messages.success(request, f"{said} They have what you typed." if along else said)
            warn_if_away(request, to)
            return _to_queue(request)
    why = {"wished": wished_in_words(interview), "why_so_few": why_so_few, "are_others": bool(others)}
    context = about(interview) | {"form": form, **why, **about_typed(interview, user, typed)}
    return render(request, "missing/hand_over.html", context)


@requires(Can.WORK_INTERVIEWS)
@led_back_to(lambda request: "missing:queue")
def change_selected(request: HttpRequest) -> HttpResponse:
    """Take or hand over the rows that are ticked; what is refused is said by name, the rest is done."""
    user = signed_in(request)
    chosen = [pk for pk in request.POST.getlist("interview") if pk.isdecimal() and len(pk) < 19]
    seen = ReturnInterview.objects.visible_to(user).annotate(typed_into=typed_into())
    rows = seen.filter(pk__in=chosen).select_related("episode__young_person")
    if not rows:
        messages.warning(request, "Tick the interviews first.")
        return _to_queue(request)
    if request.POST.get("do") == "take":
        _try(request, rows, lambda one: take_interview(actor=user, interview=one), "is yours now.")
        return _to_queue(request)
    typed = request.POST if "to" in request.POST else None
    form = HandOverForm(typed, holders=may_hold(rows), own_workers=own_workers_of(rows))
    if form.is_valid():
        to: User = form.cleaned_data["to"]

        def hand_it_over(interview: ReturnInterview) -> None:
            _refuse_begun(interview, user)
            hand_over_interview(actor=user, interview=interview, to=to)

        if _try(request, rows, hand_it_over, f"is with {to} now."):
            warn_if_away(request, to)
        return _to_queue(request)
    shown = [(one, begun_of(one)) for one in rows]
    context = {"form": form, "rows": shown, "show": _heading(request)}
    return render(request, "missing/hand_over_selected.html", context)


def _refuse_begun(interview: ReturnInterview, user: User) -> None:
    """Of several at once nobody is asked what becomes of what they typed."""
    if begun := begun_by(interview, user):
        raise ActionRefused(f"You have begun the record, {begun.saved}. Hand it over from its own page.")


def _try(request: HttpRequest, interviews: Iterable[ReturnInterview], change: Any, said: str) -> int:
    """Change each and say so, or why not. How many were changed."""
    changed = 0
    for interview in interviews:
        try:
            change(interview)
        except ActionRefused as refusal:
            messages.error(request, f"{interview.episode.young_person}: {refusal.message}")
        else:
            changed += 1
            messages.success(request, f"{interview.episode.young_person} {said}")
    return changed


def _back(request: HttpRequest, interview: ReturnInterview) -> HttpResponse:
    return _to_queue(request) if request.POST.get("from") == "queue" else redirect(interview)


def _to_queue(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('missing:queue')}?show={_heading(request)}")


def _heading(request: HttpRequest) -> str:
    """Under which heading of the queue the button was pressed, to come back to."""
    key = request.POST.get("show", "")
    return key if key in queue.KEYS else "all"


def _harmless(cell: object) -> str:
    """A cell that a spreadsheet will not run as a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
