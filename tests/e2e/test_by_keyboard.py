"""Logging an episode without a mouse: Tab, arrows, space and Enter get there, and what has the focus is seen."""

from playwright.sync_api import Page, expect

from tests.factories import CarePeriodFactory, YoungPersonFactory

FAR = 60
"""No page asks for so many presses of Tab."""


def tab_to(page: Page, selector: str) -> None:
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            looks = "getComputedStyle(document.activeElement)"
            assert page.evaluate(f"{looks}.outlineStyle !== 'none' || {looks}.boxShadow !== 'none'"), selector
            return
    raise AssertionError(f"Tab does not come to {selector}")


def test_an_episode_is_logged_by_keyboard(clock, signed_in_as, team, dana):
    clock.set("2026-11-16 09:00")
    CarePeriodFactory(young_person=YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team))
    page = signed_in_as(dana)
    keys = page.keyboard

    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    keys.press("Enter")
    tab_to(page, "a[href='/episodes/new/']")
    keys.press("Enter")
    expect(page).to_have_title("Log an episode – Safe Return")
    tab_to(page, "#person-search")
    keys.type("Farow")
    expect(page.get_by_role("status").filter(has_text="1 found")).to_have_count(1)
    tab_to(page, "#person-results a")
    keys.press("Enter")
    expect(page).to_have_title("Log an episode: Jude Farrow – Safe Return")

    tab_to(page, "input[name=category]")
    keys.press("Space")
    tab_to(page, "input[name=started_at]")
    keys.type("yesterday 21:15")
    tab_to(page, "textarea[name=circumstances]")
    keys.type("Left by the back door.")
    tab_to(page, "main form[data-draft-url] button[type=submit]")
    keys.press("Enter")
    expect(page.get_by_text("Logged as")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jude Farrow")


def test_the_way_into_the_page_skips_the_navigation(clock, signed_in_as, dana):
    page = signed_in_as(dana)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
