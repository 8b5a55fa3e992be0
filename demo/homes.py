"""Where the demo council's young people live: invented homes at real postcodes, so that miles and authorities are true.

Distances in the comments are from the city point of the default settings.
"""

from dataclasses import dataclass

from people.codes import PlacementProvider as By
from people.codes import PlacementType as Kind


@dataclass(frozen=True)
class Home:
    kind: Kind
    by: By
    name: str
    postcode: str


IN_CITY = {
    "ash": Home(Kind.K2, By.PR1, "Ash House", "WV10 8PJ"),
    "larch": Home(Kind.K2, By.PR1, "Larch Lodge", "WV6 0YB"),
    "kestrel": Home(Kind.K2, By.PR4, "Kestrel View", "WV14 8PZ"),
    "penn": Home(Kind.K2, By.PR4, "Rowan Bank", "WV4 4EY"),
    "canal": Home(Kind.K3, By.PR4, "Canalside Supported Living", "WV1 2EN"),
    "merridale": Home(Kind.K3, By.PR5, "Threshold Lettings", "WV3 0JX"),
}
NEARBY = {
    "walsall": Home(Kind.K2, By.PR4, "Thornfield", "WS2 7HS"),  # Walsall, 4.5 miles
    "dudley": Home(Kind.K3, By.PR4, "Castle Gate", "DY1 2TT"),  # Dudley, 5.0 miles
    "cannock": Home(Kind.K2, By.PR4, "Heathside", "WS11 1PH"),  # Cannock Chase, 7.2 miles
    "sandwell": Home(Kind.K3, By.PR5, "Lyng House", "B70 1DF"),  # Sandwell, 7.1 miles
    "birmingham": Home(Kind.K2, By.PR4, "Handsworth Grange", "B21 8NT"),  # Birmingham, 8.8 miles
    "stafford": Home(Kind.K2, By.PR4, "Weir Cottage", "ST17 9DT"),  # Stafford, 13.7 miles
}
FAR = {
    "redditch": Home(Kind.K3, By.PR4, "Needle Mill", "B98 8LS"),  # Redditch, 21.0 miles
    "shrewsbury": Home(Kind.K2, By.PR4, "Severn Bank", "SY3 0WZ"),  # Shropshire, 28.0 miles
    "shrewsbury_2": Home(Kind.K2, By.PR5, "The Old Nursery", "SY2 5JQ"),  # Shropshire, 27.2 miles
    "stoke": Home(Kind.K2, By.PR4, "Potters Rise", "ST4 6JT"),  # Stoke-on-Trent, 28.5 miles
    "derby": Home(Kind.K2, By.PR4, "Arboretum House", "DE23 6WW"),  # Derby, 34.7 miles
    "leicester": Home(Kind.K2, By.PR4, "Aylestone Lodge", "LE2 3XX"),  # Leicester, 41.8 miles
    "liverpool": Home(Kind.K2, By.PR4, "Sefton Reach", "L17 7BA"),  # Liverpool, 64.7 miles
    "rhyl": Home(Kind.K2, By.PR4, "Traeth House", "LL18 2NU"),  # Denbighshire, in Wales, 75.4 miles
}
HOMES = IN_CITY | NEARBY | FAR

CITY_POSTCODES = (
    "WV2 4AW", "WV2 4JE", "WV2 1DT", "WV2 3DZ", "WV3 7HB", "WV3 9NE", "WV3 7DP", "WV3 9LD", "WV4 5HF", "WV4 4BT",
    "WV4 6QN", "WV4 4AG", "WV6 9EL", "WV6 8PZ", "WV6 0TU", "WV6 8JJ", "WV10 6GX", "WV10 8EZ", "WV10 6UA", "WV10 0RD",
    "WV10 9JB", "WV11 1EG", "WV11 3LP", "WV11 3BX", "WV11 3SD", "WV11 2PD", "WV14 8GW", "WV14 8RT", "WV14 0SZ",
    "WV14 0PJ",
)  # fmt: skip
NEARBY_POSTCODES = ("WS1 3LU", "WS1 3QZ", "WS2 9TA", "WS2 7YR", "DY1 3SJ", "DY2 9HZ", "DY5 4TL", "B66 3PJ", "WS11 3TD")
FAR_POSTCODES = ("ST4 3HW", "SY1 3NY", "DE23 7BQ", "LE3 6RP", "B97 4WA")


def foster(postcode: str, by: By = By.PR1, kind: Kind = Kind.U6) -> Home:
    """A foster home; carers are not named in a case file."""
    agency = {By.PR1: "Northcliffe Fostering", By.PR4: "Severnside Fostering", By.PR5: "Harbour Families"}
    return Home(kind, by, agency.get(by, ""), postcode)
