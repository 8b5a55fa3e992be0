"""How what is sent is read, and what an answer may be: JSON, and nothing that cannot be taken apart."""

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from accounts.api.problems import CONTENT_TYPE

DEEPEST = 20
"""So many brackets inside each other: more than anything here is sent with, and few enough to be shown in a refusal."""
TOO_DEEP = f"There are more than {DEEPEST} brackets inside each other."


class ShallowJSON(JSONParser):
    """JSON whose brackets do not go so deep that reading or quoting them fails."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        try:
            found = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(TOO_DEEP) from error
        if _is_deep(found):
            raise ParseError(TOO_DEEP)
        return found


class JsonOrProblem(DefaultContentNegotiation):
    """Who names the kind of the refusals alone takes the answers too: both are JSON."""

    def get_accept_list(self, request: Request) -> list[str]:
        return ["application/json" if CONTENT_TYPE in kind else kind for kind in super().get_accept_list(request)]


def _is_deep(sent: Any) -> bool:
    """Layer by layer, as a function that calls itself would fail like what it is to keep out.

    >>> _is_deep({"covers": ["E1"]}), _is_deep([[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]])
    (False, True)
    """
    layer = [sent]
    for _ in range(DEEPEST):
        layer = [inner for one in layer for inner in _within(one)]
    return bool(layer)


def _within(one: Any) -> Any:
    if isinstance(one, dict):
        return one.values()
    return one if isinstance(one, list) else ()
