"""The young people whom the scenes of today are about. Invented, each for something that a screen has to show."""

from dataclasses import dataclass

from demo.roster import ASSESSMENT, CARE_LEAVERS, CENTRAL, EAST, NORTH, SOUTH, WEST
from people.codes import Ethnicity as E
from people.codes import Sex

GIRL, BOY = Sex.FEMALE, Sex.MALE


@dataclass(frozen=True)
class Part:
    """`home` is a name in `demo.homes.HOMES` or the postcode of foster carers; empty is with their family."""

    reference: str
    first_name: str
    last_name: str
    age: int
    sex: Sex
    ethnicity: E
    team: str
    worker: str
    home: str
    times_missing: int
    quiet_days: int = 6
    recent_times: int = 0
    declines_last: int = 0
    share_declined: float = 0.2


JUDE = Part(
    "YP00096",
    "Jude",
    "Farrow",
    17,
    BOY,
    E.WBRI,
    NORTH,
    "dana.whit",
    "liverpool",
    24,
    declines_last=3,
    share_declined=0.4,
)
KAYDEN = Part(
    "YP00231",
    "Kayden",
    "Marsh",
    15,
    BOY,
    E.MWBC,
    NORTH,
    "dana.whit",
    "leicester",
    18,
    recent_times=2,
    share_declined=0.15,
)
AALIYAH = Part("YP00187", "Aaliyah", "Brandt", 14, GIRL, E.MOTH, ASSESSMENT, "hannah.pickering", "WV11 3SD", 1)
THEO = Part("YP00310", "Theo", "Lindqvist", 16, BOY, E.WOTH, CARE_LEAVERS, "lloyd.baptiste", "redditch", 7)
MARNIE = Part("YP00402", "Marnie", "Achebe", 13, GIRL, E.BAFR, SOUTH, "ifeoma.eze", "ash", 0)
ZAINAB = Part("YP00275", "Zainab", "Sadiq", 14, GIRL, E.APKN, EAST, "manpreet.gill", "WV14 8GW", 2)
TYRELL = Part("YP00148", "Tyrell", "Campbell", 16, BOY, E.BCRB, EAST, "sophie.tranter", "walsall", 8)
TAMSIN = Part("YP00333", "Tamsin", "<b>O'Neil</b>", 15, GIRL, E.WIRI, SOUTH, "rory.oneil", "DY5 4TL", 4)
ELLIS = Part("YP00518", "Ellis", "Harcourt", 14, BOY, E.WBRI, CENTRAL, "megan.rhys", "", 0)
PREETI = Part("YP00164", "Preeti", "Sangha", 15, GIRL, E.AIND, SOUTH, "ifeoma.eze", "stafford", 5)
JAYDEN = Part("YP00209", "Jayden", "Cole", 15, BOY, E.WBRI, NORTH, "callum.reid", "cannock", 12)
CHLOE = Part("YP00122", "Chloe", "Danks", 17, GIRL, E.WBRI, CARE_LEAVERS, "kasia.nowak", "canal", 9)
IBRAHIM = Part("YP00356", "Ibrahim", "Sesay", 16, BOY, E.BAFR, EAST, "manpreet.gill", "shrewsbury", 7)
FREYA = Part("YP00467", "Freya", "Hollis", 12, GIRL, E.WBRI, WEST, "deepak.chand", "", 1)
COREY = Part("YP00177", "Corey", "Blakemore", 16, BOY, E.WBRI, SOUTH, "rory.oneil", "kestrel", 14)
SAFIYA = Part("YP00238", "Safiya", "Noor", 17, GIRL, E.BAFR, CARE_LEAVERS, "kasia.nowak", "dudley", 6)
LILY_MAE = Part("YP00389", "Lily-Mae", "Dutton", 14, GIRL, E.WBRI, ASSESSMENT, "jamal.yusuf", "WV6 8JJ", 3)
NADIA = Part("YP00213", "Nadia", "Kerim", 16, GIRL, E.OOTH, NORTH, "callum.reid", "shrewsbury_2", 9)
KIAN = Part("YP00156", "Kian", "Doherty", 16, BOY, E.WIRI, SOUTH, "ifeoma.eze", "larch", 11, share_declined=0.5)
AMARA = Part("YP00294", "Amara", "Obi", 15, GIRL, E.BAFR, EAST, "sophie.tranter", "WS2 9TA", 5)
BRADLEY = Part(
    "YP00118", "Bradley", "Stokes", 17, BOY, E.WBRI, NORTH, "dana.whit", "stoke", 16, quiet_days=22, share_declined=0.6
)
ROSIE = Part("YP00441", "Rosie", "Pearce", 13, GIRL, E.WBRI, WEST, "joanne.tulley", "", 2)
MALIK = Part("YP00267", "Malik", "Johnson", 16, BOY, E.MWBC, NORTH, "callum.reid", "rhyl", 8)

CAST = (
    JUDE, KAYDEN, AALIYAH, THEO, MARNIE, ZAINAB, TYRELL, TAMSIN, ELLIS, PREETI, JAYDEN, CHLOE, IBRAHIM, FREYA, COREY,
    SAFIYA, LILY_MAE, NADIA, KIAN, AMARA, BRADLEY, ROSIE, MALIK,
)  # fmt: skip
