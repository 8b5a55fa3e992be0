"""An adopted child's old and new identity, for a service manager alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.pressed import led_back_to
from accounts.rules import Can
from people.actions.identity import end_identity_link, link_identities
from people.forms import EndIdentityLinkForm, LinkIdentityForm
from people.identity_page import look_at
from people.models import IdentityLink, YoungPerson
from people.read_log import note_read
from people.views.allocation import only_they_see
from people.views.record import open_record, page_of_record

STAYS = "Work that moved when the old record was restricted stays with whoever has it now."


@require_http_methods(["GET", "POST"])
@requires(Can.LINK_IDENTITIES)
def identity(request: HttpRequest, reference: str) -> HttpResponse:
    """What is linked with this record, and linking its old one: first looked at, then linked."""
    person = open_record(request, reference)
    form = LinkIdentityForm(request.POST if request.method == "POST" else None, user=signed_in(request))
    if form.old:
        note_read(request, form.old)
    if form.attempt(link_identities, actor=signed_in(request), new=person):
        messages.success(request, "Linked. Nobody but service managers learns of the link.")
        if form.closes:
            messages.success(request, only_they_see(form.closes, form.done.moved))
        return redirect("people:identity", person.reference)
    return _page(request, person, form, EndIdentityLinkForm())


@requires(Can.LINK_IDENTITIES)
@led_back_to(page_of_record("people:identity"))
def end_link(request: HttpRequest, reference: str) -> HttpResponse:
    user, person = signed_in(request), open_record(request, reference)
    link = IdentityLink.objects.visible_to(user).standing().of(person).first()
    if link is None:
        raise Http404
    form = EndIdentityLinkForm(request.POST)
    if form.attempt(end_identity_link, actor=user, link=link):
        messages.success(request, f"The link is ended. {STAYS}")
        return redirect("people:identity", person.reference)
    return _page(request, person, LinkIdentityForm(user=user), form)


def _page(
    request: HttpRequest, person: YoungPerson, form: LinkIdentityForm, end_form: EndIdentityLinkForm
) -> HttpResponse:
    links = IdentityLink.objects.visible_to(signed_in(request)).of(person)
    found = list(links.select_related("old", "new", "linked_by", "ended_by"))
    context: dict[str, Any] = {
        "young_person": person,
        "link": next((link for link in found if link.ended_at is None), None),
        "ended": [link for link in found if link.ended_at],
        "form": form,
        "end_form": end_form,
        "stays": STAYS,
    }
    if form.old and not context["link"]:
        context |= look_at(form.old, person, form.missing)
    return render(request, "people/identity.html", context)
