"""Who may be given which section of an interview's record. Pure: no database. Sources: docs/sources.md."""

from collections.abc import Iterable
from typing import NamedTuple

from missing.rules.interview_record import SECTION_KEYS
from missing.sharing_codes import Recipient
from people.around_codes import PARENTS, Relation

TELLS_OF_HARM = frozenset({"before", "account", "where", "why", "harm", "help", "safety"})
"""Sections in which harm by who cares for them may be told of, in answers or in free words: whom they asked not to be
there, who worries us, what to do if it happens again. All but how and where the talk was."""

NAMES_OTHERS = frozenset({"account", "where", "harm"})

FAMILY_AND_HOME = frozenset({Recipient.CARER, Recipient.PARENT})
"""For them nothing is chosen beforehand."""

WORKS_WITH_ALL = frozenset(
    {Recipient.SOCIAL_WORKER, Recipient.REVIEWING_OFFICER, Recipient.HUB, Recipient.HOST_COUNCIL}
)

CHOSEN_BEFOREHAND: dict[Recipient, frozenset[str]] = {
    **dict.fromkeys(WORKS_WITH_ALL, frozenset(SECTION_KEYS)),
    Recipient.POLICE: frozenset({"where", "why", "harm"}),
    Recipient.SCHOOL: frozenset({"safety"}),
    Recipient.HEALTH: frozenset({"harm", "safety"}),
    **dict.fromkeys(FAMILY_AND_HOME, frozenset[str]()),
}


class Harmed(NamedTuple):
    """Who is said to have harmed them, as far as it decides who is given what.

    `by_home`: a carer or staff where they live; `by_parent`: a parent; `by_unknown`: there was harm, and it is not
    known by whom. `home_is_parents`: they live with their parents, who are then both. `home_is_school`,
    `home_is_health`: in a residential school, or a hospital or other health establishment, whose staff are the carers.
    """

    by_home: bool = False
    by_parent: bool = False
    by_unknown: bool = False
    home_is_parents: bool = False
    home_is_school: bool = False
    home_is_health: bool = False


def why_not_share(section: str, recipient: str, harmed: Harmed) -> str | None:
    """Why this section is not given to them, in words; None when it may be.

    Raises ValueError for a section or a recipient that there is none of.

    >>> why_not_share("harm", Recipient.CARER, Harmed(by_home=True))
    'A carer or staff where they live is said to have harmed them, and this section may tell of it.'
    >>> why_not_share("finish", Recipient.CARER, Harmed(by_home=True)) is None
    True
    """
    if section not in SECTION_KEYS:
        raise ValueError(f"no section is called {section}")
    to = Recipient(recipient)
    by_home = harmed.by_home or (harmed.home_is_parents and harmed.by_parent)
    by_parent = harmed.by_parent or (harmed.home_is_parents and harmed.by_home)
    if section not in TELLS_OF_HARM:
        return None
    if is_home(to, harmed) and by_home:
        return "A carer or staff where they live is said to have harmed them, and this section may tell of it."
    if to == Recipient.PARENT and by_parent:
        return "A parent is said to have harmed them, and this section may tell of it."
    return None


def barred_by_now(given: Iterable[str], recipient: str, harmed: Harmed) -> dict[str, str]:
    """Of the sections that they were given, those that would not be given to them any more, each with why.

    >>> list(barred_by_now(["account", "finish"], Recipient.CARER, Harmed(by_home=True)))
    ['account']
    """
    return {section: why for section in given if (why := why_not_share(section, recipient, harmed))}


def is_home(recipient: str, harmed: Harmed) -> bool:
    """Whether what they are given reaches those who care for the young person where they live.

    >>> is_home(Recipient.SCHOOL, Harmed()), is_home(Recipient.SCHOOL, Harmed(home_is_school=True))
    (False, True)
    """
    homes = {
        Recipient.CARER: True,
        Recipient.SCHOOL: harmed.home_is_school,
        Recipient.HEALTH: harmed.home_is_health,
    }
    return homes.get(Recipient(recipient), False)


def relations_of(recipient: str, harmed: Harmed) -> frozenset[str]:
    """What whoever gets it may be to the young person; empty where that is nobody around them, but an office.

    >>> relations_of(Recipient.PARENT, Harmed()) == set(PARENTS), relations_of(Recipient.POLICE, Harmed())
    (True, frozenset())
    """
    home = {Relation.CARER, *(PARENTS if harmed.home_is_parents else ())}
    theirs = {Recipient.PARENT: {*PARENTS}, Recipient.CARER: home, Recipient.SCHOOL: {Relation.SCHOOL}}
    return frozenset(theirs.get(Recipient(recipient), set()))


def may_share(section: str, recipient: str, harmed: Harmed) -> bool:
    """Whether this section may be given to them."""
    return why_not_share(section, recipient, harmed) is None


def caution(section: str, recipient: str, harmed: Harmed) -> str:
    """What to think of before this section is given to them; empty where nothing is special.

    >>> caution("where", Recipient.PARENT, Harmed())
    'It may name other people.'
    """
    is_told_of_others = _is_close(recipient, harmed) or recipient == Recipient.SCHOOL
    return "It may name other people." if is_told_of_others and section in NAMES_OTHERS else ""


def caution_of_harm(sections: Iterable[str], recipient: str, harmed: Harmed, named: str = "") -> str:
    """What to think of before any of these is given to those who are close, where it is not known who harmed them.

    `named` is who is said to have done it, as it was written. Empty where nothing is special.

    >>> caution_of_harm(["harm"], Recipient.CARER, Harmed(by_unknown=True), named="Deano")
    'Harmed by “Deano”, and it is not on record whether that is a carer or a parent: could what you tick reach them?'
    >>> caution_of_harm(["finish"], Recipient.CARER, Harmed(by_unknown=True))
    ''
    """
    if not harmed.by_unknown or not _is_close(recipient, harmed) or not TELLS_OF_HARM.intersection(sections):
        return ""
    if not named:
        return "It is not known who harmed them: could what you tick reach that person?"
    about = f"Harmed by “{named}”, and it is not on record whether that is a carer or a parent"
    return f"{about}: could what you tick reach them?"


def _is_close(recipient: str, harmed: Harmed) -> bool:
    return recipient in FAMILY_AND_HOME or is_home(recipient, harmed)


def chosen_beforehand(recipient: str, present: Iterable[str], harmed: Harmed) -> list[str]:
    """The sections of the record that are ticked to begin with: none for parents, carers and who is the home.

    >>> chosen_beforehand(Recipient.PARENT, ["account", "safety"], Harmed())
    []
    """
    usual = frozenset[str]() if is_home(recipient, harmed) else CHOSEN_BEFOREHAND[Recipient(recipient)]
    return [section for section in present if section in usual and may_share(section, recipient, harmed)]


def tells_what_is_held_back(recipient: str) -> bool:
    """Whether their copy names the sections that are not in it.

    Not for those outside the service: the name of a section that was held back may itself tell of harm.
    """
    return recipient in WORKS_WITH_ALL | {Recipient.POLICE}
