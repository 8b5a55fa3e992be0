"""A field that holds several codes of one list."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


def codes_field(choices: type[models.TextChoices], label: str) -> ArrayField:
    return ArrayField(models.CharField(max_length=25, choices=choices), verbose_name=label, default=list, blank=True)
