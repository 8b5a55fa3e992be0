"""An alert by e-mail says kind, local reference, time and a link, and nothing personal."""

import re

import pytest
from django.conf import settings

from alerts.actions import raise_alerts
from alerts.models import OutgoingEmail
from missing.codes import Outcome
from tests.alerts.conftest import BACK, DAY, DUE, Council
from tests.factories import EpisodeFactory

pytestmark = pytest.mark.django_db


def test_it_says_kind_reference_time_and_link(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE + DAY)
    email = OutgoingEmail.objects.filter(to_user=council.manager).get()
    assert email.subject == "Return home interview overdue by 24 hours"
    for body in (email.text, email.html):
        assert interview.episode.reference in body
        assert "Thursday 19 November 2026 at 17:00" in body
        assert f"{settings.PUBLIC_URL}/interviews/{interview.episode.reference}/" in body
    assert "<style" not in email.html, "mail programs drop style sheets"


def test_it_names_nobody_and_no_place(council: Council) -> None:
    person = council.young_person(first_name="Zebedee", last_name="Quillfeather", reference="YP-SECRET")
    person_facts = ["Zebedee", "Quillfeather", "YP-SECRET", council.team.name, council.worker.full_name, "Ash House"]
    council.interview(young_person=person)
    council.interview(
        young_person=person, back=BACK - 40 * DAY, outcome=Outcome.DECLINED, contact_due_on="2026-11-10", reason="Story"
    )
    EpisodeFactory(
        young_person=council.young_person(first_name="Zebedee"), started_at=DUE, out_of_city=True, circumstances="Story"
    )
    raise_alerts(at=DUE + DAY)
    emails = list(OutgoingEmail.objects.all())
    assert {email.kind for email in emails} == {"interview", "contact", "new_episode", "still_missing"}
    for email in emails:
        everything = " ".join([email.subject, email.text, email.html])
        assert [fact for fact in [*person_facts, "Story"] if fact in everything] == []
        assert not re.search(
            r"\d", re.sub(r"overdue by \d+ (hours|weeks?)|due within 24 hours|after 24 hours", "", email.subject)
        )
