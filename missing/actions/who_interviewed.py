"""Who held an interview, and that they may have; and that the young person was there for it."""

from datetime import datetime

from django.db.models import Q

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions.queue import failed_attempts, is_wished, own_worker_named
from missing.codes import Category
from missing.models import Episode, ReturnInterview
from missing.rules import why_not_independent
from people.days import about_time_in_words

WHERE_A_WISH_IS_WRITTEN = "If so, write it first under “Whom they want to talk to”, on the page of the interview."


def who_interviewed(interview: ReturnInterview, typed: User | str, independence: str) -> tuple[User | None, str]:
    """The user who did it, or the name of somebody without an account and no user.

    A name that may be their own social worker's is their own social worker. Raises ActionRefused where that person may
    not have done it, or is said to be more independent than they are.
    """
    name = "" if isinstance(typed, User) else typed.strip()
    interviewer = typed if isinstance(typed, User) else own_worker_named(interview, name)
    refusal = why_not_independent(
        independence,
        is_own_worker=interviewer is not None and interviewer.pk == interview.episode.young_person.social_worker_id,
        route=interview.route,
        failed_attempts=failed_attempts(interview),
        is_wished=is_wished(interview, interviewer, name),
        is_of_their_team=interviewer is not None and _is_of_their_team(interviewer, interview),
    )
    if refusal:
        if "unless the young person asked" in refusal and interview.is_to_do:
            refusal = f"{refusal} {WHERE_A_WISH_IS_WRITTEN}"
        raise ActionRefused(refusal, field="independence")
    return interviewer, "" if interviewer else name


def _is_of_their_team(interviewer: User, interview: ReturnInterview) -> bool:
    """Whether they work cases in the young person's team, or manage it; nobody else."""
    works_cases = interviewer.holds(Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
    return works_cases and interview.episode.young_person.team_id in interviewer.team_ids


def refuse_while_missing(interview: ReturnInterview, held_at: datetime) -> None:
    """Refuse a time at which they are on record as missing again: one of the two is wrong (local).

    From the start of that absence, inclusive, until they were found. Away and late are none: where they are is known.
    """
    theirs = Episode.objects.standing().filter(young_person=interview.episode.young_person_id)
    not_found = Q(ended_at__isnull=True) | Q(ended_at__gt=held_at)
    then = theirs.filter(not_found, category=Category.MISSING, missing_from__lte=held_at)
    if absence := then.exclude(pk=interview.episode_id).order_by("missing_from").first():
        since = about_time_in_words(absence.missing_from, absence.missing_since_is_approximate)
        words = f"They are on record as missing then, since {since} ({absence.reference})."
        raise ActionRefused(f"{words} Mend the time here, or record there that they are back.", field="outcome_at")
