"""A section as it was frozen, read again for a page or a mail.

Two things may change after freezing: whoever has been restricted since is taken out of the lists and only counted, and
whoever is on record as having died since is taken out altogether.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from people.models import YoungPerson
from reporting.models import WeeklyEmail, WeeklySection
from reporting.weekly.content import LISTS, Content


@dataclass(frozen=True)
class Interview:
    """`left` is what was left of the 72 hours at the cut-off; below zero it was overdue by so much."""

    state: str
    label: str
    at: datetime | None
    is_late: bool
    due_at: datetime | None
    left: timedelta | None
    contact_due_on: date | None

    @property
    def is_overdue(self) -> bool:
        return self.left is not None and self.left < timedelta()


@dataclass(frozen=True)
class Row:
    reference: str
    initials: str
    episode: str
    category: str
    is_told_late: bool
    team: str
    worker: str
    place: str
    started_at: datetime
    ended_at: datetime | None
    lasted: timedelta
    hours: int
    police_risk: str
    this_year: int
    ninety_days: int
    interview: Interview


@dataclass(frozen=True)
class RowList:
    """One of the lists of a section. `restricted` counts those that are in it and not shown."""

    key: str
    title: str
    none: str
    rows: list[Row]
    restricted: int


@dataclass(frozen=True)
class Section:
    service: str
    ask: str
    counts: dict[str, int]
    lists: list[RowList]

    @property
    def is_empty(self) -> bool:
        return not any(rows.rows or rows.restricted for rows in self.lists)

    @property
    def restricted(self) -> int:
        return sum(rows.restricted for rows in self.lists)


TITLES = {
    "missing_now": ("Missing at the cut-off", "Nobody was missing at the cut-off."),
    "overdue": ("Interviews overdue", "No interview was overdue at the cut-off."),
    "week": ("Missing this week", "Nobody else went missing this week."),
}


def read(
    content: Content, covers_to: datetime, restricted_since: Collection[int] = (), died_since: Collection[int] = ()
) -> Section:
    """The section as data for templates. Of the young people with these ids: restricted by now, died by now."""
    lists = []
    for key in LISTS:
        rows = [row for row in content["lists"][key] if row["young_person_id"] not in died_since]
        shown = [row for row in rows if row["young_person_id"] not in restricted_since]
        hidden = content["restricted"][key] + len(rows) - len(shown)
        lists.append(RowList(key, *TITLES[key], [_row(row, covers_to) for row in shown], hidden))
    return Section(content["service"], content["ask"], content["counts"], lists)


def read_sections(email: WeeklyEmail, sections: Iterable[WeeklySection]) -> list[tuple[WeeklySection, Section]]:
    """Those sections, without whoever has been restricted or has died since: one query for all of them."""
    sections = list(sections)
    restricted, died = changed_by_now(section.content for section in sections)
    return [(section, read(section.content, email.covers_to, restricted, died)) for section in sections]


def changed_by_now(contents: Iterable[Content]) -> tuple[set[int], set[int]]:
    """The ids of those named who are restricted by now, and of those who are on record as having died."""
    named = {row["young_person_id"] for content in contents for rows in content["lists"].values() for row in rows}
    changed = YoungPerson.objects.filter(Q(is_restricted=True) | Q(died_on__isnull=False), pk__in=named)
    found = list(changed.only("is_restricted", "died_on"))
    return {person.pk for person in found if person.is_restricted}, {person.pk for person in found if person.died_on}


def _row(row: dict[str, Any], covers_to: datetime) -> Row:
    started_at, ended_at = datetime.fromisoformat(row["started_at"]), _instant(row["ended_at"])
    return Row(
        reference=row["reference"],
        initials=row["initials"],
        episode=row["episode"],
        category=row["category"],
        is_told_late=row.get("is_told_late", False),
        team=row["team"] or "No team",
        worker=row["worker"] or "No worker",
        place=_place(row["is_out_of_city"], row["miles"]),
        started_at=started_at,
        ended_at=ended_at,
        lasted=(ended_at or covers_to) - started_at,
        hours=row["hours"],
        police_risk=row["police_risk"],
        this_year=row["this_year"],
        ninety_days=row["ninety_days"],
        interview=_interview(row["interview"], covers_to),
    )


def _place(is_out_of_city: bool | None, miles: int | None) -> str:
    if is_out_of_city is None:
        return "In or out of the city not known"
    if not is_out_of_city:
        return "In the city"
    return "Out of the city" + (f", {miles} {'mile' if miles == 1 else 'miles'}" if miles is not None else "")


def _interview(about: dict[str, Any], covers_to: datetime) -> Interview:
    due_at, contact = _instant(about.get("due_at")), about.get("contact_due_on")
    return Interview(
        state=about["state"],
        label=about.get("label", ""),
        at=_instant(about.get("at")),
        is_late=about.get("is_late", False),
        due_at=due_at,
        left=due_at - covers_to if due_at else None,
        contact_due_on=date.fromisoformat(contact) if contact else None,
    )


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
