"""The rules of missing episodes and return home interviews. Pure: no database. Sources: docs/sources.md."""

from missing.rules.interviews import (
    CONTACT_WORKING_DAYS,
    FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER,
    INTERVIEW_WITHIN,
    OFFERED_BY_DEFAULT,
    REPEAT_EPISODES,
    SETTLE_AFTER,
    contact_due_on,
    interview_due_at,
    interview_route,
    is_interview_owed,
    was_in_time,
    why_not_independent,
    why_not_interview,
)

__all__ = [
    "CONTACT_WORKING_DAYS",
    "FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER",
    "INTERVIEW_WITHIN",
    "OFFERED_BY_DEFAULT",
    "REPEAT_EPISODES",
    "SETTLE_AFTER",
    "contact_due_on",
    "interview_due_at",
    "interview_route",
    "is_interview_owed",
    "was_in_time",
    "why_not_independent",
    "why_not_interview",
]
