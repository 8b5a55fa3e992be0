"""Names for invented young people, as the West Midlands are: each with the ethnicities that its bearers often have."""

from dataclasses import dataclass
from random import Random

from people.codes import Ethnicity as E


@dataclass(frozen=True)
class Pool:
    """`share` is how many of a hundred young people come from it."""

    share: int
    ethnicities: tuple[E, ...]
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


POOLS = (
    Pool(
        46,
        (E.WBRI, E.WBRI, E.WBRI, E.WBRI, E.WIRI),
        _names("Ellie Paige Keira Demi Amelia Courtney Shannon Isla Caitlin Poppy Holly Abbie Lacey Maisie Niamh Tia"),
        _names("Alfie Connor Jayden Reece Harvey Owen Ryan Kyle Declan Archie Tyler Leon Brandon Finley Dylan Callan"),
        _names(
            "Fellows Round Hickman Perry Bayliss Tonks Whitehouse Millward Jukes Hadley Cartwright Dunn Corbett Pask "
            "Rudge Yardley Beddoes Lavender Onions Tranmer Westwood Gough"
        ),
    ),
    Pool(
        8,
        (E.APKN, E.APKN, E.ABAN, E.AOTH),
        _names("Aisha Maryam Hafsa Iqra Sumaya Zara"),
        _names("Hamza Bilal Zayn Usman Idris Tahir"),
        _names("Mahmood Begum Rafiq Ashraf Chaudhry Miah"),
    ),
    Pool(
        9,
        (E.AIND,),
        _names("Simran Jasleen Anika Preet Kiran Harleen"),
        _names("Arjun Jaspreet Karan Gurdeep Rohan Amrit"),
        _names("Bains Dhaliwal Kaur Sahota Patel Mistry Purewal"),
    ),
    Pool(
        13,
        (E.BCRB, E.BCRB, E.BOTH, E.MWBC, E.MWBC),
        _names("Tanisha Kiara Jada Renee Shanelle Alisha Monique"),
        _names("Tyrese Jermaine Kymani Tre Nathaniel Dante Kai"),
        _names("Francis Campbell Reid Blake Powell Gayle Linton Dacosta"),
    ),
    Pool(
        8,
        (E.BAFR, E.BAFR, E.MWBA),
        _names("Adaeze Precious Hodan Temi Blessing Makeda"),
        _names("Kwame Emeka Abdi Samuel Tendai Kofi"),
        _names("Mensah Okafor Warsame Moyo Adebayo Tesfaye Boateng"),
    ),
    Pool(
        7,
        (E.WOTH, E.WOTH, E.WROM, E.WIRT),
        _names("Oliwia Andreea Zuzanna Denisa Kornelia"),
        _names("Jakub Marek Andrei Ionut Patryk"),
        _names("Kowalczyk Wrobel Popescu Lacatus Varga Kaminski"),
    ),
    Pool(
        5,
        (E.MWAS, E.MOTH),
        _names("Leila Mia Yasmine Saskia"),
        _names("Zak Reuben Kian Elijah"),
        _names("Harris-Khan Bassi Marlow Chen-Rowley Price"),
    ),
    Pool(
        4,
        (E.OOTH, E.OOTH, E.AOTH, E.CHNE),
        _names("Linh Rojin Hien"),
        _names("Aram Dilshad Ermias Minh Farhad Nguyen"),
        _names("Rahimi Hoang Karimi Haile Pham Aziz"),
    ),
)


class Register:
    """Gives out names, no full name twice."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken

    def name(self, random: Random, *, girl: bool) -> tuple[str, str, E]:
        """First name, family name and ethnicity."""
        while True:
            pool = random.choices(POOLS, [pool.share for pool in POOLS])[0]
            first, family = random.choice(pool.girls if girl else pool.boys), random.choice(pool.families)
            if f"{first} {family}" not in self.taken:
                self.taken.add(f"{first} {family}")
                return first, family, random.choice(pool.ethnicities)
