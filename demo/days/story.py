"""The interview after an absence, from who takes it to what is passed on, by the actions that the pages use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from accounts.drafts import save_draft
from accounts.models import User
from demo.days.absence import Absence
from missing import actions
from missing.actions.declines import NOT_ASKED_YET
from missing.codes import (
    AttemptResult,
    ContactMethod,
    DeclineReason,
    Independence,
    Method,
    OfferMethod,
    OfferResponse,
    Outcome,
)
from missing.interview_codes import YesNo
from missing.interview_drafts import draft_key
from missing.mentions import PersonSaid, PlaceSaid
from missing.sharing_codes import Handed, HowKnown, Traceable
from people.days import LONDON

STILL_TO_ASK = actions.Parents(NOT_ASKED_YET)


@dataclass
class Story(Absence):
    """One episode of somebody of the cast, from being missed to the interview and what is passed on of it."""

    def is_taken(self, at: datetime, by: str) -> None:
        self.diary.note(at, by, lambda actor, at: actions.take_interview(actor=actor, interview=self._interview, at=at))

    def is_handed(self, at: datetime, by: str, to: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.hand_over_interview(
                actor=actor, interview=self._interview, to=self.diary.staff[to], at=at
            ),
        )

    def is_offered(self, at: datetime, by: str, how: OfferMethod, response: OfferResponse, note: str = "") -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.record_offer(
                actor=actor, interview=self._interview, method=how, response=response, note=note, at=at
            ),
        )

    def is_tried(self, at: datetime, by: str, how: Method, result: AttemptResult, note: str = "") -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.record_attempt(
                actor=actor, interview=self._interview, method=how, result=result, note=note, at=at
            ),
        )

    def is_booked(
        self, at: datetime, by: str, meets_at: datetime, how: Method, place: str = "", interpreter: str = ""
    ) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.book_interview(
                actor=actor,
                interview=self._interview,
                meets_at=meets_at,
                method=how,
                place=place,
                interpreter=interpreter,
                at=at,
            ),
        )

    def wishes_for(self, at: datetime, by: str, whom: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.record_wish(
                actor=actor, interview=self._interview, wished_interviewer=self.diary.staff[whom], at=at
            ),
        )

    def is_declined(
        self,
        at: datetime,
        by: str,
        reason: DeclineReason,
        in_words: str = "",
        outcome: Outcome = Outcome.DECLINED,
        parents: actions.Parents = STILL_TO_ASK,
    ) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.close_without_interview(
                actor=actor,
                interview=self._interview,
                outcome=outcome,
                outcome_at=at,
                decline_reason=reason,
                reason=in_words,
                parents=parents,
                at=at,
            ),
        )

    def is_contacted(self, at: datetime, by: str, how: ContactMethod, note: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.record_contact(
                actor=actor,
                interviews=[self._interview],
                contact_on=at.astimezone(LONDON).date(),
                method=how,
                note=note,
                at=at,
            ),
        )

    def is_reopened(self, at: datetime, by: str, why: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.reopen_interview(actor=actor, interview=self._interview, why=why, at=at),
        )

    def is_held(
        self,
        at: datetime,
        by: str,
        how: Method,
        independence: Independence,
        account: str,
        safer_next_time: str = "",
        harm: str = "",
        record: dict[str, Any] | None = None,
        places: Sequence[PlaceSaid] = (),
        people: Sequence[PersonSaid] = (),
    ) -> None:
        self.diary.note(
            at + timedelta(minutes=50),
            by,
            lambda actor, recorded_at: actions.complete_interview(
                actor=actor,
                interview=self._interview,
                outcome_at=at,
                method=how,
                independence=independence,
                seen_alone=True,
                account=account,
                safer_next_time=safer_next_time,
                harm=harm,
                record=None if record is None else {"limits_told": True, "harm_in_account": YesNo.NO} | record,
                places=places,
                people=people,
                at=recorded_at,
            ),
        )

    def is_shared(self, at: datetime, by: str, recipient: str, name: str, sections: Sequence[str], why: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.share_interview(
                actor=actor,
                interview=self._interview,
                recipient=recipient,
                recipient_name=name,
                handed=Handed.SECURE_EMAIL,
                sections=sections,
                withheld_why=why,
                at=at,
            ),
        )

    def is_told_to_police(self, at: datetime, by: str, what: str, who: str, risk: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.send_intelligence(
                actor=actor,
                interview=self._interview,
                what=what,
                who=who,
                how_known=HowKnown.SAW,
                traceable=Traceable.YES,
                risk=risk,
                sent_to="Locate team",
                at=at,
            ),
        )

    def is_to_be_followed_up(self, at: datetime, by: str, what: str, owner: str, within_days: int) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.add_follow_up(
                actor=actor,
                interview=self._interview,
                what=what,
                owner=self.diary.staff[owner],
                due_on=at.astimezone(LONDON).date() + timedelta(days=within_days),
                at=at,
            ),
        )

    def is_overseen(self, at: datetime, by: str, text: str) -> None:
        self.diary.note(
            at,
            by,
            lambda actor, at: actions.write_oversight(actor=actor, interview=self._interview, text=text, at=at),
        )

    def is_being_written(self, at: datetime, by: str, **sections: dict[str, list[str]]) -> None:
        """Somebody has begun to write the interview and was called away."""

        def do(actor: User, saved_at: datetime) -> None:
            for section, typed in sections.items():
                save_draft(actor, draft_key(self._interview, section), typed, saved_at)

        self.diary.note(at, by, do)
