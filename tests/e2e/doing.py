"""What people do with the pages, in their own words. Each works with and without JavaScript."""

from playwright.sync_api import Page, expect


def find_to_log(page: Page, typed: str, name: str, *, has_javascript: bool = True) -> None:
    """From the home page to the form of one young person."""
    page.get_by_role("link", name="Log an episode").click()
    box = page.get_by_label("Who is it?")
    if has_javascript:
        box.press_sequentially(typed)
    else:
        box.fill(typed)
        page.locator("main").get_by_role("button", name="Find").click()
    page.locator("#person-results").get_by_role("link", name=name).click()


def log_episode(page: Page, typed: str, name: str, *, since: str, has_javascript: bool = True) -> None:
    find_to_log(page, typed, name, has_javascript=has_javascript)
    page.get_by_role("radio", name="Missing", exact=True).check()
    page.get_by_label("Since when?").fill(since)
    page.get_by_label("Who told you?").fill("Ann, night staff")
    page.get_by_label("What is known?").fill("Left by the back door in a black coat.")
    page.get_by_text("The police have been told").click()
    page.get_by_label("When were the police told?").fill(since)
    page.get_by_label("Police reference").fill("WM-4471123")
    page.get_by_role("button", name="Log the episode").click()
    expect(page.get_by_role("status").filter(has_text="Logged as")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def record_return(page: Page, name: str, *, at: str) -> None:
    """From any page, by who is missing now."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Missing now").click()
    page.get_by_role("row").filter(has_text=name).get_by_role("link", name="Record return").click()
    page.get_by_role("radio", name="Back at home or in their placement").check()
    page.get_by_label("When did they come back?").fill(at)
    page.get_by_role("button", name="Record return").click()
    expect(page.get_by_role("status").filter(has_text="Return recorded.")).to_be_visible()


def take(page: Page, name: str) -> None:
    go_to_queue(page)
    page.get_by_role("button", name=f"Take {name}").click()
    expect(page.get_by_role("status").filter(has_text=f"{name} is yours now.")).to_be_visible()


def go_to_queue(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Interviews").click()


def open_interview(page: Page, name: str) -> None:
    go_to_queue(page)
    page.get_by_role("row").filter(has_text=name).get_by_role("link", name=name).click()


def offer(page: Page, *, method: str, response: str) -> None:
    form = page.get_by_role("region", name="Offered it?")
    form.get_by_label("Offered", exact=True).select_option(label=method)
    form.get_by_label("They", exact=True).select_option(label=response)
    form.get_by_role("button", name="Write down the offer").click()
    expect(page.get_by_role("status").filter(has_text="Offer written down.")).to_be_visible()


def attempt(page: Page, *, method: str, result: str) -> None:
    form = page.get_by_role("region", name="Tried, and could not?")
    form.get_by_label("Tried", exact=True).select_option(label=method)
    form.get_by_label("What happened").select_option(label=result)
    form.get_by_role("button", name="Write down the attempt").click()
    expect(page.get_by_role("status").filter(has_text="Attempt written down.")).to_be_visible()


def decline(page: Page, *, because: str, at: str) -> None:
    page.get_by_role("link", name="Declined or not done").click()
    page.get_by_role("radio", name="Declined by the young person").check()
    page.get_by_label("Why did they decline?").select_option(label=because)
    page.get_by_label("When?", exact=True).fill(at)
    page.get_by_role("group", name="Have you asked parents or carers").get_by_role("radio", name="Not yet").check()
    page.get_by_role("button", name="Close without an interview").click()
    expect(page.get_by_role("status").filter(has_text="A social work contact is due by")).to_be_visible()


def complete(page: Page, *, at: str, account: str) -> None:
    page.get_by_role("link", name="Record the interview").click()
    write_record(page, at=at, account=account)
    page.get_by_role("button", name="Record the interview").click()
    expect(page.get_by_role("status").filter(has_text="Interview recorded.")).to_be_visible()


def told_of_harm(page: Page, answer: str) -> None:
    page.get_by_role("group", name="Did they tell of harm").get_by_role("radio", name=answer, exact=True).check()


def write_record(page: Page, *, at: str, account: str) -> None:
    """From the list of sections: what is needed, up to the last button."""
    to_section(page, "Before you begin")
    page.get_by_label("I told them what stays with me and what I must pass on").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("In their own words")
    page.get_by_label("What did they say?").fill(account)
    told_of_harm(page, "No")
    page.get_by_role("button", name="Save and go to the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Record the interview")
    to_section(page, "How you talked, and finish")
    page.get_by_label("When did you talk?").fill(at)
    page.get_by_role("radio", name="Face to face").check()
    page.get_by_role("group", name="Who did the interview?").get_by_role("radio").first.check()


def to_section(page: Page, title: str) -> None:
    """From the list of sections of an interview's record, or from another section."""
    page.locator("ol.progress").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
