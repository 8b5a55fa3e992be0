import pghistory
from django.db import models
from django.db.models.functions import Lower


class Service(models.Model):
    """A group of teams under one service manager; the weekly e-mail is built for each."""

    name = models.CharField(max_length=100, unique=True)
    managers = models.ManyToManyField("accounts.User", blank=True, related_name="services_managed")
    email_recipients = models.ManyToManyField("accounts.User", blank=True, related_name="weekly_emails")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.UpdateEvent("renamed", row=pghistory.Old, condition=pghistory.AnyChange("name")), fields=["name"]
)
class Team(models.Model):
    """What it was called before is kept by history: case files may call it so still (people.imports.former_names)."""

    name = models.CharField(max_length=100)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="teams")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="team_name_once",
                violation_error_message="There is a team of that name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class WeeklyRecipient(Service.email_recipients.through):  # type: ignore[name-defined]
    """That somebody gets the weekly e-mail of a service; here so that naming and leaving out is kept by history."""

    class Meta:
        proxy = True
