"""The door of every page: a view declares what it takes, and one without a declaration is refused."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User
from accounts.rules import Can

View = TypeVar("View", bound=Callable[..., Any])


class ActionRefused(Exception):
    """An action that may not happen, said in words for the person at the screen.

    `field` names the form field that the words belong beside, when there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def requires(can: Can) -> Callable[[View], View]:
    """Declare what a view takes. Kept by `DeclaredAccessMiddleware`."""

    def declare(view: View) -> View:
        view.requires = can  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Declare that a view needs no login (health check, log-in pages)."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def declared(view: Callable[..., Any]) -> Can | None:
    """What the view declared; a class-based view declares on its class."""
    can: Can | None = getattr(view, "requires", None) or getattr(getattr(view, "view_class", None), "requires", None)
    return can


def require(actor: User, can: Can) -> None:
    """The same question at the door of an action.

    Raises PermissionDenied, in words, when the actor may not.
    """
    if not actor.can(can):
        raise PermissionDenied(f"Your role does not let you {can.label}.")


def signed_in(request: HttpRequest) -> User:
    """The user of a request that has passed the door."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user
