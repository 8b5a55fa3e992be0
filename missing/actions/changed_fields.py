"""Fields that a merge changed: what each was before and is after, as JSON holds it, so that it can be undone."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model


def change(record: Model, to: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set what differs, without saving it."""
    changed = {name: [getattr(record, name), value] for name, value in to.items() if getattr(record, name) != value}
    for name, (_, value) in changed.items():
        setattr(record, name, value)
    return {name: [plain(before), plain(after)] for name, (before, after) in changed.items()}


def still_as_changed(record: Model, changed: Mapping[str, list[Any]]) -> dict[str, Any]:
    """What each field was, of those that nobody has changed since."""
    fields = {field.attname: field for field in record._meta.concrete_fields}
    return {
        name: before_of(record, name, changed)
        for name, (_, after) in changed.items()
        if getattr(record, name) == fields[name].to_python(after)
    }


def before_of(record: Model, name: str, changed: Mapping[str, list[Any]]) -> Any:
    """What a field that was changed was, as the model holds it."""
    fields = {field.attname: field for field in record._meta.concrete_fields}
    return fields[name].to_python(changed[name][0])


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
