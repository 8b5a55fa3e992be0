"""What becomes of the interviews, reviews, discussions and actions of somebody who leaves (accounts.work)."""

from collections import Counter, defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.access import ActionRefused, require
from accounts.models import User, WhyMoved
from accounts.presence import refuse_who_left
from accounts.rules import ROLES_THAT_CAN, Can, Role
from accounts.work import HandedOn
from missing.actions.locking import lock_young_people_of
from missing.actions.queue import assign, end_access, note_move, why_not_hold
from missing.models import FollowUpAction, InterviewBooking, LongReview, ReturnInterview, StrategyDiscussion
from missing.reviewers import why_not_review
from people.actions.left_to import left_to
from people.models import YoungPerson, may_open

NOTHING_TO_DO = "After an episode that was voided there is nothing to take on."


def interviews_held(user: User) -> QuerySet[ReturnInterview]:
    """Every interview still given to them, on the queue or not, whatever they may see of it.

    Those of voided episodes too, which may come back.
    """
    return ReturnInterview.objects.filter(assigned_to=user, outcome="")


def bookings_held(user: User) -> QuerySet[InterviewBooking]:
    """The times that are booked for those interviews: they stand, and whoever takes the interview keeps them."""
    return InterviewBooking.objects.standing().filter(interview__in=interviews_held(user).values("pk"))


def wishes_for(user: User) -> QuerySet[ReturnInterview]:
    """The interviews to do in which the young person asked for them, whoever has them."""
    return ReturnInterview.objects.standing().filter(wished_interviewer=user, outcome="")


def who_may_take_interviews(leaver: User) -> QuerySet[User]:
    return User.objects.holding(*ROLES_THAT_CAN[Can.WORK_INTERVIEWS]).exclude(pk=leaver.pk).order_by("full_name", "pk")


@transaction.atomic
def hand_on_interviews(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
    """Give the leaver's interviews to `to`; those that `to` may not hold, or all where it is nobody, go back.

    Of a voided episode nobody takes one on: it would open the record to them for nothing. Should that be put back, it
    is in the queue. What the leaver was let see for them ends. Raises ActionRefused where `to` has left too.
    """
    if actor is not None:
        require(actor, Can.MANAGE_USERS)
    given, put_back, reasons = list[str](), 0, set()
    lock_young_people_of(interviews_held(leaver), "episode__young_person")
    rows = interviews_held(leaver).select_related("episode__young_person").select_for_update(of=("self",), no_key=True)
    for interview in rows.order_by("pk"):
        end_access(interview, at)
        refusal = (NOTHING_TO_DO if interview.is_void else why_not_hold(interview, to)) if to else None
        if to and refusal is None:
            assign(interview, to, at)
            note_move(interview, leaver, WhyMoved.LEFT, actor, at)
            given.append(interview.episode.reference)
            continue
        interview.assigned_to = interview.assigned_at = None
        interview.save(update_fields=["assigned_to", "assigned_at"])
        note_move(interview, leaver, WhyMoved.LEFT, actor, at)
        put_back += 1
        reasons |= {refusal} if refusal else set()
    return HandedOn(len(given), put_back, " ".join(sorted(reasons)), which={to: given} if to else {})


def contacts_held(user: User) -> QuerySet[ReturnInterview]:
    """The contacts that are due with the young people whose social worker they are."""
    return ReturnInterview.objects.contact_due().filter(episode__young_person__social_worker=user)


def reviews_held(user: User) -> QuerySet[LongReview]:
    """The reviews of long absences that they are named for."""
    return LongReview.objects.to_hold().filter(manager=user)


def who_may_take_reviews(leaver: User) -> QuerySet[User]:
    holding = User.objects.holding(*ROLES_THAT_CAN[Can.REVIEW_LONG_MISSING])
    return holding.exclude(pk=leaver.pk).order_by("full_name", "pk")


@transaction.atomic
def hand_on_reviews(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
    """Name `to` for the leaver's reviews; those that `to` may not hold, or all where it is nobody, are the teams'.

    Raises ActionRefused where `to` has left too.
    """
    if actor is not None:
        require(actor, Can.MANAGE_USERS)
    given, left, reasons = list[str](), list[tuple[YoungPerson, str]](), set()
    lock_young_people_of(reviews_held(leaver), "episode__young_person")
    rows = reviews_held(leaver).select_related("episode__young_person").select_for_update(of=("self",), no_key=True)
    reviews = list(rows.order_by("pk"))
    if to:
        refuse_who_left(to)
    for review in reviews:
        refusal = why_not_review(to, review.episode.young_person) if to else None
        review.manager = None if refusal else to
        review.save(update_fields=["manager"])
        if review.manager:
            given.append(review.episode.reference)
        else:
            left.append((review.episode.young_person, review.episode.reference))
        reasons |= {refusal} if refusal else set()
    return _moved(to, given, left, leaver, " ".join(sorted(reasons)))


def discussions_held(user: User) -> QuerySet[StrategyDiscussion]:
    """The open strategy discussions that they were to call together."""
    return StrategyDiscussion.objects.open().filter(assigned_to=user)


def who_may_take_discussions(leaver: User) -> QuerySet[User]:
    holding = User.objects.holding(*ROLES_THAT_CAN[Can.RECORD_STRATEGY_DISCUSSIONS])
    return holding.exclude(pk=leaver.pk).order_by("full_name", "pk")


@transaction.atomic
def hand_on_discussions(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
    """Give the leaver's discussions to `to`; those that `to` may not open, or all where it is nobody, are the teams'.

    Raises ActionRefused where `to` has left too.
    """
    if actor is not None:
        require(actor, Can.MANAGE_USERS)
    given, left = list[str](), list[tuple[YoungPerson, str]]()
    lock_young_people_of(discussions_held(leaver))
    rows = discussions_held(leaver).select_related("young_person").select_for_update(of=("self",), no_key=True)
    for discussion in rows.order_by("pk"):
        if to:
            refuse_who_left(to)
        discussion.assigned_to = to if to and may_open(to, discussion.young_person_id) else None
        discussion.save(update_fields=["assigned_to"])
        if discussion.assigned_to:
            given.append(discussion.reference)
        else:
            left.append((discussion.young_person, discussion.reference))
    return _moved(to, given, left, leaver, f"{to} may not open those records." if to and left else "")


def _moved(
    to: User | None, given: list[str], left: list[tuple[YoungPerson, str]], leaver: User, because: str
) -> HandedOn:
    """What `to` has now, and what is left to the managers."""
    which = {to: given} if to else {}
    return HandedOn(len(given), len(left), because, which=which, left_to=left_to(left, leaver))


def follow_ups_held(user: User) -> QuerySet[FollowUpAction]:
    """What they were to do because of an interview and have not settled."""
    return FollowUpAction.objects.open().filter(owner=user)


def who_may_take_follow_ups(leaver: User) -> QuerySet[User]:
    return User.objects.holding(*ROLES_THAT_CAN[Can.RECORD_CONTACTS]).exclude(pk=leaver.pk).order_by("full_name", "pk")


@transaction.atomic
def hand_on_follow_ups(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
    """Give the leaver's actions to `to`; those that `to` may not open, or all where it is nobody, go to whoever gave
    them out, else to the young person's worker, else to a service manager.

    Raises ActionRefused where `to` has left too, and where nobody is left: a council without a service manager.
    """
    if actor is not None:
        require(actor, Can.MANAGE_USERS)
    given, to_others, which = 0, Counter[User](), defaultdict[User, list[str]](list)
    lock_young_people_of(follow_ups_held(leaver), "interview__episode__young_person")
    rows = follow_ups_held(leaver).select_related("by", "interview__episode__young_person__social_worker")
    for follow_up in rows.select_for_update(of=("self",), no_key=True).order_by("pk"):
        if to:
            refuse_who_left(to)
        person = follow_up.interview.episode.young_person
        is_taken = to is not None and may_open(to, person.pk)
        owner = to if is_taken else instead_of(leaver, follow_up.by, person)
        if owner is None:
            raise ActionRefused(
                "Nobody is left who may open the record and could do it. Give somebody the role of service manager, "
                "then close the account.",
                field="follow_ups_to",
            )
        follow_up.owner = owner
        follow_up.save(update_fields=["owner"])
        given += is_taken
        to_others[owner] += not is_taken
        which[owner].append(follow_up.interview.episode.reference)
    put_back = to_others.total()
    because = f"{to} may not open those records." if to and put_back else ""
    return HandedOn(given, put_back, because, +to_others, which)


def instead_of(leaver: User, gave_it: User, person: YoungPerson) -> User | None:
    """Who does something in their stead: whoever gave it out, the young person's worker, else a service manager.

    The one of their own service first.
    """
    others = [gave_it, person.social_worker, *service_managers_for(person)]
    here = (user for user in others if user and user.pk != leaver.pk and user.is_here and may_open(user, person.pk))
    return next(here, None)


def service_managers_for(person: YoungPerson) -> list[User]:
    """The service managers of their team's service, then the others; none in a council without one."""
    holding = User.objects.holding(Role.SERVICE_MANAGER).order_by("pk")
    own = list(holding.filter(services_managed__teams=person.team_id).distinct()) if person.team_id else []
    return [*own, *(user for user in holding if user not in own)]
