"""How like what was typed a name is: by letters in common and by how it sounds, as a whole and word by word.

"Tirel Cambel" has few letters in a row with "Tyrell Campbell": as a whole they are not alike, word by word they sound
the same. Asked of a table that keeps its names in `search_text` and `sounds`, both indexed.
"""

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, FloatField, Q, Value, When
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThanOrEqual

from people.sounds import sounds_in

LIKE_ENOUGH = 0.5
"""How alike two names must be, 0 to 1: at PostgreSQL's own 0.6 "Kaiden" does not find "Kayden" (config/settings.py)."""

LONG_SOUND, FOR_EACH_MISSING = 3, 0.15
"""A sound of so many letters tells by itself; for each that it has less, so much of the letters must be alike too."""

MOST_WORDS = 6
"""Words of what was typed that are looked at one by one; nobody's name has more that tell."""


def each_word_like(text: str) -> Q:
    """That the name has something like each word that was typed: letters in common, or the sound."""
    like = Q()
    for word in text.split()[:MOST_WORDS]:
        like &= Q(search_text__trigram_word_similar=word) | (_sounds_like(word) or Q())
    return like


def likeness_of_name(text: str) -> Greatest:
    """Of the name in `search_text`: as a whole, or of its words on average, in whatever order they stand."""
    words = [_likeness_of_word(word) for word in text.split()[:MOST_WORDS]]
    on_average = sum(words[1:], words[0]) / Value(float(len(words)))
    as_a_whole = TrigramSimilarity("search_text", text), TrigramWordSimilarity(text, "search_text")
    return Greatest(*as_a_whole, on_average, output_field=FloatField())


def _sounds_like(word: str) -> Q | None:
    """That some word of the name sounds the same; None for what is no word.

    A short sound, such as that of "Zoe", says little by itself.
    """
    sounds = sounds_in(word)
    if not sounds:
        return None
    needed = (LONG_SOUND - len("".join(sounds))) * FOR_EACH_MISSING
    same = Q(sounds__contains=sounds)
    return same & Q(GreaterThanOrEqual(_letters(word), needed)) if needed > 0 else same


def _likeness_of_word(word: str) -> Case | TrigramWordSimilarity:
    """By its letters; what sounds the same lies halfway between that and the very word."""
    letters, sounds_like = _letters(word), _sounds_like(word)
    if sounds_like is None:
        return letters
    halfway = (letters + Value(1.0)) / Value(2.0)
    return Case(When(sounds_like, then=halfway), default=letters, output_field=FloatField())


def _letters(word: str) -> TrigramWordSimilarity:
    return TrigramWordSimilarity(word, "search_text")
