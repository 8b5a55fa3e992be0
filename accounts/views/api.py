"""The API described: for people as a page, for programs as OpenAPI."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.api import reference
from accounts.api.schema import PROBLEMS
from accounts.rules import Can


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def reference_page(request: HttpRequest) -> HttpResponse:
    context = {
        "parts": reference.parts(),
        "kinds": reference.kinds(),
        "problems": PROBLEMS,
        "server": settings.PUBLIC_URL,
    }
    return render(request, "accounts/api.html", context)


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return JsonResponse(reference.document(), content_type="application/vnd.oai.openapi+json")


schema.is_api = True  # type: ignore[attr-defined]
