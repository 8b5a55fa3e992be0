from typing import Any

from django.forms.models import ModelChoiceIterator

from accounts.away import away_of, with_absences
from accounts.forms.cover import PersonChoice


class Takers(ModelChoiceIterator):
    def __init__(self, field: Any) -> None:
        super().__init__(field)
        self.queryset = with_absences(self.queryset)


class TakerChoice(PersonChoice):
    """Who is given work: says of each who is away today until when, and who covers. No query more."""

    iterator = Takers

    def label_from_instance(self, obj: Any) -> str:
        label, away = super().label_from_instance(obj), away_of(obj)
        return f"{label}, {away}" if away else label
