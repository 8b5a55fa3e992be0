"""Reads of young people's records: one insert a page, made after the page is built."""

import logging
from collections.abc import Iterable

from django.http import HttpRequest

from accounts.access import signed_in
from people.models import ReadLog, YoungPerson

log = logging.getLogger(__name__)


def note_read(request: HttpRequest, young_person: YoungPerson) -> None:
    """Say that this page shows this young person's record too: each whom it shows once, by `ReadLogMiddleware`."""
    vars(request).setdefault("reads", {})[young_person.pk] = young_person


def note_tries(request: HttpRequest, people: Iterable[YoungPerson]) -> None:
    """Write down that somebody typed who may be one of these, whose records they may not open, whatever came of it.

    Where it is like nobody, the log of the service alone says so: who tried, and not what was typed.
    """
    user, match = signed_in(request), request.resolver_match
    page = match.view_name if match else request.path
    address = request.META.get("REMOTE_ADDR") or None
    tried = [ReadLog(user=user, young_person=person, page=page, address=address) for person in people]
    ReadLog.objects.bulk_create(tried)
    log.warning("user %s typed who may be restricted on %s: %d records are like it", user.pk, page, len(tried))
