from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import draft_kinds
from accounts.api_token import ApiToken
from accounts.day_ranges import BothDaysIncluded
from accounts.moved_work import MovedWork
from accounts.office_hours import on_call_week
from accounts.rules import MAY_BE_ON_CALL, Can, Role, roles_allow, sees_what_is_given


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


def covers_on(day: date) -> Q:
    """Of a cover: that it runs on that London day and was not ended."""
    return Q(first_on__lte=day, last_on__gte=day, ended_at__isnull=True)


class UserQuerySet(models.QuerySet["User"]):
    def with_access(self) -> UserQuerySet:
        """With the codes of their roles and the ids of their teams, in the one query that fetches them."""
        return self.annotate(**_access(timezone.localdate(), on_call_week(timezone.now())))

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
    covers = Cover.objects.filter(covers_on(day), cover=OuterRef("pk")).order_by()
    return {
        "fetched_roles": ArraySubquery(User.groups.through.objects.filter(theirs).values("group__name")),
        "fetched_team_ids": ArraySubquery(User.teams.through.objects.filter(theirs).values("team")),
        "fetched_covered_ids": ArraySubquery(covers.values("absent")),
        "fetched_on_call_manager": Subquery(OnCallWeek.objects.filter(week=week).values("manager")),
    }


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
        return OnCallWeek.objects.now().filter(manager__in=standing_for).exists()

    @cached_property
    def team_ids(self) -> frozenset[int]:
        fetched = getattr(self, "fetched_team_ids", None)
        return frozenset(fetched if fetched is not None else self.teams.values_list("pk", flat=True))

    @cached_property
    def covered_ids(self) -> frozenset[int]:
        """The colleagues for whom this user covers today."""
        fetched = getattr(self, "fetched_covered_ids", None)
        if fetched is None:
            fetched = self.covering.today().values_list("absent", flat=True)
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


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class WeeklyRecipient(Service.email_recipients.through):  # type: ignore[name-defined]
    """That somebody gets the weekly e-mail of a service; here so that naming and leaving out is kept by history."""

    class Meta:
        proxy = True


class CoverQuerySet(models.QuerySet["Cover"]):
    def today(self) -> CoverQuerySet:
        return self.filter(covers_on(timezone.localdate()))

    def not_over(self) -> CoverQuerySet:
        """Running or to come."""
        return self.filter(last_on__gte=timezone.localdate(), ended_at__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Cover(models.Model):
    """That a colleague stands in for somebody who is away, from the first to the last London day, both included.

    While it runs, the cover sees the young people allocated to the absent one, those whom they review, of a manager
    those of their teams, and the interviews given to them; and is told what the absent one is told (docs/roles.md).
    """

    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covered_by")
    cover = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covering")
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        indexes = [models.Index(fields=["absent", "last_on"], name="covers_of_the_absent")]
        constraints = [
            models.CheckConstraint(condition=~Q(absent=models.F("cover")), name="nobody_covers_for_themselves"),
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="cover_ends_on_or_after_its_first_day"
            ),
            ExclusionConstraint(
                name="the_same_cover_once_at_a_time",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    ("cover", RangeOperators.EQUAL),
                    (BothDaysIncluded("first_on", "last_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cover} for {self.absent}, {self.first_on:%-d %b} to {self.last_on:%-d %b}"


class OnCallWeekQuerySet(models.QuerySet["OnCallWeek"]):
    def now(self) -> OnCallWeekQuerySet:
        """That of the present instant: one, or none where nobody is down for it who is a manager here still."""
        manager = User.objects.active().filter(pk=OuterRef("manager"), groups__name__in=MAY_BE_ON_CALL)
        return self.filter(Exists(manager), week=on_call_week(timezone.now()))

    def not_over(self, at: datetime) -> OnCallWeekQuerySet:
        """That of the instant and those to come, with their managers."""
        managers = Prefetch("manager", User.objects.with_access())
        return self.filter(week__gte=on_call_week(at)).prefetch_related(managers)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OnCallWeek(models.Model):
    """Who is the on-call manager from Monday 09:00 to the next Monday 09:00, London time (accounts/office_hours.py).

    Outside office hours they are told of missing and harm at once, and for their week they see what duty sees; so is
    and does who covers for them.
    """

    week = models.DateField(unique=True, help_text="The Monday on which it begins.")
    manager = models.ForeignKey(User, on_delete=models.CASCADE, related_name="on_call_weeks")

    objects = OnCallWeekQuerySet.as_manager()

    class Meta:
        ordering = ["week"]
        constraints = [
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="on_call_week_begins_on_a_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.manager}, week of {self.week:%-d %b %Y}"

    @property
    def why_vacant(self) -> str:
        """Why nobody is on call although somebody is down for it, in words; nothing where they are."""
        if not self.manager.is_here:
            return "has left"
        return "is not a manager any more" if self.manager.held_roles.isdisjoint(MAY_BE_ON_CALL) else ""


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


class DraftOpeningQuerySet(models.QuerySet["DraftOpening"]):
    def of_late(self, owner: User) -> DraftOpeningQuerySet:
        """Those of this owner of the last DRAFT_OPENINGS_SHOWN_FOR, for their first page."""
        recent = self.filter(owner=owner, opened_at__gte=timezone.now() - DRAFT_OPENINGS_SHOWN_FOR)
        return recent.select_related("opened_by", "handed_to")


DRAFT_OPENINGS_SHOWN_FOR = timedelta(days=60)
"""Longer than most are away; after that their own account page still tells them."""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class DraftOpening(models.Model):
    """That a service manager opened a colleague's draft, and to whom they handed it. Its owner is shown it."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="draft_openings")
    key = models.CharField(max_length=100)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    why = models.CharField(max_length=300)
    handed_to = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)

    objects = DraftOpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["owner", "-opened_at"], name="draft_openings_of_an_owner")]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="draft_opening_says_why"),
            models.CheckConstraint(
                condition=Q(handed_to__isnull=True, handed_at__isnull=True)
                | Q(handed_to__isnull=False, handed_at__isnull=False),
                name="draft_handed_over_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.owner_id}, opened by {self.opened_by_id}"

    @property
    def form(self) -> str:
        """What the form is called."""
        return draft_kinds.title_of(self.key)


__all__ = ["ApiToken", "Cover", "Draft", "DraftOpening", "Group", "MovedWork", "OnCallWeek", "Service", "Team", "User"]
