from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.codes import AttemptResult, Method, OfferMethod, OfferResponse
from missing.models.interview import ReturnInterview
from people.history import tracked


@tracked()
class InterviewOffer(models.Model):
    """That the interview was offered, how, and what the young person said."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="offers")
    offered_at = models.DateTimeField()
    method = models.CharField(max_length=15, choices=OfferMethod)
    response = models.CharField(max_length=15, choices=OfferResponse)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(offered_at__lte=F("recorded_at")), name="offer_not_after_now")
        ]

    def __str__(self) -> str:
        return f"Offered {self.get_method_display().lower()}: {self.get_response_display().lower()}"


@tracked()
class ContactAttempt(models.Model):
    """That somebody tried to hold the interview and could not."""

    interview = models.ForeignKey(ReturnInterview, on_delete=models.CASCADE, related_name="attempts")
    attempted_at = models.DateTimeField()
    method = models.CharField(max_length=15, choices=Method)
    result = models.CharField(max_length=25, choices=AttemptResult)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-attempted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(attempted_at__lte=F("recorded_at")), name="attempt_not_after_now")
        ]

    def __str__(self) -> str:
        return f"Tried {self.get_method_display().lower()}: {self.get_result_display().lower()}"
