"""What is asked before a begun interview goes to somebody else, or back to the queue."""

from typing import Any, NamedTuple

from django.http import QueryDict

from accounts.models import User
from missing.actions.queue import may_read
from missing.begun_records import Begun, begun_by, begun_by_others
from missing.interview_drafts import drafts_of, harm_answers
from missing.models import ReturnInterview
from missing.record_page import section_url
from missing.rules.interview_record import Needed, why_nobody_is_told
from people.whose_record import whom_to_ring_about


class TypedSoFar(NamedTuple):
    """What the user has typed into its record; `undecided` is what they have not decided of harm, so that nobody was
    told."""

    begun: Begun
    undecided: Needed | None


def typed_so_far(interview: ReturnInterview, user: User) -> TypedSoFar | None:
    """None where they have typed nothing. No query then, else two at most."""
    begun = begun_by(interview, user)
    if begun is None:
        return None
    answers = harm_answers(drafts_of(user, interview), "", QueryDict())
    return TypedSoFar(begun, why_nobody_is_told(answers))


def about_typed(interview: ReturnInterview, user: User, typed: TypedSoFar | None) -> dict[str, Any]:
    """For missing/passing_on.html: what is typed, by this user and by others; whom to ring while harm is undecided."""
    undecided = typed.undecided if typed else None
    return {
        "typed": typed,
        "begun_by_others": begun_by_others(interview, user) if may_read(user, interview) else [],
        "decide_url": section_url(interview, undecided.section) if undecided else "",
        "whom_to_ring": whom_to_ring_about(interview.episode.young_person) if undecided else "",
    }
