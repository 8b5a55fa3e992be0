"""The pages that are measured, each as somebody who works with it."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from demo.roster import BY_KEY
from missing.models import Episode, ReturnInterview
from reporting.models import WeeklyEmail

WORKER, DUTY, MANAGER, OFFICER = "dana.whit", "marcus.bello", "harjit.sandhu", "priya.nair"
SERVICE_MANAGER, ANALYST, IMPORTS, ADMINISTRATOR = "yasmin.qureshi", "jiwoo.park", "olu.adeyemi", "frances.doyle"
JUDE = "YP00096"
"""Missing now, and two dozen times before: the fullest record of the demo council."""


@dataclass(frozen=True)
class MeasuredPage:
    label: str
    worker: str
    path: str


def user_of(worker: str) -> User:
    return User.objects.with_access().get(email=BY_KEY[worker].email)


def measured_pages() -> list[MeasuredPage]:
    episode = Episode.objects.open().get(young_person__reference=JUDE).reference
    to_do = ReturnInterview.objects.to_do().filter(episode__young_person__is_restricted=False).order_by("due_at")
    interview = to_do.values_list("episode__reference", flat=True)[0]
    pages = [
        ("Home, social worker", WORKER, reverse("home")),
        ("Home, team manager", MANAGER, reverse("home")),
        ("Alerts", OFFICER, reverse("alerts:alerts")),
        ("Search by name", WORKER, reverse("people:search") + "?q=jude+farow"),
        ("Young person", WORKER, reverse("people:young_person", args=[JUDE])),
        ("Young person, history", MANAGER, reverse("people:history", args=[JUDE])),
        ("Log: who is it", DUTY, reverse("missing:log_episode") + "?q=mars"),
        ("Log: the form", DUTY, reverse("missing:log_episode_for", args=[JUDE])),
        ("Missing now", DUTY, reverse("missing:now")),
        ("Episode", WORKER, reverse("missing:episode", args=[episode])),
        ("Episode, for the police", WORKER, reverse("missing:police", args=[episode])),
        ("Record return", WORKER, reverse("missing:return", args=[episode])),
        ("Queue", OFFICER, reverse("missing:queue")),
        ("Queue, contact due", OFFICER, reverse("missing:queue") + "?show=contact_due"),
        ("Queue as a spreadsheet", OFFICER, reverse("missing:queue_csv")),
        ("Interview", OFFICER, reverse("missing:interview", args=[interview])),
        ("Interview, the form", OFFICER, reverse("missing:complete", args=[interview])),
        ("Figures, one service", SERVICE_MANAGER, reverse("reporting:figures")),
        ("Figures, all", ANALYST, reverse("reporting:figures")),
        ("Figure, its records", SERVICE_MANAGER, reverse("reporting:figure", args=["interviews_in_72_hours_percent"])),
        ("Weekly e-mails", OFFICER, reverse("reporting:weekly_emails")),
        ("Users", ADMINISTRATOR, reverse("users")),
        ("Teams", ADMINISTRATOR, reverse("teams")),
        ("Health", ADMINISTRATOR, reverse("alerts:health")),
    ]
    week = WeeklyEmail.objects.order_by("-covers_to").values_list("week", flat=True).first()
    if week:
        pages.append(("Weekly e-mail", OFFICER, reverse("reporting:weekly_email", args=[week])))
    return [MeasuredPage(*page) for page in pages]
