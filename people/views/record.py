"""The page of a young person: who they are, then the panels of every room."""

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import requires, signed_in
from accounts.models import User
from accounts.rules import Can
from people.around_brief import brief_of
from people.by_reason import not_theirs
from people.merged_references import find_record, who_stands_for
from people.merging_page import brought_by_merges
from people.models import MayOpen, YoungPerson
from people.own_panels import kind_in_words, legal_status, lives
from people.panels import panels_for
from people.read_log import note_read

PLACES = ("top", "main", "side")


def open_record(request: HttpRequest, reference: str, **also: Any) -> YoungPerson:
    """The young person whose record this user may open; their page is noted as read. `also` is fetched with them.

    Raises Http404 for everybody else, and for duty AskForReason, which leads to where they give one.
    """
    visible = YoungPerson.objects.filter(MayOpen(signed_in(request), "pk"))
    with_names = visible.select_related("team", "social_worker", "reviewing_officer")
    try:
        young_person = find_record(request, with_names.annotate(**also), reference)
    except Http404:
        not_theirs(request, who_stands_for(reference))
    note_read(request, young_person)
    return young_person


def page_of_record(name: str) -> Callable[..., str]:
    """The page of that name of the record, for a button of it (`led_back_to`). Raises as `open_record`."""
    return lambda request, reference: reverse(name, args=[open_record(request, reference).reference])


@requires(Can.SEE_RECORDS)
def young_person(request: HttpRequest, reference: str) -> HttpResponse:
    user, person = signed_in(request), open_record(request, reference, brought=brought_by_merges())
    prefetch_related_objects([person], "placements", "care_periods")
    context: dict[str, Any] = {
        "young_person": person,
        "name_in_use": brief_of(person, user).name_in_use,
        "lives": lives(person),
        "legal_status": legal_status(person),
        "kind": kind_in_words(person),
        "may": allowed(user),
    }
    for place in PLACES:
        context[place] = [{"panel": panel, "rows": panel.rows(person, user)} for panel in panels_for(user, place)]
    return render(request, "people/young_person.html", context)


def allowed(user: User) -> dict[str, Any]:
    """What the buttons of the page ask for."""
    return {
        "edit": user.can(Can.EDIT_RECORDS),
        "allocate": user.can(Can.ALLOCATE),
        "restrict": user.can(Can.RESTRICT_RECORDS),
        "merge": user.can(Can.MERGE_RECORDS),
        "link_identities": user.can(Can.LINK_IDENTITIES),
        "see_who_opened": user.can(Can.SEE_WHO_OPENED),
        "see_who_read": user.can(Can.SEE_WHO_READ),
    }
