from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.access import requires
from accounts.rules import Can
from people.actions import add_other_name, add_support, change_other_name, change_support
from people.forms import OtherNameForm, SupportForm
from people.views.around import edit
from people.views.record import open_record


@requires(Can.KEEP_AROUND)
def add_name(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    return edit(
        request,
        person,
        OtherNameForm,
        add_other_name,
        key=f"other_name:new-{person.pk}",
        given={"young_person": person},
        title="Another name",
        note=f"The record’s own name is {person.full_name}. They are found by each of their names.",
        button="Save the name",
        said="{}: they are found by this name from now on.",
    )


@requires(Can.KEEP_AROUND)
def change_name(request: HttpRequest, reference: str, other_name: int) -> HttpResponse:
    person = open_record(request, reference)
    record = get_object_or_404(person.other_names, pk=other_name)
    return edit(
        request,
        person,
        OtherNameForm,
        change_other_name,
        key=f"other_name:{record.pk}",
        given={"other_name": record},
        form={"record": record},
        title=record.name,
        button="Save the name",
        said="{} is saved.",
    )


@requires(Can.KEEP_AROUND)
def new_support(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    return edit(
        request,
        person,
        SupportForm,
        add_support,
        key=f"support:new-{person.pk}",
        given={"young_person": person},
        title="Support in place",
        button="Record the support",
        said="{}: recorded.",
    )


@requires(Can.KEEP_AROUND)
def support(request: HttpRequest, reference: str, support: int) -> HttpResponse:
    person = open_record(request, reference)
    record = get_object_or_404(person.support, pk=support)
    return edit(
        request,
        person,
        SupportForm,
        change_support,
        key=f"support:{record.pk}",
        given={"support": record},
        form={"record": record},
        title=f"Support: {record}",
        button="Save the support",
        said="{}: saved.",
    )
