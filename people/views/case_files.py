"""The data manager's pages: hand in a case file, see what it would do, take it in, fetch what was rejected."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import ActionRefused, requires, signed_in
from accounts.pressed import led_back_to
from accounts.rules import Can
from people import actions
from people.case_file.rejects import kinds_named, rejects_lines
from people.case_file.report import Rejected
from people.forms.case_files import CaseFileForm
from people.models import ImportRun, RejectedRow
from people.paging import page_of
from people.refusals import say_beside

TONES: dict[str, str] = {
    ImportRun.State.DONE: "green",
    ImportRun.State.CHECKED: "amber",
    ImportRun.State.UNUSABLE: "red",
    ImportRun.State.STOPPED: "red",
}


@requires(Can.IMPORT_CASE_FILES)
def runs(request: HttpRequest) -> HttpResponse:
    """Hand in a case file, and the case files so far."""
    form = CaseFileForm(request.POST, request.FILES) if request.method == "POST" else CaseFileForm()
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.hand_in_case_file(actor=signed_in(request), files=form.cleaned_data["case_file"])
            return redirect("imports:run", run.pk)
        except ActionRefused as refused:
            say_beside(form, refused)
    rows = ImportRun.objects.select_related("started_by")
    page = page_of(request, rows)
    for run in page:
        run.tone = TONES.get(run.state, "")
    return render(request, "people/imports/runs.html", {"form": form, "page": page})


@requires(Can.IMPORT_CASE_FILES)
def run(request: HttpRequest, run: int) -> HttpResponse:
    """What a case file would do, or did: counts, notes and rejected rows. To htmx, the part that changes alone."""
    found = get_object_or_404(ImportRun.objects.select_related("started_by"), pk=run)
    page = page_of(request, found.rejected_rows.all(), found.rejected if found.counts else None)
    context: dict[str, Any] = {"run": found, "page": page, "tone": TONES.get(found.state, "")}
    if request.htmx and not found.is_under_way:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = "people/imports/under_way.html" if request.htmx else "people/imports/run.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@requires(Can.IMPORT_CASE_FILES)
@led_back_to(lambda request, run: reverse("imports:run", args=[run]))
def confirm(request: HttpRequest, run: int) -> HttpResponse:
    """Take a checked case file in."""
    return _done(request, run, actions.confirm_import, "The case file is being taken in.")


@requires(Can.IMPORT_CASE_FILES)
@led_back_to(lambda request, run: reverse("imports:run", args=[run]))
def give_up(request: HttpRequest, run: int) -> HttpResponse:
    """Throw a checked case file away."""
    return _done(request, run, actions.give_up_import, "The case file was thrown away. Nothing was taken in.")


@requires(Can.IMPORT_CASE_FILES)
def rejects(request: HttpRequest, run: int) -> StreamingHttpResponse:
    """The rejects file of a run, as `import_case_file` takes it back."""
    found = get_object_or_404(ImportRun, pk=run)
    kinds = kinds_named(counted["file"] for counted in found.counts if counted["rejected"])
    lines = rejects_lines(kinds, _rejected(found))
    response = StreamingHttpResponse(_as_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejects-{found.pk}.csv"'
    return response


def _done(request: HttpRequest, run: int, action: Any, words: str) -> HttpResponse:
    found = get_object_or_404(ImportRun, pk=run)
    try:
        action(actor=signed_in(request), run=found)
        messages.success(request, words)
    except ActionRefused as refused:
        messages.error(request, refused.message)
    return redirect("imports:run", found.pk)


def _rejected(run: ImportRun) -> Iterator[Rejected]:
    for row in RejectedRow.objects.filter(run=run).order_by("pk").iterator():
        yield Rejected(row.file, row.line, row.column, row.message, row.values)


class _Echo:
    def write(self, text: str) -> str:
        return text


def _as_csv(lines: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for line in lines:
        yield writer.writerow(line)
