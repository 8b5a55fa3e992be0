"""The page for the police: opened, and printed, each written down in the read log under its own name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires, signed_in
from accounts.rules import Can
from missing.for_police import page_for_police, people_for_police
from people.merged_references import find_record
from people.models import YoungPerson
from people.read_log import note_read


@require_GET
@requires(Can.OPEN_POLICE_PAGE)
def for_police(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, reference)


@require_http_methods(["GET", "POST"])
@requires(Can.OPEN_POLICE_PAGE)
def print_for_police(request: HttpRequest, reference: str) -> HttpResponse:
    """The same page, which prints itself; the browser sends that it prints when somebody prints in another way."""
    if request.method == "POST":
        _the_person(request, reference)
        return HttpResponse()
    return _page(request, reference, prints_now=True)


def _the_person(request: HttpRequest, reference: str) -> YoungPerson:
    person = find_record(request, people_for_police(signed_in(request)), reference)
    note_read(request, person)
    return person


def _page(request: HttpRequest, reference: str, *, prints_now: bool = False) -> HttpResponse:
    user, person = signed_in(request), _the_person(request, reference)
    context = page_for_police(person, user) | {"prints_now": prints_now, "may_keep": user.can(Can.KEEP_AROUND)}
    return render(request, "missing/for_police.html", context)
