from __future__ import annotations

from datetime import date, datetime

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.day_ranges import BothDaysIncluded
from accounts.models.user import User, covers_on
from accounts.office_hours import on_call_week
from accounts.rules import MAY_BE_ON_CALL


class CoverQuerySet(models.QuerySet["Cover"]):
    def today(self) -> CoverQuerySet:
        return self.on(timezone.localdate())

    def on(self, day: date) -> CoverQuerySet:
        """Running on that London day."""
        return self.filter(covers_on(day))

    def not_over(self) -> CoverQuerySet:
        """Running or to come."""
        return self.filter(last_on__gte=timezone.localdate(), ended_at__isnull=True)

    def absences(self) -> CoverQuerySet:
        """Those whose absent one is away in its days as far as anybody has said: covered, or by nobody any more."""
        return self.filter(Q(ended_at__isnull=True) | Q(is_uncovered=True))

    def within(self, first_on: date, last_on: date) -> CoverQuerySet:
        """Those with one of these London days, both included, among theirs."""
        return self.filter(first_on__lte=last_on, last_on__gte=first_on)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Cover(models.Model):
    """That a colleague stands in for somebody who is away, from the first to the last London day, both included.

    While it runs, the cover sees the young people allocated to the absent one, those whom they review, of a manager
    those of their teams, and the interviews given to them; and is told what the absent one is told (docs/roles.md).
    Where the cover is away too, so does who covers for them.
    """

    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covered_by")
    cover = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covering")
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_uncovered = models.BooleanField(
        default=False, help_text="It ended because who covered has left: who is away is so still, with nobody to cover."
    )

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        indexes = [models.Index(fields=["absent", "last_on"], name="covers_of_the_absent")]
        constraints = [
            models.CheckConstraint(condition=~Q(absent=models.F("cover")), name="nobody_covers_for_themselves"),
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="cover_ends_on_or_after_its_first_day"
            ),
            models.CheckConstraint(
                condition=Q(is_uncovered=False) | Q(ended_at__isnull=False), name="cover_that_runs_is_not_uncovered"
            ),
            ExclusionConstraint(
                name="the_same_cover_once_at_a_time",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    ("cover", RangeOperators.EQUAL),
                    (BothDaysIncluded("first_on", "last_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cover} for {self.absent}, {self.first_on:%-d %b} to {self.last_on:%-d %b}"


class OnCallWeekQuerySet(models.QuerySet["OnCallWeek"]):
    def now(self) -> OnCallWeekQuerySet:
        """That of the present instant."""
        return self.at(timezone.now())

    def held(self) -> OnCallWeekQuerySet:
        """Those whose manager is a manager here still."""
        manager = User.objects.active().filter(pk=OuterRef("manager"), groups__name__in=MAY_BE_ON_CALL)
        return self.filter(Exists(manager))

    def at(self, instant: datetime) -> OnCallWeekQuerySet:
        """That of the instant: one, or none where nobody is down for it who is a manager here still."""
        return self.held().filter(week=on_call_week(instant))

    def not_over(self, at: datetime) -> OnCallWeekQuerySet:
        """That of the instant and those to come, with their managers."""
        managers = Prefetch("manager", User.objects.with_access())
        return self.filter(week__gte=on_call_week(at)).prefetch_related(managers)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OnCallWeek(models.Model):
    """Who is the on-call manager from Monday 09:00 to the next Monday 09:00, London time (accounts/office_hours.py).

    Outside office hours they are told of missing and harm at once, and for their week they see what duty sees; so is
    and does who covers for them.
    """

    week = models.DateField(unique=True, help_text="The Monday on which it begins.")
    manager = models.ForeignKey(User, on_delete=models.CASCADE, related_name="on_call_weeks")

    objects = OnCallWeekQuerySet.as_manager()

    class Meta:
        ordering = ["week"]
        constraints = [
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="on_call_week_begins_on_a_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.manager}, week of {self.week:%-d %b %Y}"

    @property
    def why_vacant(self) -> str:
        """Why nobody is on call although somebody is down for it, in words; nothing where they are."""
        if not self.manager.is_here:
            return "has left"
        return "is not a manager any more" if self.manager.held_roles.isdisjoint(MAY_BE_ON_CALL) else ""
