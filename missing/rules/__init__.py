"""The rules of missing episodes and return home interviews. Pure: no database. Sources: docs/sources.md."""

from missing.rules.bookings import asks_whether_held, is_booked_late, result_of_a_missed_booking
from missing.rules.curfews import CURFEWS_COUNTED_OVER, curfews_in_words, curfews_need_interview, is_by_curfews
from missing.rules.interviews import (
    ADULTS,
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
    our_route,
    was_in_time,
    why_not_independent,
    why_not_interview,
)
from missing.rules.long_reviews import (
    PLANNED_AFTER,
    TAKES_ITS_PLACE_FROM,
    is_further_review,
    long_review_due_at,
    long_review_words,
    next_long_review,
)
from missing.rules.outcomes import why_contact_is_not_enough, why_not_close_as, why_required
from missing.rules.turning_18 import counted_until, turns_18_at, was_adult_when_back

__all__ = [
    "ADULTS",
    "CONTACT_WORKING_DAYS",
    "CURFEWS_COUNTED_OVER",
    "FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER",
    "INTERVIEW_WITHIN",
    "OFFERED_BY_DEFAULT",
    "PLANNED_AFTER",
    "REPEAT_EPISODES",
    "SETTLE_AFTER",
    "TAKES_ITS_PLACE_FROM",
    "asks_whether_held",
    "contact_due_on",
    "counted_until",
    "curfews_in_words",
    "curfews_need_interview",
    "interview_due_at",
    "interview_route",
    "is_booked_late",
    "is_by_curfews",
    "is_further_review",
    "is_interview_owed",
    "long_review_due_at",
    "long_review_words",
    "next_long_review",
    "our_route",
    "result_of_a_missed_booking",
    "turns_18_at",
    "was_adult_when_back",
    "was_in_time",
    "why_contact_is_not_enough",
    "why_not_close_as",
    "why_not_independent",
    "why_not_interview",
    "why_required",
]
