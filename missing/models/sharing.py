"""What is passed on after an interview, what is to be done, and what the manager says of it."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from missing.models.episode_rows import interview_key
from missing.models.interview import ReturnInterview
from missing.models.withdrawn import Withdrawable, withdrawn_with_name_and_reason
from missing.rules.interview_record import SECTION_KEYS
from missing.sharing_codes import Handed, HowKnown, Recipient, Traceable
from people.history import tracked
from people.models import MayOpen
from people.models.access import given_to


def sections_field(label: str) -> ArrayField:
    return ArrayField(models.CharField(max_length=20), verbose_name=label, default=list, blank=True)


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of interviews that are the user's to read, as `ReturnInterviewQuerySet.read_by`."""
        sees = Q(MayOpen(user, "interview__episode__young_person"))
        if user.sees_only_what_is_given:
            sees &= Q(Exists(given_to(user, interview_key(OuterRef("interview")))))
        return self.filter(sees)


@tracked()
class InterviewCopy(Withdrawable):
    """That chosen sections of an interview's record were given to somebody; `content` is what they were given.

    Every other section that held something then is in `withheld`, with why. Withdrawn where it was not given after all.
    """

    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="copies")
    recipient = models.CharField(max_length=20, choices=Recipient)
    recipient_name = models.CharField("who exactly", max_length=250)
    handed = models.CharField("how", max_length=15, choices=Handed)
    sections = sections_field("sections given")
    content = models.JSONField(default=list)
    withheld = sections_field("sections held back")
    withheld_why = models.TextField("why the rest is held back", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "copy of an interview"
        verbose_name_plural = "copies of interviews"
        ordering = ["-shared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sections__contained_by=list(SECTION_KEYS))
                & Q(withheld__contained_by=list(SECTION_KEYS))
                & ~Q(sections=[])
                & ~Q(sections__overlap=F("withheld")),
                name="copy_is_of_sections_given_or_held_back",
            ),
            models.CheckConstraint(condition=Q(withheld=[]) | ~Q(withheld_why=""), name="copy_held_back_says_why"),
            models.CheckConstraint(condition=~Q(recipient_name=""), name="copy_is_for_somebody"),
            models.CheckConstraint(
                condition=withdrawn_with_name_and_reason("shared_at"), name="copy_withdrawn_with_name_and_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Copy for {self.recipient_name} ({self.get_recipient_display().lower()})"

    def get_absolute_url(self) -> str:
        return reverse("missing:copy", args=[self.interview.episode.reference, self.pk])


@tracked()
class PoliceIntelligence(Withdrawable):
    """What the police are told as intelligence, apart from the record: short, with the risk of its being known.

    Withdrawn where it was not sent after all, or is wrong. The reference is written when the police give it.
    """

    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="intelligence")
    what = models.TextField("what is known")
    who = models.TextField("who is named", blank=True)
    where_and_when = models.TextField(blank=True)
    how_known = models.CharField("how they know", max_length=15, choices=HowKnown)
    traceable = models.CharField("may be traced to the young person", max_length=15, choices=Traceable)
    risk = models.TextField("what could happen to them then", blank=True)
    sent_to = models.CharField(max_length=150)
    police_reference = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "intelligence for the police"
        verbose_name_plural = "intelligence for the police"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(sent_to=""), name="intelligence_is_whole"),
            models.CheckConstraint(
                condition=~Q(traceable=Traceable.YES) | ~Q(risk=""), name="intelligence_traceable_says_the_risk"
            ),
            models.CheckConstraint(
                condition=withdrawn_with_name_and_reason("sent_at"), name="intelligence_withdrawn_with_name_and_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Intelligence for {self.sent_to}"

    def get_absolute_url(self) -> str:
        return reverse("missing:intelligence", args=[self.interview.episode.reference, self.pk])


class FollowUpActionQuerySet(FollowUpQuerySet):
    def open(self) -> FollowUpActionQuerySet:
        """Not settled. For somebody who has died nothing is left to do, and a voided episode's counts nowhere."""
        alive = Q(interview__episode__young_person__died_on__isnull=True)
        return self.filter(alive, settled_at__isnull=True, interview__is_void=False)


@tracked()
class FollowUpAction(models.Model):
    """Something that somebody is to do because of an interview, by a London day, that day included."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="follow_ups")
    what = models.CharField("what is to be done", max_length=300)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="follow_ups")
    due_on = models.DateField("by when")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    is_done = models.BooleanField(null=True, blank=True)
    settled_note = models.CharField("what came of it", max_length=500, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["owner", "due_on"], name="actions_of_an_owner", condition=Q(settled_at__isnull=True)),
            models.Index(fields=["due_on"], name="actions_by_day", condition=Q(settled_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, is_done__isnull=True, settled_by__isnull=True, settled_note="")
                | Q(settled_at__isnull=False, is_done__isnull=False, settled_by__isnull=False),
                name="action_settled_says_how_and_by_whom",
            ),
            models.CheckConstraint(condition=~Q(is_done=False) | ~Q(settled_note=""), name="action_not_done_says_why"),
        ]

    def __str__(self) -> str:
        return self.what


@tracked()
class Oversight(models.Model):
    """A manager's note on an interview: that they have read it, and what they think of it."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="oversight")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "manager’s oversight"
        verbose_name_plural = "managers’ oversight"
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="oversight_says_something")]

    def __str__(self) -> str:
        return f"Oversight by {self.by}"


class Printed(models.Model):
    """That somebody took a record out of the system as a PDF. Append-only, one row each time."""

    class What(models.TextChoices):
        RECORD = "record", "The whole record"
        COPY = "copy", "A copy"
        INTELLIGENCE = "intelligence", "Intelligence for the police"

    interview = models.ForeignKey(ReturnInterview, on_delete=models.PROTECT, related_name="printed")
    what = models.CharField(max_length=15, choices=What)
    about = models.CharField(max_length=200, blank=True, help_text="For whom.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "printed"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, printed by {self.by}"
