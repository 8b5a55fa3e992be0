from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.forms.refusable import RefusableForm
from alerts.sources import AlertSource, Stage, To, places_in_words


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
        usual = places_in_words(stage.to)
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            (place.name, place.value.capitalize() if place is not To.RETURNS_OFFICERS else place.value)
            for place in source.places
        ]
        self.fields["places"].help_text += f" It comes with: {usual}."

    def clean_places(self) -> set[To]:
        return {To[name] for name in self.cleaned_data["places"]}


class HoursForm(RefusableForm):
    """The hours of every stage of one kind that the council may set; `cleaned_data` is what `set_hours` takes."""

    def __init__(self, *args: Any, source: AlertSource, told: Mapping[str, str], **kwargs: Any) -> None:
        """`told` is by the stage's code whom it tells now, in words."""
        super().__init__(*args, **kwargs)
        self.codes = [stage.code for stage in source.local_stages]
        for stage in source.local_stages:
            number = f"Write a number of hours from 1 to {stage.most_hours}."
            place = f"Stage {source.stages.index(stage) + 1}: "
            self.fields[f"hours_{stage.code}"] = forms.IntegerField(
                label=place + stage.by_hours.format(hours="how many hours?"),
                help_text=f"Tells: {told[stage.code]}. It comes with {stage.hours}.",
                error_messages={"required": number, "invalid": number},
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        names = {code: f"hours_{code}" for code in self.codes}
        if any(name not in typed for name in names.values()):
            return typed
        return {"hours": {code: typed[name] for code, name in names.items()}}
