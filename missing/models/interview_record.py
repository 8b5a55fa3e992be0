"""What is on record of a completed interview beyond its outcome: the answers, and the places and people named in it.

Places and people are records of the young person, named again by each interview in which they come up.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.aggregates import BoolOr
from django.db import models
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Lower

from accounts.models import User
from missing.interview_codes import (
    Advocate,
    AgeBand,
    BroughtBackBy,
    ByCarer,
    Harm,
    Helpline,
    Interpreter,
    PlaceKind,
    Pull,
    Push,
    Relation,
    TalkedAt,
    Travel,
    YesNo,
)
from missing.models.code_lists import codes_field
from missing.models.interview import ReturnInterview
from missing.triggers import same_young_person
from people.history import tracked
from people.models import MayOpen, YoungPerson


def only_codes(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__contained_by": list(choices.values)}), name=f"record_{field}_are_codes"
    )


@tracked()
class InterviewRecord(models.Model):
    """The answers of the full form; the interview itself holds when, how, by whom, and the short account.

    Empty is not asked. Of each kind of harm: in one of three lists, or in none where it is not known.
    """

    interview = models.OneToOneField(ReturnInterview, on_delete=models.CASCADE, related_name="record")

    limits_told = models.BooleanField("told what is passed on", default=False)
    wish_who = models.CharField("wished to talk to", max_length=200, blank=True)
    wish_where = models.CharField("wished to talk at", max_length=200, blank=True)
    wish_how = models.CharField("wished to talk by", max_length=200, blank=True)
    interpreter = models.CharField(max_length=15, choices=Interpreter, blank=True)
    interpreter_language = models.CharField("language", max_length=60, blank=True)
    advocate = models.CharField(max_length=15, choices=Advocate, blank=True)
    present = models.CharField("who else was there", max_length=200, blank=True)

    thinks_was_missing = models.CharField("think they were missing", max_length=10, choices=YesNo, blank=True)

    travel = codes_field(Travel, "how they travelled")
    paid_by = models.CharField("who paid", max_length=200, blank=True)
    online = models.TextField("telephone and social media", blank=True)
    brought_back_by = models.CharField("how they came back", max_length=15, choices=BroughtBackBy, blank=True)

    push = codes_field(Push, "what they went away from")
    pull = codes_field(Pull, "what they went to")
    why = models.TextField("why, in short", blank=True)

    harms_told = codes_field(Harm, "harm told")
    harms_suspected = codes_field(Harm, "harm suspected")
    harms_ruled_out = codes_field(Harm, "harm ruled out")
    harm_by_carer = models.CharField("harm by who cares for them", max_length=10, choices=ByCarer, blank=True)
    harm_by = models.CharField("harm by whom", max_length=200, blank=True)
    health = models.TextField("health", blank=True)

    feels_now = models.TextField("how they feel about being back", blank=True)
    strengths = models.TextField(blank=True)

    safety_plan = models.TextField("safety plan", blank=True)
    plan_given = models.BooleanField("given the safety plan", default=False)
    helplines = codes_field(Helpline, "helplines given")

    talked_at = models.CharField("place of the talk", max_length=15, choices=TalkedAt, blank=True)
    minutes = models.PositiveSmallIntegerField("how long, in minutes", null=True, blank=True)

    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            only_codes("travel", Travel),
            only_codes("push", Push),
            only_codes("pull", Pull),
            only_codes("helplines", Helpline),
            only_codes("harms_told", Harm),
            only_codes("harms_suspected", Harm),
            only_codes("harms_ruled_out", Harm),
            models.CheckConstraint(
                condition=~Q(harms_told__overlap=F("harms_suspected"))
                & ~Q(harms_told__overlap=F("harms_ruled_out"))
                & ~Q(harms_suspected__overlap=F("harms_ruled_out")),
                name="record_harm_is_one_of_three",
            ),
        ]

    def __str__(self) -> str:
        return f"Record of the interview for {self.interview_id}"


STANDING = Q(mentions__interview__is_void=False)


def told_to(user: User) -> Q:
    """The mentions that this user may read of: all that stand, or those of the interviews given to them."""
    if not user.sees_only_what_is_given:
        return STANDING
    return STANDING & Q(mentions__interview__in=ReturnInterview.objects.given(user).values("pk"))


class MentionedQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> MentionedQuerySet:
        return self.filter(MayOpen(user, "young_person"))

    def by_latest(self, user: User) -> MentionedQuerySet:
        """With in how many interviews each came up (`times`) and the latest of them (`last_at`), latest first.

        Those of voided episodes count nowhere. Who works on what is given to them alone is told of what came up in
        those interviews, as if there were no other.
        """
        told = self.annotate(
            times=Count("mentions", filter=told_to(user)),
            last_at=Max("mentions__interview__outcome_at", filter=told_to(user)),
        )
        return told.filter(times__gt=0).order_by(F("last_at").desc(nulls_last=True), "-times", "pk")

    def ever_slept(self, user: User) -> MentionedQuerySet:
        """Places with whether they slept there in any interview that this user may read (`ever_slept`)."""
        return self.annotate(ever_slept=BoolOr("mentions__slept_there", filter=told_to(user)))


@tracked()
class PlaceMentioned(models.Model):
    """A place that a young person has told of; once on record, named again by a later interview, not written again."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="places_mentioned")
    where = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PlaceKind, blank=True)
    recorded_at = models.DateTimeField()

    objects = MentionedQuerySet.as_manager()

    class Meta:
        verbose_name = "place named"
        constraints = [
            models.UniqueConstraint("young_person", Lower("where"), name="place_once_a_young_person"),
            models.CheckConstraint(condition=~Q(where=""), name="place_is_somewhere"),
        ]
        triggers = [same_young_person("place", pgtrigger.UpdateOf("young_person_id"))]

    def __str__(self) -> str:
        return f"{self.where} ({self.get_kind_display().lower()})" if self.kind else self.where


@tracked()
class PersonMentioned(models.Model):
    """Somebody of whom a young person has told, by any name they know. Seen with the young person's record alone."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="people_mentioned")
    name = models.CharField(max_length=150)
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    relation = models.CharField(max_length=15, choices=Relation, blank=True)
    is_of_concern = models.BooleanField("worries us", default=False)
    recorded_at = models.DateTimeField()

    objects = MentionedQuerySet.as_manager()

    class Meta:
        verbose_name = "person named"
        constraints = [
            models.UniqueConstraint("young_person", Lower("name"), name="person_once_a_young_person"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]
        triggers = [same_young_person("person", pgtrigger.UpdateOf("young_person_id"))]

    def __str__(self) -> str:
        known = [self.get_relation_display().lower(), self.get_age_band_display().lower()]
        words = ", ".join(word for word in known if word)
        return f"{self.name} ({words})" if words else self.name


@tracked()
class PlaceMention(models.Model):
    """That a place came up in an interview."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="place_mentions")
    place = models.ForeignKey(PlaceMentioned, on_delete=models.CASCADE, related_name="mentions")
    slept_there = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "place"], name="place_once_an_interview")]
        triggers = [
            same_young_person("place_mention", pgtrigger.Insert | pgtrigger.UpdateOf("interview_id", "place_id"))
        ]

    def __str__(self) -> str:
        return f"{self.place}{', slept there' if self.slept_there else ''}"


@tracked()
class PersonMention(models.Model):
    """That somebody came up in an interview."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="person_mentions")
    person = models.ForeignKey(PersonMentioned, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "person"], name="person_once_an_interview")]
        triggers = [
            same_young_person("person_mention", pgtrigger.Insert | pgtrigger.UpdateOf("interview_id", "person_id"))
        ]

    def __str__(self) -> str:
        return str(self.person)
