"""The main job, from a child who is missing to Friday's e-mail, by the people who do it."""

from playwright.sync_api import expect

from tests.e2e import doing
from tests.factories import CarePeriodFactory, PlacementFactory, YoungPersonFactory

CHILDREN = (("Jude", "Farrow"), ("Kayden", "Marsh"), ("Aaliyah", "Brandt"))


def test_from_missing_to_fridays_email(clock, signed_in_as, team, dana, priya, yasmin, mailbox, a_minute_passes):
    clock.set("2026-11-16 08:30")
    for user in (dana, priya, yasmin):
        user.joined_at = clock.now()
        user.save()
    for number, (first, last) in enumerate(CHILDREN):
        child = YoungPersonFactory(
            first_name=first, last_name=last, reference=f"YP0010{number}", team=team, social_worker=dana
        )
        CarePeriodFactory(young_person=child)
        PlacementFactory(young_person=child, far=first == "Jude")
    a_minute_passes()

    # Monday morning: the social worker logs three who did not come home; a misspelt name is found.
    danas = signed_in_as(dana, by_form=True)
    doing.log_episode(danas, "Farow", "Jude Farrow", since="yesterday 21:15")
    expect(danas.get_by_text("WM-4471123", exact=True)).to_be_visible()
    for name in ("Kayden Marsh", "Aaliyah Brandt"):
        danas.get_by_role("link", name="Home").click()
        doing.log_episode(danas, name, name, since="yesterday 22:00")
    expect(danas.get_by_role("link", name="Missing now 3")).to_be_visible()
    a_minute_passes()
    assert {mail["Subject"] for mail in mailbox.to(priya.email)} == {"New episode logged"}

    # Monday evening: they are back.
    clock.set("2026-11-16 18:00")
    danas = signed_in_as(dana)
    for name in ("Jude Farrow", "Kayden Marsh", "Aaliyah Brandt"):
        doing.record_return(danas, name, at="17:00")
    danas.get_by_role("link", name="Missing now 0").click()
    expect(danas.get_by_text("Nobody is missing now.")).to_be_visible()

    # Tuesday: the officer takes two of them. Nobody answers for Jude, who then declines; Kayden talks.
    clock.set("2026-11-17 10:00")
    priyas = signed_in_as(priya)
    doing.take(priyas, "Jude Farrow")
    doing.open_interview(priyas, "Jude Farrow")
    doing.attempt(priyas, method="Telephone", result="No answer")
    expect(priyas.get_by_text("Tried telephone: no answer.", exact=True)).to_be_visible()
    doing.decline(priyas, because="Does not want to talk", at="now")
    expect(priyas.get_by_text("Declined by the young person").first).to_be_visible()
    doing.take(priyas, "Kayden Marsh")
    doing.open_interview(priyas, "Kayden Marsh")
    doing.complete(priyas, at="09:30", account="He missed his brother and went to see him.")
    expect(priyas.get_by_text("He missed his brother and went to see him.")).to_be_visible()
    doing.go_to_queue(priyas)
    expect(priyas.get_by_role("link", name="All to do 1")).to_be_visible()
    expect(priyas.get_by_role("link", name="Declined, contact due 1")).to_be_visible()

    # Thursday: nobody took Aaliyah's, and its 72 hours are over. The bell says so, and so does a mail, without a name.
    clock.set("2026-11-19 17:05")
    before = len(mailbox.to(priya.email))
    a_minute_passes()
    a_minute_passes()
    (mail,) = mailbox.to(priya.email)[before:]
    assert mail["Subject"] == "Return home interview due now"
    text = mail.get_body(("plain",)).get_content()
    assert "Aaliyah" not in mail.as_string()
    assert "Brandt" not in mail.as_string()
    priyas = signed_in_as(priya)
    bell = priyas.get_by_role("banner").get_by_role("link", name="Alerts")
    expect(bell).to_contain_text("to read")
    bell.click()
    alert = priyas.get_by_role("row").filter(has_text="Return home interview due now")
    expect(alert).to_contain_text("Aaliyah Brandt")
    expect(alert).to_contain_text("Overdue by")
    priyas.goto(_path_of(text))
    expect(priyas.get_by_role("heading", level=1)).to_contain_text("Aaliyah Brandt")
    expect(priyas.get_by_text("Overdue by").first).to_be_visible()

    # Friday: the weekly e-mail is built at eight and leaves at ten by itself, to who manages the service.
    clock.set("2026-11-20 08:01")
    a_minute_passes()
    assert not _weekly(mailbox, yasmin)
    clock.set("2026-11-20 10:01")
    a_minute_passes()
    a_minute_passes()
    (weekly,) = _weekly(mailbox, yasmin)
    text = weekly.get_body(("plain",)).get_content()
    assert "Interviews overdue: 1" in text
    assert "Went missing this week: 3" in text
    yasmins = signed_in_as(yasmin)
    yasmins.get_by_role("navigation", name="Main").get_by_role("link", name="Weekly e-mail").click()
    expect(yasmins.locator("main")).to_contain_text("20 November")
    assert {mail["To"] for mail in mailbox.mails} <= {dana.email, priya.email, yasmin.email}


def _weekly(mailbox, user):
    return [mail for mail in mailbox.to(user.email) if "eekly" in mail["Subject"]]


def _path_of(text: str) -> str:
    """The address in a mail, as a path of the server under test."""
    url = next(word for word in text.split() if word.startswith("http"))
    return "/" + url.split("/", 3)[3]
