from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rules import Role
from people.history import tracked
from people.models.young_person import YoungPerson

STANDING = Q(ended_at__isnull=True)


class IdentityLinkQuerySet(models.QuerySet["IdentityLink"]):
    def visible_to(self, user: User) -> IdentityLinkQuerySet:
        """The service manager's alone: to everybody else there is no such link."""
        return self if user.holds(Role.SERVICE_MANAGER) else self.none()

    def standing(self) -> IdentityLinkQuerySet:
        return self.filter(STANDING)

    def of(self, *young_people: YoungPerson) -> IdentityLinkQuerySet:
        return self.filter(Q(old__in=young_people) | Q(new__in=young_people))


@tracked()
class IdentityLink(models.Model):
    """That an adopted child's record from before and their record under the new identity are of one person."""

    old = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(YoungPerson, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_why = models.TextField(blank=True)

    objects = IdentityLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-linked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="identity_link_is_of_two"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_why="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why=""),
                name="identity_link_ended_says_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["old"], condition=Q(ended_at__isnull=True), name="old_identity_linked_once"
            ),
            models.UniqueConstraint(
                fields=["new"], condition=Q(ended_at__isnull=True), name="new_identity_linked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} is {self.new_id} now"
