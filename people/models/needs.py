"""What helps to find a young person and to speak with them: needs, description, how to reach them, a photograph."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from people.history import tracked
from people.models.around import AroundQuerySet
from people.models.young_person import YoungPerson


@tracked("needs_changed_at", "description_changed_at", "reach_changed_at")
class Needs(models.Model):
    """One for each young person; each of its three parts knows when it was last written."""

    young_person = models.OneToOneField(YoungPerson, on_delete=models.PROTECT, related_name="needs")

    language = models.CharField(max_length=100, blank=True, verbose_name="first language")
    needs_interpreter = models.BooleanField(null=True, blank=True, verbose_name="interpreter needed")
    communication = models.TextField(blank=True, verbose_name="how they communicate")
    learning = models.TextField(blank=True, verbose_name="learning needs")
    medication = models.TextField(blank=True)
    health = models.TextField(blank=True)
    how_to_approach = models.TextField(blank=True)
    needs_changed_at = models.DateTimeField(null=True, blank=True)

    height = models.CharField(max_length=60, blank=True)
    build = models.CharField(max_length=100, blank=True)
    hair = models.CharField(max_length=100, blank=True)
    eyes = models.CharField(max_length=60, blank=True)
    complexion = models.CharField(max_length=100, blank=True)
    marks = models.TextField(blank=True, verbose_name="scars, tattoos, glasses, piercings")
    usual_clothes = models.TextField(blank=True)
    description_changed_at = models.DateTimeField(null=True, blank=True)

    phones = models.CharField(max_length=250, blank=True, verbose_name="their own telephones")
    social_media = models.TextField(blank=True)
    places = models.TextField(blank=True, verbose_name="places where they go")
    travel_and_money = models.TextField(blank=True, verbose_name="how they travel and what money they have")
    reach_changed_at = models.DateTimeField(null=True, blank=True)

    objects = AroundQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "needs"

    def __str__(self) -> str:
        return "Needs and description"


@tracked("image")
class Photograph(models.Model):
    """A recent photograph, one for each young person: JPEG or PNG, with all that a camera writes beside it taken out.

    Kept in the database, so that it is backed up, locked away and deleted with the record it belongs to.
    """

    young_person = models.OneToOneField(YoungPerson, on_delete=models.PROTECT, related_name="photograph")
    image = models.BinaryField()
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the image: its address changes with it.")
    taken_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = AroundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type__in=["image/jpeg", "image/png"]), name="photograph_is_jpeg_or_png"
            ),
        ]

    def __str__(self) -> str:
        return f"Photograph of {self.added_at:%-d %B %Y}"
