"""Logging is never in the way: gone again, siblings, a child not on record yet, and who was told; at both widths."""

import time

import pytest
from playwright.sync_api import Page, expect

from accounts.rules import Role
from missing.models import Episode, PersonTold
from people.models import YoungPerson
from tests.e2e.browser import DESK, PHONE, scrolls_sideways
from tests.factories import (
    CarePeriodFactory,
    EpisodeFactory,
    PersonAroundFactory,
    PlacementFactory,
    UserFactory,
    YoungPersonFactory,
)

TWO_MINUTES = 120
WIDTHS = pytest.mark.parametrize("width", [DESK, PHONE])


@pytest.fixture
def jude(clock, team, dana) -> YoungPerson:
    clock.set("2026-11-16 22:30")
    jude = YoungPersonFactory(first_name="Jude", last_name="Farrow", reference="YP00096", team=team, social_worker=dana)
    CarePeriodFactory(young_person=jude)
    PlacementFactory(young_person=jude, far=True)
    return jude


def log_it(page: Page) -> None:
    page.locator("form .actions").get_by_role("button", name="Log the episode").click()


@WIDTHS
def test_gone_again(jude, clock, signed_in_as, dana, width):
    before = EpisodeFactory(young_person=jude, started_at=clock.now().replace(hour=8), reference="E1")
    page = signed_in_as(dana, width=width)
    began = time.monotonic()
    page.goto("/")
    page.goto(f"/episodes/new/{jude.reference}/")
    expect(page.get_by_text("There is an open episode already.")).to_be_visible()
    page.get_by_role("radio", name="Missing", exact=True).check()
    page.get_by_label("When did they come back in between?").press_sequentially("about 18:00")
    expect(page.get_by_text("About today 18:00")).to_be_visible()
    page.get_by_label("Since when?").fill("21:15")
    page.get_by_label("Since when?").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Logged as")).to_be_visible()
    assert time.monotonic() - began < TWO_MINUTES
    before.refresh_from_db()
    assert before.returned_is_approximate
    assert Episode.objects.open().get().young_person == jude
    page.goto(before.get_absolute_url())
    expect(page.get_by_text("About today 18:00").first).to_be_visible()
    assert not scrolls_sideways(page)


@WIDTHS
def test_siblings_of_whom_one_lives_elsewhere(jude, signed_in_as, dana, width):
    sister, brother = YoungPersonFactory(first_name="Asha"), YoungPersonFactory(first_name="Rafe", last_name="Farrow")
    PlacementFactory(young_person=sister, postcode="SY1 1AA")
    page = signed_in_as(dana, width=width)
    page.goto(f"/episodes/new/{jude.reference}/")
    page.get_by_role("radio", name="Missing", exact=True).check()
    page.get_by_label("Since when?").fill("20:00")
    page.get_by_label("What is known?").fill("Over the fence, all three.")
    page.get_by_role("checkbox", name="Asha").check()
    page.get_by_label("Somebody else with them").fill("rafe faro")
    page.get_by_label("Somebody else with them").press("Enter")
    page.get_by_role("checkbox", name="Rafe Farrow").check()
    expect(page.get_by_role("checkbox", name="Asha")).to_be_checked()
    expect(page.get_by_label("What is known?")).to_have_value("Over the fence, all three.")
    assert not scrolls_sideways(page)
    log_it(page)
    expect(page.get_by_role("status").filter(has_text="Rafe Farrow as")).to_be_visible()
    card = page.locator("section.card").filter(has_text="Logged together with")
    expect(card).to_contain_text("Asha")
    assert {episode.young_person for episode in Episode.objects.open()} == {jude, sister, brother}
    assert set(Episode.objects.values_list("circumstances", flat=True)) == {"Over the fence, all three."}


@WIDTHS
def test_siblings_without_javascript(jude, signed_in_as, dana, width):
    YoungPersonFactory(first_name="Rafe", last_name="Farrow")
    page = signed_in_as(dana, width=width, java_script_enabled=False)
    page.goto(f"/episodes/new/{jude.reference}/")
    page.get_by_role("radio", name="Missing", exact=True).check()
    page.get_by_label("Since when?").fill("20:00")
    page.get_by_text("Somebody else is missing with them").click()
    page.get_by_label("Somebody else with them").fill("rafe")
    page.get_by_role("button", name="Find somebody else").click()
    expect(page.get_by_label("Since when?")).to_have_value("20:00")
    page.get_by_role("checkbox", name="Rafe Farrow").check()
    log_it(page)
    assert Episode.objects.open().count() == 2


@WIDTHS
def test_a_child_who_is_not_on_record_is_added_on_the_way(jude, signed_in_as, team, width):
    page = signed_in_as(UserFactory(roles=[Role.DUTY]), width=width)
    began = time.monotonic()
    page.goto("/episodes/new/")
    page.get_by_label("Who is it?").press_sequentially("lily oakes")
    page.get_by_role("link", name="Add them to the record and log the episode").click()
    expect(page.get_by_label("First name", exact=True)).to_have_value("Lily")
    page.get_by_label("Date of birth", exact=True).fill("7 March 2011")
    page.get_by_label("Team", exact=True).select_option(label=team.name)
    page.get_by_role("group", name="Why are they on record here?").get_by_role("radio").nth(1).check()
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Add and log the episode").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lily Oakes, 15")
    page.get_by_role("radio", name="Missing", exact=True).check()
    page.get_by_label("Since when?").fill("22:00")
    log_it(page)
    expect(page.get_by_role("status").filter(has_text="Logged as")).to_be_visible()
    assert time.monotonic() - began < TWO_MINUTES


@WIDTHS
@pytest.mark.parametrize("has_javascript", [True, False])
def test_who_was_told_is_ticked_off_and_asked_again_on_return(jude, clock, signed_in_as, dana, width, has_javascript):
    people = {"young_person": jude, "has_parental_responsibility": True}
    PersonAroundFactory(name="Ann Farrow", no_address=True, **people)
    PersonAroundFactory(name="Tom Farrow", relation="father", must_not_know=True, **people)
    episode = EpisodeFactory(young_person=jude, started_at=clock.now().replace(hour=21), is_out_of_area=True)
    page = signed_in_as(dana, width=width, java_script_enabled=has_javascript)
    page.goto("/missing-now/")
    page.get_by_role("link", name="still to be told").click()
    expect(page.get_by_text("Tom Farrow, father")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Tom Farrow")).to_have_count(0)
    assert not scrolls_sideways(page)
    page.get_by_role("checkbox", name="Police").check()
    page.get_by_role("checkbox", name="Ann Farrow").check()
    page.get_by_label("When?").fill("about 22:00")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("status").filter(has_text="still to be told.")).to_be_visible()
    page.get_by_role("checkbox", name="School").check()
    page.get_by_role("radio", name="They were not told").check()
    page.get_by_label("Why not?").fill("It is the holidays.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Not told: It is the holidays.")).to_be_visible()
    page.goto(episode.get_absolute_url())
    page.get_by_role("link", name="Record return").click()
    page.get_by_role("radio", name="Back at home or in their placement").check()
    page.get_by_label("When did they come back?").fill("22:15")
    page.get_by_role("button", name="Record return").click()
    expect(page.get_by_role("heading", name="Still to be told that they are found or back")).to_be_visible()
    expect(page.locator(".to-tell")).to_contain_text("Police")
    assert not scrolls_sideways(page)
    assert PersonTold.objects.count() == 3
