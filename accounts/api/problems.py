"""What the API answers when something cannot be: problem details (RFC 9457), the same shape for every fault."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from accounts.access import ActionRefused

CONTENT_TYPE = "application/problem+json"
SIGN_IN = "Sign in, or send a token: Authorization: Bearer srt_…"


def problem(status: int, detail: str, errors: Iterable[Mapping[str, str]] = ()) -> dict[str, Any]:
    found = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    listed = list(errors)
    return found | ({"errors": listed} if listed else {})


def answer(status: int, detail: str) -> HttpResponse:
    """A problem from outside a view: at the door."""
    response = JsonResponse(problem(status, detail), status=status, content_type=CONTENT_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Django REST framework's exception handler. What is no fault of who asks is raised as it is."""
    found = _problem_of(error)
    if found is None:
        return None
    headers = {"WWW-Authenticate": "Bearer"} if found["status"] == HTTPStatus.UNAUTHORIZED else None
    return Response(found, status=found["status"], headers=headers, content_type=CONTENT_TYPE)


def _problem_of(error: Exception) -> dict[str, Any] | None:
    if isinstance(error, ActionRefused):
        faults = [{"field": error.field, "detail": error.message}] if error.field else []
        return problem(HTTPStatus.CONFLICT, error.message, faults)
    if isinstance(error, exceptions.ValidationError):
        faults = list(_faults(error.detail))
        words = "; ".join(
            f"{fault['field']}: {fault['detail']}" if fault["field"] else fault["detail"] for fault in faults
        )
        return problem(HTTPStatus.BAD_REQUEST, words, faults)
    if isinstance(error, RequestDataTooBig):
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "What was sent is too long. Send less at once.")
    if isinstance(error, Http404):
        return problem(HTTPStatus.NOT_FOUND, "There is no such record, or it is not yours to see.")
    if isinstance(error, PermissionDenied):
        return problem(HTTPStatus.FORBIDDEN, str(error) or "Not yours to do.")
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return problem(HTTPStatus.UNAUTHORIZED, SIGN_IN)
    if isinstance(error, exceptions.APIException):
        return problem(error.status_code, str(error.detail))
    return None


def _faults(detail: Any, field: str = "") -> Iterable[dict[str, str]]:
    """The faults of a ValidationError, however deep, each with the key that it is about."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            key = "" if name == "non_field_errors" else str(name)
            yield from _faults(inner, ".".join(filter(None, [field, key])))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _faults(inner, field)
    else:
        yield {"field": _writable(field), "detail": _writable(str(detail))}


def _writable(words: str) -> str:
    """What was sent may be no text that can be answered: half of a surrogate pair."""
    return words.encode(errors="replace").decode()
