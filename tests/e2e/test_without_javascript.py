"""The main job works in a browser that runs no scripts."""

from playwright.sync_api import expect

from tests.e2e import doing
from tests.factories import CarePeriodFactory, YoungPersonFactory


def test_log_return_take_offer_and_decline(clock, signed_in_as, team, dana, priya):
    clock.set("2026-11-16 09:00")
    CarePeriodFactory(young_person=YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team))

    danas = signed_in_as(dana, by_form=True, java_script_enabled=False)
    doing.log_episode(danas, "Farow", "Jude Farrow", since="yesterday 21:15", has_javascript=False)
    doing.record_return(danas, "Jude Farrow", at="08:00")

    priyas = signed_in_as(priya, java_script_enabled=False)
    doing.take(priyas, "Jude Farrow")
    doing.open_interview(priyas, "Jude Farrow")
    doing.offer(priyas, method="By telephone", response="Thinking about it")
    doing.decline(priyas, because="Does not want to talk", at="now")
    expect(priyas.get_by_text("Declined by the young person").first).to_be_visible()


def test_a_time_that_cannot_be_read_is_said_beside_it_and_nothing_typed_is_lost(clock, signed_in_as, team, dana):
    clock.set("2026-11-16 09:00")
    CarePeriodFactory(young_person=YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team))
    page = signed_in_as(dana, java_script_enabled=False)
    doing.find_to_log(page, "Jude", "Jude Farrow", has_javascript=False)
    page.get_by_label("Since when?").fill("some time last night")
    page.get_by_label("What is known?").fill("Left by the back door.")
    page.get_by_role("button", name="Log the episode").click()

    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    expect(summary.get_by_role("link")).to_have_count(2)
    assert page.title().startswith("Error: ")
    expect(page.get_by_label("What is known?")).to_have_value("Left by the back door.")
    expect(page.get_by_label("Since when?")).to_have_value("some time last night")
