"""What was settled of late: declined with the contact still due, and completed this week."""

from datetime import timedelta

from demo import cast
from demo.days.diary import Diary
from demo.days.to_interview import LEAH, PRIYA, back
from missing import actions
from missing.codes import (
    ContactMethod,
    DeclineReason,
    Independence,
    Method,
    OfferMethod,
    OfferResponse,
    ParentsAsked,
)
from missing.interview_codes import (
    Advocate,
    AgeBand,
    BroughtBackBy,
    Harm,
    Helpline,
    Interpreter,
    PlaceKind,
    Pull,
    Push,
    Relation,
    TalkedAt,
    Travel,
    YesNo,
)
from missing.mentions import PersonSaid, PlaceSaid
from missing.sharing_codes import Recipient

DAY = 24


def note(diary: Diary) -> None:
    declined(diary)
    held(diary)


def declined(diary: Diary) -> None:
    kian = back(diary, cast.KIAN, -3, 9, "Out of the back gate after tea.", "Larch Lodge, shift leader")
    kian.is_taken(diary.by_day(50), "sam.okoro")
    kian.is_declined(diary.by_day(46), "sam.okoro", DeclineReason.DOES_NOT_WANT_TO_TALK)
    kian.is_contacted(
        diary.by_day(20), cast.KIAN.worker, ContactMethod.PHONE, "He is well and says that he was at his cousin’s."
    )

    amara = back(diary, cast.AMARA, 12, 5, "Did not get off the school taxi.", "Foster carer")
    amara.is_offered(diary.by_day(24), PRIYA, OfferMethod.PHONE, OfferResponse.DECLINED)
    amara.is_declined(
        diary.by_day(20),
        PRIYA,
        DeclineReason.SPOKE_TO_CARER,
        "Her carer has told us what she said.",
        parents=actions.Parents(
            ParentsAsked.ASKED, "Mrs Bell, foster carer", "Amara was at the library until it closed, by herself."
        ),
    )

    # So long ago that five working days are over whatever the bank holidays
    bradley = back(diary, cast.BRADLEY, 72 - 18 * DAY, 26, "Left with a bag packed.", "Potters Rise, home manager")
    bradley.is_taken(diary.by_day(17 * DAY), PRIYA)
    bradley.is_declined(diary.by_day(16 * DAY), PRIYA, DeclineReason.NO_TRUST)


def held(diary: Diary) -> None:
    rosie = back(
        diary, cast.ROSIE, -28, 3.5, "Ran off at the tram stop when told to hand over her phone.", "Grandmother"
    )
    rosie.is_handed(diary.by_day(70), PRIYA, LEAH)
    rosie.is_offered(diary.by_day(64), LEAH, OfferMethod.IN_PERSON, OfferResponse.ACCEPTED)
    rosie.is_held(
        diary.by_day(40),
        LEAH,
        Method.FACE_TO_FACE,
        Independence.INDEPENDENT,
        "I went to the canal with a girl from school because Nan was shouting. I was never lost, I knew where I was. "
        "We sat under the bridge till it got cold. Nobody else was there.",
        safer_next_time="Nan and me agree that I can go to Auntie Jo’s when it is too loud.",
        record={
            "wish_who": "Anybody but school",
            "wish_where": "On a walk by the canal",
            "interpreter": Interpreter.NOT_NEEDED,
            "advocate": Advocate.DECLINED,
            "thinks_was_missing": YesNo.NO,
            "travel": [Travel.WALK],
            "brought_back_by": BroughtBackBy.SELF,
            "push": [Push.FAMILY_CONFLICT, Push.RULES_BOUNDARIES],
            "pull": [Pull.FRIENDS],
            "harms_ruled_out": [Harm.PHYSICAL, Harm.SEXUAL, Harm.DRUGS, Harm.ALCOHOL],
            "health": "Cold and hungry when she came in, otherwise well.",
            "strengths": "Draws, and is proud of it. Trusts Auntie Jo.",
            "feels_now": "Glad to be back, cross about the phone.",
            "safety_plan": "Texts Auntie Jo the word “kettle” and is fetched, no questions that night.",
            "plan_given": True,
            "helplines": [Helpline.MISSING_PEOPLE, Helpline.CHILDLINE],
            "talked_at": TalkedAt.COMMUNITY,
            "minutes": 45,
        },
        places=[PlaceSaid("Under the tram bridge, Priestfield", PlaceKind.PARK)],
        people=[PersonSaid("Elif from school", Relation.SCHOOL, AgeBand.UNDER_16)],
    )
    malik = back(
        diary, cast.MALIK, 6, 12, "Took the train towards Chester without telling anybody.", "Traeth House, manager"
    )
    malik.is_taken(diary.by_day(40), PRIYA)
    held_at = diary.by_day(15)
    malik.is_held(
        held_at,
        PRIYA,
        Method.VIDEO,
        Independence.NOT_CASE_HOLDER,
        "I wanted to see my mates in Wolves. It is too far here and nobody comes. I slept at my mate’s, his mum knew.",
        safer_next_time="A planned weekend at home each month, and somebody to ring who picks up.",
        harm="Shared a car with a man of about 25 whom he calls Fitz; would not say more.",
        record={
            "interpreter": Interpreter.NOT_NEEDED,
            "advocate": Advocate.ACCEPTED,
            "thinks_was_missing": YesNo.YES,
            "travel": [Travel.TRAIN, Travel.LIFT_UNKNOWN],
            "paid_by": "Fitz bought the ticket",
            "push": [Push.LONELINESS, Push.PLACEMENT_UNHAPPY],
            "pull": [Pull.FRIENDS, Pull.ADULT_OF_CONCERN],
            "harms_suspected": [Harm.CCE],
            "harms_ruled_out": [Harm.PHYSICAL],
            "harm_by": "Fitz, about 25, drives a grey hatchback",
            "helplines": [Helpline.MISSING_PEOPLE],
            "talked_at": TalkedAt.ONLINE,
            "minutes": 30,
        },
        places=[
            PlaceSaid("His mate’s flat, Whitmore Reans", PlaceKind.FRIEND, slept_there=True),
            PlaceSaid("Chester railway station", PlaceKind.TRANSPORT_HUB),
        ],
        people=[
            PersonSaid("Fitz", Relation.ADULT, AgeBand.FROM_18, is_of_concern=True),
            PersonSaid("Dre", Relation.FRIEND, AgeBand.FROM_16),
        ],
    )
    shared_at = held_at + timedelta(hours=2)
    malik.is_shared(
        shared_at,
        PRIYA,
        Recipient.HUB,
        "Exploitation hub, daily briefing",
        ["account", "where", "why", "harm"],
        "The rest is for his worker and reviewing officer.",
    )
    malik.is_told_to_police(
        shared_at,
        PRIYA,
        "A man of about 25 called Fitz bought Malik’s train ticket and drove him from Chester in a grey hatchback.",
        "Fitz, about 25",
        "Only Malik was in the car: Fitz would know who spoke.",
    )
    malik.is_to_be_followed_up(shared_at, PRIYA, "Refer Malik to an advocate", cast.MALIK.worker, 7)
    malik.is_overseen(
        shared_at + timedelta(hours=1),
        "yasmin.qureshi",
        "Well listened. The weekend at home is agreed; hub to look at Fitz today.",
    )
