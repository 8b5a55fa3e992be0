"""A section as it was frozen, read again for a page or a mail.

Three things may change after freezing: whoever has been restricted since is taken out of the lists and only counted;
whoever is on record as having died since is taken out altogether; until it is sent, an episode that was voided since
is left out, and that is said. Where a record was merged into another, the one that is kept is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from missing.models import Episode
from people.models import YoungPerson
from reporting.models import WeeklyEmail, WeeklySection
from reporting.weekly.content import LISTS, Content


@dataclass(frozen=True)
class Interview:
    """Times in words. `left` is what was left of the 72 hours at the cut-off; below zero it was overdue by so much."""

    state: str
    label: str
    at: str
    is_late: bool
    due: str
    left: timedelta | None
    contact_due: str
    contact_is_late: bool

    @property
    def is_overdue(self) -> bool:
        return self.left is not None and self.left < timedelta()

    @property
    def is_alarm(self) -> bool:
        return self.is_overdue or self.contact_is_late


@dataclass(frozen=True)
class Row:
    """One episode. `started` and `ended` are in words, with “about” where the time is not exact."""

    reference: str
    initials: str
    placed_by: str
    level: str
    episode: str
    category: str
    is_told_late: bool
    team: str
    worker: str
    place: str
    started: str
    ended: str
    lasted: timedelta
    hours: int
    police_risk: str
    this_year: int
    ninety_days: int
    interview: Interview


@dataclass(frozen=True)
class RowList:
    """One of the lists of a section. Not shown are `restricted` young people, and `voided` episodes of others."""

    key: str
    title: str
    rows: list[Row]
    restricted: int
    voided: int


@dataclass(frozen=True)
class Section:
    service: str
    ask: str
    counts: dict[str, int]
    lists: list[RowList]

    @property
    def is_empty(self) -> bool:
        return not any(rows.rows or rows.restricted or rows.voided for rows in self.lists)

    @property
    def restricted(self) -> int:
        return sum(rows.restricted for rows in self.lists)


TITLES = {
    "missing_now": "Missing at the cut-off",
    "overdue": "Interviews overdue",
    "contacts": "Social work contacts not made yet",
    "week": "Missing this week",
}

SO_FAR = TITLES | {"missing_now": "Missing now"}
"""Before the cut-off."""


@dataclass(frozen=True)
class Since:
    """What changed after the freezing: ids of young people restricted and died by now, of episodes voided by now."""

    restricted: Collection[int] = ()
    died: Collection[int] = ()
    voided: Collection[int] = ()


UNCHANGED = Since()


def read(
    content: Content, covers_to: datetime, since: Since = UNCHANGED, titles: Mapping[str, str] = TITLES
) -> Section:
    """The section as data for templates. What was frozen before there was a list of contacts is read without one."""
    lists = []
    for key in LISTS:
        if key not in content["lists"]:
            continue
        rows = [row for row in content["lists"][key] if row["young_person_id"] not in since.died]
        shown = [row for row in rows if row["young_person_id"] not in since.restricted]
        stand = [row for row in shown if row.get("episode_id") not in since.voided]
        hidden = {row["young_person_id"] for row in rows if row["young_person_id"] in since.restricted}
        told = [_row(row, covers_to) for row in stand]
        restricted = content["restricted"][key] + len(hidden)
        lists.append(RowList(key, titles[key], told, restricted, voided=len(shown) - len(stand)))
    return Section(content["service"], content["ask"], content["counts"], lists)


def read_sections(email: WeeklyEmail, sections: Iterable[WeeklySection]) -> list[tuple[WeeklySection, Section]]:
    """Those sections, without what must not be told any more: two queries for all of them."""
    sections = list(sections)
    since = changed_since(email, [section.content for section in sections])
    return [(section, read(section.content, email.covers_to, since)) for section in sections]


def changed_since(email: WeeklyEmail, contents: Iterable[Content]) -> Since:
    """What must be left out of these by now. What was voided after it was sent stays: they were told so."""
    rows = [row for content in contents for rows in content["lists"].values() for row in rows]
    named, episodes = {row["young_person_id"] for row in rows}, {row.get("episode_id") for row in rows}
    people = YoungPerson.objects.filter(pk__in=named).select_related("merged_into")
    people = people.only("is_restricted", "died_on", "merged_into__is_restricted", "merged_into__died_on")
    restricted, died = set(), set()
    changed = Q(is_restricted=True) | Q(died_on__isnull=False) | Q(merged_into__isnull=False)
    for person in people.filter(changed):
        stands = person.merged_into or person
        if person.is_restricted or stands.is_restricted:
            restricted.add(person.pk)
        if person.died_on or stands.died_on:
            died.add(person.pk)
    voided = () if email.is_sent else Episode.objects.filter(pk__in=episodes, voided_at__isnull=False)
    return Since(restricted, died, {episode.pk for episode in voided})


def _row(row: dict[str, Any], covers_to: datetime) -> Row:
    started_at, ended_at = datetime.fromisoformat(row["started_at"]), _instant(row["ended_at"])
    return Row(
        reference=row["reference"],
        initials=row["initials"],
        placed_by=row.get("placed_by", ""),
        level=row.get("level", ""),
        episode=row["episode"],
        category=row["category"],
        is_told_late=row.get("is_told_late", False),
        team=row["team"] or "No team",
        worker=row["worker"] or "No worker",
        place=_place(row["is_out_of_city"], row["miles"]),
        started=_said(started_at, covers_to, row.get("started_is_approximate", False)),
        ended=_said(ended_at, covers_to, row.get("ended_is_approximate", False)),
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
        at=_said(_instant(about.get("at")), covers_to),
        is_late=about.get("is_late", False),
        due=_said(due_at, covers_to, about.get("due_is_approximate", False)),
        left=due_at - covers_to if due_at else None,
        contact_due=_day(date.fromisoformat(contact), covers_to) if contact else "",
        contact_is_late=about.get("contact_is_late", False),
    )


def _said(instant: datetime | None, covers_to: datetime, is_approximate: bool = False) -> str:
    """London time, always the same whenever it is read: `about Fri 20 Nov, 07:00`."""
    if instant is None:
        return ""
    local = timezone.localtime(instant)
    return f"{'about ' if is_approximate else ''}{_day(local.date(), covers_to)}, {local:%H:%M}"


def _day(day: date, covers_to: datetime) -> str:
    """`Fri 20 Nov`; with its year when that is not the cut-off's."""
    year = "" if day.year == timezone.localdate(covers_to).year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
