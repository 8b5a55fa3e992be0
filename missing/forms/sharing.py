from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import RefusableForm, TakerChoice
from accounts.models import User
from missing.due_days import DueDayField
from missing.forms.episodes import LONG, long_text
from missing.forms.who_gets_it import WhoGetsItForm
from missing.rules.sharing import (
    Harmed,
    caution,
    caution_of_harm,
    chosen_beforehand,
    may_share,
    relations_of,
    why_not_share,
)
from missing.sharing_codes import Handed, HowKnown, Traceable
from missing.whole_record import Block
from people.models import PersonAround


class ShareForm(WhoGetsItForm):
    """Which sections who exactly gets. What may not be theirs is not among the choices, and is said with why.

    `harmed_by` is who is said to have harmed them, as it was written.
    """

    sections = forms.MultipleChoiceField(
        label="What do they get?",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        required=False,
        error_messages={"invalid_choice": "One of these sections may not be given to them."},
    )
    withheld_why = long_text(
        "Why are the other sections held back?", rows=3, help_text="Not needed where all are given."
    )
    recipient_name = forms.CharField(
        label="Who exactly gets it?",
        max_length=150,
        help_text="A name, and the place or the telephone number that you have checked",
        error_messages={"required": "Write who exactly gets it."},
    )
    handed = forms.ChoiceField(
        label="How?",
        choices=Handed,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose how it is given."},
    )
    field_order = ("sections", "withheld_why", "person", "recipient_name", "who_they_are", "handed")

    def __init__(
        self,
        *args: Any,
        blocks: Sequence[Block],
        recipient: str,
        harmed: Harmed,
        harmed_by: str,
        around: Sequence[PersonAround],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        present = {block.key: block.title for block in blocks}
        self.allowed = [block for block in blocks if may_share(block.key, recipient, harmed)]
        allowed = [block.key for block in self.allowed]
        self.barred = [
            {"title": title, "why": why_not_share(key, recipient, harmed)}
            for key, title in present.items()
            if key not in allowed
        ]
        self.fields["sections"].choices = [(key, present[key]) for key in allowed]  # type: ignore[attr-defined]
        self.initial["sections"] = chosen_beforehand(recipient, present, harmed)
        self.caution = caution_of_harm(allowed, recipient, harmed, harmed_by)
        hints = {key: words for key in allowed if (words := caution(key, recipient, harmed))}
        self.appearance = {
            "sections": {"hints": hints, "optional": False},
            "withheld_why": LONG | {"optional": False},
        }
        self.ask_who(around, relations_of(recipient, harmed))


class IntelligenceForm(WhoGetsItForm):
    name_field = "sent_to"
    what = long_text("What is known?", required=True, rows=5, help_text="Facts, apart from what you think of them.")
    who = long_text(
        "Who is named?", rows=2, help_text="Names, nicknames, what they look like, cars, telephone numbers."
    )
    where_and_when = long_text("Where and when?", rows=2)
    how_known = forms.ChoiceField(
        label="How does the young person know?",
        choices=HowKnown,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose how they know."},
    )
    traceable = forms.ChoiceField(
        label="If the police act on it, could it be traced to the young person?",
        choices=Traceable,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose whether it could be traced to them."},
    )
    risk = long_text("What could happen to them then?", rows=2)
    sent_to = forms.CharField(
        label="To whom does it go?", max_length=150, error_messages={"required": "Write to whom it goes."}
    )
    police_reference = forms.CharField(label="Police reference", max_length=60, required=False)
    field_order = ("what", "who", "where_and_when", "how_known", "traceable", "risk", "sent_to", "who_they_are")

    appearance = {
        "what": LONG,
        "who": LONG,
        "where_and_when": LONG,
        "risk": LONG | {"shown_when": f"traceable={Traceable.YES},{Traceable.NOT_KNOWN}"},
    }

    def __init__(self, *args: Any, around: Sequence[PersonAround], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_who(around)


class ReferenceForm(RefusableForm):
    police_reference = forms.CharField(label="Police reference", max_length=60, required=False)


class FollowUpForm(forms.Form):
    what = forms.CharField(
        label="What is to be done?", max_length=300, error_messages={"required": "Write what is to be done."}
    )
    owner = TakerChoice(
        label="Who does it?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose who does it."},
    )
    due_on = DueDayField(label="By when?", error_messages={"required": "Write the day."})

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    is_done = forms.TypedChoiceField(
        label="What came of it?",
        choices=[("yes", "It is done"), ("no", "It will not be done")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Choose what came of it."},
    )
    note = forms.CharField(label="In words", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    appearance = {"note": {"characters": 500}}


class OversightForm(forms.Form):
    text = long_text(
        "What do you make of it?",
        required=True,
        rows=5,
        help_text="What was done well, what is still to be done, whether the plan is right.",
    )

    appearance = {"text": LONG}
