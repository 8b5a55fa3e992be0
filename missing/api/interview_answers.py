"""What the API answers of return home interviews: a line of the list, and the whole without what was said."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from accounts.api.fields import Instant, Named
from missing.codes import ContactMethod
from missing.models import AskedParents, ContactAttempt, InterviewBooking, InterviewOffer, ReturnInterview
from missing.models import SocialWorkContact as Contact

IN_LISTS = [
    "episode",
    "young_person",
    "clock_starts_at",
    "due_at",
    "route",
    "assigned_to",
    "booked_for",
    "offered_at",
    "outcome",
    "outcome_at",
    "contact_due_on",
    "contact_on",
]


@extend_schema_serializer(component_name="Offer")
class OfferOut(serializers.ModelSerializer[InterviewOffer]):
    offered_at = Instant()
    by = Named("email")

    class Meta:
        model = InterviewOffer
        fields = ["offered_at", "method", "response", "note", "by"]


@extend_schema_serializer(component_name="Attempt")
class AttemptOut(serializers.ModelSerializer[ContactAttempt]):
    attempted_at = Instant()
    by = Named("email")

    class Meta:
        model = ContactAttempt
        fields = ["attempted_at", "method", "result", "note", "by"]


@extend_schema_serializer(component_name="Booking")
class BookingOut(serializers.ModelSerializer[InterviewBooking]):
    """A time that was agreed; `booked` is the state of the one that stands."""

    meets_at = Instant()
    booked_at = Instant()
    booked_by = Named("email")

    class Meta:
        model = InterviewBooking
        fields = ["meets_at", "method", "place", "interpreter", "state", "why", "booked_at", "booked_by"]


@extend_schema_serializer(component_name="ParentsAsked")
class ParentsAskedOut(serializers.ModelSerializer[AskedParents]):
    """Whether parents or carers were asked after a decline, and whom; what they said is read on its page."""

    recorded_at = Instant()
    by = Named("email")

    class Meta:
        model = AskedParents
        fields = ["asked", "whom", "why_not", "by", "recorded_at"]


@extend_schema_serializer(component_name="InterviewInList")
class InterviewInList(serializers.ModelSerializer[ReturnInterview]):
    """What tells one from another, and how it stands: what happened with it is read one at a time."""

    episode = Named("reference")
    young_person = serializers.CharField(source="episode.young_person.reference", read_only=True)
    clock_starts_at = Instant(allow_null=True)
    due_at = Instant(allow_null=True, help_text="72 elapsed hours after the clock starts; that instant is in time.")
    assigned_to = Named("email", allow_null=True)
    booked_for = Instant(allow_null=True, read_only=True, help_text="The time that is booked now.")
    offered_at = Instant(allow_null=True, help_text="The first offer.")
    outcome_at = Instant(allow_null=True)
    contact_on = serializers.DateField(source="contact.contact_on", read_only=True, default=None, allow_null=True)

    class Meta:
        model = ReturnInterview
        fields = IN_LISTS


@extend_schema_serializer(component_name="Interview")
class InterviewOut(InterviewInList):
    """Without what was said: that is read on its page."""

    interviewer = serializers.CharField(source="interviewer_shown", read_only=True)
    covered_by = serializers.CharField(
        source="covered_by.episode.reference", read_only=True, default=None, allow_null=True
    )
    covers = serializers.SerializerMethodField(help_text="The episodes whose interviews this conversation settled too.")
    contact_method = serializers.ChoiceField(
        ContactMethod.choices, source="contact.method", read_only=True, default=None, allow_null=True
    )
    offers = OfferOut(many=True, read_only=True)
    attempts = AttemptOut(many=True, read_only=True)
    bookings = BookingOut(many=True, read_only=True)
    parents_asked = ParentsAskedOut(many=True, read_only=True)

    class Meta:
        model = ReturnInterview
        fields = [
            *IN_LISTS,
            "method",
            "interviewer",
            "independence",
            "reason",
            "told_by",
            "covered_by",
            "covers",
            "contact_method",
            "offers",
            "attempts",
            "bookings",
            "parents_asked",
        ]

    def get_covers(self, interview: ReturnInterview) -> list[str]:
        return [covered.episode.reference for covered in interview.covers.all()]


@extend_schema_serializer(component_name="Contact")
class ContactOut(serializers.ModelSerializer[Contact]):
    by = Named("email")
    settles = serializers.SerializerMethodField(help_text="The episodes after whose interviews no contact is due now.")
    not_enough_because = serializers.CharField(
        read_only=True, allow_null=True, help_text="Why the contact is still due; null where it is enough."
    )

    class Meta:
        model = Contact
        fields = ["contact_on", "method", "note", "by", "settles", "not_enough_because"]

    def get_settles(self, contact: Contact) -> list[str]:
        return [one.episode.reference for one in contact.interviews.select_related("episode").order_by("pk")]
