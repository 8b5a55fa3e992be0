"""The list of who must be told of an episode, with what was done about each: worked out anew whenever it is looked at.

What it needs comes with the episodes themselves (`with_tell_facts`), so that a page asks for it in no further query.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import User
from accounts.office_hours import is_out_of_hours
from missing.alerted import (
    TEAM_TO_TELL,
    alerted_facts,
    is_logged_by_duty,
    managers_who_know,
    who_instead,
    whom_we_alerted,
)
from missing.before_and_after import is_overtaken
from missing.codes import Category, EndedHow, Recipient, Source, TellingOf, ToldHow
from missing.models import Episode, PersonTold
from missing.models.episode_rows import EpisodeQuerySet
from missing.rules.telling import MustBeTold, OnFile, Relative, who_must_be_told
from missing.who_wrote import who_wrote
from people.around_codes import MayBeTold, Relation
from people.days import about_time_in_words
from people.models import PersonAround

GONE_BUT_NOT_MISSING = {Category.AWAY: "that they are away", Category.CURFEW: "that they are late"}


@dataclass(frozen=True)
class Told:
    """What is on record about one recipient. Instants in UTC; `told_at` is None where they were not told, and why."""

    pk: int | None
    of: str
    key: str
    who: str
    told_at: datetime | None
    is_approximate: bool = False
    how: str = ""
    told_by: str = ""
    note: str = ""
    why_not: str = ""
    recorded_at: datetime | None = None
    is_set_aside: bool = False

    @property
    def how_words(self) -> str:
        return f"{ToldHow(self.how).label}." if self.how else ""

    @property
    def words(self) -> str:
        """`Told today 18:30 by telephone, by Ann.` or `Not told: …`."""
        if self.told_at is None:
            return f"Not told: {self.why_not}"
        how = f" {ToldHow(self.how).label.lower()}" if self.how and self.how != ToldHow.THEY_TOLD_US else ""
        by = f", by {self.told_by}" if self.told_by else ""
        told = "Told us" if self.how == ToldHow.THEY_TOLD_US else "Told"
        return f"{told} {about_time_in_words(self.told_at, self.is_approximate)}{how}{by}."


@dataclass(frozen=True)
class Line:
    """One recipient: what must be done (None where it was done without need), and what was.

    `before`: that somebody chose not to tell them, and why, for who is about to; or that nobody holds that place, and
    who was told instead. Empty where they are on record.
    `is_overtaken`: they have been missing again since, so nobody is to be told any more that they were back.
    """

    must: MustBeTold | None
    told: Told | None
    label: str
    before: str = ""
    is_overtaken: bool = False

    @property
    def key(self) -> str:
        return self.must.key if self.must else self.told.key if self.told else ""

    @property
    def is_barred(self) -> bool:
        return self.must is not None and self.must.is_barred

    @property
    def is_alerted(self) -> bool:
        return self.must is not None and self.must.is_alerted

    @property
    def is_vacant(self) -> bool:
        return self.must is not None and self.must.is_vacant

    @property
    def is_outstanding(self) -> bool:
        return self.told is None and not (self.is_barred or self.is_alerted or self.is_overtaken)

    @property
    def warning(self) -> str:
        """What whoever tells them must know; why is on the record (`people.warnings`)."""
        if self.must is None or not (self.must.is_barred or self.must.must_not_have_the_address):
            return ""
        return "Must not be told anything." if self.must.is_barred else "Must not have the address."


def with_tell_facts(episodes: EpisodeQuerySet) -> EpisodeQuerySet:
    """With what the list is worked out from. They carry `young_person`, who is theirs and `placement` too."""
    theirs = ("reviewing_officer", "team", "social_worker")
    followed = (*(f"young_person__{name}" for name in theirs), "placement", "team", "social_worker")
    facts = _facts(timezone.localdate())
    return episodes.with_looked_after().select_related(*followed).alias(team_to_tell=TEAM_TO_TELL).annotate(**facts)


@lru_cache(maxsize=1)
def _facts(day: date) -> dict[str, Any]:
    """Put together once a London day: that takes longer than to answer it."""
    around = PersonAround.objects.current(day).filter(young_person=OuterRef("young_person")).order_by("name", "pk")
    person = ("pk", "name", "relation", "has_parental_responsibility", "may_be_told")
    return {
        "is_overtaken": is_overtaken(),
        **alerted_facts(),
        "end_written_by": ArraySubquery(who_wrote("end_recorded_at", OuterRef("pk"))),
        "around": ArraySubquery(around.values(found=JSONObject(**{name: name for name in person}))),
        "told_rows": who_was_told(),
    }


def who_was_told() -> ArraySubquery:
    """For `told_rows`: what is on record of who was told of the episode of the outer query, and who was not."""
    told = PersonTold.objects.filter(episode=OuterRef("pk")).order_by("recorded_at", "pk")
    row = ("pk", "of", "recipient", "person", "name", "told_at", "is_approximate", "how", "told_by", "note", "why_not")
    record = {name: name for name in (*row, "recorded_at", "set_aside_at")}
    return ArraySubquery(told.values(found=JSONObject(**record, recorded_by="recorded_by__full_name")))


def told_of_what(of: str, episode: Episode) -> str:
    """`that they are missing`; of who was away or late alone, that."""
    if of == TellingOf.WENT_MISSING and episode.missing_from is None and episode.category in GONE_BUT_NOT_MISSING:
        return GONE_BUT_NOT_MISSING[Category(episode.category)]
    return TellingOf(of).label


def telling_of_now(episode: Episode) -> TellingOf:
    """What people are to be told of now: once they are found, that."""
    return TellingOf.WENT_MISSING if episode.ended_at is None else TellingOf.CAME_BACK


def tell_list(episode: Any, of: str) -> list[Line]:
    """The list of an episode of `with_tell_facts`: what must be done first, then who else was told.

    What is taken from a case file asks for nothing, nor what was voided.
    """
    on_record = [row for row in _told(episode) if not row.is_set_aside]
    told = {row.key: row for row in on_record if row.of == of}
    not_told = [row for row in on_record if row.told_at is None and row.of in (of, TellingOf.WENT_MISSING)]
    asks = episode.source != Source.IMPORTED and not episode.is_void
    must = who_must_be_told(of, on_file(episode, of)) if asks else []
    if alone := _is_the_parent_not_told(must, told.get(Recipient.PARENT)):
        told[alone] = told.pop(Recipient.PARENT)
    lines, overtaken = [], of == TellingOf.CAME_BACK and episode.is_overtaken
    for item in must:
        row = told.pop(item.key, None)
        label = row.who if row and _may_have_been_another(episode, item, of) else label_of(item)
        lines.append(Line(item, row, label, "" if row else _left_out(episode, item, not_told), overtaken))
    return lines + [Line(None, row, row.who) for row in told.values()]


def _may_have_been_another(episode: Any, item: MustBeTold, of: str) -> bool:
    """Whether the place has changed hands since it began: whoever was told may be the one or the other."""
    team, worker = episode.team_to_ring, _worker(episode, of)
    was_and_is = {
        Recipient.TEAM_MANAGER: (episode.team_id, team.pk if team else None),
        Recipient.SOCIAL_WORKER: (episode.social_worker_id, worker.pk if worker else None),
    }
    was, now = was_and_is.get(Recipient(item.recipient), (None, None))
    return was != now


def _is_the_parent_not_told(must: list[MustBeTold], row: Told | None) -> str:
    """The key of whom a decision not to tell a parent was of, where none was on file by name then, and one is now.

    Of two nobody knows which was meant: it is asked of both.
    """
    named = [item.key for item in must if item.relative and not item.is_barred]
    is_decided = row is not None and row.told_at is None
    return named[0] if is_decided and len(named) == 1 else ""


def _left_out(episode: Episode, item: MustBeTold, not_told: list[Told]) -> str:
    """That they were not told on purpose, and why; of a parent also what was written of no parent by name.

    Of a place that nobody holds, that.
    """
    for row in not_told:
        if row.key == item.key:
            return f"Was not told {told_of_what(row.of, episode)}: {row.why_not}"
    for row in not_told:
        if item.relative and row.key == Recipient.PARENT:
            return f"{row.who} was not told {told_of_what(row.of, episode)}: {row.why_not}"
    return who_instead(episode, item) if item.is_vacant else ""


def outstanding(episode: Any) -> list[Line]:
    """Who is still to be told of what there is to tell now."""
    return [line for line in tell_list(episode, telling_of_now(episode)) if line.is_outstanding]


def on_file(episode: Any, of: str) -> OnFile:
    """What decides who must be told, of an episode of `with_tell_facts`.

    That they are back the worker of today is told; that they were gone, once it is over, the worker of then.
    """
    young_person, placement, team = episode.young_person, episode.placement, episode.team_to_ring
    worker = _worker(episode, of)
    is_away = bool(placement and episode.is_out_of_area)
    logged_at = episode.recorded_at
    closed = is_out_of_hours(logged_at)
    return OnFile(
        category=episode.category,
        age=young_person.age_at(episode.started_at),
        is_looked_after=episode.was_looked_after,
        placing_council=young_person.responsible_authority,
        host_council=(placement.authority or "where they live") if is_away and young_person.is_ours else "",
        home=(placement.provider_name or placement.get_placement_type_display()) if placement else "",
        reviewing_officer=young_person.reviewing_officer.full_name if young_person.reviewing_officer else "",
        social_worker=worker.full_name if worker else "",
        team=team.name if team else "",
        is_unmanaged=not (episode.is_managed or managers_who_know(episode)),
        is_out_of_hours=closed and not is_logged_by_duty(episode),
        has_died=episode.ended_how == EndedHow.DIED,
        relatives=tuple(_relative(person) for person in episode.around),
        alerted=whom_we_alerted(episode) | _of_our_own(episode, worker, {episode.logged_by_id}),
        wrote_the_end=_of_our_own(episode, worker, {int(pk) for pk in episode.end_written_by if pk}),
    )


def _worker(episode: Any, of: str) -> User | None:
    worker: User | None = episode.worker_to_ring
    return episode.young_person.social_worker if of == TellingOf.CAME_BACK else worker


def _of_our_own(episode: Any, worker: User | None, users: set[int | None]) -> frozenset[str]:
    """Whose line of the list is of one of these users."""
    lines = {
        Recipient.SOCIAL_WORKER: worker.pk if worker else None,
        Recipient.REVIEWING_OFFICER: episode.young_person.reviewing_officer_id,
    }
    return frozenset(recipient for recipient, user in lines.items() if user and user in users)


def label_of(item: MustBeTold) -> str:
    """`Police`, `Ann Farrow, mother`, `Reviewing officer, Winston Grant`, `School and virtual school`."""
    if item.recipient == Recipient.PARENT:
        return item.name or Recipient.PARENT.label
    label = Recipient(item.recipient).label
    return f"{label} {item.name}" if item.name.startswith("and ") else ", ".join(filter(None, [label, item.name]))


def _relative(person: dict[str, Any]) -> Relative:
    return Relative(
        pk=person["pk"],
        name=f"{person['name']}, {Relation(person['relation']).label.lower()}",
        has_parental_responsibility=bool(person["has_parental_responsibility"]),
        must_not_be_told=person["may_be_told"] == MayBeTold.NO,
        must_not_have_the_address=person["may_be_told"] == MayBeTold.NOT_THE_ADDRESS,
    )


def _told(episode: Any) -> list[Told]:
    """All that is on record, and the police as they are told on the page of what they say.

    Not where they were told since that the young person was back, and that was wrong: they are to be told again.
    """
    rows = [_row(row) for row in episode.told_rows]
    if episode.reported_to_police_at and not any(
        row.key == Recipient.POLICE and (row.of == TellingOf.WENT_MISSING or row.is_set_aside) for row in rows
    ):
        rows.insert(
            0,
            Told(
                None,
                TellingOf.WENT_MISSING,
                Recipient.POLICE,
                Recipient.POLICE.label,
                episode.reported_to_police_at,
                episode.police_told_is_approximate,
            ),
        )
    return rows


def told_rows(episode: Any) -> list[Told]:
    """The rows alone, of an episode with `who_was_told` as `told_rows`."""
    return [_row(row) for row in episode.told_rows]


def _row(row: dict[str, Any]) -> Told:
    label, name = Recipient(row["recipient"]).label, row["name"]
    is_named_alone = name and row["recipient"] in (Recipient.PARENT, Recipient.OTHER)
    is_several = row["recipient"] == Recipient.OTHER
    by = row["told_by"] or ("" if row["how"] == ToldHow.THEY_TOLD_US else row["recorded_by"])
    return Told(
        pk=row["pk"],
        of=row["of"],
        key=f"{row['recipient']}:{row['pk'] if is_several else row['person']}"
        if is_several or row["person"]
        else row["recipient"],
        who=name if is_named_alone else ", ".join(filter(None, [label, name])),
        told_at=_instant(row["told_at"]),
        is_approximate=row["is_approximate"],
        how=row["how"],
        told_by=by,
        note=row["note"],
        why_not=row["why_not"],
        recorded_at=_instant(row["recorded_at"]),
        is_set_aside=row["set_aside_at"] is not None,
    )


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
