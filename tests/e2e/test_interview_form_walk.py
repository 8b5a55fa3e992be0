"""The full record of an interview in a browser: harm marked at once, and nothing typed is lost."""

import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from alerts.models import Alert
from missing.models import HarmTold, Printed, ReturnInterview, StrategyDiscussion
from missing.rules.interview_record import SECTION_KEYS
from tests.e2e import doing
from tests.e2e.browser import DESK, PHONE, scrolls_sideways
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

RECORD = "/interviews/E77/record/"


@pytest.fixture
def interview(clock, team, dana) -> ReturnInterview:
    clock.set("2026-11-21 10:00")
    episode = EpisodeFactory(young_person__team=team, young_person__social_worker=dana, returned=True, reference="E77")
    return ReturnInterviewFactory(episode=episode)


def saved(page: Page) -> None:
    expect(page.get_by_text("Saved as you type at")).to_be_visible()


def told(page: Page, harm: str) -> None:
    page.get_by_role("group", name=harm).get_by_role("radio", name="They told me").check()


def test_harm_told_mid_form_with_the_browser_closed(interview, signed_in_as, priya, dana, mailbox, a_minute_passes):
    page = signed_in_as(priya)
    page.goto(f"{RECORD}account/")
    page.get_by_label("What did they say?").fill("He said I owe him.")
    doing.to_section(page, "Harm, risk and health")
    page.get_by_label("Who did it?").fill("A man called Fitz")
    told(page, "Threats or weapons")
    notice = page.get_by_role("status").filter(has_text="A strategy discussion is due")
    expect(notice).to_contain_text("Told of it: their social worker Dana Whit")
    page.context.close()

    harm = HarmTold.objects.filter(interview=interview).latest("pk")
    assert harm.what_was_told == "Threats or weapons. By: A man called Fitz."
    assert StrategyDiscussion.objects.open().filter(young_person=interview.episode.young_person).count() == 1
    interview.refresh_from_db()
    assert interview.is_to_do
    a_minute_passes()
    assert Alert.objects.filter(user=dana, stage__kind="harm_told").exists()

    later = signed_in_as(priya)
    later.goto(f"{RECORD}account/")
    expect(later.get_by_label("What did they say?")).to_have_value("He said I owe him.")
    expect(later.get_by_text("A strategy discussion is due")).to_be_visible()
    doing.to_section(later, "Harm, risk and health")
    expect(later.get_by_label("Who did it?")).to_have_value("A man called Fitz")


def test_the_whole_form_by_continue_alone_and_what_it_needs(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto(RECORD)
    doing.to_section(page, "How you talked, and finish")
    page.get_by_role("button", name="Record the interview").click()
    hindered = page.get_by_role("alert").filter(has_text="Before it can be recorded")
    expect(hindered.get_by_role("link")).to_have_count(2)  # of “In their own words” what is needed first
    hindered.get_by_role("link", name="Before you begin").click()
    page.get_by_label("I told them what stays with me and what I must pass on").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What did they say?").fill("I went to my sister’s.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Choose whether they told of harm").first).to_be_visible()
    doing.told_of_harm(page, "No")
    page.get_by_role("button", name="Continue").click()
    where = page.get_by_role("group", name="Place 1", exact=True)
    where.get_by_label("Where").fill("12 Mill Lane")
    where.get_by_label("Slept there").check()
    page.get_by_role("group", name="Place 2", exact=True).get_by_label("Where").fill("Bus station")
    page.get_by_role("button", name="Add another place").click()
    expect(page.get_by_role("group", name="Place 3", exact=True)).to_be_visible()
    for title in ("Why they went", "Harm, risk and health", "What would help", "Staying safe"):
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_label("Missing People: call or text 116 000").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("When did you talk?").fill("09:30")
    page.get_by_role("radio", name="Telephone", exact=True).check()
    page.get_by_role("group", name="Who did the interview?").get_by_role("radio").first.check()
    page.get_by_role("button", name="Record the interview").click()
    expect(page.get_by_role("status").filter(has_text="Interview recorded.")).to_be_visible()
    page.get_by_role("link", name="Read the whole record").click()
    expect(page.get_by_text("12 Mill Lane, slept there; Bus station")).to_be_visible()
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/record/whole/printed/"):
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert Printed.objects.get().by == priya


def test_a_second_tab_is_said_and_nothing_is_written_over(interview, signed_in_as, priya, clock):
    page = signed_in_as(priya)
    page.goto(f"{RECORD}help/")
    other = page.context.new_page()
    other.goto(f"{RECORD}help/")
    other.get_by_label("What would help?").fill("Of the second tab")
    saved(other)
    page.get_by_label("What would help?").fill("Of the first tab")
    said = page.get_by_role("alert").filter(has_text="changed in another tab or on another device")
    expect(said).to_be_visible()
    expect(page.get_by_label("What would help?")).to_have_value("Of the first tab")
    page.get_by_role("button", name="Keep what is on this page instead").click()
    saved(page)
    expect(said).to_be_hidden()
    page.context.watch.forgive("409")
    other.reload()
    expect(other.get_by_label("What would help?")).to_have_value("Of the first tab")


def test_who_is_signed_out_by_time_loses_nothing_by_pressing_continue(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto(f"{RECORD}help/")
    page.context.clear_cookies(name="safe_return_session")
    page.get_by_label("What would help?").fill("A lift on Fridays")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    expect(page.get_by_label("What would help?")).to_have_value("A lift on Fridays")


def test_a_save_that_fails_is_said_at_once_and_continue_waits_for_the_line(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto(f"{RECORD}help/")
    page.route("**/keep/", lambda route: route.abort())
    page.get_by_label("What would help?").fill("A lift on Fridays")
    expect(page.get_by_role("alert").filter(has_text="Not saved: no connection.")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("What would help?")).to_have_value("A lift on Fridays")
    page.unroute("**/keep/")
    page.wait_for_timeout(1_100)  # a second press within a second counts as a slip of the finger
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staying safe")
    doing.to_section(page, "What would help")
    expect(page.get_by_label("What would help?")).to_have_value("A lift on Fridays")
    page.context.watch.forgive("Failed to load resource")


def test_words_typed_just_before_a_link_is_followed_are_kept(interview, signed_in_as, priya):
    page = signed_in_as(priya, width=PHONE)
    page.goto(f"{RECORD}help/")
    page.get_by_label("What would help?").fill("A lift on Fridays")
    doing.to_section(page, "Staying safe")
    doing.to_section(page, "What would help")
    expect(page.get_by_label("What would help?")).to_have_value("A lift on Fridays")


def test_without_javascript_harm_is_marked_on_continue(interview, signed_in_as, priya):
    page = signed_in_as(priya, java_script_enabled=False)
    page.goto(f"{RECORD}harm/")
    told(page, "Hurt by somebody")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("A strategy discussion is due")).to_be_visible()
    assert HarmTold.objects.get().told_at <= timezone.now()


def test_nobody_else_sees_it(interview, signed_in_as, priya):
    page = signed_in_as(priya)
    page.goto(f"{RECORD}help/")
    page.get_by_label("What would help?").fill("A lift on Fridays")
    saved(page)
    colleague = signed_in_as(UserFactory(roles=["returns_officer"]))
    colleague.goto(f"{RECORD}help/")
    expect(colleague.get_by_label("What would help?")).to_have_value("")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_each_section_reads_well_for_those_who_see_and_those_who_hear(interview, signed_in_as, priya, width, tmp_path):
    young_person = interview.episode.young_person
    earlier = ReturnInterviewFactory(
        outcome="completed",
        episode__young_person=young_person,
        episode__started_at=interview.episode.started_at - timedelta(days=30),
    )
    for where in ("12 Mill Lane", "Bus station"):
        place = young_person.places_mentioned.create(where=where, recorded_at=timezone.now())
        earlier.place_mentions.create(place=place)
    person = young_person.people_mentioned.create(name="Fitz", recorded_at=timezone.now())
    earlier.person_mentions.create(person=person)
    page = signed_in_as(priya, width=width)
    for path in ("", *(f"{key}/" for key in SECTION_KEYS)):
        page.goto(f"{RECORD}{path}")
        assert not Axe().run(page).response["violations"], path
        assert not scrolls_sideways(page), path
        (tmp_path / f"{path.strip('/')}.html").write_text(page.request.get(f"{RECORD}{path}").text())
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"record-{path.strip('/')}-{width}.png", full_page=True)
    command = ["node_modules/.bin/html-validate", "--config", ".htmlvalidate.json", "--formatter", "text"]
    done = subprocess.run([*command, str(tmp_path)], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
