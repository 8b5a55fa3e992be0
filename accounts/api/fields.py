from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

EARLIEST = 1900


@extend_schema_field({"type": "string", "format": "date-time"})
class Instant(serializers.DateTimeField):
    """ISO 8601 with its offset, `2026-11-26T18:30:00+00:00`; shown in London's. A time without one is refused."""

    def to_internal_value(self, value: Any) -> datetime:
        try:
            typed = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            typed = None
        if typed is None:
            raise serializers.ValidationError("Write it as 2026-11-26T18:30:00+00:00.")
        if typed.tzinfo is None:
            raise serializers.ValidationError("Write the offset too: 2026-11-26T18:30:00+00:00.")
        if typed.year < EARLIEST:
            raise serializers.ValidationError("Nobody on record was born then.")
        return super().to_internal_value(typed)

    def to_representation(self, value: datetime) -> str:
        """With the offset in figures, in winter too."""
        return self.enforce_timezone(value).isoformat()


class Named(serializers.SlugRelatedField[Any]):
    """Another record, by the one field that people know it by: a team's name, a user's e-mail; only shown."""

    def __init__(self, by: str, **options: Any) -> None:
        super().__init__(slug_field=by, read_only=True, **options)
