from __future__ import annotations

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.lookups import Exact
from django.urls import reverse

from accounts.models import User
from missing.codes import (
    BY_RULE,
    DECLINED,
    FROM_OUR_RECORD,
    NOT_OFFERED,
    Independence,
    Method,
    NotRequired,
    Outcome,
    Route,
    Source,
)
from missing.models.contact import SocialWorkContact
from missing.models.episode import Episode
from missing.models.episode_rows import interview_key
from missing.rules import INTERVIEW_WITHIN
from missing.triggers import CLOCK_AGREES, same_young_person
from people.history import tracked
from people.models import MayOpen
from people.models.access import given_to

REASON_NEEDED = sorted([*DECLINED, *NOT_OFFERED, Outcome.NOT_REQUIRED, Outcome.ACCEPTED_NOT_DONE])
STANDING = Q(is_void=False)
"""Of an episode that was neither voided nor merged into another."""
TO_DO = Q(outcome="", due_at__isnull=False, is_to_settle=False) & ~Q(route=Route.PLACING_COUNCIL) & STANDING
"""Still to do and on the queue: the clock runs, it is ours, and it was not long past when it was imported."""
THEIRS_TO_TELL = Q(outcome="", route=Route.PLACING_COUNCIL) & STANDING
"""The placing council's to do: no duty of ours; what they tell of it is awaited."""
UNTOLD = Q(outcome="") & ~Q(earlier_outcomes__isnull=False)
"""Nothing was ever on record of it. One that was reopened keeps what was told in it (docs/roles.md)."""
TO_SETTLE = Q(outcome="", is_to_settle=True) & STANDING
"""Imported still to do though due more than seven days before: settled apart from the queue."""
CONTACT_DUE = Q(outcome__in=sorted(DECLINED), contact__isnull=True, contact_due_on__isnull=False) & STANDING
"""Declined, with the social work contact still to come."""
CONTACT_CHASED = CONTACT_DUE & Q(episode__young_person__died_on__isnull=True)


def is_given(user: User) -> Q:
    return Q(Exists(given_to(user, interview_key(OuterRef("pk")))))


class ReturnInterviewQuerySet(models.QuerySet["ReturnInterview"]):
    def visible_to(self, user: User) -> ReturnInterviewQuerySet:
        """Those of records they may open; still to do, those given to them and those whose episode they logged.

        Who works on what is given to them alone sees those interviews and others still to do: one talk may settle them
        too. What was said at earlier ones is not theirs to read, nor is it where a manager reopened one.
        """
        sees = Q(MayOpen(user, "episode__young_person"))
        if user.sees_only_what_is_given:
            sees &= is_given(user) | UNTOLD
        holders = [user.pk, *user.covered_ids]
        mine = STANDING & (Q(assigned_to__in=holders, outcome="") | Q(episode__logged_by=user) & UNTOLD)
        return self.filter(sees | mine & Q(episode__young_person__is_restricted=False))

    def read_by(self, user: User) -> ReturnInterviewQuerySet:
        """Those whose record is theirs to open; of who works on what is given to them alone, those given to them.

        Of any other that they see they learn that it is to do: not what was written of it or passed on from it.
        """
        sees = Q(MayOpen(user, "episode__young_person"))
        return self.filter(sees & is_given(user) if user.sees_only_what_is_given else sees)

    def given(self, user: User) -> ReturnInterviewQuerySet:
        """Those given to this user, or to whom they cover for."""
        return self.filter(is_given(user))

    def standing(self) -> ReturnInterviewQuerySet:
        return self.filter(STANDING)

    def to_do(self) -> ReturnInterviewQuerySet:
        return self.filter(TO_DO)

    def overdue(self, now: datetime) -> ReturnInterviewQuerySet:
        return self.to_do().filter(due_at__lt=now)

    def to_settle(self) -> ReturnInterviewQuerySet:
        return self.filter(TO_SETTLE)

    def theirs_to_tell(self) -> ReturnInterviewQuerySet:
        return self.filter(THEIRS_TO_TELL)

    def contact_due(self) -> ReturnInterviewQuerySet:
        """Of those who died since, none is chased."""
        return self.filter(CONTACT_CHASED)


@tracked()
class ReturnInterview(models.Model):
    """The return home interview that one episode makes due.

    `due_at` is 72 elapsed hours after `clock_starts_at`, held by constraint; both in UTC, both empty while the young
    person is not yet back. An interview done at `due_at` itself is in time.
    """

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="interview")
    clock_starts_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    route = models.CharField(max_length=20, choices=Route, default=Route.INDEPENDENT)
    assigned_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="interviews_assigned"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)

    asked_for_by = models.CharField(
        max_length=150, blank=True, help_text="Who asked for it after an episode that opens none by itself, and why."
    )
    wished_interviewer = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whom the young person asked to talk to.",
    )
    wished_name = models.CharField(
        "whom they want to talk to", max_length=150, blank=True, help_text="Somebody without an account."
    )
    wish_recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wish_recorded_at = models.DateTimeField(null=True, blank=True)

    offered_at = models.DateTimeField(null=True, blank=True, help_text="The first offer.")
    outcome = models.CharField(max_length=30, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who recorded how it ended."
    )
    not_required_why = models.CharField("why not required", max_length=20, choices=NotRequired, blank=True)
    method = models.CharField(max_length=15, choices=Method, blank=True)
    interviewer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="interviews_done"
    )
    interviewer_name = models.CharField(max_length=150, blank=True)
    independence = models.CharField(max_length=20, choices=Independence, blank=True)
    reason = models.TextField(blank=True)
    told_by = models.CharField(
        max_length=150, blank=True, help_text="Who at the placing council told how its interview ended."
    )
    covered_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="covers")

    # The short account of a completed interview
    seen_alone = models.BooleanField(null=True, blank=True)
    account = models.TextField("what the young person said", blank=True)
    safer_next_time = models.TextField("what would help", blank=True)
    harm = models.TextField("harm or risk told", blank=True)

    contact_due_on = models.DateField(null=True, blank=True)
    contact = models.ForeignKey(
        SocialWorkContact, null=True, blank=True, on_delete=models.PROTECT, related_name="interviews"
    )

    is_void = models.BooleanField(default=False, help_text="Its episode was voided, or merged into another.")
    source = models.CharField(max_length=10, choices=Source, default=Source.RECORDED)
    is_to_settle = models.BooleanField(default=False, help_text="Was due more than 7 days before it was imported.")
    alerts_from = models.DateTimeField(help_text="Nothing due before this raises an alert.")
    outcome_recorded_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnInterviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], name="interview_to_do", condition=TO_DO),
            models.Index(
                fields=["assigned_to", "due_at"], name="interview_of_a_user", condition=Q(outcome="") & STANDING
            ),
            models.Index(fields=["clock_starts_at"], name="interview_by_return"),
            models.Index(fields=["contact_due_on"], name="interview_contact_due", condition=CONTACT_DUE),
            models.Index(fields=["due_at"], name="interview_to_settle", condition=TO_SETTLE),
            models.Index(fields=["clock_starts_at"], name="interview_theirs_to_tell", condition=THEIRS_TO_TELL),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(clock_starts_at__isnull=True, due_at__isnull=True)
                | Q(clock_starts_at__isnull=False, due_at__isnull=False)
                & Q(Exact(F("due_at") - F("clock_starts_at"), Value(INTERVIEW_WITHIN))),
                name="interview_due_72_hours_after_the_clock_starts",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="") | Q(outcome_at__isnull=True), name="interview_to_do_has_no_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome_at__isnull=True)
                | Q(clock_starts_at__isnull=False, outcome_at__gte=F("clock_starts_at")),
                name="interview_ends_after_the_clock_starts",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_recorded_at__isnull=True)
                | ~Q(outcome="")
                & Q(outcome_recorded_at__isnull=False)
                & (Q(outcome_at__isnull=True) | Q(outcome_at__lte=F("outcome_recorded_at"))),
                name="interview_does_not_end_after_now",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED) | Q(outcome="") | Q(outcome_at__isnull=False),
                name="interview_recorded_outcome_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED)
                | ~Q(outcome=Outcome.COMPLETED)
                | Q(route=Route.PLACING_COUNCIL)
                | ~Q(method="") & ~Q(independence="") & (Q(interviewer__isnull=False) | ~Q(interviewer_name="")),
                name="interview_recorded_as_completed_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED) | ~Q(outcome__in=REASON_NEEDED) | ~Q(reason=""),
                name="interview_recorded_without_talk_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED)
                | ~Q(outcome__in=sorted(DECLINED))
                | Q(route=Route.PLACING_COUNCIL)
                | Q(contact_due_on__isnull=False),
                name="interview_recorded_as_declined_has_a_contact_due",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED)
                | Q(outcome="")
                | ~Q(route=Route.PLACING_COUNCIL)
                | ~Q(told_by="")
                | Q(not_required_why__in=sorted(FROM_OUR_RECORD)),
                name="interview_of_the_placing_council_says_who_told",
            ),
            models.CheckConstraint(
                condition=~Q(route=Route.PLACING_COUNCIL) | Q(assigned_to__isnull=True, contact_due_on__isnull=True),
                name="interview_of_the_placing_council_is_no_work_of_ours",
            ),
            models.CheckConstraint(
                condition=Q(covered_by__isnull=True) | Q(outcome=Outcome.COVERED_BY_LATER),
                name="interview_covered_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED)
                | ~Q(outcome=Outcome.COVERED_BY_LATER)
                | Q(covered_by__isnull=False, outcome_by__isnull=False),
                name="interview_recorded_as_covered_names_the_later_one",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED)
                | ~Q(outcome=Outcome.NOT_REQUIRED)
                | Q(route=Route.PLACING_COUNCIL)
                | Q(not_required_why=NotRequired.DIED)
                | ~Q(not_required_why="") & Q(outcome_by__isnull=False),
                name="interview_recorded_as_not_required_says_why_and_who",
            ),
            models.CheckConstraint(
                condition=Q(not_required_why="") | Q(outcome=Outcome.NOT_REQUIRED) | Q(source=Source.IMPORTED),
                name="interview_not_required_says_so",
            ),
            models.CheckConstraint(
                condition=Q(wished_interviewer__isnull=True, wished_name="", wish_recorded_at__isnull=True)
                | Q(wish_recorded_at__isnull=False, wish_recorded_by__isnull=False)
                & (
                    Q(wished_interviewer__isnull=False, wished_name="")
                    | Q(wished_interviewer__isnull=True) & ~Q(wished_name="")
                ),
                name="interview_wish_is_for_one_person",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="interview_clock_agrees_with_episode",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("clock_starts_at", "episode_id", "is_void"),
                func=CLOCK_AGREES["interview"],
            ),
            # Most interviews name neither, and cost nothing here.
            same_young_person(
                "interview",
                pgtrigger.Insert | pgtrigger.UpdateOf("covered_by_id", "contact_id", "episode_id", "is_void"),
                pgtrigger.Q(new__covered_by__isnull=False) | pgtrigger.Q(new__contact__isnull=False),
            ),
            # One that covers others, or is covered, keeps its place among them when its clock or its end changes.
            same_young_person(
                "covering",
                pgtrigger.UpdateOf("clock_starts_at", "outcome"),
                pgtrigger.Q(old__clock_starts_at__df=pgtrigger.F("new__clock_starts_at"))
                | pgtrigger.Q(old__outcome__df=pgtrigger.F("new__outcome")),
            ),
        ]

    def __str__(self) -> str:
        return f"Return home interview for {self.episode_id}"

    def get_absolute_url(self) -> str:
        return reverse("missing:interview", args=[self.episode.reference])

    @property
    def is_to_do(self) -> bool:
        return not self.outcome and not self.is_void

    @property
    def is_decided(self) -> bool:
        """Whether somebody said how it ended. What follows by rule alone binds nobody."""
        return self.outcome != "" and self.not_required_why not in BY_RULE

    @property
    def is_theirs(self) -> bool:
        """Whether the placing council holds it."""
        return self.route == Route.PLACING_COUNCIL

    @property
    def interviewer_shown(self) -> str:
        return self.interviewer.full_name if self.interviewer else self.interviewer_name
