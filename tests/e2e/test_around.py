"""Who must not be told, from who writes it down to who reads the episode at night; and the page for the police."""

import pytest
from playwright.sync_api import expect

from people.models import PersonAround, Photograph, ReadLog, YoungPerson
from tests.e2e.browser import PHONE, scrolls_sideways
from tests.factories import EpisodeFactory, PlacementFactory, YoungPersonFactory
from tests.people.pictures import drawn


@pytest.fixture
def kayden(clock, team, dana) -> YoungPerson:
    clock.set("2026-11-21 10:00")
    kayden = YoungPersonFactory(
        first_name="Kayden", last_name="Marsh", reference="YP00231", team=team, social_worker=dana
    )
    PlacementFactory(young_person=kayden, provider_name="Ash House")
    EpisodeFactory(young_person=kayden, reference="E77", circumstances="Left in a red coat.")
    return kayden


def test_who_must_not_be_told_is_written_down_and_warned_of_on_the_episode(kayden, signed_in_as, dana):
    page = signed_in_as(dana)
    page.goto(kayden.get_absolute_url())
    page.get_by_role("link", name="People, orders, needs and names").click()
    page.get_by_role("link", name="Add somebody").click()
    expect(page.get_by_label("Why not?")).to_be_hidden()
    page.get_by_label("Name").fill("Dwayne Marsh")
    page.get_by_label("Who are they to the young person?").select_option(label="Father")
    page.get_by_role("radio", name="Must not be told").check()
    page.get_by_role("button", name="Save").click()

    # The reason was left out: it is asked for beside its question, and all that was typed is still there.
    expect(page.get_by_role("alert").first).to_contain_text("Say why, for whoever answers the telephone at night.")
    expect(page.get_by_label("Name")).to_have_value("Dwayne Marsh")
    page.get_by_label("Why not?").fill("Came to the last home at night.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Dwayne Marsh, father is on record.")).to_be_visible()

    page.goto("/episodes/E77/")
    warning = page.get_by_role("region", name="Before anybody is told or sent anything")
    expect(warning).to_contain_text("Dwayne Marsh, father must not be told anything.")
    assert PersonAround.objects.get().may_be_told_why == "Came to the last home at night."


def test_the_page_for_the_police_is_kept_current_and_prints_in_one_press(kayden, signed_in_as, dana):
    page = signed_in_as(dana)
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    page.goto("/episodes/E77/")
    page.get_by_role("link", name="Page for the police").click()
    expect(page.get_by_role("region", name="Not on file", exact=True)).to_contain_text("a photograph, height")

    page.get_by_role("link", name="Add a photograph").click()
    page.get_by_label("Photograph").set_input_files({"name": "me.png", "mimeType": "image/png", "buffer": drawn()})
    page.get_by_label("When was it taken?").fill("1 November 2026")
    page.get_by_role("button", name="Keep this photograph").click()
    expect(page.get_by_role("img", name="Photograph of Kayden Marsh")).to_be_visible()
    page.get_by_role("link", name="Write down what they look like").click()
    page.get_by_label("Height").fill("1.69 m")
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    page.goto("/young-people/YP00231/police-page/")
    picture = page.get_by_role("img", name="Photograph of Kayden Marsh")
    assert picture.evaluate("picture => picture.naturalWidth") == 60
    expect(page.get_by_role("region", name="Description")).to_contain_text("1.69 m")
    page.get_by_role("link", name="Print it").click()
    expect(page.locator("html")).to_have_attribute("data-printed", "yes")
    page.emulate_media(media="print")
    expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
    expect(page.get_by_text("Printed by Dana Whit, 21 November 2026")).to_be_visible()
    expect(page.get_by_role("link", name="Back to the episode")).to_be_hidden()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": PHONE, "height": 900})
    assert not scrolls_sideways(page)
    assert ReadLog.objects.filter(page="missing:print_for_police", user=dana).count() == 1
    assert Photograph.objects.get().young_person == kayden


def test_printing_from_the_browsers_menu_is_written_down_too(kayden, signed_in_as, dana):
    page = signed_in_as(dana)
    page.goto("/young-people/YP00231/police-page/")
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/police-page/print/"):
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert ReadLog.objects.filter(page="missing:print_for_police", user=dana).exists()
