from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import requires, signed_in
from accounts.rules import Can
from people.history import events_of, latest_first, told
from people.merging_page import merges_told
from people.models import (
    AccessGrant,
    CarePeriod,
    CourtOrder,
    Needs,
    OtherName,
    PersonAround,
    Photograph,
    Placement,
    ReadLog,
    SupportInPlace,
    YoungPerson,
)
from people.paging import page_of
from people.views.record import open_record

LAST_READS = 50
OF_IDENTITIES = ("people:identity", "people:end_identity_link")
"""Pages whose very name would tell others that there is an old identity."""
THEIRS = (CarePeriod, Placement, AccessGrant, PersonAround, CourtOrder, Needs, OtherName, SupportInPlace, Photograph)


@requires(Can.SEE_WHO_READ)
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Every change of the record, of care, placements, what is around them and who may see it, and merges, in words."""
    person = open_record(request, reference)
    records = with_those_merged(person)
    theirs = [events_of(model).filter(young_person_id__in=records) for model in THEIRS]
    changes = told(events_of(YoungPerson).filter(pgh_obj_id__in=records), *theirs)
    changes = latest_first(changes + merges_told(signed_in(request), records))
    return render(request, "people/history.html", {"young_person": person, "page": page_of(request, changes)})


@requires(Can.SEE_WHO_READ)
def readers(request: HttpRequest, reference: str) -> HttpResponse:
    """Who has opened the record, and which page of it."""
    person = open_record(request, reference)
    read_of = ReadLog.objects.filter(young_person__in=with_those_merged(person))
    if not signed_in(request).can(Can.LINK_IDENTITIES):
        read_of = read_of.exclude(page__in=OF_IDENTITIES)
    reads = list(read_of.select_related("user").order_by("-at")[:LAST_READS])
    openings = list(person.openings.filter(until__gte=reads[-1].at)) if reads else []
    for read in reads:
        theirs = (o for o in openings if o.user_id == read.user_id and o.opened_at <= read.at < o.until)
        read.opening = next(theirs, None)  # type: ignore[attr-defined]
        read.page_in_words = page_in_words(read.page)  # type: ignore[attr-defined]
    return render(request, "people/readers.html", {"young_person": person, "reads": reads})


def with_those_merged(person: YoungPerson) -> QuerySet[Any]:
    """The ids of the record and of those that became part of it: their story is one."""
    return YoungPerson.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).values("pk")


def page_in_words(view_name: str) -> str:
    """The page by the name of its view.

    >>> page_in_words("people:young_person"), page_in_words("missing:log_episode_for")
    ('The record', 'Log episode for')
    """
    if view_name == "people:young_person":
        return "The record"
    return view_name.rpartition(":")[2].replace("_", " ").capitalize()
