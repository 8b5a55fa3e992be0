"""How an absence ended in truth, where something else was written down."""

from typing import Any

from django import forms

from accounts.forms import RefusableForm
from missing.codes import Category, EndedHow
from missing.forms.episodes import LONG, long_text
from missing.forms.returns import AWAY_IN_WORDS, FOUND_NOT_BACK
from missing.forms.times import UNDERSTOOD, ApproximateTimes, as_typed, with_its_seconds
from missing.models import Episode
from people.fields import TypedTimeField

NOT_BACK = "not_back"
HOW = [
    (EndedHow.RETURNED, "They came back home or to their placement"),
    (EndedHow.REFUSED_TO_RETURN, "They were found, and refused to come back"),
    (EndedHow.PLACED_ELSEWHERE, "They were found and placed elsewhere"),
    (EndedHow.CUSTODY, "They were taken into custody"),
    (EndedHow.HOSPITAL, "They were taken to hospital"),
    (EndedHow.OTHER, "Another way"),
    (FOUND_NOT_BACK, "They are found, and not yet back"),
    (NOT_BACK, "They are still missing"),
]
HINTS = {
    EndedHow.REFUSED_TO_RETURN: "They stay on record as away from then on, until they are back or placed.",
    NOT_BACK: "They are on the list of who is missing again, and the interview waits for their return.",
}
OF_MISSING_ALONE = (FOUND_NOT_BACK, EndedHow.REFUSED_TO_RETURN)
BY_FOUND = ",".join(how for how, _ in HOW if how not in (EndedHow.RETURNED, NOT_BACK))


class CorrectEndingForm(ApproximateTimes, RefusableForm):
    """`how` first; then the time that belongs to it. What is on record is filled in."""

    how = forms.ChoiceField(
        label="How did it end?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    returned_at = TypedTimeField(label="When did they come back?", required=False)
    found_at = TypedTimeField(label="When were they found?", required=False)
    note = long_text("How did it end, and how are they?", rows=2)
    reason = long_text("Why are you correcting this?", required=True, rows=2)

    approximate = {"returned_at": "returned_is_approximate", "found_at": "found_is_approximate"}
    appearance = {
        "how": {"hints": HINTS},
        "returned_at": UNDERSTOOD | {"shown_when": f"how={EndedHow.RETURNED}", "optional": False},
        "found_at": UNDERSTOOD | {"shown_when": f"how={BY_FOUND},{EndedHow.RETURNED}", "optional": False},
        "note": LONG | {"shown_when": f"how={BY_FOUND},{EndedHow.RETURNED}"},
        "reason": LONG,
    }

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "how": episode.ended_how or FOUND_NOT_BACK,
            "returned_at": as_typed(episode.returned_at, episode.returned_is_approximate),
            "found_at": as_typed(episode.found_at, episode.found_is_approximate),
            "note": episode.return_note,
        }
        self.shown: dict[str, str | None] = dict(kwargs["initial"])
        super().__init__(*args, **kwargs)
        self.episode = episode
        self.fields["reason"].error_messages["required"] = "Write why it is corrected."
        is_missing = episode.category == Category.MISSING
        left_out = () if is_missing else OF_MISSING_ALONE
        words: dict[str, str] = {} if is_missing else AWAY_IN_WORDS | {NOT_BACK: "They are not back yet"}
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (how, words.get(how, said)) for how, said in HOW if how not in left_out
        ]
        if episode.category == Category.CURFEW:
            self.fields["note"].label = "A short note: why were they late, and how are they?"
        if not is_missing:
            self.fields["found_at"].label = "Since when?"
            self.appearance = self.appearance | {"found_at": UNDERSTOOD | {"shown_when": f"how={BY_FOUND}"}}

    def clean(self) -> dict[str, Any]:
        """The times that do not belong to the answer are left out, those left as they are shown keep their seconds.

        Sent as it is shown it corrects nothing, whatever is on record that the form does not show.
        """
        facts: dict[str, Any] = super().clean() or {}
        how = facts.pop("how", "")
        if how and self._is_as_shown(how):
            self.add_error("how", "Nothing was changed: this is the ending on record.")
        if how and how != EndedHow.RETURNED:
            facts["returned_at"] = None
        if how == NOT_BACK or (how == EndedHow.RETURNED and self.episode.category != Category.MISSING):
            facts["found_at"] = None
        asked = {EndedHow.RETURNED: ("returned_at", "Write when they came back."), NOT_BACK: None, "": None}
        needed = asked.get(how, ("found_at", "Write when that was."))
        if needed and needed[0] not in self.errors and not facts.get(needed[0]):
            self.add_error(*needed)
        for name in self.approximate:
            facts[name] = with_its_seconds(facts.get(name), getattr(self.episode, name))
        return facts | {"ended_how": "" if how in (NOT_BACK, FOUND_NOT_BACK) else how}

    def _is_as_shown(self, how: str) -> bool:
        """Whether the answer, and what is asked with it, are those on record. A browser sends other ends of lines."""
        asked = ["how", "found_at", "note"]
        if how == EndedHow.RETURNED:
            asked = ["how", "returned_at", "note"] + ["found_at"] * (self.episode.category == Category.MISSING)
        sent = {name: str(self.data.get(self.add_prefix(name), "")) for name in asked}
        return all(sent[name].split() == (self.shown[name] or "").split() for name in asked)
