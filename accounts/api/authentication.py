"""Who asks the API: a program by its token, or whoever is signed in in the browser."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from accounts.models import User

SCHEME = "Bearer"


class SignedIn(SessionAuthentication):
    """The user whom the door has found (`accounts.middleware`). A session must prove that its own page asks (CSRF)."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        user = request._request.user
        if not isinstance(user, User):
            return None
        if not getattr(request._request, "by_token", False):
            self.enforce_csrf(request)
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return SCHEME
