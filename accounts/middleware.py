import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from accounts.access import declared, require
from accounts.models import User

REFRESH_AFTER_SECONDS = 60


class SlidingSessionMiddleware(SessionMiddleware):
    """A session ends after SESSION_COOKIE_AGE without a page; its end is moved at most once a minute."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        if session.accessed and not session.is_empty() and "_auth_user_id" in session:
            now = int(time.time())
            if now - session.get("refreshed_at", 0) >= REFRESH_AFTER_SECONDS:
                session["refreshed_at"] = now
        return super().process_response(request, response)


class DeclaredAccessMiddleware:
    """Everybody signs in, and a page is served only to who may do what its view declares.

    A view that declares nothing is a fault and is refused to everybody. Whoever signed in with a temporary password
    chooses their own first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if is_open(view):
            return None
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if request.user.password_is_temporary:
            return redirect("account_change_password")
        can = declared(view)
        if can is None:
            raise PermissionDenied("This page has not said who may see it.")
        require(request.user, can)
        return None


def is_open(view: Callable[..., Any]) -> bool:
    """Whether the view needs no login: it says so, or it is allauth's own log-in page."""
    return getattr(view, "is_public", False) or view.__module__.startswith("allauth.account")
