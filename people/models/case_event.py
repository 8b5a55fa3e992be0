from django.db import models

from people.history import tracked
from people.models.young_person import YoungPerson


@tracked()
class CaseEvent(models.Model):
    """That something happened in a young person's life here; rooms above react to it and timelines show it.

    Written by the room where it happened, in the transaction of its cause.
    """

    class Kind(models.TextChoices):
        WENT_MISSING = "went_missing", "Went missing"
        RETURNED = "returned", "Came back"
        INTERVIEW_CLOSED = "interview_closed", "Return home interview closed"
        PLACEMENT_MOVED = "placement_moved", "Moved placement"
        HARM_TOLD = "harm_told", "Told of harm"
        LEVEL_CHANGED = "level_changed", "Level of risk changed"
        ARRESTED = "arrested", "Arrested"
        TURNED_18 = "turned_18", "Turned 18"
        DIED = "died", "Died"

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="case_events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    source_key = models.CharField(max_length=60, help_text="The record that it is about: `episode:17`.")

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["young_person", "-at"], name="events_of_a_young_person")]
        constraints = [models.UniqueConstraint(fields=["kind", "source_key"], name="case_event_once_for_its_source")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%F %T}"
