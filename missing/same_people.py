"""Who is the same on the lists of two who went missing together, so that one call is told of both."""

from collections.abc import Sequence
from typing import Any

from missing.codes import Recipient
from missing.telling import Line, tell_list

ONE_FOR_ALL = {Recipient.POLICE, Recipient.DUTY, Recipient.HUB}
"""There is one of each, whoever is missing."""


def same_lines(mine: Any, theirs: Any, of: str, keys: Sequence[str]) -> list[str]:
    """Of whom `keys` name on one episode's list, the keys of the same people on another's, who are still to be told.

    Both are episodes of `with_tell_facts`. Who cannot be said to be the same is left to be told: a school, a home
    without a name or at another address, a parent who is not on record by name. Who is on nobody's list (the health
    service, somebody else) is the same for all.
    """
    my_lines = {line.key: line for line in tell_list(mine, of) if line.must}
    their_lines = tell_list(theirs, of)
    waiting = {_who(theirs, line): line for line in their_lines if line.is_outstanding or line.is_barred}
    listed = {line.key for line in their_lines} | {line.must.recipient for line in their_lines if line.must}
    same = []
    for key in keys:
        line = my_lines.get(key)
        if line is None:
            same += [] if key in listed else [key]
        elif (who := _who(mine, line)) and who in waiting:
            same.append(waiting[who].key)
    return same


def _who(episode: Any, line: Line) -> str:
    """By what they are told from others of their kind; empty where nothing on record says so."""
    if line.must is None or line.must.recipient == Recipient.SCHOOL:
        return ""
    name, place = line.must.name, episode.placement
    if line.must.recipient in ONE_FOR_ALL:
        name = "one for all"
    elif line.must.recipient == Recipient.PLACEMENT:
        name = f"{place.provider_name}, {place.postcode}" if place.provider_name and place.postcode else ""
    elif line.must.recipient == Recipient.HOST_COUNCIL:
        name = place.authority
    return f"{line.must.recipient} {name.casefold()}" if name else ""
