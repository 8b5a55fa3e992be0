from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.forms import RefusableForm, TakerChoice
from missing.codes import AttemptResult, ContactMethod, Method, OfferMethod, OfferResponse
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from people.fields import TypedDateField, TypedTimeField


class OfferForm(RefusableForm):
    method = forms.ChoiceField(label="Offered", choices=OfferMethod, initial=OfferMethod.PHONE)
    response = forms.ChoiceField(label="They", choices=OfferResponse, initial=OfferResponse.NO_RESPONSE)
    offered_at = TypedTimeField(label="When, if not now", required=False, help_text="")
    note = forms.CharField(label="Note", required=False, max_length=500)

    appearance = {"offered_at": UNDERSTOOD | {"optional": False}}
    prefix = "offer"


class AttemptForm(RefusableForm):
    method = forms.ChoiceField(label="Tried", choices=Method, initial=Method.PHONE)
    result = forms.ChoiceField(label="What happened", choices=AttemptResult)
    attempted_at = TypedTimeField(label="When, if not now", required=False, help_text="")
    note = forms.CharField(label="Note", required=False, max_length=500)

    appearance = {"attempted_at": UNDERSTOOD | {"optional": False}}
    prefix = "attempt"


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


class HolderChoice(TakerChoice):
    """Says of somebody that they are the young person's own social worker: `own_workers` by their ids, whose."""

    own_workers: Mapping[int, str] = {}

    def label_from_instance(self, user: Any) -> str:
        label, whose = super().label_from_instance(user), self.own_workers.get(user.pk)
        return f"{label}: {whose} own social worker, not independent" if whose else label
