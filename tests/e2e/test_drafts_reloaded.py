"""A page that is loaded again in the midst of typing: the tab's own last words are no stranger's. Another tab's are."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts import views
from accounts.drafts import save_draft
from accounts.models import Draft
from tests.factories import YoungPersonFactory

KNOWN = "What is known?"
CHANGED = "This was changed in another tab or on another device"


@pytest.fixture
def form(clock, team, signed_in_as, priya) -> Page:
    clock.set("2026-11-21 10:00")
    YoungPersonFactory(team=team, reference="YP00096")
    page = signed_in_as(priya)
    page.goto("/episodes/new/YP00096/")
    return page


def goes_on(page: Page, words: str) -> None:
    page.get_by_label(KNOWN).press("End")
    page.get_by_label(KNOWN).press_sequentially(words)
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text=CHANGED)).to_have_count(0)


@pytest.mark.parametrize("delay", [0, 200, 500, 900, 1000, 1100, 1500])
def test_who_loads_the_page_again_goes_on_with_all_their_words(form, delay: int) -> None:
    form.get_by_label(KNOWN).press_sequentially("Left by the back door.")
    form.wait_for_timeout(delay)
    form.reload()
    expect(form.get_by_label(KNOWN)).to_have_value("Left by the back door.")
    goes_on(form, " Took the bus.")
    form.get_by_label(KNOWN).press_sequentially(" To town.")
    form.wait_for_timeout(delay)
    form.reload()
    goes_on(form, " Alone.")
    assert Draft.objects.get().values["circumstances"] == ["Left by the back door. Took the bus. To town. Alone."]


@pytest.mark.parametrize("seconds", [0.3, 0.8])
def test_last_words_that_come_after_the_new_page_was_made_are_shown(form, monkeypatch, seconds: float) -> None:
    def slowly(*args: Any, **kwargs: Any) -> str:
        time.sleep(seconds)
        return save_draft(*args, **kwargs)

    monkeypatch.setattr(views.drafts, "save_draft", slowly)
    form.get_by_label(KNOWN).press_sequentially("Left by the back door.")
    form.reload()
    expect(form.get_by_label(KNOWN)).to_have_value("Left by the back door.")
    goes_on(form, " Took the bus.")


def test_a_tab_that_was_copied_is_another_tab(form) -> None:
    form.get_by_label(KNOWN).press_sequentially("Left by the back door.")
    form.reload()
    expect(form.get_by_label(KNOWN)).to_have_value("Left by the back door.")
    with form.context.expect_page() as opened:
        form.evaluate("window.open(location.href)")
    copy = opened.value
    expect(copy.get_by_label(KNOWN)).to_have_value("Left by the back door.")
    goes_on(form, " Took the bus.")
    copy.get_by_label(KNOWN).fill("Walked.")
    expect(copy.get_by_role("alert").filter(has_text=CHANGED)).to_be_visible()
    assert Draft.objects.get().values["circumstances"] == ["Left by the back door. Took the bus."]
    form.context.watch.forgive("Failed to load resource")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_button_leads_to_what_another_tab_has_changed(form, width: int) -> None:
    form.set_viewport_size({"width": width, "height": 700})
    other = form.context.new_page()
    other.goto("/episodes/new/YP00096/")
    goes_on(other, "Walked.")
    form.get_by_label(KNOWN).press_sequentially("Left by the back door.")
    told = form.get_by_role("group", name="Changed elsewhere")
    expect(told).to_be_visible()
    expect(told).not_to_be_focused()
    form.get_by_role("button", name="Log the episode").click()
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport(ratio=1)
    expect(form.get_by_label(KNOWN)).to_have_value("Left by the back door.")
    form.context.watch.forgive("Failed to load resource")
