"""Whom another council placed here, adults on record, and duty at night on another team's child: added by hand."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.actions import arrange_cover, set_on_call
from accounts.drafts import save_draft
from accounts.models import Team, User
from accounts.office_hours import on_call_week
from demo import cast
from demo.days.diary import Diary
from demo.roster import ASSESSMENT, CARE_LEAVERS, NORTH
from missing import actions
from missing.codes import Category, Method, Outcome
from missing.models import Episode, ReturnInterview
from people.actions import add_young_person, open_record_with_reason
from people.codes import KindOfRecord
from people.models import YoungPerson


@dataclass
class Somebody:
    """Put on record, missing and back again; each step notes itself in the diary."""

    diary: Diary
    facts: dict[str, Any]
    found: dict[str, Any] = field(default_factory=dict)

    def comes_on_record(self, hours_ago: float) -> None:
        def do(actor: User, at: Any) -> None:
            facts = self.facts | {"team": Team.objects.get(name=self.facts["team"])}
            self.found["person"] = add_young_person(actor=actor, at=at, **facts)

        self.diary.note(self.diary.ago(hours_ago), "marcus.bello", do)

    def is_missing(self, hours_ago: float, back_hours_ago: float, circumstances: str) -> None:
        def goes(actor: User, at: Any) -> None:
            self.found["episode"] = actions.report_missing(
                actor=actor,
                young_person=self.found["person"],
                category=Category.MISSING,
                started_at=at - timedelta(minutes=20),
                circumstances=circumstances,
                reported_by="Staff on duty",
                at=at,
            )

        def comes_back(actor: User, at: Any) -> None:
            episode: Episode = self.found["episode"]
            self.found["interview"] = actions.record_return(actor=actor, episode=episode, returned_at=at, at=at)

        self.diary.note(self.diary.ago(hours_ago), "marcus.bello", goes)
        self.diary.note(self.diary.ago(back_hours_ago), "marcus.bello", comes_back)

    def is_told_of(self, hours_ago: float, told_by: str) -> None:
        def do(actor: User, at: Any) -> None:
            interview: ReturnInterview = self.found["interview"]
            actions.record_what_they_told(
                actor=actor,
                interview=interview,
                outcome=Outcome.COMPLETED,
                outcome_at=at - timedelta(hours=3),
                method=Method.VIDEO,
                told_by=told_by,
                at=at,
            )

        self.diary.note(self.diary.by_day(hours_ago), "priya.nair", do)


def note(diary: Diary) -> None:
    _placed_here(diary)
    _adults(diary)
    _at_night(diary)
    _away(diary)
    _on_call(diary)


def _placed_here(diary: Diary) -> None:
    """One whose council has told how its interview went, one of whom nothing has been heard yet."""
    told = Somebody(diary, _of(diary, "Callie", "Frost", 15, team=NORTH, authority="Sandwell"))
    told.comes_on_record(118)
    told.is_missing(117, 109, "Left the foster home by bicycle after tea.")
    told.is_told_of(60, "Ines Duarte, social worker, Sandwell")
    awaited = Somebody(diary, _of(diary, "Rhys", "Amadi", 14, team=NORTH, authority="Coventry"))
    awaited.comes_on_record(52)
    awaited.is_missing(51, 44, "Did not get off the school bus.")


def _adults(diary: Diary) -> None:
    leaver = Somebody(diary, _of(diary, "Naomi", "Price", 19, team=CARE_LEAVERS, kind=KindOfRecord.CARE_LEAVER))
    leaver.comes_on_record(100)
    leaver.is_missing(99, 80, "Not at her flat for two nights; telephone off.")
    at_risk = Somebody(diary, _of(diary, "Terrence", "Boyle", 34, team=ASSESSMENT, kind=KindOfRecord.ADULT_AT_RISK))
    at_risk.comes_on_record(90)


def _at_night(diary: Diary) -> None:
    def do(actor: User, at: Any) -> None:
        person = YoungPerson.objects.get(reference=cast.BRADLEY.reference)
        reason = "Ambulance has him at New Cross with a cut hand. They ask about allergies and whom to ring."
        open_record_with_reason(actor=actor, young_person=person, reason=reason, at=at)

    diary.note(diary.ago(9), "marcus.bello", do)


def _away(diary: Diary) -> None:
    """A colleague is away this week: another covers; what they had begun to type is kept."""

    def arrange(actor: User, at: Any) -> None:
        first_on = timezone.localdate(at)
        cover = diary.staff["dana.whit"]
        arrange_cover(
            actor=actor,
            absent=diary.staff["callum.reid"],
            cover=cover,
            first_on=first_on,
            last_on=first_on + timedelta(days=6),
            at=at,
        )

    def type_something(actor: User, at: Any) -> None:
        save_draft(actor, "young_person:new", {"first_name": ["Oscar"], "last_name": ["Lacey"]}, at)

    diary.note(diary.ago(30), "callum.reid", type_something)
    diary.note(diary.ago(20), "harjit.sandhu", arrange)


def _on_call(diary: Diary) -> None:
    """The rota of the next weeks."""

    def put_down(actor: User, at: Any) -> None:
        first = on_call_week(at)
        managers = [diary.staff[key] for key in ("ewa.malik", "gareth.bowen", "shanice.morgan", "imran.tariq")]
        weeks = {first + timedelta(weeks=number): managers[number % len(managers)] for number in range(8)}
        set_on_call(actor=actor, weeks=weeks, at=at)

    diary.note(diary.ago(12), "yasmin.qureshi", put_down)


def _of(
    diary: Diary,
    first_name: str,
    last_name: str,
    age: int,
    *,
    team: str,
    authority: str = "",
    kind: str = KindOfRecord.OTHER_COUNCIL,
) -> dict[str, Any]:
    return {
        "first_name": first_name,
        "last_name": last_name,
        "date_of_birth": date(diary.now.year - age, 2, 11),
        "team": team,
        "kind_of_record": kind,
        "responsible_authority": authority,
    }
