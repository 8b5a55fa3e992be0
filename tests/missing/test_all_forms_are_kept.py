"""Every page of this room on which something is typed keeps it as it is typed; the few that do not say why."""

import inspect

import pytest
from django.urls import reverse

from accounts.drafts import save_draft
from accounts.models import Draft
from missing.models import FollowUpAction
from missing.urls import urlpatterns
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
WORDS = "Mum says he is with his uncle."
NOT_KEPT = {
    "hand_over": "One colleague is chosen, and nothing written.",
    "strategy_assign": "One colleague is chosen, and nothing written.",
    "long_review_manager": "One colleague is chosen, and nothing written.",
    "record_section": "The sections of the interview keep themselves, harm above all (missing/interview_drafts.py).",
    "death": "A day and a line; a draft of a death must not be taken for the record of it.",
    "take_death_back": "A line, as above.",
    "throw_away_log": "Nothing is typed: what was typed before is shown.",
    "print_for_police": "Nothing is typed: the page says that it was printed.",
}


def forms() -> dict[str, str]:
    """The code of each page that shows a form and takes it, by the name of its address."""
    found = {str(pattern.name): inspect.getsource(inspect.unwrap(pattern.callback)) for pattern in urlpatterns}
    return {name: code for name, code in found.items() if '(["GET", "POST"])' in code}


def test_every_form_of_this_room_is_kept_or_says_why_not() -> None:
    assert {name for name, code in forms().items() if "keep_form(" not in code} == set(NOT_KEPT)


@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("close", "reason", "Did not want to talk."),
        ("parents", "said", WORDS),
        ("contact", "note", WORDS),
        ("not_required", "reason", WORDS),
        ("book", "place", "The library"),
        ("wish", "wished_name", "Jo at the youth club"),
        ("add_follow_up", "what", WORDS),
    ],
)
def test_what_was_typed_comes_back_after_the_browser_was_closed(client, interview, name, field, words) -> None:
    user = UserFactory(roles=["service_manager", "returns_officer"])
    client.force_login(user)
    address = reverse(f"missing:{name}", args=["E2"])
    page = client.get(address)
    assert f'data-draft-url="{page.context["kept"].url}"' in page.text
    client.post(page.context["kept"].url, {field: words})
    assert words in client.get(address).text


def test_a_form_that_was_taken_leaves_no_draft(client, officer, interview) -> None:
    client.force_login(officer)
    save_draft(officer, f"follow_up:{interview.pk}", {"what": [WORDS]})
    page = client.get("/interviews/E2/actions/new/")
    kept = page.context["kept"]
    typed = {"what": WORDS, "owner": officer.pk, "due_on": "Friday", "draft_tab": kept.tab, "draft_since": kept.since}
    client.post("/interviews/E2/actions/new/", typed)
    assert FollowUpAction.objects.get().what == WORDS
    assert not Draft.objects.exists()
