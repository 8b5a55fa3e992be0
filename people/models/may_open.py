from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Func

from accounts.models import User
from people.models.young_person import YoungPerson

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[Any, ...]]


class MayOpen(Func):
    """Whether the user may open a young person's record (`YoungPersonQuerySet.visible_to`), to filter or annotate by.

    `path` leads to the young person: `MayOpen(user, "episode__young_person")`. A page asks it many times, and to write
    the rule as SQL takes longer than to answer it: it is written once for a user as fetched. The database is asked row
    by row where there are few, and does not first gather a hundred thousand ids.
    """

    output_field = models.BooleanField()
    empty_result_set_value = False

    def __init__(self, user: User, path: str) -> None:
        super().__init__(path)
        self.visible = _visible(user)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *given: Any, **extra: Any) -> Sql:
        if self.visible is None:
            raise EmptyResultSet
        visible, parameters = self.visible
        asked, own = compiler.compile(self.source_expressions[0])
        sql = f"EXISTS (SELECT FROM ({visible}) AS visible (id) WHERE visible.id = {asked})"  # the ORM's own
        return sql, (*parameters, *own)


def _visible(user: User) -> Sql | None:
    """The ids of `visible_to(user)` as SQL with its parameters; None where it is nobody's."""
    if "young_people_visible" not in vars(user):
        try:
            written = YoungPerson.objects.visible_to(user).order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            written = None
        vars(user)["young_people_visible"] = written
    return vars(user)["young_people_visible"]
