from __future__ import annotations

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people import codes
from people.history import tracked
from people.models.young_person import YoungPerson
from people.postcodes import authority_name, bare_names_but
from people.rules import is_far_out_of_area, names_our_council
from people.triggers import FOLLOWS_CARE


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> DatedQuerySet:
        """Running on that day, its first and last day included."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), started_on__lte=day)


class Dated(models.Model):
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


@tracked()
class CarePeriod(Dated):
    """A time of being looked after, from its first to its last day."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="care_periods")
    legal_status = models.CharField(max_length=2, choices=codes.LegalStatus, blank=True)
    category_of_need = models.CharField(max_length=2, choices=codes.CategoryOfNeed, blank=True)

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "started_on"],
                name="care_period_once_a_day",
                violation_error_message="A care period that starts on that day is on record already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="care_period_ends_after_it_starts",
                violation_error_message="The end cannot be before the start.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="kind_of_record_follows_care",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=FOLLOWS_CARE,
            )
        ]

    def __str__(self) -> str:
        return f"In care from {self.started_on:%-d %B %Y}"


@tracked()
class Placement(Dated):
    """Where a young person lives or lived. Authority and distance are worked out once, when it is saved."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="placements")
    placement_type = models.CharField(max_length=3, choices=codes.PlacementType)
    provider = models.CharField(max_length=3, choices=codes.PlacementProvider, blank=True)
    provider_name = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    local_authority = models.CharField(max_length=100, blank=True)
    distance_miles = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    is_out_of_area = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["-started_on"]
        indexes = [models.Index(fields=["postcode"], name="placement_by_postcode", condition=~Q(postcode=""))]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "started_on"],
                name="placement_once_a_day",
                violation_error_message="A placement that starts on that day is on record already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_it_starts",
                violation_error_message="The end cannot be before the start.",
            ),
            models.CheckConstraint(
                condition=Q(distance_miles__isnull=True) | Q(distance_miles__gte=0),
                name="placement_is_not_nearer_than_near",
            ),
        ]

    def __str__(self) -> str:
        return self.get_placement_type_display()

    @property
    def authority(self) -> str:
        return authority_name(self.local_authority)

    @property
    def is_far(self) -> bool:
        return is_far_out_of_area(self.is_out_of_area, self.distance_miles)


def is_outside(local_authority: str) -> bool | None:
    """Whether that authority (ONS code or name) is another than ours; None when it is not known.

    Our name counts in other spellings too, “City of …” and “… Council”, where no other council is meant by them.
    """
    if not local_authority:
        return None
    code = settings.AUTHORITY_DISTRICT_CODE
    ours = (code, authority_name(code), settings.AUTHORITY_NAME)
    return not names_our_council(local_authority, ours, bare_names_but(code))
