"""A template on paper: marked, with who printed it and when on every sheet. Nothing is fetched from anywhere."""

from typing import Any, NoReturn

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User

NO_PANGO = (
    "No PDF can be made here, because Pango is not installed on this server. Print the page from your browser "
    "instead, and ask your administrator to install it (docs/deployment.md)."
)


class NoPdf(Exception):
    """A PDF cannot be made on this machine; the message says why and what to do."""


def pdf_response(template: str, context: dict[str, Any], *, name: str, by: User) -> HttpResponse:
    """The template as a tagged PDF to save, `name` without its ending. Raises NoPdf where the machine lacks Pango."""
    printed_at = timezone.localtime()
    html = render_to_string(template, context | {"printed_by": by, "printed_at": printed_at})
    response = HttpResponse(as_pdf(html), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name} {printed_at:%Y-%m-%d %H.%M}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def as_pdf(html: str) -> bytes:
    """A page of HTML as PDF/UA. Raises NoPdf where the machine lacks Pango."""
    try:
        from weasyprint import HTML
    except OSError as error:
        raise NoPdf(NO_PANGO) from error
    pdf: bytes = HTML(string=html, url_fetcher=_fetch_nothing).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf


def _fetch_nothing(url: str, *args: Any, **kwargs: Any) -> NoReturn:
    raise ValueError(f"a printed record fetches nothing, and it asked for {url}")
