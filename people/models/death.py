from django.db import models
from django.db.models import DateField, F, Func, Q

from accounts.models import User
from people.history import tracked
from people.models.young_person import YoungPerson

LONDON_DAY = Func(
    "recorded_at", template="(%(expressions)s AT TIME ZONE 'Europe/London')::date", output_field=DateField()
)


@tracked()
class Death(models.Model):
    """That a young person died, as it was recorded: by whom, and taken back by whom and why where it was not so.

    `YoungPerson.died_on` is what stands; this is how it came there.
    """

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="deaths")
    died_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_back_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person"], name="one_death_that_stands", condition=Q(taken_back_at__isnull=True)
            ),
            models.CheckConstraint(condition=Q(died_on__lte=LONDON_DAY), name="death_not_after_now"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_why="")
                | Q(taken_back_at__gte=F("recorded_at"), taken_back_by__isnull=False) & ~Q(taken_back_why=""),
                name="death_taken_back_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Died on {self.died_on:%-d %B %Y}"

    @property
    def is_taken_back(self) -> bool:
        return self.taken_back_at is not None
