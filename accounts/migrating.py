"""The first migration of a room makes all of its tables at once."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.checks import Error
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

BETWEEN = "This database was made by an older version, between two of its steps"
WAY_OUT = "bring it up to date with the version before this one first; a demo copy may as well be made anew"


class AtOnce(Operation):
    """What `makemigrations` wrote for tables that are not there yet, put to the database in one go.

    Left to itself Django builds every model anew after each of hundreds of operations: a new copy would wait a minute.
    Here each table is created as it stands after all of them, with its columns, constraints and indexes, and then the
    triggers. Raises TypeError for any operation that changes what is there.
    """

    reversible = False
    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)  # the models, which are built from the state when they are next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        made = {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}
        triggers: list[Any] = []
        for operation in self.operations:
            match operation:
                case CreateModel():
                    operation.database_forwards(app_label, schema_editor, from_state, to_state)
                case AddTrigger():
                    triggers.append(operation)
                case AddField() | AddConstraint() | AddIndex() if operation.model_name.lower() in made:
                    pass  # the table that is made here has it
                case _:
                    raise TypeError(f"{operation!r} changes what is there: it is for a later migration")
        for trigger in triggers:
            trigger.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make tables, constraints, indexes and triggers ({len(self.operations)} operations)"


def is_between_two_steps() -> bool:
    """Whether the database has run some of the steps that a first migration stands for, and not all.

    Django would pass over that migration and say nothing.
    """
    loader = MigrationLoader(connection)
    return not loader.replacements.keys() <= loader.graph.nodes.keys()


def check_steps(databases: Collection[str] | None = None, **given: Any) -> list[Error]:
    """For `migrate`, which checks the database first."""
    return [Error(BETWEEN, hint=WAY_OUT, id="accounts.E001")] if databases and is_between_two_steps() else []
