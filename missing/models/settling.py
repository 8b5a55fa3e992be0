from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.codes import Outcome, ParentsAsked
from missing.models.interview import ReturnInterview
from people.days import plain_time
from people.history import tracked


@tracked()
class AskedParents(models.Model):
    """After a decline: what parents or carers said when they were asked, or why they were not."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="parents_asked")
    asked = models.CharField(max_length=10, choices=ParentsAsked)
    whom = models.CharField(max_length=150, blank=True, help_text="Name and relation.")
    said = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = "asking of parents or carers"
        verbose_name_plural = "askings of parents or carers"
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked=ParentsAsked.ASKED) | ~Q(whom="") & ~Q(said="") & Q(why_not=""),
                name="parents_asked_says_whom_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(asked=ParentsAsked.NOT_ASKED) | ~Q(why_not="") & Q(whom="", said=""),
                name="parents_not_asked_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Asked {self.whom}" if self.asked == ParentsAsked.ASKED else "Parents or carers not asked"


@tracked()
class EarlierOutcome(models.Model):
    """How an interview had ended before: it was held after all, a manager reopened it and says why, or the council that
    holds it, or a case file, told us otherwise.

    The outcome on the interview itself is the one that counts; this one stays on record beside it.
    """

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="earlier_outcomes")
    outcome = models.CharField(max_length=30, choices=Outcome)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome_reason = models.TextField(blank=True)
    is_reopened = models.BooleanField(help_text="It was to do again. Else it ended another way, mostly held after all.")
    why = models.TextField(blank=True)
    by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: a case file said so."
    )
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(is_reopened=True) | ~Q(why=""), name="reopening_says_why"),
            models.CheckConstraint(condition=~Q(outcome=""), name="earlier_outcome_is_an_outcome"),
            models.CheckConstraint(
                condition=Q(outcome_at__isnull=True) | Q(outcome_at__lte=F("replaced_at")),
                name="earlier_outcome_was_before",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {plain_time(self.outcome_at) or 'time not recorded'}"
