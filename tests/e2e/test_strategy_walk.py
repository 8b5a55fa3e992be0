"""Harm that is told, from the alert to the strategy discussion that was held; and one that a manager declines."""

from datetime import timedelta

from playwright.sync_api import expect

from accounts.rules import Role
from missing.actions import mark_harm_told, report_missing
from missing.codes import Category, PoliceRisk
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

TOLD = "The man with the car took my phone and hit me."


def test_harm_is_told_discussed_and_another_declined(
    clock, signed_in_as, team, dana, priya, mailbox, a_minute_passes
) -> None:
    clock.set("2026-11-16 18:00")
    harjit = UserFactory(
        full_name="Harjit Sandhu", email="harjit@northcliffe.example", roles=[Role.TEAM_MANAGER], teams=[team]
    )
    marcus = UserFactory(full_name="Marcus Bello", email="marcus@northcliffe.example", roles=[Role.DUTY])
    director = UserFactory(full_name="Beatrice Lund", email="beatrice@northcliffe.example", roles=[Role.DIRECTOR])
    jude = YoungPersonFactory(first_name="Jude", last_name="Farrow", team=team, social_worker=dana)
    long_back = EpisodeFactory(young_person=jude, started_at=clock.now() - timedelta(days=9), returned=True)
    interview = ReturnInterviewFactory(episode=long_back, alerts_from=clock.now())
    a_minute_passes()

    # Monday evening, days after the return: the interviewer has typed no more than this when her browser closes.
    mark_harm_told(actor=priya, interview=interview, what_was_told=TOLD, by_whom="home")
    a_minute_passes()
    a_minute_passes()
    for user in (dana, harjit, marcus):
        (mail,) = (mail for mail in mailbox.to(user.email) if "Harm told" in mail["Subject"])
        assert "Jude" not in mail.as_string()
        assert "phone" not in mail.get_body(("plain",)).get_content()

    # The emergency duty team reads what was told, though the child came back long ago, and tries to hold it.
    page = signed_in_as(marcus)
    page.get_by_role("banner").get_by_role("link", name="Alerts").click()
    page.get_by_role("link", name="Harm told, strategy discussion due").click()
    expect(page.get_by_text(TOLD)).to_be_visible()
    expect(page.get_by_text("By a carer of the home")).to_be_visible()
    expect(page.get_by_role("link", name="It is not needed")).to_have_count(0)
    page.get_by_role("button", name="Take it myself").click()
    expect(page.get_by_role("status").filter(has_text="You call it together.")).to_be_visible()

    # A day later nothing is written down: the team manager is told again, and holds it with the police.
    clock.set("2026-11-17 18:05")
    a_minute_passes()
    a_minute_passes()
    assert mailbox.to(harjit.email)[-1]["Subject"] == "Strategy discussion neither held nor declined for 24 hours"
    page = signed_in_as(harjit)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Strategy discussions 1").click()
    page.get_by_role("link", name="Jude Farrow").click()
    page.get_by_role("link", name="It was held").click()
    page.get_by_label("When was it held?").fill("17:00")
    page.get_by_role("group", name="Did the police take part?").get_by_label("Yes").check()
    page.get_by_role("group", name="Did the Locate officer take part?").get_by_label("Yes").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_contain_text("Choose what came of it.")
    page.get_by_label("Who of the police?").fill("DS Ann Carr, public protection")
    page.get_by_label("Section 47 enquiry").check()
    page.get_by_label("What was decided?").fill("Dana Whit visits tonight with the police.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Dana Whit visits tonight with the police.")).to_be_visible()
    expect(page.get_by_role("link", name="Strategy discussions 0")).to_be_visible()

    # Missing again at high risk: new grounds. A manager declines, and nobody is told any more.
    clock.set("2026-11-18 09:00")
    report_missing(
        actor=dana,
        young_person=jude,
        category=Category.MISSING,
        started_at=clock.now() - timedelta(hours=1),
        police_risk=PoliceRisk.HIGH,
    )
    page = signed_in_as(harjit)
    page.get_by_role("heading", name="Strategy discussions due").wait_for()
    page.get_by_role("list").filter(has_text="due by the end of").get_by_role("link", name="Jude Farrow").click()
    page.get_by_role("link", name="It is not needed").click()
    page.get_by_label("Why is it not needed?").fill("The enquiry of last night goes on, the police are part of it.")
    page.get_by_role("button", name="Decline the strategy discussion").click()
    expect(page.get_by_text("The enquiry of last night goes on")).to_be_visible()
    clock.set("2026-11-21 09:05")
    a_minute_passes()
    a_minute_passes()
    assert not [mail for mail in mailbox.to(director.email) if "neither held nor declined" in mail["Subject"]]
