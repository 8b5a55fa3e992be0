from typing import Any

from accounts.away import Away, away_today
from accounts.forms.cover import PersonChoice


class TakerChoice(PersonChoice):
    """Who is given work: says of each who is away today until when, and who covers. One query when it is shown."""

    _away: dict[int, Away] | None = None

    def label_from_instance(self, obj: Any) -> str:
        if self._away is None:
            self._away = away_today(self.queryset if self.queryset is not None else ())
        label, away = super().label_from_instance(obj), self._away.get(obj.pk)
        return f"{label}, {away}" if away else label
