"""What somebody sees who works here by the interviews given to them alone, and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from missing.actions import (
    complete_interview,
    decline_discussion,
    mark_harm_told,
    put_back_interview,
    reopen_interview,
    take_interview,
)
from missing.mentions import PersonSaid, PlaceSaid
from missing.models import Episode, PersonMention, PersonMentioned, PlaceMention, PlaceMentioned, ReturnInterview
from people.models import AccessGrant, YoungPerson
from tests.factories import CaseEventFactory, EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRET = "What was said in confidence in the spring."


@pytest.fixture
def leah(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def kayden(db: None) -> YoungPerson:
    return YoungPersonFactory(first_name="Kayden", last_name="Marsh", reference="YP00096")


@pytest.fixture
def earlier(kayden: YoungPerson) -> ReturnInterview:
    episode = EpisodeFactory(
        young_person=kayden, started_at=timezone.now() - 90 * DAY, returned=True, reference="E1",
        circumstances=SECRET,
    )  # fmt: skip
    CaseEventFactory(young_person=kayden, at=episode.started_at, source_key=f"episode:{episode.pk}")
    return ReturnInterviewFactory(episode=episode, outcome="completed", account=SECRET)


@pytest.fixture
def given(kayden: YoungPerson, earlier, leah: User) -> ReturnInterview:
    episode = EpisodeFactory(
        young_person=kayden, started_at=timezone.now() - 2 * DAY, returned=True, reference="E2",
        circumstances="Left by the back door.",
    )  # fmt: skip
    interview = ReturnInterviewFactory(episode=episode)
    return take_interview(actor=leah, interview=interview, at=timezone.now() - DAY)


def opens(client, url: str) -> bool:
    return client.get(url).status_code == 200


def test_they_open_the_interview_its_episode_and_the_record(client, leah: User, given) -> None:
    client.force_login(leah)
    for url in ("/young-people/YP00096/", "/episodes/E2/", "/interviews/E2/", "/interviews/E2/record/"):
        assert opens(client, url), url


def test_not_how_earlier_ones_went_nor_who_read_or_changed_the_record(client, leah: User, given) -> None:
    client.force_login(leah)
    for url in ("/episodes/E1/", "/interviews/E1/"):
        assert client.get(url).status_code == 404, url
    for page in ("history", "readers", "opened"):
        assert client.get(f"/young-people/YP00096/{page}/").status_code == 403
    for url in ("/young-people/YP00096/", "/interviews/E2/", "/episodes/E2/"):
        assert SECRET not in client.get(url).content.decode()
    record = client.get("/young-people/YP00096/").content.decode()
    assert "Went missing" in record  # that there was an earlier one, by its day
    assert "/episodes/E1/" not in record
    assert "Who on duty opened it" not in record


def test_that_harm_was_told_in_an_interview_that_is_not_theirs_is_not_told(
    client, leah: User, earlier, given, django_assert_max_num_queries
) -> None:
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    mark_harm_told(actor=officer, interview=earlier, what_was_told=SECRET, kinds=["sexual"])
    client.force_login(leah)
    client.get("/young-people/YP00096/")
    with django_assert_max_num_queries(12):
        page = client.get("/young-people/YP00096/").text
    assert "Told of harm" not in page
    assert "Went missing" in page, "what else happened is told by its day"
    client.force_login(officer)
    assert "Told of harm" in client.get("/young-people/YP00096/").text


def test_that_it_was_told_in_theirs_is_told_also_once_it_was_discussed(client, leah: User, given) -> None:
    harm = mark_harm_told(actor=leah, interview=given, what_was_told="He hit me", kinds=["physical"])
    discussion = harm.triggers.get().discussion
    client.force_login(leah)
    assert f'<a href="{discussion.get_absolute_url()}">Told of harm</a>' in client.get("/young-people/YP00096/").text
    officer = UserFactory(roles=[Role.SERVICE_MANAGER])
    decline_discussion(actor=officer, discussion=discussion, reason="Discussed on Friday")
    page = client.get("/young-people/YP00096/").text
    assert "Told of harm" in page
    assert discussion.get_absolute_url() not in page


@pytest.fixture
def told_before(earlier: ReturnInterview) -> ReturnInterview:
    """In the earlier interview a place and somebody were named; a second person in one that was given to them since."""
    now = timezone.now()
    place = PlaceMentioned.objects.create(
        young_person=earlier.episode.young_person, where="12 Mill Lane", kind="friend", recorded_at=now
    )
    PlaceMention.objects.create(interview=earlier, place=place, slept_there=True)
    person = PersonMentioned.objects.create(
        young_person=earlier.episode.young_person, name="Fitz", is_of_concern=True, recorded_at=now
    )
    PersonMention.objects.create(interview=earlier, person=person)
    return earlier


def test_not_what_was_named_in_interviews_that_were_not_given_to_them(
    client, leah: User, given, kayden, told_before
) -> None:
    pages = ("/young-people/YP00096/named/", "/interviews/E2/record/where/")
    worker = UserFactory(roles=[Role.TEAM_MANAGER], teams=[kayden.team])
    officer = UserFactory(roles=[Role.RETURNS_OFFICER, Role.INTERVIEWER])
    for user, is_told in ((leah, False), (worker, True), (officer, True)):
        client.force_login(user)
        for url in pages:
            page = client.get(url)
            if user == worker and page.status_code == 403:
                continue
            assert page.status_code == 200, url
            for name in ("12 Mill Lane", "Fitz", "Worries us"):
                if name != "Worries us" or url == pages[0]:
                    assert (name in page.content.decode()) is is_told, (user, url, name)


def test_what_they_type_again_is_the_same_place_and_person_on_record(
    client, leah: User, given, kayden, told_before
) -> None:
    complete_interview(
        actor=leah, interview=given, outcome_at=timezone.now(), method="phone", independence="independent",
        account="We spoke.", record={"limits_told": True, "harm_in_account": "no"},
        places=[PlaceSaid("12 mill  lane")], people=[PersonSaid("fitz")],
    )  # fmt: skip
    assert (PlaceMentioned.objects.get().mentions.count(), PersonMentioned.objects.get().mentions.count()) == (2, 2)
    client.force_login(leah)
    page = client.get("/young-people/YP00096/named/")
    (place,), (person,) = page.context["places"], page.context["people"]
    assert (place.place.where, place.times, place.slept_there) == ("12 Mill Lane", 1, False)
    assert (person.name, person.times) == ("Fitz", 1)


def test_they_see_that_the_young_person_is_missing_again_and_what_else_is_to_do(leah: User, kayden, given) -> None:
    now = timezone.now()
    again = EpisodeFactory(young_person=kayden, started_at=now - HOUR)
    other = ReturnInterviewFactory(
        episode=EpisodeFactory(young_person=kayden, started_at=now - 20 * DAY, returned=True, reference="E3")
    )
    assert Episode.objects.visible_to(leah).filter(pk=again.pk).exists()
    assert ReturnInterview.objects.visible_to(leah).filter(pk=other.pk).exists()


@pytest.mark.parametrize("second", [Role.ANALYST, Role.DATA_MANAGER, Role.ADMINISTRATOR])
def test_a_second_role_that_opens_no_record_opens_none_here(kayden, earlier, second: Role) -> None:
    both = UserFactory(roles=[Role.INTERVIEWER, second])
    again = EpisodeFactory(young_person=kayden, started_at=timezone.now() - 2 * DAY, returned=True, reference="E2")
    given = take_interview(actor=both, interview=ReturnInterviewFactory(episode=again))
    assert set(ReturnInterview.objects.visible_to(both)) == {given}
    assert set(Episode.objects.visible_to(both)) == {again}


def test_nor_how_one_went_that_a_manager_reopened(client, leah: User, kayden, given, told_before) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[kayden.team])
    for why in ("Of another day", "Again"):
        reopen_interview(actor=manager, interview=told_before, why=why)
        complete_interview(
            actor=manager, interview=told_before, outcome_at=timezone.now(), method="phone",
            independence="not_independent", account=SECRET,
        )  # fmt: skip
    reopened = reopen_interview(actor=manager, interview=told_before, why="Not held after all")
    assert reopened.account == SECRET
    client.force_login(leah)
    for url in ("/interviews/E1/record/whole/", "/interviews/E1/", "/interviews/E1/record/", "/episodes/E1/"):
        assert client.get(url).status_code == 404, url
    named = client.get("/young-people/YP00096/named/").text
    assert "12 Mill Lane" not in named
    assert "Fitz" not in named
    take_interview(actor=leah, interview=reopened)
    assert SECRET in client.get("/interviews/E1/record/whole/").text
    assert ReturnInterview.objects.visible_to(leah).count() == Episode.objects.visible_to(leah).count() == 2


def test_who_logged_it_reads_nothing_of_one_that_was_reopened(client, kayden, earlier) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[kayden.team])
    logger = UserFactory(roles=[Role.SOCIAL_WORKER])
    Episode.objects.filter(pk=earlier.episode_id).update(logged_by=logger)
    client.force_login(logger)
    reopen_interview(actor=manager, interview=earlier, why="Not held after all")
    assert client.get("/interviews/E1/record/whole/").status_code == 404


def test_nobody_else_s_young_people(client, leah: User, given) -> None:
    ReturnInterviewFactory(episode=EpisodeFactory(returned=True, reference="E9"))
    client.force_login(leah)
    assert client.get("/interviews/E9/").status_code == 404
    assert ReturnInterview.objects.visible_to(leah).count() == 1


def test_until_fourteen_days_after_it_is_closed(leah: User, kayden, given) -> None:
    complete_interview(
        actor=leah, interview=given, outcome_at=timezone.now(), method="phone", independence="independent",
        account="We spoke.",
    )  # fmt: skip
    assert ReturnInterview.objects.visible_to(leah).filter(pk=given.pk).exists()
    grant = AccessGrant.objects.get(user=leah)
    assert timedelta(days=13, hours=23) < grant.until - timezone.now() <= timedelta(days=14)
    AccessGrant.objects.update(until=timezone.now())
    assert not ReturnInterview.objects.visible_to(leah).filter(pk=given.pk).exists()
    assert not YoungPerson.objects.visible_to(leah).exists()


def test_no_longer_than_they_have_it(leah: User, kayden, given) -> None:
    put_back_interview(actor=leah, interview=given)
    assert not ReturnInterview.objects.visible_to(leah).exists()
    assert not YoungPerson.objects.visible_to(leah).exists()


def test_who_interviews_and_works_cases_sees_the_whole_record(kayden, earlier, given) -> None:
    both = UserFactory(roles=[Role.INTERVIEWER, Role.SOCIAL_WORKER], teams=[kayden.team])
    assert ReturnInterview.objects.visible_to(both).filter(pk=earlier.pk).exists()
