"""Who stands in for whom while they are away; and that it ends with the account of who does."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.actions.moved_work import Moved, tell_of_moved_work
from accounts.models import Cover, User, UserQuerySet, WhyMoved
from accounts.models.away import CoverQuerySet
from accounts.rules import ROLES_THAT_CAN, Can, Role, why_not_cover
from accounts.work import HandedOn

LONGEST_DAYS = 366


@transaction.atomic
def arrange_cover(
    *, actor: User, absent: User, cover: User, first_on: date, last_on: date, at: datetime | None = None
) -> Cover:
    """Have `cover` stand in for `absent` from the first to the last London day, both included.

    People arrange it for themselves, managers for those of their teams. `at` is when it is said (default: now). Raises
    ActionRefused for days that cannot be, for a cover who may not do what the absent one does or is away then, and for
    somebody who covers at that time already.
    """
    require(actor, Can.USE_OWN_ACCOUNT)
    at = at or timezone.now()
    if not people_to_cover(actor).filter(pk=absent.pk).exists():
        raise ActionRefused("You arrange cover for yourself and for the people of your teams.", field="absent")
    if absent == cover:
        raise ActionRefused("Choose somebody else: nobody covers for themselves.", field="cover")
    if last_on < first_on:
        raise ActionRefused("The last day cannot be before the first.", field="last_on")
    if last_on < timezone.localdate(at):
        raise ActionRefused("This day is past.", field="last_on")
    if (last_on - first_on).days > LONGEST_DAYS:
        raise ActionRefused("Cover lasts a year at most. Hand their work over instead.", field="last_on")
    cover = User.objects.select_for_update(of=("self",), no_key=True).get(pk=cover.pk)
    if not cover.is_here:
        raise ActionRefused(f"{cover} does not use Safe Return any more.", field="cover")
    if refusal := why_not_cover(absent.held_roles, cover.held_roles):
        raise ActionRefused(f"{cover} cannot cover for {absent}: {refusal}", field="cover")
    covers = Cover.objects.filter(absent=absent, cover=cover, ended_at__isnull=True)
    if covers.within(first_on, last_on).exists():
        raise ActionRefused(f"{cover} covers for {absent} in that time already.", field="cover")
    refuse_who_is_away(cover, first_on, last_on, instead="Choose somebody who is here, or other days.", field="cover")
    _covered_now(absent, first_on, last_on, timezone.localdate(at))
    return Cover.objects.create(
        absent=absent, cover=cover, first_on=first_on, last_on=last_on, said_by=actor, recorded_at=at
    )


def _covered_now(absent: User, first_on: date, last_on: date, today: date) -> None:
    """Of days on which nobody covers those are covered again that this cover reaches over, from today on."""
    rows = Cover.objects.filter(absent=absent, is_uncovered=True, last_on__lte=last_on)
    if first_on > today:
        rows = rows.filter(first_on__gte=first_on)
    rows.update(is_uncovered=False)


@transaction.atomic
def end_cover(*, actor: User, cover: Cover, at: datetime | None = None) -> Cover:
    """They are back, or somebody else covers: what the cover sees ends at once.

    Where nobody covers any more since the cover has left, that they are back. The absent one may, the cover, and their
    managers. Raises ActionRefused for everybody else.
    """
    require(actor, Can.USE_OWN_ACCOUNT)
    current = Cover.objects.select_for_update(of=("self",)).get(pk=cover.pk)
    may = actor.pk == current.cover_id or people_to_cover(actor).filter(pk=current.absent_id).exists()
    if not may:
        raise ActionRefused("This cover is not yours to end.")
    if current.ended_at is None or current.is_uncovered:
        current.ended_at, current.is_uncovered = current.ended_at or at or timezone.now(), False
        current.save(update_fields=["ended_at", "is_uncovered"])
    return current


def refuse_who_is_away(user: User, first_on: date, last_on: date, *, instead: str, field: str) -> None:
    """Refuse to give somebody what has to be done on these days while they are away on one of them.

    `instead` says what to do, at the end. Raises ActionRefused, covered or not: their work waits for them already.
    """
    absences = Cover.objects.filter(absent=user).absences().within(first_on, last_on)
    if away := absences.select_related("cover").order_by("is_uncovered", "first_on", "pk").first():
        days = f"from {away.first_on:%-d %B} to {away.last_on:%-d %B}"
        by = "nobody" if away.is_uncovered else away.cover
        raise ActionRefused(f"{user} is away {days}, and {by} covers for them. {instead}", field=field)


def people_to_cover(user: User) -> UserQuerySet:
    """For whom this user may arrange cover: themselves, and who works in the teams that they answer for."""
    people = User.objects.active()
    if user.can(Can.ANSWER_FOR_TEAMS) and user.holds(Role.SERVICE_MANAGER):
        return people
    teams = user.team_ids if user.can(Can.ANSWER_FOR_TEAMS) else ()
    members = User.teams.through.objects.filter(team__in=teams).values("user")
    return people.filter(pk=user.pk) | people.filter(pk__in=members)


def who_may_cover(absent: User) -> UserQuerySet:
    """The colleagues who open records and whose roles let them do what the absent one does."""
    readers = User.objects.holding(*ROLES_THAT_CAN[Can.SEE_RECORDS]).exclude(pk=absent.pk).values("pk")
    colleagues = User.objects.with_access().filter(pk__in=readers)
    able = [user.pk for user in colleagues if why_not_cover(absent.held_roles, user.held_roles) is None]
    return User.objects.filter(pk__in=able).order_by("full_name", "pk")


def covers_held(user: User) -> CoverQuerySet:
    """Running or to come: whom they stand in for."""
    return Cover.objects.not_over().filter(cover=user)


@transaction.atomic
def hand_on_covers(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
    """The leaver covers for nobody any more; who can arrange another cover is told, nobody takes it unasked.

    `to` is of no account: whom somebody sees is theirs or their manager's to say.
    """
    if actor is not None:
        require(actor, Can.MANAGE_USERS)
    ended = 0
    for cover in covers_held(leaver).select_related("absent").select_for_update(of=("self",)):
        others = Cover.objects.filter(absent=cover.absent, ended_at__isnull=True).exclude(pk=cover.pk)
        from_now_on = max(timezone.localdate(at), cover.first_on)
        cover.ended_at = at
        cover.is_uncovered = not others.filter(first_on__lte=from_now_on, last_on__gte=cover.last_on).exists()
        cover.save(update_fields=["ended_at", "is_uncovered"])
        days = f"from {cover.first_on:%-d %B} to {cover.last_on:%-d %B}"
        what = f"Cover for {cover.absent} {days} has ended: arrange another"
        told = [cover.absent, *_who_arranges_for(cover.absent, leaver)] if cover.absent.is_here else []
        tell_of_moved_work([Moved(leaver, user, what) for user in told], why=WhyMoved.LEFT, by=actor, at=at)
        ended += 1
    return HandedOn(0, ended)


def _who_arranges_for(absent: User, leaver: User) -> list[User]:
    """The other managers of their teams, else the service managers; in a council without either its administrators."""
    others = User.objects.exclude(pk__in=[absent.pk, leaver.pk]).order_by("pk")
    managers = others.filter(teams__in=absent.teams.values("pk"))
    return list(
        managers.holding(Role.TEAM_MANAGER)
        or others.holding(Role.SERVICE_MANAGER)
        or others.holding(Role.ADMINISTRATOR)
    )
