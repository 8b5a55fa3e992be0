from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from people.by_reason import AskForReason
from people.merged_references import RecordMerged
from people.models import ReadLog, YoungPerson


class MergedRecordMiddleware:
    """Leads from a page of a record that was merged to the same page of the one that stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if not isinstance(exception, RecordMerged) or match is None:
            return None
        return redirect(match.view_name, **match.kwargs | {"reference": exception.kept.reference})


class ByReasonMiddleware:
    """Leads duty from a page of a record that is not theirs to the one that asks why they need it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, AskForReason):
            return None
        return redirect("people:open_with_reason", exception.young_person.reference)


class ReadLogMiddleware:
    """Writes down who read whose record. A page that could not be logged is not shown.

    What the API answers to something new (201) shows the record too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reads: dict[int, YoungPerson] = getattr(request, "reads", {})
        if reads and response.status_code in (HTTPStatus.OK, HTTPStatus.CREATED):
            match = request.resolver_match
            page, address = match.view_name if match else request.path, request.META.get("REMOTE_ADDR") or None
            ReadLog.objects.bulk_create(
                ReadLog(user=request.user, young_person=read, page=page, address=address)  # type: ignore[misc]
                for read in reads.values()
            )
        return response
