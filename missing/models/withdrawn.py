from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User

_M = TypeVar("_M", bound=models.Model, covariant=True)


class WithdrawableQuerySet(models.QuerySet[_M]):
    def standing(self) -> Self:
        """Not withdrawn as written down by mistake."""
        return self.filter(withdrawn_at__isnull=True)


class Withdrawable(models.Model):
    """What may have been written down by mistake: withdrawn by name and with a reason, never deleted."""

    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdraw_reason = models.TextField("why it was withdrawn", blank=True)

    class Meta:
        abstract = True


def withdrawn_with_name_and_reason(written_at: str) -> Q:
    """The condition of a constraint: time, name and reason of a withdrawal go together, and it follows the writing.

    That the time is there is asked by itself: a comparison with nothing would let the row pass.
    """
    return Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdraw_reason="") | Q(
        withdrawn_at__isnull=False, withdrawn_at__gte=F(written_at), withdrawn_by__isnull=False
    ) & ~Q(withdraw_reason="")
