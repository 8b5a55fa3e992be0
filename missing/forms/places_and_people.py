"""Where they were and with whom: ticked where known from an earlier interview, written once where new."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from missing.forms.episodes import long_text
from missing.interview_codes import AgeBand, BroughtBackBy, PlaceKind, Relation, Travel
from missing.mentions import PersonSaid, PlaceSaid
from missing.models import PersonMentioned, PlaceMentioned

WAS_THERE, SLEPT = "was_there", "slept"
SHOWN = 8
"""How many of the known are offered to tick; the others are offered while typing."""
MOST_ROWS = 40


class SectionForm(forms.Form):
    """A section of a record: nearly everything may be left empty, which is said once and not beside each question."""

    looks: ClassVar[dict[str, dict[str, Any]]] = {}

    @property
    def appearance(self) -> dict[str, dict[str, Any]]:
        return {name: {"optional": False} | self.looks.get(name, {}) for name in self.fields}


class WhereForm(SectionForm):
    """`places` and `people` are those known, latest first; `written` is the draft that an unbound form begins with.

    There is always one empty row more than is filled.
    """

    travel = forms.MultipleChoiceField(
        label="How did they travel?",
        choices=Travel,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small in-columns"}),
    )
    paid_by = forms.CharField(
        label="Who paid?", required=False, max_length=200, help_text="For travel, food, a room, a telephone"
    )
    online = long_text("Telephone and social media", rows=2, help_text="Whom they were in touch with, and how.")
    brought_back_by = forms.ChoiceField(
        label="How did they come back?", choices=[("", "Not asked"), *BroughtBackBy.choices], required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        written: Mapping[str, Any] | None = None,
        places: Sequence[PlaceMentioned] = (),
        people: Sequence[PersonMentioned] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.written: Mapping[str, Any] = data if data is not None else written or {}
        self.all_places, self.all_people = places, people
        self.places = [place for n, place in enumerate(places) if n < SHOWN or f"place_{place.pk}" in self.written]
        ticked = self._listed("known_people")
        self.people = [person for n, person in enumerate(people) if n < SHOWN or str(person.pk) in ticked]
        for place in self.places:
            self.fields[f"place_{place.pk}"] = forms.MultipleChoiceField(
                label=str(place),
                choices=[(WAS_THERE, "Was there"), (SLEPT, "Slept there")],
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small in-one-line"}),
            )
        if self.people:
            self.fields["known_people"] = forms.MultipleChoiceField(
                label="Who of these was with them?",
                choices=[(str(person.pk), str(person)) for person in self.people],
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
            )
        for number in range(self._rows("place")):
            self._add_place(number)
        for number in range(self._rows("person")):
            self._add_person(number)

    def _rows(self, kind: str) -> int:
        """Two, or one more than the last that is filled."""
        filled = [number for number in range(MOST_ROWS) if str(self.written.get(f"{kind}{number}") or "").strip()]
        return min(max(2, filled[-1] + 2 if filled else 0), MOST_ROWS)

    def _listed(self, name: str) -> list[str]:
        return self.written.getlist(name) if isinstance(self.written, QueryDict) else []

    def _add_place(self, number: int) -> None:
        name = f"place{number}"
        self.fields[name] = forms.CharField(
            label="Where",
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"list": "known-places", "autocomplete": "off"}),
        )
        self.fields[f"{name}_kind"] = forms.ChoiceField(
            label="What is it", choices=[("", "Not known"), *PlaceKind.choices], required=False
        )
        self.fields[f"{name}_slept"] = forms.BooleanField(label="Slept there", required=False)

    def _add_person(self, number: int) -> None:
        name = f"person{number}"
        self.fields[name] = forms.CharField(
            label="Name or nickname",
            required=False,
            max_length=150,
            widget=forms.TextInput(attrs={"list": "known-people", "autocomplete": "off"}),
        )
        self.fields[f"{name}_relation"] = forms.ChoiceField(
            label="Who are they", choices=[("", "Not known"), *Relation.choices], required=False
        )
        self.fields[f"{name}_age"] = forms.ChoiceField(
            label="Age", choices=[("", "Not known"), *AgeBand.choices], required=False
        )
        self.fields[f"{name}_concern"] = forms.BooleanField(label="Worries you", required=False)

    def known_place_fields(self) -> list[forms.BoundField]:
        return [self[f"place_{place.pk}"] for place in self.places]

    def place_rows(self) -> Iterator[list[forms.BoundField]]:
        for number in range(self._rows("place")):
            yield [self[f"place{number}{part}"] for part in ("", "_kind", "_slept")]

    def person_rows(self) -> Iterator[list[forms.BoundField]]:
        for number in range(self._rows("person")):
            yield [self[f"person{number}{part}"] for part in ("", "_relation", "_age", "_concern")]

    def places_said(self) -> list[PlaceSaid]:
        """Of a valid form: the known ones that were ticked, then the new ones."""
        facts = self.cleaned_data
        ticked = [
            PlaceSaid(known=place.pk, slept_there=SLEPT in facts[f"place_{place.pk}"])
            for place in self.places
            if facts[f"place_{place.pk}"]
        ]
        written = [
            PlaceSaid(facts[f"place{n}"], facts[f"place{n}_kind"], facts[f"place{n}_slept"])
            for n in range(self._rows("place"))
            if facts[f"place{n}"]
        ]
        return ticked + written

    def people_said(self) -> list[PersonSaid]:
        facts = self.cleaned_data
        ticked = [PersonSaid(known=int(pk)) for pk in facts.get("known_people", [])]
        written = [
            PersonSaid(
                facts[f"person{n}"], facts[f"person{n}_relation"], facts[f"person{n}_age"], facts[f"person{n}_concern"]
            )
            for n in range(self._rows("person"))
            if facts[f"person{n}"]
        ]
        return ticked + written
