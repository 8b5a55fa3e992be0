"""Who has been told of an episode: the young person's own list, ticked off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import mend_told, record_not_told_of_several, record_told_of_several, withdraw_told
from missing.actions.corrections import may_correct
from missing.alerted import also_alerted
from missing.codes import LogKind, TellingOf
from missing.forms.telling import MISTAKE, NOT_TOLD, MendToldForm, TellForm
from missing.forms.times import as_typed
from missing.gone_together import told_with
from missing.models import Episode, LogEntry, PersonTold
from missing.telling import tell_list, telling_of_now, told_of_what, with_tell_facts
from missing.told_warnings import warnings_of_others, whom_to_be_careful_with
from missing.views.found import the_episode
from people.lengths import counted


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def tell_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The list of now, or with `?of=went_missing` of the time before they were found.

    `?line=17` is how who has written in the log that somebody was told comes here: the words are at hand.
    """
    user, found = signed_in(request), the_episode(request, episode, with_tell_facts)
    of = request.GET.get("of", "")
    if of not in TellingOf.values or found.ended_at is None:
        of = telling_of_now(found)
    lines = tell_list(found, of)
    kept = keep_form(request, f"tell:{found.pk}:{of}")
    line = _told_in_log(request, found)
    known = {"told_at": as_typed(line.at, line.is_approximate)} if line and line.at != line.recorded_at else None
    data = request.POST if request.method == "POST" else None
    together = told_with(found, user, of)
    form = TellForm(data, lines=lines, together=together, of=of, initial=known)
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = form.cleaned_data
        is_not_told = facts.pop("what") == NOT_TOLD
        action = record_not_told_of_several if is_not_told else record_told_of_several
        for name in ("told_at", "is_approximate", "how", "told_by") if is_not_told else ("why_not",):
            facts.pop(name)
        try:
            written = action(actor=user, episode=found, others=facts.pop("also", []), of=of, **facts)
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            kept.discard()
            left = len({line.key for line in lines if line.is_outstanding}.difference(facts["recipients"]))
            still = f"{counted(left, 'is', 'are')} still to be told." if left else "Nobody is left to tell."
            messages.success(request, f"{_written_down(found, written)} {still}")
            return redirect(f"{reverse('missing:tell', args=[found.reference])}?of={of}" if left else found)
    context = {
        "episode": found,
        "young_person": found.young_person,
        "form": form,
        "may_mend": may_correct(user, found),
        "kept": kept,
        "of": of,
        "line": line,
        "told_of": told_of_what(of, found),
        "others_of": {one: told_of_what(one, found) for one in TellingOf if one != of and found.ended_at},
        "is_overtaken": any(line.is_overtaken for line in lines),
        "waiting": [line for line in lines if line.is_outstanding],
        "warnings": whom_to_be_careful_with(user, found.young_person, may_open=found.may_open_record),  # type: ignore[attr-defined]
        "others_warned": warnings_of_others(user, [other.young_person for other in together]),
        "done": [line for line in lines if line.told],
        "alerted": [line for line in lines if line.is_alerted and not line.told],
        "also_alerted": also_alerted(found) if of == TellingOf.WENT_MISSING else [],
    }
    return render(request, "missing/tell.html", context)


def _written_down(episode: Episode, written: dict[Episode, list[PersonTold]]) -> str:
    """`Written down for Police; Ann, mother. Of Asha Farrow too: Ann, mother.`"""
    said = [f"Written down for {_names(written[episode])}."]
    for other, rows in written.items():
        if other != episode:
            said.append(
                f"Of {other.young_person} too: {_names(rows)}."
                if rows
                else f"Nobody of these is still to be told of {other.young_person}."
            )
    return " ".join(said)


def _names(rows: list[PersonTold]) -> str:
    return "; ".join(str(row) for row in rows)


def _told_in_log(request: HttpRequest, episode: Episode) -> LogEntry | None:
    """The line of the log that led here; no query without one."""
    pk = request.GET.get("line", "")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return LogEntry.objects.standing().filter(episode=episode, kind=LogKind.TOLD, pk=pk).first()


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def mend_page(request: HttpRequest, episode: str, told: int) -> HttpResponse:
    """One line put right, or withdrawn."""
    user, found = signed_in(request), the_episode(request, episode)
    if not may_correct(user, found):
        raise PermissionDenied
    row = get_object_or_404(
        PersonTold.objects.standing().filter(episode=found).select_related("episode", "recorded_by"), pk=told
    )
    kept = keep_form(request, f"mend_told:{row.pk}")
    form = MendToldForm(request.POST if request.method == "POST" else None, told=row)
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = form.cleaned_data
        what = facts.pop("what")
        try:
            if what == MISTAKE:
                withdraw_told(actor=user, told=row, reason=facts.get("reason", ""))
            else:
                mend_told(actor=user, told=row, **facts)
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            kept.discard()
            messages.success(request, "Put right. What it said before stays in the history.")
            return redirect(f"{reverse('missing:tell', args=[found.reference])}?of={row.of}")
    context = {
        "form": form,
        "kept": kept,
        "episode": found,
        "young_person": found.young_person,
        "title": f"Put right: {row}",
        "lede": f"Told {row.get_of_display()}.",
        "button": "Save",
        "warnings": whom_to_be_careful_with(user, found.young_person, may_open=found.may_open_record),  # type: ignore[attr-defined]
    }
    return render(request, "missing/correct.html", context)
