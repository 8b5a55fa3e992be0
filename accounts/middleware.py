import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone

from accounts.access import declared, require
from accounts.actions.api_tokens import user_of_token
from accounts.api import problems
from accounts.models import User

REFRESH_AFTER_SECONDS = 60
API = "/api/"


class SlidingSessionMiddleware(SessionMiddleware):
    """A session ends after SESSION_COOKIE_AGE without a page; its end is moved at most once a minute."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        if session.accessed and not session.is_empty() and "_auth_user_id" in session:
            now = int(time.time())
            if now - session.get("refreshed_at", 0) >= REFRESH_AFTER_SECONDS:
                session["refreshed_at"] = now
        return super().process_response(request, response)


class ApiTokenMiddleware:
    """Whoever sends a token is its user; a token that is not good is nobody's, whatever the session says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if request.path.startswith(API) and scheme.lower() == "bearer":
            request.by_token = True  # type: ignore[attr-defined]
            request.user = user_of_token(secret.strip(), timezone.now()) or AnonymousUser()
        return self.get_response(request)


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
        if is_api(view):
            return _at_the_door_of_the_api(request, view)
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if request.user.password_is_temporary:
            return redirect("account_change_password")
        can = declared(view)
        if can is None:
            raise PermissionDenied("This page has not said who may see it.")
        require(request.user, can)
        return None


def _at_the_door_of_the_api(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
    """The same questions, answered for a program."""
    if not isinstance(request.user, User):
        return problems.answer(HTTPStatus.UNAUTHORIZED, problems.SIGN_IN)
    if request.user.password_is_temporary:
        return problems.answer(HTTPStatus.FORBIDDEN, "Choose your own password first.")
    can = declared(view)
    if can is None or not request.user.can(can):
        what = f"Your role does not let you {can.label}." if can else "This address has not said who may use it."
        return problems.answer(HTTPStatus.FORBIDDEN, what)
    return None


def is_open(view: Callable[..., Any]) -> bool:
    """Whether the view needs no login: it says so, or it is allauth's own log-in page."""
    return getattr(view, "is_public", False) or view.__module__.startswith("allauth.account")


def is_api(view: Callable[..., Any]) -> bool:
    """Whether the view answers programs: with problem details, and never by sending to the sign-in page."""
    return getattr(view, "is_api", False)
