from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import User
from missing.codes import ContactMethod, Source
from missing.triggers import same_young_person
from people.history import tracked
from people.models import YoungPerson


@tracked()
class SocialWorkContact(models.Model):
    """A visit or call by the young person's social worker after a declined interview; one may settle several."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="social_work_contacts")
    contact_on = models.DateField()
    method = models.CharField(max_length=10, choices=ContactMethod, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The manager who took it for enough though more was expected.",
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_because = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.RECORDED)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-contact_on"]
        indexes = [models.Index(fields=["young_person", "contact_on", "method"], name="contacts_of_a_young_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=Source.RECORDED) | ~Q(method=""), name="contact_recorded_here_has_a_method"
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True, accepted_because="")
                | Q(accepted_by__isnull=False, accepted_at__isnull=False) & ~Q(accepted_because=""),
                name="contact_accepted_by_somebody_who_says_why",
            ),
        ]
        triggers = [same_young_person("contact", pgtrigger.UpdateOf("young_person_id"))]

    def __str__(self) -> str:
        return f"{self.get_method_display()} on {self.contact_on:%-d %B %Y}"
