from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Greatest, Lower, Upper
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team, User
from accounts.rules import Can, Role
from people import codes
from people.around_codes import BirthdayIs
from people.history import tracked
from people.likeness import each_word_like, likeness_of_name
from people.models.access import AccessGrant
from people.rules import FIRST_BIRTHDAY, age_on
from people.sounds import sounds_of

SEES_RESTRICTED_RECORDS = (Role.SERVICE_MANAGER, Role.DIRECTOR)
SEES_THE_WHOLE_SERVICE = (Role.RETURNS_OFFICER, Role.HUB)
SEES_OWN_TEAMS = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER)


class YoungPersonQuerySet(models.QuerySet["YoungPerson"]):
    def standing(self) -> YoungPersonQuerySet:
        """All but those whose record was merged into another."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, user: User) -> YoungPersonQuerySet:
        """The young people whose record this user may open (docs/roles.md), in one SQL.

        A restricted record is seen by the people named on it, the service manager and the director alone.
        """
        if not user.can(Can.SEE_RECORDS):
            return self.none()
        if user.holds(*SEES_RESTRICTED_RECORDS):
            return self.standing()
        named = _is_granted(user=user, reason=AccessGrant.Reason.NAMED)
        if user.holds(*SEES_THE_WHOLE_SERVICE):
            return self.standing().filter(Q(is_restricted=False) | named)
        granted = Q(user=user) | Q(role__in=user.roles)
        sees = Q()
        if user.covered_ids:
            granted |= Q(user__in=user.covered_ids, reason=AccessGrant.Reason.INTERVIEW)
            sees |= Q(social_worker__in=user.covered_ids) | Q(reviewing_officer__in=user.covered_ids)
        teams = user.covered_team_ids
        if user.holds(*SEES_OWN_TEAMS):
            sees |= Q(social_worker=user)
            teams |= user.team_ids
        if user.holds(Role.REVIEWING_OFFICER):
            sees |= Q(reviewing_officer=user)
        sees |= Q(team__in=teams) | _is_granted(granted)
        return self.standing().filter(Q(is_restricted=False) & sees | Q(is_restricted=True) & named)

    def findable_by(self, user: User) -> YoungPersonQuerySet:
        """Whose name, team, worker and whether they are missing this user may learn by searching."""
        if not user.can(Can.FIND_YOUNG_PEOPLE):
            return self.none()
        if not user.can(Can.LOG_EPISODES) or user.holds(*SEES_RESTRICTED_RECORDS):
            return self.visible_to(user)
        named = _is_granted(user=user, reason=AccessGrant.Reason.NAMED)
        return self.standing().filter(Q(is_restricted=False) | named)

    def openable_with_reason_by(self, user: User) -> YoungPersonQuerySet:
        """Whose record duty may open by giving a reason: anybody else's, never a restricted one."""
        if not user.can(Can.OPEN_WITH_REASON):
            return self.none()
        return self.standing().filter(is_restricted=False)

    def hidden_from(self, user: User) -> YoungPersonQuerySet:
        """The restricted ones that this user may not know of."""
        if user.holds(*SEES_RESTRICTED_RECORDS):
            return self.none()
        named = _is_granted(user=user, reason=AccessGrant.Reason.NAMED)
        return self.standing().filter(~named, is_restricted=True)

    def matching(self, typed: str) -> YoungPersonQuerySet:
        """Best match first: reference, date of birth (day first), or one of their names, which may be misspelt.

        `likeness` is 1 for the very name, reference or birthday, 0 for nothing in common. Of a name, as a whole or word
        by word, at least LIKE_ENOUGH (people/likeness.py).
        """
        text = " ".join(typed.lower().split())
        born_on = read_birthday(text)
        if born_on:
            born_then = _those_that_stand().filter(date_of_birth=born_on)
            found = self.filter(pk__in=born_then).annotate(likeness=Value(1.0))
            return found.order_by("last_name", "first_name", "pk")
        merged = YoungPerson.objects.filter(merged_into=OuterRef("pk"))
        as_merged = merged.annotate(like=_likeness(text)).order_by("-like").values("like")[:1]
        likeness = Greatest(
            _likeness(text), Coalesce(Subquery(as_merged), Value(0.0)), output_field=models.FloatField()
        )
        found = self.filter(pk__in=_may_mean(text)).annotate(likeness=likeness)
        return found.order_by("-likeness", "last_name", "first_name", "pk")


def _is_granted(*which: Q, **also: Any) -> Q:
    """That one of those grants stands now.

    As an array, fetched once, the few ids are found by index like the young people of a team; of a subquery PostgreSQL
    takes half of all to be in it, and reads all.
    """
    grants = AccessGrant.objects.current().filter(*which, **also).order_by().values("young_person")
    any_of_them = Func(ArraySubquery(grants), function="ANY")
    is_one = {"template": "%(expressions)s", "arg_joiner": " = ", "output_field": models.BooleanField()}
    return Q(Func(F("pk"), any_of_them, **is_one))


def _may_mean(text: str) -> models.QuerySet:
    """Ids of those whom the text may mean: each part by its own index, as the whole table must not be read for it."""
    people = _those_that_stand()
    others = _other_names().order_by().values("young_person")
    if any(character.isdigit() for character in text):  # references hold numbers, names do not
        return people.filter(reference__istartswith=text).union(
            people.filter(search_text__contains=text), others.filter(search_text__contains=text)
        )
    named_so = Q(search_text__trigram_word_similar=text) | each_word_like(text)
    return people.filter(reference__iexact=text).union(people.filter(named_so), others.filter(named_so))


def _other_names() -> models.QuerySet:
    return apps.get_model("people", "OtherName")._default_manager.all()


def _likeness_of_another_name(text: str) -> Subquery:
    """How like the likest of their other names is; nothing where they have none."""
    like = likeness_of_name(text)
    theirs = _other_names().filter(young_person=OuterRef("pk")).order_by(like.desc())
    return Subquery(theirs.values_list(like)[:1])


def _those_that_stand() -> models.QuerySet:
    """Their ids: of who was merged, that of the record which stands, so that what was known of either finds it."""
    return YoungPerson.objects.order_by().annotate(stands=Coalesce("merged_into", "pk")).values("stands")


def _likeness(text: str) -> Case:
    return Case(
        When(reference__iexact=text, then=Value(1.1)),
        default=Greatest(likeness_of_name(text), _likeness_of_another_name(text)),
        output_field=models.FloatField(),
    )


def read_birthday(text: str) -> date | None:
    """The date that somebody typed, day first: `7/3/2010`, `07-03-2010`, `2010-03-07`; else None."""
    numbers = re.fullmatch(r"(\d{1,4})[/. -](\d{1,2})[/. -](\d{1,4})", text)
    if not numbers:
        return None
    one, two, three = (int(part) for part in numbers.groups())
    year, month, day = (one, two, three) if one > 31 else (three, two, one)
    try:
        return date(year, month, day)
    except ValueError:
        return None


@tracked("search_text", "sounds")
class YoungPerson(models.Model):
    reference = models.CharField(max_length=40)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    date_of_birth = models.DateField()
    birthday_is = models.CharField(
        max_length=10, choices=BirthdayIs, blank=True, db_default="", default="", verbose_name="date of birth is"
    )
    birthday_note = models.CharField(
        max_length=250, blank=True, db_default="", default="", verbose_name="birthday note"
    )
    sex = models.CharField(max_length=1, choices=codes.Sex, blank=True)
    ethnicity = models.CharField(max_length=4, choices=codes.Ethnicity, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="young_people")
    social_worker = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="young_people"
    )
    reviewing_officer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="young_people_reviewed"
    )
    home_postcode = models.CharField(max_length=10, blank=True)
    kind_of_record = models.CharField(
        "on record as", max_length=20, choices=codes.KindOfRecord, default=codes.KindOfRecord.AT_HOME
    )
    responsible_authority = models.CharField(
        max_length=100, blank=True, help_text="The council that looks after them. Leave empty when it is ours."
    )
    is_restricted = models.BooleanField(default=False)
    died_on = models.DateField(null=True, blank=True, help_text="From then on nothing is offered, told or chased.")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
        help_text="The record of the same young person that stands; this one's reference goes on finding it.",
    )
    search_text = models.GeneratedField(
        expression=Lower(Concat(F("first_name"), Value(" "), F("last_name"))),
        output_field=models.CharField(max_length=201),
        db_persist=True,
    )
    sounds = sounds_of(Lower(Concat(F("first_name"), Value(" "), F("last_name"))))

    objects = YoungPersonQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        indexes = [
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="young_person_by_name"),
            GinIndex(fields=["sounds"], name="young_person_by_sound"),
            models.Index(OpClass(Upper("reference"), name="text_pattern_ops"), name="young_person_by_reference"),
            models.Index(fields=["reference"], name="young_person_of_reference"),
            models.Index(fields=["date_of_birth"], name="young_person_by_birthday"),
            models.Index(
                fields=["id"],
                name="young_person_of_another",
                condition=Q(kind_of_record=codes.KindOfRecord.OTHER_COUNCIL),
            ),
            models.Index(
                fields=["team"],
                name="young_person_without_worker",
                condition=Q(social_worker__isnull=True, died_on__isnull=True, merged_into__isnull=True),
            ),
            models.Index(fields=["id"], name="young_person_died", condition=Q(died_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                Upper("reference"),
                name="young_person_reference_once",
                violation_error_message="There is a young person with that reference already.",
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="young_person_has_a_reference"),
            models.CheckConstraint(
                condition=Q(kind_of_record=codes.KindOfRecord.OTHER_COUNCIL) & ~Q(responsible_authority="")
                | ~Q(kind_of_record=codes.KindOfRecord.OTHER_COUNCIL) & Q(responsible_authority=""),
                name="another_councils_young_person_says_whose",
                violation_error_message="Write which council looks after them.",
            ),
            models.CheckConstraint(
                condition=Q(date_of_birth__gte=FIRST_BIRTHDAY), name="birthday_is_one_that_can_be_meant"
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("date_of_birth")), name="died_after_birth"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("people:young_person", args=[self.reference])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        """The first letter of each name, whatever stands before it."""
        firsts = (next(filter(str.isalpha, name), "") for name in self.full_name.split())
        return "".join(firsts).upper()

    @property
    def age(self) -> int:
        return age_on(timezone.localdate(), self.date_of_birth)

    def age_at(self, instant: datetime) -> int:
        return age_on(timezone.localdate(instant), self.date_of_birth)

    @property
    def is_ours(self) -> bool:
        return self.kind_of_record != codes.KindOfRecord.OTHER_COUNCIL

    @property
    def is_adult_on_record(self) -> bool:
        """On record as a care leaver or an adult at risk."""
        return self.kind_of_record in (codes.KindOfRecord.CARE_LEAVER, codes.KindOfRecord.ADULT_AT_RISK)

    @property
    def authority(self) -> str:
        return self.responsible_authority or settings.AUTHORITY_NAME
