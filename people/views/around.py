"""Who and what is around a young person: the page, people and court orders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from people.actions import add_court_order, add_person_around, change_court_order, change_person_around
from people.around_page import page_context
from people.forms import CourtOrderForm, PersonAroundForm
from people.forms.versioned import VersionedForm
from people.models import YoungPerson
from people.views.record import open_record
from people.views.saving import form_page


@requires(Can.SEE_RECORDS)
def around(request: HttpRequest, reference: str) -> HttpResponse:
    """The people, orders, names, needs and support around them, with what must not be told to whom."""
    person = open_record(request, reference)
    return render(request, "people/around.html", page_context(person, signed_in(request)))


@requires(Can.KEEP_AROUND)
def add_person(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    return edit(
        request,
        person,
        PersonAroundForm,
        add_person_around,
        key=f"person_around:new-{person.pk}",
        given={"young_person": person},
        title="Somebody around them",
        button="Save",
        said="{} is on record.",
    )


@requires(Can.KEEP_AROUND)
def change_person(request: HttpRequest, reference: str, person_around: int) -> HttpResponse:
    person = open_record(request, reference)
    record = get_object_or_404(person.people_around, pk=person_around)
    return edit(
        request,
        person,
        PersonAroundForm,
        change_person_around,
        key=f"person_around:{record.pk}",
        given={"person": record},
        form={"record": record},
        title=record.name,
        button="Save",
        said="{} is saved.",
    )


@requires(Can.KEEP_AROUND)
def add_order(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    return edit(
        request,
        person,
        CourtOrderForm,
        add_court_order,
        key=f"court_order:new-{person.pk}",
        given={"young_person": person},
        form={"young_person": person},
        title="Court order or notice",
        button="Record the order",
        said="{} is recorded.",
    )


@requires(Can.KEEP_AROUND)
def change_order(request: HttpRequest, reference: str, court_order: int) -> HttpResponse:
    person = open_record(request, reference)
    record = get_object_or_404(person.court_orders, pk=court_order)
    return edit(
        request,
        person,
        CourtOrderForm,
        change_court_order,
        key=f"court_order:{record.pk}",
        given={"order": record},
        form={"young_person": person, "record": record},
        title=str(record),
        button="Save the order",
        said="{} is saved.",
    )


def edit(
    request: HttpRequest,
    person: YoungPerson,
    form_class: type[VersionedForm],
    action: Callable[..., Model],
    *,
    key: str,
    given: dict[str, Any],
    said: str,
    form: dict[str, Any] | None = None,
    **page: Any,
) -> HttpResponse:
    """One form of what is around them: what is typed is kept as a draft; saved, it goes back to the page.

    `key` names the draft, `given` is what the action takes beside what was typed, `form` what the form takes.
    """
    user = signed_in(request)
    kept = keep_form(request, key)
    shown = form_class(request.POST or None, **(form or {}))
    kept.begin(shown)
    if request.method == "POST" and shown.attempt(action, actor=user, **given):
        kept.discard()
        messages.success(request, said.format(shown.done))
        return redirect("people:around", person.reference)
    back = reverse("people:around", args=[person.reference])
    return form_page(request, person, shown, kept=kept, back_url=back, **page)
