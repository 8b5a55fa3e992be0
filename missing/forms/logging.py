from collections.abc import Iterable
from typing import Any

from django import forms

from missing.actions.afterwards import Ended
from missing.codes import Category, PoliceRisk
from missing.forms.episodes import LONG, long_text
from missing.forms.times import START_UNDERSTOOD, UNDERSTOOD, ApproximateTimes
from missing.models import Episode
from people.fields import StartTimeField, TypedTimeField
from people.how_sure import age_in_words
from people.models import YoungPerson
from people.models.young_person import YoungPersonQuerySet
from people.search import Finding

LOOK = "look"
"""The name of the button that looks for somebody else, and logs nothing."""

POLICE = ("reported_to_police_at", "police_reference", "police_risk")
"""Folded away until the police have been told."""

CAME_BACK = ("came_back_at", "came_back_note")
"""Asked while an episode before has no return."""

OVER = ("found_at", "returned_at", "note")
"""Folded away while they are gone: of an absence that is over."""

NOT_TICKED = "Nobody of this name is ticked. Tick them above, or empty this."
NOBODY_SO_CALLED = (
    "Nobody is found by this name. Write it another way, or empty this and name them under “What is known?”."
)

WHEN_OPEN = (
    "Then this is a new episode, and that one ends. "
    "Empty: they have not been back, and what you write is added to the open one."
)
WHEN_FOUND = (
    "Then that episode ends with their return, and the interview about it falls due. "
    "Empty: they were found and have gone again on the way back."
)


class LogEpisodeForm(ApproximateTimes):
    """What is known of an episode. `before` is the one that has no return yet: open, or found and not yet back.

    `finding` is whom the name may mean that stands under “Somebody else with them”.
    """

    finding = Finding([], False)

    category = forms.ChoiceField(
        label="What has happened?",
        choices=Category,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what has happened."},
    )
    that_one = forms.CharField(widget=forms.HiddenInput, required=False)
    came_back_at = TypedTimeField(
        label="When did they come back in between?",
        required=False,
    )
    came_back_note = long_text("How did they come back, and how were they?", rows=2)
    started_at = StartTimeField(
        label="Since when?", error_messages={"required": "Write when they left, or were last seen."}
    )
    is_that_one = forms.BooleanField(required=False)
    others = forms.ModelMultipleChoiceField(
        label="Who is missing with them?",
        queryset=YoungPerson.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Each gets an episode of their own with the same facts.",
        error_messages={"invalid_choice": "Choose from those who were found."},
    )
    find_other = forms.CharField(
        label="Somebody else with them: find them by name",
        max_length=100,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "govuk-input--width-20", "data-enter-presses": "find-other"}
        ),
    )
    reported_by = forms.CharField(
        label="Who told you?", max_length=150, required=False, help_text="Name and role, for example Ann, night staff"
    )
    circumstances = long_text(
        "What is known?",
        help_text="How they left, what they wear, who they may be with, what worries you.",
    )
    reported_to_police_at = TypedTimeField(label="When were the police told?", required=False)
    police_reference = forms.CharField(
        label="Police reference",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    police_risk = forms.ChoiceField(
        label="Risk as the police see it", choices=PoliceRisk, initial=PoliceRisk.NOT_RECORDED, required=False
    )

    found_at = TypedTimeField(label="When were they found?", required=False)
    returned_at = TypedTimeField(label="When did they come back?", required=False)
    note = long_text("How did it end, and how were they?", rows=2)

    approximate = {
        "found_at": "found_is_approximate",
        "returned_at": "returned_is_approximate",
        "came_back_at": "came_back_is_approximate",
        "started_at": "started_is_approximate",
        "reported_to_police_at": "police_told_is_approximate",
    }
    appearance = {
        "category": {
            "hints": {
                Category.MISSING: "Where they are is not known.",
                Category.AWAY: "Where they are is known, but they should not be there.",
                Category.CURFEW: "Late back, and expected.",
            }
        },
        "came_back_at": UNDERSTOOD,
        "came_back_note": LONG | {"optional": False},
        "started_at": START_UNDERSTOOD,
        "found_at": UNDERSTOOD | {"optional": False},
        "returned_at": UNDERSTOOD | {"optional": False},
        "note": LONG | {"optional": False},
        "others": {"optional": False},
        "find_other": {"optional": False},
        "circumstances": LONG | {"optional": False},
        "reported_by": {"optional": False},
        "reported_to_police_at": UNDERSTOOD | {"optional": False},
        "police_reference": {"optional": False},
    }

    def __init__(self, *args: Any, before: Episode | None = None, findable: YoungPersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].queryset = findable  # type: ignore[attr-defined]
        # Somebody may have recorded the return meanwhile: what was typed about it stays
        if before is None and not any(self.data.get(name) for name in CAME_BACK):
            for name in CAME_BACK:
                del self.fields[name]
        self.before = before
        if before:
            self._ask_of(before)
        if before is None or not before.is_open:
            del self.fields["is_that_one"]

    def begin_with(self, typed: dict[str, Any]) -> None:
        """What was typed before, of the episode that is open now."""
        self.initial = typed | {"that_one": self.fields["that_one"].initial}

    def _ask_of(self, before: Episode) -> None:
        self.fields["that_one"].initial = before.reference
        self.fields["came_back_at"].help_text = WHEN_OPEN if before.is_open else WHEN_FOUND
        self.fields["is_that_one"].label = f"It is the same time as {before}: add what I wrote to it"
        if before.category == Category.CURFEW:
            self.fields["came_back_note"].label = "If they were back: why were they late, and how were they?"

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, for `report_together`."""
        left_out = {"find_other", *OVER, *(self.approximate[name] for name in OVER if name in self.approximate)}
        facts = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return facts | {"ended": self._ended()}

    def _ended(self) -> Ended | None:
        """How it ended, of one that is over."""
        times = {name: self.cleaned_data[name] for name in ("found_at", "returned_at")}
        about = {name: self.cleaned_data[name] for name in ("found_is_approximate", "returned_is_approximate")}
        return Ended(**times, **about, note=self.cleaned_data["note"]) if any(times.values()) else None

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("find_other") and not self._is_ticked(self.finding.people):
            self.add_error("find_other", NOT_TICKED if self.finding.people else NOBODY_SO_CALLED)
        if facts.get("came_back_note") and not facts.get("came_back_at") and "came_back_at" not in self.errors:
            self.add_error("came_back_at", "Write when they came back, or empty the note about it.")
        is_over = any(facts.get(name) or name in self.errors for name in ("found_at", "returned_at"))
        if facts.get("note") and not is_over:
            self.add_error("returned_at", "Write when they came back, or empty the note about it.")
        if is_over and facts.get("is_that_one"):
            self.add_error("is_that_one", "That one has not ended. Untick this, or empty when this one ended.")
        return facts

    def _is_ticked(self, people: Iterable[YoungPerson]) -> bool:
        """Whether one of them is ticked: a name that stands there is left out of no episode without a word."""
        return not {person.pk for person in people}.isdisjoint(self._ticked)

    @property
    def _ticked(self) -> set[int]:
        return {int(pk) for pk in self["others"].value() or [] if str(pk).isdecimal()}

    def offer(self, people: Iterable[YoungPerson]) -> None:
        """Show these to be ticked, and those who are ticked already."""
        listed = {person.pk: person for person in people}
        missing_ones = self._ticked - listed.keys()
        if missing_ones:
            chosen = self.fields["others"].queryset.filter(pk__in=missing_ones)  # type: ignore[attr-defined]
            listed = {person.pk: person for person in chosen} | listed
        self.fields["others"].choices = [(pk, _who(person)) for pk, person in listed.items()]  # type: ignore[attr-defined]

    @property
    def police_is_open(self) -> bool:
        """Whether something of what is folded away is written, or wrong."""
        written = any(self[name].value() for name in POLICE if name != "police_risk")
        risk = self["police_risk"].value() or PoliceRisk.NOT_RECORDED
        return written or risk != PoliceRisk.NOT_RECORDED or any(name in self.errors for name in POLICE)

    @property
    def over_is_open(self) -> bool:
        """Whether something of what is folded away is written, or is asked for."""
        return any(self[name].value() or name in self.errors for name in OVER if name in self.fields)

    @property
    def asks_which(self) -> bool:
        """Whether what is typed began before the one that is open: it may be that one, or an earlier time."""
        if "is_that_one" not in self.fields or self.before is None:
            return False
        started_at = getattr(self, "cleaned_data", {}).get("started_at")
        return bool(self["is_that_one"].value() or (started_at and started_at < self.before.started_at))

    @property
    def has_offers(self) -> bool:
        """Whether there is somebody to tick."""
        return bool(self.fields["others"].choices)  # type: ignore[attr-defined]

    @property
    def others_is_open(self) -> bool:
        """Unfolded where there is somebody to tick, or something typed or wrong."""
        return self.has_offers or bool(self["find_other"].value()) or "others" in self.errors

    def clean_police_risk(self) -> str:
        return self.cleaned_data["police_risk"] or PoliceRisk.NOT_RECORDED


def _who(person: YoungPerson) -> str:
    """`Asha Farrow, 14, YP00231, also called Ash Brown`: who was found by another name is known again by it."""
    others = ", ".join(getattr(person, "also_called", ()))
    who = f"{person.full_name}, {age_in_words(person)}, {person.reference}"
    return f"{who}, also called {others}" if others else who
