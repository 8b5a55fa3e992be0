"""A young person on record twice, missing on both: one record of the two, and two again; a slip voided and put back."""

import re

from playwright.sync_api import Page, expect

from accounts.rules import Role
from tests.factories import PlacementFactory, UserFactory, YoungPersonFactory


def open_record(page: Page, reference: str) -> None:
    page.goto(f"/young-people/{reference}/")


def log(page: Page, reference: str, since: str) -> None:
    page.goto(f"/episodes/new/{reference}/")
    page.get_by_role("radio", name="Missing", exact=True).check()
    page.get_by_label("Since when?").fill(since)
    page.get_by_role("button", name="Log the episode").click()
    expect(page.get_by_role("status").filter(has_text="Logged as")).to_be_visible()


def test_one_record_of_two_and_two_again(clock, signed_in_as, team, dana) -> None:
    clock.set("2026-11-16 08:30")
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Mo Keane")
    jude = YoungPersonFactory(first_name="Jude", last_name="Farrow", reference="YP00096", team=team, social_worker=dana)
    twice = YoungPersonFactory(first_name="Judd", last_name="Farow", reference="NIGHT-17", team=team)
    PlacementFactory(young_person=jude, provider_name="Ash House")
    PlacementFactory(young_person=twice, provider_name="Larch Lodge")

    # The worker logs Jude; at night somebody who could not find the record had made another, and logged Jude there.
    danas = signed_in_as(dana)
    log(danas, "YP00096", "yesterday 21:15")
    log(danas, "NIGHT-17", "yesterday 22:00")
    expect(danas.get_by_role("link", name="Missing now 2")).to_be_visible()

    # The manager finds the other record, and is asked what cannot both be true.
    mos = signed_in_as(manager)
    open_record(mos, "YP00096")
    mos.get_by_role("link", name="On record twice?").click()
    mos.get_by_role("searchbox", name="The other record").fill("Farow")
    mos.locator("#person-results").get_by_role("link", name="Judd Farow").click()
    expect(mos.get_by_role("heading", level=1)).to_have_text("Make one record of two")
    mos.get_by_label("How do you know that they are the same person?").fill("The same birthday and school.")
    mos.get_by_role("button", name="Make one record").click()
    expect(mos.get_by_role("link", name="Episode: choose which one stands.")).to_be_visible()
    expect(mos.get_by_label("How do you know that they are the same person?")).to_have_value(
        "The same birthday and school."
    )
    mos.get_by_role("group", name="Episode: which one stands?").get_by_role("radio").first.check()
    mos.get_by_role("group", name="Placement: which one stands?").get_by_role("radio").last.check()
    mos.get_by_role("button", name="Make one record").click()
    expect(mos.get_by_role("status").filter(has_text="NIGHT-17 is part of this record now")).to_be_visible()
    expect(mos.get_by_text(re.compile("Larch Lodge")).first).to_be_visible()

    # One young person is missing, and the old reference finds the record.
    mos.get_by_role("navigation", name="Main").get_by_role("link", name="Missing now 1").click()
    open_record(mos, "NIGHT-17")
    expect(mos.get_by_role("heading", level=1)).to_contain_text("Jude Farrow")

    # Two brothers after all: two records, and both are missing again.
    mos.get_by_role("link", name="What NIGHT-17 brought into it").click()
    mos.get_by_label("Why are they two people?").fill("They are brothers; the school has both.")
    mos.get_by_role("button", name="Make two records again").click()
    expect(mos.get_by_role("status").filter(has_text="a record of its own again")).to_be_visible()
    expect(mos.get_by_role("link", name="Missing now 2")).to_be_visible()
    open_record(mos, "NIGHT-17")
    expect(mos.get_by_role("heading", level=1)).to_contain_text("Judd Farow")


def test_a_slip_is_voided_and_put_back(clock, signed_in_as, team, dana) -> None:
    clock.set("2026-11-16 08:30")
    YoungPersonFactory(first_name="Jude", last_name="Farrow", reference="YP00096", team=team, social_worker=dana)
    danas = signed_in_as(dana)
    log(danas, "YP00096", "yesterday 21:15")
    danas.get_by_role("link", name="Correct the times").click()
    danas.get_by_role("link", name="void this episode").click()
    danas.get_by_label("Why should it not be on record?").fill("He was in the garden all along.")
    danas.get_by_role("button", name="Void this episode").click()
    expect(danas.get_by_text("He was in the garden all along.").first).to_be_visible()
    expect(danas.get_by_role("link", name="Missing now 0")).to_be_visible()
    danas.get_by_role("link", name="Put it back").click()
    danas.get_by_label("Why was it right after all?").fill("That was his brother.")
    danas.get_by_role("button", name="Put this episode back").click()
    expect(danas.get_by_role("link", name="Missing now 1")).to_be_visible()


def test_one_absence_of_two_and_two_again(clock, signed_in_as, team, dana) -> None:
    clock.set("2026-11-16 08:30")
    YoungPersonFactory(first_name="Jude", last_name="Farrow", reference="YP00096", team=team, social_worker=dana)
    danas = signed_in_as(dana)

    # Said to be back at once by mistake, and logged again; the police hold the risk to be high by then.
    log(danas, "YP00096", "yesterday 21:15")
    danas.get_by_role("link", name="Record return").click()
    danas.get_by_role("radio", name="Back at home or in their placement").check()
    danas.get_by_label("When did they come back?").fill("yesterday 21:40")
    danas.get_by_role("button", name="Record return").click()
    expect(danas.get_by_role("status").filter(has_text="Return recorded.")).to_be_visible()
    first = danas.url
    log(danas, "YP00096", "yesterday 22:00")
    second = danas.url
    danas.get_by_role("link", name="What the police say").click()
    danas.get_by_role("radio", name="High").check()
    danas.get_by_role("button", name="Save").click()

    # One absence: with the end of the first he would leave the list, and that is a manager's to say.
    danas.get_by_role("link", name="Correct the times").click()
    danas.get_by_role("link", name="make one episode of the two").click()
    danas.get_by_role("link", name=re.compile(r"^SR-\d+, missing")).click()
    expect(danas.get_by_text("they leave the list of who is missing").first).to_be_visible()
    danas.get_by_role("group", name="Which end is right?").get_by_role("radio").first.check()
    danas.get_by_label("How do you know that it is the same absence?").fill("The home had looked in the wrong room.")
    danas.get_by_role("button", name="Make one episode").click()
    expect(danas.get_by_text("only a manager may say that this has ended").first).to_be_visible()
    expect(danas.get_by_label("How do you know that it is the same absence?")).to_have_value(
        "The home had looked in the wrong room."
    )
    danas.get_by_role("group", name="Which end is right?").get_by_role("radio").last.check()
    danas.get_by_role("button", name="Make one episode").click()
    expect(danas.get_by_role("status").filter(has_text="is part of")).to_be_visible()
    expect(danas.get_by_role("link", name="Missing now 1")).to_be_visible()
    danas.goto(first)
    expect(danas.get_by_role("link", name="Record return")).to_be_visible()

    # Two absences after all.
    danas.goto(second)
    danas.get_by_role("link", name="Make two episodes again").click()
    danas.get_by_label("Why are they two absences?").fill("He had come in and gone again.")
    danas.get_by_role("button", name="Make two episodes again").click()
    expect(danas.get_by_role("status").filter(has_text="an episode of its own again")).to_be_visible()
    expect(danas.get_by_role("link", name="Record return")).to_be_visible()

    # The first had not ended in his return but in hospital, whence he went again.
    danas.goto(first)
    danas.get_by_role("link", name="Correct the times").click()
    danas.get_by_role("link", name="correct how it ended").click()
    danas.get_by_role("radio", name="They were taken to hospital").check()
    danas.get_by_label("When were they found?").fill("yesterday 21:45")
    danas.get_by_label("Why are you correcting this?").fill("The ward rang.")
    danas.get_by_role("button", name="Correct how it ended").click()
    expect(danas.get_by_role("status").filter(has_text="in hospital yesterday 21:45.")).to_be_visible()
    expect(danas.get_by_text("In hospital").first).to_be_visible()
