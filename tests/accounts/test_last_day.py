"""An account closes by itself after its last day, once its work is with somebody."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.actions import add_user, change_user, close_ended_accounts, reactivate_user
from accounts.models import MovedWork, User
from accounts.rules import Role
from accounts.tasks import close_accounts
from missing.actions import take_interview
from people.actions.restriction import INTERVIEWER
from people.models import AccessGrant
from tests.accounts.test_leaving import holder_of, interview, leah, priya
from tests.factories import (
    AccessGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
__all__ = ["interview", "leah", "priya"]


def test_an_account_closes_by_itself_after_its_last_day(signed_in, leah: User, interview) -> None:
    User.objects.filter(pk=leah.pk).update(ends_on=date(2026, 11, 30))
    with time_machine.travel("2026-11-30T23:30:00+00:00", tick=False):
        client = signed_in(leah)
        assert client.get("/").status_code == 200
        assert "Your last day here is 30 November." in client.get("/").content.decode()
        assert close_accounts() == "0 closed"
    with time_machine.travel("2026-12-01T00:01:00+00:00", tick=False):
        assert client.get("/").status_code == 302
        assert not User.objects.active().filter(pk=leah.pk).exists()
        assert close_accounts() == "1 closed"
        assert close_accounts() == "0 closed"
    leah.refresh_from_db()
    assert (leah.is_active, leah.deactivated_why) == (False, "The last day was 30 November 2026.")
    assert holder_of(interview) is None


def test_an_account_whose_work_waits_for_somebody_is_named_by_number(leah: User, worker: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    AccessGrantFactory(young_person__is_restricted=True, user=leah, source_key=INTERVIEWER)
    User.objects.update(ends_on=yesterday)
    with pytest.raises(ActionRefused, match="work to be moved first: 1") as refused:
        close_ended_accounts()
    assert "Leah" not in refused.value.message
    assert not User.objects.get(pk=worker.pk).is_active  # the others are closed all the same
    assert not User.objects.active().filter(pk=leah.pk).exists()


def test_on_a_last_day_what_can_be_put_back_is_and_the_service_manager_is_told_of_the_rest_once(
    leah: User, priya: User, interview
) -> None:
    manager = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    AccessGrantFactory(young_person__is_restricted=True, user=leah, source_key=INTERVIEWER)
    User.objects.filter(pk=leah.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    for _ in range(2):
        with pytest.raises(ActionRefused, match="work to be moved first: 1"):
            close_ended_accounts()
    assert holder_of(interview) is None
    assert not AccessGrant.objects.current().filter(user=leah, reason="interview").exists()
    assert [(row.told, row.other, row.what) for row in MovedWork.objects.all()] == [
        (
            manager,
            leah,
            "Restricted records on which they are named for the interviews: 1. Somebody else must be named there: "
            "their last day is past.",
        )
    ]
    take_interview(actor=priya, interview=interview)
    AccessGrant.objects.all().delete()
    assert [closed.user for closed in close_ended_accounts()] == [leah]


def test_a_last_day_is_given_and_taken_away_by_the_administrator(signed_in, administrator: User) -> None:
    client = signed_in(administrator)
    typed = {"full_name": "Lee Ash", "email": "lee@larkrise.example", "roles": ["interviewer"]}
    bad = client.post("/users/new/", typed | {"ends_on": "2020-01-01"})
    words = "This day is past. To close the account now, shut them out."
    assert bad.context["form"].errors["ends_on"] == [words]
    bad = client.post("/users/new/", typed | {"ends_on": "soon"})
    assert bad.context["form"].errors["ends_on"] == ["Write the day like 30/11/2026."]
    client.post("/users/new/", typed | {"ends_on": "28/02/2031"})
    lee = User.objects.get(email="lee@larkrise.example")
    assert lee.ends_on == date(2031, 2, 28)
    assert "Until 28 February 2031" in client.get("/users/").content.decode()
    client.post(f"/users/{lee.pk}/", typed)
    lee.refresh_from_db()
    assert lee.ends_on is None


def test_nobody_ends_their_own_account(administrator: User) -> None:
    facts = {"full_name": "Ada", "email": administrator.email, "roles": ["administrator"], "teams": []}
    with pytest.raises(ActionRefused, match="You cannot end your own account"):
        change_user(actor=administrator, user=administrator, ends_on=date(2031, 1, 1), **facts)


def test_who_is_let_in_again_has_no_last_day_that_is_past(administrator: User) -> None:
    user = add_user(actor=administrator, full_name="A", email="a@a.example", roles=["duty"])
    User.objects.filter(pk=user.pk).update(ends_on=date(2020, 1, 1))
    close_ended_accounts()
    reactivate_user(actor=administrator, user=user)
    user.refresh_from_db()
    assert user.is_here
