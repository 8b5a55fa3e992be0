"""The young people of the demo council: who they are, since when they are in care, and where they have lived."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from demo.cast import CAST, Part
from demo.homes import CITY_POSTCODES, FAR, FAR_POSTCODES, HOMES, IN_CITY, NEARBY, NEARBY_POSTCODES, Home, foster
from demo.names import Register
from demo.roster import CHILDREN_IN_CARE, SAFEGUARDING, TEAMS, caseworkers_of
from people.codes import CategoryOfNeed, LegalStatus, Sex
from people.codes import PlacementProvider as By
from people.codes import PlacementType as Kind

SEED = 20_221_207
"""Any number would do. This is the day of the board report that the demo council resembles."""

NEIGHBOURS = ("Sandwell", "Walsall", "Birmingham", "Telford and Wrekin", "Coventry")
TIMES_MISSING = ((0, 12), (1, 22), (2, 9), (3, 6), (4, 7), (5, 4), ((6, 10), 11), ((11, 20), 10), ((22, 36), 6))
"""How often in the year, and how many of those who are not in the cast: few are missing often, and make most of it."""


@dataclass(frozen=True)
class Stay:
    home: Home
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True)
class Child:
    """`times_missing` is in the year of the case file; `quiet_days` are the days before now without a word in it."""

    reference: str
    first_name: str
    last_name: str
    born_on: date
    sex: Sex
    ethnicity: str
    team: str
    worker: str
    times_missing: int
    home_postcode: str = ""
    authority: str = ""
    care_since: date | None = None
    legal_status: str = ""
    need: str = ""
    stays: list[Stay] = field(default_factory=list)
    quiet_days: int = 6
    recent_times: int = 0
    declines_last: int = 0
    share_declined: float = 0.3

    @property
    def is_far(self) -> bool:
        """Whether the Missing Returns Officer interviews, as things stand now."""
        return bool(self.stays) and self.stays[-1].home in FAR.values()


def young_people(today: date) -> list[Child]:
    """All of them, the same for the same London date; the first are those whom the scenes of today are about."""
    random = Random(SEED)
    register = Register({f"{part.first_name} {part.last_name}" for part in CAST})
    children = [_of_the_cast(part, today, random) for part in CAST]
    times = [_times(count, random) for count, number in TIMES_MISSING for _ in range(number)]
    random.shuffle(times)
    taken = {part.reference for part in CAST}
    references = (f"YP{number:05d}" for number in range(101, 999, 7))
    for count in times:
        reference = next(reference for reference in references if reference not in taken)
        children.append(_somebody(reference, count, register, today, random))
    return children


def _times(count: int | tuple[int, int], random: Random) -> int:
    return count if isinstance(count, int) else random.randint(*count)


def _of_the_cast(part: Part, today: date, random: Random) -> Child:
    child = Child(
        reference=part.reference,
        first_name=part.first_name,
        last_name=part.last_name,
        born_on=_born(today, part.age, random),
        sex=part.sex,
        ethnicity=part.ethnicity,
        team=part.team,
        worker=part.worker,
        times_missing=part.times_missing,
        home_postcode=random.choice(CITY_POSTCODES),
        quiet_days=part.quiet_days,
        recent_times=part.recent_times,
        declines_last=part.declines_last,
        share_declined=part.share_declined,
    )
    if not part.home:
        return child
    home = HOMES.get(part.home) or foster(part.home)
    return _in_care(child, home, today, random)


def _somebody(reference: str, times: int, register: Register, today: date, random: Random) -> Child:
    girl = random.random() < 0.44
    first, family, ethnicity = register.name(random, girl=girl)
    age = random.choices(range(9, 18), [1, 1, 2, 4, 8, 14, 20, 24, 16])[0]
    shares = [75, 17, 0 if times > 3 else 14]
    kind = random.choices(["in care", "at home", "of another council"], shares)[0]
    service = SAFEGUARDING if kind == "at home" else CHILDREN_IN_CARE
    team = random.choice([name for name, its in TEAMS.items() if its == service])
    child = Child(
        reference=reference,
        first_name=first,
        last_name=family,
        born_on=_born(today, age, random),
        sex=Sex.FEMALE if girl else Sex.MALE,
        ethnicity=ethnicity,
        team=team,
        worker=random.choice(caseworkers_of(team)).key,
        times_missing=times,
        home_postcode=random.choice(CITY_POSTCODES),
        share_declined=random.choice([0.1, 0.2, 0.3, 0.35, 0.5, 0.65]),
    )
    if kind == "at home":
        return child
    if kind == "of another council":
        began = today - timedelta(days=random.randint(200, 600))
        home = random.choice(list(IN_CITY.values())[:4])
        other = replace(child, authority=random.choice(NEIGHBOURS), worker="", team="", home_postcode="")
        return replace(other, stays=[Stay(home, began)])
    return _in_care(child, _home(times, age, random), today, random)


def _in_care(child: Child, home: Home, today: date, random: Random) -> Child:
    """In our care for some years, at this home since some time in them, and elsewhere before."""
    eldest = (today - child.born_on).days - 400
    began = today - timedelta(
        days=min(eldest, random.choice([220, 420, 700, 1100, 1600, 2300, 3000]) + random.randint(0, 90))
    )
    moved = max(began, today - timedelta(days=random.randint(60, 700)))
    stays = [Stay(home, moved)]
    while stays[0].started_on > began:
        earlier = max(began, stays[0].started_on - timedelta(days=random.randint(250, 900)))
        stays.insert(0, Stay(_home(child.times_missing, 14, random), earlier, stays[0].started_on))
    unaccompanied = child.ethnicity == "OOTH"
    legal = LegalStatus.V2 if unaccompanied else random.choices(list(_LEGAL), list(_LEGAL.values()))[0]
    need = CategoryOfNeed.N8 if unaccompanied else random.choices(list(_NEED), list(_NEED.values()))[0]
    return replace(child, care_since=began, legal_status=legal, need=need, stays=stays)


_LEGAL = {LegalStatus.C2: 62, LegalStatus.V2: 20, LegalStatus.C1: 12, LegalStatus.E1: 2}
_NEED = {
    CategoryOfNeed.N1: 60,
    CategoryOfNeed.N5: 20,
    CategoryOfNeed.N4: 10,
    CategoryOfNeed.N6: 6,
    CategoryOfNeed.N3: 4,
}


def _home(times_missing: int, age: int, random: Random) -> Home:
    """Who is missing often lives in a children's home or in supported accommodation, and rather out of the city."""
    if times_missing >= 5:
        near = random.choices([IN_CITY, NEARBY, FAR], [50, 25, 25])[0]
        homes = [home for home in near.values() if age >= 16 or home.kind != Kind.K3]
        return random.choice(homes)
    codes = random.choices([CITY_POSTCODES, NEARBY_POSTCODES, FAR_POSTCODES], [65, 25, 10])[0]
    by = By.PR1 if codes is CITY_POSTCODES else random.choice([By.PR4, By.PR5])
    return foster(random.choice(codes), by, random.choices([Kind.U6, Kind.U4, Kind.U3], [60, 25, 15])[0])


def _born(today: date, age: int, random: Random) -> date:
    """Of that age today, and not 18 within the week to come."""
    return today - timedelta(days=round(age * 365.25) + random.randint(10, 350))


def by_reference(children: Iterable[Child]) -> dict[str, Child]:
    return {child.reference: child for child in children}
