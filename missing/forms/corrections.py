from typing import Any

from django import forms

from accounts.access import ActionRefused
from accounts.forms import RefusableForm
from missing.actions.corrections import APPROXIMATE
from missing.codes import Category
from missing.forms.episodes import LONG, long_text
from missing.forms.times import START_UNDERSTOOD, UNDERSTOOD, ApproximateTimes, as_typed, with_its_seconds
from missing.models import Episode
from missing.rules.merging import KEPT, MERGED, start_and_end_that_stand
from people.days import time_in_words
from people.fields import StartTimeField, TypedTimeField


class CorrectTimesForm(ApproximateTimes, RefusableForm):
    """The times on record of an episode, to be put right; those that are not on record yet are not asked for.

    Since when they were missing is asked for where that is not the start: who was away or late before.
    """

    started_at = StartTimeField(
        label="When did it start?", error_messages={"required": "Write when they left, or were last seen."}
    )
    missing_from = TypedTimeField(
        label="Since when was it not known where they were?",
        error_messages={"required": "Write since when they were missing."},
    )
    found_at = TypedTimeField(label="When were they found?", required=False)
    returned_at = TypedTimeField(label="When did they come back?", required=False)
    reason = long_text("Why are you correcting this?", required=True, rows=2)
    approximate = APPROXIMATE | {"missing_from": "missing_from_is_approximate"}

    appearance = {
        "started_at": START_UNDERSTOOD,
        "missing_from": UNDERSTOOD,
        "found_at": UNDERSTOOD | {"optional": False},
        "returned_at": UNDERSTOOD | {"optional": False},
        "reason": LONG,
    }

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        kwargs["initial"] = {
            name: as_typed(getattr(episode, name), getattr(episode, flag)) for name, flag in APPROXIMATE.items()
        }
        kwargs["initial"]["missing_from"] = as_typed(episode.missing_from, episode.missing_from_is_approximate)
        super().__init__(*args, **kwargs)
        self.episode = episode
        if episode.missing_from in (None, episode.started_at):
            del self.fields["missing_from"]
        self.fields["reason"].error_messages["required"] = "Write why the times are corrected."
        for name in ("found_at", "returned_at"):
            if getattr(episode, name) is None:
                del self.fields[name]

    def refuse(self, refused: ActionRefused) -> None:
        """Beside the time that was changed, where the refusal names the start and that was left as it is."""
        field, changed = refused.field, [name for name in self.changed_data if name in APPROXIMATE]
        if field == "started_at" and changed and field not in changed:
            field = changed[-1]
        super().refuse(ActionRefused(refused.message, field=field))

    def clean(self) -> dict[str, Any]:
        """A time that was left as it is shown keeps its seconds."""
        facts: dict[str, Any] = super().clean() or {}
        for name in (*APPROXIMATE, "missing_from"):
            if name in self.fields:
                facts[name] = with_its_seconds(facts.get(name), getattr(self.episode, name))
        return facts


class VoidForm(RefusableForm):
    """Why an episode is voided, or put back; `label` asks it."""

    reason = long_text("Why?", required=True, rows=3)
    appearance = {"reason": LONG}

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = "Write why."


class MergeEpisodesForm(RefusableForm):
    """Whose start and whose end stand; the earlier's and the later's are chosen beforehand."""

    start = forms.ChoiceField(label="Which start is right?", widget=forms.RadioSelect)
    end = forms.ChoiceField(label="Which end is right?", widget=forms.RadioSelect)
    reason = long_text("How do you know that it is the same absence?", required=True, rows=3)
    appearance = {"reason": LONG}

    def __init__(self, *args: Any, kept: Episode, merged: Episode, **kwargs: Any) -> None:
        self.by_rule = start_and_end_that_stand(kept.started_at, merged.started_at)
        kwargs["initial"] = dict(zip(("start", "end"), self.by_rule, strict=True))
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "Write how you know that it is the same absence."
        sides = ((KEPT, kept), (MERGED, merged))
        starts = [(side, f"{time_in_words(e.started_at)}, as {e} says") for side, e in sides]
        leaves = "; they leave the list of who is missing" if kept.is_open or merged.is_open else ""
        ends = [
            (side, f"Not ended yet, as {e} says" if e.is_open else f"{time_in_words(e.ended_at)}, as {e} says{leaves}")
            for side, e in sides
        ]
        self.fields["start"].choices, self.fields["end"].choices = starts, ends  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[str, str]:
        """Whose start and whose end are ticked: what was sent, else what was typed before, else by rule."""
        start, end = (self[name].value() for name in ("start", "end"))
        return (start, end) if {start, end} <= {KEPT, MERGED} else self.by_rule


FROM_NOW_ON, AWAY_FROM_NOW_ON, FROM_THE_START = "from_now_on", "away_from_now_on", "from_the_start"
FROM_AN_INSTANT = (FROM_NOW_ON, AWAY_FROM_NOW_ON)


class CategoryForm(ApproximateTimes, RefusableForm):
    """What it is: missing or away from an instant on, or something else from its start."""

    how = forms.ChoiceField(
        label="What is not right?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is not right."},
    )
    since = TypedTimeField(label="Since when?", required=False)
    reason = long_text("Why do you say so?", rows=2)

    approximate = {"since": "since_is_approximate"}
    appearance = {
        "since": UNDERSTOOD | {"shown_when": f"how={','.join(FROM_AN_INSTANT)}", "optional": False},
        "reason": LONG | {"optional": False},
    }

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (f"{FROM_THE_START}:{category}", f"{said}, from the start")
            for category, said in WAS.items()
            if category != episode.category
        ]
        self.has_ended = not episode.is_open
        if episode.category == Category.CURFEW:
            choices.insert(0, (AWAY_FROM_NOW_ON, BECAME_AWAY if self.has_ended else ARE_AWAY))
        if episode.category != Category.MISSING:
            choices.insert(0, (FROM_NOW_ON, BECAME_MISSING if self.has_ended else ARE_MISSING))
        self.fields["how"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        how = facts.get("how", "")
        if how in FROM_AN_INSTANT and "since" not in self.errors and not facts.get("since"):
            self.add_error("since", "Write since when.")
        is_correction = how.startswith(FROM_THE_START) or (how in FROM_AN_INSTANT and self.has_ended)
        if is_correction and not facts.get("reason"):
            self.add_error("reason", "Write why.")
        return facts


ARE_MISSING = "They are missing now: where they are is no longer known"
BECAME_MISSING = "They became missing in it: from then on nobody knew where they were"
ARE_AWAY = "They are away now: it is known where they are, and they should not be there"
BECAME_AWAY = "They became away in it: from then on it was known where they were, and they should not have been there"
WAS = {
    Category.MISSING: "They were missing",
    Category.AWAY: "They were not missing but away: it was known where they were",
    Category.CURFEW: "They were not missing but late, and expected",
}
