"""An interview goes to somebody else, or back to the queue: what becomes of what is typed into its record."""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.models import User
from missing.forms.interviews import HolderChoice
from missing.passing_on import TypedSoFar

GOES_ALONG, STAYS = "goes_along", "stays"


class PassingOnForm(forms.Form):
    """Asks only what is to be asked: nothing where nothing is typed."""

    typed = forms.ChoiceField(
        label="What you have typed into the record",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of what you have typed."},
    )
    told_somebody = forms.BooleanField(
        label="I have told their manager or social worker what they said",
        help_text="Nobody was told of it by Safe Return.",
        error_messages={"required": "Decide whether it is harm, or ring their manager or social worker and tick this."},
    )

    goes_along = "Leave it for whoever takes the interview: they go on where you stop"

    def __init__(self, *args: Any, typed: TypedSoFar | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stays = "Keep it to yourself: they begin anew"
        self.fields["typed"].choices = [(GOES_ALONG, self.goes_along), (STAYS, stays)]  # type: ignore[attr-defined]
        if typed is None:
            del self.fields["typed"]
        if typed is None or typed.undecided is None:
            del self.fields["told_somebody"]

    @property
    def takes_typed_along(self) -> bool:
        """Whether that was chosen; not while nothing, or not everything that is asked, was sent."""
        return self.is_valid() and self.cleaned_data.get("typed") == GOES_ALONG


class HandOverForm(PassingOnForm):
    to = HolderChoice(
        label="Hand over to",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person."},
    )

    field_order = ("to", "typed", "told_somebody")
    goes_along = "Hand it on with the interview: they go on where you stop"

    def __init__(self, *args: Any, holders: Any, own_workers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].own_workers = own_workers  # type: ignore[attr-defined]
        self.fields["to"].queryset = holders  # type: ignore[attr-defined]
