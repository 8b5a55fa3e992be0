"""What was written down wrongly and put right: kept, and counted nowhere."""

from datetime import datetime

from accounts.models import User
from demo import cast
from demo.days.diary import Diary
from demo.days.story import Story
from people.actions import add_young_person, merge_records
from people.models import YoungPerson

TWICE = "NIGHT-0417"
"""The reference under which the emergency duty team put Lily-Mae on record once more."""


def note(diary: Diary) -> None:
    ellis = Story(diary, cast.ELLIS)
    ellis.goes_missing(
        diary.ago(110), "Not in his afternoon lessons; nobody saw him leave.", reported_by="School attendance officer"
    )
    ellis.is_voided(
        diary.ago(108), "He was with the school nurse all along; the register was wrong. His mother has been told."
    )
    on_record_twice(diary)


def on_record_twice(diary: Diary) -> None:
    """Added at night under a name that was heard on the telephone; her own manager made one record of the two."""

    def add(actor: User, at: datetime) -> None:
        lily_mae = YoungPerson.objects.get(reference=cast.LILY_MAE.reference)
        add_young_person(
            actor=actor,
            first_name="Lilly",
            last_name="Dutten",
            date_of_birth=lily_mae.date_of_birth,
            reference=TWICE,
            team=lily_mae.team,
            at=at,
        )

    def make_one(actor: User, at: datetime) -> None:
        merge_records(
            actor=actor,
            kept=YoungPerson.objects.get(reference=cast.LILY_MAE.reference),
            merged=YoungPerson.objects.get(reference=TWICE),
            reason="The same birthday and foster carer; the caller spelt her name by ear.",
            at=at,
        )

    diary.note(diary.ago(106), "marcus.bello", add)
    diary.note(diary.by_day(80), "shanice.morgan", make_one)
