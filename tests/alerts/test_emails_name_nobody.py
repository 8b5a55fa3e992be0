"""No e-mail of an alert, of whatever kind, names the young person, a place or what happened."""

from datetime import timedelta

import pytest

from accounts.models import MovedWork, WhyMoved
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import OutgoingEmail
from alerts.sources import all_sources
from missing.actions import correct_category, correct_ending, now_missing, record_return, void_episode
from missing.codes import LOGGED_AGAIN, LogKind, Outcome
from missing.models import FollowUpAction, LogEntry
from people.models import RecordOpening
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.factories import EpisodeFactory, HarmToldFactory, StrategyDiscussionFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = DUE + DAY
NOBODYS = {"late_job", "address_bounced", "mailbox_bounced", "email_given_up", "weekly_not_sent", "weekly_to_nobody"}
"""About no young person."""


def test_no_email_of_any_kind_names_the_child_the_place_or_the_story(council: Council) -> None:
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
    UserFactory(roles=[Role.SERVICE_MANAGER])
    hidden = EpisodeFactory(young_person=child(is_restricted=True), started_at=NOW - 8 * HOUR)
    heard = {"kind": LogKind.NOTE, "text": f"{LOGGED_AGAIN}Story", "at": NOW - HOUR, "recorded_at": NOW - HOUR}
    LogEntry.objects.create(episode=hidden, by=council.worker, **heard)
    slip, late = (EpisodeFactory(young_person=child(), started_at=NOW - 8 * HOUR) for _ in range(2))
    raise_alerts(at=NOW)
    void_episode(actor=council.manager, episode=slip, reason="Story", at=NOW)
    correct_category(actor=council.manager, episode=late, category="curfew", reason="Story", at=NOW)
    raise_alerts(at=NOW)
    emails = list(OutgoingEmail.objects.all())
    kinds = {email.kind for email in emails}
    assert kinds >= {source.kind for source in all_sources()} - NOBODYS, "a new kind is to be tried here too"
    secrets = ["Zebedee", "Quillfeather", "Story", council.team.name, council.worker.full_name, "Ash House"]
    for email in emails:
        everything = " ".join([email.subject, email.text, email.html])
        assert [secret for secret in secrets if secret in everything] == [], email.kind
        assert email.text
        assert email.html
