from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import SINCE, SavedElsewhere, discard_draft, names_a_form, save_draft, since_of
from accounts.pressed import led_back_to
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


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, key: "home")
def begin_anew(request: HttpRequest, key: str) -> HttpResponse:
    """Throw away what the user had typed into a form and not sent; what was typed on meanwhile is not, unseen."""
    if not names_a_form(key):
        raise Http404
    if discard_draft(signed_in(request), key, since=request.POST.get(SINCE, "")):
        messages.success(request, "What you had typed is thrown away.")
    else:
        messages.warning(request, "It was typed on meanwhile: look at it again. Nothing is thrown away.")
    page = request.POST.get("page", "")
    return redirect(page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else "home")
