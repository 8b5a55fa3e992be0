"""Who and what is around some of the young people: written down by their workers three weeks ago and since."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from demo import cast
from demo.days.diary import Diary
from demo.pictures import portrait
from people import actions
from people.around_codes import BirthdayIs, MayBeTold, NameKind, OrderKind, Relation
from people.models import PersonAround, YoungPerson

DAYS_AGO = 19


def note(diary: Diary) -> None:
    for part, tell in (
        (cast.JUDE, judes),
        (cast.KAYDEN, kaydens),
        (cast.IBRAHIM, ibrahims),
        (cast.TAMSIN, tamsins),
        (cast.ZAINAB, zainabs),
    ):
        diary.note(diary.by_day(DAYS_AGO * 24), part.worker, _about(part, tell))


class Around:
    """What one worker writes down of one young person at one time."""

    def __init__(self, actor: User, young_person: YoungPerson, at: datetime) -> None:
        self.given: dict[str, Any] = {"actor": actor, "young_person": young_person, "at": at}
        self.actor, self.at, self.today = actor, at, at.date()

    def person(self, name: str, relation: Relation, told: MayBeTold = MayBeTold.YES, **facts: Any) -> PersonAround:
        return actions.add_person_around(**self.given, name=name, relation=relation, may_be_told=told, **facts)

    def order(self, kind: OrderKind, forbids: str, *, days_ago: int, days: int, **facts: Any) -> None:
        began = self.day(days_ago)
        actions.add_court_order(
            **self.given, kind=kind, forbids=forbids, started_on=began, ended_on=began + timedelta(days=days), **facts
        )

    def name(self, name: str, kind: NameKind, **facts: Any) -> None:
        actions.add_other_name(**self.given, name=name, kind=kind, **facts)

    def support(self, agency: str, *, days_ago: int, **facts: Any) -> None:
        actions.add_support(**self.given, agency=agency, started_on=self.day(days_ago), **facts)

    def known(self, part: str, **facts: Any) -> None:
        actions.change_needs(**self.given, part=part, **facts)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)


def _about(part: cast.Part, tell: Callable[[Around], None]) -> Callable[[User, datetime], None]:
    def do(actor: User, at: datetime) -> None:
        tell(Around(actor, YoungPerson.objects.get(reference=part.reference), at))

    return do


def judes(around: Around) -> None:
    around.person("Michelle Farrow", Relation.MOTHER, has_parental_responsibility=True, phone="07700 900301")
    dad = around.person(
        "Craig Farrow",
        Relation.FATHER,
        MayBeTold.NO,
        has_parental_responsibility=True,
        may_be_told_why="Hurt Jude in 2022 and has come to two of his homes since.",
    )
    around.person("Tyler", Relation.FRIEND, phone="07700 900355", address="Above the launderette, Lark Hill, Liverpool")
    around.person("Casey Dunn", Relation.PARTNER, note="Jude goes there at weekends. Her mother rings us.")
    around.person(
        "“Spud”",
        Relation.CONCERN,
        MayBeTold.NO,
        may_be_told_why="Believed to have given Jude drugs to carry.",
        note="Grey hatchback. Known to the exploitation hub.",
    )
    around.person("Night staff", Relation.CARER, phone="0151 496 0144")
    around.order(
        OrderKind.NON_MOLESTATION,
        "Must not come within 100 metres of Jude or of where he lives, nor contact him in any way.",
        days_ago=200,
        days=365,
        about=dad,
        made_by="Northcliffe Family Court, NC26P00412",
    )
    around.support("Tern Mentoring", days_ago=150, worker="Jo Finch", purpose="Mentor", how_it_goes="Meets her weekly.")
    around.known(
        "needs",
        language="English",
        needs_interpreter=False,
        medication="None",
        health="Asthma: carries a blue inhaler.",
        how_to_approach="Give him room and use his first name. He runs when two people come at once.",
    )
    around.known(
        "description",
        height="1.78 m",
        build="Slim",
        hair="Light brown, shaved at the sides",
        eyes="Blue",
        marks="Scar through the left eyebrow",
        usual_clothes="Black puffer jacket, grey joggers, white trainers",
    )
    around.known(
        "reach",
        phones="07700 900388",
        social_media="Snapchat: jfarrow_08",
        places="Lark Hill shops\nLime Street station\nThe skate park by the docks",
        travel_and_money="Trains without a ticket. Little money.",
    )
    actions.keep_photograph(**around.given, image=portrait(), taken_on=around.day(60))


def kaydens(around: Around) -> None:
    around.name("Kai Marsh", NameKind.KNOWN_AS, is_in_use=True)
    around.name("Kayden Brown", NameKind.FORMER, ended_on=around.day(2200))
    around.person("Carla Marsh", Relation.MOTHER, has_parental_responsibility=True, phone="07700 900412")
    around.person(
        "Dean Brown",
        Relation.STEP_PARENT,
        MayBeTold.NOT_THE_ADDRESS,
        may_be_told_why="Took Kayden from a placement in the summer.",
        may_be_told_until=around.day(-150),
    )
    around.person("Reuben Marsh", Relation.SIBLING, phone="07700 900419", address="Flat 3, Quarry Court, WV2")
    around.person("Ada Marsh", Relation.GRANDPARENT, phone="01632 960415")
    around.person("Malachi", Relation.FRIEND, note="From football. Lives near the home.")
    around.support(
        "Saltwell Sports Trust", days_ago=80, worker="Imran Dale", purpose="Football", how_it_goes="Goes twice a week."
    )
    around.known("needs", language="English", learning="Dyslexia: read things out to him.")
    around.known("description", height="1.69 m", build="Athletic", hair="Black, short twists", eyes="Brown")
    around.known("reach", places="His brother’s flat\nQuarry Park football cages")


def ibrahims(around: Around) -> None:
    actions.change_details(
        actor=around.actor,
        young_person=around.given["young_person"],
        birthday_is=BirthdayIs.DISPUTED,
        birthday_note="He says a year later. An age assessment is under way.",
        at=around.at,
    )
    around.name("Ibrahim Sesay Kamara", NameKind.ALIAS)
    around.person("Fatmata Sesay", Relation.FAMILY, note="Aunt in Birmingham.", phone="07700 900520")
    around.known(
        "needs",
        language="Krio",
        needs_interpreter=True,
        communication="Understands simple English; tires of it quickly.",
        how_to_approach="Afraid of uniforms. Say first that he is not in trouble.",
    )


def tamsins(around: Around) -> None:
    around.person("<b>Sinéad O'Neil</b>", Relation.MOTHER, has_parental_responsibility=True, phone="07700 900610")


def zainabs(around: Around) -> None:
    around.person(
        "Tariq Sadiq",
        Relation.FATHER,
        MayBeTold.NO,
        has_parental_responsibility=True,
        may_be_told_why="Risk of forced marriage: the police must be rung before any of the family.",
    )
    around.order(
        OrderKind.OTHER,
        "Forced marriage protection order: nobody may take her out of the country or speak of a marriage to her.",
        days_ago=90,
        days=730,
        about_name="Her father and uncles",
    )
