from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class RolesBackend(AuthenticationBackend):
    """allauth's log-in by e-mail, fetching the user with roles and teams in one query."""

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.active().with_access().filter(pk=user_id).first()

    def user_can_authenticate(self, user: Any) -> bool:
        """Nor does anybody sign in after their last day."""
        return isinstance(user, User) and user.is_here
