from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import public


@public
def not_offered(request: HttpRequest) -> HttpResponse:
    """A page of the sign-in library that nobody here is to use: changing one's own e-mail address."""
    raise Http404
