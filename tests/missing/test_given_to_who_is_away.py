"""Work may be given to somebody who is away; whoever gives it is told so, and who covers, before and after."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.away import away_today
from accounts.models import Cover, User
from accounts.rules import Role
from missing.actions import assign_discussion, plan_long_reviews
from missing.models import LongReview, ReturnInterview
from tests.factories import EpisodeFactory, StrategyDiscussionFactory, UserFactory
from tests.said import said

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
AWAY = "away until 2 Dec, Nia Price covers"
ANSWER = "is away until 2 Dec. Nia Price covers."


def be_away(user: User, cover: User, first_on: date = date(2026, 11, 20), last_on: date = date(2026, 12, 2)) -> Cover:
    return Cover.objects.create(
        absent=user, cover=cover, first_on=first_on, last_on=last_on, said_by=user, recorded_at="2026-11-20T09:00Z"
    )


def options(page: str) -> dict[str, str]:
    """What the choices of a page say, by their values."""
    return {value: " ".join(label.split()) for value, label in re.findall(r'<option value="(\d+)"[^>]*>([^<]+)', page)}


@pytest.fixture
def nia(db: None) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Nia Price")


@pytest.fixture
def callum(now, nia) -> User:
    callum = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Callum Reid", job_title="Officer")
    be_away(callum, nia)
    return callum


def test_who_is_away_on_the_day_itself_by_whom_and_until_when(now, callum, nia, officer, social_worker) -> None:
    be_away(officer, nia, last_on=date(2026, 11, 22))
    be_away(social_worker, nia, first_on=date(2026, 11, 24))
    assert {pk: str(away) for pk, away in away_today(User.objects.all()).items()} == {callum.pk: AWAY}
    be_away(callum, officer, last_on=date(2026, 12, 4))
    assert str(away_today([callum])[callum.pk]) == "away until 4 Dec, Nia Price and Priya Nair cover"
    Cover.objects.update(ended_at=now, is_uncovered=True)
    assert str(away_today([callum])[callum.pk]) == "away until 4 Dec, nobody covers"
    Cover.objects.update(is_uncovered=False)
    assert away_today([callum]) == {}


def test_an_interview_is_handed_over_in_knowledge_of_it(
    client, officer, interview, callum, nia, django_assert_max_num_queries
) -> None:
    client.force_login(officer)
    address = reverse("missing:hand_over", args=["E2"])
    with django_assert_max_num_queries(12):
        shown = options(client.get(address).text)
    assert shown[str(callum.pk)] == f"Callum Reid, Officer, {AWAY}"
    assert "away" not in shown[str(nia.pk)]
    assert ANSWER in said(client.post(address, {"to": callum.pk}))
    assert ReturnInterview.objects.get().assigned_to == callum
    assert said(client.post(address, {"to": nia.pk})).endswith("Jude Farrow is with Nia Price now.")


def test_so_are_several(client, officer, interview, callum) -> None:
    client.force_login(officer)
    address, do = reverse("missing:change_selected"), {"do": "hand_over", "interview": [interview.pk]}
    assert AWAY in options(client.post(address, do).text)[str(callum.pk)]
    answer = said(client.post(address, do | {"to": callum.pk}))
    assert answer == f"Jude Farrow is with Callum Reid now. Callum Reid {ANSWER}"


def test_so_is_a_strategy_discussion(client, now, manager, social_worker, young_person, nia) -> None:
    be_away(social_worker, nia)
    found = StrategyDiscussionFactory(young_person=young_person, opened_at=now - HOUR, reference="SD1")
    client.force_login(manager)
    address = reverse("missing:strategy_assign", args=["SD1"])
    assert AWAY in options(client.get(address).text)[str(social_worker.pk)]
    assert said(client.post(address, {"to": social_worker.pk})).endswith(f"Dana Whit {ANSWER}")
    found.refresh_from_db()
    assert found.assigned_to == social_worker


def test_so_is_the_review_of_a_long_absence(client, now, manager, young_person, nia) -> None:
    colleague = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Qureshi")
    be_away(colleague, nia)
    EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=5), reference="E5")
    plan_long_reviews(now)
    client.force_login(manager)
    address = reverse("missing:long_review_manager", args=["E5"])
    assert AWAY in options(client.get(address).text)[str(colleague.pk)]
    assert said(client.post(address, {"manager": colleague.pk})).endswith(f"Yasmin Qureshi {ANSWER}")
    assert LongReview.objects.get().manager == colleague


def test_so_is_a_young_person(client, manager, social_worker, young_person, team, nia) -> None:
    second = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Omar Reid")
    be_away(second, nia)
    client.force_login(manager)
    address = reverse("people:allocation", args=[young_person.reference])
    page = client.get(address)
    assert AWAY in options(page.text)[str(second.pk)]
    typed = {"team": team.pk, "social_worker": second.pk, "version": page.context["form"]["version"].value()}
    assert said(client.post(address, typed)).endswith(f"Omar Reid {ANSWER}")


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.TEAM_MANAGER, "else they are told again tomorrow 10:00"),
        (Role.SOCIAL_WORKER, "else the team manager is told tomorrow 10:00"),
    ],
)
def test_who_holds_a_discussion_is_not_said_to_be_told_by_themselves(
    client, now, team, manager, young_person, role, words
) -> None:
    holder = UserFactory(roles=[role], teams=[team])
    found = StrategyDiscussionFactory(young_person=young_person, opened_at=now - 2 * HOUR, reference="SD1")
    assign_discussion(actor=manager, discussion=found, to=holder)
    for reader in (manager, holder):
        client.force_login(reader)
        assert words in client.get(found.get_absolute_url()).text
