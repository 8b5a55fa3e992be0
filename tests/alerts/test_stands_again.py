"""What had ended and stands again is told again, whichever action ended it and whichever opens it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing.actions import (
    add_follow_up,
    close_without_interview,
    merge_episodes,
    pass_to_placing_council,
    reopen_interview,
    take_from_placing_council,
    unmerge_episodes,
    unvoid_episode,
    void_episode,
)
from missing.models import Episode, ReturnInterview
from people.actions import change_details
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def bell(user: User) -> list[str]:
    alerts = Alert.objects.standing().filter(user=user).order_by("stage__kind", "pk")
    return [f"{kind} {stage}" for kind, stage in alerts.values_list("stage__kind", "stage__stage")]


def mails_of(user: User, kind: str) -> int:
    return OutgoingEmail.objects.filter(to_user=user, kind=kind, withdrawn_at__isnull=True).count()


def everything_leaves() -> None:
    OutgoingEmail.objects.waiting().update(sent_at=DUE, tries=1)


def test_an_interview_taken_back_from_the_placing_council_is_told_again_once(council: Council) -> None:
    interview = council.interview()
    person = interview.episode.young_person
    raise_alerts(at=DUE + 73 * HOUR)
    everything_leaves()
    with time_machine.travel(DUE + 74 * HOUR, tick=False):
        change_details(actor=council.manager, young_person=person, responsible_authority="Walsall")
        pass_to_placing_council(actor=council.officer, interview=interview)
        raise_alerts()
        assert bell(council.officer) == []
        person.refresh_from_db()
        change_details(actor=council.manager, young_person=person, responsible_authority="")
        take_from_placing_council(actor=council.officer, interview=ReturnInterview.objects.get(pk=interview.pk))
    for days in range(3):
        raise_alerts(at=DUE + 75 * HOUR + days * DAY)
    for user in (council.officer, council.manager, council.service_manager):
        assert bell(user) == ["interview overdue_72"]
        assert mails_of(user, "interview") == 2


def test_declined_again_with_the_same_day_the_contact_is_told_again(council: Council) -> None:
    interview = council.interview()
    facts = {"outcome": "declined", "outcome_at": BACK + 4 * HOUR, "reason": "Did not want to"} | DECLINE
    with time_machine.travel(BACK + 5 * HOUR, tick=False):
        closed = close_without_interview(actor=council.officer, interview=interview, **facts)
    assert closed.contact_due_on
    late = datetime(closed.contact_due_on.year, closed.contact_due_on.month, closed.contact_due_on.day, tzinfo=UTC)
    late += 5 * DAY
    raise_alerts(at=late)
    assert bell(council.worker) == ["contact overdue_72"]
    with time_machine.travel(late + HOUR, tick=False):
        reopen_interview(actor=council.manager, interview=closed, why="Wrong reason")
        assert bell(council.worker) == []
        close_without_interview(actor=council.officer, interview=ReturnInterview.objects.get(pk=interview.pk), **facts)
        raise_alerts()
    assert bell(council.worker) == ["contact overdue_72"]


def test_put_back_on_record_what_is_to_do_after_its_interview_is_told_again(council: Council) -> None:
    episode = EpisodeFactory(
        young_person=council.young_person(),
        started_at=BACK - 6 * HOUR,
        returned_at=BACK,
        alerts_from=BACK + 365 * DAY,
    )
    interview = ReturnInterviewFactory(episode=episode, outcome="completed")
    with time_machine.travel(BACK + 30 * HOUR, tick=False):
        add_follow_up(
            actor=council.officer,
            interview=interview,
            what="Ring the school",
            owner=council.worker,
            due_on=date(2026, 11, 19),
        )
    late = datetime(2026, 11, 25, tzinfo=UTC)
    raise_alerts(at=late)
    assert bell(council.worker) == ["follow_up overdue_72"]
    with time_machine.travel(late + HOUR, tick=False):
        void_episode(actor=council.manager, episode=episode, reason="Logged twice")
        raise_alerts()
        assert bell(council.worker) == []
    with time_machine.travel(late + 2 * HOUR, tick=False):
        unvoid_episode(actor=council.manager, episode=Episode.objects.get(pk=episode.pk), reason="It was right")
        raise_alerts()
    assert bell(council.worker) == ["follow_up overdue_72"]


def test_put_back_on_record_the_review_of_who_is_still_missing_is_told_again(council: Council) -> None:
    episode = EpisodeFactory(young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    raise_alerts(at=DUE + 100 * HOUR)
    before = bell(council.manager)
    assert {"long_review overdue_24", "new_episode logged", "still_missing after_72"} <= set(before)
    with time_machine.travel(DUE + 101 * HOUR, tick=False):
        void_episode(actor=council.manager, episode=episode, reason="Logged twice")
        raise_alerts()
        assert bell(council.manager) == []
    with time_machine.travel(DUE + 102 * HOUR, tick=False):
        unvoid_episode(actor=council.manager, episode=Episode.objects.get(pk=episode.pk), reason="It was right")
        raise_alerts()
    assert bell(council.manager) == before


def test_unmerged_the_review_of_who_is_still_missing_is_told_again(council: Council) -> None:
    person = council.young_person()
    went = DUE - 3 * DAY
    kept = EpisodeFactory(
        young_person=person, started_at=went, returned_at=went + HOUR, recorded_at=went, alerts_from=went
    )
    merged = EpisodeFactory(young_person=person, started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    raise_alerts(at=DUE + 100 * HOUR)
    assert "long_review overdue_24" in bell(council.manager)
    with time_machine.travel(DUE + 101 * HOUR, tick=False):
        merge = merge_episodes(
            actor=council.manager, kept=kept, merged=merged, reason="The same", start="kept", end="merged"
        )
        raise_alerts()
    with time_machine.travel(DUE + 102 * HOUR, tick=False):
        unmerge_episodes(actor=council.manager, merge=merge, reason="They were two")
        raise_alerts()
    key = f"long_review:{merged.long_reviews.get().pk}"
    assert AlertStage.objects.standing().filter(subject_key=key, stage="overdue_24").exists()
    assert "long_review overdue_24" in bell(council.manager)


def test_what_is_over_for_good_stays_away_while_they_are_back(council: Council) -> None:
    """The episode is news of its day for a week; the return settled it all the same."""
    episode = EpisodeFactory(young_person=council.young_person(), started_at=DUE, recorded_at=DUE, alerts_from=DUE)
    raise_alerts(at=DUE + MINUTE)
    assert bell(council.manager) == ["new_episode logged"]
    AlertStage.objects.update(cleared_at=DUE + HOUR)
    Alert.objects.update(cleared_at=DUE + HOUR)
    episode.found_at = episode.returned_at = episode.end_recorded_at = DUE + HOUR
    episode.ended_how = "returned"
    episode.save()
    raise_alerts(at=DUE + 2 * HOUR)
    assert "new_episode logged" not in bell(council.manager)
