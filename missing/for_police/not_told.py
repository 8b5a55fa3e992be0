"""Who was not told of the episode that lasts, and why: an officer who rings them first undoes what was thought of."""

from collections.abc import Iterable

from missing.codes import Recipient
from missing.for_police.episodes import on_paper
from missing.models import Episode
from missing.rules.police_page import BESIDE_THE_POLICE
from missing.telling import Told, told_of_what, told_rows
from people.around_codes import MayBeTold
from people.models import PersonAround
from people.rules import may_be_meant
from people.warnings import TellWarning


def reasons(episode: Episode | None) -> list[TellWarning]:
    """Whom, with the reason in its words, when it was written down and by whom. The episode is of `episodes_of`."""
    return [
        TellWarning(
            row.who,
            f"was not told {told_of_what(row.of, episode)}",
            " ".join(filter(None, [row.why_not, row.note, f"Written down {_when(row)} by {row.told_by}."])),
        )
        for row in _not_told(episode)
        if episode
    ]


def who_is_meant(episode: Episode | None, people: Iterable[PersonAround]) -> set[int]:
    """The keys of those around them whom a reason is, or may be, of, and who were not told by name since.

    “Somebody with parental responsibility” is each of them; not who must not be told anything, which says more.
    """
    rows = _not_told(episode)
    told = {_person(row) for row in _on_record(episode) if row.told_at}
    may_be_told = (one for one in people if one.may_be_told != MayBeTold.NO and one.pk not in told)
    return {one.pk for one in may_be_told if any(_is_of(row, one) for row in rows)}


def _on_record(episode: Episode | None) -> list[Told]:
    return [row for row in told_rows(episode) if not row.is_set_aside] if episode else []


def _not_told(episode: Episode | None) -> list[Told]:
    return [row for row in _on_record(episode) if row.told_at is None and _recipient(row) in BESIDE_THE_POLICE]


def _is_of(row: Told, one: PersonAround) -> bool:
    if person := _person(row):
        return person == one.pk
    if row.who == Recipient.PARENT.label:
        return bool(one.has_parental_responsibility)
    return may_be_meant(one.name, one.get_relation_display(), row.who)


def _recipient(row: Told) -> str:
    return row.key.partition(":")[0]


def _person(row: Told) -> int | None:
    recipient, _, key = row.key.partition(":")
    return int(key) if recipient == Recipient.PARENT and key else None


def _when(row: Told) -> str:
    return on_paper(row.recorded_at) if row.recorded_at else ""
