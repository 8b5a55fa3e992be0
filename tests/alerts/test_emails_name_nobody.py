"""No e-mail of an alert, of whatever kind, names the young person, a place, what happened or a colleague."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Cover, MovedWork, User, WhyMoved
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import OutgoingEmail
from alerts.sources import all_sources
from missing.actions import (
    correct_category,
    correct_ending,
    mark_harm_told,
    now_missing,
    record_return,
    void_episode,
    withdraw_harm_told,
)
from missing.codes import LOGGED_AGAIN, LogKind, Outcome
from missing.models import FollowUpAction, LogEntry
from people.models import RecordOpening
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.alerts.test_out_of_hours import MAILBOX, NIGHT
from tests.factories import EpisodeFactory, HarmToldFactory, StrategyDiscussionFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = DUE + DAY
NOBODYS = {"late_job", "address_bounced", "mailbox_bounced", "email_given_up", "weekly_not_sent", "weekly_to_nobody"}
"""About no young person."""


@pytest.mark.office_hours
def test_no_email_of_any_kind_names_the_child_the_place_the_story_or_a_colleague(
    council: Council, settings: Any
) -> None:
    """At night, with the duty mailbox, and somebody who covers for another."""
    settings.DUTY_MAILBOX = MAILBOX

    def child(**facts: object):
        secret = {"first_name": "Zebedee", "last_name": "Quillfeather", "reference": f"YP-{len(made)}"}
        made.append(council.young_person(**secret | facts))
        return made[-1]

    made: list = []
    council.interview(young_person=child())
    council.interview(
        young_person=child(),
        back=BACK - 40 * DAY,
        outcome=Outcome.DECLINED,
        contact_due_on="2026-11-10",
        reason="Story",
    )
    EpisodeFactory(young_person=child(), started_at=NOW - HOUR, out_of_city=True, circumstances="Story")
    HarmToldFactory(
        episode=EpisodeFactory(young_person=child(), started_at=BACK, returned=True),
        what_was_told="Story",
        told_at=NOW - HOUR,
    )
    StrategyDiscussionFactory(young_person=child(), opened_at=NOW - HOUR, due_at=NOW + DAY)
    EpisodeFactory(young_person=child(), started_at=NOW - 4 * DAY, circumstances="Story")
    UserFactory(roles=[Role.HUB])
    days = {"first_on": NOW.date(), "last_on": NOW.date() + timedelta(days=5)}
    cover = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[council.team])
    Cover.objects.create(absent=council.manager, cover=cover, said_by=council.manager, recorded_at=NOW - DAY, **days)
    placed = EpisodeFactory(young_person=child(), started_at=NOW - 6 * HOUR, out_of_city=True)
    learnt = {"kind": LogKind.PLACED, "text": "Ash House", "at": NOW - HOUR, "recorded_at": NOW - HOUR}
    LogEntry.objects.create(episode=placed, **learnt)
    turns_18 = child(date_of_birth=NOW.date().replace(year=NOW.year - 18) + timedelta(days=3))
    EpisodeFactory(young_person=turns_18, started_at=NOW - 5 * HOUR)
    RecordOpening.objects.create(
        young_person=child(),
        user=UserFactory(roles=[Role.DUTY]),
        reason="Story",
        opened_at=NOW - HOUR,
        until=NOW + 11 * HOUR,
    )
    held = council.interview(young_person=child(), back=BACK - 60 * DAY, outcome=Outcome.COMPLETED, outcome_at=BACK)
    FollowUpAction.objects.create(
        interview=held, what="Story", owner=council.worker, due_on=NOW.date(), by=council.manager, recorded_at=NOW
    )
    away = EpisodeFactory(young_person=child(), started_at=NOW - 2 * DAY, category="away")
    now_missing(actor=council.manager, episode=away, since=NOW - HOUR, note="Story", at=NOW)
    for has_come in (True, False):
        moved = {"told": council.manager, "other": council.worker, "what": "Story", "moved_at": NOW - HOUR}
        MovedWork.objects.create(has_come=has_come, why=WhyMoved.RESTRICTED, **moved)
    gone = EpisodeFactory(young_person=child(), started_at=NOW - 7 * HOUR)
    record_return(actor=council.manager, episode=gone, returned_at=NOW - HOUR, note="Story", at=NOW)
    correct_ending(actor=council.manager, episode=gone, reason="Story", at=NOW)
    User.objects.filter(pk=council.service_manager.pk).update(phone="01632 960101")
    UserFactory(roles=[Role.SERVICE_MANAGER])
    hidden = EpisodeFactory(young_person=child(is_restricted=True), started_at=NOW - 8 * HOUR)
    heard = {"kind": LogKind.NOTE, "text": f"{LOGGED_AGAIN}Story", "at": NOW - HOUR, "recorded_at": NOW - HOUR}
    LogEntry.objects.create(episode=hidden, by=council.worker, **heard)
    by_slip = mark_harm_told(
        actor=council.manager,
        interview=council.interview(young_person=child(), back=NOW - 3 * HOUR),
        what_was_told="Story",
        at=NOW - HOUR,
    )
    slip, late = (EpisodeFactory(young_person=child(), started_at=NOW - 8 * HOUR) for _ in range(2))
    raise_alerts(at=NOW)
    void_episode(actor=council.manager, episode=slip, reason="Story", at=NOW)
    correct_category(actor=council.manager, episode=late, category="curfew", reason="Story", at=NOW)
    withdraw_harm_told(actor=council.manager, harm=by_slip, reason="Story", at=NOW)
    raise_alerts(at=NOW)
    emails = list(OutgoingEmail.objects.all())
    kinds = {email.kind for email in emails}
    assert kinds >= {source.kind for source in all_sources()} - NOBODYS, "a new kind is to be tried here too"
    secrets = ["Zebedee", "Quillfeather", "Story", "Ash House"]
    colleagues = list(User.objects.values_list("full_name", flat=True))
    assert any(email.to_user == cover and "You cover for a colleague until " in email.text for email in emails)
    for email in emails:
        everything = " ".join([email.subject, email.text, email.html])
        may_name = {council.team.name, *_to_ring()} if email.address == MAILBOX and not email.reference else set()
        found = {secret for secret in [*secrets, council.team.name, *colleagues] if secret in everything}
        assert found <= may_name, email.kind
        assert email.text
        assert email.html


@pytest.mark.office_hours
def test_an_email_that_names_whom_to_ring_says_so_and_no_other_does(council: Council, settings: Any) -> None:
    settings.DUTY_MAILBOX = MAILBOX
    User.objects.filter(pk=council.service_manager.pk).update(full_name="Mo Keane", phone="01632 960101")
    for is_restricted in (True, False):
        person = council.young_person(is_restricted=is_restricted)
        EpisodeFactory(young_person=person, started_at=NIGHT - HOUR, recorded_at=NIGHT)
    raise_alerts(at=NIGHT)
    on_purpose = "It leaves out names on purpose."
    names = "It names who can be rung, and leaves out the young person’s name on purpose."
    restricted = OutgoingEmail.objects.get(address=MAILBOX, reference="")
    for said in (restricted.text, restricted.html):
        assert "Mo Keane on 01632 960101" in said
        assert names in said
        assert on_purpose not in said
    for email in OutgoingEmail.objects.exclude(pk=restricted.pk):
        assert on_purpose in email.text
        assert on_purpose in email.html
        assert "Mo Keane" not in email.text


def _to_ring() -> list[str]:
    return [user.full_name for user in User.objects.holding(Role.SERVICE_MANAGER)]
