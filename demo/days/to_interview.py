"""Who is back and still has to be interviewed: overdue, due soon, fresh; taken, nobody's, handed over."""

from demo import cast
from demo.days.diary import Diary
from demo.days.story import Story
from missing.codes import AttemptResult, Category, DeclineReason, Method, OfferMethod, OfferResponse, PoliceRisk

PRIYA, LEAH = "priya.nair", "leah.osei"


def note(diary: Diary) -> None:
    overdue(diary)
    due_soon(diary)
    under_way(diary)
    fresh(diary)


def back(diary: Diary, part: cast.Part, hours_left: float, hours_out: float, why: str, home: str) -> Story:
    """Missing for so long, and back since so that the interview is due in `hours_left`; below 0 it is overdue."""
    minutes = -10 if hours_left > 0 else 10  # so that it shows whole hours in the minutes after the demo is loaded
    story = Story(diary, part)
    back_since = 72 - hours_left
    story.goes_missing(
        diary.ago(back_since + hours_out, minutes),
        why,
        reported_by=home,
        police_after=40 if hours_out > 3 else None,
        police_reference=f"WM-44{70_000 - round(back_since * 37)}" if hours_out > 3 else "",
        police_risk=PoliceRisk.MEDIUM if hours_out > 3 else PoliceRisk.NOT_RECORDED,
    )
    story.comes_back(diary.ago(back_since, minutes))
    return story


def overdue(diary: Diary) -> None:
    kayden = back(
        diary, cast.KAYDEN, -30, 11, "Went out of the window after the bedtime check.", "Aylestone Lodge, night staff"
    )
    kayden.is_taken(diary.by_day(76), PRIYA)
    kayden.is_tried(diary.by_day(75), PRIYA, Method.PHONE, AttemptResult.NO_ANSWER, "Rang twice, left a message.")
    kayden.is_tried(
        diary.by_day(50), PRIYA, Method.PHONE, AttemptResult.NO_ANSWER, "Staff gave him the telephone; he hung up."
    )
    kayden.is_tried(
        diary.by_day(3), PRIYA, Method.PHONE, AttemptResult.NO_ANSWER, "Asked the home for a time after school."
    )
    back(
        diary,
        cast.KAYDEN,
        49,
        9,
        "Left with an older boy from the park. Came back by taxi.",
        "Aylestone Lodge, shift leader",
    )

    aaliyah = back(diary, cast.AALIYAH, -2, 7, "Went to see her mother instead of going to school.", "Foster carer")
    aaliyah.is_taken(diary.by_day(56), "sam.okoro")
    aaliyah.is_offered(
        diary.by_day(50), "sam.okoro", OfferMethod.PHONE, OfferResponse.THINKING, "Wants to ask her carer first."
    )


def due_soon(diary: Diary) -> None:
    theo = back(diary, cast.THEO, 5, 20, "Did not come home from work experience.", "Needle Mill, key worker")
    theo.is_taken(diary.by_day(48), PRIYA)
    theo.is_offered(
        diary.by_day(46), PRIYA, OfferMethod.TEXT, OfferResponse.ACCEPTED, "Video call; he chose the time himself."
    )
    theo.is_being_written(
        diary.ago(2),
        PRIYA,
        before={"limits_told": ["on"], "seen_alone": ["yes"], "wish_how": ["Video call, without staff in the room"]},
        account={"account": ["I missed the bus and then I thought they would shout so I stayed at my uncle’s."]},
    )

    marnie = back(diary, cast.MARNIE, 9, 5, "Ran from the car park after family time.", "Ash House, support worker")
    marnie.wishes_for(diary.by_day(30), PRIYA, cast.MARNIE.worker)

    ibrahim = back(diary, cast.IBRAHIM, 20, 30, "Left for prayers and did not come back.", "Severn Bank, shift leader")
    ibrahim.is_offered(diary.by_day(30), PRIYA, OfferMethod.VIA_CARER, OfferResponse.NO_RESPONSE, "Interpreter: Krio.")
    ibrahim.is_booked(diary.by_day(6), PRIYA, diary.to_come(3), Method.VIDEO, interpreter="Krio, Mr Kamara")

    chloe = back(diary, cast.CHLOE, 24, 14, "Not in her flat for two checks in a row.", "Canalside, concierge")
    chloe.is_taken(diary.by_day(24), "manpreet.gill")
    chloe.is_offered(diary.by_day(23), "manpreet.gill", OfferMethod.IN_PERSON, OfferResponse.THINKING)
    chloe.is_booked(
        diary.by_day(22), "manpreet.gill", diary.by_day(1), Method.FACE_TO_FACE, "The café by the canal, not her flat"
    )


def under_way(diary: Diary) -> None:
    tyrell = back(diary, cast.TYRELL, 33, 8, "Left during a fire drill.", "Thornfield, deputy manager")
    tyrell.is_handed(diary.by_day(20), PRIYA, LEAH)
    tyrell.is_offered(
        diary.by_day(4), LEAH, OfferMethod.VIA_CARER, OfferResponse.NO_RESPONSE, "The home will ask him after football."
    )

    freya = back(diary, cast.FREYA, 50, 4, "Walked out of school at lunch.", "Mother")
    freya.is_taken(diary.by_day(2), "sam.okoro")
    freya.is_declined(diary.by_day(1.9), "sam.okoro", DeclineReason.SPOKE_TO_CARER)
    freya.is_reopened(diary.by_day(1.5), "yasmin.qureshi", "It was her sister who declined, not Freya.")

    preeti = back(
        diary, cast.PREETI, 52, 6, "Not at the bus stop when staff came to fetch her.", "Weir Cottage, manager"
    )
    preeti.is_handed(diary.by_day(1), "yasmin.qureshi", LEAH)


def fresh(diary: Diary) -> None:
    back(diary, cast.ZAINAB, 40, 6, "Stayed out after her cousin’s party; telephone flat.", "Foster carer")
    tamsin = back(
        diary,
        cast.TAMSIN,
        60,
        16,
        "Told her carers that she slept at a friend’s, who had not seen her.",
        "Foster carer",
    )
    tamsin.is_taken(diary.ago(0, 40), "hannah.pickering")
    jayden = Story(diary, cast.JAYDEN)
    jayden.goes_missing(
        diary.ago(23, -10),
        "At his brother’s in Walsall without leave; the brother told the home.",
        reported_by="Heathside, shift leader",
        category=Category.AWAY,
        told_after=80,
    )
    jayden.comes_back(diary.ago(10, -10), "Brother drove him back.")
    back(diary, cast.ELLIS, 66, 4, "Left after a row at home. Found by his uncle.", "Father")
