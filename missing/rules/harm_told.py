"""What somebody wrote of harm that was told, beside what they wrote of it before. Pure: no database."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from missing.interview_codes import HarmBy

CARE_FOR_THEM = frozenset({HarmBy.HOME, HarmBy.PARENT})
HARM_BY_ASKED = "Choose whether it was somebody who cares for them, or may be."
APART = "\n\n"
"""Between what was written at one time and what was added to it."""


class Said(NamedTuple):
    """In words, of which kinds (codes of `Harm`), and by whom (a code of `HarmBy`; empty is not said).

    `is_suspicion`: nobody told of it; whoever talked to them suspects it.
    """

    words: str
    kinds: frozenset[str] = frozenset()
    by_whom: str = ""
    is_suspicion: bool = False

    @property
    def cares_for_them(self) -> str:
        """Who did it, where it is somebody who cares for them; else empty: “somebody else” and “not said” are alike."""
        return self.by_whom if self.by_whom in CARE_FOR_THEM else ""


def says_more(said: Said, before: Iterable[Said]) -> bool:
    """Whether who must know is told anew: nothing was said before, or no such kind, or not by such a carer or parent,
    or what was only suspected is told of now.

    >>> says_more(Said("Hit", frozenset({"physical"})), [Said("", frozenset({"physical", "online"}), "home")])
    False
    >>> says_more(Said("Hit", frozenset(), "parent"), [Said("Hit", frozenset(), "home")])
    True
    """
    before = list(before)
    kinds = frozenset[str]().union(*(one.kinds for one in before))
    named = {one.cares_for_them for one in before}
    is_told_now = not said.is_suspicion and all(one.is_suspicion for one in before)
    return not before or is_told_now or not said.kinds <= kinds or said.cares_for_them not in named | {""}


def meant(said: Said, before: Sequence[Said]) -> int:
    """Which of these, latest first, the words put right: the one of the same kinds and carer, else the latest.

    >>> meant(Said("He hit me", by_whom="home"), [Said("Somebody hit me"), Said("Hit", by_whom="home")])
    1
    """
    alike = [
        place
        for place, one in enumerate(before)
        if (one.kinds, one.cares_for_them) == (said.kinds, said.cares_for_them)
    ]
    return alike[0] if alike else 0


def says_nothing_new(said: Said, before: Said) -> bool:
    """Whether all of it stands in what was written before: the words, the kinds, by whom, and whether it was told of.

    >>> says_nothing_new(Said("Hit"), Said("Hit with a belt", frozenset({"physical"}), "home"))
    True
    """
    is_there = said.words in before.words and (said.is_suspicion or not before.is_suspicion)
    return is_there and said.kinds <= before.kinds and said.by_whom in {"", before.by_whom}


def put_together(words: str, said: str, instead_of: str = "") -> str:
    """The words of a mark once more was `said`: added to it, unless it holds them already. Nothing written is lost.

    `instead_of` is what the same page said last, if it is that page that goes on: this alone is put right. What the
    new words hold themselves is not said twice.

    >>> put_together("Raped by Tony", "They told of harm."), put_together("Hit", "Hit with a belt")
    ('Raped by Tony\\n\\nThey told of harm.', 'Hit with a belt')
    >>> put_together("By: Tony.", "By: Fitz.", instead_of="By: Tony.")
    'By: Fitz.'
    """
    kept = f"{APART}{words}"
    if instead_of:
        kept = kept.removesuffix(f"{APART}{instead_of}")
    parts = [part for part in kept.split(APART) if part and part not in said]
    if said in kept:
        return kept.removeprefix(APART)
    return APART.join([*parts, said])
