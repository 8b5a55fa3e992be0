"""What becomes of a strategy discussion, with the words of every refusal; and who is told while nothing does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import (
    ask_for_discussion,
    assign_discussion,
    decline_discussion,
    mark_harm_told,
    record_discussion_held,
)
from missing.codes import StrategyGround
from missing.models import StrategyDiscussion
from missing.strategy_alerts import strategy_source
from people.models import YoungPerson
from tests.factories import StrategyDiscussionFactory, StrategyTriggerFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def service_manager(team) -> User:
    manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    team.service.managers.add(manager)
    return manager


@pytest.fixture
def director(db) -> User:
    return UserFactory(roles=[Role.DIRECTOR])


@pytest.fixture
def discussion(now, young_person, episode) -> StrategyDiscussion:
    found = StrategyDiscussionFactory(young_person=young_person, opened_at=now - 3 * HOUR)
    StrategyTriggerFactory(
        discussion=found, kind=StrategyGround.HIGH_RISK, episode=episode, source_key=f"episode:{episode.pk}"
    )
    return found


def facts(now, **changed) -> dict:
    return {
        "held_at": now - HOUR,
        "police_took_part": True,
        "police_who": "DS Ann Carr, public protection",
        "locate_officer_took_part": True,
        "others_who": "Pat Lowe, school nurse",
        "outcome": "section_47",
        "decided": "Section 47 enquiry by Care Team North, visit today.",
    } | changed


def told(stage: str) -> set[User]:
    return {alert.user for alert in Alert.objects.standing().filter(stage__stage=stage).select_related("user")}


def test_held_with_whom_and_what_came_of_it(now, social_worker, discussion) -> None:
    held = record_discussion_held(actor=social_worker, discussion=discussion, at=now, **facts(now))
    held.refresh_from_db()
    assert (held.held_at, held.held_recorded_at, held.held_recorded_by) == (now - HOUR, now, social_worker)
    assert (held.police_who, held.locate_officer_took_part) == ("DS Ann Carr, public protection", True)
    assert (held.closed_at, held.is_open) == (now, False)
    assert not StrategyDiscussion.objects.open().exists()


def test_it_may_have_been_held_at_night_before_anybody_typed_why(now, social_worker, discussion) -> None:
    record_discussion_held(actor=social_worker, discussion=discussion, **facts(now, held_at=now - 10 * HOUR))
    discussion.refresh_from_db()
    assert discussion.held_at == now - 10 * HOUR
    assert not discussion.is_open


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"hours": -1}, "held_at", "This time has not come yet."),
        ({"hours": 21}, "held_at", "This is before what it is about: that began yesterday 16:00."),
        ({"police_who": " "}, "police_who", "Write who of the police took part."),
        (
            {"police_who": "", "police_took_part": False, "locate_officer_took_part": False},
            "police_who",
            "Write why the police did not take part.",
        ),
        (
            {"police_took_part": False},
            "police_took_part",
            "The Locate officer is of the police, so the police took part.",
        ),
        ({"outcome": ""}, "outcome", "Choose what came of it."),
        ({"decided": "\n"}, "decided", "Write what was decided, and who does what."),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(now, social_worker, discussion, changed, field, words) -> None:
    if hours := changed.pop("hours", None):
        changed["held_at"] = now - hours * HOUR
    with pytest.raises(ActionRefused) as refused:
        record_discussion_held(actor=social_worker, discussion=discussion, **facts(now, **changed))
    assert (refused.value.message, refused.value.field) == (words, field)


def test_a_manager_alone_declines_and_says_why(now, social_worker, manager, discussion) -> None:
    with pytest.raises(PermissionDenied):
        decline_discussion(actor=social_worker, discussion=discussion, reason="Known")
    with pytest.raises(ActionRefused) as refused:
        decline_discussion(actor=manager, discussion=discussion, reason=" ")
    assert (refused.value.message, refused.value.field) == ("Write why it is not needed.", "reason")
    declined = decline_discussion(actor=manager, discussion=discussion, reason=" Held last week ", at=now)
    declined.refresh_from_db()
    assert (declined.declined_by, declined.decline_reason, declined.closed_at) == (manager, "Held last week", now)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"held": True, "held_recorded_by__full_name": "Ann"}, "Ann has written down already that it was held."),
        ({"declined": True, "declined_by__full_name": "Ann"}, "Ann has declined it already."),
    ],
)
def test_the_second_of_two_is_told_who_was_quicker(now, manager, young_person, how, words) -> None:
    closed = StrategyDiscussionFactory(young_person=young_person, opened_at=now - 3 * HOUR, **how)
    for act in (
        lambda: record_discussion_held(actor=manager, discussion=closed, **facts(now)),
        lambda: decline_discussion(actor=manager, discussion=closed, reason="No"),
        lambda: assign_discussion(actor=manager, discussion=closed, to=manager),
    ):
        with pytest.raises(ActionRefused) as refused:
            act()
        assert refused.value.message == words


def test_what_is_not_due_any_more_is_not_held(now, manager, discussion) -> None:
    StrategyDiscussion.objects.update(withdrawn_at=now, withdraw_reason="Was not missing")
    with pytest.raises(ActionRefused, match="It is not due any more"):
        record_discussion_held(actor=manager, discussion=discussion, **facts(now))


def test_it_is_given_to_who_may_hold_it_and_open_the_record(now, manager, social_worker, officer, discussion) -> None:
    assert assign_discussion(actor=manager, discussion=discussion, to=social_worker).assigned_to == social_worker
    with pytest.raises(ActionRefused, match="Priya Nair does not hold strategy discussions") as refused:
        assign_discussion(actor=manager, discussion=discussion, to=officer)
    assert refused.value.field == "to"
    stranger = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Pat Lowe")
    with pytest.raises(ActionRefused, match="Pat Lowe may not open this record"):
        assign_discussion(actor=manager, discussion=discussion, to=stranger)
    with pytest.raises(PermissionDenied):
        assign_discussion(actor=officer, discussion=discussion, to=manager)


def test_anybody_of_the_team_may_ask_for_one_and_adds_to_the_open_one(now, social_worker, young_person) -> None:
    with pytest.raises(ActionRefused, match="Write why it is needed") as refused:
        ask_for_discussion(actor=social_worker, young_person=young_person, reason="")
    assert refused.value.field == "reason"
    asked = ask_for_discussion(actor=social_worker, young_person=young_person, reason="A man waits outside.", at=now)
    again = ask_for_discussion(actor=social_worker, young_person=young_person, reason="He is back.", at=now + MINUTE)
    assert asked == again
    assert [one.grounds for one in asked.triggers.all()] == ["A man waits outside.", "He is back."]
    pressed_twice = ask_for_discussion(actor=social_worker, young_person=young_person, reason="He is back.", at=now)
    assert pressed_twice == asked


def test_who_is_told_at_once_and_as_it_waits(
    now, social_worker, manager, service_manager, director, young_person
) -> None:
    ask_for_discussion(actor=social_worker, young_person=young_person, reason="A man waits outside.", at=now)
    first = {social_worker, manager}
    for hours, stage, people in (
        (0, "opened", first),
        (23, "opened", first),
        (24, "manager_again", first),
        (48, "service_manager", first | {service_manager}),
        (72, "director", first | {service_manager, director}),
    ):
        raise_alerts(at=now + hours * HOUR)
        assert told(stage) == people, hours
    subjects = OutgoingEmail.objects.filter(to_user=manager).order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [
        "Strategy discussion due",
        "Strategy discussion neither held nor declined for 24 hours",
        "Strategy discussion neither held nor declined for 48 hours",
        "Strategy discussion neither held nor declined for 72 hours",
    ]
    mail = OutgoingEmail.objects.filter(to_user=director).get()
    assert "Since: Monday 23 November 2026 at 12:00" in mail.text
    assert "Jude" not in mail.text + mail.html + mail.subject


@pytest.mark.parametrize("how", ["held", "declined"])
def test_once_it_is_held_or_declined_nobody_is_told_any_more(now, manager, director, young_person, how) -> None:
    discussion = ask_for_discussion(actor=manager, young_person=young_person, reason="A man waits outside.", at=now)
    raise_alerts(at=now)
    if how == "held":
        record_discussion_held(actor=manager, discussion=discussion, at=now + HOUR, **facts(now, held_at=now + HOUR))
    else:
        decline_discussion(actor=manager, discussion=discussion, reason="Held last week", at=now + HOUR)
    assert not Alert.objects.standing().exists()
    raise_alerts(at=now + 72 * HOUR)
    assert not Alert.objects.standing().exists()


def test_harm_is_told_once_not_twice(now, officer, interview, social_worker, manager) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now)
    raise_alerts(at=now)
    raise_alerts(at=now + HOUR)
    assert [mail.kind for mail in OutgoingEmail.objects.exclude(kind="new_episode").filter(to_user=manager)] == [
        "harm_told"
    ]
    raise_alerts(at=now + 24 * HOUR)
    assert told("manager_again") == {social_worker, manager}


def test_of_a_restricted_record_those_who_see_it_alone(now, manager, service_manager, director, young_person) -> None:
    YoungPerson.objects.update(is_restricted=True)
    ask_for_discussion(actor=service_manager, young_person=young_person, reason="A man waits outside.", at=now)
    raise_alerts(at=now + 72 * HOUR)
    assert told("director") == {service_manager, director}


def test_whoever_it_is_given_to_is_told_as_well(now, manager, social_worker, young_person) -> None:
    hub = UserFactory(roles=[Role.HUB])
    discussion = ask_for_discussion(actor=manager, young_person=young_person, reason="A man waits outside.", at=now)
    assign_discussion(actor=manager, discussion=discussion, to=hub)
    raise_alerts(at=now + 24 * HOUR)
    assert hub in told("manager_again")


def test_hours_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="do not stand in the order"):
        strategy_source(manager_again=48, service_manager=24, director=72)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"held_at": "now"}, "strategy_discussion_held_is_whole"),
        ({"declined_at": "now"}, "strategy_discussion_declined_with_name_and_reason"),
        ({"withdrawn_at": "now"}, "strategy_discussion_withdrawn_with_a_reason"),
        ({"due_at": "before"}, "strategy_discussion_due_after_it_opens"),
    ],
)
def test_the_database_keeps_it_true(now, discussion, changed, constraint) -> None:
    times = {"now": now, "before": now - 30 * HOUR}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StrategyDiscussion.objects.update(**{name: times[value] for name, value in changed.items()})


def test_it_ends_one_way_and_one_is_open_at_most(now, manager, discussion) -> None:
    with pytest.raises(IntegrityError, match="one_open_strategy_discussion"), transaction.atomic():
        StrategyDiscussionFactory(young_person=discussion.young_person)
    closed = StrategyDiscussionFactory(young_person=discussion.young_person, opened_at=now - 9 * HOUR, held=True)
    with pytest.raises(IntegrityError, match="ends_one_way"), transaction.atomic():
        StrategyDiscussion.objects.filter(pk=closed.pk).update(
            declined_at=now, declined_by=manager, decline_reason="No"
        )
    with pytest.raises(IntegrityError, match="not_held_after_now"), transaction.atomic():
        StrategyDiscussion.objects.filter(pk=closed.pk).update(held_at=now + 9 * HOUR)
