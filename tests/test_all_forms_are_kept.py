"""Every page of every room on which something is typed keeps it as it is typed; those that do not say why."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.rules import Role
from tests.addresses import OURS, PAGES, records
from tests.factories import TeamFactory, UserFactory, YoungPersonFactory

A_FEW_FIELDS = "An account, a team or a service: a few short fields, and nothing of a young person."
NOT_KEPT = {
    "api_tokens": A_FEW_FIELDS,
    "change_on_call": A_FEW_FIELDS,
    "new_service": A_FEW_FIELDS,
    "new_team": A_FEW_FIELDS,
    "new_user": A_FEW_FIELDS,
    "service": A_FEW_FIELDS,
    "team": A_FEW_FIELDS,
    "user": A_FEW_FIELDS,
    "alerts:change_hours": "Numbers of hours, and nothing written.",
    "alerts:change_recipients": "Roles are ticked, and nothing written.",
    "deactivate_user": "Colleagues are chosen, and nothing written.",
    "temporary_password": "A password is kept nowhere.",
    "imports:runs": "A file is sent; a browser gives none back.",
    "people:allocation": "Colleagues are chosen, and nothing written.",
    "people:restriction": "Colleagues are chosen, and nothing written.",
    "people:photograph": "A file, as above.",
    "people:identity": "Whoever takes a draft over would learn that there is an identity from before.",
    "missing:hand_over": "One colleague is chosen, and nothing written.",
    "missing:strategy_assign": "One colleague is chosen, and nothing written.",
    "missing:death": "A day and a line; a draft of a death must not be taken for the record of it.",
}
"""By the name of the address, why not."""
TYPED_INTO = {"textarea", "select", "input"}
PRESSED = {"hidden", "submit", "button"}


class Forms(HTMLParser):
    """Whether a page has a form that is sent, is typed into and says of none of its own that it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.form: dict[str, str | None] | None = None
        self.is_lost = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.form = given
        is_typed = tag in TYPED_INTO and given.get("type") not in PRESSED
        if is_typed and self.form and self.form.get("method") == "post" and "data-draft-url" not in self.form:
            self.is_lost = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def loses_what_is_typed(page: Any) -> bool:
    if not page.headers["Content-Type"].startswith("text/html"):
        return False
    forms = Forms()
    forms.feed(page.content.decode())
    return forms.is_lost


@pytest.mark.django_db
def test_every_form_is_kept_or_says_why_not(client: Client) -> None:
    """Of the pages that are there with the records of the walk; a room may look at the code of its others."""
    known = records()
    client.force_login(UserFactory(roles=list(Role)))
    ours = set(PAGES) & set(OURS)
    pages = {address.name: client.get(address.url(known)) for address in ours}
    assert {name for name, page in pages.items() if not page.streaming and loses_what_is_typed(page)} == set(NOT_KEPT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("details", "last_name", "Ashworth"),
        ("add_placement", "provider_name", "Elm House"),
        ("add_care_period", "started_on", "the 3rd, they think"),
        ("merge_with", "reason_given", "The same mother, the same school."),
    ],
)
def test_what_was_typed_into_a_record_comes_back_after_a_time_out(client: Client, name, field, words) -> None:
    team = TeamFactory()
    person, other = YoungPersonFactory(team=team), YoungPersonFactory(team=team)
    client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER, Role.SERVICE_MANAGER], teams=[team]))
    address = reverse(f"people:{name}", args=[person.reference, *([other.reference] if name == "merge_with" else [])])
    page = client.get(address)
    url = page.context["kept"].url
    assert f'data-draft-url="{url}"' in page.text
    assert client.post(url, {field: words}).status_code == 200
    assert words in client.get(address).text
