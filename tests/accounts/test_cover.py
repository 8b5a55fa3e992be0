"""Cover for absence: what the cover sees, is told and may do, from the first to the last day."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.actions import arrange_cover, end_cover
from accounts.models import Cover, Team, User
from accounts.rules import Role, why_not_cover
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


def test_people_arrange_it_for_themselves_on_a_page(signed_in, worker, lloyd) -> None:
    client = signed_in(worker)
    assert 'href="/account/cover/"' in client.get("/account/me/").content.decode()
    today = timezone.localdate()
    typed = {"absent": worker.pk, "cover": lloyd.pk, "first_on": today.isoformat(), "last_on": ""}
    bad = client.post("/account/cover/", typed)
    assert bad.context["form"].errors["last_on"] == ["Write the last day."]
    assert f'<option value="{lloyd.pk}" selected>' in bad.content.decode()
    page = client.post("/account/cover/", typed | {"last_on": today.isoformat()}, follow=True).content.decode()
    assert "Lloyd Baptiste covers for Dana Whit until" in page
    cover = Cover.objects.get()
    page = client.post(f"/account/cover/{cover.pk}/end/", follow=True).content.decode()
    assert "Lloyd Baptiste does not cover for Dana Whit any more." in page
    assert not Cover.objects.today().exists()


def test_a_manager_arranges_it_for_their_team_and_for_nobody_else(signed_in, worker, lloyd) -> None:
    team = TeamFactory()
    worker.teams.add(team)
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    today = timezone.localdate()
    arrange_cover(actor=manager, absent=worker, cover=lloyd, first_on=today, last_on=today)
    with pytest.raises(ActionRefused, match="You arrange cover for yourself and for the people of your teams"):
        arrange_cover(actor=manager, absent=lloyd, cover=worker, first_on=today, last_on=today)
    outsider = UserFactory(roles=[Role.SOCIAL_WORKER])
    with pytest.raises(ActionRefused, match="This cover is not yours to end"):
        end_cover(actor=outsider, cover=Cover.objects.get())
    page = signed_in(outsider).post(f"/account/cover/{Cover.objects.get().pk}/end/", follow=True).content.decode()
    assert "This cover is not yours to end." in page


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"first_on": 2, "last_on": 1}, "last_on", "The last day cannot be before the first."),
        ({"first_on": -3, "last_on": -1}, "last_on", "This day is past."),
        ({"first_on": 0, "last_on": 400}, "last_on", "Cover lasts a year at most. Hand their work over instead."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(worker, lloyd, facts, field, words) -> None:
    with pytest.raises(ActionRefused) as refused:
        covers(worker, lloyd, facts["first_on"], facts["last_on"])
    assert (refused.value.field, refused.value.message) == (field, words)


def test_who_may_not_do_the_work_does_not_cover_it(worker, lloyd) -> None:
    leah = UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")
    with pytest.raises(ActionRefused, match="Leah Osei cannot cover for Dana Whit: their role does not let them log"):
        covers(worker, leah)
    with pytest.raises(ActionRefused, match="nobody covers for themselves"):
        covers(worker, worker)
    User.objects.filter(pk=lloyd.pk).update(is_active=False)
    with pytest.raises(ActionRefused, match="Lloyd Baptiste does not use Safe Return any more"):
        covers(worker, lloyd)


def test_the_same_cover_twice_at_once_is_refused(worker, lloyd) -> None:
    covers(worker, lloyd)
    with pytest.raises(ActionRefused, match="Lloyd Baptiste covers for Dana Whit in that time already"):
        covers(worker, lloyd, 3, 9)


def test_the_same_cover_twice_is_kept_out_by_the_database_too(worker, lloyd) -> None:
    cover = covers(worker, lloyd)
    again = {"absent": worker, "cover": lloyd, "said_by": worker, "recorded_at": timezone.now()}
    with pytest.raises(IntegrityError, match="the_same_cover_once_at_a_time"), transaction.atomic():
        Cover.objects.create(first_on=cover.last_on, last_on=cover.last_on + 3 * DAY, **again)
    Cover.objects.create(first_on=cover.last_on + DAY, last_on=cover.last_on + 3 * DAY, **again)
    end_cover(actor=worker, cover=cover)
    covers(worker, lloyd, 0, 2)


def test_what_is_refused_twice_is_said_beside_who_covers(signed_in, worker, lloyd) -> None:
    cover = covers(worker, lloyd)
    day = cover.last_on.isoformat()
    typed = {"absent": worker.pk, "cover": lloyd.pk, "first_on": day, "last_on": day}
    form = signed_in(worker).post("/account/cover/", typed).context["form"]
    assert form.errors["cover"] == ["Lloyd Baptiste covers for Dana Whit in that time already."]


def offered(page) -> set[User]:
    return set(page.context["form"].fields["cover"].queryset)


def test_only_who_may_do_what_the_absent_one_does_is_offered_and_the_list_says_so(
    signed_in, administrator, worker, lloyd, harjit
) -> None:
    for role in (Role.AUDITOR, Role.INTERVIEWER, Role.REVIEWING_OFFICER, Role.DIRECTOR, Role.MACE_CHAIR, Role.ANALYST):
        UserFactory(roles=[role])
    both = UserFactory(roles=[Role.AUDITOR, Role.SOCIAL_WORKER])
    page = signed_in(worker).get("/account/cover/")
    assert offered(page) == {lloyd, harjit, both}
    assert "Colleagues whose roles let them do what Dana Whit does; others would leave some of it waiting." in page.text
    assert "Who is away?" not in page.text
    auditor = User.objects.get(groups__name=Role.AUDITOR, groups__isnull=False, pk__lt=both.pk)
    today = timezone.localdate().isoformat()
    typed = {"absent": worker.pk, "cover": auditor.pk, "first_on": today, "last_on": today}
    form = signed_in(worker).post("/account/cover/", typed).context["form"]
    assert form.errors["cover"] == ["Their roles do not let them do all that has to be done. Choose one of the list."]


def test_a_manager_says_who_is_away_and_is_offered_who_may_cover_for_them(signed_in, harjit, worker, tess, lloyd):
    worker.teams.add(team_of(harjit))
    client = signed_in(harjit)
    page = client.get("/account/cover/")
    assert "Who is away?" in page.text
    assert offered(page) == {tess}
    typed = {"absent": worker.pk, "cover": "", "first_on": "2026-12-01", "last_on": "2026-12-05", "look": "1"}
    for page in (client.get("/account/cover/", {"absent": worker.pk}), client.post("/account/cover/", typed)):
        assert "do what Dana Whit does" in page.text
        assert offered(page) == {tess, lloyd, harjit}
    assert 'value="2026-12-05"' in page.text
    assert "govuk-error-message" not in page.text
    assert not Cover.objects.exists()
    for other in (str(lloyd.pk), "x", "99999999"):
        assert "do what Harjit Sandhu does" in client.get("/account/cover/", {"absent": other}).text


def test_who_is_chosen_as_away_counts_though_nobody_asked_who_may_cover(signed_in, harjit, worker, tess) -> None:
    """The page was opened for the manager's own absence; then another was chosen and the form was sent."""
    worker.teams.add(team_of(harjit))
    day = timezone.localdate().isoformat()
    typed = {"absent": worker.pk, "cover": tess.pk, "first_on": day, "last_on": day}
    page = signed_in(harjit).post("/account/cover/", typed, follow=True).text
    assert "Tess Boyle covers for Dana Whit until" in page
    assert [(cover.absent, cover.cover) for cover in Cover.objects.all()] == [(worker, tess)]


def test_the_form_that_is_sent_holds_who_is_away(signed_in, harjit, worker) -> None:
    """One form, so that no choice on the page is left out of what is sent."""
    worker.teams.add(team_of(harjit))
    page = signed_in(harjit).get("/account/cover/").text
    form = page.split('data-draft-url="/drafts/cover:new/"')[1].split("</form>")[0]
    assert page.count('name="absent"') == form.count('name="absent"') == 1


def test_the_page_takes_twelve_queries(signed_in, harjit, worker, django_assert_max_num_queries) -> None:
    UserFactory.create_batch(12, roles=[Role.SOCIAL_WORKER], teams=[team_of(harjit)])
    client = signed_in(harjit)
    with django_assert_max_num_queries(12):
        client.get("/account/cover/", {"absent": worker.pk})


def test_a_director_does_not_stand_in_where_somebody_must_log() -> None:
    assert why_not_cover(["social_worker"], ["director"]) is not None
    assert why_not_cover(["social_worker"], ["team_manager"]) is None
    assert why_not_cover(["service_manager"], ["team_manager"]) is None


def test_the_database_holds_the_days_and_the_two(worker, lloyd) -> None:
    for facts in ({"cover": worker}, {"last_on": date(2020, 1, 1)}):
        given = {"absent": worker, "cover": lloyd, "first_on": date(2026, 1, 1), "last_on": date(2026, 1, 2)} | facts
        with pytest.raises(IntegrityError), transaction.atomic():
            Cover.objects.create(said_by=worker, recorded_at=timezone.now(), **given)


def test_who_is_away_themselves_is_not_asked_to_cover(worker, lloyd, harjit) -> None:
    tess = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Tess Boyle")
    covers(lloyd, tess, 2, 4)
    with pytest.raises(ActionRefused) as refused:
        covers(worker, lloyd, 0, 2)
    first, last = (timezone.localdate() + days * DAY for days in (2, 4))
    assert refused.value.field == "cover"
    assert refused.value.message == (
        f"Lloyd Baptiste is away from {first:%-d %B} to {last:%-d %B}, and Tess Boyle covers for them. Choose somebody "
        "who is here, or other days."
    )
    covers(worker, lloyd, 0, 1)
    end_cover(actor=lloyd, cover=Cover.objects.get(absent=lloyd))
    covers(worker, lloyd, 2, 7)


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
