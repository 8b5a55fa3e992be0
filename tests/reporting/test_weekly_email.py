"""What the weekly e-mail holds: as at its cut-off, frozen, without names."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Service
from accounts.rules import Role
from alerts.models import OutgoingEmail
from missing.codes import Category, Outcome, PoliceRisk, Source
from people.models import YoungPerson
from reporting.actions import build_weekly_email, send_weekly_email
from reporting.models import WeeklyEmail
from reporting.weeks import Week
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)
from tests.reporting.weekly import BEFORE, CUT_OFF, HOUR, TEN, built, references, section_of

pytestmark = pytest.mark.django_db

W47 = Week(2026, 47)


def test_each_episode_is_in_one_list_as_at_the_cut_off(service: Service, young_person: Any) -> None:
    def episode(reference: str, **about: Any) -> Any:
        return EpisodeFactory(young_person=young_person(reference=reference), **about)

    episode("long missing", started_at=BEFORE - timedelta(days=30))
    episode("missing", started_at=CUT_OFF - HOUR)
    episode("found later", started_at=CUT_OFF - 2 * HOUR, returned_at=CUT_OFF)
    episode("after the cut-off", started_at=CUT_OFF)
    episode("of the week", started_at=BEFORE + HOUR, returned_at=BEFORE + 2 * HOUR)
    episode("into the week", started_at=BEFORE - HOUR, returned_at=BEFORE)
    episode("before the week", started_at=BEFORE - 2 * HOUR, returned_at=BEFORE - HOUR)
    episode("away", started_at=CUT_OFF - HOUR, category=Category.AWAY)
    old = episode("overdue", started_at=BEFORE - 50 * HOUR, returned_at=BEFORE - 40 * HOUR)
    ReturnInterviewFactory(episode=old)
    done_later = episode("done later", started_at=BEFORE + HOUR, returned_at=BEFORE + 2 * HOUR)
    ReturnInterviewFactory(episode=done_later, outcome=Outcome.COMPLETED, outcome_at=CUT_OFF)
    done = episode("done", started_at=BEFORE + HOUR, returned_at=BEFORE + 2 * HOUR)
    ReturnInterviewFactory(episode=done, outcome=Outcome.COMPLETED, outcome_at=CUT_OFF - HOUR)
    settle = episode("to settle", started_at=BEFORE - 900 * HOUR, returned_at=BEFORE - 800 * HOUR)
    ReturnInterviewFactory(episode=settle, is_to_settle=True)

    section = section_of(built(TEN), service)
    assert references(section) == {
        "missing_now": ["long missing", "found later", "missing"],
        "overdue": ["overdue", "done later"],
        "contacts": [],
        "week": ["into the week", "of the week", "done"],
    }
    assert [row.interview.state for row in section.lists[1].rows] == ["to_do", "to_do"]
    assert section.counts == {
        "missing_now": 3,
        "overdue": 2,
        "contacts": 0,
        "contacts_late": 0,
        "began": 5,
        "found": 4,
        "young_people": 7,
        "placed_here": 0,
    }


def test_another_councils_interview_is_not_overdue_with_us(service: Service, young_person: Any) -> None:
    theirs = young_person(reference="theirs", responsible_authority="Eastmoor", kind_of_record="other_council")
    episode = EpisodeFactory(
        young_person=theirs, started_at=BEFORE - 50 * HOUR, returned_at=BEFORE - 40 * HOUR, reference="E-theirs"
    )
    ReturnInterviewFactory(episode=episode)
    assert references(section_of(built(TEN), service))["overdue"] == []


def test_a_row_holds_what_the_service_needs_and_no_full_name(service: Service) -> None:
    worker = UserFactory(full_name="Jo Bell")
    team = TeamFactory(name="Care North", service=service)
    person = YoungPersonFactory(
        reference="YP1", first_name="Kayden", last_name="Marsh", team=team, social_worker=worker
    )
    for days in (3, 80, 100, 400):
        EpisodeFactory(young_person=person, started_at=CUT_OFF - timedelta(days=days), returned=True)
    started_at = CUT_OFF - 27 * HOUR
    EpisodeFactory(
        young_person=person, reference="E1", started_at=started_at, out_of_city=True, police_risk=PoliceRisk.HIGH
    )
    email = built()
    (row,) = section_of(email, service).lists[0].rows
    assert (row.initials, row.reference, row.episode) == ("KM", "YP1", "E1")
    assert (row.team, row.worker) == ("Care North", "Jo Bell")
    assert (row.place, row.police_risk, row.hours) == ("Out of the city, 41 miles", "High", 27)
    assert (row.ninety_days, row.this_year, row.ended, row.interview.state) == (3, 4, "", "missing")
    assert "Kayden" not in str(email.sections.values_list("content", flat=True))
    assert "Marsh" not in str(email.sections.values_list("content", flat=True))


@pytest.mark.parametrize(
    ("hours_before", "interview", "words"),
    [
        (10, {}, "to do by Sun 22 Nov, 22:00, 2 days 14 hours left"),
        (100, {}, "overdue by 1 day 4 hours, was due Thu 19 Nov, 04:00"),
        (100, {"outcome": Outcome.COMPLETED}, "completed Tue 17 Nov, 04:00"),
        (
            100,
            {"outcome": Outcome.COMPLETED, "outcome_at": CUT_OFF - HOUR},
            "completed Fri 20 Nov, 07:00, after its 72 hours",
        ),
        (
            100,
            {"outcome": Outcome.DECLINED, "contact_due_on": datetime(2026, 11, 24).date()},  # noqa: DTZ001
            "declined by the young person Tue 17 Nov, 04:00; social work contact due by Tue 24 Nov",
        ),
    ],
)
def test_the_mail_says_how_each_interview_stood(
    service: Service, young_person: Any, hours_before: int, interview: dict[str, Any], words: str
) -> None:
    returned_at = CUT_OFF - hours_before * HOUR
    episode = EpisodeFactory(young_person=young_person(), started_at=returned_at - HOUR, returned_at=returned_at)
    ReturnInterviewFactory(episode=episode, **interview)
    service.email_recipients.add(UserFactory(roles=[Role.HUB]))
    send_weekly_email(actor=None, email=built(), at=TEN)
    mail = OutgoingEmail.objects.get()
    assert f"Interview: {words}\n" in mail.text
    assert f"Interview: {words}</p>" in mail.html


def test_found_and_not_yet_back_is_said(service: Service, young_person: Any) -> None:
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - 9 * HOUR, found_at=CUT_OFF - HOUR)
    section = section_of(built(), service)
    assert [row.interview.state for row in section.lists[3].rows] == ["not_back"]


def test_built_days_late_it_holds_the_same_as_on_time(service: Service, young_person: Any) -> None:
    episode = EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - 9 * HOUR, returned_at=CUT_OFF + HOUR)
    ReturnInterviewFactory(episode=episode)
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF + HOUR)
    email = built(CUT_OFF + timedelta(days=5))
    section = section_of(email, service)
    assert (email.covers_from, email.covers_to) == (BEFORE, CUT_OFF)
    assert [len(rows.rows) for rows in section.lists] == [1, 0, 0, 0]
    assert section.lists[0].rows[0].interview.state == "missing"


def test_it_is_frozen_whatever_is_edited_later(service: Service, young_person: Any) -> None:
    person = young_person(reference="YP1")
    episode = EpisodeFactory(young_person=person, started_at=CUT_OFF - 9 * HOUR)
    email = built()
    before = section_of(email, service)
    person.reference, person.team = "YP2", TeamFactory()
    person.save()
    episode.started_at = episode.missing_from = CUT_OFF - 50 * HOUR
    episode.save()
    assert section_of(email, service) == before
    assert build_weekly_email(week=W47, at=TEN) == (email, False)


def test_the_database_refuses_to_change_what_is_frozen(service: Service) -> None:
    email = built()
    for change in (
        lambda: email.sections.update(content={}),
        lambda: WeeklyEmail.objects.update(covers_to=TEN),
    ):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            change()
    send_weekly_email(actor=None, email=email, at=TEN)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        WeeklyEmail.objects.update(sent_at=None, sent_by=None)


def test_restricted_children_are_a_count_with_whom_to_ask(service: Service, young_person: Any) -> None:
    EpisodeFactory(young_person=young_person(reference="SECRET", is_restricted=True), started_at=CUT_OFF - HOUR)
    service.email_recipients.add(UserFactory(roles=[Role.HUB]))
    email = built()
    send_weekly_email(actor=None, email=email, at=TEN)
    section = section_of(email, service)
    assert (section.counts["missing_now"], section.lists[0].rows, section.lists[0].restricted) == (1, [], 1)
    mail = OutgoingEmail.objects.get()
    assert "1 restricted: ask Priya Nair" in mail.text
    assert "1 restricted: ask Priya Nair" in mail.html
    assert "SECRET" not in mail.text + mail.html + str(email.sections.values("content"))


def test_a_restricted_child_is_one_however_often_they_were_missing(service: Service, young_person: Any) -> None:
    """Whether they were restricted before it was built or have been since."""
    for is_restricted in (True, False):
        person = young_person(is_restricted=is_restricted)
        for days in (1, 3):
            EpisodeFactory(young_person=person, started_at=BEFORE + timedelta(days=days), returned=True)
    email = built()
    assert section_of(email, service).lists[3].restricted == 1
    YoungPerson.objects.update(is_restricted=True)
    section = section_of(email, service)
    assert (section.lists[3].rows, section.lists[3].restricted) == ([], 2)


def test_who_is_restricted_after_the_cut_off_leaves_the_mail_too(service: Service, young_person: Any) -> None:
    person = young_person(reference="SECRET")
    EpisodeFactory(young_person=person, started_at=CUT_OFF - HOUR)
    service.email_recipients.add(UserFactory(roles=[Role.HUB]))
    email = built()
    person.is_restricted = True
    person.save()
    send_weekly_email(actor=None, email=email, at=TEN)
    mail = OutgoingEmail.objects.get()
    assert "1 restricted" in mail.text
    assert "SECRET" not in mail.text + mail.html


def test_without_a_team_it_goes_to_duty(service: Service) -> None:
    duty = UserFactory(roles=[Role.DUTY])
    assert not built().sections.filter(service=None).exists()
    WeeklyEmail.objects.all().delete()
    EpisodeFactory(young_person__team=None, started_at=CUT_OFF - HOUR)
    EpisodeFactory(young_person__team=TeamFactory(service=None), started_at=CUT_OFF - HOUR)
    send_weekly_email(actor=None, email=built(), at=TEN)
    mail = OutgoingEmail.objects.get(to_user=duty)
    assert "No team" in mail.subject
    assert "Missing at the cut-off: 2" in mail.text


def test_none_this_week_is_said(service: Service) -> None:
    service.email_recipients.add(UserFactory(roles=[Role.HUB]))
    send_weekly_email(actor=None, email=built(), at=TEN)
    mail = OutgoingEmail.objects.get()
    assert "None this week." in mail.text
    assert "None this week." in mail.html


def test_detail_goes_to_people_of_the_service_at_allowed_addresses(
    service: Service, young_person: Any, settings: Any
) -> None:
    settings.MAIL_ALLOWED_DOMAINS = ["northcliffe.example"]
    person = young_person(reference="YP1")
    EpisodeFactory(young_person=person, started_at=CUT_OFF - HOUR)
    worker = {"roles": [Role.SOCIAL_WORKER]}
    own = UserFactory(teams=[person.team], **worker)
    elsewhere = UserFactory(teams=[person.team], email="own@mail.example", **worker)
    outsider = UserFactory(teams=[TeamFactory()], **worker)
    left = UserFactory(teams=[person.team], is_active=False, **worker)
    analyst, administrator = (UserFactory(teams=[person.team], roles=[r]) for r in (Role.ANALYST, Role.ADMINISTRATOR))
    service.email_recipients.add(own, elsewhere, outsider, left, analyst, administrator)
    email = send_weekly_email(actor=None, email=built(), at=TEN)
    has_detail = {mail.to_user: "YP1" in mail.text for mail in OutgoingEmail.objects.all()}
    assert has_detail == {own: True, elsewhere: False, outsider: False, analyst: False, administrator: False}
    counts_only = OutgoingEmail.objects.get(to_user=outsider)
    assert "Missing at the cut-off: 1" in counts_only.text
    assert "/weekly-email/2026-W47/" in counts_only.text
    assert "YP1" not in counts_only.html
    assert [r["with_detail"] for r in email.sections.get(service=service).recipients].count(True) == 1


def test_before_a_domain_is_set_nobody_is_mailed_detail(
    service: Service, young_person: Any, settings: Any, client: Client
) -> None:
    settings.MAIL_ALLOWED_DOMAINS = []
    EpisodeFactory(young_person=young_person(reference="YP1"), started_at=CUT_OFF - HOUR)
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    service.email_recipients.add(officer)
    email = built()
    client.force_login(officer)
    asked = client.get(f"{email.get_absolute_url()}send/").text
    assert "Nobody is mailed names: no domain is set to which they may go. Ask an administrator." in asked
    send_weekly_email(actor=None, email=email, at=TEN)
    assert "YP1" not in OutgoingEmail.objects.get().text
    settings.MAIL_ALLOWED_DOMAINS = ["northcliffe.example"]
    assert "Nobody is mailed names" not in client.get(f"{email.get_absolute_url()}send/").text


def test_rows_say_the_hours_beside_the_days(service: Service, young_person: Any) -> None:
    service.email_recipients.add(UserFactory(roles=[Role.RETURNS_OFFICER]))
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - 51 * HOUR)
    EpisodeFactory(young_person=young_person(), started_at=CUT_OFF - 5 * HOUR)
    send_weekly_email(actor=None, email=built(), at=TEN)
    mail = OutgoingEmail.objects.get()
    for body in (mail.text, mail.html):
        assert "2 days 3 hours (51 hours)" in body
        assert "5 hours" in body
        assert "5 hours (" not in body


def test_where_nobody_is_named_the_managers_get_it(service: Service) -> None:
    send_weekly_email(actor=None, email=built(), at=TEN)
    assert [mail.to_user.full_name for mail in OutgoingEmail.objects.all()] == ["Priya Nair"]


def test_the_subject_names_nobody_and_letters_stay_letters(service: Service, young_person: Any) -> None:
    worker = UserFactory(full_name="<b>O'Neil</b>")
    EpisodeFactory(young_person=young_person(social_worker=worker), started_at=CUT_OFF - HOUR)
    send_weekly_email(actor=None, email=built(), at=TEN)
    mail = OutgoingEmail.objects.get()
    assert mail.subject == "Weekly missing e-mail to 20 November 2026: Children in care"
    assert "<b>O'Neil</b>" in mail.text
    assert "<b>O" not in mail.html
    assert "<style" not in mail.html
    assert 'style="' in mail.html


def test_what_came_on_record_after_the_last_cut_off_is_in_the_next_mail(service: Service, young_person: Any) -> None:
    started_at = BEFORE - 30 * HOUR
    person = young_person()
    late = {"young_person": person, "started_at": started_at, "returned": True}
    EpisodeFactory(reference="LATE", **late, recorded_at=BEFORE + HOUR, end_recorded_at=BEFORE + HOUR)
    earlier = {"started_at": started_at - 30 * HOUR, "returned": True}
    EpisodeFactory(young_person=person, reference="END", **earlier, end_recorded_at=BEFORE + HOUR)
    EpisodeFactory(young_person=person, reference="OLD", started_at=started_at - 60 * HOUR, returned=True)
    EpisodeFactory(
        young_person=person,
        reference="FILE",
        started_at=started_at - 90 * HOUR,
        returned=True,
        recorded_at=BEFORE + HOUR,
        end_recorded_at=BEFORE + HOUR,
        source=Source.IMPORTED,
    )
    section = section_of(built(), service)
    (week,) = (rows for rows in section.lists if rows.key == "week")
    assert {row.episode for row in week.rows} == {"LATE", "END"}
    assert all(row.is_told_late for row in week.rows)
    assert section.counts["began"] == section.counts["young_people"] == 0
