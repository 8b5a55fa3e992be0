from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.rules import Can
from people.typed_times import NotATime, is_about, read_time


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def understood_time(request: HttpRequest) -> HttpResponse:
    """How a typed time is understood, while it is typed. Silent until there is something to say."""
    typed = next((str(value) for value in request.GET.values() if str(value).strip()), "")
    now = timezone.now()
    context: dict[str, object] = {}
    if typed:
        try:
            context = {"instant": read_time(typed[:60], now)}
            context["is_approximate"] = is_about(typed)
            context["is_future"] = context["instant"] > now  # type: ignore[operator]
        except NotATime as error:
            context = {"trouble": str(error)}
    return render(request, "missing/understood_time.html", context)
