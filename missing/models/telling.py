from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from missing.codes import Recipient, TellingOf, ToldHow
from missing.models.episode import Episode
from people.history import tracked
from people.models import PersonAround


class PersonToldQuerySet(models.QuerySet["PersonTold"]):
    def standing(self) -> PersonToldQuerySet:
        """Not set aside."""
        return self.filter(set_aside_at__isnull=True)


@tracked()
class PersonTold(models.Model):
    """That somebody was told of an episode, or why not. Who has to be told is worked out, not kept: `missing.telling`.

    `person` is who has parental responsibility, where they are on record; `name` says who exactly, as they were then.
    `told_by` is empty where whoever recorded it told them. `set_aside_at` is when it came to count no more, and is kept
    for the log: that they were back was told, and they were not; or who was told so has been told again.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="told")
    of = models.CharField("told of", max_length=15, choices=TellingOf)
    recipient = models.CharField(max_length=20, choices=Recipient)
    person = models.ForeignKey(PersonAround, null=True, blank=True, on_delete=models.PROTECT, related_name="told")
    name = models.CharField(max_length=250, blank=True)
    told_at = models.DateTimeField("told", null=True, blank=True)
    is_approximate = models.BooleanField("time is approximate", default=False)
    how = models.CharField("how they were told", max_length=15, choices=ToldHow, blank=True)
    told_by = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    why_not = models.TextField(blank=True, verbose_name="why they were not told")
    recorded_by = models.ForeignKey(User, verbose_name="written down by", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("written down")
    set_aside_at = models.DateTimeField("counts no more since", null=True, blank=True)

    objects = PersonToldQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name_plural = "people told"
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "of", "recipient", "person"],
                name="person_told_once",
                condition=~Q(recipient=Recipient.OTHER) & Q(set_aside_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=False, why_not="") & ~Q(how="")
                | Q(told_at__isnull=True, how="", told_by="", is_approximate=False) & ~Q(why_not=""),
                name="person_told_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(told_at__lte=F("recorded_at")), name="person_told_not_after_now"
            ),
            models.CheckConstraint(
                condition=~Q(recipient=Recipient.OTHER) | ~Q(name=""), name="person_told_else_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(recipient=Recipient.PARENT), name="person_told_is_around_them"
            ),
        ]

    def __str__(self) -> str:
        if self.name and self.recipient in (Recipient.PARENT, Recipient.OTHER):
            return self.name
        return ", ".join(filter(None, [self.get_recipient_display(), self.name]))

    def get_absolute_url(self) -> str:
        return reverse("missing:mend_told", args=[self.episode.reference, self.pk])

    @property
    def was_told(self) -> bool:
        return self.told_at is not None
