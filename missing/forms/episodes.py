from django import forms

from missing.codes import WRITTEN_BY_ACTIONS, LogKind, PoliceRisk
from missing.forms.times import UNDERSTOOD, ApproximateTimes
from people.fields import TypedTimeField

LONG = {"characters": 4000}


def long_text(label: str, *, required: bool = False, rows: int = 4, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, help_text=help_text)


class LogEntryForm(ApproximateTimes):
    text = forms.CharField(label="Add to the log", max_length=8000, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label="What kind", choices=[c for c in LogKind.choices if c[0] not in WRITTEN_BY_ACTIONS])
    at = TypedTimeField(label="When, if not now", required=False, help_text="")
    approximate = {"at": "is_approximate"}

    appearance = {"at": UNDERSTOOD | {"optional": False}}


class PoliceForm(ApproximateTimes):
    police_risk = forms.ChoiceField(label="Risk as the police see it", choices=PoliceRisk, widget=forms.RadioSelect)
    police_reference = forms.CharField(label="Police reference", max_length=60, required=False)
    reported_to_police_at = TypedTimeField(label="When were the police told?", required=False)
    note = long_text("What do they say?", rows=3)
    approximate = {"reported_to_police_at": "police_told_is_approximate"}

    appearance = {"reported_to_police_at": UNDERSTOOD, "note": LONG}
