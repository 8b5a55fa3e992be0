from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.access import requires, signed_in
from accounts.actions.moved_work import Moved
from accounts.away import warn_if_away
from accounts.kept_forms import keep_form
from accounts.rules import Can
from people.actions import allocate, change_named, lift_restriction, restrict_record
from people.actions.restriction import INTERVIEWER, named_on
from people.forms import AllocationForm, LiftRestrictionForm, RestrictionForm
from people.models import YoungPerson
from people.open_work import without_worker
from people.paging import page_of
from people.restricting import missing_now, open_work_on
from people.views.record import open_record
from people.views.saving import form_page, saved


@requires(Can.ALLOCATE)
def allocation(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    form = AllocationForm(request.POST or None, record=person)
    if request.method == "POST" and form.attempt(allocate, actor=signed_in(request), young_person=person):
        changed = form.done
        worker = changed.social_worker or "no worker yet"
        response = saved(request, changed, f"{changed} is with {changed.team}, {worker}.")
        if changed.social_worker_id != person.social_worker_id:
            warn_if_away(request, changed.social_worker)
        return response
    return form_page(request, person, form, title="Team and worker", button="Save team and worker")


@require_GET
@requires(Can.ALLOCATE)
def without_worker_page(request: HttpRequest) -> HttpResponse:
    """Everybody without a social worker of those whom this user may give to one."""
    page = page_of(request, without_worker(signed_in(request)))
    return render(request, "people/without_worker.html", {"page": page, "rows": page.object_list})


@requires(Can.RESTRICT_RECORDS)
def restriction(request: HttpRequest, reference: str) -> HttpResponse:
    """Restrict the record, or name other people on it."""
    person = open_record(request, reference)
    missing = None if person.is_restricted else missing_now(person)
    form = RestrictionForm(request.POST or None, record=person, asks_for_keeper=bool(missing), initial=named(person))
    action = change_named if person.is_restricted else restrict_record
    if request.method == "POST" and form.attempt(action, actor=signed_in(request), young_person=person):
        return saved(request, person, only_they_see(person, form.done))
    return form_page(
        request,
        person,
        form,
        title="Who sees this restricted record" if person.is_restricted else "Restrict this record",
        button="Save who sees it" if person.is_restricted else "Restrict the record",
        note="Everybody else finds no such record. Whoever looks for the name is told to ask the service manager. "
        "It goes on counting in the figures.",
        missing_now=missing,
        open_work=open_work_on(person),
        may_lift=person.is_restricted,
    )


@requires(Can.RESTRICT_RECORDS)
def lift(request: HttpRequest, reference: str) -> HttpResponse:
    """Open the record again, with why."""
    person = open_record(request, reference)
    if not person.is_restricted:
        messages.info(request, f"The record of {person} is not restricted.")
        return redirect(person)
    keeping = keep_form(request, f"lift_restriction:{person.pk}")
    form = LiftRestrictionForm(request.POST if request.method == "POST" else None)
    keeping.begin(form)
    if form.attempt(lift_restriction, actor=signed_in(request), young_person=person):
        keeping.discard()
        return saved(request, person, f"The record of {person} is open again to everybody whose work it is.")
    named_now = " and ".join(sorted(str(grant.user) for grant in named_on(person).select_related("user")))
    return form_page(
        request,
        person,
        form,
        title="Lift the restriction",
        button="Lift the restriction",
        is_warning=True,
        kept=keeping,
        note="Everybody whose work it is will see the record, its history included. Work that moved when it was "
        "restricted stays with whoever has it now. "
        + (f"Named on it now: {named_now}. They lose their own way in." if named_now else "Nobody is named on it now."),
        back_url=reverse("people:restriction", args=[person.reference]),
    )


def only_they_see(person: YoungPerson, moved: list[Moved]) -> str:
    """That a record is restricted, and what moved."""
    words = f"Only the people named on it, the service manager and the director see the record of {person} now."
    return " ".join([words, *map(str, moved)])


def named(person: YoungPerson) -> dict[str, object]:
    """Who is named now; before anybody is, the young person's own worker is offered."""
    if not person.is_restricted:
        return {"others": [person.social_worker_id] if person.social_worker_id else []}
    grants = list(named_on(person))
    return {
        "interviewer": next((grant.user_id for grant in grants if grant.source_key == INTERVIEWER), None),
        "others": [grant.user_id for grant in grants if grant.source_key != INTERVIEWER],
    }
