"""How an absence ends otherwise: turned 18 while missing; found and refusing to come back."""

from datetime import date
from typing import Any

from playwright.sync_api import expect

from accounts.rules import Role
from tests.e2e import doing
from tests.factories import PlacementFactory, UserFactory, YoungPersonFactory


def everything_mailed(mailbox: Any, user: Any) -> str:
    """What they were told by e-mail, whichever alerts left together."""
    parts = [part for mail in mailbox.to(user.email) for part in mail.walk() if not part.is_multipart()]
    return "\n".join(part.get_payload(decode=True).decode() for part in parts)


def test_turned_18_while_missing(clock, signed_in_as, team, dana, yasmin, mailbox, a_minute_passes):
    clock.set("2026-11-16 08:30")
    harjit = UserFactory(full_name="Harjit Sandhu", email="harjit@northcliffe.example", roles=[Role.TEAM_MANAGER])
    harjit.teams.set([team])
    child = YoungPersonFactory(
        first_name="Jude",
        last_name="Farrow",
        reference="YP00100",
        team=team,
        social_worker=dana,
        date_of_birth=date(2008, 11, 20),
    )
    PlacementFactory(young_person=child)
    danas = signed_in_as(dana)
    doing.log_episode(danas, "Farrow", "Jude Farrow", since="yesterday 21:15")

    # A minute later worker and manager know that a birthday comes; three days later a review of the absence is due.
    a_minute_passes()
    a_minute_passes()
    assert "18th birthday while missing or away within 7 days" in {mail["Subject"] for mail in mailbox.to(dana.email)}
    clock.set("2026-11-18 21:20")
    a_minute_passes()
    a_minute_passes()
    assert "Review of a long absence due now" in everything_mailed(mailbox, harjit)
    harjits = signed_in_as(harjit)
    harjits.get_by_role("link", name="Home").click()
    reviews = harjits.locator("main li").filter(has_text="72-hour review")
    reviews.get_by_role("link", name="Jude Farrow").click()
    harjits.get_by_role("link", name="Record a review").click()
    harjits.get_by_label("What was decided?").fill("He turns 18 on Friday. Adult services are told today.")
    harjits.get_by_label("Next steps").fill("Dana rings adult safeguarding.")
    harjits.get_by_role("button", name="Record the review").click()
    expect(harjits.get_by_role("status").filter(has_text="72-hour review recorded.")).to_be_visible()

    # On the birthday the count ends; the episode stays open, and says so until he is handed over.
    clock.set("2026-11-20 08:00")
    a_minute_passes()
    a_minute_passes()
    assert "18th birthday while missing or away reached: hand over" in everything_mailed(mailbox, dana)
    danas = signed_in_as(dana)
    danas.get_by_role("navigation", name="Main").get_by_role("link", name="Missing now").click()
    danas.get_by_role("link", name="Jude Farrow", exact=True).click()
    expect(danas.get_by_text("not handed over yet")).to_be_visible()
    danas.get_by_role("link", name="Record the handover at 18").click()
    danas.get_by_role("radio", name="Adult services and the police").check()
    danas.get_by_label("Who took it over?").fill("Kim Doyle, adult safeguarding")
    danas.get_by_label("When?").fill("07:30")
    danas.get_by_role("button", name="Record the handover").click()
    expect(danas.get_by_role("status").filter(has_text="The episode stays open until they are found.")).to_be_visible()
    expect(danas.get_by_text("to Kim Doyle, adult safeguarding")).to_be_visible()

    # A day later nobody is chased for a handover. He is found, and no longer a child: the interview says so.
    clock.set("2026-11-21 09:00")
    a_minute_passes()
    a_minute_passes()
    assert not [mail for mail in mailbox.mails if "not handed over" in mail["Subject"]]
    danas = signed_in_as(dana)
    doing.record_return(danas, "Jude Farrow", at="08:15")
    danas.get_by_role("link", name="Return home interview").click()
    expect(danas.get_by_text("a manager may decide that none is required")).to_be_visible()


def test_found_and_refusing_to_come_back(clock, signed_in_as, team, dana, priya, mailbox, a_minute_passes):
    clock.set("2026-11-16 08:30")
    child = YoungPersonFactory(
        first_name="Kayden", last_name="Marsh", reference="YP00101", team=team, social_worker=dana
    )
    PlacementFactory(young_person=child)
    danas = signed_in_as(dana)
    doing.log_episode(danas, "Marsh", "Kayden Marsh", since="yesterday 21:15")

    # Found at a friend's, and refusing: not missing any more, and not back either.
    danas.get_by_role("link", name="Record return").click()
    danas.get_by_role("radio", name="Found, and refusing to come back").check()
    danas.get_by_role("button", name="Record return").click()
    expect(danas.get_by_text("Write when they were found.").first).to_be_visible()
    danas.get_by_label("When were they found?").fill("08:00")
    danas.get_by_label("How did they come back, and how are they?").fill("At Tyler’s. Well, and will not come home.")
    danas.get_by_role("button", name="Record return").click()
    expect(danas.get_by_role("status").filter(has_text="goes on as away")).to_be_visible()
    danas.get_by_role("link", name="Missing now 0").click()
    expect(danas.get_by_text("Nobody is missing now.")).to_be_visible()
    away = danas.get_by_role("row").filter(has_text="Found, refusing to come back")
    expect(away).to_contain_text("Kayden Marsh")

    # The interview is due 72 hours from when he was found; the queue says how it ended.
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    row = priyas.get_by_role("row").filter(has_text="Kayden Marsh")
    expect(row).to_contain_text("2 days 23 hours left")
    expect(row).to_contain_text("Found and refusing to come back")

    # On Wednesday he comes back by himself: the time away ends, and a second talk is offered for it.
    clock.set("2026-11-18 19:00")
    danas = signed_in_as(dana)
    doing.record_return(danas, "Kayden Marsh", at="18:30")
    expect(
        danas.get_by_role("status").filter(has_text="Return recorded. The interview is in the queue.")
    ).to_be_visible()
    expect(danas.get_by_text("Found after")).to_be_visible()
    priyas = signed_in_as(priya)
    doing.go_to_queue(priyas)
    expect(priyas.get_by_role("row").filter(has_text="Kayden Marsh")).to_have_count(2)
