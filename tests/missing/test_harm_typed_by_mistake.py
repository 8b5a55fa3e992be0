"""Harm that was chosen by a slip: it is said under the question, stands after “No” too, and can be taken back."""

from urllib.parse import urlencode

import pytest

from missing.models import HarmTold
from tests.factories import UserFactory
from tests.missing.interview_form import LIST, TAB, keep, section

YES, NO = {"harm_in_account": "yes"}, {"harm_in_account": "no"}
STANDS = "What you have typed tells of no harm now. This stands all the same, and those who were told do not know"


@pytest.fixture
def way(page) -> dict[str, str]:
    """Where a slip leads to."""
    way = keep(page, "account", **YES).json()["way"]
    assert way["label"] == "By mistake? Take it back"
    return way


def test_who_was_told_is_said_with_the_way_to_take_it_back(page, way) -> None:
    harm = HarmTold.objects.get()
    assert way["url"].endswith(f"/harm/{harm.pk}/?from=account")
    assert "Why was it not so?" in page.get(way["url"]).text
    page.post(way["url"], {"reason": "A slip of the thumb."})
    harm.refresh_from_db()
    assert harm.withdrawn_at


def test_after_no_it_says_that_it_stands_as_it_is_typed_and_on_the_page(page, way) -> None:
    answer = keep(page, "account", **NO).json()
    assert STANDS in answer["said"]
    assert "Told of it: their social worker Dana Whit." in answer["said"]
    assert answer["way"] == way
    for address, part in ((section("account"), "account"), (section("help"), "help"), (LIST, "list")):
        shown = page.get(address).text
        assert STANDS in shown
        assert f'<a href="{way["url"].partition("?")[0]}?from={part}">By mistake? Take it back</a>' in shown


def test_while_it_is_told_of_it_does_not_say_so(page, way) -> None:
    assert STANDS not in page.get(section("account")).text
    assert STANDS not in keep(page, "harm", harm_alcohol="told").json()["said"], "the account tells of harm still"


def test_taken_back_nothing_is_said(page, way) -> None:
    keep(page, "account", **NO)
    page.post(way["url"], {"reason": "A slip of the thumb."})
    assert keep(page, "account", **NO).json() | {"version": ""} == {"version": "", "said": "", "way": None}
    assert "Harm told" not in page.get(section("account")).text


def test_where_more_was_added_it_leads_to_all_that_stands(page, way) -> None:
    keep(page, "harm", harm_sexual="told")
    assert HarmTold.objects.count() == 2
    answer = keep(page, "harm", harm_sexual="told", harm_by="Fitz").json()
    discussion = HarmTold.objects.first().triggers.get().discussion.get_absolute_url()
    assert answer["way"]["url"] == f"{discussion}?from=harm"
    typed_last = HarmTold.objects.first()
    back = f"{discussion}harm/{typed_last.pk}/?from=harm"
    assert f'href="{back}"' in page.get(answer["way"]["url"]).text
    assert page.post(back, {"reason": "A slip."}).headers["Location"] == section("harm")


@pytest.mark.parametrize(
    ("part", "leads_to"), [("account", section("account")), ("help", section("help")), ("list", LIST)]
)
def test_taken_back_it_leads_to_where_it_was_pressed_and_says_so(page, way, part, leads_to) -> None:
    address = f"{way['url'].partition('?')[0]}?from={part}"
    assert f'href="{leads_to}"' in page.get(address).text, "Cancel leads there too"
    answer = page.post(address, {"reason": "A slip of the thumb."}, follow=True)
    assert answer.redirect_chain == [(leads_to, 302)]
    assert "Withdrawn. It stays in the history." in answer.text


@pytest.mark.parametrize("part", ["", "https://elsewhere.example/", "//elsewhere.example", "../../", "no_section"])
def test_from_anywhere_else_it_leads_to_the_discussion(page, way, part) -> None:
    discussion = HarmTold.objects.get().triggers.get().discussion.get_absolute_url()
    assert "elsewhere" not in page.get(discussion, {"from": part}).text
    answer = page.post(f"{way['url'].partition('?')[0]}?{urlencode({'from': part})}", {"reason": "A slip."})
    assert answer.headers["Location"] == discussion


def test_what_a_colleague_wrote_is_not_theirs_to_take_back(page, client, way) -> None:
    client.force_login(UserFactory(roles=["returns_officer"]))
    shown = client.get(section("account")).text
    assert "Harm told, written down" in shown
    assert STANDS not in shown
    assert way["url"] not in shown
    assert keep(client, "account", **NO).json()["said"] == ""


@pytest.mark.parametrize(
    ("key", "after", "named"),
    [
        ("account", "harm_in_account", "harm_in_account"),
        ("why", "harm_in_why", "push pull why harm_in_why"),
        ("harm", "harm_cse", "harm_cse"),
    ],
)
def test_it_stands_under_the_question_and_is_read_out(page, key, after, named) -> None:
    shown = page.post(section(key), TAB | {"harm_in_account": "yes", "harm_physical": "told", "push": "abuse_neglect"})
    shown = page.get(section(key)).text
    place = shown.index("data-draft-said")
    assert shown.count("data-draft-said") - shown.count("data-draft-said-under") == 1
    assert shown.index(f'name="{after}"') < place < shown.index("data-draft-saved")
    told = shown[place : shown.index("</div>", place)]
    assert named in told
    assert 'role="status"' in told
    assert "Harm told, written down" in shown[place:]


def test_elsewhere_it_stands_at_the_top(page, way) -> None:
    shown = page.get(section("help")).text
    assert shown.index("data-draft-said") < shown.index('<form method="post" class="form"')
    assert "data-draft-said-under" not in shown


def test_the_pages_take_twelve_queries(page, way, django_assert_max_num_queries) -> None:
    keep(page, "account", **NO)
    for address in (section("account"), section("finish"), LIST):
        page.get(address)
        with django_assert_max_num_queries(12):
            assert page.get(address).status_code == 200
