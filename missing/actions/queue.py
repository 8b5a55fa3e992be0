"""Who has an interview: taking it from the queue, putting it back, handing it over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User, WhyMoved
from accounts.presence import refuse_who_left
from accounts.rules import Can, Role
from missing.actions.locking import interview_as_it_is
from missing.actions.refusals import refuse_void
from missing.actions.typed_so_far import hand_on_typed, leave_typed, take_up_typed
from missing.codes import FAILED_ATTEMPTS, Independence
from missing.models import InterviewMove, ReturnInterview
from missing.rules import why_not_independent, why_not_interview
from people.actions.restriction import interviewer_named_on
from people.models import AccessGrant, may_open
from people.rules import may_be_meant
from people.whose_record import not_yours_to

SEEN_AFTER_CLOSING = timedelta(days=14)
"""How long an interviewer still sees what was given to them (docs/roles.md)."""


class AskedForAnother(ActionRefused):
    """The young person wants to talk to somebody else: it can be taken all the same by who has read that."""


@transaction.atomic
def take_interview(
    *, actor: User, interview: ReturnInterview, despite_wish: bool = False, at: datetime | None = None
) -> ReturnInterview:
    """Take an interview that nobody has; where the young person asked for a colleague, `despite_wish` alone.

    Raises ActionRefused when somebody has it, it is closed, or this person may not hold it, and AskedForAnother.
    """
    require(actor, Can.WORK_INTERVIEWS)
    interview = locked(interview)
    if interview.assigned_to_id and interview.assigned_to_id != actor.pk:
        raise ActionRefused(f"{interview.assigned_to} has taken it already.")
    if not despite_wish and (wish := wish_for_a_colleague(interview, actor)) and not why_not_hold(interview, actor):
        raise AskedForAnother(wish)
    return assign(interview, actor, at or timezone.now())


@transaction.atomic
def put_back_interview(
    *, actor: User, interview: ReturnInterview, leaves_typed: bool = False, at: datetime | None = None
) -> ReturnInterview:
    """Give an interview back to the queue. The holder may, and who may hand it over.

    With `leaves_typed` what the actor has typed into its record waits for whoever takes it; else it stays theirs.
    """
    require(actor, Can.WORK_INTERVIEWS)
    interview = locked(interview)
    refuse_closed(interview)
    _refuse_to_move(interview, actor, "put it back")
    at = at or timezone.now()
    end_access(interview, at)
    if leaves_typed:
        leave_typed(interview, writer=actor, at=at)
    interview.assigned_to = interview.assigned_at = None
    interview.save(update_fields=["assigned_to", "assigned_at"])
    return interview


@transaction.atomic
def hand_over_interview(
    *, actor: User, interview: ReturnInterview, to: User, with_typed: bool = False, at: datetime | None = None
) -> ReturnInterview:
    """Give an interview to somebody else. The holder may, and who hands work out and may open the record.

    With `with_typed` what the actor has typed into its record goes along; else it stays theirs. Raises ActionRefused
    when it is closed, when that person may not hold it, and where they have begun the record themselves.
    """
    require(actor, Can.WORK_INTERVIEWS)
    interview = locked(interview)
    _refuse_to_move(interview, actor, "hand it over")
    at = at or timezone.now()
    end_access(interview, at)
    if with_typed and to != actor:
        hand_on_typed(interview, writer=actor, to=to)
    return assign(interview, to, at)


def _refuse_to_move(interview: ReturnInterview, actor: User, do_it: str) -> None:
    if may_be_moved_by(actor, interview):
        return
    if actor.can(Can.HAND_OVER_INTERVIEWS):
        refuse_unread(interview, actor, do_it)
    raise ActionRefused(f"{interview.assigned_to or 'Nobody'} has it, so you cannot {do_it}.")


def may_be_moved_by(user: User, interview: ReturnInterview) -> bool:
    """Whether they may hand it over or put it back."""
    return holds(user, interview) or gives_orders(user, interview)


def holds(user: User, interview: ReturnInterview) -> bool:
    """Whether the interview is theirs, or a colleague's for whom they cover."""
    return interview.assigned_to_id in {user.pk, *user.covered_ids}


def gives_orders(user: User, interview: ReturnInterview) -> bool:
    """Whether they hand this interview out: by their role, of a young person whose record is theirs to open."""
    return user.can(Can.HAND_OVER_INTERVIEWS) and may_read(user, interview)


def may_read(user: User, interview: ReturnInterview) -> bool:
    """Whether the interview is theirs to read (`ReturnInterviewQuerySet.read_by`); a page has fetched it along."""
    fetched: bool | None = getattr(interview, "may_read", None)
    return ReturnInterview.objects.read_by(user).filter(pk=interview.pk).exists() if fetched is None else fetched


def refuse_unread(interview: ReturnInterview, actor: User, do_it: str) -> None:
    """Refuse who may not open the record, though they logged the episode: whoever decides knows what is on it.

    Raises ActionRefused with whom to ring; `do_it` goes on from `may`: `decide how its interview ends`.
    """
    if not may_read(actor, interview):
        raise ActionRefused(not_yours_to(do_it, interview.episode.young_person))


def locked(interview: ReturnInterview) -> ReturnInterview:
    """The interview as it is now, locked until the transaction ends. Raises ActionRefused for a voided episode's."""
    current = interview_as_it_is(interview)
    refuse_void(current.episode)
    return current


def failed_attempts(interview: ReturnInterview) -> int:
    return interview.attempts.standing().filter(result__in=FAILED_ATTEMPTS).count()


def end_access(interview: ReturnInterview, until: datetime) -> None:
    """End what the holder is let see for this interview; to the instant, exclusive.

    What a former holder was let see has ended and stays so.
    """
    AccessGrant.objects.current().filter(
        source_key=f"interview:{interview.pk}", reason=AccessGrant.Reason.INTERVIEW
    ).update(until=until)


def why_not_hold(interview: ReturnInterview, user: User) -> str | None:
    """Why this person may not hold the interview, in words; None when they may."""
    if not user.can(Can.WORK_INTERVIEWS):
        return f"{user} does not do interviews."
    young_person = interview.episode.young_person
    if interview.is_theirs:
        return whose_it_is(interview)
    if young_person.is_restricted and not may_open(user, young_person.pk):
        return "The record is restricted. Only somebody named on it may interview."
    return why_not_interview(
        route=interview.route,
        is_returns_officer=user.holds(Role.RETURNS_OFFICER),
        is_own_worker=young_person.social_worker_id == user.pk,
        failed_attempts=failed_attempts(interview),
        is_wished=is_wished(interview, user),
    )


def is_wished(interview: ReturnInterview, user: User | None, name: str = "") -> bool:
    """Whether the young person asked to talk to this user, or to somebody of this name."""
    if user is not None:
        return interview.wished_interviewer_id == user.pk
    return bool(name) and interview.wished_name.casefold() == name.strip().casefold()


def wish_for_a_colleague(interview: ReturnInterview, user: User) -> str:
    """`They asked to talk to Dana Whit, their own social worker.`: while that is another who works here; else empty."""
    wished = interview.wished_interviewer
    if wished is None or wished == user or not wished.is_here:
        return ""
    is_own = wished.pk == interview.episode.young_person.social_worker_id
    return f"They asked to talk to {wished}{', their own social worker' if is_own else ''}."


def own_worker_named(interview: ReturnInterview, name: str) -> User | None:
    """The young person's own social worker, where whoever is typed may be meant as them (people.rules.may_be_meant)."""
    worker = interview.episode.young_person.social_worker
    return worker if worker and may_be_meant(worker.full_name, "Social worker", name) else None


def refuse_outsiders(interview: ReturnInterview, actor: User) -> None:
    """Refuse who neither has the interview nor hands out work; what nobody has is for whoever may take it.

    Raises ActionRefused in words.
    """
    if refusal := why_not_work(interview, actor):
        raise ActionRefused(refusal)


def why_not_work(interview: ReturnInterview, user: User) -> str | None:
    """Why this person may not record anything of the interview, in words; None when they may."""
    if interview.is_theirs:
        return whose_it_is(interview)
    if holds(user, interview) or gives_orders(user, interview):
        return None
    if interview.assigned_to:
        return f"{interview.assigned_to} has this interview. Ask them, or have it handed over to you."
    return why_not_hold(interview, user)


def why_not_write(interview: ReturnInterview, user: User) -> str | None:
    """Why this person may not begin to write its record, in words; None when they may.

    Besides `why_not_work`: their own social worker is told before a word is typed what the end would refuse. They may
    have it all the same, where they became that after it was given to them. Who hands out work may write down what
    somebody else was told, and is not hindered here.
    """
    refusal = why_not_work(interview, user)
    if refusal or gives_orders(user, interview):
        return refusal
    return why_not_as_own_worker(interview, user)


def why_not_as_own_worker(interview: ReturnInterview, user: User) -> str | None:
    """What the end of the interview would say to this person as the young person's own social worker; else None."""
    if interview.episode.young_person.social_worker_id != user.pk:
        return None
    return why_not_independent(
        Independence.CASE_HOLDER,
        is_own_worker=True,
        route=interview.route,
        failed_attempts=failed_attempts(interview),
        is_wished=is_wished(interview, user),
    )


def whose_it_is(interview: ReturnInterview) -> str:
    """What whoever would work a placing council's interview is told."""
    council = interview.episode.young_person.authority
    return f"{council} looks after them and holds this interview. Write down what they tell you of it."


def assign(interview: ReturnInterview, to: User, at: datetime) -> ReturnInterview:
    refuse_closed(interview)
    if refusal := why_not_hold(interview, to):
        raise ActionRefused(refusal, field="to")
    refuse_who_left(to, field="to")
    interview.assigned_to, interview.assigned_at = to, at
    interview.save(update_fields=["assigned_to", "assigned_at"])
    open_to_interviewer(interview, to, at)
    take_up_typed(interview, to)
    return interview


def open_to_interviewer(interview: ReturnInterview, holder: User, at: datetime) -> None:
    """Who has the interview sees what it needs, from `at` until it is closed or handed over."""
    AccessGrant.objects.update_or_create(
        young_person_id=interview.episode.young_person_id,
        user=holder,
        reason=AccessGrant.Reason.INTERVIEW,
        source_key=f"interview:{interview.pk}",
        defaults={"starts_at": at, "until": None},
    )


def note_move(interview: ReturnInterview, was_with: User | None, why: WhyMoved, by: User | None, at: datetime) -> None:
    """A line in its steps: nobody handed it over, and it is with somebody else now, or back in the queue."""
    InterviewMove.objects.create(
        interview=interview, moved_at=at, was_with=was_with, now_with=interview.assigned_to, why=why, by=by
    )


def refuse_closed(interview: ReturnInterview) -> None:
    """Raises ActionRefused where its outcome is on record."""
    if interview.outcome:
        raise ActionRefused(f"This interview is closed: {interview.get_outcome_display().lower()}.")


def give_to_who_is_named(interview: ReturnInterview, at: datetime | None = None) -> None:
    """The interview of a restricted record goes to the interviewer named on it: nobody else may find it."""
    young_person = interview.episode.young_person
    if not young_person.is_restricted or interview.assigned_to_id or interview.is_theirs:
        return
    named = interviewer_named_on(young_person)
    if named and not why_not_hold(interview, named):
        assign(interview, named, at or interview.episode.end_recorded_at or timezone.now())
