"""What a manager decides about an interview: that it is not required, or that how it ended was wrong."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import clear_alerts
from missing.actions.closing import close, keep_earlier_outcome, running, take_outcome_back, to_do
from missing.actions.covering import all_settled_by
from missing.actions.endings import close_for_death
from missing.actions.queue import end_access, locked, open_to_interviewer, refuse_unread, why_not_hold
from missing.actions.refusals import need
from missing.codes import BY_RULE, NotRequired, Outcome
from missing.models import ReturnInterview
from missing.rules import why_required
from people.actions.deaths import refuse_if_died


@transaction.atomic
def mark_not_required(
    *,
    actor: User,
    interview: ReturnInterview,
    why: str,
    reason: str,
    at: datetime | None = None,
) -> ReturnInterview:
    """Record that no interview is required; a manager's decision. `why` is a code of NotRequired, `reason` its words.

    Raises ActionRefused where the facts on record say otherwise (`missing.rules.why_required`), without the words, for
    an interview that is closed, and for who may not open the record.
    """
    require(actor, Can.DECIDE_ON_INTERVIEWS)
    at = at or timezone.now()
    if why not in NotRequired.values or why in BY_RULE:
        raise ActionRefused("Choose why it is not required.", field="why")
    need(reason.strip(), "Write the reason.", "reason")
    interview = to_do(interview)
    refuse_unread(interview, actor, "decide that no interview is required")
    young_person = interview.episode.young_person
    refusal = why_required(
        why,
        age=young_person.age_at(at),
        was_missing=interview.episode.missing_from is not None,
        has_died=young_person.died_on is not None,
    )
    if refusal:
        raise ActionRefused(refusal, field="why")
    return close(
        interview,
        actor=actor,
        at=at,
        outcome=Outcome.NOT_REQUIRED,
        outcome_at=at,
        not_required_why=why,
        reason=reason.strip(),
    )


@transaction.atomic
def reopen_interview(
    *, actor: User, interview: ReturnInterview, why: str, at: datetime | None = None
) -> ReturnInterview:
    """Take back how an interview ended, as a manager, with why. It is to do again, by its own clock.

    What was on record stays as an EarlierOutcome, what was told in the conversation stays on the interview. Those
    covered by it are open again with it: nothing settles them any more. The sweep tells of its deadline anew. Raises
    ActionRefused without a reason, for one that is open, of who has died, and for who may not open the record.
    """
    require(actor, Can.DECIDE_ON_INTERVIEWS)
    at = at or timezone.now()
    need(why.strip(), "Write why it is reopened.", "why")
    interview = running(locked(interview))
    refuse_unread(interview, actor, "reopen this interview")
    if not interview.outcome:
        raise ActionRefused("This interview is open.")
    refuse_if_died(interview.episode.young_person)
    reopen_covered(interview, actor, why.strip(), at)
    return to_do_again(interview, actor, why.strip(), at)


def reopen_covered(interview: ReturnInterview, actor: User, why: str, at: datetime) -> None:
    """All that this conversation had settled is open again; one whose own episode counts nowhere stays as it is."""
    for covered in all_settled_by(interview):
        to_do_again(locked(covered), actor, why, at)


def to_do_again(interview: ReturnInterview, actor: User, why: str, at: datetime) -> ReturnInterview:
    """Open again, by its own clock, within the caller's transaction: without asking who may. It is locked already.

    Of who died nothing is to do: there it is closed as not required.
    """
    keep_earlier_outcome(interview, actor=actor, at=at, is_reopened=True, why=why)
    take_outcome_back(interview)
    give_back(interview, at)
    clear_alerts(kind="contact", subject_key=f"interview:{interview.pk}", at=at)
    if interview.episode.young_person.died_on and interview.clock_starts_at:
        close_for_death(interview, actor=actor, at=at)
    return interview


def give_back(interview: ReturnInterview, at: datetime) -> None:
    """Who had it has it again and sees what it needs; where they may not hold it any more, nobody has it."""
    holder = interview.assigned_to
    if holder is None:
        return
    if not holder.is_active or why_not_hold(interview, holder):
        end_access(interview, at)
        interview.assigned_to = interview.assigned_at = None
        interview.save(update_fields=["assigned_to", "assigned_at"])
        return
    open_to_interviewer(interview, holder, at)
