"""What the page for the police asks for, and what of it counts as missing on file.

After the Philomena Protocol (docs/sources.md): what is known in advance of a child who goes missing. How old a
photograph may be is local.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from missing.codes import Recipient
from missing.interview_codes import Relation

PHOTOGRAPH_IS_OLD_AFTER = timedelta(days=365)

FRIENDS = frozenset({Relation.FRIEND, Relation.PARTNER})
NO_FRIENDS = frozenset({Relation.FAMILY, Relation.ADULT, Relation.STRANGER})

_OUR_OWN = {
    Recipient.SOCIAL_WORKER,
    Recipient.TEAM_MANAGER,
    Recipient.REVIEWING_OFFICER,
    Recipient.DUTY,
    Recipient.HUB,
}
BESIDE_THE_POLICE = frozenset(Recipient) - {Recipient.POLICE} - _OUR_OWN
"""Whom an officer might tell who was not told: neither the police nor the council's own (local)."""


def is_a_friend(relation: str, *, is_of_concern: bool) -> bool:
    """Whether somebody whom they named in an interview is to be taken for a friend, so that friends are on file.

    Who is of concern is one where they were named as such alone.

    >>> is_a_friend("", is_of_concern=False), is_a_friend("friend", is_of_concern=True)
    (True, True)
    >>> is_a_friend("adult", is_of_concern=False), is_a_friend("online", is_of_concern=True)
    (False, False)
    """
    return relation in FRIENDS or not (is_of_concern or relation in NO_FRIENDS)


def not_on_file(wanted: Mapping[str, str], known: Iterable[str]) -> list[str]:
    """The labels of what is wanted and not known, in their order.

    >>> not_on_file({"height": "height", "hair": "hair"}, ["hair"])
    ['height']
    """
    there = set(known)
    return [label for name, label in wanted.items() if name not in there]


def photograph_missing(has_one: bool, taken_on: date | None, today: date) -> str:
    """What is to be said of the photograph, or nothing where there is a recent one.

    >>> photograph_missing(False, None, date(2026, 11, 26)), photograph_missing(True, None, date(2026, 11, 26))
    ('a photograph', 'the day on which the photograph was taken')
    >>> photograph_missing(True, date(2025, 11, 25), date(2026, 11, 26))
    'a photograph of the last year'
    >>> photograph_missing(True, date(2025, 11, 26), date(2026, 11, 26))
    ''
    """
    if not has_one:
        return "a photograph"
    if taken_on is None:
        return "the day on which the photograph was taken"
    return "a photograph of the last year" if today - taken_on > PHOTOGRAPH_IS_OLD_AFTER else ""
