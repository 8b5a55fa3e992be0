from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import SavedElsewhere, save_draft, since_of
from accounts.rules import Can


@requires(Can.USE_OWN_ACCOUNT)
@require_POST
def keep_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what is being typed.

    200 with the new version; 409 where another tab has saved something else; 400 with the reason it cannot be kept.
    """
    try:
        version = save_draft(signed_in(request), key, dict(request.POST.lists()), since=since_of(request.POST))
    except SavedElsewhere as elsewhere:
        return JsonResponse({"failed": elsewhere.message}, status=409)
    except ActionRefused as refused:
        return JsonResponse({"failed": refused.message}, status=400)
    return JsonResponse({"version": version})
