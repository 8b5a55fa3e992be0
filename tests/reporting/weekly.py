"""What the tests of the weekly e-mail share."""

from datetime import UTC, datetime, timedelta

from accounts.models import Service
from reporting.actions import build_weekly_email
from reporting.models import WeeklyEmail
from reporting.weekly.reading import Section, read_sections
from reporting.weeks import Week

W47 = Week(2026, 47)

CUT_OFF = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BEFORE = CUT_OFF - timedelta(days=7)
TEN = CUT_OFF + timedelta(hours=2)
HOUR = timedelta(hours=1)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def built(at: datetime = CUT_OFF) -> WeeklyEmail:
    email, _ = build_weekly_email(week=W47, at=at)
    return email


def section_of(email: WeeklyEmail, service: Service | None) -> Section:
    return read_sections(email, email.sections.filter(service=service))[0][1]


def references(section: Section) -> dict[str, list[str]]:
    return {rows.key: [row.reference for row in rows.rows] for rows in section.lists}
