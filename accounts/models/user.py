from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pghistory
from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models.team import Team
from accounts.office_hours import on_call_week
from accounts.rules import MAY_BE_ON_CALL, Can, Role, roles_allow, sees_what_is_given

COVER_STEPS = 3
"""Who covers for whoever covers, and so on, at most so far: A by B, B by C, C by D."""


def covers_on(day: date, of: str = "") -> Q:
    """Of a cover: that it runs on that London day and was not ended. `of` leads to it from another model."""
    return Q(**{f"{of}first_on__lte": day, f"{of}last_on__gte": day, f"{of}ended_at__isnull": True})


def covered_by(user: Any, day: date) -> Q:
    """Of a cover: that it is the user's that day, or a colleague's for whom they cover, a few steps on."""
    found, runs = Q(), Q()
    for step in range(COVER_STEPS):
        of = "cover__covered_by__" * step
        runs &= covers_on(day, of)
        found |= runs & Q(**{f"{of}cover": user})
    return found & ~Q(absent=user)


class UserQuerySet(models.QuerySet["User"]):
    def with_access(self) -> UserQuerySet:
        """With the codes of their roles and the ids of their teams, in the one query that fetches them."""
        return self.annotate(**_access(timezone.localdate(), on_call_week(timezone.now())))

    def found_by(self, typed: str) -> UserQuerySet:
        """Whose name, e-mail address, job title or team has every word that was typed; everybody for no word."""
        found = self
        for word in typed.replace("\0", "").split():
            teams = User.teams.through.objects.filter(user=OuterRef("pk"), team__name__icontains=word)
            theirs = Q(full_name__icontains=word) | Q(email__icontains=word) | Q(job_title__icontains=word)
            found = found.filter(theirs | Exists(teams))
        return found

    def active(self) -> UserQuerySet:
        """Who works here today: not shut out, and the last day of the account not past."""
        today = timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), is_active=True)

    def to_close(self) -> UserQuerySet:
        """Whose last day is past, and whose account is not closed yet."""
        return self.filter(is_active=True, ends_on__lt=timezone.localdate())

    def address_bounced(self) -> UserQuerySet:
        """Who works here and whose e-mail comes back: it is held until the address is corrected or vouched for."""
        return self.active().filter(email_bounced_at__isnull=False)

    def holding(self, *roles: Role) -> UserQuerySet:
        return self.active().filter(groups__name__in=roles).distinct()


@lru_cache(maxsize=1)
def _access(day: date, week: date) -> dict[str, Subquery]:
    """Put together once a London day, not for every page."""
    theirs = Q(user=OuterRef("pk"))
    covers = _rows_of("Cover").filter(covered_by(OuterRef("pk"), day)).order_by()
    return {
        "fetched_roles": ArraySubquery(User.groups.through.objects.filter(theirs).values("group__name")),
        "fetched_team_ids": ArraySubquery(User.teams.through.objects.filter(theirs).values("team")),
        "fetched_covered_ids": ArraySubquery(covers.values("absent")),
        "fetched_on_call_manager": Subquery(_rows_of("OnCallWeek").filter(week=week).values("manager")),
    }


def _rows_of(model: str) -> Any:
    """Of a model beside this one, which knows of users."""
    return apps.get_model("accounts", model)._default_manager.all()


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
    ends_on = models.DateField(
        "last day",
        null=True,
        blank=True,
        help_text="The account closes by itself after this London day; empty while nobody has said.",
    )
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivated_why = models.CharField(max_length=300, blank=True)
    password_is_temporary = models.BooleanField(
        default=False, help_text="Set by the administrator: the user changes it before anything else."
    )
    email_bounced_at = models.DateTimeField(
        null=True, blank=True, help_text="When an e-mail first came back for good from the address."
    )
    email_bounce_said = models.CharField(max_length=300, blank=True, help_text="What the mail server there said.")
    email_trusted_from = models.DateTimeField(
        null=True, blank=True, help_text="What was sent before, to this address or another, says nothing of it."
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
            models.CheckConstraint(
                condition=Q(email_bounced_at__isnull=True, email_bounce_said="")
                | (Q(email_bounced_at__isnull=False) & ~Q(email_bounce_said="")),
                name="user_address_that_bounced_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]

    @cached_property
    def held_roles(self) -> frozenset[str]:
        """The codes of the roles that the administrator gave them."""
        fetched = getattr(self, "fetched_roles", None)
        return frozenset(fetched if fetched is not None else self.groups.values_list("name", flat=True))

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of the roles by which they may do things: those held, and duty's for who is on call."""
        return self.held_roles | {Role.DUTY} if self.is_on_call else self.held_roles

    @cached_property
    def is_on_call(self) -> bool:
        """Whether they are the on-call manager of this week, or cover for that one today, and are a manager still."""
        if self.held_roles.isdisjoint(MAY_BE_ON_CALL):
            return False
        standing_for = {self.pk, *self.covered_ids}
        if getattr(self, "fetched_on_call_manager", self.pk) not in standing_for:
            return False
        is_one: bool = _rows_of("OnCallWeek").now().filter(manager__in=standing_for).exists()
        return is_one

    @cached_property
    def team_ids(self) -> frozenset[int]:
        fetched = getattr(self, "fetched_team_ids", None)
        return frozenset(fetched if fetched is not None else self.teams.values_list("pk", flat=True))

    @cached_property
    def covered_ids(self) -> frozenset[int]:
        """The colleagues for whom this user covers today, and those for whom these cover."""
        fetched = getattr(self, "fetched_covered_ids", None)
        if fetched is None:
            covers = _rows_of("Cover").filter(covered_by(self.pk, timezone.localdate()))
            fetched = covers.values_list("absent", flat=True)
        return frozenset(fetched)

    @cached_property
    def covered(self) -> list[User]:
        """Those colleagues, with their access."""
        return list(User.objects.with_access().filter(pk__in=self.covered_ids)) if self.covered_ids else []

    @cached_property
    def covered_team_ids(self) -> frozenset[int]:
        """The teams of those of them who are team managers, and of the services that they manage."""
        teams = {team for one in self.covered if Role.TEAM_MANAGER in one.held_roles for team in one.team_ids}
        services = [one.pk for one in self.covered if Role.SERVICE_MANAGER in one.held_roles]
        if services:
            teams.update(Team.objects.filter(service__managers__in=services).values_list("pk", flat=True))
        return frozenset(teams)

    @property
    def is_here(self) -> bool:
        """Whether they work here today; as `UserQuerySet.active` asks."""
        return self.is_active and (self.ends_on is None or self.ends_on >= timezone.localdate())

    def can(self, can: Can) -> bool:
        """Whether any of the user's roles may do it."""
        return self.is_here and roles_allow(self.roles, can)

    @property
    def sees_only_what_is_given(self) -> bool:
        """Whether they work here by the interviews given to them alone: often from a commissioned service."""
        return sees_what_is_given(self.roles)

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
