"""Who and what is around a young person: people, court orders, other names, support."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from people.around_codes import MayBeTold, NameKind, OrderKind, Relation
from people.history import tracked
from people.models.may_open import MayOpen
from people.models.young_person import YoungPerson
from people.sounds import sounds_of
from people.triggers import ORDER_IS_ABOUT_SOMEBODY_OF_THEIRS


class AroundQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AroundQuerySet:
        """Those of the records that the user may open."""
        return self.filter(MayOpen(user, "young_person"))

    def current(self, day: date | None = None) -> AroundQuerySet:
        """Not ended before that London day (default: today)."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day or timezone.localdate()))


class AroundThem(models.Model):
    """What they have in common: `changed_at` is when somebody last wrote it here, for the page for the police."""

    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AroundQuerySet.as_manager()

    class Meta:
        abstract = True


@tracked("recorded_at", "changed_at")
class PersonAround(AroundThem):
    """Somebody in a young person's life, and how far they may be told about them.

    `may_be_told_until` is when the limit is to be looked at again: it goes on until somebody says otherwise.
    """

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="people_around")
    name = models.CharField(max_length=150)
    relation = models.CharField(max_length=20, choices=Relation)
    has_parental_responsibility = models.BooleanField(null=True, blank=True, verbose_name="parental responsibility")
    phone = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=250, blank=True, help_text="Where they may be found.")
    may_be_told = models.CharField(max_length=20, choices=MayBeTold)
    may_be_told_why = models.CharField(max_length=500, blank=True, verbose_name="why")
    may_be_told_until = models.DateField(null=True, blank=True, verbose_name="until")
    note = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="The last day that they were around.")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "person around them"
        verbose_name_plural = "people around them"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_around_has_a_name"),
            models.CheckConstraint(
                condition=Q(may_be_told__in=[MayBeTold.NOT_THE_ADDRESS, MayBeTold.NO]) & ~Q(may_be_told_why="")
                | Q(may_be_told=MayBeTold.YES, may_be_told_until__isnull=True),
                name="limit_on_telling_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(may_be_told=MayBeTold.YES), name="limit_on_telling_is_not_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_relation_display().lower()}"

    @property
    def is_limited(self) -> bool:
        return self.may_be_told != MayBeTold.YES


@tracked("recorded_at", "changed_at")
class CourtOrder(AroundThem):
    """An order or a notice of the police: what it forbids whom, and when. Both days are included.

    It is about somebody around them, somebody written by name alone, or, with neither, about the young person.
    """

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="court_orders")
    kind = models.CharField(max_length=20, choices=OrderKind)
    about = models.ForeignKey(
        PersonAround, null=True, blank=True, on_delete=models.PROTECT, related_name="court_orders"
    )
    about_name = models.CharField(max_length=150, blank=True, verbose_name="about")
    forbids = models.TextField(verbose_name="what it says")
    made_by = models.CharField(max_length=150, blank=True, verbose_name="court and number")
    started_on = models.DateField(verbose_name="from")
    ended_on = models.DateField(null=True, blank=True, verbose_name="until")

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(forbids=""), name="court_order_says_what_it_forbids"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="court_order_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True) | Q(about_name=""), name="court_order_is_about_one_person"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="court_order_about_theirs",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("about_id", "young_person_id"),
                func=ORDER_IS_ABOUT_SOMEBODY_OF_THEIRS,
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked("recorded_at", "changed_at", "search_text", "sounds")
class OtherName(AroundThem):
    """Another name than that of the record; one of them may be the name in use."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="other_names")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=NameKind)
    is_in_use = models.BooleanField(default=False, verbose_name="the name they use")
    started_on = models.DateField(null=True, blank=True, verbose_name="from")
    ended_on = models.DateField(null=True, blank=True, verbose_name="until")
    search_text = models.GeneratedField(
        expression=Lower(F("name")), output_field=models.CharField(max_length=200), db_persist=True
    )
    sounds = sounds_of(Lower(F("name")))

    class Meta:
        ordering = ["-is_in_use", "name", "pk"]
        indexes = [
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="other_name_by_name"),
            GinIndex(fields=["sounds"], name="other_name_by_sound"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="other_name_is_a_name"),
            models.UniqueConstraint(fields=["young_person", "name", "kind"], name="other_name_once"),
            models.UniqueConstraint(fields=["young_person"], condition=Q(is_in_use=True), name="one_name_is_in_use"),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="other_name_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(is_in_use=False) | Q(ended_on__isnull=True), name="name_in_use_has_not_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display().lower()}"


@tracked("recorded_at", "changed_at")
class SupportInPlace(AroundThem):
    """What an agency does for them: by whom, since when, and how it goes."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="support")
    agency = models.CharField(max_length=150)
    worker = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=250, blank=True, verbose_name="what for")
    how_it_goes = models.TextField(blank=True)
    started_on = models.DateField(verbose_name="from")
    ended_on = models.DateField(null=True, blank=True, verbose_name="until")

    class Meta:
        ordering = ["-started_on", "-pk"]
        verbose_name_plural = "support in place"
        constraints = [
            models.CheckConstraint(condition=~Q(agency=""), name="support_has_an_agency"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="support_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.worker}" if self.worker else self.agency
