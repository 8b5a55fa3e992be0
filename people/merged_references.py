"""The reference of a record that was merged goes on finding the one that stands."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest

from people.models import YoungPerson


class RecordMerged(Exception):
    """The record of this address was merged; `kept` stands in its place. `MergedRecordMiddleware` leads there."""

    def __init__(self, kept: YoungPerson) -> None:
        super().__init__(f"the record is {kept.reference} now")
        self.kept = kept


def who_stands_for(reference: str) -> "QuerySet[Any]":
    """The id of the record of that reference, or of the one that it was merged into; to look for among what is visible.

    Both are one: what was put on record under either is found by either.
    """
    named = YoungPerson.objects.order_by().filter(reference=reference)
    return named.annotate(stands=Coalesce("merged_into", "pk")).values("stands")


def find_record(request: HttpRequest, visible: "QuerySet[Any]", reference: str) -> YoungPerson:
    """The record of that reference among `visible`, or the one that it was merged into.

    Raises Http404 when there is neither; RecordMerged for a page that is opened under the old reference. What is sent
    to the old one is taken for the record that stands, so that nothing typed is lost.
    """
    found: YoungPerson | None = visible.filter(reference=reference).first()
    if found:
        return found
    merged = YoungPerson.objects.filter(reference=reference, merged_into__isnull=False)
    kept: YoungPerson | None = visible.filter(pk__in=merged.values("merged_into")).first()
    if kept is None:
        raise Http404
    if request.method in ("GET", "HEAD"):
        raise RecordMerged(kept)
    return kept
