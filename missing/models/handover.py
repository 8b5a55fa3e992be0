from django.db import models
from django.db.models import F, Q

from accounts.models import User
from missing.codes import HandedTo
from missing.models.episode import Episode
from people.history import tracked


@tracked()
class AdultHandover(models.Model):
    """That somebody who turns or turned 18 while missing was handed over: to whom, when and by whom.

    The episode stays open until they are found; this says who looks for them from then on.
    """

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="adult_handover")
    handed_to = models.CharField(max_length=20, choices=HandedTo)
    to_whom = models.CharField(max_length=150, help_text="Name and place, for example Kim Doyle, adult safeguarding.")
    handed_at = models.DateTimeField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "handover at 18"
        constraints = [
            models.CheckConstraint(condition=~Q(to_whom=""), name="handover_says_to_whom"),
            models.CheckConstraint(condition=Q(handed_at__lte=F("recorded_at")), name="handover_not_after_now"),
        ]

    def __str__(self) -> str:
        return f"{self.get_handed_to_display()}: {self.to_whom}"
