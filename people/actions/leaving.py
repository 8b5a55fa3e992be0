"""What becomes of the young people of somebody who leaves (accounts.work)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.access import require
from accounts.models import User
from accounts.presence import refuse_who_left
from accounts.rules import ROLES_THAT_CAN, Can, Role
from accounts.work import HandedOn, Work, register
from people.actions.left_to import left_to
from people.actions.restriction import INTERVIEWER
from people.models import AccessGrant, YoungPerson
from people.urgency import urgent_first

WORKERS = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER)


def hand_on_young_people(field: str) -> Callable[[User, User | None, User | None, datetime], HandedOn]:
    """The `hand_on` of those whose `field` names the leaver: their worker or their reviewing officer.

    They stay with their team. Nobody becomes the worker of whom they are named to interview on a restricted record:
    those go to nobody yet. Raises ActionRefused where who takes them has left too.
    """

    @transaction.atomic
    def hand_on(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
        if actor is not None:
            require(actor, Can.MANAGE_USERS)
        held = YoungPerson.objects.filter(**{field: leaver})
        people = list(held.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        if to:
            refuse_who_left(to)
        named = named_to_interview(to) if to and field == "social_worker" else AccessGrant.objects.none()
        interviewed = list(named.values_list("young_person", flat=True))
        put_back = YoungPerson.objects.filter(pk__in=people).filter(pk__in=interviewed).update(**{field: None})
        moved = YoungPerson.objects.filter(pk__in=people, **{field: leaver}).update(**{field: to})
        theirs = {person.pk: person for person in urgent_first(YoungPerson.objects.filter(pk__in=people), "pk")}
        if to is None:
            return HandedOn(0, moved, left_to=_left(theirs.values(), field, leaver))
        seen = set(YoungPerson.objects.visible_to(to).filter(pk__in=people).values_list("pk", flat=True))
        given = [person.reference for pk, person in theirs.items() if pk in seen and pk not in interviewed]
        left = [theirs[pk] for pk in theirs if pk in interviewed]
        because = f"{to} is named for the interviews of a restricted record." if put_back else ""
        return HandedOn(moved, put_back, because, which={to: given}, left_to=_left(left, field, leaver))

    return hand_on


def _left(people: Iterable[YoungPerson], field: str, leaver: User) -> dict[User, list[str]]:
    """Who is told that they have no worker. Of a reviewing officer nobody is: their service names another."""
    rows = [(person, person.reference) for person in people]
    return left_to(rows, leaver) if field == "social_worker" else {}


def allocated_to(user: User) -> QuerySet[YoungPerson]:
    return YoungPerson.objects.filter(social_worker=user)


def reviewed_by(user: User) -> QuerySet[YoungPerson]:
    return YoungPerson.objects.filter(reviewing_officer=user)


def named_to_interview(user: User) -> QuerySet[AccessGrant]:
    """The restricted records on which they are named to hold the interviews."""
    grants = AccessGrant.objects.current().filter(user=user, reason=AccessGrant.Reason.NAMED, source_key=INTERVIEWER)
    return grants.filter(young_person__is_restricted=True)


def _holding(*roles: Role) -> Callable[[User], QuerySet[User]]:
    return lambda leaver: User.objects.holding(*roles).exclude(pk=leaver.pk).order_by("full_name", "pk")


def register_work() -> None:
    """Kinds of work that stand on no home page, and must not stay with who leaves."""
    register(
        Work(
            order=60,
            key="young_people",
            title="Young people whose social worker they are",
            rows=allocated_to,
            template="",
            empty="",
            is_on_home=False,
            hand_on=hand_on_young_people("social_worker"),
            needs=frozenset(WORKERS),
            takers=_holding(*WORKERS),
            put_back="No worker for now: their team manager gives them to somebody",
        )
    )
    register(
        Work(
            order=61,
            key="reviewed",
            title="Young people whose care they review",
            rows=reviewed_by,
            template="",
            empty="",
            is_on_home=False,
            hand_on=hand_on_young_people("reviewing_officer"),
            needs=frozenset({Role.REVIEWING_OFFICER}),
            takers=_holding(Role.REVIEWING_OFFICER),
            put_back="No reviewing officer for now",
        )
    )
    register(
        Work(
            order=62,
            key="named",
            title="Restricted records on which they are named for the interviews",
            rows=named_to_interview,
            template="",
            empty="",
            is_on_home=False,
            needs=ROLES_THAT_CAN[Can.WORK_INTERVIEWS],
            must_be_moved="They are named to hold the interviews of a restricted record. Ask the service manager to "
            "name somebody else there first.",
        )
    )
