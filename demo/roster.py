"""The people who work at the demo council. All invented; their addresses can receive nothing (`.example`)."""

from dataclasses import dataclass

from accounts.rules import Role

CHILDREN_IN_CARE, SAFEGUARDING = "Children in Care", "Safeguarding"
NORTH, SOUTH, EAST = "Care Team North", "Care Team South", "Care Team East"
CARE_LEAVERS, ASSESSMENT = "Care Leavers", "Assessment"
CENTRAL, WEST = "Safeguarding Central", "Safeguarding West"

TEAMS = {
    NORTH: CHILDREN_IN_CARE,
    SOUTH: CHILDREN_IN_CARE,
    EAST: CHILDREN_IN_CARE,
    CARE_LEAVERS: CHILDREN_IN_CARE,
    ASSESSMENT: SAFEGUARDING,
    CENTRAL: SAFEGUARDING,
    WEST: SAFEGUARDING,
}


@dataclass(frozen=True)
class Worker:
    """`key` is their address before the @; `begin_with` is what a visitor who signs in as them does first."""

    key: str
    name: str
    job: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...] = ()
    manages: str = ""
    begin_with: str = ""
    domain: str = "northcliffe.example"
    phone: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@{self.domain}"


R = Role

ONE_A_ROLE = (
    Worker(
        "dana.whit",
        "Dana Whit",
        "Social worker",
        (R.SOCIAL_WORKER,),
        (NORTH,),
        begin_with="Log an episode; then record the return of Jude Farrow",
        phone="01632 960 114",
    ),
    Worker(
        "marcus.bello",
        "Marcus Bello",
        "Emergency duty social worker",
        (R.DUTY,),
        begin_with="Missing now: add to the log of the newest episode",
        phone="01632 960 199",
    ),
    Worker(
        "harjit.sandhu",
        "Harjit Sandhu",
        "Team manager",
        (R.TEAM_MANAGER,),
        (NORTH,),
        begin_with="Figures of the team; hand an interview over",
        phone="01632 960 110",
    ),
    Worker(
        "priya.nair",
        "Priya Nair",
        "Missing Returns Officer",
        (R.RETURNS_OFFICER,),
        begin_with="Interviews: the overdue ones, then the weekly e-mail",
        phone="01632 960 172",
    ),
    Worker(
        "leah.osei",
        "Leah Osei",
        "Interviewer, Larkrise Listening (commissioned)",
        (R.INTERVIEWER,),
        begin_with="Home: record an offer to Tyrell Campbell",
        domain="larkrise.example",
        phone="07700 900 482",
    ),
    Worker(
        "tomasz.zielinski",
        "Tomasz Zielinski",
        "Exploitation hub manager",
        (R.HUB,),
        begin_with="Missing now, and who is out of the city",
        phone="01632 960 140",
    ),
    Worker(
        "angela.prosser",
        "Angela Prosser",
        "Chair of MACE meetings",
        (R.MACE_CHAIR,),
        begin_with="Missing now",
    ),
    Worker(
        "winston.grant",
        "Winston Grant",
        "Independent reviewing officer",
        (R.REVIEWING_OFFICER,),
        begin_with="Find Kayden Marsh and read the record",
    ),
    Worker(
        "bronwen.pugh",
        "Bronwen Pugh",
        "Practice auditor",
        (R.AUDITOR,),
        begin_with="Home: no audit is given out yet, so no record opens",
    ),
    Worker(
        "yasmin.qureshi",
        "Yasmin Qureshi",
        "Head of service, Children in Care",
        (R.SERVICE_MANAGER,),
        manages=CHILDREN_IN_CARE,
        begin_with="Figures; the restricted records",
        phone="01632 960 101",
    ),
    Worker(
        "beatrice.lund",
        "Beatrice Lund",
        "Director of children’s services",
        (R.DIRECTOR,),
        begin_with="Home: what is overdue in the whole service",
        phone="01632 960 100",
    ),
    Worker(
        "jiwoo.park",
        "Ji-woo Park",
        "Performance analyst",
        (R.ANALYST,),
        begin_with="Figures: every number opens its list, without names",
    ),
    Worker(
        "olu.adeyemi",
        "Olu Adeyemi",
        "Data manager",
        (R.DATA_MANAGER,),
        begin_with="Import: how this council's case file came in",
    ),
    Worker(
        "frances.doyle",
        "Frances Doyle",
        "Systems administrator",
        (R.ADMINISTRATOR,),
        begin_with="Users and teams; the health of the scheduled jobs",
    ),
)

COLLEAGUES = (
    Worker(
        "colin.featherstone",
        "Colin Featherstone",
        "Head of service, Safeguarding",
        (R.SERVICE_MANAGER,),
        manages=SAFEGUARDING,
        phone="01632 960 102",
    ),
    Worker("ewa.malik", "Ewa Malik", "Team manager", (R.TEAM_MANAGER,), (SOUTH, EAST), phone="01632 960 120"),
    Worker("gareth.bowen", "Gareth Bowen", "Team manager", (R.TEAM_MANAGER,), (CARE_LEAVERS,), phone="01632 960 130"),
    Worker("shanice.morgan", "Shanice Morgan", "Team manager", (R.TEAM_MANAGER,), (ASSESSMENT,), phone="01632 960 150"),
    Worker("imran.tariq", "Imran Tariq", "Team manager", (R.TEAM_MANAGER,), (CENTRAL, WEST), phone="01632 960 160"),
    Worker("nasreen.akhtar", "Nasreen Akhtar", "Independent reviewing officer", (R.REVIEWING_OFFICER,)),
    Worker("callum.reid", "Callum Reid", "Social worker", (R.SOCIAL_WORKER,), (NORTH,)),
    Worker("rory.oneil", "Rory <b>O'Neil</b>", "Social worker", (R.SOCIAL_WORKER,), (SOUTH,)),
    Worker("ifeoma.eze", "Ifeoma Eze", "Social worker", (R.SOCIAL_WORKER,), (SOUTH,)),
    Worker("manpreet.gill", "Manpreet Gill", "Senior social worker", (R.SOCIAL_WORKER,), (EAST,)),
    Worker("sophie.tranter", "Sophie Tranter", "Social worker", (R.SOCIAL_WORKER,), (EAST,)),
    Worker("lloyd.baptiste", "Lloyd Baptiste", "Personal adviser", (R.SOCIAL_WORKER,), (CARE_LEAVERS,)),
    Worker("kasia.nowak", "Kasia Nowak", "Social worker", (R.SOCIAL_WORKER,), (CARE_LEAVERS,)),
    Worker("hannah.pickering", "Hannah Pickering", "Social worker", (R.SOCIAL_WORKER,), (ASSESSMENT,)),
    Worker("jamal.yusuf", "Jamal Yusuf", "Social worker", (R.SOCIAL_WORKER,), (ASSESSMENT,)),
    Worker("sam.okoro", "Sam Okoro", "Family support worker", (R.SOCIAL_WORKER,), (CENTRAL,)),
    Worker("megan.rhys", "Megan Rhys", "Social worker", (R.SOCIAL_WORKER,), (CENTRAL,)),
    Worker("deepak.chand", "Deepak Chand", "Social worker", (R.SOCIAL_WORKER,), (WEST,)),
    Worker("joanne.tulley", "Joanne Tulley", "Senior social worker", (R.SOCIAL_WORKER,), (WEST,)),
)

EVERYBODY = ONE_A_ROLE + COLLEAGUES
BY_KEY = {worker.key: worker for worker in EVERYBODY}


def caseworkers_of(team: str) -> list[Worker]:
    """Who holds cases in that team."""
    return [worker for worker in EVERYBODY if team in worker.teams and Role.SOCIAL_WORKER in worker.roles]
