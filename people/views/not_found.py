"""The page for an address that leads nowhere, or to a record that is not theirs: it says whom to ring, for either."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path

from accounts.api import problems
from accounts.middleware import API
from accounts.models import User
from accounts.rules import Can, Role
from people.search import service_managers_to_ring

NO_ADDRESS = "The API has no such address."
NO_SLASH = "The API has no such address. Write it with a slash at its end."


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Who works with young people is given the service managers' telephones, whether there is such a record or not.

    Who is on duty is not sent to duty: but for restricted records, what is not theirs opens to them by a reason. A
    program is answered as one.
    """
    if request.path.startswith(API):
        return problems.answer(HTTPStatus.NOT_FOUND, NO_SLASH if is_valid_path(f"{request.path_info}/") else NO_ADDRESS)
    user = getattr(request, "user", None)
    works_here = isinstance(user, User) and user.can(Can.FIND_YOUNG_PEOPLE)
    context = {
        "ask": service_managers_to_ring() if works_here else "",
        "is_on_duty": works_here and user.holds(Role.DUTY),  # type: ignore[union-attr]
    }
    return render(request, "404.html", context, status=404)
