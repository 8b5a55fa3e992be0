"""Restricting a record to the people named on it. The service manager, who names them, and the director see it too."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.actions.moved_work import Moved
from accounts.models import User
from accounts.rules import Can
from people.actions.stale import locked, locked_person
from people.history import because
from people.models import AccessGrant, YoungPerson
from people.models.young_person import SEES_RESTRICTED_RECORDS
from people.restricting import MissingNow, hand_over_the_log, missing_now, move_work, whose_it_is

ASK_WHO_KEEPS_THE_LOG = "They are missing now. Say who keeps the log: nobody else will see it."

INTERVIEWER = "restriction:interviewer"
NAMED = "restriction:named"
BY_MERGE = "restriction:merge"
"""Named by the merge of two records, to keep the log: until it is undone, unless a service manager names them too."""
ALL_NAMED = (INTERVIEWER, NAMED, BY_MERGE)

IS_NAMED = (
    " is named to hold the return home interviews of this restricted record. Who holds them is independent of their "
    "care. Ask the service manager to name somebody else there first."
)
"""After the name of whoever was to become their social worker."""


@transaction.atomic
def restrict_record(
    *,
    actor: User,
    young_person: YoungPerson,
    interviewer: User | None,
    others: Iterable[User] = (),
    keeper: User | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> list[Moved]:
    """Close the record to all but those named, the service manager and the director.

    Somebody must be named who can hold the return home interviews, or nobody could see them fall due. Open work of
    those who are not named goes to who sees the record (people.restricting): says what moved, and both are told, as are
    their social worker and reviewing officer where they see it no more. Of who is missing now `keeper` keeps the log
    and is named too. Raises ActionRefused without an interviewer, for one who may not hold interviews, and as
    `keeper_of`; StaleRecord when it has changed since `version`.
    """
    require(actor, Can.RESTRICT_RECORDS)
    at = at or timezone.now()
    current = locked_person(actor, young_person, version)
    missing = missing_now(current)
    keeper = keeper_of(missing, keeper)
    had_it = whose_it_is(current)
    _name(current, interviewer, [*others, *to_name(keeper)], at)
    current.is_restricted = True
    current.save(update_fields=["is_restricted"])
    moved = move_work(actor, current, at, had_it=had_it)
    return [*moved, hand_over_the_log(actor, keeper, current, missing, at)] if missing and keeper else moved


@transaction.atomic
def change_named(
    *,
    actor: User,
    young_person: YoungPerson,
    interviewer: User | None,
    others: Iterable[User] = (),
    version: int | None = None,
    at: datetime | None = None,
) -> list[Moved]:
    """Name other people on a restricted record; work of who is named no more moves. Says and raises as
    `restrict_record`.
    """
    require(actor, Can.RESTRICT_RECORDS)
    at = at or timezone.now()
    current = locked_person(actor, young_person, version)
    had_it = whose_it_is(current)
    _name(current, interviewer, others, at)
    return move_work(actor, current, at, had_it=had_it)


@transaction.atomic
def lift_restriction(*, actor: User, young_person: YoungPerson, reason: str, at: datetime | None = None) -> YoungPerson:
    """Open the record again to everybody whose work it is. The history of the record keeps why.

    Raises ActionRefused without a reason, and for a record that is open.
    """
    require(actor, Can.RESTRICT_RECORDS)
    if not reason.strip():
        raise ActionRefused("Write why everybody whose work it is may see the record again.", field="reason")
    current = locked(young_person, None)
    if not current.is_restricted:
        raise ActionRefused("This record is not restricted any more.")
    with because(reason.strip()):
        named_on(current).update(until=at or timezone.now())
        current.is_restricted = False
        current.save(update_fields=["is_restricted"])
    return current


def keeper_of(missing: MissingNow | None, keeper: User | None) -> User | None:
    """Who keeps the log of who is missing now, by whatever door the record is closed to others; None of who is not.

    Raises ActionRefused where nobody is said, and for somebody who logs no episodes.
    """
    if missing is None:
        return None
    if keeper is None:
        raise ActionRefused(ASK_WHO_KEEPS_THE_LOG, field="keeper")
    if not keeper.can(Can.LOG_EPISODES):
        raise ActionRefused(f"{keeper} does not log episodes.", field="keeper")
    return keeper


def to_name(keeper: User | None) -> list[User]:
    """Who keeps the log is named, unless they see restricted records anyway."""
    return [keeper] if keeper and not keeper.holds(*SEES_RESTRICTED_RECORDS) else []


def named_on(young_person: YoungPerson) -> QuerySet[AccessGrant]:
    """The grants of those who are named now."""
    named = AccessGrant.objects.filter(young_person=young_person, source_key__in=ALL_NAMED)
    return named.filter(reason=AccessGrant.Reason.NAMED, until__isnull=True)


def name_on(young_person: YoungPerson, user: User | None, source_key: str, at: datetime) -> None:
    """Name them from that instant on; who was named once under that key is named again."""
    AccessGrant.objects.update_or_create(
        young_person=young_person,
        reason=AccessGrant.Reason.NAMED,
        source_key=source_key,
        user=user,
        role="",
        defaults={"starts_at": at, "until": None},
    )


def interviewer_named_on(young_person: YoungPerson) -> User | None:
    """Who is named to hold the interviews of a restricted record."""
    grant = named_on(young_person).filter(source_key=INTERVIEWER).select_related("user").first()
    return grant.user if grant else None


def with_interviewer_named(people: QuerySet[YoungPerson]) -> QuerySet[YoungPerson]:
    """With what `is_named_to_interview` asks, in the one query that fetches them."""
    grants = AccessGrant.objects.filter(young_person=OuterRef("pk"), reason=AccessGrant.Reason.NAMED)
    running = grants.filter(source_key=INTERVIEWER, until__isnull=True)
    return people.annotate(named_interviewer_id=Subquery(running.values("user")[:1]))


def is_named_to_interview(user: User, young_person: YoungPerson) -> bool:
    """Whether they are named to hold the interviews of a restricted record; a page has fetched it along."""
    if not young_person.is_restricted:
        return False
    if not hasattr(young_person, "named_interviewer_id"):
        return interviewer_named_on(young_person) == user
    return young_person.named_interviewer_id == user.pk


def _name(young_person: YoungPerson, interviewer: User | None, others: Iterable[User], at: datetime) -> None:
    if interviewer is None:
        raise ActionRefused("Name somebody who will hold the return home interviews.", field="interviewer")
    if not interviewer.can(Can.WORK_INTERVIEWS):
        raise ActionRefused(f"{interviewer} does not hold return home interviews.", field="interviewer")
    if interviewer == young_person.social_worker:
        raise ActionRefused(
            "This is their own social worker. The interviewer must be independent of their care.", field="interviewer"
        )
    wanted = {(INTERVIEWER, interviewer)} | {(NAMED, user) for user in others if user != interviewer}
    readers_not = sorted(str(user) for _, user in wanted if not user.can(Can.SEE_RECORDS))
    if readers_not:
        who = f"{' and '.join(readers_not)} {'does' if len(readers_not) == 1 else 'do'}"
        raise ActionRefused(f"{who} not read records.", field="others")
    for grant in named_on(young_person).select_related("user"):
        if grant.user and (grant.source_key, grant.user) in wanted:
            wanted.remove((grant.source_key, grant.user))
        else:
            grant.until = at
            grant.save(update_fields=["until"])
    for source_key, user in wanted:
        name_on(young_person, user, source_key, at)
