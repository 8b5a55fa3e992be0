from collections.abc import Mapping

from django.db.models import BigIntegerField, Count, QuerySet, Value
from django.db.models.expressions import Subquery
from django.db.models.functions import Coalesce

from accounts.models import User


def count_all(user: User, rows: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each QuerySet has, all in one query. The user is only what the query hangs on."""
    if not rows:
        return {}
    return User.objects.filter(pk=user.pk).values(**{key: _count(found) for key, found in rows.items()}).get()


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=BigIntegerField()), Value(0))
