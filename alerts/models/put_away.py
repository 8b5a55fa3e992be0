from django.db import models

from accounts.models import User
from alerts.models.email import OutgoingEmail
from people.history import tracked


@tracked()
class EmailPutAway(models.Model):
    """That an administrator has seen that an e-mail was given up, and nothing more is to be done about it.

    The e-mail counts as taken back. This goes again when it is sent after all; its history stays.
    """

    email = models.OneToOneField(OutgoingEmail, on_delete=models.CASCADE, related_name="put_away")
    put_away_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_away_at = models.DateTimeField()

    class Meta:
        verbose_name = "e-mail put away"
        verbose_name_plural = "e-mails put away"

    def __str__(self) -> str:
        return str(self.email)
