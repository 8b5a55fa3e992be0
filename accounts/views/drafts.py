from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import save_draft
from accounts.rules import Can


@requires(Can.USE_OWN_ACCOUNT)
@require_POST
def keep_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what is being typed: 204 when it is kept, 400 with the reason when it cannot be."""
    try:
        save_draft(signed_in(request), key, dict(request.POST.lists()))
    except ActionRefused as refused:
        return HttpResponse(refused.message, status=400, content_type="text/plain")
    return HttpResponse(status=204)
