"""One part of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from missing.rules.police_page import not_on_file
from people.models import Needs


@dataclass(frozen=True)
class Part:
    """One part of the page. `rows` for components/summary_list.html; `missing` is what is not on file.

    `changed_at` is when it was last written, None where it never was; `url` is where it is changed.
    """

    title: str
    rows: list[dict[str, Any]]
    changed_at: datetime | None = None
    missing: list[str] = field(default_factory=list)
    url: str = ""
    empty: str = "Nothing is on file."

    @property
    def changed_on(self) -> date | None:
        """The London day of it: on paper “yesterday” says nothing."""
        return london_day(self.changed_at)


def london_day(instant: datetime | None) -> date | None:
    return timezone.localdate(instant) if instant else None


def not_written(needs: Needs | None, wanted: Mapping[str, str]) -> list[str]:
    """The labels of the fields that are wanted and empty."""
    return not_on_file(wanted, [name for name in wanted if needs and getattr(needs, name)])
