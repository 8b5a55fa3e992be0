from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Func

from accounts.models import User
from people.models.young_person import SEES_RESTRICTED_RECORDS, SEES_THE_WHOLE_SERVICE, YoungPerson

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

Rows = TypeVar("Rows", bound="models.QuerySet[Any]", covariant=True)
Sql = tuple[str, tuple[Any, ...]]


class Records(Protocol[Rows]):
    """The manager of a model whose rows some see and some do not."""

    @property
    def model(self) -> type[models.Model]: ...

    def visible_to(self, user: User) -> Rows: ...


def seen_by(user: User, records: Records[Rows]) -> Rows:
    """`records.visible_to(user)`, put together once for a user as fetched: a page begins many lists with it.

    As of the instant at which it was first asked: for reading, not after a grant was written in the same request.
    """
    kept = vars(user).setdefault("rows_seen", {})
    if records.model not in kept:
        kept[records.model] = records.visible_to(user)
    found: Rows = kept[records.model].all()
    return found


def may_open(user: User, young_person_id: int) -> bool:
    """Whether the user may open that young person's record as things stand now (docs/roles.md).

    For actions, and wherever no row is fetched that could bring `MayOpen` along.
    """
    return YoungPerson.objects.visible_to(user).filter(pk=young_person_id).exists()


class MaySee(Func):
    """Whether the user sees a record of that model (`visible_to` of its QuerySet), to filter or annotate by.

    `path` leads to the record: `MaySee(user, ReturnInterview, "interview")`. A page asks it many times, and to write
    the rule as SQL takes longer than to answer it: it is written once for a user as fetched. The database may gather
    all ids that somebody sees, instead of asking row by row; for who sees nearly all it is not let, as those would be
    a hundred thousand.
    """

    output_field = models.BooleanField()
    empty_result_set_value = False

    def __init__(self, user: User, model: type[models.Model], path: str) -> None:
        super().__init__(path)
        self.visible = _visible(user, model)
        self.sees_nearly_all = user.holds(*SEES_THE_WHOLE_SERVICE, *SEES_RESTRICTED_RECORDS)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *given: Any, **extra: Any) -> Sql:
        if self.visible is None:
            raise EmptyResultSet
        visible, parameters = self.visible
        asked, own = compiler.compile(self.source_expressions[0])
        row = f"FROM ({visible}) AS visible (id) WHERE visible.id = {asked}"
        # Both are the ORM's own SQL
        sql = f"COALESCE((SELECT TRUE {row}), FALSE)" if self.sees_nearly_all else f"EXISTS (SELECT {row})"
        return sql, (*parameters, *own)


class MayOpen(MaySee):
    """Whether the user may open a young person's record: `MayOpen(user, "episode__young_person")`."""

    def __init__(self, user: User, path: str) -> None:
        super().__init__(user, YoungPerson, path)


def _visible(user: User, model: type[models.Model]) -> Sql | None:
    """The ids of `visible_to(user)` as SQL with its parameters; None where it is nobody's."""
    written: dict[type[models.Model], Sql | None] = vars(user).setdefault("visible_rows", {})
    if model not in written:
        records: Any = model._default_manager
        try:
            written[model] = seen_by(user, records).order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            written[model] = None
    return written[model]
