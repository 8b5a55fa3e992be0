"""A form that holds what was typed before says so above its questions, and is begun anew by one press."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.drafts import save_draft
from accounts.models import Draft, User
from accounts.rules import Role
from missing.models import Episode, PersonTold
from tests.factories import EpisodeFactory, TeamFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
SAYS = "This form holds what you typed"


@pytest.fixture
def worker() -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()])


@pytest.fixture
def gone(worker) -> Episode:
    person = YoungPersonFactory(team=worker.teams.get(), social_worker=worker)
    return EpisodeFactory(young_person=person, reference="E1")


def forms_of(gone: Episode) -> list[tuple[str, str, dict[str, list[str]]]]:
    person = gone.young_person
    return [
        ("/episodes/E1/return/", f"return:{gone.pk}", {"note": ["By taxi"]}),
        ("/episodes/E1/told/", f"tell:{gone.pk}:went_missing", {"recipients": ["police"], "told_at": ["5.15"]}),
        (f"/episodes/new/{person.reference}/", f"log_episode:{person.pk}", {"started_at": ["yesterday 23:00"]}),
        ("/episodes/E1/", f"log_entry:{gone.pk}", {"text": ["Her aunt rang"]}),
        (
            f"/young-people/{person.reference}/around/description/",
            f"description:{person.pk}",
            {"marks": ["Scar on the left hand"]},
        ),
        ("/young-people/new/", "young_person:new", {"first_name": ["Kit"]}),
        ("/account/cover/", "cover:new", {"last_on": ["Friday"]}),
    ]


@pytest.mark.parametrize("number", range(7))
def test_it_says_so_above_the_form_and_begins_anew(client: Client, worker, gone, number) -> None:
    address, key, typed = forms_of(gone)[number]
    client.force_login(worker)
    assert SAYS not in client.get(address).text
    save_draft(worker, key, typed)
    page = client.get(address).text
    assert page.index(SAYS) < page.index(f'data-draft-url="/drafts/{key}/"')
    (since,) = {draft.saved_at.isoformat() for draft in Draft.objects.all()}
    answer = client.post(f"/drafts/{key}/begin-anew/", {"draft_since": since, "page": address}, follow=True)
    assert answer.redirect_chain[0][0] == address
    assert "What you had typed is thrown away." in answer.text
    assert SAYS not in answer.text
    assert not Draft.objects.exists()


def test_of_who_was_ticked_it_says_that_nobody_is_told_right_above(client: Client, worker, gone) -> None:
    client.force_login(worker)
    save_draft(worker, f"tell:{gone.pk}:went_missing", {"recipients": ["police"], "what": ["told"]})
    page = client.get("/episodes/E1/told/").text
    said = page.index("Nobody whom you ticked then is written down as told.")
    assert page.index("Before anybody is told") < said if "Before anybody is told" in page else said
    assert said < page.index('name="recipients"')
    assert not PersonTold.objects.exists()


def test_nothing_is_said_of_what_only_stands_as_the_form_begins(client: Client, worker, gone) -> None:
    client.force_login(worker)
    save_draft(worker, f"tell:{gone.pk}:went_missing", {"what": ["told"], "how": ["phone"], "note": [""]})
    assert SAYS not in client.get("/episodes/E1/told/").text


def test_what_was_typed_on_meanwhile_is_not_thrown_away_unseen(client: Client, worker, gone) -> None:
    client.force_login(worker)
    key = f"return:{gone.pk}"
    seen = save_draft(worker, key, {"note": ["By taxi"]})
    with time_machine.travel(Draft.objects.get().saved_at + timedelta(minutes=1)):
        save_draft(worker, key, {"note": ["By taxi, with her aunt"]})
    page = client.post(f"/drafts/{key}/begin-anew/", {"draft_since": seen, "page": "/episodes/E1/return/"}, follow=True)
    assert "Nothing is thrown away." in page.text
    assert "with her aunt" in page.text


def test_nobody_throws_away_a_colleague_s_and_it_leads_nowhere_else(client: Client, worker, gone) -> None:
    since = save_draft(UserFactory(), f"return:{gone.pk}", {"note": ["By taxi"]})
    client.force_login(worker)
    answer = client.post(
        f"/drafts/return:{gone.pk}/begin-anew/", {"draft_since": since, "page": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == "/"
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("key", ["a%00b", "return:1%00", "elsewhere:1", f"return:{'1' * 100}"])
def test_what_names_no_form_is_not_found(client: Client, worker, key) -> None:
    client.force_login(worker)
    sent = {"draft_since": "x\0", "page": "/\0"}
    assert client.post(f"/drafts/{key}/begin-anew/", sent).status_code == 404


def test_a_time_that_stands_in_a_form_is_read_without_typing(client: Client, worker, gone) -> None:
    client.force_login(worker)
    address, at_once = "/episodes/E1/told/", 'hx-trigger="input changed delay:300ms, load"'
    assert at_once not in client.get(address).text
    save_draft(worker, f"tell:{gone.pk}:went_missing", {"told_at": ["5.15"]})
    assert at_once in client.get(address).text
