"""Two who save at the same instant may each hold what the other waits for: the database ends one of them.

Actions lock in one order (docs/decisions/order-of-locks.md), so this is rare. What was ended changed nothing, and is
done once more; where that fails too the page says so, and how to get back to what was typed.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.api import problems
from accounts.middleware import API

DEADLOCK = "40P01"
"""PostgreSQL's code for the one of two that was ended so that the other could go on."""

NOT_SAVED = "Somebody else saved at the same moment, so this was not saved. Send it again."


class AgainMiddleware:
    """A page that was ended for a deadlock is asked once more: its transaction left nothing behind.

    A program is told to send it again (409): what it sent has been read already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not is_deadlock(exception):
            return None
        if request.path.startswith(API):
            return problems.answer(HTTPStatus.CONFLICT, NOT_SAVED)
        for name in request.FILES:
            for file in request.FILES.getlist(name):
                file.seek(0)
        try:
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except OperationalError as again:
            if not is_deadlock(again):
                raise
            return render(request, "saved_at_once.html", status=HTTPStatus.CONFLICT)
        return answer


def is_deadlock(exception: Exception) -> bool:
    """Whether the database ended it so that another could go on."""
    return isinstance(exception, OperationalError) and getattr(exception.__cause__, "sqlstate", None) == DEADLOCK
