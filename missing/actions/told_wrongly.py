"""Who was told that an absence was over, and it is not: they are to be told again, and the log says so."""

from datetime import datetime

from django.db.models import QuerySet

from missing.codes import Recipient, TellingOf
from missing.models import Episode, PersonTold


def ask_to_tell_again(episode: Episode, at: datetime) -> str:
    """Set aside what says that they were told; the names, for the log, and nothing where nobody was.

    What they had been told before, that the young person was missing, is set aside too: they believe otherwise by now,
    and so are on the list as not told. When the young person is truly back, they can be written down once more.
    """
    standing = PersonTold.objects.standing().filter(episode=episode)
    came_back = standing.filter(of=TellingOf.CAME_BACK)
    told = list(came_back.filter(told_at__isnull=False))
    for row in told:
        before = standing.filter(of=TellingOf.WENT_MISSING, recipient=row.recipient, person=row.person_id)
        _set_aside(before.exclude(recipient=Recipient.OTHER), at)
    _set_aside(came_back, at)
    names = ", ".join(str(row) for row in told)
    return f"Had been told that it was over, and are to be told that it is not: {names}." if names else ""


def count_again(episode: Episode, set_aside_at: datetime) -> None:
    """It was over after all: what was set aside then counts again, unless somebody was written down anew since."""
    for row in PersonTold.objects.filter(episode=episode, set_aside_at=set_aside_at):
        anew = PersonTold.objects.standing().filter(episode=episode, of=row.of, recipient=row.recipient)
        if not anew.filter(person=row.person_id).exists():
            row.set_aside_at = None
            row.save(update_fields=["set_aside_at"])


def _set_aside(rows: QuerySet[PersonTold], at: datetime) -> None:
    for row in rows:
        row.set_aside_at = at
        row.save(update_fields=["set_aside_at"])
