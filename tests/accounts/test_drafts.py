"""What somebody types is kept for them and for nobody else."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.test import Client

from accounts.access import ActionRefused
from accounts.drafts import LARGEST_BYTES, as_data, as_initial, discard_draft, draft_for, save_draft
from accounts.models import Draft
from accounts.rules import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class NoteForm(forms.Form):
    note = forms.CharField()
    who = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    is_alone = forms.BooleanField(required=False)
    paper = forms.FileField(required=False)


def test_a_draft_is_given_back_word_for_word() -> None:
    user = UserFactory()
    save_draft(user, "interview:17", {"note": ["  <b>O'Neil</b> said"], "who": ["a", "b"]}, AT)

    draft = draft_for(user, "interview:17")

    assert draft is not None
    assert draft.saved_at == AT
    assert as_initial(draft, NoteForm()) == {"note": "  <b>O'Neil</b> said", "who": ["a", "b"], "is_alone": False}
    assert as_data(draft).getlist("who") == ["a", "b"]


def test_the_last_words_count() -> None:
    user = UserFactory()
    save_draft(user, "interview:17", {"note": ["one"]}, AT)
    save_draft(user, "interview:17", {"note": ["two"]}, AT)
    assert Draft.objects.get().values == {"note": ["two"]}


def test_a_draft_is_never_given_to_somebody_else() -> None:
    save_draft(UserFactory(), "interview:17", {"note": ["mine"]}, AT)
    other = UserFactory()
    assert draft_for(other, "interview:17") is None
    discard_draft(other, "interview:17")
    assert Draft.objects.count() == 1


def test_a_tab_of_no_form_of_ours_forgets_what_that_tab_kept_and_breaks_nothing() -> None:
    """The database knows no NUL; the form itself is saved by then."""
    user = UserFactory()
    save_draft(user, "interview:17", {"draft_tab": ["a\0b"], "notes": ["Told"]})
    assert not discard_draft(user, "interview:17", tab="c\0", since="")
    assert discard_draft(user, "interview:17", tab="a\0b", since="")
    assert draft_for(user, "interview:17") is None


def test_a_discarded_draft_is_gone() -> None:
    user = UserFactory()
    save_draft(user, "interview:17", {"note": ["mine"]}, AT)
    discard_draft(user, "interview:17")
    assert draft_for(user, "interview:17") is None


def test_no_draft_begins_a_form_with_nothing() -> None:
    assert as_initial(None, NoteForm()) == {}


@pytest.mark.parametrize(
    "key", ["", "Interview 17", "interview:" + "a" * 101, "interview:17/../x", "nobody_registered_it:17"]
)
def test_a_key_that_names_no_form_is_refused(key: str) -> None:
    with pytest.raises(ActionRefused):
        save_draft(UserFactory(), key, {"note": ["x"]}, AT)


def test_more_than_the_longest_form_is_refused() -> None:
    with pytest.raises(ActionRefused, match="too long"):
        save_draft(UserFactory(), "interview:17", {"note": ["x" * LARGEST_BYTES]}, AT)


def test_the_page_keeps_what_is_posted_and_leaves_out_the_token(client: Client) -> None:
    user = UserFactory(roles=[Role.INTERVIEWER])
    client.force_login(user)
    response = client.post(
        "/drafts/interview:17/", {"csrfmiddlewaretoken": "secret", "note": "a\0b", "who": ["a", "b"]}
    )
    assert response.status_code == 200
    assert response.json() == {"version": Draft.objects.get().saved_at.isoformat()}
    assert Draft.objects.get().user == user
    assert Draft.objects.get().values == {"note": ["ab"], "who": ["a", "b"]}


def test_what_another_tab_has_saved_is_said_and_not_written_over(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.INTERVIEWER]))
    first = client.post("/drafts/log_episode:17/", {"note": "First", "draft_tab": "one", "draft_since": ""}).json()
    late = client.post("/drafts/log_episode:17/", {"note": "Second", "draft_tab": "two", "draft_since": ""})
    assert late.status_code == 409
    assert late.json()["failed"].startswith("This was changed in another tab or on another device at ")
    assert client.post("/drafts/log_episode:17/", {"note": "Neither is named"}).status_code == 409
    assert Draft.objects.get().values["note"] == ["First"]
    more = {"note": "First, more", "draft_tab": "three", "draft_since": first["version"]}
    assert client.post("/drafts/log_episode:17/", more).status_code == 200
    over = {"note": "Second", "draft_tab": "two", "draft_since": "", "draft_over": "yes"}
    assert client.post("/drafts/log_episode:17/", over).status_code == 200
    assert Draft.objects.get().values == {"note": ["Second"], "draft_tab": ["two"]}


def test_the_same_words_sent_twice_are_one_version(client: Client) -> None:
    """A page that is left before the answer came sends its last words again: the next page has them already."""
    client.force_login(UserFactory(roles=[Role.INTERVIEWER]))
    address, one = "/drafts/log_episode:17/", {"note": "First", "draft_tab": "one", "draft_since": ""}
    version = client.post(address, one).json()["version"]
    assert client.post(address, one).json()["version"] == version
    more = {"note": "First, more", "draft_tab": "two", "draft_since": version}
    later = client.post(address, more).json()["version"]
    assert later > version
    assert client.post(address, one | {"draft_since": version}).status_code == 409


def test_what_cannot_be_kept_is_said(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.INTERVIEWER]))
    response = client.post("/drafts/interview:17/", {"note": "x" * LARGEST_BYTES})
    assert response.status_code == 400
    assert "too long" in response.content.decode()


def test_a_page_that_only_reads_keeps_nothing(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.INTERVIEWER]))
    assert client.get("/drafts/interview:17/").status_code == 405
