"""What is sent to the API about return home interviews."""

from dataclasses import fields
from typing import Any

from rest_framework import serializers

from accounts.api.fields import Instant
from accounts.api.views import AnyList
from missing.actions import Parents
from missing.actions.declines import NOT_ASKED_YET
from missing.actions.interviews import CAN_STILL_BE_DONE
from missing.actions.other_councils import THEY_MAY_TELL
from missing.codes import (
    AttemptResult,
    ContactMethod,
    DeclineReason,
    Independence,
    Method,
    OfferMethod,
    OfferResponse,
    Outcome,
    ParentsAsked,
)
from missing.interview_codes import ByCarer, YesNo
from missing.rules.harm_told import CARE_FOR_THEM, HARM_BY_ASKED

NOT_DONE = [(outcome.value, outcome.label) for outcome in Outcome if outcome in CAN_STILL_BE_DONE]
TOLD = [(outcome.value, outcome.label) for outcome in THEY_MAY_TELL]


HARM_BY_CARER = (
    "Whether somebody who cares for them did it, or may have: that bars them from being given what was said."
)


class NewOffer(serializers.Serializer[Any]):
    method = serializers.ChoiceField(OfferMethod.choices)
    response = serializers.ChoiceField(OfferResponse.choices)
    offered_at = Instant(required=False, allow_null=True, help_text="When, if not now.")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class NewAttempt(serializers.Serializer[Any]):
    method = serializers.ChoiceField(Method.choices)
    result = serializers.ChoiceField(AttemptResult.choices)
    attempted_at = Instant(required=False, allow_null=True, help_text="When, if not now.")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class Taken(serializers.Serializer[Any]):
    despite_wish = serializers.BooleanField(
        required=False, default=False, help_text="Take it though the young person asked to talk to a colleague."
    )


class NewBooking(serializers.Serializer[Any]):
    meets_at = Instant()
    method = serializers.ChoiceField(Method.choices)
    place = serializers.CharField(
        max_length=150, required=False, allow_blank=True, help_text="Needed to meet face to face."
    )
    interpreter = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text="The language, and who interprets."
    )
    late_is_known = serializers.BooleanField(
        required=False, default=False, help_text="Book it though it is after the deadline, which has not passed yet."
    )


class Cancelled(serializers.Serializer[Any]):
    why = serializers.CharField(max_length=300)


class Missed(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class Completed(serializers.Serializer[Any]):
    outcome_at = Instant(help_text="When the conversation was.")
    method = serializers.ChoiceField(Method.choices)
    independence = serializers.ChoiceField([each for each in Independence.choices if each[0] != Independence.CARER])
    interviewer_name = serializers.CharField(
        max_length=150, required=False, allow_blank=True, help_text="Who did it, if not the user."
    )
    seen_alone = serializers.BooleanField(required=False, allow_null=True)
    limits_told = serializers.BooleanField(
        help_text="Whether they were told what must be passed on. Without that it is not recorded."
    )
    harm_told = serializers.ChoiceField(
        [(answer.value, answer.label) for answer in (YesNo.YES, YesNo.NO)],
        help_text="Whether they told of harm, or that they are afraid of somebody. Who is not sure decides first.",
    )
    account = serializers.CharField(max_length=20000, help_text="What the young person said.")
    safer_next_time = serializers.CharField(max_length=20000, required=False, allow_blank=True)
    harm = serializers.CharField(
        max_length=20000,
        required=False,
        allow_blank=True,
        help_text="Harm that they told of, and nothing else, with `harm_told`: a strategy discussion is due, and who "
        "must know is told at once.",
    )
    harm_by_carer = serializers.ChoiceField(
        ByCarer.choices, required=False, allow_blank=True, help_text=f"{HARM_BY_CARER} Needed where `harm_told` is yes."
    )
    covers = serializers.ListField(
        child=serializers.CharField(max_length=40),
        required=False,
        max_length=50,
        help_text="Earlier episodes of theirs, by reference, whose open interviews this conversation settles too.",
    )

    def validate(self, facts: dict[str, Any]) -> dict[str, Any]:
        by, is_told = facts.get("harm_by_carer", ""), facts["harm_told"] == YesNo.YES
        if not is_told and (facts.get("harm", "").strip() or by in CARE_FOR_THEM):
            raise serializers.ValidationError({"harm_told": ["You wrote of harm that they told of: send “yes”."]})
        if is_told and not by:
            raise serializers.ValidationError({"harm_by_carer": [HARM_BY_ASKED]})
        return facts


class NotDone(serializers.Serializer[Any]):
    """A decline needs `decline_reason` and `asked`; asked, it needs `whom` and `said`, and not asked `why_not`.

    Who asks for somebody else has not declined: whom they want is written down on the page first. Every other ending
    needs a `reason`.
    """

    outcome = serializers.ChoiceField(NOT_DONE)
    outcome_at = Instant()
    reason = serializers.CharField(max_length=4000, required=False, allow_blank=True, help_text="In words.")
    decline_reason = serializers.ChoiceField(
        DeclineReason.choices, required=False, allow_blank=True, help_text="Stands before the `reason` of a decline."
    )
    asked = serializers.ChoiceField(
        [*ParentsAsked.choices, (NOT_ASKED_YET, "Not yet")],
        required=False,
        allow_blank=True,
        help_text="After a decline: whether parents or carers were asked what they know.",
    )
    whom = serializers.CharField(max_length=150, required=False, allow_blank=True, help_text="Name and relation.")
    said = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    why_not = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    accepted_at = Instant(
        required=False,
        allow_null=True,
        help_text="Of what was accepted and not done: when they accepted it, where no such offer is on record.",
    )
    accepted_how = serializers.ChoiceField(
        OfferMethod.choices, required=False, allow_blank=True, help_text="How it was offered; with `accepted_at`."
    )

    def validate(self, facts: dict[str, Any]) -> dict[str, Any]:
        """What was sent of parents or carers, as one: `parents` of `close_without_interview`."""
        said = {field.name: facts.pop(field.name) for field in fields(Parents) if field.name in facts}
        return facts | {"parents": Parents(**said) if said.get("asked") else None}


class NewParentsAsked(serializers.Serializer[Any]):
    """Asked, it needs `whom` and `said`; not asked, it needs `why_not`."""

    asked = serializers.ChoiceField(ParentsAsked.choices)
    whom = serializers.CharField(max_length=150, required=False, allow_blank=True, help_text="Name and relation.")
    said = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    why_not = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class NewContact(serializers.Serializer[Any]):
    contact_on = serializers.DateField()
    method = serializers.ChoiceField(ContactMethod.choices)
    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class ToldByPlacingCouncil(serializers.Serializer[Any]):
    """`method` is kept of a completed interview alone, `reason` of every other, which needs it."""

    outcome = serializers.ChoiceField(TOLD)
    outcome_at = Instant()
    told_by = serializers.CharField(max_length=150, help_text="Who told you, by name and job.")
    method = serializers.ChoiceField(Method.choices, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    harm = serializers.CharField(
        max_length=20000,
        required=False,
        allow_blank=True,
        help_text="Harm that they tell of, and nothing else: a strategy discussion is due, and who must know is told "
        "at once.",
    )
    harm_by_carer = serializers.ChoiceField(
        ByCarer.choices, required=False, allow_blank=True, help_text=f"{HARM_BY_CARER} Needed with `harm`."
    )

    def validate(self, facts: dict[str, Any]) -> dict[str, Any]:
        facts.pop("reason" if facts["outcome"] == Outcome.COMPLETED else "method", None)
        return facts


class InterviewsAsked(AnyList):
    young_person = serializers.CharField(required=False, max_length=40, help_text="Their reference.")
    to_do = serializers.BooleanField(required=False, allow_null=True, default=None, help_text="On the queue, or not.")
    overdue = serializers.BooleanField(required=False, default=False)
    due_before = Instant(required=False, help_text="Not included.")
