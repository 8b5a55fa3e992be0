"""The weekly e-mail of one service as a mail: subject, text and HTML."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from alerts.written import Written, inlined
from reporting.models import WeeklyEmail
from reporting.weekly.reading import Section

BLANK_LINES = re.compile(r"\n{3,}")


def write(email: WeeklyEmail, section: Section, *, with_detail: bool, is_late: bool) -> Written:
    """Nothing personal in the subject; without detail, the counts and a link, and no note."""
    context = {
        "email": email,
        "section": section,
        "with_detail": with_detail,
        "is_late": is_late,
        "link": settings.PUBLIC_URL + email.get_absolute_url(),
        "authority_name": settings.AUTHORITY_NAME,
    }
    day = timezone.localtime(email.covers_to)
    return Written(
        f"Weekly missing e-mail to {day.day} {day:%B %Y}: {section.service}",
        BLANK_LINES.sub("\n\n", render_to_string("reporting/email/weekly.txt", context)).strip() + "\n",
        inlined(render_to_string("reporting/email/weekly.html", context)),
    )
