"""Episodes, over the API: as docs/api.md says, by the same actions as the pages."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import AnyList, Resource, beside, checked, who
from accounts.rules import Can
from missing.actions import add_to_log, record_found, record_return, report_missing
from missing.api.episode_answers import EpisodeInList, EpisodeOut, LogEntryOut
from missing.api.episode_requests import EpisodesAsked, Found, NewEpisode, NewLogEntry, Returned
from missing.models import Episode
from people.merged_references import who_stands_for
from people.models import YoungPerson
from people.read_log import note_read


class Episodes(Resource):
    requires = Can.SEE_RECORDS
    asks = {"list": EpisodesAsked, "log": AnyList}
    serializer_class = EpisodeInList

    def get_queryset(self) -> QuerySet[Episode]:
        rows = Episode.objects.visible_to(who(self.request))
        theirs = ("young_person__team", "young_person__social_worker")
        return rows.select_related(*theirs, "team", "social_worker", "logged_by", "merged_into")

    @extend_schema(responses=EpisodeInList(many=True))
    def list(self, request: Request) -> Response:
        """Episodes, latest first. Those that were voided, or merged into another, are not listed."""
        asked = self.asked()
        rows = self.get_queryset().filter(voided_at__isnull=True)
        if asked.get("young_person"):
            rows = rows.filter(young_person__in=who_stands_for(asked["young_person"]))
        if asked["is_open"] is not None:
            rows = rows.filter(ended_at__isnull=asked["is_open"])
        wanted = {"started_at__gte": asked.get("started_from"), "started_at__lt": asked.get("started_before")}
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

        Anybody's may be logged but on a restricted record that the user may not see. Refused while one is open; sent
        with its end it is logged as over, whatever is open, and its interview falls due.
        """
        facts = checked(NewEpisode, request.data)
        findable = YoungPerson.objects.findable_by(who(request))
        person = findable.filter(pk__in=who_stands_for(facts.pop("young_person"))).first()
        if person is None:
            raise serializers.ValidationError({"young_person": "There is nobody with this reference, or not for you."})
        episode = report_missing(actor=who(request), young_person=person, **facts)
        note_read(request._request, person)
        return Response(EpisodeOut(episode).data, status=201)

    @extend_schema(request=Found, responses=EpisodeOut)
    def found(self, request: Request, episode: str) -> Response:
        """Found, and not yet back: the interview's clock does not start yet."""
        found = self._open(episode)
        facts = checked(Found, request.data)
        with beside(Found):
            record_found(actor=who(request), episode=found, **facts)
        return Response(EpisodeOut(Episode.objects.get(pk=found.pk)).data)

    @extend_schema(request=Returned, responses=EpisodeOut)
    def returned(self, request: Request, episode: str) -> Response:
        """Record how it ended; the interview falls due 72 hours after the return."""
        found = self._open(episode)
        record_return(actor=who(request), episode=found, **checked(Returned, request.data))
        return Response(EpisodeOut(Episode.objects.get(pk=found.pk)).data)

    @extend_schema(responses=LogEntryOut(many=True))
    def log(self, request: Request, episode: str) -> Response:
        """The log book, latest first, without what was written down by mistake."""
        rows = self._open(episode).log.standing().select_related("by")
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
