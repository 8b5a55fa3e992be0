"""Two people at one record: the second is told what the first has changed, and nothing is overwritten unseen."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from accounts.access import ActionRefused
from accounts.models import User
from people.history import Change, changes_since, version_of
from people.models import YoungPerson, may_open

Record = TypeVar("Record", bound=Model)


class StaleRecord(ActionRefused):
    """The record has changed since the form was opened. `changes` says how, latest first; `version` is the new one."""

    def __init__(self, changes: list[Change], version: int) -> None:
        super().__init__(
            "Somebody changed this while you were writing. Look at what changed, then save again if yours is right."
        )
        self.changes = changes
        self.version = version


def locked(record: Record, version: int | None) -> Record:
    """The record as it is now, locked until the end of the transaction.

    Raises StaleRecord when it is not at that version any more; None asks for no comparison.
    """
    current = type(record)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=record.pk)
    if version is not None and (now := version_of(current)) != version:
        raise StaleRecord(changes_since(current, version), now)
    return current


def locked_person(actor: User, young_person: YoungPerson, version: int | None = None) -> YoungPerson:
    """The young person, locked, when the actor may open the record.

    Raises PermissionDenied when it is not theirs, StaleRecord as `locked`.
    """
    if not may_open(actor, young_person.pk):
        raise PermissionDenied("This record is not yours to change.")
    return locked(young_person, version)
