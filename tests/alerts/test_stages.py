"""Each stage of a deadline is raised once, at its time, whatever happens to the sweeps."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.actions import clear_alerts, raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing.actions import record_return
from missing.codes import Outcome
from missing.models import ReturnInterview
from tests.alerts.conftest import BACK, DAY, DUE, HOUR, Council
from tests.factories import EpisodeFactory, UserFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def stages() -> list[str]:
    return list(AlertStage.objects.order_by("raised_at", "pk").values_list("stage", flat=True))


def in_the_bell() -> set[tuple[str, int]]:
    return set(Alert.objects.standing().values_list("stage__stage", "user"))


def move_due(interview: ReturnInterview, by: timedelta) -> None:
    """Correct the return, and with it the deadline."""
    episode = interview.episode
    episode.returned_at += by
    episode.end_recorded_at = episode.returned_at
    episode.save()
    interview.clock_starts_at += by
    interview.due_at += by
    interview.save()


def test_a_stage_is_raised_at_its_instant_and_not_before(council: Council) -> None:
    council.interview()
    for at, expected in [
        (DUE - DAY - SECOND, 0),
        (DUE - DAY, 1),
        (DUE - SECOND, 1),
        (DUE, 2),
        (DUE + DAY - SECOND, 2),
        (DUE + DAY, 3),
        (DUE + 3 * DAY - SECOND, 3),
        (DUE + 3 * DAY, 4),
        (DUE + 300 * DAY, 4),
    ]:
        raise_alerts(at=at)
        assert len(stages()) == expected, at


def test_a_second_sweep_adds_nothing(council: Council) -> None:
    council.interview()
    first, second = raise_alerts(at=DUE), raise_alerts(at=DUE)
    assert (first.stages, second.stages, second.alerts, second.emails) == (2, 0, 0, 0)
    assert OutgoingEmail.objects.count() == Alert.objects.count() == first.alerts


def test_after_days_without_a_sweep_each_stage_is_on_record_and_one_message_goes_out(council: Council) -> None:
    council.interview()
    raised = raise_alerts(at=DUE + 4 * DAY)
    assert set(stages()) == {"due_in_24_hours", "due", "overdue_24", "overdue_72"}
    told = [council.officer, council.manager, council.service_manager]
    assert in_the_bell() == {("overdue_72", user.pk) for user in told}
    assert raised.emails == OutgoingEmail.objects.count() == 3
    assert set(AlertStage.objects.filter(is_overtaken=True).values_list("told", flat=True)) == {0}


def test_a_later_stage_takes_the_place_of_the_earlier(council: Council) -> None:
    council.interview()
    raise_alerts(at=DUE)
    raise_alerts(at=DUE + DAY)
    assert {stage for stage, _ in in_the_bell()} == {"overdue_24"}
    unsent = set(OutgoingEmail.objects.waiting().values_list("stage__stage", flat=True))
    assert unsent == {"overdue_24"}


def test_nothing_before_alerts_from_is_raised(council: Council) -> None:
    council.interview(alerts_from=DUE + HOUR)
    raise_alerts(at=DUE + 2 * HOUR)
    assert stages() == []
    raise_alerts(at=DUE + DAY)
    assert stages() == ["overdue_24"]


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.NOT_REQUIRED])
def test_a_closed_interview_raises_nothing(council: Council, outcome: str) -> None:
    council.interview(outcome=outcome)
    assert raise_alerts(at=DUE + 10 * DAY).stages == 0


def test_what_was_long_past_when_it_was_imported_raises_nothing(council: Council) -> None:
    council.interview(is_to_settle=True)
    assert raise_alerts(at=DUE + 10 * DAY).stages == 0


def test_dealing_with_the_matter_clears_its_alerts_at_once(council: Council) -> None:
    interview = council.interview()
    other = council.interview()
    raise_alerts(at=DUE)
    cleared = clear_alerts(kind="interview", subject_key=f"interview:{interview.pk}", at=DUE + HOUR)
    assert cleared == 2
    assert set(Alert.objects.standing().values_list("stage__subject_key", flat=True)) == {f"interview:{other.pk}"}
    assert not OutgoingEmail.objects.waiting().filter(stage__subject_key=f"interview:{interview.pk}").exists()


def test_the_sweep_clears_what_nobody_cleared(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    ReturnInterview.objects.filter(pk=interview.pk).update(
        outcome=Outcome.NOT_OFFERED_OTHER, outcome_at=DUE, outcome_recorded_at=DUE, reason="Moved away"
    )
    raised = raise_alerts(at=DUE + HOUR)
    assert raised.cleared == 2
    assert in_the_bell() == set()
    assert not OutgoingEmail.objects.waiting().exists()


def test_a_deadline_corrected_before_its_first_stage_raises_at_the_new_time_alone(council: Council) -> None:
    interview = council.interview()
    move_due(interview, 5 * HOUR)
    raise_alerts(at=DUE - DAY)
    assert stages() == []
    raise_alerts(at=DUE - DAY + 5 * HOUR)
    assert stages() == ["due_in_24_hours"]


def test_a_corrected_deadline_withdraws_what_was_not_sent_and_starts_anew(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    OutgoingEmail.objects.filter(to_user=council.officer).update(sent_at=DUE, tries=1)
    move_due(interview, 30 * HOUR)

    raise_alerts(at=DUE + HOUR)
    assert in_the_bell() == set()
    assert not OutgoingEmail.objects.waiting().exists()
    assert AlertStage.objects.filter(withdrawn_at__isnull=False).count() == 2

    raise_alerts(at=DUE + 6 * HOUR)
    raise_alerts(at=DUE + 30 * HOUR)
    new = AlertStage.objects.standing().values_list("stage", "due_at")
    assert set(new) == {("due_in_24_hours", DUE + 30 * HOUR), ("due", DUE + 30 * HOUR)}


def test_a_deadline_put_back_to_what_it_was_comes_again_and_mails_nobody_twice(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    OutgoingEmail.objects.filter(to_user=council.officer).update(sent_at=DUE, tries=1)
    move_due(interview, 30 * HOUR)
    raise_alerts(at=DUE + HOUR)
    move_due(interview, -30 * HOUR)

    raised = raise_alerts(at=DUE + 2 * HOUR)

    assert {stage for stage, _ in in_the_bell()} == {"due"}
    unsent = OutgoingEmail.objects.waiting().filter(stage__stage="due")
    assert [email.to_user for email in unsent] == [council.manager]
    assert raised.emails == 1, "the manager's, which had not left"
    assert OutgoingEmail.objects.waiting().get().to_user == council.manager


def test_reminders_pause_while_the_young_person_is_missing_again(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE - DAY)
    again = EpisodeFactory(
        young_person=interview.episode.young_person, started_at=DUE - HOUR, alerts_from=DUE + 300 * DAY
    )
    raise_alerts(at=DUE + HOUR)
    assert stages() == ["due_in_24_hours"]
    assert len(in_the_bell()) == 1, "what was told stands"

    again.returned_at = again.end_recorded_at = DUE + 2 * HOUR
    again.save()
    raise_alerts(at=DUE + 2 * HOUR)
    assert stages() == ["due_in_24_hours", "due"]


def test_who_hands_the_interview_over_is_no_longer_reminded_of_it(council: Council) -> None:
    first, second = UserFactory(roles=["interviewer"]), UserFactory(roles=["interviewer"])
    interview = council.interview(assigned_to=first)
    raise_alerts(at=DUE)
    ReturnInterview.objects.filter(pk=interview.pk).update(assigned_to=second)
    raise_alerts(at=DUE + HOUR)
    assert not Alert.objects.standing().filter(user=first).exists()
    assert not OutgoingEmail.objects.waiting().filter(to_user=first).exists()
    raise_alerts(at=DUE + DAY)
    assert ("overdue_24", second.pk) in in_the_bell()


def test_the_contact_after_a_decline_is_due_until_the_end_of_its_london_day(council: Council) -> None:
    interview = council.interview(outcome=Outcome.DECLINED, contact_due_on="2026-07-10")
    end = datetime(2026, 7, 10, 23, 0, tzinfo=UTC)  # midnight in London's summer
    ReturnInterview.objects.update(alerts_from=end - 2 * DAY)
    for at, expected in [(end - DAY - SECOND, 0), (end - DAY, 1), (end - SECOND, 1), (end, 2), (end + 3 * DAY, 3)]:
        raise_alerts(at=at)
        assert len(stages()) == expected, at
    assert AlertStage.objects.filter(kind="contact", subject_key=f"interview:{interview.pk}", due_at=end).count() == 3


def test_more_than_a_batch_is_raised_in_one_sweep(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alerts.actions.raising.BATCH", 2)
    for _ in range(5):
        council.interview()
    assert raise_alerts(at=DUE - DAY).stages == 5


def test_a_return_that_is_recorded_late_raises_what_is_due_already(council: Council) -> None:
    episode = EpisodeFactory(young_person=council.young_person(), started_at=BACK - DAY, recorded_at=BACK)
    raise_alerts(at=BACK)
    assert in_the_bell() >= {("logged", council.manager.pk)}

    record_return(actor=council.worker, episode=episode, returned_at=BACK, at=DUE + 2 * HOUR)

    assert in_the_bell() == set(), "nobody need be told any more that they are missing"
    raise_alerts(at=DUE + 2 * HOUR)
    assert {stage for stage, _ in in_the_bell()} == {"due"}


def sent(at: datetime) -> None:
    OutgoingEmail.objects.waiting().update(sent_at=at, tries=1)


def test_a_correction_that_leaves_a_stage_passed_tells_nobody_again(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE + HOUR)
    sent(DUE + HOUR)
    read_at = DUE + HOUR
    Alert.objects.filter(user=council.manager).update(read_at=read_at)
    for minutes in (1, 2):
        move_due(interview, timedelta(minutes=1))
        assert raise_alerts(at=DUE + HOUR + timedelta(minutes=minutes)).emails == 0
    assert {stage for stage, _ in in_the_bell()} == {"due"}
    standing = Alert.objects.standing()
    assert standing.get(user=council.manager).read_at == read_at, "what was read stays read"
    assert standing.get(user=council.officer).read_at is None
    assert set(AlertStage.objects.standing().values_list("due_at", flat=True)) == {DUE + timedelta(minutes=2)}


def test_who_was_not_mailed_yet_is_mailed_after_the_correction(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE + HOUR)
    OutgoingEmail.objects.filter(to_user=council.officer).update(sent_at=DUE, tries=1)
    move_due(interview, timedelta(minutes=1))
    raise_alerts(at=DUE + HOUR)
    assert [email.to_user for email in OutgoingEmail.objects.waiting()] == [council.manager]


def test_a_stage_that_lies_ahead_after_the_correction_is_told_anew(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE + HOUR)
    sent(DUE + HOUR)
    move_due(interview, 2 * HOUR)
    raise_alerts(at=DUE + HOUR)
    assert raise_alerts(at=DUE + 2 * HOUR).emails == 2


def test_a_later_stage_that_the_correction_makes_due_is_told(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE + 23 * HOUR)
    sent(DUE + 23 * HOUR)
    move_due(interview, -2 * HOUR)
    assert raise_alerts(at=DUE + 23 * HOUR).emails == 2
    assert {stage for stage, _ in in_the_bell()} == {"overdue_24"}
