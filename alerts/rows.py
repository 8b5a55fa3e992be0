"""What the page of alerts shows of one alert."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.groups import OVERDUE
from alerts.models import Alert, AlertStage
from alerts.sources import source_of
from people.models import YoungPerson


@dataclass(frozen=True)
class AlertRow:
    alert: Alert
    now: datetime
    here: str
    """The page to come back to."""

    @property
    def stage(self) -> AlertStage:
        return self.alert.stage

    @property
    def what(self) -> str:
        return self.stage.what

    @property
    def young_person(self) -> YoungPerson | None:
        """Shown by name, except to an administrator who was told for want of anybody else."""
        return None if self.alert.hides_the_case else self.stage.young_person

    @property
    def team(self) -> str:
        person = self.stage.young_person
        return person.team.name if person and person.team else "No team on record"

    @property
    def reference(self) -> str:
        return "" if self.alert.hides_the_case else self.stage.reference

    @property
    def url(self) -> str:
        return "" if self.alert.hides_the_case else self.stage.path

    @property
    def may_be_put_off(self) -> bool:
        """Missing and harm may not; what is put off already is not asked again."""
        return self.alert.remind_at is None and not self.stage.is_at_once

    @property
    def is_news(self) -> bool:
        source = source_of(self.stage.kind)
        return source is not None and source.is_news

    @property
    def is_waiting(self) -> bool:
        source = source_of(self.stage.kind)
        return source is not None and source.is_waiting

    @property
    def group(self) -> int:
        """As `AlertQuerySet.most_urgent_first` fetched it with the alert."""
        group: int = self.alert.group  # type: ignore[attr-defined]
        return group

    @property
    def is_overdue(self) -> bool:
        return self.group == OVERDUE

    @property
    def overdue_by(self) -> timedelta:
        return self.now - self.stage.due_at

    @property
    def hidden_words(self) -> str:
        """What tells one button from the next to who does not see the row."""
        is_about_a_person = self.stage.young_person_id is not None
        who = self.young_person.full_name if self.young_person else self.team if is_about_a_person else self.reference
        return f"{self.what}, {who}"

    @property
    def fields(self) -> list[dict[str, str]]:
        return [{"name": "here", "value": self.here}]
