from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from people.actions import add_young_person, change_details
from people.after_adding import begin_with_names, names_from, next_step
from people.forms import DetailsForm, NewYoungPersonForm
from people.hidden import way_in_for
from people.search import Finding, lookalikes
from people.search_facts import facts_for
from people.typed_birthdays import read_date_of_birth
from people.views.record import open_record
from people.views.saving import form_page, saved
from people.views.search import results

DRAFT = "young_person:new"
FOLDED = ("birthday_is", "birthday_note", "reference", "sex", "ethnicity", "home_postcode", "responsible_authority")
"""What can wait while somebody has to be logged as missing."""


@requires(Can.ADD_YOUNG_PEOPLE)
def add(request: HttpRequest) -> HttpResponse:
    """Put a young person on record, once it is clear that they are not there yet."""
    user = signed_in(request)
    then = next_step(request.GET.get("then", ""), user)
    kept = keep_form(request, f"{DRAFT}:{then.key}" if then else DRAFT)
    form = NewYoungPersonForm(request.POST or None, user=user)
    named = names_from(request.GET.get("q", "")) if then else {}
    begin_with_names(form, kept, named)
    alike = Finding([], False)
    if form.is_valid():
        typed = form.cleaned_data
        alike = lookalikes(user, **{name: typed[name] for name in ("first_name", "last_name", "date_of_birth")})
        is_somebody_else = typed.pop("is_somebody_else")
        if (alike.people or alike.ask) and not is_somebody_else:
            form.ask_whether_somebody_else()
        elif form.attempt(add_young_person, actor=user):
            person = form.done
            kept.discard()
            words = f"{person} is on record as {person.reference}.{form.estimated}"
            if then:
                messages.success(request, words)
                return redirect(then.url(person))
            return saved(request, person, words)
    context = {
        "form": form,
        "folded": FOLDED if then else (),
        "button": then.button if then else "Add to the record",
        "kept": kept,
        "alike": results(alike, facts_for(alike.people, user)),
        "there_are_more": alike.there_are_more,
        "ask_about_restricted": alike.ask,
        **(way_in_for(user, "{first_name} {last_name}".format(**form.cleaned_data)) if alike.ask else {}),
    }
    return render(request, "people/add.html", context)


@require_GET
@requires(Can.USE_OWN_ACCOUNT)
def understood_birthday(request: HttpRequest) -> HttpResponse:
    """How a date of birth is understood, while it is typed. Silent of what cannot be read yet."""
    today = timezone.localdate()
    born = read_date_of_birth(request.GET.get("date_of_birth", "")[:30], today)
    return render(
        request, "people/understood_birthday.html", {"born": born, "is_future": born and born.born_on > today}
    )


@requires(Can.EDIT_RECORDS)
def details(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    kept = keep_form(request, f"details:{person.pk}")
    form = DetailsForm(request.POST or None, record=person)
    kept.begin(form)
    if request.method == "POST" and form.attempt(change_details, actor=signed_in(request), young_person=person):
        kept.discard()
        changed = form.done
        return saved(request, changed, f"The details of {changed} are saved.{form.estimated}")
    return form_page(request, person, form, kept=kept, title="Details", button="Save details")
