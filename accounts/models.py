from __future__ import annotations

from functools import cached_property
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.api_token import ApiToken
from accounts.rules import Can, Role, roles_allow


class Service(models.Model):
    """A group of teams under one service manager; the weekly e-mail is built for each."""

    name = models.CharField(max_length=100, unique=True)
    managers = models.ManyToManyField("accounts.User", blank=True, related_name="services_managed")
    email_recipients = models.ManyToManyField("accounts.User", blank=True, related_name="weekly_emails")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
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


class UserQuerySet(models.QuerySet["User"]):
    def with_access(self) -> UserQuerySet:
        """With the codes of their roles and the ids of their teams, in the one query that fetches them."""
        return self.annotate(
            fetched_roles=ArrayAgg("groups__name", distinct=True, filter=Q(groups__isnull=False), default=[]),
            fetched_team_ids=ArrayAgg("teams", distinct=True, filter=Q(teams__isnull=False), default=[]),
        )

    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def holding(self, *roles: Role) -> UserQuerySet:
        return self.active().filter(groups__name__in=roles).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["password", "last_login"]
)
class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    teams = models.ManyToManyField(Team, blank=True, related_name="members")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivated_why = models.CharField(max_length=300, blank=True)
    password_is_temporary = models.BooleanField(
        default=False, help_text="Set by the administrator: the user changes it before anything else."
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(deactivated_at__isnull=True, deactivated_why=""),
                name="user_who_works_here_has_not_left",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of the roles held."""
        fetched = getattr(self, "fetched_roles", None)
        return frozenset(fetched if fetched is not None else self.groups.values_list("name", flat=True))

    @cached_property
    def team_ids(self) -> frozenset[int]:
        fetched = getattr(self, "fetched_team_ids", None)
        return frozenset(fetched if fetched is not None else self.teams.values_list("pk", flat=True))

    def can(self, can: Can) -> bool:
        """Whether any of the user's roles may do it."""
        return self.is_active and roles_allow(self.roles, can)

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class UserRole(User.groups.through):  # type: ignore[name-defined]
    """That a user holds a role; here so that giving and taking one is kept by history."""

    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class UserTeam(User.teams.through):  # type: ignore[name-defined]
    """That a user is in a team; here so that joining and leaving one is kept by history."""

    class Meta:
        proxy = True


class Draft(models.Model):
    """What somebody has typed into a form and not yet sent. Theirs alone; never tracked by history."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=100, help_text="The form and the record it is about: `interview:17`.")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_draft_a_user_and_record")]

    def __str__(self) -> str:
        return f"{self.key} of {self.user_id}"


__all__ = ["ApiToken", "Draft", "Group", "Service", "Team", "User"]
