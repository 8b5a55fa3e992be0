from typing import Any

from django import forms

from missing.codes import WRITTEN_BY_ACTIONS, Category, LogKind, PoliceRisk
from missing.models import Episode
from people.fields import TypedTimeField
from people.models import YoungPerson
from people.models.young_person import YoungPersonQuerySet

UNDERSTOOD = {"understood": "missing:understood_time"}
LONG = {"characters": 4000}


def long_text(label: str, *, required: bool = False, rows: int = 4, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, help_text=help_text)


class LogEpisodeForm(forms.Form):
    category = forms.ChoiceField(
        label="What has happened?",
        choices=Category,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what has happened."},
    )
    came_back_at = TypedTimeField(
        label="When did they come back in between?",
        required=False,
        help_text="Then this is a new episode, and that one ends. "
        "Empty: they have not been back, and what you write is added to the open one.",
    )
    started_at = TypedTimeField(
        label="Since when?", error_messages={"required": "Write when they left, or were last seen."}
    )
    started_is_approximate = forms.BooleanField(label="This time is approximate", required=False)
    others = forms.ModelMultipleChoiceField(
        label="Who of the same home is missing with them?",
        queryset=YoungPerson.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Each gets an episode of their own with the same facts.",
        error_messages={"invalid_choice": "Choose from those who live there."},
    )
    reported_by = forms.CharField(
        label="Who told you?", max_length=150, required=False, help_text="Name and role, for example Ann, night staff"
    )
    circumstances = long_text(
        "What is known?",
        help_text="How they left, what they wear, who they may be with, what worries you.",
    )
    reported_to_police_at = TypedTimeField(label="When were the police told?", required=False)
    police_reference = forms.CharField(
        label="Police reference",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    police_risk = forms.ChoiceField(
        label="Risk as the police see it", choices=PoliceRisk, initial=PoliceRisk.NOT_RECORDED, required=False
    )

    appearance = {
        "category": {
            "hints": {
                Category.MISSING: "Where they are is not known.",
                Category.AWAY: "Where they are is known, but they should not be there.",
                Category.CURFEW: "Late back, and expected.",
            }
        },
        "came_back_at": UNDERSTOOD,
        "started_at": UNDERSTOOD,
        "circumstances": LONG,
        "reported_to_police_at": UNDERSTOOD,
    }

    def __init__(
        self, *args: Any, open_episode: Episode | None = None, same_home: YoungPersonQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].queryset = same_home  # type: ignore[attr-defined]
        if not same_home:
            del self.fields["others"]
        if open_episode is None:
            del self.fields["came_back_at"]

    def clean_police_risk(self) -> str:
        return self.cleaned_data["police_risk"] or PoliceRisk.NOT_RECORDED


class LogEntryForm(forms.Form):
    text = long_text("Add to the log", required=True, rows=2)
    kind = forms.ChoiceField(label="What kind", choices=[c for c in LogKind.choices if c[0] not in WRITTEN_BY_ACTIONS])
    at = TypedTimeField(label="When, if not now", required=False, help_text="")

    appearance = {"at": UNDERSTOOD | {"optional": False}}


class PoliceForm(forms.Form):
    police_risk = forms.ChoiceField(label="Risk as the police see it", choices=PoliceRisk, widget=forms.RadioSelect)
    police_reference = forms.CharField(label="Police reference", max_length=60, required=False)
    reported_to_police_at = TypedTimeField(label="When were the police told?", required=False)
    note = long_text("What do they say?", rows=3)

    appearance = {"reported_to_police_at": UNDERSTOOD, "note": LONG}
