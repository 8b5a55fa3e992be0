"""What the tests of other councils' young people have in common."""

from datetime import datetime, timedelta

from accounts.models import User
from missing.actions import record_what_they_told
from missing.models import ReturnInterview

HOUR = timedelta(hours=1)


def told(interview: ReturnInterview, officer: User, now: datetime, **facts: object) -> ReturnInterview:
    facts = {"outcome": "completed", "outcome_at": now - HOUR, "told_by": "Bea Ray, Walsall"} | facts
    return record_what_they_told(actor=officer, interview=interview, **facts)
