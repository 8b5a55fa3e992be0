"""Who is missing now, away, or found and not yet back."""

from datetime import timedelta

from demo import cast
from demo.days.diary import Diary
from demo.days.story import Story
from demo.days.to_interview import LEAH
from missing.codes import Independence, LogKind, Method, PoliceRisk, ToldHow


def note(diary: Diary) -> None:
    jude(diary)
    lily_mae(diary)
    nadia(diary)
    safiya(diary)
    corey(diary)


def jude(diary: Diary) -> None:
    """Missing for 26 hours, at high risk, 64 miles out of the city; his interview of the day before is still to do."""
    before = Story(diary, cast.JUDE)
    before.goes_missing(
        diary.ago(54),
        "Did not come back from college. Phone off from the afternoon on.",
        reported_by="Sefton Reach, shift leader",
        police_after=60,
        police_reference="WM-4470388",
        police_risk=PoliceRisk.MEDIUM,
    )
    before.comes_back(diary.ago(43, 50), "Walked in by himself, wet through, and went straight to bed.")
    before.is_taken(diary.by_day(28), "priya.nair")

    start = diary.ago(26)
    now = Story(diary, cast.JUDE)
    now.goes_missing(
        start,
        "Left the home after a telephone call that upset him. Black coat, white trainers, grey rucksack. "
        "Has his charger and about £20 with him. Last seen by staff at the front door.",
        reported_by="Sefton Reach, home manager",
        police_after=35,
        police_reference="WM-4471123",
        police_risk=PoliceRisk.MEDIUM,
    )
    now.are_told(start + timedelta(minutes=50), ["placement"], how=ToldHow.THEY_TOLD_US)
    now.are_told(
        start + timedelta(minutes=55),
        ["host_council"],
        "Out of hours desk in Liverpool; they tell their hub.",
    )
    now.is_not_told(start + timedelta(minutes=55), "parent", "His mother would tell the men who look for him.")
    now.is_logged(
        start + timedelta(hours=4, minutes=10),
        "Staff went to the retail park and the skate park. Nobody had seen him.",
        LogKind.PLACE_CHECKED,
    )
    now.risk_changes(
        start + timedelta(hours=11),
        PoliceRisk.HIGH,
        "Seen on cameras at Lime Street station with two older males. He owes money from October.",
    )
    now.is_logged(
        start + timedelta(hours=17, minutes=35),
        "Sister says he messaged her from a number that she does not know: “am ok dont ring”. Passed to the police.",
        LogKind.CONTACT,
    )
    now.is_logged(
        start + timedelta(hours=23, minutes=30),
        "Train guard believes he got off at Wolverhampton. Cousin in Bilston asked: has not seen him.",
        LogKind.SEEN,
    )


def lily_mae(diary: Diary) -> None:
    """Missing for a few hours, in the city."""
    story = Story(diary, cast.LILY_MAE)
    start = diary.ago(3, 30)
    story.goes_missing(
        start,
        "Argued about her phone and left by the back door. Purple puffer jacket. Two friends in Tettenhall, both rung.",
        reported_by="Foster carer",
        police_after=45,
        police_reference="WM-4471290",
        police_risk=PoliceRisk.MEDIUM,
    )
    story.are_told(start + timedelta(minutes=50), ["placement"], how=ToldHow.THEY_TOLD_US)
    story.is_logged(
        start + timedelta(hours=2, minutes=15),
        "Carer rang every number on the list. Friend’s mother will ring if she turns up there.",
        LogKind.CONTACT,
    )


def nadia(diary: Diary) -> None:
    """Missing, and the record is restricted: most people see that there is one more, and whom to ask."""
    story = Story(diary, cast.NADIA)
    start = diary.ago(12, 15)
    story.goes_missing(
        start,
        "Did not come down when the home did its round; window open. May be with the man named in the order.",
        reported_by="The Old Nursery, waking night staff",
        police_after=20,
        police_reference="WM-4471201",
        police_risk=PoliceRisk.HIGH,
    )
    story.is_logged(
        start + timedelta(hours=1, minutes=30),
        "Police have both addresses from the safety plan. Head of service rung at home.",
        LogKind.TOLD,
    )


def safiya(diary: Diary) -> None:
    """Found after a night and refusing to come back: away since, for more than three days, and reviewed for it."""
    story = Story(diary, cast.SAFIYA)
    start = diary.ago(98)
    story.goes_missing(
        start,
        "Did not come home from college, and the telephone off.",
        reported_by="Castle Gate, key worker",
        police_after=90,
        police_reference="WM-4469870",
        police_risk=PoliceRisk.MEDIUM,
    )
    story.refuses(
        diary.ago(82),
        "At her aunt’s in Dudley. Says that she stays there. Not agreed; the aunt has not been assessed.",
    )
    story.is_logged(diary.ago(80), "Spoke to the aunt: Safiya is well and asleep.", LogKind.CONTACT)
    story.is_handed(diary.by_day(64), "priya.nair", LEAH)
    story.is_held(
        diary.by_day(48),
        LEAH,
        Method.FACE_TO_FACE,
        Independence.INDEPENDENT,
        "I am not coming back to Castle Gate. Nobody listens there. My aunt does, and I can walk to college from hers.",
        safer_next_time="If somebody looked at my aunt’s flat and said yes or no.",
    )
    story.is_reviewed(
        diary.ago(5),
        "gareth.bowen",
        "Risk is lower than on the first night: she is seen each day, and goes to college. Not to be left to drift.",
        "Kasia Nowak visits the aunt this week and begins the assessment. Key worker rings Safiya each evening.",
    )


def corey(diary: Diary) -> None:
    """Found by the police, and not yet back: the clock of his interview does not run yet."""
    story = Story(diary, cast.COREY)
    start = diary.ago(21)
    story.goes_missing(
        start,
        "Got off the school bus two stops early. Has done so before, to go to Birmingham.",
        reported_by="Kestrel View, deputy manager",
        police_after=75,
        police_reference="WM-4471154",
        police_risk=PoliceRisk.MEDIUM,
    )
    story.is_found(
        diary.ago(5),
        "Found by transport police at Birmingham New Street. Safe and well; waiting there for staff to fetch him.",
    )
