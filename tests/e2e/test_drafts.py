"""What is being typed is kept on the server: a closed lid loses nothing, and a failure is said at once."""

import pytest
from playwright.sync_api import expect

from accounts.models import Draft
from accounts.rules import Role
from missing.actions import void_episode
from missing.models import HarmTold, ReturnInterview
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

ACCOUNT = "She was at her sister's & said <nobody> listens."


@pytest.fixture
def interview(clock, team) -> ReturnInterview:
    clock.set("2026-11-21 10:00")
    return ReturnInterviewFactory(episode=EpisodeFactory(young_person__team=team, returned=True, reference="E77"))


def test_what_was_typed_is_there_again_after_the_page_was_closed(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto("/interviews/E77/record/account/")
    page.get_by_label("What did they say?").fill(ACCOUNT)
    page.get_by_role("group", name="Do they think that they were missing?").get_by_role(
        "radio", name="Not sure"
    ).check()
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    page.context.close()

    later = signed_in_as(priya)
    later.goto("/interviews/E77/record/account/")
    expect(later.get_by_label("What did they say?")).to_have_value(ACCOUNT)
    expect(
        later.get_by_role("group", name="Do they think that they were missing?").get_by_role("radio", name="Not sure")
    ).to_be_checked()
    expect(later.get_by_text("Last saved: ")).to_be_visible()


def test_nobody_else_sees_it(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto("/interviews/E77/record/account/")
    page.get_by_label("What did they say?").fill(ACCOUNT)
    expect(page.get_by_text("Saved as you type at")).to_be_visible()

    colleague = signed_in_as(UserFactory(roles=[Role.RETURNS_OFFICER]))
    colleague.goto("/interviews/E77/record/account/")
    expect(colleague.get_by_label("What did they say?")).to_have_value("")


def test_a_draft_that_is_not_saved_is_said_at_once_and_saved_when_it_can_be(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto("/interviews/E77/record/account/")
    page.route("**/keep/", lambda route: route.abort())
    page.get_by_label("What did they say?").fill(ACCOUNT)
    failed = page.get_by_role("alert").filter(has_text="Not saved: no connection.")
    expect(failed).to_be_visible()
    expect(page.get_by_label("What did they say?")).to_have_value(ACCOUNT)

    page.unroute("**/keep/")
    page.get_by_label("What did they say?").press("End")
    page.get_by_label("What did they say?").press_sequentially(" More.")
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    expect(failed).to_have_count(0)
    page.context.watch.forgive("Failed to load resource")


def test_a_second_tab_of_the_logging_form_is_told_and_neither_is_lost(clock, team, signed_in_as, priya):
    clock.set("2026-11-21 10:00")
    YoungPersonFactory(team=team, reference="YP00096")
    first = signed_in_as(priya)
    first.goto("/episodes/new/YP00096/")
    second = first.context.new_page()
    second.goto("/episodes/new/YP00096/")

    first.get_by_label("What is known?").fill("Left by the back door.")
    expect(first.get_by_text("Saved as you type at")).to_be_visible()
    second.get_by_label("What is known?").fill("Took the bus.")
    told = second.get_by_role("alert").filter(has_text="This was changed in another tab or on another device at")
    expect(told).to_be_visible()
    expect(second.get_by_label("What is known?")).to_have_value("Took the bus.")

    with first.context.expect_page() as opened:
        second.get_by_role("link", name="See what was saved there, in a new tab").click()
    expect(opened.value.get_by_label("What is known?")).to_have_value("Left by the back door.")

    second.get_by_role("button", name="Keep what is on this page instead").click()
    expect(second.get_by_text("Saved as you type at")).to_be_visible()
    expect(told).to_have_count(0)
    first.get_by_label("What is known?").press("End")
    first.get_by_label("What is known?").press_sequentially(" More.")
    expect(first.get_by_role("alert").filter(has_text="This was changed in another tab")).to_be_visible()
    expect(first.get_by_label("What is known?")).to_have_value("Left by the back door. More.")
    first.context.watch.forgive("Failed to load resource")


def test_who_was_signed_out_is_told_so_and_goes_on_in_the_same_page(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto("/interviews/E77/record/account/")
    page.context.clear_cookies(name="safe_return_session")
    page.get_by_label("What did they say?").fill(ACCOUNT)
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible()


def test_harm_typed_after_the_episode_was_voided_is_marked_and_nothing_is_lost(interview, signed_in_as, priya, dana):
    page = signed_in_as(priya)
    page.goto("/interviews/E77/record/harm/")
    void_episode(actor=dana, episode=interview.episode, reason="Logged twice")
    page.get_by_label("What happened, or what do you fear?").fill("He hurt me in the car")
    page.get_by_role("group", name="Sexual harm").get_by_role("radio", name="They told me").check()
    notice = page.get_by_role("status").filter(has_text="E77 was voided meanwhile.")
    expect(notice).to_contain_text("A strategy discussion is due.")
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="What you typed")).to_be_visible()
    expect(page.get_by_text("He hurt me in the car")).to_be_visible()
    page.goto("/interviews/E77/record/")
    expect(page.get_by_text("He hurt me in the car")).to_be_visible()
    assert HarmTold.objects.get().interview == interview
    assert Draft.objects.count() == 1


def test_what_the_server_refuses_is_said_in_its_words_and_not_tried_for_ever(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto("/interviews/E77/record/account/")
    sent = []
    page.on("request", lambda request: request.url.endswith("/keep/") and sent.append(request))
    page.route("**/keep/", lambda route: route.fulfill(status=400, json={"failed": "This is too long."}))
    page.get_by_label("What did they say?").fill(ACCOUNT)
    said = page.get_by_role("alert").filter(has_text="Not saved: This is too long. What you have typed is still")
    expect(said).to_be_visible()
    page.unroute("**/keep/")
    page.route("**/keep/", lambda route: route.fulfill(status=404, body="Not found"))
    page.get_by_label("What did they say?").press_sequentially("!")
    expect(page.get_by_role("alert").filter(has_text="this is not there any more, or is not yours")).to_be_visible()
    assert len(sent) == 2
    page.wait_for_timeout(16_000)
    assert len(sent) == 2
    for _ in range(2):
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_label("What did they say?")).to_have_value(f"{ACCOUNT}!")
    page.context.watch.forgive("Failed to load resource")


def test_what_was_left_is_said_at_the_top_read_at_once_and_begun_anew(interview, signed_in_as, priya):
    gone = EpisodeFactory(reference="E79")
    page = signed_in_as(priya)
    page.goto(f"{gone.get_absolute_url()}told/")
    page.get_by_label("When?").fill("05:15 yesterday")
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    page.get_by_role("link", name="Cancel").click()

    page.goto(f"{gone.get_absolute_url()}told/")
    expect(page.get_by_text("Nobody whom you ticked then is written down as told.")).to_be_visible()
    expect(page.locator("#id_told_at_understood")).to_contain_text("05:15")
    page.get_by_label("By whom, if not by you?").fill("Ann")
    expect(page.get_by_text("Saved as you type at")).to_be_visible()
    page.get_by_role("button", name="Throw it away and begin anew").click()
    expect(page.get_by_text("What you had typed is thrown away.")).to_be_visible()
    expect(page.get_by_label("When?")).to_have_value("")
    expect(page.get_by_label("By whom, if not by you?")).to_have_value("")


def test_harm_chosen_by_a_slip_is_said_under_the_question_on_a_telephone(interview, signed_in_as, priya, dana):
    page = signed_in_as(priya)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/interviews/E77/record/harm/")
    kind = page.get_by_role("group", name="Sexual harm")
    kind.get_by_role("radio", name="They told me").check()
    notice = page.get_by_role("status").filter(has_text="Harm told, written down")
    expect(notice).to_be_in_viewport()
    under = notice.bounding_box()["y"] - kind.bounding_box()["y"] - kind.bounding_box()["height"]
    assert 0 <= under < 40
    kind.get_by_role("radio", name="No", exact=True).check()
    expect(notice).to_contain_text("This stands all the same")
    expect(notice).to_be_in_viewport()
    notice.get_by_role("link", name="By mistake? Take it back").click()
    expect(page.get_by_role("heading", name="It was typed by mistake")).to_be_visible()
