"""The pages that change a record are one page: a form, what others changed meanwhile, and a way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from accounts.access import signed_in
from accounts.forms import RefusableForm
from people.models import YoungPerson, may_open


def form_page(
    request: HttpRequest, person: YoungPerson, form: RefusableForm, *, title: str, button: str, **more: Any
) -> HttpResponse:
    context = {"young_person": person, "form": form, "title": title, "button": button}
    return render(request, "people/form.html", context | more)


def saved(request: HttpRequest, person: YoungPerson, words: str) -> HttpResponseRedirect:
    """Say what was done, and go back to the record, or home when the user has just given it away."""
    messages.success(request, words)
    is_theirs = may_open(signed_in(request), person.pk)
    return redirect(person.get_absolute_url() if is_theirs else "home")
