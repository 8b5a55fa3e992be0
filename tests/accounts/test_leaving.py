"""Closing an account: what its user holds is listed and moved in the same save, and nothing stays with it."""

from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import work
from accounts.access import ActionRefused
from accounts.actions import arrange_cover, close_account
from accounts.actions.leaving import open_work_of
from accounts.models import MovedWork, User
from accounts.rules import Role
from accounts.work import HandedOn
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import hand_over_interview, take_interview
from missing.models import FollowUpAction, LongReview, ReturnInterview
from people.actions import allocate
from people.actions.restriction import INTERVIEWER
from people.models import AccessGrant, YoungPerson
from tests.factories import (
    AccessGrantFactory,
    EpisodeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
BACK = "back"


@pytest.fixture
def leah(db: None) -> User:
    """From a commissioned service."""
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def priya(db: None) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair", job_title="Missing Returns Officer")


@pytest.fixture
def interview(leah: User) -> ReturnInterview:
    person = YoungPersonFactory(first_name="Kayden", reference="YP00096")
    interview = ReturnInterviewFactory(episode=EpisodeFactory(young_person=person, returned=True))
    return take_interview(actor=leah, interview=interview)


def holder_of(interview: ReturnInterview) -> User | None:
    return ReturnInterview.objects.get(pk=interview.pk).assigned_to


def url(user: User) -> str:
    return f"/users/{user.pk}/deactivate/"


def test_what_they_hold_is_listed_with_its_number_and_names_no_young_person(
    signed_in, administrator: User, leah: User, priya: User, interview
) -> None:
    page = signed_in(administrator).get(url(leah)).content.decode()
    assert "Interviews given to them: 1. Who takes them on?" in page
    assert "Priya Nair, Missing Returns Officer" in page
    assert "Back to the queue, for whoever takes them" in page
    assert "Kayden" not in page
    assert "YP00096" not in page


def test_closing_without_a_choice_is_refused_beside_it_and_why_stays(
    signed_in, administrator: User, leah: User, interview
) -> None:
    response = signed_in(administrator).post(url(leah), {"why": "Left us"})
    words = "Interviews given to them: choose who takes them on, or where they go."
    assert response.context["form"].errors["interviews_to"] == [words]
    assert 'value="Left us"' in response.content.decode()
    assert User.objects.get(pk=leah.pk).is_active
    with pytest.raises(ActionRefused, match="Interviews given to them: 1 would stay with them") as refused:
        close_account(actor=administrator, user=leah, why="Left us")
    assert refused.value.field == "interviews_to"


def test_the_work_goes_to_who_was_chosen_and_the_account_closes_in_the_same_save(
    signed_in, administrator: User, leah: User, priya: User, interview
) -> None:
    response = signed_in(administrator).post(url(leah), {"why": "Left", "interviews_to": priya.pk}, follow=True)
    assert "Interviews given to them: 1 with Priya Nair now." in response.content.decode()
    assert holder_of(interview) == priya
    assert not User.objects.get(pk=leah.pk).is_active
    assert not AccessGrant.objects.current().filter(user=leah).exists()
    assert AccessGrant.objects.current().filter(user=priya, reason="interview").exists()


def test_it_may_go_back_to_the_queue(signed_in, administrator: User, leah: User, interview) -> None:
    response = signed_in(administrator).post(url(leah), {"why": "Left", "interviews_to": BACK}, follow=True)
    assert "Interviews given to them: 1 put back." in response.content.decode()
    assert holder_of(interview) is None


def test_what_the_colleague_may_not_hold_goes_back_and_is_said(
    signed_in, administrator: User, leah: User, interview
) -> None:
    worker = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Dana Whit")
    YoungPerson.objects.update(social_worker=worker)
    response = signed_in(administrator).post(url(leah), {"why": "Left", "interviews_to": worker.pk}, follow=True)
    page = response.content.decode()
    assert "Interviews given to them: 1 put back. This is their own social worker." in page
    assert holder_of(interview) is None


def test_young_people_go_to_a_colleague_or_to_nobody_yet(administrator: User, worker: User) -> None:
    iro = UserFactory(roles=[Role.REVIEWING_OFFICER])
    YoungPersonFactory.create_batch(2, social_worker=worker)
    YoungPersonFactory(reviewing_officer=iro)
    to = UserFactory(roles=[Role.SOCIAL_WORKER])
    close_account(actor=administrator, user=worker, why="Left", hand_on={"young_people": to})
    assert YoungPerson.objects.filter(social_worker=to).count() == 2
    close_account(actor=administrator, user=iro, why="Left", hand_on={"reviewed": None})
    assert not YoungPerson.objects.filter(reviewing_officer__isnull=False).exists()
    assert not open_work_of(worker)
    assert not open_work_of(iro)


def test_who_takes_it_on_is_told_what_came_and_from_whom(
    client, administrator: User, worker: User, priya: User
) -> None:
    first, missing = YoungPersonFactory.create_batch(2, social_worker=worker, first_name="Kayden")
    EpisodeFactory(young_person=missing)
    interview = ReturnInterviewFactory(episode=EpisodeFactory(returned=True, reference="E7"))
    hand_over_interview(actor=priya, interview=interview, to=worker)
    iro = UserFactory(roles=[Role.REVIEWING_OFFICER])
    YoungPersonFactory(reviewing_officer=iro)
    to = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Lloyd Baptiste")
    close_account(actor=administrator, user=worker, why="Left", hand_on={"young_people": to, "interviews": to})
    close_account(actor=administrator, user=iro, why="Left", hand_on={"reviewed": None})
    (row,) = MovedWork.objects.all()
    assert (row.told, row.other, row.why) == (to, worker, "left")
    which = f"{missing.reference}, {first.reference}"
    assert row.what == f"Interviews given to them: 1 (E7)\nYoung people whose social worker they are: 2 ({which})"
    day, cover = timezone.localdate(), UserFactory(roles=[Role.SOCIAL_WORKER])
    arrange_cover(actor=to, absent=to, cover=cover, first_on=day, last_on=day)
    raise_alerts()
    (alert,) = Alert.objects.filter(stage__kind="work_came")
    assert alert.user == to, "whoever covers for them has no such list to look at"
    assert alert.because == row.what.replace("\n", "; ")
    (email,) = OutgoingEmail.objects.filter(to_user=to, subject="Work came to you")
    assert "Interviews" not in email.text
    assert "Kayden" not in email.text
    client.force_login(to)
    page = client.get(alert.stage.path).text
    assert "Came to you from Dana Whit" in page
    assert f"Young people whose social worker they are: 2 ({which})" in page
    assert "Who had it has left." in page
    assert f'id="{alert.stage.path.partition("#")[2]}"' in page
    assert "Work that came to you or went from you" in client.get("/account/me/").text


def test_who_gave_it_out_is_told_that_it_came_back_to_them(administrator: User, worker: User, priya: User) -> None:
    interview = ReturnInterviewFactory(episode=EpisodeFactory(returned=True, reference="E7"))
    due = {"interview": interview, "due_on": timezone.localdate(), "recorded_at": timezone.now()}
    FollowUpAction.objects.create(what="Ring the school", owner=worker, by=priya, **due)
    close_account(actor=administrator, user=worker, why="Left", hand_on={"follow_ups": None})
    assert FollowUpAction.objects.get().owner == priya
    assert list(MovedWork.objects.values_list("told", "what")) == [(priya.pk, "To do after an interview: 1 (E7)")]


def test_the_managers_of_the_team_are_told_what_nobody_has_now(client, administrator: User, worker: User) -> None:
    team = TeamFactory()
    manager, elsewhere = (UserFactory(roles=[Role.TEAM_MANAGER], teams=[some]) for some in (team, TeamFactory()))
    head = UserFactory(roles=[Role.SERVICE_MANAGER])
    first, missing = YoungPersonFactory.create_batch(2, social_worker=worker, team=team)
    EpisodeFactory(young_person=missing)
    hidden = YoungPersonFactory(social_worker=worker, team=team, is_restricted=True)
    discussion = StrategyDiscussionFactory(young_person=first, assigned_to=worker)
    put_back = {"young_people": None, "strategy_given": None}
    close_account(actor=administrator, user=worker, why="Left", hand_on=put_back)
    told = {row.told: row.what for row in MovedWork.objects.select_related("told")}
    assert set(told) == {manager, head}
    assert told[manager].splitlines() == [
        f"Strategy discussions given to them: 1 ({discussion}). To the team manager of each young person.",
        f"Young people whose social worker they are: 2 ({missing.reference}, {first.reference}). "
        "No worker for now: their team manager gives them to somebody.",
    ]
    assert hidden.reference in told[head], "a restricted record is for the service manager"
    assert first.reference not in told[head]
    client.force_login(manager)
    assert missing.reference in client.get("/account/moved-work/").text
    assert elsewhere not in told


def test_the_interview_says_from_whom_it_came_and_why(
    client, administrator: User, leah: User, priya, interview
) -> None:
    close_account(actor=administrator, user=leah, why="Left", hand_on={"interviews": priya})
    client.force_login(priya)
    page = client.get(f"/interviews/{interview.episode.reference}/").text
    assert "Given to Priya Nair, from Leah Osei: who had it has left." in page


def test_moved_work_says_what(worker: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MovedWork.objects.create(told=worker, has_come=True, what="", why="left", moved_at=timezone.now())


def test_young_people_whom_the_colleague_is_named_to_interview_go_to_nobody_yet(administrator, worker) -> None:
    nia = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Nia Named")
    restricted = YoungPersonFactory(social_worker=worker, is_restricted=True)
    AccessGrantFactory(young_person=restricted, user=nia, source_key=INTERVIEWER)
    other = YoungPersonFactory(social_worker=worker)
    closed = close_account(actor=administrator, user=worker, why="Left", hand_on={"young_people": nia})
    (_, _, handed_on) = closed.moved[0]
    assert (handed_on.given, handed_on.put_back) == (1, 1)
    assert handed_on.because == "Nia Named is named for the interviews of a restricted record."
    restricted.refresh_from_db()
    other.refresh_from_db()
    assert (restricted.social_worker, other.social_worker) == (None, nia)


def test_where_nobody_is_left_to_do_it_a_service_manager_is_asked_for(signed_in, administrator, worker) -> None:
    interview = ReturnInterviewFactory(episode=EpisodeFactory(returned=True))
    FollowUpAction.objects.create(
        interview=interview,
        what="Ring the school",
        owner=worker,
        due_on=timezone.localdate(),
        by=worker,
        recorded_at=timezone.now(),
    )
    page = signed_in(administrator).post(
        f"/users/{worker.pk}/deactivate/", {"why": "Left on Friday", "follow_ups_to": BACK}
    )
    words = "Nobody is left who may open the record and could do it. Give somebody the role of service manager, then "
    assert page.context["form"].errors["follow_ups_to"] == [f"{words}close the account."]
    assert "Left on Friday" in page.text
    assert User.objects.get(pk=worker.pk).is_active


def test_reviews_they_are_named_for_go_to_a_manager_or_back_to_the_team(administrator: User) -> None:
    gone, team = UserFactory(roles=[Role.SERVICE_MANAGER]), TeamFactory()
    now = timezone.now()
    for number in range(3):
        person = YoungPersonFactory(team=team if number else TeamFactory())
        episode = EpisodeFactory(young_person=person, started_at=now - timedelta(days=4))
        LongReview.objects.create(episode=episode, number=1, due_at=now, manager=gone, alerts_from=now)
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Mo Manager")
    closed = close_account(actor=administrator, user=gone, why="Left", hand_on={"named_reviews": manager})
    ((_, to, handed_on),) = closed.moved
    assert (to, handed_on.given, handed_on.put_back) == (manager, 2, 1)
    assert handed_on.because == "Mo Manager may not open this record."
    assert LongReview.objects.filter(manager=manager).count() == 2


def test_who_has_left_takes_nothing_on(administrator: User, worker: User) -> None:
    YoungPersonFactory(social_worker=worker)
    gone = UserFactory(roles=[Role.SOCIAL_WORKER], is_active=False, full_name="Al Gone")
    with pytest.raises(ActionRefused, match="Al Gone does not use Safe Return any more"):
        close_account(actor=administrator, user=worker, why="Left", hand_on={"young_people": gone})
    with pytest.raises(ActionRefused, match="This is who leaves"):
        close_account(actor=administrator, user=worker, why="Left", hand_on={"young_people": worker})
    assert User.objects.get(pk=worker.pk).is_active


def test_who_is_named_for_interviews_is_replaced_there_first(signed_in, administrator: User, leah: User) -> None:
    AccessGrantFactory(young_person__is_restricted=True, user=leah, source_key=INTERVIEWER)
    page = signed_in(administrator).get(url(leah)).content.decode()
    words = "They are named to hold the interviews of a restricted record. Ask the service manager"
    assert words in page
    with pytest.raises(ActionRefused, match="They are named to hold the interviews"):
        close_account(actor=administrator, user=leah, why="Left")


def test_nothing_is_given_to_a_closed_account(administrator: User, priya: User, leah: User, interview) -> None:
    close_account(actor=administrator, user=leah, why="Left", hand_on={"interviews": None})
    leah.refresh_from_db()
    with pytest.raises(ActionRefused):
        hand_over_interview(actor=priya, interview=interview, to=leah)
    manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    person = interview.episode.young_person
    with pytest.raises(ActionRefused, match="Leah Osei does not use Safe Return any more"):
        allocate(actor=manager, young_person=person, team=TeamFactory(), social_worker=leah)


@pytest.mark.django_db(transaction=True)
def test_work_given_while_the_account_closes_keeps_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody gives them an interview after theirs were moved and before the account is locked."""
    administrator, leah = UserFactory(roles=[Role.ADMINISTRATOR]), UserFactory(roles=[Role.INTERVIEWER])
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    held = ReturnInterviewFactory(episode=EpisodeFactory(returned=True), assigned_to=leah)
    free = ReturnInterviewFactory(episode=EpisodeFactory(returned=True))
    moved, given = Event(), Event()
    kind = work._work["interviews"]

    def move_then_wait(*given_to_it: Any) -> HandedOn:
        assert kind.hand_on
        handed_on = kind.hand_on(*given_to_it)
        moved.set()
        assert given.wait(30)
        return handed_on

    monkeypatch.setitem(work._work, "interviews", replace(kind, hand_on=move_then_wait))

    def give() -> None:
        assert moved.wait(30)
        hand_over_interview(actor=officer, interview=free, to=leah)
        given.set()
        connection.close()

    giver = Thread(target=give)
    giver.start()
    with pytest.raises(ActionRefused, match="Somebody gave them work meanwhile") as refused:
        close_account(actor=administrator, user=leah, why="Left", hand_on={"interviews": None})
    giver.join()
    assert "interviews given to them: 1" in refused.value.message
    assert User.objects.get(pk=leah.pk).is_active
    assert holder_of(held) == leah  # nothing was moved
    assert holder_of(free) == leah


@pytest.mark.django_db(transaction=True)
def test_who_gives_them_work_waits_for_the_closing_and_is_then_refused() -> None:
    leah, officer = (
        UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei"),
        UserFactory(roles=[Role.RETURNS_OFFICER]),
    )
    free = ReturnInterviewFactory(episode=EpisodeFactory(returned=True))
    said: list[str] = []

    def give() -> None:
        try:
            hand_over_interview(actor=officer, interview=free, to=leah)
        except ActionRefused as refused:
            said.append(refused.message)
        connection.close()

    giver = Thread(target=give)
    with transaction.atomic():
        close_account(actor=UserFactory(roles=[Role.ADMINISTRATOR]), user=leah, why="Left")
        giver.start()
        giver.join(1)
        assert giver.is_alive()  # it waits for what happens here
    giver.join()
    assert said == ["Leah Osei does not use Safe Return any more."]
    assert holder_of(free) is None
