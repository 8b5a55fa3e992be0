from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import RefusableForm
from missing.codes import Recipient, ToldHow
from missing.forms.episodes import long_text
from missing.forms.times import UNDERSTOOD, ApproximateTimes, as_typed, with_its_seconds
from missing.models import Episode, PersonTold
from missing.telling import Line, tell_list
from people.fields import HINT, TypedTimeField

TOLD, NOT_TOLD, MISTAKE = "told", "not_told", "mistake"


class ToldFields(ApproximateTimes, RefusableForm):
    """That somebody was told, when, how and by whom; or that they were not, and why."""

    what = forms.ChoiceField(
        label="What happened?",
        choices=[(TOLD, "They were told"), (NOT_TOLD, "They were not told, because…")],
        initial=TOLD,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose whether they were told."},
    )
    told_at = TypedTimeField(label="When?", required=False, help_text=f"Empty is now. {HINT}")
    how = forms.ChoiceField(label="How?", choices=ToldHow, initial=ToldHow.PHONE, required=False)
    told_by = forms.CharField(label="By whom, if not by you?", max_length=150, required=False)
    why_not = long_text("Why not?", rows=2)
    note = forms.CharField(label="Whom did you speak to, and what did they say?", max_length=4000, required=False)

    approximate = {"told_at": "is_approximate"}
    appearance = {
        "told_at": UNDERSTOOD | {"shown_when": f"what={TOLD}"},
        "how": {"shown_when": f"what={TOLD}"},
        "told_by": {"shown_when": f"what={TOLD}"},
        "why_not": {"shown_when": f"what={NOT_TOLD}"},
    }

    def clean(self) -> dict[str, Any]:
        """What does not belong to the answer is left out."""
        facts = super().clean()
        if facts.get("what") == NOT_TOLD:
            if not facts.get("why_not"):
                self.add_error("why_not", "Write why they were not told.")
            facts |= {"told_at": None, "is_approximate": False, "how": "", "told_by": ""}
        else:
            facts["why_not"] = ""
        return facts


class TellForm(ToldFields):
    """Whoever of the list was told in one go, and anybody else."""

    recipients = forms.MultipleChoiceField(
        label="Who?",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    others = forms.MultipleChoiceField(
        label="Anybody who is not on the list",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        required=False,
    )
    name = forms.CharField(
        label="Who exactly?", max_length=150, required=False, help_text="For somebody else: name and role"
    )
    also = forms.MultipleChoiceField(
        label="Told of whom else, in the same call?",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        required=False,
        help_text="They were logged together. It is written down for each whom you tick, where the same people wait.",
        error_messages={"invalid_choice": "Nobody is left to tell of somebody whom you ticked. Look once more."},
    )
    field_order = ("recipients", "others", "name", "also", "what")

    def __init__(self, *args: Any, lines: list[Line], together: Sequence[Episode] = (), of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_of_whom_else(together, of)
        free = [line for line in lines if line.told is None and not line.is_barred]
        listed = {line.must.recipient for line in lines if line.must}
        waiting = [line for line in free if not line.is_alerted]
        self.fields["recipients"].choices = [(line.key, line.label) for line in waiting]  # type: ignore[attr-defined]
        others = [(line.key, line.label) for line in free if line.is_alerted]
        told = {line.told.key for line in lines if line.told}
        others += [(code, label) for code, label in Recipient.choices if code not in listed and code not in told]
        self.fields["others"].choices = others  # type: ignore[attr-defined]
        hints = {line.key: " ".join(filter(None, [line.warning, line.before])) for line in waiting}
        self.appearance = self.appearance | {"recipients": {"optional": False, "hints": hints}}
        if not waiting:
            del self.fields["recipients"]
        self.fields[
            "note"
        ].help_text = (
            "It is written for everybody whom you tick. Where they said different things, write them down one by one."
        )

    def _ask_of_whom_else(self, together: Sequence[Episode], of: str) -> None:
        self.appearance: dict[str, Any] = dict(ToldFields.appearance)
        self.together = {other.reference: other for other in together}
        # Whoever is told of may have been told of meanwhile: that they were ticked is answered, not passed over
        if not together and not self.data.get("also"):
            del self.fields["also"]
            return
        self.fields["also"].choices = [  # type: ignore[attr-defined]
            (other.reference, f"{other.young_person}, {other.reference}") for other in together
        ]
        waiting = {
            other.reference: "; ".join(line.label for line in tell_list(other, of) if line.is_outstanding)
            for other in together
        }
        hints = {reference: f"Still to be told: {names}." for reference, names in waiting.items()}
        self.appearance["also"] = {"optional": False, "hints": hints}

    def clean_also(self) -> list[Episode]:
        return [self.together[reference] for reference in self.cleaned_data["also"]]

    @property
    def is_about_others(self) -> bool:
        """Whether what is folded away has been used."""
        return bool(self["others"].value() or self["name"].value() or self.errors.keys() & {"others", "name"})

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        facts["recipients"] = [*facts.get("recipients", []), *facts.pop("others", [])]
        if not facts["recipients"] and not self.errors.keys() & {"recipients", "others"}:
            self.add_error("recipients" if "recipients" in self.fields else "others", "Choose who it was.")
        return facts


class MendToldForm(ToldFields):
    """A line put right."""

    name = forms.CharField(label="Who exactly?", max_length=150, required=False)
    reason = long_text("If you change when they were told, or that they were: why?", rows=2)
    field_order = ("what", "name", "told_at")

    def __init__(self, *args: Any, told: PersonTold, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "what": TOLD if told.was_told else NOT_TOLD,
            "told_at": as_typed(told.told_at, told.is_approximate),
            **{name: getattr(told, name) for name in ("how", "told_by", "name", "note", "why_not")},
        }
        super().__init__(*args, **kwargs)
        self.told = told
        what = self.fields["what"]
        what.choices = [*what.choices, (MISTAKE, "Written down by mistake: nobody has been told yet")]  # type: ignore[attr-defined]
        self.fields["told_at"].help_text = HINT
        self.fields["told_by"].label = f"By whom, if not by {told.recorded_by}?"
        if told.told_at is None:
            del self.fields["reason"]
        if told.recipient not in (Recipient.PARENT, Recipient.OTHER) or told.person_id:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("what") == TOLD and not facts.get("told_at") and "told_at" not in self.errors:
            self.add_error("told_at", "Write when they were told.")
        if facts.get("what") == TOLD and self.told.recipient == Recipient.OTHER and not facts.get("name"):
            self.add_error("name", "Write who it was.")
        facts["told_at"] = with_its_seconds(facts.get("told_at"), self.told.told_at)
        return facts
