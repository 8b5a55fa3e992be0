"""Missing again before the interview, twice; then one conversation for all three, each judged by its own clock."""

from playwright.sync_api import expect

from reporting.measures import INTERVIEWS_IN_72_HOURS, count
from reporting.scope import Scope
from tests.e2e import doing
from tests.factories import CarePeriodFactory, PlacementFactory, YoungPersonFactory

NAME = "Kayden Marsh"


def goes(page, since: str) -> None:
    page.get_by_role("link", name="Home").click()
    doing.log_episode(page, NAME, NAME, since=since)


def test_missing_again_then_one_conversation_for_three(clock, signed_in_as, team, dana, priya, yasmin):
    clock.set("2026-11-16 08:00")
    child = YoungPersonFactory(
        first_name="Kayden", last_name="Marsh", reference="YP00231", team=team, social_worker=dana
    )
    CarePeriodFactory(young_person=child)
    PlacementFactory(young_person=child)

    # Back on Monday at nine; a time is booked for Tuesday at four.
    danas = signed_in_as(dana)
    goes(danas, "yesterday 22:00")
    clock.set("2026-11-16 09:30")
    danas = signed_in_as(dana)
    doing.record_return(danas, NAME, at="09:00")
    priyas = signed_in_as(priya)
    doing.open_interview(priyas, NAME)
    priyas.get_by_role("link", name="Book a time").click()
    priyas.get_by_label("When?").fill("Tue 16:00")
    expect(priyas.get_by_text("Tomorrow, 16:00")).to_be_visible()
    priyas.get_by_role("radio", name="Video call").check()
    priyas.get_by_role("button", name="Save the booking").click()
    expect(priyas.get_by_role("status").filter(has_text="The interview is yours now.")).to_be_visible()

    # Gone again on Tuesday at noon: the row says so and leads there, and the time that was booked is still shown.
    clock.set("2026-11-17 12:30")
    danas = signed_in_as(dana)
    goes(danas, "12:00")
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    row = priyas.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("Reminders paused.")
    expect(row).to_contain_text("Booked today 16:00, by video.")
    row.get_by_role("link", name="Missing now").click()
    expect(priyas.get_by_role("heading", level=1)).to_contain_text(NAME)

    # At four nobody is there: of a child who is missing it is not asked whether they came.
    clock.set("2026-11-17 16:20")
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    row = priyas.get_by_role("row").filter(has_text=NAME)
    expect(row).not_to_contain_text("Was it held?")

    # Back on Tuesday night the row asks, and one press writes down why.
    # Away once more, and back on Thursday morning: three are open, the first is overdue.
    clock.set("2026-11-18 08:30")
    danas = signed_in_as(dana)
    doing.record_return(danas, NAME, at="yesterday 23:00")
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    row = priyas.get_by_role("row").filter(has_text="Was it held?")
    row.get_by_role("button", name="They did not come").click()
    expect(priyas.get_by_role("row").filter(has_text="1 attempt: missing again")).to_contain_text(NAME)
    clock.set("2026-11-18 22:00")
    danas = signed_in_as(dana)
    goes(danas, "21:00")
    clock.set("2026-11-19 09:30")
    danas = signed_in_as(dana)
    doing.record_return(danas, NAME, at="09:15")
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    first = priyas.get_by_role("row").filter(has_text=NAME).first
    expect(first).to_contain_text("Overdue by")
    expect(first).to_contain_text("3 interviews open")
    first.get_by_role("link", name=NAME).click()
    expect(priyas.get_by_text("One conversation may settle all")).to_be_visible()

    # One conversation, recorded once on the latest; the other two are ticked by the officer.
    clock.set("2026-11-19 11:00")
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    priyas.get_by_role("row").filter(has_text=NAME).first.get_by_role("link", name=NAME).click()
    priyas.get_by_role("link", name="Record one conversation for all").click()
    doing.write_record(priyas, at="10:30", account="He missed his brother and went to see him, each time.")
    group = priyas.get_by_role("group", name="Did this conversation also cover…")
    for box in group.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
        box.check()
    priyas.get_by_role("button", name="Record the interview").click()
    expect(priyas.get_by_role("status").filter(has_text="Interview recorded.")).to_be_visible()
    doing.go_to_queue(priyas)
    expect(priyas.get_by_role("link", name="All to do 0")).to_be_visible()

    # Each by its own clock: the first was over since nine o'clock, the other two are in time.
    figure = count(Scope.last_days(90, at=clock.now()), [INTERVIEWS_IN_72_HOURS])[INTERVIEWS_IN_72_HOURS.key]
    assert (figure.numerator, figure.denominator) == (2, 3)
    yasmins = signed_in_as(yasmin)
    yasmins.get_by_role("navigation", name="Main").get_by_role("link", name="Figures").click()
    expect(yasmins.get_by_text("2 of 3 that came back")).to_be_visible()
    covered = yasmins.get_by_role("row").filter(has_text="Completed: covered by a later interview")
    expect(covered).to_contain_text("2")

    # A manager takes one of them back, with a reason; it is to do again, overdue as it is.
    covered.get_by_role("link").click()
    yasmins.get_by_role("row").filter(has_text=NAME).last.get_by_role("link", name=NAME).click()
    yasmins.get_by_role("link", name="Return home interview").click()
    yasmins.get_by_role("link", name="Reopen: this outcome is wrong").click()
    yasmins.get_by_label("Why was it wrong?").fill("They did not talk about that night.")
    yasmins.get_by_role("button", name="Reopen the interview").click()
    expect(yasmins.get_by_text("Reopened; it was “covered by a later interview”.")).to_be_visible()
