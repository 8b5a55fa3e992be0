"""Words that may tell of harm where nobody asked about it. Pure: no database. Local: nobody publishes such a list."""

import re

STEMS = (
    "abus", "afraid", "assault", "attack", "beat", "belt", "blackmail", "bruis", "burn", "chok", "exploit", "forc",
    "fright", "groom", "gun", "harass", "harm", "hit", "hurt", "kick", "kill", "knife", "knives", "molest", "neglect",
    "overdos", "punch", "rape", "raping", "rapist", "scare", "sex", "slap", "stab", "strangl", "suicid", "terrif",
    "threat", "touch", "traffick", "violen", "weapon",
)  # fmt: skip
"""How such words begin. Too many rather than too few: one answer settles it."""

_WORD = re.compile(rf"\b(?:{'|'.join(STEMS)})\w*", re.IGNORECASE)


def harm_word_in(text: str) -> str:
    """The first word of a text that may tell of harm, as it was written; empty where there is none.

    >>> harm_word_in("Mum’s boyfriend beats her with a belt"), harm_word_in("Missed the bus, and white shoes")
    ('beats', '')
    """
    found = _WORD.search(text)
    return found[0] if found else ""
