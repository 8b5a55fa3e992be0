"""How the interview of an episode ended in the end: a covered one takes the outcome of the one that covers it."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate

from missing.codes import Outcome, Route
from missing.rules import ADULTS, INTERVIEW_WITHIN
from missing.settled_by import COVERED, SettledBy, final_outcome
from people.days import LONDON
from people.rules import ADULT_AT

NOT_OURS = Q(interview__route=Route.PLACING_COUNCIL)
"""The council that placed them here holds the interview."""

IS_ADULT = Q(
    young_person__date_of_birth__lte=ExpressionWrapper(
        TruncDate("started_at", tzinfo=LONDON) - Cast(Value(f"{ADULT_AT} years"), DurationField()),
        output_field=DateTimeField(),
    )
)
NOT_OWED = (
    Q(interview__isnull=True)
    & IS_ADULT
    & (Q(young_person__birthday_is="") | Q(young_person__kind_of_record__in=ADULTS))
)
"""An adult's, after which none is opened: `missing.rules.is_interview_owed` in SQL."""


def with_final_outcome(episodes: QuerySet[Any]) -> QuerySet[Any]:
    """Annotated with `final_outcome`, `final_outcome_at` and `own_due_at`.

    `final_outcome` is blank while still to do, and stays "covered by a later interview" where the covering one is not
    on record. `own_due_at` is the episode's own clock + 72 elapsed hours; null until the clock has started.
    """
    covering = F("interview__covered_by")
    return episodes.annotate(
        final_outcome=final_outcome(),
        final_outcome_at=Case(
            When(COVERED, then=SettledBy(covering, column="outcome_at", output_field=DateTimeField())),
            default=F("interview__outcome_at"),
            output_field=DateTimeField(),
        ),
        own_due_at=ExpressionWrapper(
            F("clock_starts_at") + Value(INTERVIEW_WITHIN, output_field=DurationField()), output_field=DateTimeField()
        ),
    )


def with_final_independence(episodes: QuerySet[Any]) -> QuerySet[Any]:
    """Annotated with `final_independence`: of who held the conversation, also of the one that covers the episode."""
    of_the_covering = SettledBy(F("interview__covered_by"), column="independence", output_field=CharField())
    return episodes.annotate(
        final_independence=Case(
            When(COVERED, then=of_the_covering), default=F("interview__independence"), output_field=CharField()
        )
    )


class Ending(TextChoices):
    """The rows of "How interviews ended", in their order (docs/formats.md 2)."""

    COMPLETED = "completed", "Completed"
    COMPLETED_COVERED = "completed_covered", "Completed: covered by a later interview"
    DECLINED = "declined", "Declined by the young person"
    DECLINED_PARENT = "declined_parent", "Declined by a parent or carer"
    ACCEPTED_NOT_DONE = "accepted_not_done", "Accepted but not done"
    NOT_OFFERED_MISSING_AGAIN = "not_offered_missing_again", "Not offered: missing again first"
    NOT_OFFERED_NO_CONTACT = "not_offered_no_contact", "Not offered: could not be reached"
    NOT_OFFERED_OTHER = "not_offered_other", "Not offered: another reason"
    COVERED_UNKNOWN = "covered_by_later", "Covered by an interview not on record"
    NOT_REQUIRED = "not_required", "Not required"
    OTHER_COUNCIL = "other_council", "Held by the council that placed them, not told yet"
    NOT_OWED = "not_owed", "None due: an adult"
    TO_DO_IN_TIME = "to_do_in_time", "Still to do, in time"
    TO_DO_OVERDUE = "to_do_overdue", "Still to do, overdue"
    NOT_YET_BACK = "not_yet_back", "Not yet back"


SHOWN_WHEN_NONE = frozenset(Ending) - {Ending.COVERED_UNKNOWN, Ending.OTHER_COUNCIL, Ending.NOT_OWED}


def with_ending(episodes: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Annotated with `ending`, one of `Ending`, as it stands at `at`. Every episode has exactly one."""
    return with_final_outcome(episodes).annotate(
        ending=Case(
            When(COVERED & Q(final_outcome=Outcome.COMPLETED), then=Value(Ending.COMPLETED_COVERED.value)),
            When(~Q(final_outcome=""), then=F("final_outcome")),
            When(clock_starts_at__isnull=True, then=Value(Ending.NOT_YET_BACK.value)),
            When(NOT_OURS, then=Value(Ending.OTHER_COUNCIL.value)),
            When(NOT_OWED, then=Value(Ending.NOT_OWED.value)),
            When(own_due_at__gt=at, then=Value(Ending.TO_DO_IN_TIME.value)),
            default=Value(Ending.TO_DO_OVERDUE.value),
            output_field=CharField(),
        )
    )
