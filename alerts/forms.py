from typing import Any

from django import forms

from accounts.forms.refusable import RefusableForm
from alerts.sources import AlertSource, Stage, To


class RecipientsForm(RefusableForm):
    """The places that one stage tells; `cleaned_data` is what `set_recipients` takes."""

    places = forms.MultipleChoiceField(
        label="Who is told?",
        help_text="Whoever holds the place at that time and may see the record. Where nobody does, the chain is told.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one: an alert that nobody gets helps nobody."},
    )

    def __init__(self, *args: Any, source: AlertSource, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = ", ".join(place.value for place in stage.to)
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            (place.name, place.value.capitalize() if place is not To.RETURNS_OFFICERS else place.value)
            for place in source.places
        ]
        self.fields["places"].help_text += f" It comes with: {usual}."

    def clean_places(self) -> set[To]:
        return {To[name] for name in self.cleaned_data["places"]}
