"""Who is told of a stage: whoever holds the place then, may see the record and still works here.

Where nobody does, the chain: social worker, team manager, service manager, administrators. The administrators then see
the kind and the team, not the case; and whoever stands in for another is told so. Of missing and harm nobody counts as
told whose e-mail comes back or cannot be sent: the chain goes on to somebody whom it reaches. Nor does it of these that
others are told: for the team manager of a team that has none, its service managers are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from textwrap import shorten

from django.db.models import Q
from django.utils import timezone

from accounts.models import Cover, OnCallWeek, Service, User
from accounts.models.away import CoverQuerySet
from accounts.models.user import COVER_STEPS
from accounts.rules import Can, Role
from alerts.models import Alert, StageRecipients
from alerts.sources import ROLE_OF, AlertSource, Stage, To, all_sources
from people.days import plain_date
from people.models import AccessGrant, YoungPerson

LONGEST_BECAUSE = 200
CHAIN = (To.WORKER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS, To.ADMINISTRATORS)

MAIL_COMES_BACK = "You are told because e-mail to those who should know of this does not reach them."


@dataclass(frozen=True)
class Matter:
    """One subject of which stages are due: what the sweep knows about it."""

    kind: str
    key: str
    due_at: datetime
    stages: tuple[Stage, ...]
    reference: str
    young_person_id: int | None
    holder_id: int | None
    not_to_id: int | None
    also_to: tuple[To, ...]
    about_user_id: int | None = None
    is_personal: bool = False
    can: Can = Can.USE_OWN_ACCOUNT
    is_at_once: bool = False
    says: str = ""

    @classmethod
    def of(cls, row: object, source: AlertSource, now: datetime) -> "Matter":
        """From a row of `AlertSource.reached`."""
        get = row.__getattribute__
        due_at: datetime = get("alert_due_at")
        return cls(
            kind=source.kind,
            key=get("alert_key"),
            due_at=due_at,
            stages=tuple(source.stages_due(due_at, get("alert_starts_at"), now)),
            reference=get("alert_reference") or "",
            young_person_id=get("alert_young_person"),
            holder_id=get("alert_holder"),
            not_to_id=get("alert_not_to"),
            also_to=tuple(to for to in source.also_to if get(f"alert_also_{to.name}")),
            about_user_id=get("alert_about_user"),
            is_personal=source.is_personal,
            can=source.can,
            is_at_once=get("alert_at_once"),
            says=get("alert_says"),
        )

    @property
    def latest(self) -> Stage:
        return self.stages[-1]

    @property
    def in_the_bell(self) -> str:
        return shorten(self.says.replace("\n", "; "), LONGEST_BECAUSE, placeholder=" …")


@dataclass(frozen=True)
class Told:
    """`because` is for the page of their alerts and may name a colleague; `because_by_email`, where it differs, not."""

    user: User
    capacity: Alert.Capacity
    because: str = ""
    because_by_email: str | None = None


class Directory:
    """Who holds which place at `now` for a batch of matters, fetched in a few queries whatever its size."""

    def __init__(self, matters: Iterable[Matter], now: datetime) -> None:
        self.matters, self.now = list(matters), now
        ids = {matter.young_person_id for matter in self.matters} - {None}
        self.people = YoungPerson.objects.select_related("team__service").in_bulk(ids)
        holders = {matter.holder_id for matter in self.matters} - {None}
        workers = {person.social_worker_id for person in self.people.values()} - {None}
        in_office = User.objects.holding(*ROLE_OF.values()).values("pk")
        covering = self._covers.values("cover")
        named = {pk for of_a_record in self._named_on.values() for pk in of_a_record}
        told = set().union(*self._told_before.values())
        wanted = Q(pk__in=holders | workers | named | told) | Q(pk__in=in_office) | Q(pk__in=covering)
        self.users = {user.pk: user for user in User.objects.active().with_access().filter(wanted).order_by("pk")}
        self._seen_by: dict[int, frozenset[int]] = {}

    def told(
        self, matter: Matter, *, is_out_of_hours: bool = False, in_vain: Collection[int] = frozenset()
    ) -> list[Told]:
        """Whom the latest stage of the matter tells, each once; of missing and harm out of hours more.

        `in_vain` are the users whom its own e-mail has not reached.
        """
        stage = matter.latest
        places = self._places_of(matter.kind, stage)
        found = self._in_places((*places, *matter.also_to), matter)
        if not found and stage.otherwise and places == stage.to:
            found = self._instead(places, self._in_places(stage.otherwise, matter))
        if not found:
            found = self._down_the_chain(places, matter)
        found |= self._for_the_team_manager(places, matter, found)
        if is_out_of_hours:
            more = self._out_of_hours(matter)
            # Of a restricted record its service managers are told in any case: why nobody else is, they learn too
            found = found | more if self.is_restricted(matter) else more | found
        found = self._with_covers(found, matter)
        return list((self._with_who_is_reached(found, matter, in_vain) if matter.is_at_once else found).values())

    def worker_id(self, matter: Matter) -> int | None:
        person = self.people.get(matter.young_person_id or 0)
        return person.social_worker_id if person else None

    def team_id(self, matter: Matter) -> int | None:
        person = self.people.get(matter.young_person_id or 0)
        return person.team_id if person else None

    def _for_the_team_manager(self, places: tuple[To, ...], matter: Matter, found: Collection[int]) -> dict[int, Told]:
        """Of missing and harm the service managers besides, where the team has no manager to tell."""
        if not matter.is_at_once or To.TEAM_MANAGERS not in places or self.team_id(matter) is None:
            return {}
        if self._in_place(To.TEAM_MANAGERS, matter):
            return {}
        instead = self._in_places((To.SERVICE_MANAGERS,), matter)
        because = "You are told because the team has no team manager."
        return {pk: replace(told, because=because) for pk, told in instead.items() if pk not in found}

    def _with_who_is_reached(self, found: dict[int, Told], matter: Matter, in_vain: Collection[int]) -> dict[int, Told]:
        """And, where mail reaches none of these, the next of the chain whom it does."""
        if any(_is_reached(told.user) and pk not in in_vain for pk, told in found.items()):
            return found
        for place in CHAIN:
            further = self._in_places((place,), matter, is_last_resort=place is To.ADMINISTRATORS)
            if reached := {pk: told for pk, told in further.items() if _is_reached(told.user) and pk not in in_vain}:
                return found | {pk: replace(told, because=MAIL_COMES_BACK) for pk, told in reached.items()}
        return found

    def _out_of_hours(self, matter: Matter) -> dict[int, Told]:
        """Duty and the on-call manager; where that one is nobody or may not know of it, the service managers."""
        on_call = self._in_place(To.ON_CALL, matter)
        found = self._in_places((To.ON_CALL, To.DUTY), matter)
        told = [user for user in on_call if user.pk in found or user.pk == matter.not_to_id]
        if any(_is_reached(user) or user.pk == matter.not_to_id for user in told):
            return found
        why = "the on-call manager may not open this record" if on_call else "nobody is on call this week"
        if told:
            why = "e-mail to the on-call manager comes back"
        because = f"You are told because {why}."
        instead = self._in_places((To.SERVICE_MANAGERS,), matter)
        return found | {pk: replace(told, because=because) for pk, told in instead.items()}

    def _with_covers(self, found: dict[int, Told], matter: Matter) -> dict[int, Told]:
        """And who covers for one of them, where they may know of it; who was told in their own right stays so.

        Where the cover is away too, who covers for that one, a few steps on: who was met before is not asked again.
        """
        told = dict(found)
        away, met = ([], set()) if matter.is_personal else (list(found), set(found))
        for _ in range(COVER_STEPS):
            covers = [cover for pk in away for cover in self._covers_of.get(pk, []) if cover.cover_id not in met]
            away = list({cover.cover_id: None for cover in covers})
            met.update(away)
            for cover in covers:
                user = self.users.get(cover.cover_id)
                if user and user.pk != matter.not_to_id and self._may_know(user, matter, Alert.Capacity.ROLE):
                    of, until = cover.absent, plain_date(cover.last_on)
                    because = (f"You cover for {of} until {until}.", f"You cover for a colleague until {until}.")
                    told.setdefault(user.pk, Told(user, Alert.Capacity.ROLE, *because))
        return told

    def is_restricted(self, matter: Matter) -> bool:
        person = self.people.get(matter.young_person_id or 0)
        return person is not None and person.is_restricted

    def team_name(self, matter: Matter) -> str:
        person = self.people.get(matter.young_person_id or 0)
        return person.team.name if person and person.team else ""

    def _places_of(self, kind: str, stage: Stage) -> tuple[To, ...]:
        """As the council set it, else as the stage comes."""
        return stage.places(self._chosen.get((kind, stage.code)))

    def _down_the_chain(self, places: tuple[To, ...], matter: Matter) -> dict[int, Told]:
        for place in CHAIN:
            if found := self._in_places((place,), matter, is_last_resort=place is To.ADMINISTRATORS):
                return self._instead(places, found)
        return {}

    @staticmethod
    def _instead(places: Iterable[To], found: dict[int, Told]) -> dict[int, Told]:
        because = f"You are told because {_nobody_of(tuple(places))} could be told."
        return {pk: replace(told, because=because, because_by_email=None) for pk, told in found.items()}

    def _in_places(self, places: Iterable[To], matter: Matter, *, is_last_resort: bool = False) -> dict[int, Told]:
        found: dict[int, Told] = {}
        for place in places:
            capacity = Alert.Capacity.HOLDER if place is To.HOLDER else Alert.Capacity.ROLE
            for user in self._in_place(place, matter):
                if user.pk == matter.not_to_id:
                    continue  # who did it knows of it
                if is_last_resort and matter.young_person_id:
                    found[user.pk] = Told(user, Alert.Capacity.LAST_RESORT)
                elif self._may_know(user, matter, capacity):
                    found.setdefault(user.pk, Told(user, capacity, *([matter.in_the_bell, ""] if matter.says else [])))
        return found

    def _in_place(self, place: To, matter: Matter) -> list[User]:
        person = self.people.get(matter.young_person_id or 0)
        if place is To.HOLDER:
            return self._named(matter.holder_id)
        if place is To.WORKER:
            return self._named(self.worker_id(matter))
        if place is To.ON_CALL:
            return [user for user in self.users.values() if user.pk == self._on_call_manager]
        if place is To.NAMED:
            named = self._named_on.get(matter.young_person_id or 0, set())
            return [user for user in self.users.values() if user.pk in named]
        if place is To.TOLD:
            told = self._told_before.get(matter.key, set())
            return [user for user in self.users.values() if user.pk in told]
        holders = self._holding[ROLE_OF[place]]
        if place is To.TEAM_MANAGERS:
            teams = {person.team_id} if person else self._teams_of.get(matter.about_user_id or 0, set())
            return [user for user in holders if teams & user.team_ids]
        if place is To.SERVICE_MANAGERS and person and person.team and person.team.service_id:
            theirs = self._managers_of.get(person.team.service_id, set())
            return [user for user in holders if user.pk in theirs] or holders
        return holders

    def _named(self, pk: int | None) -> list[User]:
        return [self.users[pk]] if pk in self.users else []

    def _may_know(self, user: User, matter: Matter, capacity: Alert.Capacity) -> bool:
        """The rule of `Alert.objects.visible_to`, asked for a whole batch at once."""
        if matter.young_person_id is None:
            return user.can(matter.can)
        if user.pk not in self._seen_by:
            visible = YoungPerson.objects.visible_to(user).filter(pk__in=self.people)
            self._seen_by[user.pk] = frozenset(visible.values_list("pk", flat=True))
        if matter.young_person_id in self._seen_by[user.pk]:
            return True
        return capacity is Alert.Capacity.HOLDER and not self.people[matter.young_person_id].is_restricted

    @cached_property
    def _on_call_manager(self) -> int | None:
        """Who is on call; a manager, and so one of `users`. Who covers for them is told as for any other."""
        return OnCallWeek.objects.at(self.now).values_list("manager", flat=True).first()

    @cached_property
    def _chosen(self) -> dict[tuple[str, str], list[str]]:
        chosen = StageRecipients.objects.values_list("kind", "stage", "places")
        return {(kind, stage): places for kind, stage, places in chosen}

    @cached_property
    def _named_on(self) -> dict[int, set[int]]:
        """Who is named now, by restricted young person."""
        restricted = [person.pk for person in self.people.values() if person.is_restricted]
        named: dict[int, set[int]] = {}
        if restricted:
            grants = AccessGrant.objects.current().filter(
                young_person__in=restricted, reason=AccessGrant.Reason.NAMED, user__isnull=False
            )
            for person, user in grants.values_list("young_person", "user"):
                named.setdefault(person, set()).add(user)
        return named

    @cached_property
    def _told_before(self) -> dict[str, set[int]]:
        """Who has had an alert of any kind about the same record, by its key, for those matters that ask."""
        keys = [matter.key for matter in self.matters if To.TOLD in matter.also_to]
        told: dict[str, set[int]] = {}
        if keys:
            kinds = [source.kind for source in all_sources()]
            alerts = Alert.objects.filter(stage__kind__in=kinds, stage__subject_key__in=keys)
            for key, user in alerts.values_list("stage__subject_key", "user"):
                told.setdefault(key, set()).add(user)
        return told

    @property
    def _covers(self) -> CoverQuerySet:
        return Cover.objects.on(timezone.localdate(self.now))

    @cached_property
    def _covers_of(self) -> dict[int, list[Cover]]:
        covers: dict[int, list[Cover]] = {}
        for cover in self._covers.filter(absent__in=list(self.users)).select_related("absent"):
            covers.setdefault(cover.absent_id, []).append(cover)
        return covers

    @cached_property
    def _teams_of(self) -> dict[int, set[int]]:
        """The teams of the users whom the matters are about."""
        about = {matter.about_user_id for matter in self.matters} - {None}
        teams: dict[int, set[int]] = {}
        for user, team in User.teams.through.objects.filter(user__in=about).values_list("user", "team"):
            teams.setdefault(user, set()).add(team)
        return teams

    @cached_property
    def _holding(self) -> dict[Role, list[User]]:
        """By the roles of their accounts: who is on call for the week is a place of its own."""
        return {role: [user for user in self.users.values() if role in user.held_roles] for role in ROLE_OF.values()}

    @cached_property
    def _managers_of(self) -> dict[int, set[int]]:
        managers = [user.pk for user in self._holding[Role.SERVICE_MANAGER]]
        services: dict[int, set[int]] = {}
        for service, user in Service.managers.through.objects.filter(user__in=managers).values_list("service", "user"):
            services.setdefault(service, set()).add(user)
        return services


def _is_reached(user: User) -> bool:
    """By e-mail; who is not has the alert in the bell all the same."""
    return user.email_bounced_at is None


def _nobody_of(places: tuple[To, ...]) -> str:
    """`nobody who holds this work and no service manager or director`, in whose place somebody else is told."""
    if len(places) > 4:
        return "nobody of those whom this is for"
    *others, last = [place.value for place in places if place is not To.HOLDER] or [""]
    roles = f"no {', '.join(others)} or {last}" if others else f"no {last}"
    holder = ["nobody who holds this work"] if To.HOLDER in places else []
    return " and ".join([*holder, *([roles] if last else [])])
