from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from missing.codes import HARM_SUSPECTED, StrategyGround, StrategyOutcome
from missing.interview_codes import Harm, HarmBy
from missing.models.code_lists import codes_field
from missing.models.episode import Episode
from missing.models.episode_rows import interview_key
from missing.models.interview import ReturnInterview
from missing.models.withdrawn import Withdrawable, WithdrawableQuerySet, withdrawn_with_name_and_reason
from missing.rules.harm_told import Said
from missing.rules.strategy import came_after
from people.days import time_in_words
from people.history import tracked
from people.models import MayOpen, YoungPerson
from people.models.access import given_to

OPEN = Q(held_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)
"""Due: neither held, nor declined, nor overtaken by what happened since."""


class StrategyDiscussionQuerySet(models.QuerySet["StrategyDiscussion"]):
    def visible_to(self, user: User) -> StrategyDiscussionQuerySet:
        """Those of young people whose record the user may open.

        Who works on what is given to them alone sees those that wait because of harm told there; not what was decided.
        """
        sees = Q(MayOpen(user, "young_person"))
        if user.sees_only_what_is_given:
            told_there = StrategyTrigger.objects.filter(told_to(user), discussion=OuterRef("pk"))
            sees &= OPEN & Q(Exists(told_there))
        return self.filter(sees)

    def open(self) -> StrategyDiscussionQuerySet:
        return self.filter(OPEN)

    def of_harm(self) -> StrategyDiscussionQuerySet:
        """Open, and harm that was told or is suspected is among the grounds."""
        return self.open().filter(triggers__harm__isnull=False, triggers__withdrawn_at__isnull=True)


def told_to(user: User) -> Q:
    """Which grounds of a discussion that the user sees they may read.

    All that rest on the young person's own record: what joined it while two records were one is of the other's since
    they are two. Who works on what is given to them alone reads those of harm that was told there.
    """
    own = Q(episode__isnull=True) | Q(episode__young_person=F("discussion__young_person"))
    if not user.sees_only_what_is_given:
        return own
    return own & Q(Exists(given_to(user, interview_key(OuterRef("harm__interview")))), withdrawn_at__isnull=True)


@tracked("closed_at")
class StrategyDiscussion(models.Model):
    """That a strategy discussion about a young person is due, and how it ended: held, declined or withdrawn.

    All instants in UTC. One at most is open for a young person; further grounds are added to it.
    """

    reference = models.CharField(max_length=40, unique=True)
    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="strategy_discussions")
    opened_at = models.DateTimeField("open since", help_text="When the first ground came to be known here.")
    due_at = models.DateTimeField("due", help_text="The London midnight that ends its last day; exclusive.")
    alerts_from = models.DateTimeField("alerts from", help_text="Nothing due before this raises an alert.")
    assigned_to = models.ForeignKey(
        User,
        verbose_name="given to",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="strategy_discussions",
    )

    held_at = models.DateTimeField("held", null=True, blank=True)
    held_recorded_at = models.DateTimeField("written down", null=True, blank=True)
    held_recorded_by = models.ForeignKey(
        User, verbose_name="written down by", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    police_took_part = models.BooleanField("police took part", null=True, blank=True)
    police_who = models.CharField(
        "who of the police, or why they did not take part",
        max_length=200,
        blank=True,
        help_text="Who of the police; why nobody, where nobody did.",
    )
    locate_officer_took_part = models.BooleanField("Locate officer took part", null=True, blank=True)
    others_who = models.TextField("who else took part", blank=True)
    outcome = models.CharField("what came of it", max_length=20, choices=StrategyOutcome, blank=True)
    decided = models.TextField("what was decided", blank=True)

    declined_at = models.DateTimeField("declined", null=True, blank=True)
    declined_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.TextField("why it is not needed", blank=True)

    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)
    withdraw_reason = models.TextField("why it is not due any more", blank=True)

    closed_at = models.GeneratedField(
        expression=Case(
            When(held_at__isnull=False, then=F("held_recorded_at")),
            When(declined_at__isnull=False, then=F("declined_at")),
            default=F("withdrawn_at"),
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    objects = StrategyDiscussionQuerySet.as_manager()

    kept_due: StrategyDiscussion | None = None
    """Once it was written down as held: the one in which what came after it stays due. Not a column."""

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["young_person", "-opened_at"], name="strategy_of_a_young_person"),
            models.Index(fields=["due_at"], name="strategy_open", condition=OPEN),
            models.Index(fields=["-closed_at"], name="strategy_closed", condition=~OPEN),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person"], condition=OPEN, name="one_open_strategy_discussion_a_young_person"
            ),
            models.CheckConstraint(
                condition=OPEN
                | Q(held_at__isnull=False, declined_at__isnull=True, withdrawn_at__isnull=True)
                | Q(held_at__isnull=True, declined_at__isnull=False, withdrawn_at__isnull=True)
                | Q(held_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=False),
                name="strategy_discussion_ends_one_way",
            ),
            models.CheckConstraint(
                condition=Q(
                    held_at__isnull=True,
                    held_recorded_at__isnull=True,
                    held_recorded_by__isnull=True,
                    police_took_part__isnull=True,
                    locate_officer_took_part__isnull=True,
                    outcome="",
                )
                | Q(
                    held_at__isnull=False,
                    held_recorded_at__isnull=False,
                    held_recorded_by__isnull=False,
                    police_took_part__isnull=False,
                    locate_officer_took_part__isnull=False,
                )
                & ~Q(outcome="")
                & ~Q(police_who="")
                & ~Q(decided=""),
                name="strategy_discussion_held_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(held_at__lte=F("held_recorded_at")),
                name="strategy_discussion_not_held_after_now",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, declined_by__isnull=True, decline_reason="")
                | Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason=""),
                name="strategy_discussion_declined_with_name_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                name="strategy_discussion_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("opened_at")), name="strategy_discussion_due_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("missing:strategy_discussion", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return not (self.held_at or self.declined_at or self.withdrawn_at)


class StrategyTriggerQuerySet(models.QuerySet["StrategyTrigger"]):
    def standing(self) -> StrategyTriggerQuerySet:
        """Not withdrawn, each with what says whether it `came_after`."""
        return self.filter(withdrawn_at__isnull=True).select_related("episode", "discussion", "harm")


class HarmToldQuerySet(WithdrawableQuerySet["HarmTold"]):
    def visible_to(self, user: User) -> HarmToldQuerySet:
        """Of records that they may open; of who works on what is given to them alone, what was told there."""
        sees = Q(MayOpen(user, "episode__young_person"))
        if user.sees_only_what_is_given:
            sees &= Q(Exists(given_to(user, interview_key(OuterRef("interview")))))
        return self.filter(sees)

    def to_discuss(self) -> HarmToldQuerySet:
        """Those whose strategy discussion is open: reached from the few that are."""
        waiting = StrategyDiscussion.objects.open().values("pk")
        return self.standing().filter(triggers__withdrawn_at__isnull=True, triggers__discussion__in=waiting)


@tracked()
class HarmTold(Withdrawable):
    """Harm that a young person told of, or that is suspected, from the moment it was typed, as one user wrote it.

    Withdrawn, never deleted.

    Each who writes of it has their own, and another for what is graver than they wrote before
    (missing.rules.harm_told). `kinds` and `by_whom` are never taken back by what is written later: only by withdrawing.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="harm_told")
    interview = models.ForeignKey(
        ReturnInterview, null=True, blank=True, on_delete=models.PROTECT, related_name="harm_told"
    )
    what_was_told = models.TextField()
    kinds = codes_field(Harm, "kinds of harm")
    by_whom = models.CharField(
        "by whom",
        max_length=10,
        choices=HarmBy,
        blank=True,
        help_text="Who is said to have done it; empty is not said.",
    )
    is_suspicion = models.BooleanField(
        "only suspected", default=False, help_text="They did not tell of it; whoever talked to them suspects it."
    )
    told_at = models.DateTimeField("written down", help_text="When it was written down.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = HarmToldQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        verbose_name_plural = "harm told"
        constraints = [
            models.CheckConstraint(condition=~Q(what_was_told=""), name="harm_told_says_what"),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=list(Harm.values)), name="harm_told_kinds_are_codes"
            ),
            models.CheckConstraint(condition=Q(by_whom__in=["", *HarmBy.values]), name="harm_told_by_whom_is_a_code"),
            models.CheckConstraint(condition=Q(is_suspicion=False) | Q(kinds=[]), name="harm_suspected_told_no_kind"),
            models.CheckConstraint(
                condition=withdrawn_with_name_and_reason("told_at"), name="harm_told_withdrawn_with_name_and_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"written down {timezone.localtime(self.told_at):%-d %B %Y, %H:%M}"

    @property
    def key(self) -> str:
        return f"harm:{self.pk}"

    @property
    def said(self) -> Said:
        return Said(self.what_was_told, frozenset(self.kinds), self.by_whom, self.is_suspicion)


@tracked()
class StrategyTrigger(models.Model):
    """One ground of a strategy discussion. Withdrawn where what it rested on turned out not to be so."""

    discussion = models.ForeignKey(
        StrategyDiscussion, verbose_name="strategy discussion", on_delete=models.CASCADE, related_name="triggers"
    )
    kind = models.CharField("ground", max_length=20, choices=StrategyGround)
    source_key = models.CharField(
        "what it rests on", max_length=60, help_text="What it rests on: `episode:17`, `harm:3`, `level:8`."
    )
    at = models.DateTimeField("since")
    grounds = models.TextField("why", help_text="In words, with the numbers of that day.")
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="strategy_triggers"
    )
    harm = models.ForeignKey(
        HarmTold, verbose_name="harm told", null=True, blank=True, on_delete=models.PROTECT, related_name="triggers"
    )
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)
    withdraw_reason = models.TextField("why it was withdrawn", blank=True)

    objects = StrategyTriggerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "ground of a strategy discussion"
        verbose_name_plural = "grounds of strategy discussions"
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "source_key", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="strategy_trigger_once_in_a_discussion",
            ),
            models.CheckConstraint(
                condition=~Q(source_key="") & ~Q(grounds=""), name="strategy_trigger_says_its_grounds"
            ),
            models.CheckConstraint(
                condition=~Q(kind=StrategyGround.HARM) | Q(harm__isnull=False), name="strategy_trigger_of_harm_names_it"
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[
                        StrategyGround.REPEAT_MONTH,
                        StrategyGround.REPEAT_QUARTER,
                        StrategyGround.LONG,
                        StrategyGround.HIGH_RISK,
                    ]
                )
                | Q(episode__isnull=False),
                name="strategy_trigger_of_an_episode_names_it",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                name="strategy_trigger_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return HARM_SUSPECTED if self.harm and self.harm.is_suspicion else self.get_kind_display()

    @property
    def with_its_time(self) -> str:
        """`High risk to the police today 08:10`: since when it is a ground."""
        return f"{self} {time_in_words(self.at)}"

    def came_after(self, held_at: datetime) -> bool:
        """Whether it was not known yet when its discussion was held (`missing.rules.strategy.came_after`)."""
        return came_after(
            StrategyGround(self.kind),
            at=self.at,
            began_at=self.episode.started_at if self.episode else None,
            opened_at=self.discussion.opened_at,
            held_at=held_at,
        )
