"""What falls due, and who is told at which stage. Rooms above register their sources in `AppConfig.ready()`.

A source says which records stand open and where each keeps its deadline; the sweep (alerts/actions/raising.py) does the
rest, the same for all: one indexed query a source, "this stage is due and is not on record".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from itertools import groupby
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from accounts.rules import Can, Role, roles_allow
from alerts.rules import LONGEST, in_order
from people.lengths import counted
from people.models import YoungPerson

A_LONG_ROW = 4
"""So many stages alike, one after the other, are shown and set as one."""

Expression = Any
"""What Django takes in `annotate`: F("…"), Exists(…), Value(…)."""


class To(Enum):
    """Whom a stage tells: whoever holds that place when it is raised."""

    HOLDER = "holder"
    WORKER = "allocated social worker"
    TEAM_MANAGERS = "team manager"
    RETURNS_OFFICERS = "Missing Returns Officer"
    SERVICE_MANAGERS = "service manager"
    HUB = "exploitation hub"
    DIRECTOR = "director"
    DUTY = "duty"
    ON_CALL = "on-call manager"
    ADMINISTRATORS = "administrator"
    NAMED = "whoever is named on the restricted record"
    TOLD = "whoever was told of it before"


ROLE_OF = {
    To.TEAM_MANAGERS: Role.TEAM_MANAGER,
    To.RETURNS_OFFICERS: Role.RETURNS_OFFICER,
    To.SERVICE_MANAGERS: Role.SERVICE_MANAGER,
    To.HUB: Role.HUB,
    To.DIRECTOR: Role.DIRECTOR,
    To.DUTY: Role.DUTY,
    To.ADMINISTRATORS: Role.ADMINISTRATOR,
}


def places_in_words(places: Iterable[To]) -> str:
    return ", ".join(place.value for place in places)


@dataclass(frozen=True)
class Stage:
    """One point in time to tell somebody, `offset` from the deadline: before it when negative.

    `words` follow the source's label: "Return home interview" + "overdue by 24 hours". `otherwise` are told where
    nobody is in any of the places `to`. Where the hours are local policy, an administrator may set them: `by_hours` is
    how the words then go, "overdue by {hours}", and `most_hours` where more would lie before there is anything to tell.
    `set_as` names the setting of the environment where they come from one.
    """

    code: str
    words: str
    offset: timedelta
    to: tuple[To, ...]
    otherwise: tuple[To, ...] = ()
    by_hours: str = ""
    most_hours: int = LONGEST
    set_as: str = ""

    def at(self, hours: int) -> "Stage":
        """The same stage, so many hours before the deadline or after it, on the side on which it stands."""
        offset = timedelta(hours=hours)
        words = self.by_hours.format(hours=counted(hours, "hour"))
        return replace(self, offset=offset if self.is_urgent else -offset, words=words)

    @property
    def hours(self) -> int:
        """From the deadline, to either side."""
        return int(abs(self.offset).total_seconds()) // 3600

    @property
    def is_urgent(self) -> bool:
        return self.offset >= timedelta(0)

    def places(self, chosen: Sequence[str] | None) -> tuple[To, ...]:
        """As the council chose, by name, else as it comes; a name that is none any more counts for nothing."""
        return tuple(To[name] for name in chosen or () if name in To.__members__) or self.to


@dataclass(frozen=True)
class AlertSource:
    """One kind of thing that falls due.

    `subjects(now)` are the records whose matter stands, from an index that holds no others; the expressions say where
    each keeps what the sweep needs. Nothing at or after its stage but before `alerts_from` is raised. `is_paused` holds
    back new stages and what was put off, and lets what is on record stand. `also_to` tells a further place where its
    condition holds, `not_to` leaves one person out (who made it happen knows). What is about a user is told to the
    managers of their teams (`about_user`). `is_news` has no deadline: it happened at that instant. Nor has
    `is_waiting`: it has waited since that instant, and its stages say for how long. `at_once` is for missing and harm:
    its e-mails never wait for others, and outside office hours duty, the on-call manager and the duty mailbox have it
    too. What `is_told_once` is over
    for good when it was cleared: should its matter stand again, another kind says so in words of its own. What
    `is_personal` is nothing to whoever covers. `can` is what the page behind it asks for, where that is no
    young person's: who may not open it is not told. `at_once_where` is `at_once` for those of its records alone that
    it holds for. What `is_of_a_day` is no deadline but what a day brings, which begins at that instant: a birthday.
    `says` is more of it for the bell, where a colleague may be named; no e-mail has it.
    """

    kind: str
    label: str
    key: str
    stages: tuple[Stage, ...]
    subjects: Callable[[datetime], QuerySet[Any]]
    deadline: Expression
    reference: Expression
    path: Callable[[str], str]
    alerts_from: Expression = None
    young_person: Expression = None
    holder: Expression = None
    not_to: Expression = None
    about_user: Expression = None
    is_paused: Q | None = None
    also_to: Mapping[To, Q] = field(default_factory=dict)
    is_news: bool = False
    is_waiting: bool = False
    is_told_once: bool = False
    at_once: bool = False
    at_once_where: Q | None = None
    is_personal: bool = False
    is_of_a_day: bool = False
    says: Expression = None
    can: Can = Can.USE_OWN_ACCOUNT

    def __post_init__(self) -> None:
        if not in_order(self.stages):
            raise ValueError(f"{self.kind}: the stages do not stand in the order of their times")

    @property
    def places(self) -> tuple[To, ...]:
        """Those that a stage of this kind can tell: those of a young person's where it is about one, and its own."""
        about_a_person = (To.WORKER, To.TEAM_MANAGERS, To.RETURNS_OFFICERS, To.HUB, To.DUTY, To.DIRECTOR)
        places = (
            *((To.HOLDER,) if self.holder is not None else ()),
            *(about_a_person if self.young_person is not None else ()),
            *((To.TEAM_MANAGERS,) if self.about_user is not None else ()),
            *((To.RETURNS_OFFICERS,) if self.young_person is None and self._tells(To.RETURNS_OFFICERS) else ()),
            To.SERVICE_MANAGERS,
            *(() if self.young_person is not None else (To.ADMINISTRATORS,)),
        )
        return tuple(place for place in places if place not in ROLE_OF or roles_allow([ROLE_OF[place]], self.can))

    def _tells(self, place: To) -> bool:
        return any(place in stage.to for stage in self.stages)

    @property
    def runs(self) -> list[tuple[Stage, ...]]:
        """The stages; a long row of chasers that tell the same places stands together."""
        alike = [tuple(run) for _, run in groupby(self.stages, key=lambda stage: (stage.to, stage.otherwise))]
        return [part for run in alike for part in ([run] if len(run) >= A_LONG_ROW else [(stage,) for stage in run])]

    def run_of(self, code: str) -> tuple[Stage, ...]:
        """The row of stages that this one is told with; empty where there is no such stage."""
        return next((run for run in self.runs if code in {stage.code for stage in run}), ())

    @property
    def local_stages(self) -> tuple[Stage, ...]:
        """Those whose hours the council may set."""
        return tuple(stage for stage in self.stages if stage.by_hours)

    def at_hours(self, hours: Mapping[str, int]) -> "AlertSource":
        """The source with its stages at these hours, by code; what is no local stage's counts for nothing.

        Raises ValueError where they would not stand in the order of their times any more.
        """
        local = {stage.code for stage in self.local_stages}
        moved = (stage.at(hours[stage.code]) if stage.code in local & set(hours) else stage for stage in self.stages)
        return replace(self, stages=tuple(moved))

    def stage(self, code: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.code == code), None)

    def standing(self, now: datetime) -> QuerySet[Any]:
        """The subjects, with the names that the sweep asks by; of young people who have died none stands."""
        subjects = self.subjects(now)
        if self.young_person is not None:
            subjects = subjects.alias(alert_about=self.young_person)
            died = YoungPerson.objects.filter(died_on__isnull=False, pk=OuterRef("alert_about"))
            subjects = subjects.filter(~Exists(died))
        return subjects.annotate(
            alert_key=Concat(Value(f"{self.key}:"), Cast("pk", CharField()), output_field=TextField()),
            alert_due_at=self.deadline,
            alert_holder=self.holder or Value(None, CharField()),
        )

    def paused(self, now: datetime) -> QuerySet[Any]:
        """The subjects of which nobody is reminded for the time being; none where the source knows no pause."""
        return self.standing(now).filter(self.is_paused) if self.is_paused is not None else self.subjects(now).none()

    def reached(self, now: datetime) -> QuerySet[Any]:
        """The subjects of which some stage is due, with the latest that is.

        Both ask the deadline: one built on the other would be written out for each pair of stages, and planned.
        """
        latest_first = [(stage, Q(alert_due_at__lte=now - stage.offset)) for stage in reversed(self.stages)]
        latest = Case(
            *(When(is_due, then=Value(stage.code)) for stage, is_due in latest_first), output_field=CharField()
        )
        reached_at = Case(
            *(When(is_due, then=F("alert_due_at") + stage.offset) for stage, is_due in latest_first),
            output_field=DateTimeField(),
        )
        rows = (
            self.standing(now)
            .filter(alert_due_at__lte=now - self.stages[0].offset)
            .annotate(
                alert_stage=latest,
                alert_reached_at=reached_at,
                alert_reference=self.reference,
                alert_young_person=self.young_person or Value(None, CharField()),
                alert_not_to=self.not_to or Value(None, CharField()),
                alert_about_user=self.about_user or Value(None, CharField()),
                alert_says=self.says or Value("", TextField()),
                alert_starts_at=self.alerts_from or Value(None, DateTimeField()),
                alert_at_once=_as_bool(self.at_once_where) if self.at_once_where else Value(self.at_once),
                **{f"alert_also_{to.name}": _as_bool(condition) for to, condition in self.also_to.items()},
            )
        )
        if self.alerts_from is not None:
            rows = rows.filter(alert_reached_at__gte=F("alert_starts_at"))
        if self.is_paused is not None:
            rows = rows.exclude(self.is_paused)
        return rows

    def stages_due(self, due_at: datetime, starts_at: datetime | None, now: datetime) -> list[Stage]:
        """Every stage of that deadline that is due, earliest first."""
        return [
            stage
            for stage in self.stages
            if due_at + stage.offset <= now and (starts_at is None or due_at + stage.offset >= starts_at)
        ]


def _as_bool(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


_sources: dict[str, AlertSource] = {}

Step = Callable[[datetime], object]
"""What a room brings up to date before the sweep asks; run again, it adds nothing."""

_steps: dict[str, Step] = {}


def register(source: AlertSource) -> None:
    _sources[source.kind] = source


def register_step(name: str, step: Step) -> None:
    """Have the step done at the beginning of each sweep, under a name for what failed."""
    _steps[name] = step


def all_steps() -> Iterable[tuple[str, Step]]:
    return list(_steps.items())


def all_sources() -> Iterable[AlertSource]:
    return list(_sources.values())


def source_of(kind: str) -> AlertSource | None:
    return _sources.get(kind)


def words_for(kind: str, stage: str, told_as: str = "") -> str:
    """What an alert says first: "Return home interview overdue by 24 hours"; the stage in the words it was told in."""
    source = _sources.get(kind)
    found = source.stage(stage) if source else None
    if not source or not found:
        return label_for(kind)
    return f"{source.label} {told_as or found.words}".strip()


def label_for(kind: str) -> str:
    """What a kind is called; also one that is no source's, of an e-mail."""
    source = _sources.get(kind)
    return source.label if source else kind.replace("_", " ").capitalize()
