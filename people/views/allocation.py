from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.access import requires, signed_in
from accounts.away import warn_if_away
from accounts.pressed import led_back_to
from accounts.rules import Can
from people.actions import allocate, change_named, lift_restriction, restrict_record
from people.actions.restriction import INTERVIEWER, named_on
from people.forms import AllocationForm, RestrictionForm
from people.models import YoungPerson
from people.open_work import without_worker
from people.paging import page_of
from people.restricting import missing_now, open_work_on
from people.views.record import open_record, page_of_record
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
        words = "Only the people named on it, the service manager and the director see the record"
        return saved(request, person, " ".join([f"{words} of {person} now.", *map(str, form.done)]))
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
@led_back_to(page_of_record("people:restriction"))
def lift(request: HttpRequest, reference: str) -> HttpResponse:
    person = get_object_or_404(YoungPerson.objects.visible_to(signed_in(request)), reference=reference)
    lift_restriction(actor=signed_in(request), young_person=person)
    return saved(request, person, f"The record of {person} is open again to everybody whose work it is.")


def named(person: YoungPerson) -> dict[str, object]:
    """Who is named now; before anybody is, the young person's own worker is offered."""
    if not person.is_restricted:
        return {"others": [person.social_worker_id] if person.social_worker_id else []}
    grants = list(named_on(person))
    return {
        "interviewer": next((grant.user_id for grant in grants if grant.source_key == INTERVIEWER), None),
        "others": [grant.user_id for grant in grants if grant.source_key != INTERVIEWER],
    }
