from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import RefusableForm
from people.actions.merging import KEPT, MERGED
from people.merging import Clash

LONG = {"characters": 4000}


def reason(label: str, needed: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, widget=widget, error_messages={"required": needed})


class MergeForm(RefusableForm):
    """A question for each clash, which of the two stands; none is chosen beforehand."""

    reason_given = reason(
        "How do you know that they are the same person?", "Write how you know that they are the same person."
    )
    appearance = {"reason_given": LONG}

    def __init__(self, *args: Any, clashes: Sequence[Clash], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes = clashes
        questions = {
            clash.key: forms.ChoiceField(
                label=f"{clash.title}: which one stands?",
                choices=[
                    (side, f"{row.label}: {row.facts}") for side, row in ((KEPT, clash.kept), (MERGED, clash.merged))
                ],
                widget=forms.RadioSelect,
                error_messages={"required": f"{clash.title}: choose which one stands."},
            )
            for clash in clashes
        }
        self.fields = questions | self.fields

    @property
    def reason(self) -> str:
        return str(self.cleaned_data["reason_given"])

    @property
    def choices(self) -> dict[str, str]:
        return {clash.key: self.cleaned_data[clash.key] for clash in self.clashes}


class UnmergeForm(RefusableForm):
    reason = reason("Why are they two people?", "Write why they are two people.")
    appearance = {"reason": LONG}
