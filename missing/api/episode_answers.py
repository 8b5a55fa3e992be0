"""What the API answers of episodes: a line of the list, the whole, and a line of the log book."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from accounts.api.fields import Instant, Named
from missing.models import Episode, LogEntry
from people.codes import LegalStatus

IN_LISTS = [
    "reference",
    "young_person",
    "category",
    "started_at",
    "started_is_approximate",
    "missing_from",
    "missing_from_is_approximate",
    "found_at",
    "found_is_approximate",
    "returned_at",
    "returned_is_approximate",
    "ended_how",
    "ended_at",
    "clock_starts_at",
    "police_risk",
    "team",
    "social_worker",
]


OF_TODAY = "While they are not back, the one of today; once it is over, the one of when it started."


@extend_schema_serializer(component_name="EpisodeInList")
class EpisodeInList(serializers.ModelSerializer[Episode]):
    """What tells one from another, and how it stands: what is known of it is read one at a time."""

    young_person = Named("reference")
    team = Named("name", allow_null=True, source="team_to_ring", help_text=OF_TODAY)
    social_worker = Named("email", allow_null=True, source="worker_to_ring", help_text=f"Their e-mail. {OF_TODAY}")
    started_at = Instant(help_text="The later of when they left and when a responsible adult last saw them.")
    missing_from = Instant(allow_null=True, help_text="From when it counts as missing; null while it never was.")
    missing_from_is_approximate = serializers.BooleanField(source="missing_since_is_approximate", read_only=True)
    found_at = Instant(allow_null=True)
    returned_at = Instant(allow_null=True)
    ended_at = Instant(allow_null=True, read_only=True)
    clock_starts_at = Instant(allow_null=True, read_only=True, help_text="When the interview’s 72 hours begin.")

    class Meta:
        model = Episode
        fields = IN_LISTS


@extend_schema_serializer(component_name="Episode")
class EpisodeOut(EpisodeInList):
    logged_by = Named("email", allow_null=True)
    reported_to_police_at = Instant(allow_null=True)
    legal_status = serializers.ChoiceField(
        LegalStatus.choices, read_only=True, allow_blank=True, help_text="When it began, as a code of the 903 return."
    )
    recorded_at = Instant()
    voided_at = Instant(allow_null=True, help_text="When it was voided: it counts nowhere. Null while it stands.")
    merged_into = Named("reference", allow_null=True, help_text="The episode that tells of the same absence.")

    class Meta:
        model = Episode
        fields = [
            *IN_LISTS,
            "circumstances",
            "reported_by",
            "reported_to_police_at",
            "police_told_is_approximate",
            "police_reference",
            "is_out_of_area",
            "distance_miles",
            "legal_status",
            "logged_by",
            "recorded_at",
            "voided_at",
            "voided_why",
            "merged_into",
        ]


@extend_schema_serializer(component_name="LogEntry")
class LogEntryOut(serializers.ModelSerializer[LogEntry]):
    at = Instant()
    by = Named("email", allow_null=True)

    class Meta:
        model = LogEntry
        fields = ["kind", "at", "is_approximate", "text", "by"]
