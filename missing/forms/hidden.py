"""Logging an episode for somebody whose record is not shown: who it is, all of it, and what is known."""

from typing import Any

from django import forms

from missing.forms.logging import CAME_BACK, OVER, LogEpisodeForm
from people.hidden import Who
from people.models import YoungPerson
from people.typed_days import DayField

NOT_ASKED = ("that_one", "is_that_one", "others", "find_other", *CAME_BACK, *OVER)
"""What only makes sense beside a record that is shown."""

WHO = ("first_name", "last_name", "date_of_birth", "reference")


class LogHiddenForm(LogEpisodeForm):
    """`who` says whom they mean: first name, last name and date of birth, or the reference."""

    first_name = forms.CharField(max_length=100, required=False)
    last_name = forms.CharField(max_length=100, required=False)
    date_of_birth = DayField(
        required=False, help_text="The very day, like 7 March 2010: a record that is not shown is not found by an age."
    )
    reference = forms.CharField(
        max_length=40, required=False, help_text="If you know their number, it is enough without the name."
    )
    field_order = WHO
    appearance = LogEpisodeForm.appearance | {name: {"optional": False} for name in WHO}
    needed = {
        "first_name": "Write their first name.",
        "last_name": "Write their last name.",
        "date_of_birth": "Write their date of birth. If you do not know the day, ring who is named above.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, findable=YoungPerson.objects.none(), **kwargs)
        for name in NOT_ASKED:
            self.fields.pop(name, None)
        for name in WHO:
            self.fields[name].widget.attrs |= {"autocomplete": "off", "class": "govuk-input--width-20"}

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        for name, words in self.needed.items():
            if not (facts.get(name) or facts.get("reference") or name in self.errors):
                self.add_error(name, words)
        return facts

    @property
    def who(self) -> Who:
        """Once the form is valid."""
        return Who(**{name: self.cleaned_data[name] for name in WHO})

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, for `report_missing`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in WHO}
