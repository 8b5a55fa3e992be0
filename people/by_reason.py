"""Duty who follows a link to somebody else's record is asked for a reason there, and not told that nothing is there."""

from typing import Any, NoReturn

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from accounts.access import signed_in
from people.models import YoungPerson


class AskForReason(Exception):
    """The record opens by a reason. `ByReasonMiddleware` leads to the page that asks for it."""

    def __init__(self, young_person: YoungPerson) -> None:
        super().__init__(f"{young_person.reference} opens by a reason")
        self.young_person = young_person


def not_theirs(request: HttpRequest, about: "QuerySet[Any]") -> NoReturn:
    """What is asked for is not this user's to see; `about` are the ids of whom it would be about.

    Raises AskForReason for a page that duty opens, and Http404 for everybody else, for a restricted record, and for
    what is sent: to them it is as if nothing were there.
    """
    if request.method in ("GET", "HEAD"):
        found = YoungPerson.objects.openable_with_reason_by(signed_in(request)).filter(pk__in=about).first()
        if found:
            raise AskForReason(found)
    raise Http404
