from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.access import requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from people.actions import add_care_period, add_placement, change_care_period, change_placement
from people.forms import CarePeriodForm, PlacementForm
from people.models import Placement, YoungPerson
from people.rules import where_in_words
from people.views.record import open_record
from people.views.saving import form_page, saved
from people.warnings import TellWarning, further_for, warnings_for


@requires(Can.EDIT_RECORDS)
def add_care(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    kept = keep_form(request, f"care_period:new-{person.pk}")
    form = CarePeriodForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(add_care_period, actor=signed_in(request), young_person=person):
        kept.discard()
        period = form.done
        return saved(request, person, f"{period} is recorded.")
    note = "A care period that is still open ends on the first day of this one."
    return form_page(request, person, form, kept=kept, title="New care period", button="Record care period", note=note)


@requires(Can.EDIT_RECORDS)
def change_care(request: HttpRequest, reference: str, care_period: int) -> HttpResponse:
    person = open_record(request, reference)
    period = get_object_or_404(person.care_periods, pk=care_period)
    kept = keep_form(request, f"care_period:{period.pk}")
    form = CarePeriodForm(request.POST or None, record=period)
    kept.begin(form)
    if request.method == "POST" and form.attempt(change_care_period, actor=signed_in(request), care_period=period):
        kept.discard()
        return saved(request, person, "The care period is saved.")
    return form_page(request, person, form, kept=kept, title=str(period), button="Save care period")


@requires(Can.EDIT_RECORDS)
def new_placement(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    kept = keep_form(request, f"placement:new-{person.pk}")
    form = PlacementForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(add_placement, actor=signed_in(request), young_person=person):
        kept.discard()
        placement = form.done
        return saved(request, person, f"The placement is recorded: {said(placement)}")
    note = "The placement that is still open ends on the first day of this one."
    warnings = whom_to_be_careful_with(request, person)
    labels = {"title": "New placement", "button": "Record placement"}
    return form_page(request, person, form, kept=kept, note=note, warnings=warnings, **labels)


@requires(Can.EDIT_RECORDS)
def placement(request: HttpRequest, reference: str, placement: int) -> HttpResponse:
    person = open_record(request, reference)
    record = get_object_or_404(person.placements, pk=placement)
    kept = keep_form(request, f"placement:{record.pk}")
    form = PlacementForm(request.POST or None, record=record)
    kept.begin(form)
    if request.method == "POST" and form.attempt(change_placement, actor=signed_in(request), placement=record):
        kept.discard()
        changed = form.done
        return saved(request, person, f"The placement is saved: {said(changed)}")
    warnings = whom_to_be_careful_with(request, person)
    labels = {"title": f"Placement: {record}", "button": "Save placement"}
    return form_page(request, person, form, kept=kept, warnings=warnings, **labels)


def whom_to_be_careful_with(request: HttpRequest, person: YoungPerson) -> list[TellWarning]:
    """Before they are brought to live somewhere: who is said to have harmed them there stands first."""
    return warnings_for(person, further=further_for(signed_in(request)))


def said(placement: Placement) -> str:
    """Where it is, as it was worked out: the person at the screen knows whether that can be."""
    return f"{where_in_words(placement.authority, placement.is_out_of_area, placement.distance_miles)}."
