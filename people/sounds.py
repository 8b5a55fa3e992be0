"""How a name sounds, as far as spelling goes: "Safiya Noor" and "Safya Nour" are both `sf nr`.

Written here, as PostgreSQL's own phonetic keys come with an extension and know neither accents nor words in a row. It
is made for the names of an English city: first letters and consonants stay, letters that sound alike become one, and
vowels inside a word go. Where a rule is changed, the columns that hold it must be made anew by a migration.
"""

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func, GeneratedField
from django.db.models.expressions import Combinable

ACCENTS = {
    "a": "àáâãäåāăą",
    "c": "çćč",
    "d": "ďđ",
    "e": "èéêëēęěė",
    "g": "ğģ",
    "i": "ìíîïīıį",
    "l": "łľļ",
    "n": "ñńňņ",
    "o": "òóôõöøōő",
    "r": "řŕ",
    "s": "śšşș",
    "t": "ťțţ",
    "u": "ùúûüūůűų",
    "y": "ýÿ",
    "z": "źžż",
}
ACCENTED = "".join(ACCENTS.values())
PLAIN = "".join(letter * len(accents) for letter, accents in ACCENTS.items())
LEFT_OUT = "'’`"
READ_AS = str.maketrans(ACCENTED, PLAIN, LEFT_OUT)

RULES = (
    (r"[^a-z]+", " "),
    (r"\m(k|g)n", "n"),
    (r"\mwr", "r"),
    (r"\mgh", "g"),
    (r"\mx", "s"),
    (r"x", "ks"),
    (r"ch([lr])", r"k\1"),
    (r"sch|tch|ch|sh|cz|sz", "x"),
    (r"ph|v", "f"),
    (r"gh", ""),
    (r"dg|g([eiy])", r"j\1"),
    (r"c([eiy])", r"s\1"),
    (r"[cqk]+", "k"),
    (r"z", "s"),
    (r"m[bp]+", "mb"),
    (r"(.)\1+", r"\1"),
    (r"\m[aeiou]", "A"),
    (r"(\w)[aeiouhwy]+", r"\1"),
)
r"""What is read as what, one after the other; `\m` begins a word. A sound that is written with two letters is one: x
is sh."""


def sounds_in(text: str) -> list[str]:
    """The words of what was typed as they sound; the same as `Sounds` of it in small letters (a test holds them so).

    >>> sounds_in("Safya Nour"), sounds_in("O’Neil"), sounds_in("Юлия")
    (['sf', 'nr'], ['Anl'], [])
    """
    text = text.lower().translate(READ_AS)
    for pattern, sound in RULES:
        text = re.sub(pattern.replace(r"\m", r"\b"), sound, text)
    return text.split()


class Sounds(Func):
    """The words of a text as they sound, as an array; nothing of a text without a letter of ours.

    The text must be in small letters.
    """

    arity = 1
    output_field = ArrayField(CharField(max_length=201))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        """All of it in PostgreSQL's own words that give the same for the same: a generated column takes no others."""
        accented, plain = (part.replace("'", "''") for part in (ACCENTED + LEFT_OUT, PLAIN))
        text = f"translate(%(expressions)s, '{accented}', '{plain}')"
        for pattern, sound in RULES:
            text = f"regexp_replace({text}, '{pattern}', '{sound}', 'g')"
        return super().as_sql(compiler, connection, template=f"string_to_array(nullif(trim({text}), ''), ' ')", **extra)


def sounds_of(name: Combinable) -> GeneratedField:
    """The column that keeps how a name in small letters sounds."""
    return GeneratedField(expression=Sounds(name), output_field=ArrayField(CharField(max_length=201)), db_persist=True)
