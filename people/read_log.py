"""Reads of a young person's record: one insert a page, made after the page is built."""

from django.http import HttpRequest

from people.models import YoungPerson


def note_read(request: HttpRequest, young_person: YoungPerson) -> None:
    """Say that this page shows this young person's record. Written once, by `ReadLogMiddleware`."""
    request.reads = young_person  # type: ignore[attr-defined]
