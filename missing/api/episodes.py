from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import Instant, Named
from accounts.api.views import Resource, checked, who
from accounts.rules import Can
from missing.actions import add_to_log, record_found, record_return, report_missing
from missing.codes import WRITTEN_BY_ACTIONS, Category, EndedHow, LogKind, PoliceRisk
from missing.models import Episode, LogEntry
from people.models import YoungPerson
from people.read_log import note_read


@extend_schema_serializer(component_name="Episode")
class EpisodeOut(serializers.ModelSerializer[Episode]):
    young_person = Named("reference")
    team = Named("name", allow_null=True)
    social_worker = Named("email", allow_null=True, help_text="Their e-mail.")
    logged_by = Named("email", allow_null=True)
    started_at = Instant(help_text="The later of when they left and when a responsible adult last saw them.")
    missing_from = Instant(allow_null=True, help_text="From when it counts as missing; null while it never was.")
    found_at = Instant(allow_null=True)
    returned_at = Instant(allow_null=True)
    ended_at = Instant(allow_null=True, read_only=True)
    clock_starts_at = Instant(allow_null=True, read_only=True, help_text="When the interview’s 72 hours begin.")
    reported_to_police_at = Instant(allow_null=True)
    recorded_at = Instant()
    voided_at = Instant(allow_null=True, help_text="When it was voided: it counts nowhere. Null while it stands.")
    merged_into = Named("reference", allow_null=True, help_text="The episode that tells of the same absence.")

    class Meta:
        model = Episode
        fields = [
            "reference",
            "young_person",
            "category",
            "started_at",
            "started_is_approximate",
            "missing_from",
            "found_at",
            "returned_at",
            "ended_how",
            "ended_at",
            "clock_starts_at",
            "circumstances",
            "reported_by",
            "reported_to_police_at",
            "police_reference",
            "police_risk",
            "team",
            "social_worker",
            "is_out_of_area",
            "distance_miles",
            "legal_status",
            "logged_by",
            "recorded_at",
            "voided_at",
            "voided_why",
            "merged_into",
        ]


class NewEpisode(serializers.Serializer[Any]):
    young_person = serializers.CharField(max_length=40, help_text="Their reference.")
    category = serializers.ChoiceField(Category.choices)
    started_at = Instant(help_text="The later of when they left and when a responsible adult last saw them.")
    started_is_approximate = serializers.BooleanField(default=False)
    reported_by = serializers.CharField(max_length=150, required=False, allow_blank=True)
    circumstances = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    reported_to_police_at = Instant(required=False, allow_null=True)
    police_reference = serializers.CharField(max_length=60, required=False, allow_blank=True)
    police_risk = serializers.ChoiceField(PoliceRisk.choices, default=PoliceRisk.NOT_RECORDED)


class Found(serializers.Serializer[Any]):
    found_at = Instant()
    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class Returned(serializers.Serializer[Any]):
    """Whoever came back needs `returned_at`; whoever will not come back needs `found_at`.

    A missed curfew needs a `note`, and so does an ending by another way (`other`).
    """

    ended_how = serializers.ChoiceField(EndedHow.choices, default=EndedHow.RETURNED)
    returned_at = Instant(required=False, allow_null=True)
    found_at = Instant(required=False, allow_null=True)
    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)


@extend_schema_serializer(component_name="LogEntry")
class LogEntryOut(serializers.ModelSerializer[LogEntry]):
    at = Instant()
    by = Named("email", allow_null=True)

    class Meta:
        model = LogEntry
        fields = ["kind", "at", "text", "by"]


class NewLogEntry(serializers.Serializer[Any]):
    kind = serializers.ChoiceField([(k, k.label) for k in LogKind if k not in WRITTEN_BY_ACTIONS], default=LogKind.NOTE)
    text = serializers.CharField(max_length=4000)
    happened_at = Instant(required=False, allow_null=True, help_text="When, if not now.")


class Asked(serializers.Serializer[Any]):
    young_person = serializers.CharField(required=False, max_length=40, help_text="Their reference.")
    is_open = serializers.BooleanField(required=False, allow_null=True, default=None)
    started_from = Instant(required=False, help_text="Included.")
    started_before = Instant(required=False, help_text="Not included.")


class Episodes(Resource):
    requires = Can.SEE_RECORDS
    serializer_class = EpisodeOut

    def get_queryset(self) -> QuerySet[Episode]:
        rows = Episode.objects.visible_to(who(self.request))
        return rows.select_related("young_person", "team", "social_worker", "logged_by", "merged_into")

    @extend_schema(parameters=[Asked], responses=EpisodeOut(many=True))
    def list(self, request: Request) -> Response:
        """Episodes, latest first. Those that were voided, or merged into another, are not listed."""
        asked = checked(Asked, request.query_params)
        rows = self.get_queryset().filter(voided_at__isnull=True)
        if asked["is_open"] is not None:
            rows = rows.filter(ended_at__isnull=asked["is_open"])
        wanted = {
            "young_person__reference": asked.get("young_person"),
            "started_at__gte": asked.get("started_from"),
            "started_at__lt": asked.get("started_before"),
        }
        rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
        self.paginator.ordering = ("-started_at", "-pk")  # type: ignore[union-attr]
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(responses=EpisodeOut)
    def retrieve(self, request: Request, episode: str) -> Response:
        """One episode. That the young person's record was read is written down, as on a page."""
        return Response(EpisodeOut(self._open(episode)).data)

    @extend_schema(request=NewEpisode, responses={201: EpisodeOut})
    def create(self, request: Request) -> Response:
        """Log that a young person is missing, away or late.

        Anybody's may be logged but on a restricted record that the user may not see. Refused while one is open.
        """
        facts = checked(NewEpisode, request.data)
        findable = YoungPerson.objects.findable_by(who(request))
        person = findable.filter(reference=facts.pop("young_person")).first()
        if person is None:
            raise serializers.ValidationError({"young_person": "There is nobody with this reference, or not for you."})
        episode = report_missing(actor=who(request), young_person=person, **facts)
        return Response(EpisodeOut(episode).data, status=201)

    @extend_schema(request=Found, responses=EpisodeOut)
    def found(self, request: Request, episode: str) -> Response:
        """Found, and not yet back: the interview's clock does not start yet."""
        found = self._open(episode)
        return Response(
            EpisodeOut(record_found(actor=who(request), episode=found, **checked(Found, request.data))).data
        )

    @extend_schema(request=Returned, responses=EpisodeOut)
    def returned(self, request: Request, episode: str) -> Response:
        """Record how it ended; the interview falls due 72 hours after the return."""
        found = self._open(episode)
        record_return(actor=who(request), episode=found, **checked(Returned, request.data))
        return Response(EpisodeOut(Episode.objects.get(pk=found.pk)).data)

    @extend_schema(responses=LogEntryOut(many=True))
    def log(self, request: Request, episode: str) -> Response:
        """The log book, latest first."""
        rows = self._open(episode).log.select_related("by")
        self.paginator.ordering = ("-at", "-pk")  # type: ignore[union-attr]
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(LogEntryOut(page, many=True).data)

    @extend_schema(request=NewLogEntry, responses={201: LogEntryOut})
    def add_to_log(self, request: Request, episode: str) -> Response:
        """Write a line into the log book."""
        found = self._open(episode)
        line = add_to_log(actor=who(request), episode=found, **checked(NewLogEntry, request.data))
        return Response(LogEntryOut(line).data, status=201)

    def _open(self, reference: str) -> Episode:
        episode = get_object_or_404(self.get_queryset(), reference=reference)
        note_read(self.request._request, episode.young_person)
        return episode
