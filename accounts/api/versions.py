"""Which version of a record a program has read, so that nothing is overwritten unseen (RFC 9110, 13.1.1)."""

import re
from http import HTTPStatus

from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import APIException
from rest_framework.request import Request

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of what was read. Where somebody has changed it since, nothing is changed: 412.",
)
ETAG = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200, 201], description="Its version.")


class ChangedMeanwhile(APIException):
    """The record is not at the version that `If-Match` names any more."""

    status_code = HTTPStatus.PRECONDITION_FAILED


def etag_of(version: int) -> dict[str, str]:
    """The headers of an answer that shows a record at this version."""
    return {"ETag": f'"{version}"'}


def version_read(request: Request, now: int) -> int | None:
    """The version that `If-Match` names: `now` if that is among them; None where whatever there is may be changed.

    What a proxy has marked as weak, since it packed the answer, is still that version.
    """
    sent = request.headers.get("If-Match")
    if sent is None or sent.strip() == "*":
        return None
    read = [int(found[1]) for tag in parse_etags(sent) if (found := re.fullmatch(r'(?:W/)?"([0-9]{1,18})"', tag))]
    return now if now in read else max(read, default=0)
