"""On a phone in the hand: nothing scrolls sideways, and each value stands under its label."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.browser import NARROWEST, PHONE, scrolls_sideways
from tests.factories import EpisodeFactory, ReturnInterviewFactory, YoungPersonFactory

LABELS = ("Time left", "Young person", "Came back", "Placement", "Team", "What is known", "Last step", "With")
PAGES = (
    "/",
    "/missing-now/",
    "/interviews/",
    "/interviews/E1/",
    "/interviews/E1/record/",
    "/interviews/E1/record/harm/",
    "/interviews/E1/record/where/",
    "/episodes/E2/",
)


def test_a_row_of_the_queue_shows_its_labels(clock, signed_in_as, team, priya):
    clock.set("2026-11-21 10:00")
    ReturnInterviewFactory(episode=EpisodeFactory(young_person__team=team, returned=True, out_of_city=True))
    page = signed_in_as(priya, width=PHONE)
    page.goto("/interviews/")
    cells = page.locator("table.queue tbody tr").first.locator("td[data-label]")
    for cell, label in zip(cells.all(), LABELS, strict=True):
        shown = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert shown == f'"{label}"'
    button = page.get_by_role("button", name="Take Kayden")
    expect(button).to_be_visible()
    assert button.bounding_box()["height"] >= 40


def test_nothing_scrolls_sideways_at_320_pixels_even_with_long_names(clock, signed_in_as, team, priya):
    clock.set("2026-11-21 10:00")
    child = YoungPersonFactory(team=team, first_name="Maximiliana-Konstantina", last_name="Featherstone-Cholmondeley")
    past = EpisodeFactory(young_person=child, returned=True, out_of_city=True, reference="E1")
    ReturnInterviewFactory(episode=past)
    EpisodeFactory(
        young_person=child, started_at=clock.now() - timedelta(hours=2), reference="E2", police_reference="W" * 40
    )
    page = signed_in_as(priya, width=NARROWEST)
    wide = []
    for path in PAGES:
        assert page.goto(path).ok, path
        if scrolls_sideways(page):
            wide.append(path)
    assert not wide
