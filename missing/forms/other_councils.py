from typing import Any

from django import forms

from missing.actions.other_councils import THEY_MAY_TELL
from missing.codes import Method, Outcome
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from missing.interview_codes import ByCarer
from missing.models.interview import REASON_NEEDED
from people.fields import TypedTimeField


class TheyToldForm(forms.Form):
    """How the placing council says that its interview ended."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[(outcome.value, outcome.label) for outcome in THEY_MAY_TELL],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    outcome_at = TypedTimeField(label="When was that?", error_messages={"required": "Write when."})
    method = forms.ChoiceField(label="How did they talk?", choices=[("", "Not told"), *Method.choices], required=False)
    reason = long_text("The reason that they gave", rows=3)
    harm = long_text(
        "What do they tell you of harm?",
        rows=4,
        help_text="Also that the young person is afraid of somebody. Their social worker here, their manager and duty "
        "are told at once, and a strategy discussion is due.",
    )
    harm_by_carer = forms.ChoiceField(
        label="Was it somebody who cares for them, or may it be?",
        choices=ByCarer,
        widget=forms.RadioSelect,
        required=False,
        help_text="Asked where you write of harm. Who it was is then not given what tells of it.",
    )
    told_by = forms.CharField(
        label="Who told you?",
        max_length=150,
        help_text="Name and job, at the council that looks after them.",
        error_messages={"required": "Write who told you."},
    )

    appearance = {
        "outcome_at": UNDERSTOOD,
        "method": {"shown_when": f"outcome={Outcome.COMPLETED.value}"},
        "reason": LONG
        | {"shown_when": f"outcome={','.join(sorted(set(REASON_NEEDED) & set(THEY_MAY_TELL)))}", "optional": False},
        "harm": LONG,
    }

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if facts.get("outcome") in REASON_NEEDED and not facts.get("reason"):
            self.add_error("reason", "Write the reason that they gave.")
        if facts.get("outcome") and facts["outcome"] != Outcome.COMPLETED:
            facts["method"] = ""
        if facts.get("outcome") == Outcome.COMPLETED:
            facts["reason"] = ""
        return facts
