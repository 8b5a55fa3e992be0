from django.db import models

from accounts.models import User


class MorningReader(models.Model):
    """That somebody has their alerts in one e-mail each morning. Missing and harm are mailed at once all the same."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="morning_reader")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} since {self.chosen_at:%F}"
