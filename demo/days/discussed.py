"""Strategy discussions: held with the police, declined by a manager, and harm told of late. Others are still due."""

from datetime import datetime

from accounts.models import User
from demo import cast
from demo.days.diary import Diary
from missing import actions
from missing.codes import StrategyOutcome
from missing.models import ReturnInterview, StrategyDiscussion

HARJIT, EWA, SAM = "harjit.sandhu", "ewa.malik", "sam.okoro"
DAY = 24


def note(diary: Diary) -> None:
    held(
        diary,
        diary.by_day(18 * DAY),
        cast.BRADLEY,
        StrategyOutcome.PLAN_CHANGED,
        "Safety plan changed: the home rings him at nine, Dana Whit sees him each week, Locate has the four addresses "
        "where he was found before. Looked at again in six weeks.",
    )
    held(
        diary,
        diary.by_day(4 * DAY),
        cast.KAYDEN,
        StrategyOutcome.SECTION_47,
        "Section 47 enquiry by Dana Whit with the police: he comes back with money and will not say from whom. "
        "Joint visit on the next working day.",
    )
    declined(
        diary,
        diary.by_day(30),
        cast.IBRAHIM,
        "He was at the mosque and then with his uncle, who rang us. No harm is suspected; the plan covers it.",
    )
    diary.note(diary.ago(1, 30), SAM, harm_told)


def held(diary: Diary, at: datetime, part: cast.Part, outcome: StrategyOutcome, decided: str) -> None:
    def do(actor: User, at: datetime) -> None:
        if discussion := due(part):
            actions.record_discussion_held(
                actor=actor,
                discussion=discussion,
                held_at=at,
                police_took_part=True,
                police_who="DS Ruth Calder, public protection",
                locate_officer_took_part=True,
                others_who="Home manager\nDesignated nurse for children in care",
                outcome=outcome,
                decided=decided,
                at=at,
            )

    diary.note(at, HARJIT, do)


def declined(diary: Diary, at: datetime, part: cast.Part, reason: str) -> None:
    def do(actor: User, at: datetime) -> None:
        if discussion := due(part):
            actions.decline_discussion(actor=actor, discussion=discussion, reason=reason, at=at)

    diary.note(at, EWA, do)


def harm_told(actor: User, at: datetime) -> None:
    """Typed in the middle of the interview; the rest is still to do."""
    actions.mark_harm_told(
        actor=actor,
        interview=ReturnInterview.objects.get(outcome="", episode__young_person__reference=cast.FREYA.reference),
        what_was_told="A boy she knows from a game was waiting outside school, and he was a man. He took her phone and "
        "would not let her out of the car until she promised to meet him again. She is frightened of him.",
        at=at,
    )


def due(part: cast.Part) -> StrategyDiscussion | None:
    return StrategyDiscussion.objects.open().filter(young_person__reference=part.reference).first()
