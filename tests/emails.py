"""One e-mail of each kind with invented facts, written by the code that writes the real ones. Needs no database.

For the pictures of docs/emails.md, and for the tests that look at every e-mail.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from accounts.models import User
from alerts.account_emails import write_password_reset
from alerts.emails import REMINDER, mailbox_email, reminder_email, stage_emails
from alerts.grouping import MORNING, SEVERAL, as_one
from alerts.models import Alert, AlertStage, OutgoingEmail, Pace
from alerts.password_links import PASSWORD_RESET
from alerts.recipients import Matter, Told
from alerts.sources import AlertSource, all_sources, source_of
from reporting.actions import KIND as WEEKLY
from reporting.models import WeeklyEmail
from reporting.weekly import content, mail
from reporting.weekly.reading import read

CUT_OFF = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
REFERENCES = {
    "late_job": "send e-mail",
    "address_bounced": "user 17",
    "mailbox_bounced": "e-mail 3120",
    "email_given_up": "e-mail 3121",
    "weekly_not_sent": "2026-W44",
    "weekly_to_nobody": "Children in care",
    "record_opened": "YP00417",
    "work_came": "move 31",
    "work_went": "move 32",
    "strategy": "SD00031",
    "harm_told": "SD00031",
    "harm_taken_back": "SD00031",
}
"""What an alert of the kind refers to; any other to an episode."""


class Sample(NamedTuple):
    subject: str
    text: str
    html: str


def one_of_each_kind() -> dict[str, Sample]:
    found = {source.kind: alert(source) for source in all_sources()}
    link = "https://safe-return.northcliffe.example/account/password/reset/key/1a-d5x0kp-1f2e3d4c5b6a79880716/"
    found[REMINDER] = reminder()
    found |= {SEVERAL: together(Pace.HOURLY), MORNING: together(Pace.MORNING)}
    return found | {PASSWORD_RESET: Sample(*write_password_reset(link)), WEEKLY: weekly()}


def and_its_variants() -> dict[str, Sample]:
    """Every kind, and how an e-mail of it may look besides."""
    source = next(source for source in all_sources() if source.kind == "interview")
    return one_of_each_kind() | {
        "interview-to-an-administrator": alert(source, Alert.Capacity.LAST_RESORT),
        "new_episode-to-the-duty-mailbox": to_the_mailbox(),
        "new_episode-to-the-duty-mailbox-of-a-restricted-record": to_the_mailbox(
            to_ring="Yasmin Qureshi, 01632 960004, or Priya Nair, 01632 960011"
        ),
        "weekly-numbers-only": weekly(with_detail=False),
        "weekly-late-and-empty": weekly(is_late=True, note="Half term.\nRing early.", is_empty=True),
    }


def alert_email(source: AlertSource, capacity: Any = Alert.Capacity.ROLE) -> OutgoingEmail:
    because = "" if capacity is Alert.Capacity.ROLE else "Nobody holds the role that is told of this."
    told = Told(User(pk=1, full_name="Robin Vale", email="robin.vale@northcliffe.example"), capacity, because)
    (email,) = stage_emails(source, 1, _matter(source), [told], "Care Team North", CUT_OFF)
    return email


def to_the_mailbox(to_ring: str = "") -> Sample:
    """Outside office hours; of a restricted record with whom to ring."""
    source = source_of("new_episode")
    assert source is not None
    email = mailbox_email(source, 1, _matter(source), "Care Team North", to_ring, CUT_OFF)
    return Sample(email.subject, email.text, email.html)


def _matter(source: AlertSource) -> Matter:
    """The last of its stages but the last chaser."""
    stage = source.stages[min(2, len(source.stages) - 1)]
    reference = REFERENCES.get(source.kind, "E00417")
    return Matter(
        source.kind,
        "sample:1",
        CUT_OFF - stage.offset,
        (stage,),
        reference,
        None,
        None,
        None,
        (),
        is_at_once=source.at_once,
    )


def alert(source: AlertSource, capacity: Any = Alert.Capacity.ROLE) -> Sample:
    email = alert_email(source, capacity)
    return Sample(email.subject, email.text, email.html)


def reminder() -> Sample:
    """What a team manager put off on Thursday."""
    source = source_of("interview")
    assert source is not None
    stage = AlertStage(
        pk=1,
        kind=source.kind,
        stage="due",
        due_at=CUT_OFF - timedelta(hours=20),
        young_person_id=1,
        reference="E00417",
        path=source.path("E00417"),
    )
    user = User(pk=1, full_name="Robin Vale", email="robin.vale@northcliffe.example")
    alert = Alert(pk=1, stage=stage, user=user, capacity=Alert.Capacity.ROLE, remind_at=CUT_OFF)
    email = reminder_email(alert, source, stage.what, in_the_morning=False, now=CUT_OFF)
    return Sample(email.subject, email.text, email.html)


def together(pace: Pace) -> Sample:
    """What is due of one young person, or of several, in one e-mail."""
    emails = [alert_email(source) for source in all_sources() if source.kind in ("interview", "contact", "strategy")]
    for email in emails:
        email.pace = pace
    return Sample(*as_one(emails))


def weekly(*, with_detail: bool = True, is_late: bool = False, note: str = "", is_empty: bool = False) -> Sample:
    email = WeeklyEmail(
        week="2026-W47", covers_from=CUT_OFF - timedelta(days=7), covers_to=CUT_OFF, built_at=CUT_OFF, note=note
    )
    section = read(_content(is_empty=is_empty), CUT_OFF)
    return Sample(*mail.write(email, section, with_detail=with_detail, is_late=is_late))


def _content(*, is_empty: bool) -> content.Content:
    counts = (2, 1, 1, 1, 3, 3, 4, 1)
    lists: dict[str, list[dict[str, Any]]] = {
        "missing_now": [_row("AB", 31, police_risk="High", is_out_of_city=True, miles=41, hours_long=31)],
        "overdue": [_row("CD", 130, interview=_due(-26))],
        "contacts": [_row("EF", 400, interview=_declined())],
        "week": [
            _row("GH", 60, started_is_approximate=True, interview=_due(20)),
            _row("JK", 90, placed_by="Eastmoor Council", interview={"state": "theirs"}),
        ],
    }
    return {
        "version": 2,
        "service": "Children in care",
        "ask": "Yasmin Qureshi",
        "counts": dict.fromkeys(content.COUNTS, 0) if is_empty else dict(zip(content.COUNTS, counts, strict=True)),
        "lists": {name: [] if is_empty else rows for name, rows in lists.items()},
        "restricted": dict.fromkeys(content.LISTS, 0) | ({} if is_empty else {"missing_now": 1}),
    }


def _row(initials: str, hours_ago: int, *, hours_long: int = 8, **facts: Any) -> dict[str, Any]:
    started_at = CUT_OFF - timedelta(hours=hours_ago)
    ended_at = None if hours_long == hours_ago else started_at + timedelta(hours=hours_long)
    return {
        "young_person_id": 0,
        "reference": f"YP{hours_ago:05d}",
        "initials": initials,
        "placed_by": "",
        "level": "",
        "episode_id": 0,
        "episode": f"E{hours_ago:05d}",
        "category": "",
        "is_told_late": False,
        "team": "Care Team North",
        "worker": "Dana Whit",
        "is_out_of_city": False,
        "miles": None,
        "started_at": started_at.isoformat(),
        "started_is_approximate": False,
        "ended_at": ended_at and ended_at.isoformat(),
        "ended_is_approximate": False,
        "hours": hours_long,
        "police_risk": "Medium",
        "this_year": 4,
        "ninety_days": 2,
        "interview": {"state": "missing"},
    } | facts


def _due(hours_left: int) -> dict[str, Any]:
    return {"state": "to_do", "due_at": (CUT_OFF + timedelta(hours=hours_left)).isoformat()}


def _declined() -> dict[str, Any]:
    declined_at = CUT_OFF - timedelta(days=14)
    return {
        "state": "closed",
        "label": "Declined by the young person",
        "at": declined_at.isoformat(),
        "is_late": False,
        "contact_due_on": "2026-11-17",
        "contact_is_late": True,
    }
