"""Needs, description, how to reach them, and their photograph."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.access import requires, signed_in
from accounts.pressed import led_back_to
from accounts.rules import Can
from people.actions import change_needs, keep_photograph, remove_photograph
from people.forms import DescriptionForm, NeedsForm, PhotographForm, ReachForm
from people.forms.around import AroundForm
from people.models import Needs, Photograph
from people.views.around import edit
from people.views.record import open_record, page_of_record
from people.views.saving import form_page


@requires(Can.KEEP_AROUND)
def needs(request: HttpRequest, reference: str) -> HttpResponse:
    return _part(request, reference, "needs", NeedsForm, "Needs, and how to approach them", "The needs are saved.")


@requires(Can.KEEP_AROUND)
def description(request: HttpRequest, reference: str) -> HttpResponse:
    return _part(request, reference, "description", DescriptionForm, "What they look like", "The description is saved.")


@requires(Can.KEEP_AROUND)
def reach(request: HttpRequest, reference: str) -> HttpResponse:
    title = "Telephone, social media and places"
    return _part(request, reference, "reach", ReachForm, title, "How to reach them is saved.")


def _part(
    request: HttpRequest, reference: str, part: str, form_class: type[AroundForm], title: str, said: str
) -> HttpResponse:
    person = open_record(request, reference)
    record = Needs.objects.filter(young_person=person).first() or Needs(young_person=person)
    return edit(
        request,
        person,
        form_class,
        change_needs,
        key=f"{part}:{person.pk}",
        given={"young_person": person, "part": part},
        form={"record": record},
        title=title,
        note="Leave empty what is not known. It is what the page for the police says.",
        button="Save",
        said=said,
    )


@requires(Can.KEEP_AROUND)
def photograph(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a photograph, or put another in its place."""
    person = open_record(request, reference)
    there = Photograph.objects.filter(young_person=person).defer("image").first()
    form = PhotographForm(request.POST or None, request.FILES or None, record=there or Photograph(young_person=person))
    if request.method == "POST" and form.attempt(keep_photograph, actor=signed_in(request), young_person=person):
        messages.success(request, "The photograph is kept.")
        return redirect("people:around", person.reference)
    return form_page(
        request,
        person,
        form,
        title="Another photograph" if there else "Photograph",
        note="Of the last six months, the face from the front." + (" The one before is not kept." if there else ""),
        button="Keep this photograph",
        back_url=reverse("people:around", args=[person.reference]),
    )


@requires(Can.KEEP_AROUND)
@led_back_to(page_of_record("people:around"))
def remove(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    remove_photograph(actor=signed_in(request), young_person=person)
    messages.success(request, "The photograph is removed. It is not kept anywhere.")
    return redirect("people:around", person.reference)


@require_GET
@requires(Can.SEE_RECORDS)
def image(request: HttpRequest, reference: str) -> HttpResponse:
    """The picture itself, to who may open the record. The browser asks again each time; unchanged, it is not sent."""
    person = open_record(request, reference)
    kept = get_object_or_404(Photograph.objects.defer("image"), young_person=person)
    etag = f'"{kept.fingerprint}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    ending = kept.content_type.removeprefix("image/")
    headers["Content-Disposition"] = f'inline; filename="photograph.{ending}"'
    return HttpResponse(bytes(kept.image), content_type=kept.content_type, headers=headers)
