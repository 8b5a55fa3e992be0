"""What else the weekly e-mail tells of each: contacts still to come, whose they are, inexact times, level."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Service
from accounts.rules import Role
from alerts.models import OutgoingEmail
from missing.codes import ContactMethod, Outcome, Source
from missing.models import SocialWorkContact
from people import levels
from people.codes import KindOfRecord
from reporting.actions import build_weekly_email, send_weekly_email
from reporting.weekly.reading import read
from reporting.weeks import Week
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory
from tests.reporting.weekly import BEFORE, CUT_OFF, HOUR, TEN, built, references, section_of

pytestmark = pytest.mark.django_db
DAY = 24 * HOUR
TODAY = date(2026, 11, 20)


@pytest.fixture
def sent(service: Service) -> Any:
    """Build and send it, and have the mail of the one recipient."""

    def send() -> OutgoingEmail:
        service.email_recipients.add(UserFactory(roles=[Role.HUB]))
        send_weekly_email(actor=None, email=built(TEN), at=TEN)
        return OutgoingEmail.objects.get()

    return send


def declined(young_person: Any, reference: str, *, weeks_ago: int, due_on: date, **facts: Any) -> Any:
    returned_at = CUT_OFF - timedelta(weeks=weeks_ago)
    person = young_person(reference=reference, **facts)
    episode = EpisodeFactory(young_person=person, started_at=returned_at - HOUR, returned_at=returned_at)
    return ReturnInterviewFactory(episode=episode, outcome=Outcome.DECLINED, contact_due_on=due_on)


def contact(interview: Any, on: date, recorded_at: Any, **facts: Any) -> None:
    interview.contact = SocialWorkContact.objects.create(
        young_person=interview.episode.young_person,
        contact_on=on,
        method=ContactMethod.values[0],
        recorded_at=recorded_at,
        **facts,
    )
    interview.save()


def test_contacts_due_and_overdue_are_listed_however_long_ago_they_declined(
    service: Service, young_person: Any, sent: Any
) -> None:
    declined(young_person, "DUE", weeks_ago=2, due_on=TODAY)
    declined(young_person, "LATE", weeks_ago=9, due_on=TODAY - timedelta(days=1))
    declined(young_person, "SECRET", weeks_ago=8, due_on=TODAY - timedelta(days=50), is_restricted=True)
    mail = sent()
    section = section_of(built(), service)
    assert references(section)["contacts"] == ["LATE", "DUE"]
    assert (section.counts["contacts"], section.counts["contacts_late"], section.counts["young_people"]) == (3, 2, 0)
    assert "Social work contacts not made yet: 3, 2 of them overdue\n" in mail.text
    assert "; social work contact overdue, was due by Thu 19 Nov\n" in mail.text
    assert "; social work contact due by Fri 20 Nov</p>" in mail.html
    assert "SECRET" not in mail.text + mail.html
    for body in (mail.text, mail.html):
        assert "1 restricted: ask Priya Nair" in body


def test_a_contact_counts_as_made_from_when_it_was(service: Service, young_person: Any) -> None:
    late = TODAY - timedelta(days=3)
    accepted = {"accepted_by": UserFactory(), "accepted_because": "A call is all they want."}
    for reference, on, recorded_at, facts in (
        ("before", TODAY - timedelta(days=1), CUT_OFF - HOUR, {}),
        ("before, written down after", TODAY - timedelta(days=1), TEN, {}),
        ("that morning", TODAY, CUT_OFF - HOUR, {}),
        ("after", TODAY, CUT_OFF, {}),
        ("accepted after", TODAY - timedelta(days=2), CUT_OFF - DAY, accepted | {"accepted_at": TEN}),
        ("accepted before", TODAY - timedelta(days=2), CUT_OFF - DAY, accepted | {"accepted_at": CUT_OFF - HOUR}),
    ):
        contact(declined(young_person, reference, weeks_ago=2, due_on=late), on, recorded_at, **facts)
    rows = section_of(built(CUT_OFF + 5 * DAY), service).lists[2].rows
    assert {row.reference for row in rows} == {"after", "accepted after"}
    assert all(row.interview.contact_is_late for row in rows)


def test_other_councils_young_people_are_counted_apart_and_say_whose_they_are(
    service: Service, young_person: Any, sent: Any
) -> None:
    theirs = young_person(reference="THEIRS", responsible_authority="Eastmoor Council")
    back = EpisodeFactory(young_person=theirs, started_at=CUT_OFF - 50 * HOUR, returned=True)
    ReturnInterviewFactory(episode=back)
    EpisodeFactory(young_person=young_person(reference="OURS"), started_at=CUT_OFF - HOUR)
    mail = sent()
    section = section_of(built(), service)
    assert (section.counts["young_people"], section.counts["placed_here"]) == (2, 1)
    assert "Of them placed here by other councils: 1" in mail.text
    for body in (mail.text, mail.html):
        assert f"episode {back.reference}, placed here by Eastmoor Council" in body
        assert "Interview: the placing council’s to do" in body


def test_no_interview_is_said_to_be_due_where_none_is(service: Service, young_person: Any, sent: Any) -> None:
    adult = young_person(date_of_birth=date(2007, 1, 1), kind_of_record=KindOfRecord.CARE_LEAVER)
    EpisodeFactory(young_person=adult, started_at=CUT_OFF - 20 * HOUR, returned=True)
    assert "Interview: none falls due\n" in sent().text


def test_times_that_are_not_exact_say_about(service: Service, young_person: Any, sent: Any) -> None:
    episode = EpisodeFactory(
        young_person=young_person(),
        started_at=CUT_OFF - 20 * HOUR,
        started_is_approximate=True,
        returned_at=CUT_OFF - 10 * HOUR,
        returned_is_approximate=True,
    )
    ReturnInterviewFactory(episode=episode)
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - HOUR)
    mail = sent()
    for body in (mail.text, mail.html):
        assert "Since about Thu 19 Nov, 12:00, found or back about Thu 19 Nov, 22:00" in body
        assert "to do by about Sun 22 Nov, 22:00" in body
        assert "Since Fri 20 Nov, 07:00, " in body


def test_another_year_is_said(service: Service, young_person: Any) -> None:
    """Missing since before the year's end, in the e-mail of 2026-W53: the cut-off is on New Year's Day."""
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF)
    new_year = CUT_OFF + timedelta(weeks=6)
    email, _ = build_weekly_email(week=Week(2026, 53), at=new_year)
    (row,) = section_of(email, service).lists[0].rows
    assert (email.covers_to, row.started, row.hours) == (new_year, "Fri 20 Nov 2026, 08:00", 42 * 24)
    assert (row.this_year, row.ninety_days) == (0, 1)


def test_a_level_is_told_once_a_room_sets_levels(
    service: Service, young_person: Any, sent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "_asked", {})
    held, not_held = young_person(), young_person()
    levels.register("mace", lambda people, at: {held.pk: "Serious"} if at == CUT_OFF else {})
    for person in (held, not_held):
        EpisodeFactory(young_person=person, started_at=CUT_OFF - HOUR)
    mail = sent()
    for body in (mail.text, mail.html):
        assert body.count("Exploitation level: serious") == 1


def test_without_a_room_that_sets_levels_none_is_told(service: Service, young_person: Any, sent: Any) -> None:
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - HOUR)
    mail = sent()
    assert "level" not in mail.text + mail.html


def test_an_empty_list_says_none_this_week(service: Service, young_person: Any, sent: Any) -> None:
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - HOUR)
    mail = sent()
    assert mail.text.count("None this week.") == mail.html.count("None this week.") == 3


def test_what_was_frozen_before_there_was_a_list_of_contacts_is_read(service: Service, young_person: Any) -> None:
    EpisodeFactory(young_person=young_person(reference="YP1"), started_at=BEFORE + HOUR)
    content = built().sections.get(service=service).content
    for part in ("lists", "restricted", "counts"):
        del content[part]["contacts"]
    for row in content["lists"]["missing_now"]:
        for later in ("placed_by", "level", "episode_id", "started_is_approximate", "ended_is_approximate"):
            del row[later]
    section = read(content, CUT_OFF)
    assert [rows.key for rows in section.lists] == ["missing_now", "overdue", "week"]
    assert section.lists[0].rows[0].reference == "YP1"


def test_built_late_it_knows_no_more_than_on_time_and_the_next_week_tells_the_rest(
    service: Service, young_person: Any
) -> None:
    """Missing on Thursday and back; put on record, or the end of it, on Saturday; built on Monday."""
    on_record = {"started_at": CUT_OFF - 20 * HOUR, "returned_at": CUT_OFF - 10 * HOUR}
    since = CUT_OFF + DAY
    EpisodeFactory(young_person=young_person(reference="LATE"), recorded_at=since, end_recorded_at=since, **on_record)
    found_late = EpisodeFactory(young_person=young_person(reference="BACK"), end_recorded_at=since, **on_record)
    ReturnInterviewFactory(episode=found_late)
    first = references(section_of(built(CUT_OFF + 3 * DAY), service))
    assert (first["missing_now"], first["overdue"], first["week"]) == (["BACK"], [], [])
    next_week, _ = build_weekly_email(week=Week(2026, 48), at=CUT_OFF + 7 * DAY)
    (week,) = [rows for rows in section_of(next_week, service).lists if rows.key == "overdue"]
    assert [row.reference for row in week.rows] == ["BACK"]
    (week,) = [rows for rows in section_of(next_week, service).lists if rows.key == "week"]
    assert [(row.reference, row.is_told_late) for row in week.rows] == [("LATE", True)]


def test_what_an_import_brings_after_the_cut_off_is_in_the_week_it_was(service: Service, young_person: Any) -> None:
    EpisodeFactory(
        young_person=young_person(reference="OLD"),
        started_at=CUT_OFF - 20 * HOUR,
        returned_at=CUT_OFF - 10 * HOUR,
        recorded_at=CUT_OFF + DAY,
        end_recorded_at=CUT_OFF + DAY,
        source=Source.IMPORTED,
    )
    assert references(section_of(built(CUT_OFF + 3 * DAY), service))["week"] == ["OLD"]
