"""What is sent to the API about episodes. Any time may be approximate: the flag beside it says so."""

from dataclasses import fields
from typing import Any

from rest_framework import serializers

from accounts.api.fields import Instant
from accounts.api.views import AnyList
from missing.actions.afterwards import ENDS_WITH_MORE, Ended
from missing.codes import WRITTEN_BY_ACTIONS, Category, EndedHow, LogKind, PoliceRisk


class NewEpisode(serializers.Serializer[Any]):
    """One that is over has `returned_at` or `found_at`: it may be logged while a later one is on record, or open."""

    young_person = serializers.CharField(max_length=40, help_text="Their reference.")
    category = serializers.ChoiceField(Category.choices)
    started_at = Instant(help_text="The later of when they left and when a responsible adult last saw them.")
    started_is_approximate = serializers.BooleanField(default=False)
    reported_by = serializers.CharField(max_length=150, required=False, allow_blank=True)
    circumstances = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    reported_to_police_at = Instant(required=False, allow_null=True)
    police_told_is_approximate = serializers.BooleanField(default=False, help_text="Of `reported_to_police_at`.")
    police_reference = serializers.CharField(max_length=60, required=False, allow_blank=True)
    police_risk = serializers.ChoiceField(PoliceRisk.choices, default=PoliceRisk.NOT_RECORDED)
    ended_how = serializers.ChoiceField(
        [(how, how.label) for how in EndedHow if how not in ENDS_WITH_MORE],
        required=False,
        allow_blank=True,
        help_text="Of one that is over; empty with `returned_at` is `returned`, with `found_at` alone not yet back.",
    )
    returned_at = Instant(required=False, allow_null=True, help_text="Of one that is over. It is logged as ended.")
    returned_is_approximate = serializers.BooleanField(default=False)
    found_at = Instant(required=False, allow_null=True, help_text="Of one that is over.")
    found_is_approximate = serializers.BooleanField(default=False)
    note = serializers.CharField(
        max_length=4000, required=False, allow_blank=True, help_text="How it ended: of a missed curfew, and of `other`."
    )

    def validate(self, facts: dict[str, Any]) -> dict[str, Any]:
        """What was sent of its end, as one: `ended` of `report_missing`."""
        end = {name: facts.pop(name) for name in [field.name for field in fields(Ended)] if name in facts}
        is_over = any(value for name, value in end.items() if not name.endswith("_is_approximate"))
        return facts | {"ended": Ended(**end) if is_over else None}


class Found(serializers.Serializer[Any]):
    found_at = Instant()
    found_is_approximate = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class Returned(serializers.Serializer[Any]):
    """Whoever came back needs `returned_at`; whoever will not come back needs `found_at`.

    A missed curfew needs a `note`, and so does an ending by another way (`other`).
    `died` is for who may open the record.
    """

    ended_how = serializers.ChoiceField(EndedHow.choices, default=EndedHow.RETURNED)
    returned_at = Instant(required=False, allow_null=True)
    returned_is_approximate = serializers.BooleanField(default=False)
    found_at = Instant(required=False, allow_null=True)
    found_is_approximate = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class NewLogEntry(serializers.Serializer[Any]):
    kind = serializers.ChoiceField([(k, k.label) for k in LogKind if k not in WRITTEN_BY_ACTIONS], default=LogKind.NOTE)
    text = serializers.CharField(max_length=4000)
    at = Instant(source="happened_at", required=False, allow_null=True, help_text="When, if not now.")
    is_approximate = serializers.BooleanField(default=False, help_text="Of `at`.")


class EpisodesAsked(AnyList):
    young_person = serializers.CharField(required=False, max_length=40, help_text="Their reference.")
    is_open = serializers.BooleanField(required=False, allow_null=True, default=None)
    started_from = Instant(required=False, help_text="Included.")
    started_before = Instant(required=False, help_text="Not included.")
