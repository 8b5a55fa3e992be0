"""One conversation for several interviews: the earlier open ones are covered by the one in which it took place."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.closing import close
from missing.actions.locking import lock_young_people_of
from missing.actions.refusals import refuse_void
from missing.codes import Outcome
from missing.models import ReturnInterview
from people.models import seen_by

TAKE_IT_FIRST = " If it is ours now, say so on its own page first."


def locked_together(interview: ReturnInterview, covers: Iterable[ReturnInterview]) -> list[ReturnInterview]:
    """The interviews to be covered as they are now, locked with the one that covers them, always in the same order."""
    wanted = {one.pk for one in covers} - {interview.pk}
    rows = ReturnInterview.objects.filter(pk__in=wanted | {interview.pk}).select_related("episode__young_person")
    lock_young_people_of(rows, "episode__young_person")
    return [row for row in rows.select_for_update(of=["self"], no_key=True).order_by("pk") if row.pk in wanted]


def refuse_to_cover(
    interview: ReturnInterview, covers: Sequence[ReturnInterview], held_at: datetime, *, actor: User
) -> None:
    """Refuse in words what a conversation at `held_at` cannot cover: one that is not the actor's to see, another's, a
    placing council's, one of a voided episode, a closed one, a later one.

    Each covered one goes on being judged by its own clock (docs/figures.md).
    """
    theirs = ReturnInterview.objects.visible_to(actor).filter(pk__in=[covered.pk for covered in covers])
    seen = set(theirs.values_list("pk", flat=True)) if covers else set()
    for covered in covers:
        reference = covered.episode.reference
        if covered.episode.young_person_id != interview.episode.young_person_id:
            raise ActionRefused("One conversation is with one young person.", field="covers")
        if covered.outcome:
            raise ActionRefused(f"The interview after {reference} has just been closed.", field="covers")
        if covered.pk not in seen:
            raise ActionRefused(
                f"The interview after {reference} is not yours, so this conversation cannot settle it.", field="covers"
            )
        refuse_void(covered.episode)
        if covered.is_theirs:
            raise ActionRefused(
                f"The council that placed them here holds the interview after {reference}, so this conversation cannot "
                f"settle it.{TAKE_IT_FIRST if covered.episode.young_person.is_ours else ''}",
                field="covers",
            )
        if covered.clock_starts_at is None or covered.clock_starts_at > held_at:
            raise ActionRefused(f"They came back from {reference} after this conversation.", field="covers")
        if interview.clock_starts_at and covered.clock_starts_at > interview.clock_starts_at:
            raise ActionRefused(
                f"{reference} is the later episode. Record the conversation there, and tick this one.", field="covers"
            )


def cover(interview: ReturnInterview, covers: Iterable[ReturnInterview], *, actor: User, at: datetime) -> None:
    """Close them as covered by this one, within the caller's transaction."""
    for covered in covers:
        close(
            covered,
            actor=actor,
            at=at,
            outcome=Outcome.COVERED_BY_LATER,
            outcome_at=interview.outcome_at,
            covered_by=interview,
        )


def all_settled_by(interview: ReturnInterview) -> list[ReturnInterview]:
    """The interviews that this conversation settles: those that it covers, and what those had covered in their turn.

    Only a case file brings such a chain. By when they went; of voided episodes none. One query a step.
    """
    found: list[ReturnInterview] = []
    step = [interview]
    while step:
        covered = ReturnInterview.objects.standing().filter(covered_by__in=step, outcome=Outcome.COVERED_BY_LATER)
        known = [interview.pk, *(one.pk for one in found)]
        step = list(covered.exclude(pk__in=known).select_related("episode"))
        found += step
    return sorted(found, key=lambda one: (one.episode.started_at, one.pk))


def could_cover(interview: ReturnInterview, user: User) -> list[ReturnInterview]:
    """The open interviews after the earlier episodes of the same young person, as far as this user sees them.

    Oldest first. None while they are not back themselves: no conversation can be recorded then.
    """
    if interview.clock_starts_at is None:
        return []
    theirs = (
        seen_by(user, ReturnInterview.objects).to_do().filter(episode__young_person=interview.episode.young_person_id)
    )
    earlier = theirs.filter(clock_starts_at__lt=interview.clock_starts_at).select_related("episode")
    return list(earlier.order_by("clock_starts_at", "pk"))
