"""Who may knock, with what, and what they are told."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.access import ActionRefused
from accounts.actions import make_api_token, revoke_api_token
from accounts.models import ApiToken
from accounts.rules import Role
from people.models import ReadLog
from tests.factories import UserFactory

JSON = {"content_type": "application/json"}


def test_a_token_works_as_its_user_and_says_when_it_was_last_used(program_of, worker, person) -> None:
    answer = program_of(worker).get("/api/v1/young-people/YP1/")
    assert answer.status_code == 200
    assert answer.json()["first_name"] == "Jude"
    assert f"{ApiToken.objects.get().last_used_on}" == "2026-11-23"


def test_a_token_is_not_kept_where_it_could_be_read(worker) -> None:
    token, secret = make_api_token(actor=worker, name="figures", days=30)
    assert secret.startswith("srt_")
    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values().get())


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_lives_a_year_at_most(worker, days: int) -> None:
    with pytest.raises(ActionRefused, match="Choose from 1 to 366 days"):
        make_api_token(actor=worker, name="figures", days=days)


def test_a_token_needs_a_name(worker) -> None:
    with pytest.raises(ActionRefused, match="Write what it is for"):
        make_api_token(actor=worker, name="  ", days=30)


def test_a_token_that_ran_out_is_nobodys(program_of, worker, person, now) -> None:
    program = program_of(worker)
    with time_machine.travel(now + timedelta(days=30), tick=False):
        answer = program.get("/api/v1/young-people/YP1/")
    assert answer.status_code == 401
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Sign in, or send a token: Authorization: Bearer srt_…",
    }


def test_a_token_taken_back_is_nobodys(program_of, worker, person) -> None:
    program = program_of(worker)
    revoke_api_token(actor=worker, token=ApiToken.objects.get())
    assert program.get("/api/v1/young-people/YP1/").status_code == 401


@pytest.mark.parametrize("ends_by", ["taken back", "run out"])
def test_a_token_that_ended_is_nobodys_though_its_user_has_another(
    program_of, worker, person, now, ends_by: str
) -> None:
    ended, stands = program_of(worker, name="ends", days=1), program_of(worker, name="stands", days=30)
    if ends_by == "taken back":
        revoke_api_token(actor=worker, token=ApiToken.objects.get(name="ends"))
    with time_machine.travel(now + timedelta(days=1 if ends_by == "run out" else 0), tick=False):
        assert ended.get("/api/v1/young-people/YP1/").status_code == 401
        assert stands.get("/api/v1/young-people/YP1/").status_code == 200
    assert ApiToken.objects.get(name="ends").last_used_on is None


def test_the_token_of_who_left_is_nobodys(program_of, worker, person) -> None:
    program = program_of(worker)
    worker.is_active = False
    worker.save()
    assert program.get("/api/v1/young-people/YP1/").status_code == 401


def test_a_bad_token_does_not_fall_back_on_the_session(client: Client, worker, person) -> None:
    client.force_login(worker)
    assert client.get("/api/v1/young-people/", headers={"Authorization": "Bearer srt_no"}).status_code == 401


def test_another_cannot_take_a_token_back(worker, other_worker, client: Client) -> None:
    token, _ = make_api_token(actor=worker, name="figures", days=30)
    client.force_login(other_worker)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_a_session_must_prove_that_its_own_page_asks(worker, person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(worker)
    assert client.get("/api/v1/young-people/YP1/").status_code == 200
    answer = client.patch("/api/v1/young-people/YP1/", {"first_name": "Judy"}, **JSON)
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]


def test_a_role_that_may_not_is_told_so_in_words(db, program_of) -> None:
    answer = program_of(UserFactory(roles=[Role.ANALYST])).get("/api/v1/young-people/")
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Your role does not let you open the records that are theirs to see."


def test_reading_one_record_is_written_down(program_of, worker, person) -> None:
    program_of(worker).get("/api/v1/young-people/YP1/")
    read = ReadLog.objects.get()
    assert (read.user, read.young_person, read.page) == (worker, person, "api:young_person")


def test_what_a_program_changes_is_under_its_users_name(program_of, worker, person) -> None:
    answer = program_of(worker).patch("/api/v1/young-people/YP1/", {"first_name": "Judy"}, **JSON)
    assert answer.status_code == 200
    last = type(person).pgh_event_model.objects.filter(pgh_obj_id=person.pk).latest("pgh_id")  # type: ignore[attr-defined]
    assert last.first_name == "Judy"
    assert last.pgh_context.metadata["user"] == worker.pk


def test_what_is_not_json_is_refused_in_words(program_of, worker) -> None:
    program = program_of(worker)
    answer = program.post("/api/v1/episodes/", "<x/>", content_type="text/xml")
    assert answer.status_code == 415
    broken = program.post("/api/v1/episodes/", "{", **JSON)
    assert broken.status_code == 400
    assert broken["Content-Type"] == "application/problem+json"


def test_the_token_is_shown_once_on_its_page(client: Client, worker) -> None:
    client.force_login(worker)
    made = client.post("/account/tokens/", {"name": "figures", "days": "90"})
    assert "srt_" in made.content.decode()
    again = client.get("/account/tokens/")
    assert "srt_" not in again.content.decode()
    assert "figures" in again.content.decode()
    taken_back = client.post(f"/account/tokens/{ApiToken.objects.get().pk}/revoke/", follow=True)
    assert "no longer works" in taken_back.content.decode()


def test_a_token_without_a_name_is_said_beside_it(client: Client, worker) -> None:
    client.force_login(worker)
    page = client.post("/account/tokens/", {"name": "", "days": "90"}).content.decode()
    assert "Write what it is for." in page
    assert not ApiToken.objects.exists()


def test_who_signed_in_with_a_temporary_password_chooses_their_own_first(client: Client, worker) -> None:
    client.force_login(worker)
    worker.password_is_temporary = True
    worker.save()
    answer = client.get("/api/v1/young-people/")
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Choose your own password first."
