"""An administrator looks, on a phone, at which hours an interview is told, and changes them."""

from playwright.sync_api import expect

from accounts.rules import Role
from tests.e2e.browser import PHONE, assert_well_made
from tests.factories import UserFactory


def test_the_hours_of_an_interview_are_found_refused_out_of_order_and_saved(clock, signed_in_as):
    clock.set("2026-11-16 09:00")
    ada = UserFactory(full_name="Ada Admin", email="ada@northcliffe.example", roles=[Role.ADMINISTRATOR])
    page = signed_in_as(ada, width=PHONE)
    page.goto("/alerts/")
    page.get_by_role("link", name="Who is told of what").click()
    assert_well_made(page)
    page.get_by_role("link", name="Change the hours of Return home interview").click()
    assert_well_made(page)

    late = page.get_by_label("Stage 3: overdue by how many hours?")
    expect(late).to_have_value("24")
    late.fill("80")
    page.get_by_role("button", name="Save").click()
    refused = "“Overdue by 72 hours” has to come later than “overdue by 80 hours”."
    expect(page.locator(".govuk-error-message").get_by_text(refused)).to_be_visible()
    expect(late).to_have_value("80")
    assert_well_made(page)

    late.fill("12")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Return home interview: the hours are saved.")).to_be_visible()
    expect(page.get_by_role("row", name="Overdue by 12 hours").get_by_text("Set by Ada Admin")).to_be_visible()
    assert_well_made(page)
