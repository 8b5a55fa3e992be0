"""What a resource begins with: it declares its use, looks no further than its user may, and acts by actions."""

from typing import Any

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from accounts.models import User
from accounts.rules import Can


class Resource(GenericViewSet[Any]):
    """`requires` is what every use of it asks for; what a change asks for more, its action says."""

    requires: Can
    lookup_value_converter = "ref"

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        view: Any = super().as_view(actions, **initkwargs)
        view.requires, view.is_api = cls.requires, True
        return view


def who(request: Request) -> User:
    """The user who asks: the door has let nobody else in."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def checked(serializer_class: type, sent: Any) -> dict[str, Any]:
    """What was sent, as the action takes it. Raises ValidationError with each fault beside its key."""
    serializer = serializer_class(data=sent)
    serializer.is_valid(raise_exception=True)
    facts: dict[str, Any] = serializer.validated_data
    return facts
