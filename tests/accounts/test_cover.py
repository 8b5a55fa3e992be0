"""Cover for absence: what the cover sees, is told and may do, from the first to the last day."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.actions import arrange_cover, end_cover
from accounts.models import Cover, Team, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import put_back_interview, record_offer, settle_follow_up, take_interview
from missing.models import Episode, FollowUpAction, LongReview, ReturnInterview
from people.models import YoungPerson
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def lloyd(db: None) -> User:
    """A social worker of another team."""
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()], full_name="Lloyd Baptiste")


@pytest.fixture
def kayden(worker: User) -> YoungPerson:
    return YoungPersonFactory(first_name="Kayden", last_name="Marsh", social_worker=worker)


def covers(worker: User, cover: User, first: int = 0, last: int = 7) -> Cover:
    today = timezone.localdate()
    return arrange_cover(
        actor=worker, absent=worker, cover=cover, first_on=today + first * DAY, last_on=today + last * DAY
    )


def sees(user: User, person: YoungPerson) -> bool:
    return YoungPerson.objects.visible_to(User.objects.with_access().get(pk=user.pk)).filter(pk=person.pk).exists()


def test_the_cover_sees_the_young_people_allocated_to_the_absent_one(worker, lloyd, kayden) -> None:
    other = YoungPersonFactory()
    assert not sees(lloyd, kayden)
    covers(worker, lloyd)
    assert sees(lloyd, kayden)
    assert not sees(lloyd, other)


def test_allocations_that_change_are_followed_at_once(worker, lloyd, kayden) -> None:
    covers(worker, lloyd)
    new = YoungPersonFactory(social_worker=worker)
    YoungPerson.objects.filter(pk=kayden.pk).update(social_worker=None)
    assert sees(lloyd, new)
    assert not sees(lloyd, kayden)


def test_not_the_whole_team_of_the_absent_one(worker, lloyd) -> None:
    team = TeamFactory()
    worker.teams.add(team)
    colleague_s = YoungPersonFactory(team=team)
    covers(worker, lloyd)
    assert not sees(lloyd, colleague_s)


@pytest.mark.parametrize(("first", "last", "is_on"), [(0, 0, True), (1, 2, False), (-3, 0, True)])
def test_from_the_first_to_the_last_day_both_included(worker, lloyd, kayden, first, last, is_on) -> None:
    covers(worker, lloyd, first, last)
    assert sees(lloyd, kayden) is is_on
    with time_machine.travel(timezone.now() + (last + 1) * DAY, tick=False):
        assert not sees(lloyd, kayden)


def test_a_restricted_record_stays_with_the_people_named_on_it(worker, lloyd, kayden) -> None:
    covers(worker, lloyd)
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    assert not sees(lloyd, kayden)


def test_the_cover_sees_and_works_the_interviews_given_to_the_absent_one(lloyd) -> None:
    leah = UserFactory(roles=[Role.INTERVIEWER])
    interview = ReturnInterviewFactory(episode=EpisodeFactory(returned=True))
    take_interview(actor=leah, interview=interview)
    with pytest.raises(ActionRefused):
        record_offer(actor=lloyd, interview=interview, method="phone", response="accepted")
    covers(leah, lloyd)
    cover = User.objects.with_access().get(pk=lloyd.pk)
    assert ReturnInterview.objects.visible_to(cover).filter(pk=interview.pk).exists()
    assert Episode.objects.visible_to(cover).filter(pk=interview.episode_id).exists()
    record_offer(actor=cover, interview=interview, method="phone", response="accepted")
    put_back_interview(actor=cover, interview=interview)


def test_the_home_page_shows_what_waits_for_whom_they_cover(signed_in, lloyd) -> None:
    leah = UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")
    person = YoungPersonFactory(first_name="Jude", last_name="Farrow")
    take_interview(
        actor=leah, interview=ReturnInterviewFactory(episode=EpisodeFactory(young_person=person, returned=True))
    )
    assert "Covering for" not in signed_in(lloyd).get("/").content.decode()
    covers(leah, lloyd)
    page = signed_in(lloyd).get("/").content.decode()
    assert "Covering for Leah Osei" in page
    assert "<h3>Interviews given to them: Leah Osei’s</h3>" in page
    assert "Jude Farrow" in page


def test_what_stands_in_the_covers_own_list_is_not_listed_twice(signed_in, django_assert_max_num_queries) -> None:
    """Two of one team: each has the whole team's missing on their first page."""
    team = TeamFactory()
    away, mate = (UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]) for _ in range(2))
    EpisodeFactory(young_person=YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team))
    EpisodeFactory(young_person=YoungPersonFactory(social_worker=away, team=None))
    covers(away, mate)
    client = signed_in(mate)
    with django_assert_max_num_queries(12):
        response = client.get("/")
    assert response.text.count("Jude Farrow") == 1
    assert "What is in your own lists below is not listed twice." in response.text
    (listed,) = response.context["covering"]
    assert [(one["work"].key, one["count"]) for one in listed["lists"]] == [("missing_now", 1)]


def test_the_home_page_takes_twelve_queries_while_covering(
    signed_in, worker, lloyd, kayden, django_assert_max_num_queries
) -> None:
    covers(worker, lloyd)
    client = signed_in(lloyd)
    with django_assert_max_num_queries(12):
        client.get("/")


def test_the_cover_is_told_too_and_why(worker, lloyd, kayden) -> None:
    covers(worker, lloyd)
    now = timezone.now()
    EpisodeFactory(young_person=kayden, started_at=now - timedelta(hours=1), recorded_at=now)
    raise_alerts()
    told = {alert.user: alert.because for alert in Alert.objects.select_related("user")}
    assert told[worker] == ""
    assert told[lloyd].startswith("You cover for Dana Whit until ")
    assert Alert.objects.visible_to(User.objects.with_access().get(pk=lloyd.pk)).exists()


def test_who_made_it_happen_is_not_told_as_a_cover_either(worker, lloyd, kayden) -> None:
    covers(worker, lloyd)
    now = timezone.now()
    EpisodeFactory(young_person=kayden, started_at=now - timedelta(hours=1), recorded_at=now, logged_by=lloyd)
    raise_alerts()
    assert {alert.user for alert in Alert.objects.all()} == {worker}


@pytest.fixture
def harjit(db: None) -> User:
    """The manager of a team."""
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Harjit Sandhu")


@pytest.fixture
def tess(db: None) -> User:
    """The manager of another."""
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Tess Boyle")


def team_of(manager: User) -> Team:
    return manager.teams.get()


def test_who_covers_for_a_reviewing_officer_sees_whom_they_review(lloyd, kayden) -> None:
    ivy = UserFactory(roles=[Role.REVIEWING_OFFICER])
    YoungPerson.objects.filter(pk=kayden.pk).update(reviewing_officer=ivy)
    other = YoungPersonFactory(reviewing_officer=UserFactory())
    covers(ivy, lloyd)
    assert sees(lloyd, kayden)
    assert not sees(lloyd, other)


def test_who_covers_for_a_manager_sees_their_teams_and_is_told(harjit, tess) -> None:
    person, restricted = YoungPersonFactory.create_batch(2, team=team_of(harjit))
    YoungPerson.objects.filter(pk=restricted.pk).update(is_restricted=True)
    now = timezone.now()
    EpisodeFactory(young_person=person, started_at=now - timedelta(hours=1), recorded_at=now)
    covers(harjit, tess)
    assert sees(tess, person)
    assert not sees(tess, restricted)
    assert not sees(tess, YoungPersonFactory())
    raise_alerts()
    told = {alert.user: alert.because for alert in Alert.objects.select_related("user")}
    assert told[tess].startswith("You cover for Harjit Sandhu until ")
    with time_machine.travel(now + 8 * DAY, tick=False):
        assert not sees(tess, person)


def test_who_covers_for_a_service_manager_sees_the_teams_of_their_services(tess) -> None:
    sue = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    team = TeamFactory()
    team.service.managers.add(sue)
    covers(sue, tess)
    assert sees(tess, YoungPersonFactory(team=team))
    assert not sees(tess, YoungPersonFactory())


def test_a_managers_work_is_covered_by_who_may_decide(harjit, lloyd) -> None:
    words = "Lloyd Baptiste cannot cover for Harjit Sandhu: their role does not let them review those who are missing"
    with pytest.raises(ActionRefused, match=words):
        covers(harjit, lloyd)


def test_the_lists_of_an_absent_manager_are_on_the_first_page_of_their_cover(
    signed_in, harjit, tess, django_assert_max_num_queries
) -> None:
    now = timezone.now()
    person = YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team_of(harjit))
    missing = EpisodeFactory(young_person=person, started_at=now - 5 * DAY)
    late = ReturnInterviewFactory(episode=EpisodeFactory(young_person=person, started_at=now - 20 * DAY, returned=True))
    StrategyDiscussionFactory(young_person=person)
    LongReview.objects.create(episode=missing, number=1, due_at=now + DAY, alerts_from=now, manager=harjit)
    owned = FollowUpAction.objects.create(
        interview=late, what="Ring the school", owner=harjit, due_on=now.date(), by=harjit, recorded_at=now
    )
    covers(harjit, tess)
    client = signed_in(tess)
    with django_assert_max_num_queries(12):
        response = client.get("/")
    (listed,) = response.context["covering"]
    assert {one["work"].key: (one["count"], list(one["rows"])) for one in listed["lists"]} == {
        "missing_now": (1, []),
        "strategy_due": (1, []),
        "late_follow_ups": (1, [owned]),
        "long_reviews": (1, list(LongReview.objects.all())),
        "late_interviews": (1, []),
    }
    assert 'href="/interviews/">See overdue interviews</a>' in response.text


def test_what_who_is_away_was_to_do_after_an_interview_their_cover_settles(worker, lloyd, kayden) -> None:
    now = timezone.now()
    interview = ReturnInterviewFactory(
        episode=EpisodeFactory(young_person=kayden, started_at=now - 3 * DAY, returned=True)
    )
    to_do = FollowUpAction.objects.create(
        interview=interview,
        what="Ring the school",
        owner=worker,
        due_on=now.date(),
        by=UserFactory(),
        recorded_at=now,
    )
    with pytest.raises(ActionRefused, match="This is for Dana Whit to settle"):
        settle_follow_up(actor=lloyd, follow_up=to_do, is_done=True)
    covers(worker, lloyd)
    cover = User.objects.with_access().get(pk=lloyd.pk)
    assert settle_follow_up(actor=cover, follow_up=to_do, is_done=True).settled_by == lloyd


def test_a_discussion_given_to_who_is_away_is_on_their_covers_page(signed_in, worker, lloyd, kayden) -> None:
    discussion = StrategyDiscussionFactory(young_person=kayden, assigned_to=worker)
    covers(worker, lloyd)
    page = signed_in(lloyd).get("/")
    assert '1 of theirs. <a href="/strategy-discussions/">See strategy discussions given to them</a>' in page.text
    assert discussion.reference in signed_in(lloyd).get("/strategy-discussions/").text


def test_where_the_cover_goes_away_too_who_covers_for_them_sees_and_is_told(signed_in, worker, lloyd, kayden) -> None:
    tess = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Tess Boyle")
    covers(worker, lloyd)
    covers(lloyd, tess)
    assert sees(tess, kayden)
    now = timezone.now()
    EpisodeFactory(young_person=kayden, started_at=now - timedelta(hours=1), recorded_at=now)
    raise_alerts()
    told = {alert.user: alert.because for alert in Alert.objects.select_related("user")}
    assert told[lloyd].startswith("You cover for Dana Whit until ")
    assert told[tess].startswith("You cover for Lloyd Baptiste until ")
    page = signed_in(tess).get("/").content.decode()
    assert "Covering for Lloyd Baptiste" in page
    assert "Covering for Dana Whit" in page
    end_cover(actor=lloyd, cover=Cover.objects.get(absent=lloyd))
    assert not sees(tess, kayden)


def test_cover_goes_on_a_few_steps_and_a_ring_ends(worker, kayden) -> None:
    people = [UserFactory(roles=[Role.SOCIAL_WORKER]) for _ in range(4)]
    for absent, cover in zip([worker, *people], [*people, worker], strict=True):
        if cover == worker:
            continue
        covers(absent, cover)
    assert [sees(user, kayden) for user in people] == [True, True, True, False]
    today = timezone.localdate()
    ring = {"first_on": today, "last_on": today, "said_by": worker, "recorded_at": timezone.now()}
    Cover.objects.create(absent=people[0], cover=worker, **ring)
    assert User.objects.with_access().get(pk=worker.pk).covered_ids == {people[0].pk}
    assert User.objects.get(pk=people[1].pk).covered_ids == {people[0].pk, worker.pk}
    now = timezone.now()
    EpisodeFactory(young_person=kayden, started_at=now - timedelta(hours=1), recorded_at=now)
    raise_alerts()
    assert {alert.user for alert in Alert.objects.all()} == {worker, *people[:3]}
