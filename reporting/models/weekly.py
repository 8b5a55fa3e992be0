from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Service, User
from accounts.rules import Can, Role
from reporting.timetable import timetable
from reporting.weeks import Week, is_late

NOTE_AT_MOST = 2_000


class WeeklyEmail(models.Model):
    """The missing e-mail of one week, frozen when it is built. Instants in UTC.

    It covers `covers_from` (included) to `covers_to` (its cut-off, not included). `sent_by` is empty when it went out
    by itself. Once sent, nothing of it changes: `was_due_at` says when it was to go out, by the hour that was set then.
    """

    week = models.CharField(max_length=8, help_text="The ISO week of its cut-off: 2026-W47.")
    covers_from = models.DateTimeField()
    covers_to = models.DateTimeField()
    built_at = models.DateTimeField()
    note = models.TextField(blank=True, max_length=NOTE_AT_MOST)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    was_due_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty until it is sent, and where it was sent before this was kept."
    )

    class Meta:
        ordering = ["-covers_to"]
        constraints = [
            models.UniqueConstraint(fields=["week"], name="weekly_email_once_a_week"),
            models.CheckConstraint(condition=Q(covers_from__lt=F("covers_to")), name="weekly_email_covers_some_time"),
            models.CheckConstraint(condition=Q(built_at__gte=F("covers_to")), name="weekly_email_built_after_cut_off"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True) | Q(sent_at__gte=F("built_at")),
                name="weekly_email_sent_after_it_was_built",
            ),
            models.CheckConstraint(
                condition=Q(was_due_at__isnull=True) | Q(sent_at__isnull=False),
                name="weekly_email_was_due_once_it_is_sent",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="weekly_email_is_frozen",
                operation=pgtrigger.UpdateOf("week", "covers_from", "covers_to", "built_at"),
            ),
            pgtrigger.Protect(
                name="weekly_email_once_sent_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.week

    def get_absolute_url(self) -> str:
        return reverse("reporting:weekly_email", args=[self.week])

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def went_late(self) -> bool:
        """Whether it was sent, and late; where it is not kept when it was due, by the hour that is set now."""
        due_at = self.was_due_at or timetable().sends_at(Week.read(self.week))
        return self.sent_at is not None and is_late(self.sent_at, due_at)


class WeeklySectionQuerySet(models.QuerySet["WeeklySection"]):
    def visible_to(self, user: User) -> WeeklySectionQuerySet:
        """All of them to who sends the e-mail; to its recipients, their own service's."""
        if user.can(Can.SEND_WEEKLY_EMAIL):
            return self
        sees = Q(service__email_recipients=user) | Q(service__managers=user)
        if user.holds(Role.DUTY):
            sees |= Q(service__isnull=True)
        return self.filter(pk__in=self.model.objects.filter(sees).values("pk"))


class WeeklySection(models.Model):
    """What the e-mail of one week holds for one service, as data and never live; no service is who has no team.

    `content` is written by reporting.weekly.content and never changes. `recipients` says who was sent it, with detail
    or as counts, and to whom mail came back then, once it is sent.
    """

    email = models.ForeignKey(WeeklyEmail, on_delete=models.CASCADE, related_name="sections")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    recipients = models.JSONField(default=list)

    objects = WeeklySectionQuerySet.as_manager()

    class Meta:
        ordering = [F("service__name").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "service"], name="weekly_section_once_a_service", nulls_distinct=False
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="weekly_section_is_frozen", operation=pgtrigger.UpdateOf("email_id", "service_id", "content")
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.content.get('service', '')}"
