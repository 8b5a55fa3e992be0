"""The forms that are kept as they are typed, by the first word of the key of their drafts.

A room registers its own in `AppConfig.ready()` through `people.draft_subjects`, which also knows whose record each is
about. A form of a kind that nobody registered is not kept: whose record it is about could not be asked.
"""

_titles: dict[str, str] = {}


def register(kind: str, title: str) -> None:
    """`title` is what the form is called: to its owner, to who opens a draft of it, to who takes it over."""
    _titles[kind] = title


def is_registered(key: str) -> bool:
    return key.partition(":")[0] in _titles


def title_of(key: str) -> str:
    """What the form of that key is called. Raises LookupError for a kind that no room has registered."""
    kind = key.partition(":")[0]
    if kind not in _titles:
        raise LookupError(f"no form is kept as {kind}: register it with people.draft_subjects")
    return _titles[kind]
