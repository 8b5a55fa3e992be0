from typing import Any

from django import forms

from accounts.forms import RefusableForm
from missing.codes import HandedTo
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from people.fields import TypedDateField, TypedTimeField
from people.models import YoungPerson


class DeathForm(RefusableForm):
    """That they have died, on which day, and how it is known; `confirmed` is ticked anew each time the form is shown.

    When they were found is asked for only where they are missing or not yet back.
    """

    died_on = TypedDateField(
        label="On which day did they die?", error_messages={"required": "Write on which day they died."}
    )
    found_at = TypedTimeField(label="When were they found?", error_messages={"required": "Write when they were found."})
    note = long_text(
        "How is it known?",
        required=True,
        help_text="Who said so, and when. For those who open the record. It is not sent to anybody.",
    )
    confirmed = forms.BooleanField()

    appearance = {"found_at": UNDERSTOOD, "note": LONG}

    def __init__(self, *args: Any, young_person: YoungPerson, asks_when_found: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].error_messages["required"] = "Write how it is known that they died."
        who = f"{young_person}, {young_person.reference}"
        self.fields["confirmed"].label = f"I am sure that it is {who}, who has died"
        self.fields["confirmed"].error_messages["required"] = f"Tick that it is {who}, who has died."
        if not asks_when_found:
            del self.fields["found_at"]

    def clean(self) -> dict[str, Any]:
        """What goes on record; that they are sure is asked of the person at the screen alone."""
        facts: dict[str, Any] = super().clean() or {}
        return {name: value for name, value in facts.items() if name != "confirmed"}


class TakeDeathBackForm(RefusableForm):
    why = long_text("Why was it wrong?", required=True, rows=3)

    appearance = {"why": LONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].error_messages["required"] = "Write why it was wrong."


class AdultHandoverForm(RefusableForm):
    handed_to = forms.ChoiceField(
        label="To whom?",
        choices=HandedTo,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose to whom."},
    )
    to_whom = forms.CharField(
        label="Who took it over?",
        max_length=150,
        help_text="Name and place, for example Kim Doyle, adult safeguarding",
        error_messages={"required": "Write the name of who took it over."},
    )
    handed_at = TypedTimeField(label="When?", error_messages={"required": "Write when."})
    note = long_text("What was agreed?", rows=3, help_text="Who looks on, who is told, who rings the family.")

    appearance = {"handed_at": UNDERSTOOD, "note": LONG}


class AskForInterviewForm(RefusableForm):
    asked_for_by = forms.CharField(
        label="Who asks for it?",
        max_length=150,
        help_text="Name and who they are, for example Jude himself, or Ann, his carer",
        error_messages={"required": "Write who asks for it."},
    )
    why = long_text("Why?", rows=3)

    appearance = {"why": LONG}
