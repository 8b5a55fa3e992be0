"""The sections of an interview's record, a form each. Nothing is required here: what must be there is asked at the end
(missing.rules.interview_record.NEEDED), so that a section can be left half written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.drafts import as_data, as_initial
from accounts.models import Draft, User
from missing.codes import Independence, Method
from missing.forms.covering import covers_field
from missing.forms.episodes import LONG, long_text
from missing.forms.interviews import PersonChoice
from missing.forms.places_and_people import SectionForm, WhereForm
from missing.forms.times import UNDERSTOOD
from missing.interview_codes import (
    MARKED_AT_ONCE,
    RISK_AND_HEALTH,
    Advocate,
    ByCarer,
    Harm,
    Helpline,
    Interpreter,
    Pull,
    Push,
    TalkedAt,
    Told,
    YesNo,
)
from missing.models import PersonMentioned, PlaceMentioned, ReturnInterview
from people.fields import TypedTimeField

VERBATIM_CHARACTERS = 10_000
"""What fits into one save while the page is closed: browsers send no more than 64 kB then."""


def short_text(label: str, *, help_text: str = "", length: int = 200) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length, help_text=help_text)


def radios(label: str, choices: Any, *, help_text: str = "", is_inline: bool = False) -> forms.ChoiceField:
    look = {"class": "govuk-radios--inline govuk-radios--small"} if is_inline else {"class": "govuk-radios--small"}
    widget = forms.RadioSelect(attrs=look)
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget, help_text=help_text)


def ticks(label: str, choices: Any, *, help_text: str = "", look: str = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": f"govuk-checkboxes--small {look}".strip()})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget, help_text=help_text)


class BeforeForm(SectionForm):
    limits_told = forms.BooleanField(
        label="I told them what stays with me and what I must pass on",
        required=False,
        help_text="Harm to them or to somebody else is always passed on.",
    )
    wish_who = short_text("Whom did they want to talk to?")
    wish_where = short_text("Where did they want to talk?")
    wish_how = short_text("How?", help_text="For example on a walk, in writing, with a friend there")
    interpreter = radios("Did they need an interpreter?", Interpreter)
    interpreter_language = short_text("Which language?", length=60)
    advocate = radios(
        "Were they offered an advocate?", Advocate, help_text="Somebody independent who speaks up for them"
    )
    seen_alone = radios("Did you see them alone?", [("yes", "Yes"), ("no", "No")], is_inline=True)
    present = short_text("Who else was there?", help_text="Names and who they are to the young person")

    looks = {"interpreter_language": {"shown_when": f"interpreter={Interpreter.WAS_THERE},{Interpreter.NOT_THERE}"}}


class AccountForm(SectionForm):
    account = forms.CharField(
        label="What did they say?",
        required=False,
        max_length=VERBATIM_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="In their own words where you can: why, where, with whom, how they are.",
    )
    thinks_was_missing = radios("Do they think that they were missing?", YesNo, is_inline=True)
    harm_in_account = radios(
        "Did they tell of harm, or that they are afraid of somebody?",
        YesNo,
        help_text="“Yes” tells their social worker, their manager and duty at once, before you go on.",
        is_inline=True,
    )

    looks = {"account": {"characters": VERBATIM_CHARACTERS}}


class WhyForm(SectionForm):
    push = ticks(
        "What did they go away from?",
        Push,
        help_text="All that they said. Abuse or neglect, domestic abuse and fear of somebody tell their social worker, "
        "their manager and duty at once.",
        look="in-columns",
    )
    pull = ticks(
        "What did they go to?", Pull, help_text="Sexual exploitation tells them at once too.", look="in-columns"
    )
    why = long_text("Why, in short", rows=3)
    harm_in_why = radios(
        "Is any of this harm, or that they are afraid of somebody?",
        [(answer.value, answer.label) for answer in (YesNo.YES, YesNo.NO)],
        help_text="“Yes” tells them at once. You are asked where what you chose or wrote may be harm.",
        is_inline=True,
    )

    looks = {"why": LONG}


class HarmForm(SectionForm):
    harm_by_carer = radios(
        "Was it somebody who cares for them, or may it be?",
        ByCarer,
        help_text="Who it was is then not given this part of the record.",
    )
    harm_by = short_text("Who did it?", help_text="A name, a nickname, or how they describe them")
    harm = long_text("What happened, or what do you fear?", rows=5)
    health = long_text("How is their health?", rows=3, help_text="Injuries, medicine, sleep, what needs a doctor.")

    looks = {"harm": LONG, "health": LONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for harm in Harm:
            self.fields[f"harm_{harm.value}"] = radios(harm.label, Told, is_inline=True)

    def marked_at_once(self) -> Sequence[forms.BoundField]:
        return [self[f"harm_{harm.value}"] for harm in MARKED_AT_ONCE]

    def risk_and_health(self) -> Sequence[forms.BoundField]:
        return [self[f"harm_{harm.value}"] for harm in RISK_AND_HEALTH]


class HelpForm(SectionForm):
    safer_next_time = long_text("What would help?", rows=5, help_text="In their view, and in yours.")
    strengths = long_text("What is going well, and who is good for them?", rows=3)
    feels_now = long_text("How do they feel about being back?", rows=3)

    looks = {"safer_next_time": LONG, "strengths": LONG, "feels_now": LONG}


class SafetyForm(SectionForm):
    safety_plan = long_text(
        "What have you agreed for next time?",
        rows=5,
        help_text="Whom they ring, where they can go, a word that says “fetch me”.",
    )
    plan_given = forms.BooleanField(label="They have it in writing or on their telephone", required=False)
    helplines = ticks("Which helplines did you give them?", Helpline)

    looks = {"safety_plan": LONG}


class FinishForm(SectionForm):
    outcome_at = TypedTimeField(label="When did you talk?", required=False)
    method = radios("How?", Method)
    talked_at = radios("Where?", TalkedAt)
    minutes = forms.IntegerField(
        label="How many minutes?",
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), "Write a number of minutes from 1 to 600."),
    )
    independence = radios(
        "Who did the interview?", [choice for choice in Independence.choices if choice[0] != Independence.CARER]
    )
    interviewer = PersonChoice(
        label="Their name, if it was not you", queryset=User.objects.none(), empty_label="It was me", required=False
    )
    interviewer_name = short_text("Or the name of somebody without an account here", length=150)

    looks = {"outcome_at": UNDERSTOOD, "covers": {"optional": False}}

    def __init__(
        self,
        *args: Any,
        earlier: Sequence[ReturnInterview] = (),
        colleagues: QuerySet[User] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if colleagues is not None:
            self.fields["interviewer"].queryset = colleagues  # type: ignore[attr-defined]
        if earlier:
            self.fields["covers"] = covers_field(earlier)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("interviewer") and answers.get("interviewer_name"):
            self.add_error("interviewer_name", "Choose a colleague or write a name, not both.")
        return answers


FORMS: dict[str, type[forms.Form]] = {
    "before": BeforeForm,
    "account": AccountForm,
    "where": WhereForm,
    "why": WhyForm,
    "harm": HarmForm,
    "help": HelpForm,
    "safety": SafetyForm,
    "finish": FinishForm,
}


def section_form(
    section: str,
    data: Any = None,
    *,
    draft: Draft | None = None,
    places: Sequence[PlaceMentioned] = (),
    people: Sequence[PersonMentioned] = (),
    earlier: Sequence[ReturnInterview] = (),
    colleagues: QuerySet[User] | None = None,
) -> forms.Form:
    """The form of a section: of what was sent (`data`), or beginning with the `draft`.

    `places` and `people` are those known from earlier interviews; `earlier` the interviews still open after earlier
    episodes, which the conversation may have covered too; `colleagues` those who may have done the interview.
    """
    form: forms.Form
    if section == "where":
        form = WhereForm(data, written=as_data(draft) if draft else None, places=places, people=people)
    elif section == "finish":
        form = FinishForm(data, earlier=earlier, colleagues=colleagues)
    else:
        form = FORMS[section](data)
    if data is None:
        form.initial = as_initial(draft, form)
    return form


def is_written(section: str, draft: Draft | None) -> bool:
    """Whether the draft of a section holds any answer."""
    if draft is None:
        return False
    own = FORMS[section].base_fields
    prefixes = {"harm": "harm_", "where": ("place", "person", "known_people")}
    return any(
        any(value.strip() for value in listed)
        for name, listed in draft.values.items()
        if name in own or name.startswith(prefixes.get(section, "\0"))
    )
