from __future__ import annotations

from datetime import datetime, timedelta

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce, Upper
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team, User
from missing.codes import Category, EndedHow, PoliceRisk, Source
from missing.models.episode_rows import EpisodeQuerySet
from missing.models.who_answers import WhoAnswers
from missing.rules import counted_until, turns_18_at
from missing.triggers import CLOCK_AGREES, NOT_AFTER_DEATH, NOT_BEFORE_BIRTH, same_young_person
from people.history import tracked
from people.models import Placement, YoungPerson


@tracked("ended_at", "clock_starts_at")
class Episode(WhoAnswers, models.Model):
    """One time that a young person was missing, away or late. All instants in UTC.

    `ended_at` is when they were found (missing) or came back (away, curfew); `clock_starts_at` is when the interview's
    clock starts: their return, or where they will not come back, when they were found (docs/sources.md).
    """

    reference = models.CharField(max_length=40)
    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="episodes")
    category = models.CharField("what it is", max_length=10, choices=Category)
    started_at = models.DateTimeField(
        "started", help_text="The later of when they left and when a responsible adult last saw them."
    )
    started_is_approximate = models.BooleanField("start is approximate", default=False)
    missing_from = models.DateTimeField(
        "counts as missing from",
        null=True,
        blank=True,
        help_text="From when it counts as missing; empty while it never was.",
    )
    missing_from_is_approximate = models.BooleanField(
        "time from which it counts as missing is approximate",
        default=False,
        help_text="Of one that was away or late first; of one missing from its start the start says so.",
    )
    found_at = models.DateTimeField("found", null=True, blank=True)
    found_is_approximate = models.BooleanField("time they were found is approximate", default=False)
    returned_at = models.DateTimeField("came back", null=True, blank=True)
    returned_is_approximate = models.BooleanField("time they came back is approximate", default=False)
    ended_how = models.CharField("how it ended", max_length=20, choices=EndedHow, blank=True)
    ended_at = models.GeneratedField(
        expression=Case(
            When(category=Category.MISSING, then=Coalesce("found_at", "returned_at")),
            default=Coalesce("returned_at", "found_at"),
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    clock_starts_at = models.GeneratedField(
        expression=Case(
            When(returned_at__isnull=False, then=F("returned_at")),
            When(~Q(ended_how=""), then=F("found_at")),
            default=Value(None),
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    circumstances = models.TextField("what is known", blank=True)
    reported_by = models.CharField("who told us", max_length=150, blank=True, help_text="Who told us, and their role.")
    reported_to_police_at = models.DateTimeField("police told", null=True, blank=True)
    police_told_is_approximate = models.BooleanField("time the police were told is approximate", default=False)
    police_reference = models.CharField(max_length=60, blank=True)
    police_risk = models.CharField(max_length=20, choices=PoliceRisk, default=PoliceRisk.NOT_RECORDED)
    return_note = models.TextField("note of the return", blank=True)

    together_with = models.ForeignKey(
        "self",
        verbose_name="logged together with",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The first episode of those that were logged together.",
    )

    goes_on_from = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="goes_on_as",
        help_text="The missing episode that ended when they were found and would not come back.",
    )

    # As they were when the episode started: whom to ring while it lasts says `WhoAnswers`
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="episodes")
    social_worker = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_out_of_area = models.BooleanField("out of city", null=True, blank=True)
    distance_miles = models.DecimalField("distance in miles", max_digits=5, decimal_places=1, null=True, blank=True)
    legal_status = models.CharField(max_length=2, blank=True)

    source = models.CharField("how it came to be on record", max_length=10, choices=Source, default=Source.RECORDED)
    logged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="episodes_logged")
    recorded_at = models.DateTimeField(
        "written down", help_text="When it came to be on record; bounds the start from the future."
    )
    end_recorded_at = models.DateTimeField("end written down", null=True, blank=True)
    alerts_from = models.DateTimeField(help_text="Nothing due before this raises an alert.")

    voided_at = models.DateTimeField(
        "voided", null=True, blank=True, help_text="When it was taken out of every list and figure, as logged in error."
    )
    voided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    voided_why = models.TextField("why it was voided", blank=True)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        help_text="The episode that tells of the same absence and stands; the one merged is voided.",
    )

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["young_person", "-started_at"], name="episodes_of_a_young_person"),
            models.Index(fields=["reference"], name="episode_of_reference"),
            models.Index(fields=["started_at"], name="episode_by_start"),
            models.Index(fields=["missing_from"], name="episode_by_missing_from"),
            models.Index(
                fields=["started_at"],
                name="episode_open",
                condition=Q(ended_at__isnull=True, voided_at__isnull=True),
            ),
            models.Index(
                fields=["ended_at"],
                name="episode_not_yet_back",
                condition=Q(ended_at__isnull=False, clock_starts_at__isnull=True, voided_at__isnull=True),
            ),
            models.Index(
                fields=["voided_at"],
                name="episode_voided_before_return",
                condition=Q(clock_starts_at__isnull=True, merged_into__isnull=True, voided_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(Upper("reference"), name="episode_reference_once"),
            models.UniqueConstraint(
                fields=["young_person"],
                name="one_open_episode_a_young_person",
                condition=Q(ended_at__isnull=True, voided_at__isnull=True),
                violation_error_message="They have an open episode already.",
            ),
            ExclusionConstraint(
                name="episodes_do_not_overlap",
                expressions=[
                    ("young_person", RangeOperators.EQUAL),
                    (
                        Func(
                            "started_at",
                            "ended_at",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=False),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(voided_at__isnull=True),
                deferrable=models.Deferrable.IMMEDIATE,  # asked after each statement: two may exchange their times
                violation_error_message="It overlaps with another episode of theirs.",
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="episode_has_a_reference"),
            models.CheckConstraint(
                condition=Q(found_at__isnull=True) | Q(found_at__gte=F("started_at")), name="episode_found_after_start"
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("started_at")),
                name="episode_returned_after_start",
            ),
            models.CheckConstraint(
                condition=Q(found_at__isnull=True) | Q(returned_at__isnull=True) | Q(returned_at__gte=F("found_at")),
                name="episode_returned_after_found",
            ),
            models.CheckConstraint(
                condition=Q(found_is_approximate=False) | Q(found_at__isnull=False),
                name="episode_found_about_a_time",
            ),
            models.CheckConstraint(
                condition=Q(returned_is_approximate=False) | Q(returned_at__isnull=False),
                name="episode_returned_about_a_time",
            ),
            models.CheckConstraint(
                condition=Q(police_told_is_approximate=False) | Q(reported_to_police_at__isnull=False),
                name="episode_police_told_about_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_how="") | Q(found_at__isnull=False) | Q(returned_at__isnull=False),
                name="episode_that_ended_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED) | ~Q(ended_how=EndedHow.RETURNED) | Q(returned_at__isnull=False),
                name="episode_recorded_return_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(started_at__lte=F("recorded_at")), name="episode_does_not_start_after_now"
            ),
            models.CheckConstraint(
                condition=Q(found_at__isnull=True, returned_at__isnull=True, end_recorded_at__isnull=True)
                | Q(end_recorded_at__isnull=False)
                & (Q(found_at__isnull=True) | Q(found_at__lte=F("end_recorded_at")))
                & (Q(returned_at__isnull=True) | Q(returned_at__lte=F("end_recorded_at")))
                & (Q(found_at__isnull=False) | Q(returned_at__isnull=False)),
                name="episode_does_not_end_after_now",
            ),
            models.CheckConstraint(
                condition=Q(category=Category.MISSING, missing_from__isnull=False) | ~Q(category=Category.MISSING),
                name="episode_missing_counts_from_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(missing_from__isnull=True) | Q(missing_from__gte=F("started_at")),
                name="episode_missing_from_its_start_or_later",
            ),
            models.CheckConstraint(
                condition=Q(missing_from__isnull=True)
                | Q(missing_from=F("started_at"))  # then the end is held against the start
                | Q(ended_at__isnull=True)
                | Q(missing_from__lte=F("ended_at")),
                name="episode_missing_from_its_end_or_earlier",
            ),
            models.CheckConstraint(
                condition=Q(missing_from_is_approximate=False) | Q(missing_from__isnull=False),
                name="episode_missing_from_about_a_time",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="", merged_into__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why=""),
                name="episode_voided_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="episode_merged_into_another"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="episode_not_before_birth",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("started_at", "young_person_id"),
                func=NOT_BEFORE_BIRTH,
            ),
            pgtrigger.Trigger(
                name="episode_not_after_death",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("started_at", "young_person_id"),
                func=NOT_AFTER_DEATH,
            ),
            pgtrigger.Trigger(
                name="episode_clock_agrees_with_interview",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.UpdateOf("found_at", "returned_at", "ended_how", "voided_at"),
                func=CLOCK_AGREES["episode"],
            ),
            same_young_person(
                "episode",
                pgtrigger.UpdateOf("young_person_id"),
                pgtrigger.Q(old__young_person__df=pgtrigger.F("new__young_person")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("missing:episode", args=[self.reference])

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and not self.is_void

    @property
    def is_not_yet_back(self) -> bool:
        return self.ended_at is not None and self.clock_starts_at is None and not self.is_void

    @property
    def lasted(self) -> timedelta:
        """From its start to its end, or to now while it lasts; one that was voided open, to then."""
        return (self.ended_at or self.voided_at or timezone.now()) - self.started_at

    @property
    def counted_until(self) -> datetime:
        """Until when it counts in statutory lengths: its end or their 18th birthday, whichever came first."""
        return counted_until(self.ended_at, self.young_person.date_of_birth, timezone.now())

    @property
    def counted_length(self) -> timedelta:
        """How long it lasted as figures count it: of who turned 18 in it to the birthday, of anybody else `lasted`."""
        return self.counted_until - self.started_at if self.turned_18_in_it else self.lasted

    @property
    def turned_18_in_it(self) -> bool:
        """Whether they turned 18 after it started and before it ended."""
        turned = turns_18_at(self.young_person.date_of_birth)
        return self.started_at < turned <= (self.ended_at or timezone.now())

    @property
    def missing_since_is_approximate(self) -> bool:
        """Of `missing_from`."""
        is_from_the_start = self.missing_from == self.started_at
        return self.started_is_approximate if is_from_the_start else self.missing_from_is_approximate

    @property
    def state_since(self) -> datetime:
        """Since when they are, or were, what the category says: of who was away first, from when they were missing."""
        return self.missing_from if self.category == Category.MISSING and self.missing_from else self.started_at

    @property
    def state_since_is_approximate(self) -> bool:
        return self.missing_since_is_approximate if self.category == Category.MISSING else self.started_is_approximate

    @property
    def state_lasted(self) -> timedelta:
        return self.lasted - (self.state_since - self.started_at)

    @property
    def end_is_approximate(self) -> bool:
        """Of `ended_at`."""
        return self.found_is_approximate if self.ended_at == self.found_at else self.returned_is_approximate

    @property
    def clock_is_approximate(self) -> bool:
        """Of `clock_starts_at`."""
        return self.returned_is_approximate if self.returned_at else self.found_is_approximate

    @property
    def police_told_after(self) -> timedelta | None:
        return self.reported_to_police_at - self.started_at if self.reported_to_police_at else None
