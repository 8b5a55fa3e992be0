"""A user's own tokens for the API: made, shown once, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.actions import make_api_token, revoke_api_token
from accounts.forms import ApiTokenForm
from accounts.models import ApiToken
from accounts.pressed import led_back_to
from accounts.rules import Can


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Can.USE_OWN_ACCOUNT)
def api_tokens(request: HttpRequest) -> HttpResponse:
    """Their tokens, and a new one: it is in the answer to the making of it, and nowhere after."""
    user = signed_in(request)
    form = ApiTokenForm(request.POST or None)
    made = secret = None
    if request.method == "POST" and form.attempt(make_api_token, actor=user):
        made, secret = form.done
        form = ApiTokenForm()
    context = {"form": form, "made": made, "secret": secret, "tokens": ApiToken.objects.filter(user=user)}
    return render(request, "accounts/api_tokens.html", context)


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, token: "api_tokens")
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    found = get_object_or_404(ApiToken.objects.filter(user=signed_in(request)), pk=token)
    revoke_api_token(actor=signed_in(request), token=found)
    messages.success(request, f"The token “{found.name}” no longer works.")
    return redirect("api_tokens")
