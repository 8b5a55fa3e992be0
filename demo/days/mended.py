"""What was written down wrongly and put right: kept, and counted nowhere."""

from demo import cast
from demo.days.diary import Diary
from demo.days.story import Story


def note(diary: Diary) -> None:
    ellis = Story(diary, cast.ELLIS)
    ellis.goes_missing(
        diary.ago(110), "Not in his afternoon lessons; nobody saw him leave.", reported_by="School attendance officer"
    )
    ellis.is_voided(
        diary.ago(108), "He was with the school nurse all along; the register was wrong. His mother has been told."
    )
