from typing import Any

from django import forms

from accounts.forms import RefusableForm
from missing.codes import WRITTEN_BY_ACTIONS, LogKind, PoliceRisk
from missing.forms.times import UNDERSTOOD, ApproximateTimes, as_typed, with_its_seconds
from missing.models import Episode
from people.fields import TypedTimeField

LONG = {"characters": 4000}
NOT_HIGH = [risk for risk in PoliceRisk.values if risk != PoliceRisk.HIGH]


def long_text(label: str, *, required: bool = False, rows: int = 4, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, help_text=help_text)


class LogEntryForm(ApproximateTimes):
    text = forms.CharField(label="Add to the log", max_length=8000, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(
        label="What kind",
        choices=[c for c in LogKind.choices if c[0] not in WRITTEN_BY_ACTIONS],
        help_text=f"“{LogKind.TOLD.label}” leads on to who is still to be told.",
    )
    at = TypedTimeField(label="When, if not now", required=False, help_text="For example 18:30")
    approximate = {"at": "is_approximate"}

    appearance = {"at": UNDERSTOOD | {"optional": False}}


class PoliceForm(ApproximateTimes, RefusableForm):
    """What the police say now: whoever changes when they were told says why, and whoever lowers a high risk."""

    police_risk = forms.ChoiceField(label="Risk as the police see it", choices=PoliceRisk, widget=forms.RadioSelect)
    risk_reason = long_text("If it is not high any more: why?", rows=2)
    police_reference = forms.CharField(label="Police reference", max_length=60, required=False)
    reported_to_police_at = TypedTimeField(label="When were the police told?", required=False)
    reason = long_text("If you change when they were told: why?", rows=2)
    note = long_text("What do they say?", rows=3)
    approximate = {"reported_to_police_at": "police_told_is_approximate"}

    appearance = {
        "risk_reason": LONG | {"shown_when": f"police_risk={','.join(NOT_HIGH)}", "optional": False},
        "reported_to_police_at": UNDERSTOOD,
        "reason": LONG | {"optional": False},
        "note": LONG,
    }

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        self.told_at = episode.reported_to_police_at
        kwargs["initial"] = {
            "police_risk": episode.police_risk,
            "police_reference": episode.police_reference,
            "reported_to_police_at": as_typed(self.told_at, episode.police_told_is_approximate),
        }
        super().__init__(*args, **kwargs)
        if self.told_at is None:
            del self.fields["reason"]
        if episode.police_risk != PoliceRisk.HIGH:
            del self.fields["risk_reason"]

    def clean(self) -> dict[str, Any]:
        """A time that was left as it is shown keeps its seconds."""
        facts: dict[str, Any] = super().clean() or {}
        facts["reported_to_police_at"] = with_its_seconds(facts.get("reported_to_police_at"), self.told_at)
        return facts
