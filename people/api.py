"""Young people, over the API: as `docs/api.md` says, with the keys of the case file (docs/formats.md)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import ActionRefused, require
from accounts.api.fields import Named
from accounts.api.versions import ETAG, IF_MATCH, ChangedMeanwhile, etag_of, version_read
from accounts.api.views import AnyList, Resource, checked, who
from accounts.models import Team, User
from accounts.rules import Can
from people import codes
from people.actions import StaleRecord, add_young_person, change_details
from people.around_codes import BirthdayIs
from people.history import version_of
from people.merged_references import find_record
from people.models import YoungPerson
from people.read_log import note_read
from people.search import lookalikes

HOW_SURE = "How sure the date of birth is; empty is known."
MOST_FOUND = 200
MERGED = OpenApiResponse(description="The record was merged: the address of the one that stands, if it is the user’s.")


@extend_schema_serializer(component_name="YoungPersonInList")
class YoungPersonInList(serializers.ModelSerializer[YoungPerson]):
    """Enough to know them by; who needs the record opens it, and that is written down."""

    age = serializers.IntegerField(read_only=True)
    birthday_is = serializers.ChoiceField(BirthdayIs.choices, read_only=True, allow_blank=True, help_text=HOW_SURE)
    team = Named("name", allow_null=True)
    social_worker = Named("email", allow_null=True, help_text="Their e-mail.")
    restricted = serializers.BooleanField(source="is_restricted", read_only=True)

    class Meta:
        model = YoungPerson
        fields = [
            "reference",
            "first_name",
            "last_name",
            "age",
            "birthday_is",
            "team",
            "social_worker",
            "kind_of_record",
            "restricted",
        ]


@extend_schema_serializer(component_name="YoungPerson")
class YoungPersonOut(serializers.ModelSerializer[YoungPerson]):
    birthday_is = serializers.ChoiceField(BirthdayIs.choices, read_only=True, allow_blank=True, help_text=HOW_SURE)
    team = Named("name", allow_null=True)
    social_worker = Named("email", allow_null=True, help_text="Their e-mail.")
    restricted = serializers.BooleanField(source="is_restricted", read_only=True)

    class Meta:
        model = YoungPerson
        fields = [
            "reference",
            "first_name",
            "last_name",
            "date_of_birth",
            "birthday_is",
            "birthday_note",
            "sex",
            "ethnicity",
            "team",
            "social_worker",
            "home_postcode",
            "kind_of_record",
            "responsible_authority",
            "restricted",
        ]


class Details(serializers.Serializer[Any]):
    """What may be changed about the young person themselves; what is left out stays."""

    first_name = serializers.CharField(max_length=100, required=False)
    last_name = serializers.CharField(max_length=100, required=False)
    date_of_birth = serializers.DateField(
        required=False, help_text="Of one that is not known, the latest day that it can be, with `birthday_is`."
    )
    birthday_is = serializers.ChoiceField(
        BirthdayIs.choices, required=False, allow_blank=True, help_text=f"{HOW_SURE} Left out, it stays as it was."
    )
    birthday_note = serializers.CharField(
        max_length=250, required=False, allow_blank=True, help_text="Why it is not certain; with `birthday_is` alone."
    )
    sex = serializers.ChoiceField(codes.Sex.choices, required=False, allow_blank=True)
    ethnicity = serializers.ChoiceField(codes.Ethnicity.choices, required=False, allow_blank=True)
    home_postcode = serializers.CharField(max_length=10, required=False, allow_blank=True)
    kind_of_record = serializers.ChoiceField(
        codes.KindOfRecord.choices, required=False, help_text="Left out, it follows `responsible_authority`."
    )
    responsible_authority = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text="Empty when it is ours."
    )


class NewYoungPerson(Details):
    """Names, birthday and team are needed; without a reference they are given one of ours."""

    first_name = serializers.CharField(max_length=100)
    last_name = serializers.CharField(max_length=100)
    date_of_birth = serializers.DateField()
    reference = serializers.CharField(max_length=40, required=False)
    team = serializers.CharField(max_length=100, help_text="The name of a team that is here.")
    is_somebody_else = serializers.BooleanField(
        required=False, default=False, help_text="Whoever is on record alike was looked at, and is another."
    )

    def validate_team(self, name: str) -> Team:
        team = Team.objects.filter(name=name).first()
        if team is None:
            raise serializers.ValidationError("There is no team of this name.")
        return team


class Asked(AnyList):
    q = serializers.CharField(
        required=False, max_length=100, help_text="A name, misspelt or not, a reference or a date of birth."
    )


class YoungPeople(Resource):
    requires = Can.SEE_RECORDS
    asks = {"list": Asked}
    serializer_class = YoungPersonInList

    def get_queryset(self) -> QuerySet[YoungPerson]:
        return YoungPerson.objects.visible_to(who(self.request)).select_related("team", "social_worker")

    @extend_schema(responses=YoungPersonInList(many=True))
    def list(self, request: Request) -> Response:
        """The young people whose record the user may open, by name; the record itself is opened one at a time."""
        asked = self.asked()
        rows = self.get_queryset()
        if asked.get("q"):
            alike = YoungPerson.objects.visible_to(who(request)).matching(asked["q"])[:MOST_FOUND]
            rows = rows.filter(pk__in=[person.pk for person in alike])
        self.paginator.ordering = "pk"  # type: ignore[union-attr]
        page = self.paginate_queryset(rows.order_by("pk"))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(parameters=[ETAG], responses={200: YoungPersonOut, 302: MERGED})
    def retrieve(self, request: Request, reference: str) -> Response:
        """One young person. That they were read is written down, as on a page.

        The reference of a record that was merged leads (302) to the one that stands, for who may open that one.
        """
        return _shown(self._open(reference))

    @extend_schema(parameters=[ETAG], request=NewYoungPerson, responses={201: YoungPersonOut})
    def create(self, request: Request) -> Response:
        """Put a young person on record.

        Refused (409) where somebody alike is on record, until it is sent with `is_somebody_else`.
        """
        user, facts = who(request), checked(NewYoungPerson, request.data)
        require(user, Can.ADD_YOUNG_PEOPLE)
        if not facts.pop("is_somebody_else"):
            refuse_a_double(user, facts)
        person = add_young_person(actor=user, **facts)
        return _shown(person, 201)

    @extend_schema(parameters=[IF_MATCH, ETAG], request=Details, responses=YoungPersonOut)
    def partial_update(self, request: Request, reference: str) -> Response:
        """Change what is on record about the young person themselves.

        With `If-Match`, only where nobody has changed it since it was read.
        """
        person, facts = self._open(reference), checked(Details, request.data)
        read = version_read(request, version_of(person))
        try:
            return _shown(change_details(actor=who(request), young_person=person, version=read, **facts))
        except StaleRecord as stale:
            raise ChangedMeanwhile(_what_changed(stale)) from stale

    def _open(self, reference: str) -> YoungPerson:
        person = find_record(self.request._request, self.get_queryset(), reference)
        note_read(self.request._request, person)
        return person


def _shown(person: YoungPerson, status: int = 200) -> Response:
    """As it is on record, at that version or already a later one: what is read after it is never older."""
    version = version_of(person)
    shown = YoungPerson.objects.select_related("team", "social_worker").get(pk=person.pk)
    return Response(YoungPersonOut(shown).data, status=status, headers=etag_of(version))


def _what_changed(stale: StaleRecord) -> str:
    changed = dict.fromkeys(label.lower() for change in stale.changes for label, _, _ in change.fields)
    what = f": {', '.join(changed)}" if changed else ""
    return f"This was changed since you read it{what}. Nothing of yours is saved. Read it again."


def refuse_a_double(user: User, facts: Mapping[str, Any]) -> None:
    """Ask, as the page does, before somebody like one on record is added; a hidden record is told of as there.

    Raises ActionRefused with the references that the user may learn of, or whom to ring.
    """
    alike = lookalikes(user, **{name: facts[name] for name in ("first_name", "last_name", "date_of_birth")})
    words = []
    if alike.people:
        others = ", and others" if alike.there_are_more else ""
        words.append(f"On record already, and alike: {', '.join(one.reference for one in alike.people)}{others}.")
    if alike.ask:
        words.append(f"A restricted record may match. Ask {alike.ask}.")
    if words:
        words.append("If this is somebody else, send is_somebody_else.")
        raise ActionRefused(" ".join(words), field="is_somebody_else")
