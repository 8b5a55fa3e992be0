"""What is typed into an interview's record and not recorded goes along with the interview where its writer wants it so.

A draft is shown to nobody but its writer, who alone gives it away here. Whoever gets it goes on in the same form.
"""

from datetime import datetime

from django.db.models import QuerySet

from accounts.access import ActionRefused
from accounts.drafts import drafts_under
from accounts.models import Draft, User
from missing.models import ReturnInterview


def hand_on_typed(interview: ReturnInterview, *, writer: User, to: User) -> None:
    """Give what the writer has typed to a colleague, within the caller's transaction.

    Raises ActionRefused where `to` has begun the record too.
    """
    if _typed_by(to, interview).exists():
        raise ActionRefused(
            f"{to} has begun this record too. Neither of the two may be lost: keep yours, and tell them what you know.",
            field="typed",
        )
    _typed_by(writer, interview).update(user=to, left_at=None)


def leave_typed(interview: ReturnInterview, *, writer: User, at: datetime) -> None:
    """Leave what the writer has typed for whoever takes the interview: theirs until then."""
    _typed_by(writer, interview).update(left_at=at)


def take_up_typed(interview: ReturnInterview, to: User) -> None:
    """Whoever gets the interview gets what was left for them; of several the latest.

    What they have typed themselves is not written over: then it goes on waiting.
    """
    own = _typed_by(to, interview)
    own.update(left_at=None)
    left = _typed(interview).filter(left_at__isnull=False)
    writer = left.order_by("-saved_at", "-pk").values_list("user", flat=True).first()
    if writer and not own.exists():
        left.filter(user=writer).update(user=to, left_at=None)


def _typed_by(user: User, interview: ReturnInterview) -> QuerySet[Draft]:
    return _typed(interview).filter(user=user)


def _typed(interview: ReturnInterview) -> QuerySet[Draft]:
    return Draft.objects.filter(drafts_under(f"interview:{interview.pk}"))
