from typing import Any

from django import forms
from django.db.models import Model

from people.around_codes import MayBeTold, NameKind, OrderKind, Relation
from people.forms.versioned import VersionedForm
from people.models import CourtOrder, PersonAround, YoungPerson
from people.typed_days import DayField

CHOOSE = ("", "Choose")
LIMITED = f"may_be_told={MayBeTold.NOT_THE_ADDRESS},{MayBeTold.NO}"
UNTIL = "Leave empty while it lasts."


class NotKnownSelect(forms.NullBooleanSelect):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", "Not known"), ("true", "Yes"), ("false", "No")]


class YesNoField(forms.NullBooleanField):
    """Yes, no, or not known."""

    widget = NotKnownSelect


def area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AroundForm(VersionedForm):
    """Begins with what is on record; the words of fields are those of the model where the form has none."""

    widths: dict[str, str] = {}

    def __init__(self, *args: Any, record: Model | None = None, **kwargs: Any) -> None:
        if record is not None:
            on_record = {name: getattr(record, name) for name in self.base_fields if name != "version"}
            kwargs["initial"] = on_record | (kwargs.get("initial") or {})
        super().__init__(*args, record=record, **kwargs)
        for name, width in self.widths.items():
            self.fields[name].widget.attrs["class"] = f"govuk-input--width-{width}"
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                # The young person's world: the browser must not offer the worker's own.
                field.widget.attrs["autocomplete"] = "off"


class PersonAroundForm(AroundForm):
    appearance = {
        "may_be_told": {
            "hints": {
                MayBeTold.NOT_THE_ADDRESS: "That they are missing, or well: yes. Where they live or are: no.",
                MayBeTold.NO: "Neither that they are missing, nor where they are.",
            }
        },
        "may_be_told_why": {"shown_when": LIMITED},
        "may_be_told_until": {"shown_when": LIMITED},
        "note": {"characters": 2000},
    }
    widths = {"name": "20", "phone": "20", "relation": "20"}

    name = forms.CharField(max_length=150, error_messages={"required": "Write their name, or what they are called."})
    relation = forms.ChoiceField(
        choices=[CHOOSE, *Relation.choices],
        label="Who are they to the young person?",
        error_messages={"required": "Choose who they are to the young person."},
    )
    has_parental_responsibility = YesNoField(required=False, label="Have they parental responsibility?")
    phone = forms.CharField(max_length=100, required=False, label="Telephone")
    address = forms.CharField(max_length=250, required=False, label="Where may they be found?")
    may_be_told = forms.ChoiceField(
        choices=MayBeTold.choices,
        widget=forms.RadioSelect,
        label="May they be told about the young person?",
        error_messages={"required": "Choose whether they may be told: somebody will ask at night."},
    )
    may_be_told_why = forms.CharField(max_length=500, required=False, label="Why not?", widget=area())
    may_be_told_until = DayField(
        required=False,
        label="Until when?",
        help_text="When it is to be looked at again. It stands until somebody lifts it.",
    )
    note = forms.CharField(max_length=2000, required=False, widget=area(3), label="Anything else")
    ended_on = DayField(
        required=False, label="Last day that they were around", help_text="Leave empty while they are around."
    )

    def __init__(self, *args: Any, record: PersonAround | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if record is None:
            del self.fields["ended_on"]


class CourtOrderForm(AroundForm):
    appearance = {"forbids": {"characters": 2000}}
    widths = {"about_name": "20", "made_by": "20"}

    kind = forms.ChoiceField(
        choices=[CHOOSE, *OrderKind.choices], label="Kind of order", error_messages={"required": "Choose the kind."}
    )
    about = forms.ModelChoiceField(
        PersonAround.objects.none(),
        required=False,
        label="Whom does it bind?",
        empty_label="The young person, or somebody named below",
    )
    about_name = forms.CharField(
        max_length=150, required=False, label="Or their name", help_text="Only for somebody who is not in the list."
    )
    forbids = forms.CharField(
        max_length=2000,
        label="What does it say?",
        help_text="What is forbidden or ordered, as a police officer needs to know it.",
        widget=area(3),
        error_messages={"required": "Write what it forbids or orders."},
    )
    made_by = forms.CharField(max_length=150, required=False, label="Court or force, and number")
    started_on = DayField(label="From", error_messages={"required": "Write the first day."})
    ended_on = DayField(label="Until", required=False, help_text="Its last day. Leave empty where it has none.")

    def __init__(self, *args: Any, young_person: YoungPerson, record: CourtOrder | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.fields["about"].queryset = young_person.people_around.all()  # type: ignore[attr-defined]


class OtherNameForm(AroundForm):
    widths = {"name": "20"}

    name = forms.CharField(max_length=200, error_messages={"required": "Write the name."})
    kind = forms.ChoiceField(
        choices=NameKind.choices,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
        label="What kind of name is it?",
        error_messages={"required": "Choose what kind of name it is."},
    )
    is_in_use = forms.BooleanField(required=False, label="This is the name that they use now")
    started_on = DayField(label="From", required=False)
    ended_on = DayField(label="Until", required=False, help_text=UNTIL)


class SupportForm(AroundForm):
    appearance = {"how_it_goes": {"characters": 2000}}
    widths = {"agency": "20", "worker": "20", "phone": "20"}

    agency = forms.CharField(max_length=150, error_messages={"required": "Write who gives the support."})
    worker = forms.CharField(max_length=150, required=False, label="Their worker there")
    phone = forms.CharField(max_length=100, required=False, label="Telephone")
    purpose = forms.CharField(max_length=250, required=False, label="What is it for?")
    how_it_goes = forms.CharField(max_length=2000, required=False, widget=area(3), label="How does it go?")
    started_on = DayField(label="From", error_messages={"required": "Write the first day."})
    ended_on = DayField(label="Until", required=False, help_text=UNTIL)
