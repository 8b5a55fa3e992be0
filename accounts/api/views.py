"""What a resource begins with: it declares its use, looks no further than its user may, and acts by actions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Can

JSON = "application/json"
PAGE = ("cursor", "limit")
"""What every list may be asked: `accounts.api.pages.Pages`."""


class Nothing(serializers.Serializer[Any]):
    """Of an address that is asked nothing, or of a use to which nothing is sent."""


class AnyList(serializers.Serializer[Any]):
    """What may be asked of a list, beside where a page of it begins and how long it is."""


class Resource(GenericViewSet[Any]):
    """`requires` is what every use of it asks for; what a change asks for more, its action says.

    `asks` is what may be asked in the address, by the name of the use; nothing else may be.
    """

    requires: Can
    asks: ClassVar[Mapping[str, type[serializers.Serializer[Any]]]] = {}
    lookup_value_converter = "ref"

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        view: Any = super().as_view(actions, **initkwargs)
        view.requires, view.is_api = cls.requires, True
        view.should_append_slash = False  # a redirect makes a GET of what was posted
        return view

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        asked = self.asks.get(self.action, Nothing)
        names = {*asked().fields, *(PAGE if issubclass(asked, AnyList) else ())}
        if strange := unknown(request.query_params, names):
            raise serializers.ValidationError(strange)

    def asked(self) -> dict[str, Any]:
        """What is asked in the address. Raises ValidationError with each fault beside its key."""
        serializer = self.asks[self.action](data=self.request.query_params)
        serializer.is_valid(raise_exception=True)
        facts: dict[str, Any] = serializer.validated_data
        return facts


def who(request: Request) -> User:
    """The user who asks: the door has let nobody else in."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def checked(serializer_class: type[serializers.Serializer[Any]], sent: Any) -> dict[str, Any]:
    """What was sent, as the action takes it. Raises ValidationError with each fault beside its key.

    A key that is not known is one: misspelt, it would be taken for one that was left out.
    """
    serializer = serializer_class(data=sent)
    is_valid = serializer.is_valid()
    strange = unknown(sent, serializer.fields) if isinstance(sent, Mapping) else {}
    if strange or not is_valid:
        raise serializers.ValidationError({**strange, **serializer.errors})
    facts: dict[str, Any] = serializer.validated_data
    return facts


@contextmanager
def beside(serializer_class: type[serializers.Serializer[Any]]) -> Iterator[None]:
    """A refusal beside a field that the page has and this request has not is about the whole of it."""
    try:
        yield
    except ActionRefused as refusal:
        if refusal.field not in serializer_class().fields:
            refusal.field = None
        raise


def refuse_what_is_sent(request: Request) -> None:
    """Of a use to which nothing is sent. Raises ValidationError for each key; what is no JSON is not looked at."""
    if request.content_type.startswith(JSON):
        checked(Nothing, request.data)


def unknown(keys: Iterable[str], names: Collection[str]) -> dict[str, list[str]]:
    """The faults of the keys that are none of these names, each with the name that may be meant.

    >>> unknown({"att": "", "text": ""}, ["at", "text"])
    {'att': ['There is no such key here. Did you mean “at”?']}
    """
    found = {}
    for key in keys:
        if key not in names:
            meant = get_close_matches(key, names, n=1)
            told = f" Did you mean “{meant[0]}”?" if meant else ""
            found[key] = [f"There is no such key here.{told}"]
    return found
