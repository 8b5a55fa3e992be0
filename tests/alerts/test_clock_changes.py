"""A stage is reached so many elapsed hours from its deadline, whatever the clocks on the wall do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from missing.alert_sources import CONTACT, INTERVIEW
from missing.models import ReturnInterview
from missing.rules import interview_due_at
from tests.alerts.conftest import Council

CHANGES = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
HOURS = [timedelta(hours=hours) for hours in range(-150, 78)]


@pytest.mark.parametrize("change", CHANGES)
def test_every_hour_across_the_change(change: datetime) -> None:
    """Returned at every hour from six days before to three days after: each stage at its own elapsed hours."""
    for hours in HOURS:
        back = timezone.localtime(change + hours)
        due_at = interview_due_at(back)
        for stage, after in zip(INTERVIEW.stages, (48, 72, 96, 144), strict=True):
            reached_at = change + hours + timedelta(hours=after)
            before = INTERVIEW.stages_due(due_at, None, reached_at - timedelta(microseconds=1))
            assert stage not in before
            assert INTERVIEW.stages_due(due_at, None, reached_at)[-1] == stage


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_the_database_reaches_each_stage_at_the_same_instant(council: Council, change: datetime) -> None:
    """Every seventh hour, so that each hour of the day is met; the sweep's own SQL."""
    for hours in HOURS[::7]:
        interview = council.interview(back=change + hours)
        for stage in INTERVIEW.stages:
            reached_at = interview.due_at + stage.offset
            row = INTERVIEW.reached(reached_at).get(pk=interview.pk)
            assert (row.alert_stage, row.alert_reached_at) == (stage.code, reached_at)
            just_before = INTERVIEW.reached(reached_at - timedelta(microseconds=1)).filter(pk=interview.pk).first()
            assert just_before is None or just_before.alert_stage != stage.code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "ends_at"),
    [
        ("2026-03-28", datetime(2026, 3, 29, 0, tzinfo=UTC)),
        ("2026-03-29", datetime(2026, 3, 29, 23, tzinfo=UTC)),
        ("2026-10-24", datetime(2026, 10, 24, 23, tzinfo=UTC)),
        ("2026-10-25", datetime(2026, 10, 26, 0, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_london(council: Council, day: str, ends_at: datetime) -> None:
    council.interview(outcome="declined", contact_due_on=day)
    assert ReturnInterview.objects.count() == 1
    assert CONTACT.standing(ends_at).get().alert_due_at == ends_at
