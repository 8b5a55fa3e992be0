from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.access import ActionRefused
from accounts.drafts import as_initial
from accounts.forms import RefusableForm, TakerChoice
from accounts.models import Draft, User
from missing.codes import StrategyOutcome
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from missing.models import StrategyTrigger
from missing.models.strategy import StrategyTriggerQuerySet
from people.days import time_in_words
from people.fields import TypedTimeField

APART = "apart"
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def yes_or_no(label: str, *, required: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_OR_NO,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        coerce=lambda value: value == "yes",
        empty_value=None,
        help_text=help_text,
        error_messages={"required": required},
    )


class HeldForm(RefusableForm):
    """A strategy discussion as it was held: when, with whom, and what came of it."""

    held_at = TypedTimeField(label="When was it held?", error_messages={"required": "Write when it was held."})
    discussed_too = forms.ChoiceField(
        label="Was what came after that time discussed too?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={
            "invalid_choice": "What came after that time has changed. Say once more whether it was discussed.",
        },
    )
    police_took_part = yes_or_no("Did the police take part?", required="Say whether the police took part.")
    police_who = forms.CharField(
        label="Who of the police?", max_length=200, required=False, help_text="Name, rank and unit"
    )
    police_why_not = forms.CharField(label="Why did they not?", max_length=200, required=False)
    locate_officer_took_part = yes_or_no(
        "Did the Locate officer take part?",
        required="Say whether the Locate officer took part.",
        help_text="Of the police team that looks for missing people",
    )
    others_who = long_text("Who else took part?", rows=3, help_text="Name and role, one on each line")
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=StrategyOutcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )
    decided = long_text("What was decided?", rows=5, help_text="Who does what, and by when.")

    appearance = {
        "held_at": UNDERSTOOD,
        "discussed_too": {"optional": False},
        "police_who": {"shown_when": "police_took_part=yes"},
        "police_why_not": {"shown_when": "police_took_part=no"},
        "others_who": LONG,
        "decided": LONG | {"optional": False},
    }

    def __init__(self, *args: Any, grounds: StrategyTriggerQuerySet, draft: Draft | None = None, **kwargs: Any) -> None:
        """`grounds` are those that stand; what came after the time that was typed is asked about, and nothing else.

        `draft` is what was typed before into a form that is opened again.
        """
        super().__init__(*args, **kwargs)
        later = self._later(grounds, draft)
        if not later:
            del self.fields["discussed_too"]
            return
        field: Any = self.fields["discussed_too"]
        field.choices = [
            (",".join(str(ground.pk) for ground in later), "Yes, it was known already"),
            (APART, "No, it stays due in a strategy discussion of its own"),
        ]
        field.help_text = "; ".join(f"{ground}, written down {time_in_words(ground.at)}" for ground in later) + "."

    def _later(self, grounds: StrategyTriggerQuerySet, draft: Draft | None) -> list[StrategyTrigger]:
        field = self.fields["held_at"]
        if self.is_bound:
            typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("held_at"))
        else:
            typed = as_initial(draft, self).get("held_at")
        try:
            held_at = field.clean(typed)
        except forms.ValidationError:
            held_at = None
        return [ground for ground in grounds if ground.came_after(held_at)] if held_at else []

    def clean_discussed_too(self) -> list[int] | None:
        """The grounds that were discussed although they came after; empty where they stay due, None where not said."""
        answer = self.cleaned_data["discussed_too"]
        if not answer:
            return None
        return [] if answer == APART else [int(pk) for pk in answer.split(",")]

    def clean(self) -> dict[str, Any]:
        """Who of the police took part, or why nobody did: one fact, asked in two questions."""
        facts: dict[str, Any] = super().clean() or {}
        why_not = facts.pop("police_why_not", "")
        if facts.get("police_took_part") is False:
            facts["police_who"] = why_not
        return facts

    def refuse(self, refused: ActionRefused) -> None:
        if refused.field == "police_who" and self.cleaned_data.get("police_took_part") is False:
            refused = ActionRefused(refused.message, field="police_why_not")
        if refused.field == "held_at":
            self.fields.pop("discussed_too", None)
        if refused.field == "discussed_too" and "discussed_too" not in self.fields:
            refused = ActionRefused(refused.message, field="held_at")
        super().refuse(refused)


class ReasonForm(RefusableForm):
    """One question: why."""

    reason = long_text("Why?", rows=3)

    appearance = {"reason": LONG | {"optional": False}}

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class DeclineForm(ReasonForm):
    """Why it is not needed, and the grounds that the page showed, so that none is declined unread."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Why is it not needed?", **kwargs)

    def show(self, grounds: Iterable[StrategyTrigger]) -> set[int]:
        """The page shows these, so it is sent in knowledge of them; gives those that it was sent without just now."""
        name, keys = self.add_prefix("seen"), {ground.pk for ground in grounds}
        self.initial["seen"] = shown = ",".join(map(str, sorted(keys)))
        if not self.is_bound:
            return set()
        unseen = keys - _keys(self.data.get(name, ""))
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[name] = shown  # type: ignore[index]
        return unseen

    def clean_seen(self) -> set[int]:
        return _keys(self.cleaned_data["seen"])


def _keys(typed: str) -> set[int]:
    return {int(key) for key in typed.split(",") if key.isdecimal() and len(key) < 19}


class AssignForm(RefusableForm):
    to = TakerChoice(
        label="Who calls it together?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person."},
    )

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = holders  # type: ignore[attr-defined]
