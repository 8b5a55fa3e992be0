from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import RefusableForm
from accounts.models import User
from people.forms.allocation import KeeperForm
from people.merging import KEPT, MERGED, Clash

LONG = {"characters": 4000}


def reason(label: str, needed: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, widget=widget, error_messages={"required": needed})


class MergeForm(KeeperForm):
    """A question for each clash, which of the two stands; none is chosen beforehand.

    Where one must not be chosen without knowing what comes of it, that is read beside it and ticked.
    """

    reason_given = reason(
        "How do you know that they are the same person?", "Write how you know that they are the same person."
    )
    appearance: dict[str, Any] = {"reason_given": LONG}

    def __init__(self, *args: Any, clashes: Sequence[Clash], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes, self.appearance = clashes, dict(self.appearance)
        questions: dict[str, forms.Field] = {}
        for clash in clashes:
            questions[clash.key] = _which_stands(clash)
            if warnings := clash.warnings:
                questions[known(clash)] = forms.BooleanField(label="I have read this, and it is so", required=False)
                self.appearance[clash.key] = {"hints": warnings}
                self.appearance[known(clash)] = {"shown_when": f"{clash.key}={','.join(warnings)}"}
        self.fields = questions | self.fields

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for clash in self.clashes:
            warning = clash.warnings.get(facts.get(clash.key, ""))
            if warning and not facts[known(clash)]:
                self.add_error(known(clash), f"{warning} Say that you have read it.")
        return facts

    @property
    def warned_of(self) -> list[str]:
        """What was chosen in spite of what must be known, in those words."""
        chosen = [clash.warnings.get(self.cleaned_data[clash.key]) for clash in self.clashes]
        return [words for words in chosen if words]

    @property
    def keeps_the_log(self) -> User | None:
        return self.cleaned_data.get("keeper")

    @property
    def reason(self) -> str:
        return str(self.cleaned_data["reason_given"])

    @property
    def choices(self) -> dict[str, str]:
        return {clash.key: self.cleaned_data[clash.key] for clash in self.clashes}


def known(clash: Clash) -> str:
    """The name of the tick that what comes of the choice was read."""
    return f"{clash.key}-known"


def _which_stands(clash: Clash) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{clash.title}: which one stands?",
        choices=[(side, f"{row.label}: {row.facts}") for side, row in ((KEPT, clash.kept), (MERGED, clash.merged))],
        widget=forms.RadioSelect,
        error_messages={"required": f"{clash.title}: choose which one stands."},
    )


class UnmergeForm(RefusableForm):
    reason = reason("Why are they two people?", "Write why they are two people.")
    appearance = {"reason": LONG}
