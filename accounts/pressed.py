"""An address that a button sends to and that is no page: opened by itself it leads to where the button is.

A browser opens it so with the page before, and after signing in again, where a session had ended meanwhile.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]

NOT_PRESSED = "Nothing was changed. Press the button again."


def led_back_to(page: Callable[..., Any]) -> Callable[[View], View]:
    """Declare where it leads, opened by itself: to what `page` gives for the request and what the address takes.

    That is a record, an address, or the name of one. `page` raises Http404 for whom the record is none, as the button's
    own page does.
    """

    def unless_pressed(view: View) -> View:
        @wraps(view)
        def pressed(request: HttpRequest, **taken: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **taken)
            back = redirect(page(request, **taken))
            messages.info(request, NOT_PRESSED)
            return back

        return require_http_methods(["GET", "POST"])(pressed)

    return unless_pressed
