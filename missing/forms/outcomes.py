from typing import Any

from django import forms

from accounts.forms import RefusableForm
from missing.actions.declines import NOT_ASKED_YET, Parents
from missing.codes import BY_RULE, DECLINED, DeclineReason, NotRequired, OfferMethod, Outcome, ParentsAsked
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from people.fields import TypedTimeField

IF_DECLINED = {"shown_when": f"outcome={','.join(sorted(DECLINED))}", "stands_alone": True}
IF_ACCEPTED = {"shown_when": f"outcome={Outcome.ACCEPTED_NOT_DONE}", "stands_alone": True}
IF_ASKED = {"shown_when": f"asked={ParentsAsked.ASKED}"}
IF_NOT_ASKED = {"shown_when": f"asked={ParentsAsked.NOT_ASKED}"}


class ParentsForm(RefusableForm):
    """After a decline: what parents or carers know, or why they are not asked."""

    asked = forms.ChoiceField(
        label="Have you asked parents or carers what they know?",
        choices=ParentsAsked,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you asked them."},
    )
    whom = forms.CharField(
        label="Whom did you ask?",
        max_length=150,
        required=False,
        help_text="Name and relation, for example Ms Farrow, mother. Look first whether they may be told.",
    )
    said = long_text(
        "What did they say?", rows=3, help_text="Where, with whom, why, how they were; or that nothing is known."
    )
    why_not = long_text("Why not?", rows=2)

    appearance: dict[str, dict[str, Any]] = {
        "whom": IF_ASKED,
        "said": LONG | IF_ASKED,
        "why_not": LONG | IF_NOT_ASKED,
    }

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        self.ask_for_the_rest(facts)
        return facts

    def ask_for_the_rest(self, facts: dict[str, Any]) -> None:
        """Each answer has its own rest, and what belongs to the other answer is not kept."""
        if facts.get("asked") == ParentsAsked.ASKED:
            for name, words in (("whom", "Write whom you asked."), ("said", "Write what they said.")):
                if name not in self.errors and not facts.get(name, "").strip():
                    self.add_error(name, words)
        is_without_why = "why_not" not in self.errors and not facts.get("why_not", "").strip()
        if facts.get("asked") == ParentsAsked.NOT_ASKED and is_without_why:
            self.add_error("why_not", "Write why they are not asked.")

    def parents(self) -> Parents:
        """What was answered."""
        return Parents(**{name: self.cleaned_data[name] for name in ("asked", "whom", "said", "why_not")})


class CloseForm(ParentsForm):
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
    accepted_at = TypedTimeField(
        label="When did they accept it?", required=False, help_text="Puts on record the offer that they accepted."
    )
    accepted_how = forms.ChoiceField(
        label="How was it offered?", choices=[("", "Choose how"), *OfferMethod.choices], required=False
    )
    reason = long_text("In words", rows=3)
    outcome_at = TypedTimeField(label="When?", error_messages={"required": "Write when."})

    appearance = ParentsForm.appearance | {
        "decline_reason": IF_DECLINED,
        "accepted_at": UNDERSTOOD | IF_ACCEPTED,
        "accepted_how": IF_ACCEPTED,
        "reason": LONG | {"optional": False},
        "outcome_at": UNDERSTOOD,
        "asked": IF_DECLINED,
    }
    field_order = (
        "outcome",
        "decline_reason",
        "accepted_at",
        "accepted_how",
        "reason",
        "outcome_at",
        "asked",
        "whom",
        "said",
        "why_not",
    )

    def __init__(self, *args: Any, is_accepted: bool, **kwargs: Any) -> None:
        """`is_accepted` is that an offer which they accepted is on record: it is not asked for again."""
        super().__init__(*args, **kwargs)
        if is_accepted:
            del self.fields["accepted_at"], self.fields["accepted_how"]
        asked = self.fields["asked"]
        asked.required = False
        asked.choices = [*ParentsAsked.choices, (NOT_ASKED_YET, "Not yet")]  # type: ignore[attr-defined]

    def ask_for_the_rest(self, facts: dict[str, Any]) -> None:
        outcome = facts.get("outcome")
        if outcome in DECLINED:
            if not facts.get("decline_reason"):
                self.add_error("decline_reason", "Choose why they declined.")
            if not facts.get("asked"):
                self.add_error("asked", "Choose whether you asked parents or carers.")
            super().ask_for_the_rest(facts)
        elif outcome and not facts.get("reason"):
            self.add_error("reason", "Write the reason.")
        if outcome == Outcome.ACCEPTED_NOT_DONE and "accepted_at" in self.fields:
            if "accepted_at" not in self.errors and not facts.get("accepted_at"):
                self.add_error("accepted_at", "Write when they accepted it.")
            if not facts.get("accepted_how"):
                self.add_error("accepted_how", "Choose how it was offered.")

    def accepted(self) -> dict[str, Any]:
        """When and how the offer was accepted, where that is asked."""
        return {name: self.cleaned_data[name] for name in ("accepted_at", "accepted_how") if name in self.fields}


class NotRequiredForm(RefusableForm):
    why = forms.ChoiceField(
        label="Why is no interview required?",
        choices=[(why, why.label) for why in NotRequired if why not in BY_RULE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is not required."},
    )
    reason = long_text(
        "Your reason, in words",
        required=True,
        rows=3,
        help_text="It stands under your name. The interview is left out of the 72-hour figure.",
    )

    appearance = {"reason": LONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "Write the reason."


class ReopenForm(RefusableForm):
    why = long_text("Why was it wrong?", required=True, rows=3)

    appearance = {"why": LONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].error_messages["required"] = "Write why it is reopened."


class AcceptContactForm(RefusableForm):
    because = long_text("Why is this contact enough?", required=True, rows=2)

    appearance = {"because": LONG}
    prefix = "accept"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].error_messages["required"] = "Write why this contact is enough."
