"""A log of a missing child that was begun and not saved is shown to who began it, until it is saved or thrown away."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.drafts import save_draft
from accounts.models import Draft, User
from accounts.rules import Role
from people.models import AccessGrant
from tests.factories import UserFactory, YoungPersonFactory
from tests.said import in_words

pytestmark = pytest.mark.django_db
PAGES = ["/", "/episodes/new/"]
BEGUN = "Begun, and not logged yet"


@pytest.fixture
def signed_in(client: Client):
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def duty() -> User:
    return UserFactory(roles=[Role.DUTY])


@pytest.fixture
def jayden(team):
    return YoungPersonFactory(team=team, reference="YP00118", first_name="Jayden", last_name="Cole")


@pytest.fixture
def draft(duty: User, jayden) -> Draft:
    key = f"log_episode:{jayden.pk}"
    save_draft(duty, key, {"circumstances": ["Left by the <b>back</b> door"], "draft_tab": ["one"]})
    return Draft.objects.get(key=key)


def away(draft: Draft) -> str:
    return f"/episodes/new/begun/{draft.pk}/"


@pytest.mark.parametrize("url", PAGES)
def test_who_began_it_is_told_and_goes_on(signed_in, duty: User, draft, url: str) -> None:
    client = signed_in(duty)
    page = client.get(url).text
    assert BEGUN in page
    assert "You began to log Jayden Cole, last typed in today" in in_words(page)
    assert 'href="/episodes/new/YP00118/"' in page
    assert f'href="{away(draft)}"' in page
    assert "Left by the &lt;b&gt;back&lt;/b&gt; door" in client.get("/episodes/new/YP00118/").text


@pytest.mark.parametrize("url", PAGES)
def test_nobody_else_is_told(signed_in, draft, url: str) -> None:
    other = signed_in(UserFactory(roles=[Role.DUTY]))
    assert BEGUN not in other.get(url).text
    assert other.get(away(draft)).status_code == 404
    assert other.post(away(draft)).status_code == 404
    assert Draft.objects.exists()


def test_a_draft_of_another_form_is_no_log(signed_in, duty: User, jayden) -> None:
    save_draft(duty, f"details:{jayden.pk}", {"first_name": ["J"]})
    client = signed_in(duty)
    assert BEGUN not in client.get("/").text
    assert client.get(away(Draft.objects.get())).status_code == 404


def test_what_was_chosen_is_said_in_words(signed_in, duty: User) -> None:
    typed = {"first_name": ["Mia"], "kind_of_record": ["looked_after"], "team": ["1"], "home_postcode": ["WV1 1AA"]}
    save_draft(duty, "young_person:new:log_episode", typed)
    page = signed_in(duty).get(away(Draft.objects.get()))
    assert {row["label"]: row["value"] for row in page.context["rows"]} == {
        "First name": "Mia",
        "Kind of record": "looked after",
        "Home postcode": "WV1 1AA",
    }


def test_it_is_thrown_away_after_it_was_looked_at(signed_in, duty: User, draft) -> None:
    client = signed_in(duty)
    page = client.get(away(draft))
    assert "Throw away what you began to log of Jayden Cole?" in in_words(page.text)
    assert "Left by the &lt;b&gt;back&lt;/b&gt; door" in page.text
    assert Draft.objects.exists()
    said = client.post(away(draft), {"draft_since": page.context["since"]}, follow=True).text
    assert "What you began to log of Jayden Cole is thrown away." in said
    assert BEGUN not in said
    assert not Draft.objects.exists()


@pytest.mark.parametrize("since", ["before", ""])
def test_what_was_typed_on_meanwhile_is_not_thrown_away_unseen(signed_in, duty: User, draft, since: str) -> None:
    client = signed_in(duty)
    shown = client.get(away(draft)).context["since"]
    save_draft(duty, draft.key, {"circumstances": ["He rang: he is in Hull"]})
    page = client.post(away(draft), {"draft_since": shown if since else ""}, follow=True).text
    assert "It was typed on meanwhile" in page
    assert "He rang: he is in Hull" in page


@pytest.mark.parametrize("url", PAGES)
def test_of_a_record_that_is_restricted_since_nothing_is_shown_but_their_words(
    signed_in, duty: User, jayden, draft, url: str
) -> None:
    jayden.is_restricted = True
    jayden.save()
    client = signed_in(duty)
    page = client.get(url).text
    assert "You began to log somebody, last typed in today" in in_words(page)
    assert 'href="/episodes/new/restricted/"' in page
    for shown in (page, client.get(away(draft)).text):
        assert "Jayden" not in shown
        assert "YP00118" not in shown
    assert "Left by the &lt;b&gt;back&lt;/b&gt; door" in client.get(away(draft)).text


def test_who_is_named_on_the_restricted_record_goes_on(signed_in, duty: User, jayden, draft) -> None:
    jayden.is_restricted = True
    jayden.save()
    AccessGrant.objects.create(
        young_person=jayden, user=duty, reason=AccessGrant.Reason.NAMED, starts_at=timezone.now()
    )
    assert 'href="/episodes/new/YP00118/"' in signed_in(duty).get("/").text


def test_of_a_record_that_was_merged_the_one_that_stands_is_shown(signed_in, duty: User, team, jayden, draft) -> None:
    jayden.merged_into = YoungPersonFactory(team=team, reference="YP00200", first_name="Jay", last_name="Coles")
    jayden.save()
    client = signed_in(duty)
    page = client.get("/").text
    assert "You began to log Jay Coles" in in_words(page)
    assert "Left by the &lt;b&gt;back&lt;/b&gt; door" in client.get("/episodes/new/YP00200/").text


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("log_hidden:new", "/episodes/new/restricted/"),
        ("young_person:new:log_episode", "/young-people/new/?then=log_episode"),
    ],
)
def test_who_is_not_shown_or_not_on_record_is_called_as_they_were_typed(signed_in, duty: User, key, url) -> None:
    save_draft(duty, key, {"first_name": ["Zoe"], "last_name": ["Bly"]})
    page = signed_in(duty).get("/").text
    assert "You began to log Zoe Bly" in in_words(page)
    assert f'href="{url}"' in page


def test_a_key_that_nobody_has_given_breaks_no_page(signed_in, duty: User) -> None:
    save_draft(duty, "log_episode:x", {"circumstances": ["?"]})
    assert "You began to log somebody" in in_words(signed_in(duty).get("/").text)


def test_who_may_log_no_more_is_not_asked_to(signed_in, draft) -> None:
    analyst = UserFactory(roles=[Role.ANALYST])
    Draft.objects.update(user=analyst)
    client = signed_in(analyst)
    assert BEGUN not in client.get("/").text
    assert client.get(away(draft)).status_code == 403


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.RETURNS_OFFICER, Role.DUTY, Role.SERVICE_MANAGER])
@pytest.mark.parametrize("url", PAGES)
def test_the_pages_take_twelve_queries_however_many_were_begun(
    signed_in, role, url: str, django_assert_max_num_queries
) -> None:
    user = UserFactory(roles=[role])
    for person in YoungPersonFactory.create_batch(9):
        save_draft(user, f"log_episode:{person.pk}", {"circumstances": ["x"]})
    client = signed_in(user)
    with django_assert_max_num_queries(12):
        page = client.get(url).text
    assert page.count("You began to log") == 8
