"""How an episode ends: the choices that there are for it, and what each of them needs."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import RefusableForm
from missing.codes import Category, EndedHow
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD, ApproximateTimes
from missing.models import Episode
from people.days import about_time_in_words
from people.fields import TypedTimeField

FOUND_NOT_BACK = "found_not_back"
HOW = [
    (EndedHow.RETURNED, "Back at home or in their placement"),
    (FOUND_NOT_BACK, "Found, not yet back"),
    (EndedHow.REFUSED_TO_RETURN, "Found, and refusing to come back"),
    (EndedHow.PLACED_ELSEWHERE, "Found and placed elsewhere"),
    (EndedHow.CUSTODY, "In custody"),
    (EndedHow.HOSPITAL, "In hospital"),
    (EndedHow.DIED, "They have died"),
    (EndedHow.OTHER, "Another way"),
]
HINTS = {
    FOUND_NOT_BACK: "On the way back. The 72 hours for the interview start when they are.",
    EndedHow.REFUSED_TO_RETURN: "They stay on record as away until they are back or placed. "
    "The 72 hours for the interview start when they were found.",
    EndedHow.DIED: "You are asked once more, on a page of its own, before it is recorded.",
}
OF_THE_LIVING = ",".join(how for how, _ in HOW if how != EndedHow.DIED)
"""The answers that are recorded from this page."""
AWAY_IN_WORDS: dict[str, str] = {EndedHow.PLACED_ELSEWHERE: "Placed elsewhere"}
NOT_WHERE_KNOWN = (FOUND_NOT_BACK, EndedHow.REFUSED_TO_RETURN)
"""Endings of a missing episode alone: of who is away or late it is known where they are."""


class ReturnForm(ApproximateTimes, RefusableForm):
    """`how` first; then when they came back, or were found, and a note. A missed curfew ends with a short note.

    `together` are the episodes of others that may have ended with it (`still_gone_with`). That they died is asked again
    by `DeathForm`; `why_no_death` is said beside that answer, to who is refused it.
    """

    how = forms.ChoiceField(
        label="Where are they now?",
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where they are now."},
    )
    returned_at = TypedTimeField(label="When did they come back?", required=False)
    found_at = TypedTimeField(label="When were they found?", required=False)
    others = forms.MultipleChoiceField(
        label="Is somebody else with them?",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="They were logged together. What you write here is recorded for each whom you tick.",
        error_messages={"invalid_choice": "Somebody whom you ticked is back by now. Look once more who is left."},
    )
    note = long_text("How did they come back, and how are they?")

    approximate = {"returned_at": "returned_is_approximate", "found_at": "found_is_approximate"}
    appearance = {
        "how": {"hints": HINTS},
        "returned_at": UNDERSTOOD | {"shown_when": f"how={EndedHow.RETURNED}"},
        "found_at": UNDERSTOOD | {"shown_when": f"how={OF_THE_LIVING}"},
        "others": {"shown_when": f"how={OF_THE_LIVING}", "optional": False},
        "note": LONG | {"shown_when": f"how={OF_THE_LIVING}", "stands_alone": True, "optional": True},
    }

    def __init__(
        self,
        *args: Any,
        episode: Episode,
        together: Sequence[Episode] = (),
        why_no_death: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.episode = episode
        self._ask_who_else(together)
        self.why_no_death = why_no_death
        if why_no_death:
            self.appearance = self.appearance | {"how": {"hints": HINTS | {EndedHow.DIED: why_no_death}}}
        is_missing = episode.category == Category.MISSING
        left_out = () if is_missing and episode.is_open else NOT_WHERE_KNOWN[: 1 if is_missing else 2]
        words: dict[Any, str] = {} if is_missing else dict(AWAY_IN_WORDS)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (how, words.get(how, said)) for how, said in HOW if how not in left_out
        ]
        if not is_missing:
            not_asked = (*NOT_WHERE_KNOWN, EndedHow.RETURNED, EndedHow.DIED)
            elsewhere = ",".join(how for how, _ in HOW if how not in not_asked)
            self.fields["found_at"].label = "Since when?"
            self.appearance = self.appearance | {"found_at": UNDERSTOOD | {"shown_when": f"how={elsewhere}"}}
        if episode.category == Category.CURFEW:
            self.fields["note"].label = "A short note: why were they late, and how are they?"

    def _ask_who_else(self, together: Sequence[Episode]) -> None:
        self.together = {other.reference: other for other in together}
        # Somebody may be back meanwhile: that they were ticked is answered, not passed over
        if not together and not self.data.get("others"):
            del self.fields["others"]
            return
        self.fields["others"].choices = [  # type: ignore[attr-defined]
            (other.reference, _called(other)) for other in together
        ]

    def clean_others(self) -> list[Episode]:
        return [self.together[reference] for reference in self.cleaned_data["others"]]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        how = facts.get("how")
        if how == EndedHow.DIED:
            self.add_error("how", self.why_no_death or "Record it on the page that asks for it.")
        elif how == EndedHow.RETURNED:
            self._ask(facts, "returned_at", "Write when they came back.")
        elif how:
            facts["returned_at"] = None
            if not self.episode.found_at:
                found = self.episode.category == Category.MISSING
                self._ask(facts, "found_at", "Write when they were found." if found else "Write since when.")
        if how == EndedHow.RETURNED and self.episode.category != Category.MISSING:
            facts["found_at"] = None
        return facts

    def _ask(self, facts: dict[str, Any], name: str, words: str) -> None:
        if name not in self.errors and not facts.get(name):
            self.add_error(name, words)


def _called(other: Episode) -> str:
    """`Asha Farrow, SR-000012`; of who was found already also when, which stands."""
    found = about_time_in_words(other.found_at, other.found_is_approximate)
    return f"{other.young_person}, {other.reference}{f', found {found}' if found else ''}"
