"""The page for an address that leads nowhere, or to a record that is not theirs: it says whom to ring, for either."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.rules import Can, Role
from people.search import service_managers_to_ring


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Who works with young people is given the service managers' telephones, whether there is such a record or not.

    Who is on duty is not sent to duty: but for restricted records, what is not theirs opens to them by a reason.
    """
    user = getattr(request, "user", None)
    works_here = isinstance(user, User) and user.can(Can.FIND_YOUNG_PEOPLE)
    context = {
        "ask": service_managers_to_ring() if works_here else "",
        "is_on_duty": works_here and user.holds(Role.DUTY),  # type: ignore[union-attr]
    }
    return render(request, "404.html", context, status=404)
