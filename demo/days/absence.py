"""One absence of somebody of the cast, from being missed to being back, by the actions that the pages use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from demo.cast import Part
from demo.days.diary import Diary
from missing import actions
from missing.codes import Category, EndedHow, LogKind, PoliceRisk, TellingOf, ToldHow
from missing.models import Episode, ReturnInterview
from missing.telling import tell_list, with_tell_facts
from people.models import YoungPerson


@dataclass
class Absence:
    """Each method notes one step in the diary; `episode` and `interview` are there from the step on that makes them."""

    diary: Diary
    part: Part
    episode: Episode | None = None
    interview: ReturnInterview | None = None

    def goes_missing(
        self,
        at: datetime,
        circumstances: str,
        *,
        reported_by: str,
        category: str = Category.MISSING,
        told_after: int = 15,
        police_after: int | None = None,
        police_reference: str = "",
        police_risk: str = PoliceRisk.NOT_RECORDED,
    ) -> None:
        """`told_after` and `police_after` are minutes; no `police_after` is not told."""

        def do(actor: User, recorded_at: datetime) -> None:
            self.episode = actions.report_missing(
                actor=actor,
                young_person=YoungPerson.objects.get(reference=self.part.reference),
                category=category,
                started_at=at,
                reported_by=reported_by,
                circumstances=circumstances,
                reported_to_police_at=None if police_after is None else at + timedelta(minutes=police_after),
                police_reference=police_reference,
                police_risk=police_risk,
                at=recorded_at,
            )

        logged_at = at + timedelta(minutes=max(told_after, police_after or 0))
        self.diary.note(logged_at, self.diary.on_shift(logged_at, self.part.worker), do)

    def is_logged(self, at: datetime, text: str, kind: str = LogKind.NOTE, by: str = "") -> None:
        self.diary.note(
            at,
            by or self.diary.on_shift(at, self.part.worker),
            lambda actor, at: actions.add_to_log(actor=actor, episode=self._episode, kind=kind, text=text, at=at),
        )

    def risk_changes(self, at: datetime, risk: str, why: str) -> None:
        self.diary.note(
            at,
            self.diary.on_shift(at, self.part.worker),
            lambda actor, at: actions.change_police_facts(
                actor=actor,
                episode=self._episode,
                police_risk=risk,
                police_reference=self._episode.police_reference,
                reported_to_police_at=self._episode.reported_to_police_at,
                note=why,
                at=at,
            ),
        )

    def is_found(self, at: datetime, note: str) -> None:
        def do(actor: User, recorded_at: datetime) -> None:
            self.episode = actions.record_found(
                actor=actor, episode=self._episode, found_at=at, note=note, at=recorded_at
            )

        logged_at = at + timedelta(minutes=20)
        self.diary.note(logged_at, self.diary.on_shift(logged_at, self.part.worker), do)

    def comes_back(self, at: datetime, note: str = "") -> None:
        def do(actor: User, recorded_at: datetime) -> None:
            self.everybody_hears(actor, recorded_at, TellingOf.WENT_MISSING)
            self.interview = actions.record_return(
                actor=actor,
                episode=self._episode,
                ended_how=EndedHow.RETURNED,
                returned_at=at,
                note=note,
                at=recorded_at,
            )
            self.everybody_hears(actor, recorded_at, TellingOf.CAME_BACK)

        logged_at = at + timedelta(minutes=20)
        self.diary.note(logged_at, self.diary.on_shift(logged_at, self.part.worker), do)

    def refuses(self, at: datetime, note: str) -> None:
        """Found, and will not come back: `interview` is that of the missing part, `episode` the time away from then."""

        def do(actor: User, recorded_at: datetime) -> None:
            missing = self._episode
            self.interview = actions.record_return(
                actor=actor,
                episode=missing,
                ended_how=EndedHow.REFUSED_TO_RETURN,
                found_at=at,
                note=note,
                at=recorded_at,
            )
            self.episode = Episode.objects.get(goes_on_from=missing)

        logged_at = at + timedelta(minutes=20)
        self.diary.note(logged_at, self.diary.on_shift(logged_at, self.part.worker), do)

    def is_reviewed(self, at: datetime, by: str, decided: str, next_steps: str) -> None:
        self.diary.note(
            at + timedelta(minutes=30),
            by,
            lambda actor, recorded_at: actions.record_long_review(
                actor=actor,
                episode=self._episode,
                held_at=at,
                decided=decided,
                next_steps=next_steps,
                at=recorded_at,
            ),
        )

    def is_voided(self, at: datetime, reason: str) -> None:
        self.diary.note(
            at,
            self.diary.on_shift(at, self.part.worker),
            lambda actor, at: actions.void_episode(actor=actor, episode=self._episode, reason=reason, at=at),
        )

    def everybody_hears(self, actor: User, at: datetime, of: TellingOf) -> None:
        """Whoever is still to be told is rung in one go."""
        found = with_tell_facts(Episode.objects.all()).get(pk=self._episode.pk)
        keys = [line.key for line in tell_list(found, of) if line.is_outstanding]
        told_at = found.recorded_at if of == TellingOf.WENT_MISSING else at
        if keys:
            about: dict[str, Any] = {"of": of, "recipients": keys, "how": ToldHow.PHONE, "told_at": told_at, "at": at}
            actions.record_told(actor=actor, episode=found, **about)

    def are_told(self, at: datetime, recipients: list[str], note: str = "", how: ToldHow = ToldHow.PHONE) -> None:
        self.diary.note(
            at,
            self.diary.on_shift(at, self.part.worker),
            lambda actor, at: actions.record_told(
                actor=actor,
                episode=self._episode,
                of=TellingOf.WENT_MISSING,
                recipients=recipients,
                how=how,
                note=note,
                at=at,
            ),
        )

    def is_not_told(self, at: datetime, recipient: str, why_not: str) -> None:
        self.diary.note(
            at,
            self.diary.on_shift(at, self.part.worker),
            lambda actor, at: actions.record_not_told(
                actor=actor,
                episode=self._episode,
                of=TellingOf.WENT_MISSING,
                recipients=[recipient],
                why_not=why_not,
                at=at,
            ),
        )

    @property
    def _episode(self) -> Episode:
        if self.episode is None:
            raise ValueError(f"{self.part.reference}: nothing has been logged by then")
        return self.episode

    @property
    def _interview(self) -> ReturnInterview:
        if self.interview is None:
            raise ValueError(f"{self.part.reference}: not back by then")
        return self.interview
