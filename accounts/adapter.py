from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSignUpAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Any, password: str) -> None:
        """A password that the user chose is no temporary one any more."""
        user.password_is_temporary = False
        super().set_password(user, password)
