from typing import Any

from django import forms

from accounts.models import User
from missing.codes import (
    DECLINED,
    AttemptResult,
    ContactMethod,
    DeclineReason,
    Method,
    OfferMethod,
    OfferResponse,
    Outcome,
)
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from people.fields import TypedDateField, TypedTimeField


class OfferForm(forms.Form):
    method = forms.ChoiceField(label="Offered", choices=OfferMethod, initial=OfferMethod.PHONE)
    response = forms.ChoiceField(label="They", choices=OfferResponse, initial=OfferResponse.NO_RESPONSE)
    offered_at = TypedTimeField(label="When, if not now", required=False, help_text="")
    note = forms.CharField(label="Note", required=False, max_length=500)

    appearance = {"offered_at": UNDERSTOOD | {"optional": False}}
    prefix = "offer"


class AttemptForm(forms.Form):
    method = forms.ChoiceField(label="Tried", choices=Method, initial=Method.PHONE)
    result = forms.ChoiceField(label="What happened", choices=AttemptResult)
    attempted_at = TypedTimeField(label="When, if not now", required=False, help_text="")
    note = forms.CharField(label="Note", required=False, max_length=500)

    appearance = {"attempted_at": UNDERSTOOD | {"optional": False}}
    prefix = "attempt"


class CloseForm(forms.Form):
    """Declined, accepted and not done, or not offered."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[
            (outcome.value, outcome.label)
            for outcome in (
                Outcome.DECLINED,
                Outcome.DECLINED_PARENT,
                Outcome.ACCEPTED_NOT_DONE,
                Outcome.NOT_OFFERED_NO_CONTACT,
                Outcome.NOT_OFFERED_MISSING_AGAIN,
                Outcome.NOT_OFFERED_OTHER,
            )
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    decline_reason = forms.ChoiceField(
        label="Why did they decline?", choices=[("", "Choose a reason"), *DeclineReason.choices], required=False
    )
    reason = long_text("In words", rows=3)
    outcome_at = TypedTimeField(label="When?", error_messages={"required": "Write when."})

    appearance = {
        "decline_reason": {"shown_when": f"outcome={','.join(sorted(DECLINED))}"},
        "reason": LONG | {"optional": False},
        "outcome_at": UNDERSTOOD,
    }

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        outcome = facts.get("outcome")
        if outcome in DECLINED and not facts.get("decline_reason"):
            self.add_error("decline_reason", "Choose why they declined.")
        elif outcome and outcome not in DECLINED and not facts.get("reason"):
            self.add_error("reason", "Write the reason.")
        return facts

    def reason_in_words(self) -> str:
        """The chosen reason and what was written, as it is kept."""
        chosen = DeclineReason(self.cleaned_data["decline_reason"]).label if self.cleaned_data["decline_reason"] else ""
        in_words = str(self.cleaned_data["reason"])
        if self.cleaned_data["outcome"] not in DECLINED:
            return in_words
        return f"{chosen}. {in_words}" if in_words else f"{chosen}."


class ContactForm(forms.Form):
    contact_on = TypedDateField(label="When?", error_messages={"required": "Write the day."})
    method = forms.ChoiceField(
        label="How?", choices=ContactMethod, widget=forms.RadioSelect, error_messages={"required": "Choose how."}
    )
    note = long_text("How are they?")

    appearance = {"note": LONG}


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return f"{user.full_name}, {user.job_title}" if user.job_title else user.full_name


class HandOverForm(forms.Form):
    to = PersonChoice(
        label="Hand over to",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person."},
    )

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = holders  # type: ignore[attr-defined]
