"""The queue stays quick and readable with 300 rows."""

from datetime import timedelta
from time import process_time

from django.urls import reverse

from missing.models import ContactAttempt, InterviewBooking
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, YoungPersonFactory

ROWS = 300
SECONDS = 3.0
"""Far more than it takes (0.2 s): a page that asks once a row would need longer on any machine."""


def test_300_rows_take_twelve_queries_and_are_paged(client, now, officer, django_assert_max_num_queries):
    team = TeamFactory()
    for number in range(ROWS):
        person = YoungPersonFactory(team=team)
        for days in (20, 2):
            started_at = now - timedelta(days=days, minutes=number)
            outcome = "declined" if days == 20 else ""
            episode = EpisodeFactory(young_person=person, started_at=started_at, returned=True)
            interview = ReturnInterviewFactory(episode=episode, outcome=outcome)
        if number % 3 == 0:
            facts = {"meets_at": now + timedelta(hours=number - 20), "booked_at": now - timedelta(hours=30)}
            InterviewBooking.objects.create(interview=interview, method="video", booked_by=officer, **facts)
        if number % 3 == 1:
            facts = {"attempted_at": now, "recorded_at": now, "method": "phone", "result": "no_answer"}
            ContactAttempt.objects.create(interview=interview, by=officer, **facts)
    client.force_login(officer)
    client.get(reverse("missing:queue"))
    for show in ("all", "booked", "overdue"):
        before = process_time()
        with django_assert_max_num_queries(10):
            page = client.get(reverse("missing:queue"), {"show": show})
        assert process_time() - before < SECONDS
        assert len(page.context["rows"]) <= 50
    assert f"All to do <b>{ROWS}</b>" in page.text
    assert "Booked <b>100</b>" in page.text
    meets = [
        row["interview"].booking["meets_at"]
        for row in client.get(reverse("missing:queue"), {"show": "booked"}).context["rows"]
    ]
    assert meets == sorted(meets)
