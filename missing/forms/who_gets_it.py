"""Who exactly gets something: chosen from who is around the young person where a slip could reach the wrong one."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from people.around_codes import MayBeTold, Relation
from people.models import PersonAround

SOMEBODY_ELSE = "other"
OF_ANYBODY = "If they could be taken for somebody who must not be told: who are they?"


class WhoGetsItForm(forms.Form):
    """The name is typed into `name_field`. Where nobody is barred from being told, that is all there is to ask.

    Where somebody is whom it might reach, `who_they_are` takes the words that tell them apart; where somebody of the
    `relations` that it goes to is, who gets it is chosen among those on record, or is somebody else in words.
    """

    name_field = "recipient_name"
    appearance: dict[str, Any] = {}
    person = forms.ChoiceField(
        label="Who exactly gets it?",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose who exactly gets it."},
    )
    who_they_are = forms.CharField(label=OF_ANYBODY, max_length=100, required=False)

    def ask_who(self, around: Sequence[PersonAround], relations: Collection[str] = ()) -> None:
        """Ask as much as these people around them need; called once the form has its other fields."""
        barred = [one for one in around if one.may_be_told == MayBeTold.NO]
        is_close = any(one.relation in relations for one in barred)
        is_parent = Relation.MOTHER in relations
        self.on_record = {
            str(one.pk): one
            for one in around
            if one not in barred and (one.relation in relations or (is_parent and one.has_parental_responsibility))
        }
        if not barred:
            del self.fields["who_they_are"]
        else:
            names = "; ".join(map(str, barred))
            self.fields["who_they_are"].help_text = (
                f"Not {names}. What they are to the young person, or where they work. It stands behind the name, on "
                "what they are given too."
            )
        if not (is_close and self.on_record):
            del self.fields["person"]
        else:
            self._offer_those_on_record()
        if is_close:
            self.fields["who_they_are"].label = "Who are they?"
            self._look("who_they_are", optional=False)

    def clean(self) -> dict[str, Any]:
        """Who was chosen is passed on as such, and nothing that was typed beside."""
        facts = super().clean() or self.cleaned_data
        if "person" not in self.fields:
            return facts
        chosen = facts.pop("person", "")
        if one := self.on_record.get(chosen):
            return facts | {"person": one, self.name_field: "", "who_they_are": ""}
        if chosen and not facts.get(self.name_field) and self.name_field not in self.errors:
            self.add_error(self.name_field, "Write who exactly gets it.")
        return facts

    def _offer_those_on_record(self) -> None:
        choices = [(pk, str(one)) for pk, one in self.on_record.items()]
        self.fields["person"].choices = [*choices, (SOMEBODY_ELSE, "Somebody else")]  # type: ignore[attr-defined]
        not_the_address = [pk for pk, one in self.on_record.items() if one.is_limited]
        self._look("person", hints=dict.fromkeys(not_the_address, "Must not have the address."))
        name = self.fields[self.name_field]
        name.required, name.label = False, "Their name"
        for field in (self.name_field, "who_they_are"):
            self._look(field, shown_when=f"person={SOMEBODY_ELSE}")

    def _look(self, field: str, **how: Any) -> None:
        self.appearance = self.appearance | {field: self.appearance.get(field, {}) | how}
