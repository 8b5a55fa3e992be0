"""Who is away takes nothing on from who leaves; and stays away on record where it was their cover who left."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.actions import arrange_cover, close_account, end_cover
from accounts.models import Cover, Team, User
from accounts.rules import Role
from people.models import YoungPerson
from tests.accounts.test_cover import covers
from tests.factories import TeamFactory, UserFactory, YoungPersonFactory
from tests.said import said

pytestmark = pytest.mark.django_db
PAGE = "/account/cover/"


@pytest.fixture
def team(db: None) -> Team:
    return TeamFactory()


@pytest.fixture
def callum(team: Team) -> User:
    return UserFactory(
        roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Callum Reid", job_title="Social worker", password="set"
    )


@pytest.fixture
def leaver(team: Team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Dana Whit")


@pytest.fixture
def kayden(leaver: User, team: Team) -> YoungPerson:
    return YoungPersonFactory(social_worker=leaver, team=team)


def names(page: object) -> list[str]:
    return [label for _, label in page.context["form"].fields["young_people_to"].choices]


def test_who_is_away_is_named_so_in_the_list_and_refused(signed_in, administrator, leaver, callum, kayden) -> None:
    covers(callum, leaver, 0, 5)
    last = timezone.localdate() + timedelta(days=5)
    client, url = signed_in(administrator), f"/users/{leaver.pk}/deactivate/"
    assert f"Callum Reid, Social worker, away until {last:%-d %b}, Dana Whit covers" in names(client.get(url))
    page = client.post(url, {"why": "Left", "young_people_to": callum.pk})
    (words,) = page.context["form"].errors["young_people_to"]
    assert words.startswith("Callum Reid is away from ")
    assert words.endswith(", and Dana Whit covers for them. Choose somebody who is here.")
    assert User.objects.get(pk=leaver.pk).is_active
    assert YoungPerson.objects.get().social_worker == leaver


def test_who_is_away_another_day_takes_it_on(signed_in, administrator, leaver, callum, kayden) -> None:
    covers(callum, leaver, 2, 5)
    client, url = signed_in(administrator), f"/users/{leaver.pk}/deactivate/"
    assert "Callum Reid, Social worker" in names(client.get(url))
    client.post(url, {"why": "Left", "young_people_to": callum.pk})
    assert YoungPerson.objects.get().social_worker == callum


def test_who_has_no_password_is_named_so_and_may_be_chosen(signed_in, administrator, leaver, kayden) -> None:
    new = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Jo Ward", password="!not set")
    client, url = signed_in(administrator), f"/users/{leaver.pk}/deactivate/"
    assert "Jo Ward, has no password yet" in names(client.get(url))
    client.post(url, {"why": "Left", "young_people_to": new.pk})
    assert YoungPerson.objects.get().social_worker == new


def test_the_list_takes_no_more_queries_for_more_colleagues(
    signed_in, administrator, leaver, callum, kayden, django_assert_max_num_queries
) -> None:
    UserFactory.create_batch(9, roles=[Role.SOCIAL_WORKER])
    covers(callum, leaver)
    client = signed_in(administrator)
    with django_assert_max_num_queries(12):
        client.get(f"/users/{leaver.pk}/deactivate/")


class TestTheCoverHasLeft:
    @pytest.fixture
    def uncovered(self, administrator, leaver, callum) -> Cover:
        covers(callum, leaver)
        close_account(actor=administrator, user=leaver, why="Left")
        return Cover.objects.get()

    def test_the_page_goes_on_saying_who_is_away_and_that_nobody_covers(self, signed_in, callum, uncovered) -> None:
        page = " ".join(signed_in(callum).get(PAGE).text.split())
        assert '<strong class="late">Nobody</strong>: Dana Whit has left' in page
        assert "They are back" in page
        assert "Dana Whit" not in signed_in(UserFactory(roles=[Role.TEAM_MANAGER])).get(PAGE).text

    def test_who_is_away_so_neither_covers_nor_takes_work_on(self, administrator, callum, uncovered) -> None:
        other = UserFactory(roles=[Role.SOCIAL_WORKER])
        YoungPersonFactory(social_worker=other)
        with pytest.raises(ActionRefused, match=r"Callum Reid is away .* and nobody covers for them"):
            covers(other, callum)
        with pytest.raises(ActionRefused, match=r"and nobody covers for them\. Choose somebody who is here") as refused:
            close_account(actor=administrator, user=other, why="Left", hand_on={"young_people": callum})
        assert refused.value.field == "young_people_to"

    def test_being_back_ends_it(self, signed_in, callum, uncovered) -> None:
        answer = signed_in(callum).post(f"{PAGE}{uncovered.pk}/end/", follow=True)
        assert "Callum Reid is back." in said(answer)
        assert "Nobody is covered for." in answer.text
        assert not Cover.objects.absences().exists()

    def test_so_does_another_cover_in_those_days(self, callum, uncovered) -> None:
        covers(callum, UserFactory(roles=[Role.SOCIAL_WORKER]), 30, 31)
        assert Cover.objects.filter(is_uncovered=True).exists(), "of other days"
        covers(callum, UserFactory(roles=[Role.SOCIAL_WORKER]), 0, 1)
        assert Cover.objects.filter(is_uncovered=True).exists(), "of the first days alone"
        covers(callum, UserFactory(roles=[Role.SOCIAL_WORKER]), 0, (uncovered.last_on - timezone.localdate()).days)
        assert not Cover.objects.filter(is_uncovered=True).exists()

    def test_a_cover_that_runs_is_not_uncovered(self, uncovered) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Cover.objects.update(ended_at=None)


def test_who_came_back_before_the_cover_left_is_not_away(administrator, leaver, callum) -> None:
    end_cover(actor=callum, cover=covers(callum, leaver))
    close_account(actor=administrator, user=leaver, why="Left")
    assert not Cover.objects.absences().exists()


def test_who_is_covered_by_another_too_is_not_uncovered(administrator, leaver, callum) -> None:
    covers(callum, leaver)
    covers(callum, UserFactory(roles=[Role.SOCIAL_WORKER]))
    close_account(actor=administrator, user=leaver, why="Left")
    assert not Cover.objects.filter(is_uncovered=True).exists()


def test_who_was_covered_by_another_until_now_is_uncovered(administrator, leaver, callum) -> None:
    covers(callum, leaver, 0, 9)
    covers(callum, UserFactory(roles=[Role.SOCIAL_WORKER]), 0, 3)
    close_account(actor=administrator, user=leaver, why="Left")
    assert Cover.objects.get(is_uncovered=True).cover == leaver


def test_the_manager_arranges_another_from_the_page(signed_in, administrator, team, leaver, callum) -> None:
    covers(callum, leaver)
    close_account(actor=administrator, user=leaver, why="Left")
    manager, lloyd = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team]), UserFactory(roles=[Role.SOCIAL_WORKER])
    assert "Dana Whit has left" in signed_in(manager).get(PAGE).text
    today, last = timezone.localdate(), Cover.objects.get().last_on
    arrange_cover(actor=manager, absent=callum, cover=lloyd, first_on=today, last_on=last)
    assert "Dana Whit has left" not in signed_in(manager).get(PAGE).text
