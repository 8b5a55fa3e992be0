"""Who must be told that a young person is missing, and again that they are back. Pure. Sources: docs/sources.md."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from missing.codes import Category, Recipient, TellingOf
from people.rules import ADULT_AT

ABOUT_REACHES = timedelta(hours=1)
"""How far a time that somebody called approximate may be out (local)."""
SCHOOL_FROM = 5
"""In school or training from this age on, in whole years, for as long as they are a child."""


@dataclass(frozen=True)
class Relative:
    """Somebody around the young person, and how far they may be told."""

    pk: int
    name: str
    has_parental_responsibility: bool = False
    must_not_be_told: bool = False
    must_not_have_the_address: bool = False


@dataclass(frozen=True)
class OnFile:
    """What is on record that decides who must be told. Names are empty where there is nobody, or it is not known.

    `age` and `is_looked_after` (by us) are of when it started; `is_out_of_hours`: logged then, and not by the emergency
    duty team. `alerted` are those of our own whom Safe Return has told that it was logged, or who logged it themselves;
    `wrote_the_end` those who recorded that it is over, or wrote on it since. `is_unmanaged`: the team has no manager.
    """

    category: str
    age: int
    is_looked_after: bool = False
    placing_council: str = ""
    host_council: str = ""
    home: str = ""
    reviewing_officer: str = ""
    social_worker: str = ""
    team: str = ""
    is_unmanaged: bool = False
    is_out_of_hours: bool = False
    has_died: bool = False
    relatives: tuple[Relative, ...] = ()
    alerted: frozenset[str] = frozenset()
    wrote_the_end: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MustBeTold:
    """One line of the list. `is_alerted`: Safe Return has told them, or they wrote it down: nothing is outstanding.

    `is_barred`: must not be told; the line cannot be ticked. `relative` is the `pk` of who it is about. `is_vacant`:
    nobody holds this place, and `is_alerted` is then of who is told instead.
    """

    recipient: str
    name: str = ""
    relative: int | None = None
    is_alerted: bool = False
    is_barred: bool = False
    must_not_have_the_address: bool = False
    is_vacant: bool = False

    @property
    def key(self) -> str:
        return f"{self.recipient}:{self.relative}" if self.relative else self.recipient


def is_told_too_early(told_at: datetime, begins_at: datetime, *, is_approximate: bool) -> bool:
    """Whether somebody would have been told before there was something to tell. Both instants are aware.

    `is_approximate`: one of the two is, or both are. They may then cross by as much as “about” reaches, an hour, the
    hour itself included: the police may be told at 18:30 of who left at about 18:45, and not two days before.

    >>> left = datetime(2026, 11, 20, 18, 45)
    >>> is_told_too_early(datetime(2026, 11, 20, 18, 30), left, is_approximate=True)
    False
    >>> is_told_too_early(datetime(2026, 11, 18, 18, 30), left, is_approximate=True)
    True
    """
    return told_at < begins_at - (ABOUT_REACHES if is_approximate else timedelta(0))


def who_must_be_told(of: str, on_file: OnFile) -> list[MustBeTold]:
    """This young person's list, in the order in which people ring (statutory guidance 2014; docs/sources.md).

    Missing: the police, who has parental responsibility, the council that looks after them or where they are placed,
    their home, reviewing officer and school, and out of hours the emergency duty team. Away, where it is known where
    they are: without the police, the council where they live and the school. Late back: nobody. Of another council's
    child: that council, which tells its own. The same people are told of the return.

    Whoever must not be told is on the list too, so that nobody rings them by mistake.
    """
    if on_file.category == Category.CURFEW or (on_file.has_died and of == TellingOf.CAME_BACK):
        return []
    is_missing = on_file.category == Category.MISSING
    found: list[MustBeTold] = []
    if is_missing:
        found.append(MustBeTold(Recipient.POLICE))
    if on_file.placing_council:
        found.append(MustBeTold(Recipient.PLACING_COUNCIL, on_file.placing_council))
    found += _relatives(on_file)
    if on_file.host_council and is_missing:
        found.append(MustBeTold(Recipient.HOST_COUNCIL, on_file.host_council))
    if on_file.home:
        found.append(MustBeTold(Recipient.PLACEMENT, on_file.home))
    if not on_file.placing_council:
        found += _ours(of, on_file, is_missing=is_missing)
    return found


def _ours(of: str, on_file: OnFile, *, is_missing: bool) -> list[MustBeTold]:
    """Those of our own, whom Safe Return alerts when an episode is logged; of a return it alerts nobody.

    Whom it could not reach is told by hand, and nobody of what they recorded themselves.
    """
    is_gone = of == TellingOf.WENT_MISSING
    alerted = on_file.alerted if is_gone else on_file.wrote_the_end
    found: list[MustBeTold] = []
    if on_file.is_looked_after:
        found.append(MustBeTold(Recipient.REVIEWING_OFFICER, on_file.reviewing_officer))
    if is_missing and SCHOOL_FROM <= on_file.age < ADULT_AT:
        found.append(MustBeTold(Recipient.SCHOOL, "and virtual school" if on_file.is_looked_after else ""))
    if is_missing and is_gone and on_file.is_out_of_hours:
        found.append(MustBeTold(Recipient.DUTY))
    if on_file.social_worker:
        found.append(MustBeTold(Recipient.SOCIAL_WORKER, on_file.social_worker))
    if on_file.team and is_gone:
        found.append(MustBeTold(Recipient.TEAM_MANAGER, on_file.team, is_vacant=on_file.is_unmanaged))
    if on_file.host_council and is_gone:
        found.append(MustBeTold(Recipient.HUB))
    return [replace(line, is_alerted=line.recipient in alerted) for line in found]


def _relatives(on_file: OnFile) -> list[MustBeTold]:
    """Who has parental responsibility for a child of ours, and of whoever it is those who must not be told."""
    is_ours = on_file.age < ADULT_AT and not on_file.placing_council
    found = [
        MustBeTold(
            Recipient.PARENT,
            relative.name,
            relative.pk,
            is_barred=relative.must_not_be_told,
            must_not_have_the_address=relative.must_not_have_the_address,
        )
        for relative in on_file.relatives
        if relative.must_not_be_told or (is_ours and relative.has_parental_responsibility)
    ]
    if is_ours and not any(relative.has_parental_responsibility for relative in on_file.relatives):
        found.append(MustBeTold(Recipient.PARENT))
    return sorted(found, key=lambda line: line.is_barred)
