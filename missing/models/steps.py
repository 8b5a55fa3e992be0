from django.db import models
from django.db.models import F, Q

from accounts.models import User, WhyMoved
from missing.codes import AttemptResult, Method, OfferMethod, OfferResponse
from missing.models.interview import ReturnInterview
from missing.models.withdrawn import Withdrawable, WithdrawableQuerySet, withdrawn_with_name_and_reason
from people.history import tracked


@tracked()
class InterviewOffer(Withdrawable):
    """That the interview was offered, how, and what the young person said."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="offers")
    offered_at = models.DateTimeField()
    method = models.CharField(max_length=15, choices=OfferMethod)
    response = models.CharField(max_length=15, choices=OfferResponse)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(offered_at__lte=F("recorded_at")), name="offer_not_after_now"),
            models.CheckConstraint(
                condition=withdrawn_with_name_and_reason("recorded_at"), name="offer_withdrawn_with_name_and_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Offered {self.get_method_display().lower()}: {self.get_response_display().lower()}"


@tracked()
class ContactAttempt(Withdrawable):
    """That somebody tried to hold the interview and could not."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="attempts")
    attempted_at = models.DateTimeField()
    method = models.CharField(max_length=15, choices=Method)
    result = models.CharField(max_length=25, choices=AttemptResult)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        ordering = ["-attempted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(attempted_at__lte=F("recorded_at")), name="attempt_not_after_now"),
            models.CheckConstraint(
                condition=withdrawn_with_name_and_reason("recorded_at"), name="attempt_withdrawn_with_name_and_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Tried {self.get_method_display().lower()}: {self.get_result_display().lower()}"


@tracked()
class InterviewMove(models.Model):
    """That the interview went to somebody else, or back to the queue, without anybody handing it over: and why."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="moves")
    moved_at = models.DateTimeField()
    was_with = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    now_with = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: back to the queue."
    )
    why = models.CharField(max_length=10, choices=WhyMoved)
    by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the account ended."
    )

    class Meta:
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(was_with__isnull=False) & (Q(now_with__isnull=True) | ~Q(now_with=F("was_with")))
                | Q(was_with__isnull=True, now_with__isnull=False),
                name="interview_that_moved_changes_hands",
            )
        ]

    def __str__(self) -> str:
        return f"To {self.now_with_id or 'the queue'}: {self.get_why_display()}"
