from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.rules import Can
from people.fields import STARTS_WITHIN, TypedTimeField
from people.typed_clocks import NotATime
from people.typed_times import counts_from_now, is_about, read_time


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def understood_time(request: HttpRequest) -> HttpResponse:
    """How a typed time is understood, while it is typed. Silent until there is something to say."""
    return _understood(request)


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def understood_start(request: HttpRequest) -> HttpResponse:
    """The same of when an absence began."""
    return _understood(request, within=STARTS_WITHIN)


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def understood_time_to_come(request: HttpRequest) -> HttpResponse:
    """The same of a time that is arranged."""
    return _understood(request, ahead=True)


def _understood(request: HttpRequest, *, ahead: bool = False, within: timedelta | None = None) -> HttpResponse:
    typed = next((str(value) for value in request.GET.values() if str(value).strip()), "")
    now = timezone.now()
    context: dict[str, object] = {}
    if typed:
        try:
            instant = read_time(typed[:60], now, ahead=ahead, within=within)
            context = {
                "instant": instant,
                "is_approximate": is_about(typed),
                "is_future": instant > now and not ahead,
                "is_past": instant < now and ahead,
                "typed": typed,
                "written_out": TypedTimeField().written_out(typed, instant) if counts_from_now(typed) else "",
            }
        except NotATime as error:
            context = {"trouble": str(error)}
    return render(request, "missing/understood_time.html", context)
