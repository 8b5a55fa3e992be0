"""docs/emails.md is what the code sends, with a picture of each kind; each kind is there as text and as HTML."""

import re
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from alerts import catalogue
from alerts.sources import all_sources
from tests.emails import and_its_variants, one_of_each_kind

DOCS = settings.BASE_DIR / "docs"


def test_the_file_is_what_the_command_writes(tmp_path: Path, settings) -> None:
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    said = StringIO()
    call_command("email_catalogue", stdout=said)
    written = (tmp_path / "docs" / "emails.md").read_text()
    assert written == (DOCS / "emails.md").read_text(), "run manage.py email_catalogue"
    assert f"{len(catalogue.all_kinds())} kinds" in said.getvalue()


def test_it_tells_of_every_stage_with_whom_it_tells() -> None:
    written = catalogue.write()
    for source in all_sources():
        assert f"### {source.label}\n" in written
    assert (
        "| due within 24 hours | 24 hours before the deadline | who holds it; where there is none, Missing Returns"
        in written
    )
    assert "| overdue by 72 hours … overdue by 258 weeks | 85 times, the first 72 hours after the deadline |" in written
    assert "whoever is named on it. Not to whoever made it happen. At once; outside" in written
    assert "### Weekly missing e-mail\n" in written
    assert "### Choose a new password\n" in written


def test_it_tells_of_everybody_who_may_have_one_besides_those_of_the_table() -> None:
    written = " ".join(catalogue.write().split())
    for source in all_sources():
        (about,) = re.findall(rf"### {re.escape(source.label)} (.*?)!\[", written)
        out_of_hours = "outside office hours also to the on-call manager and the duty mailbox, where there is one."
        assert (out_of_hours in about) == source.at_once, source.kind
    assert "an administrator may choose others, and set other hours" in written
    assert "Whoever covers for somebody who is told has it too while they are away" in written
    assert "### An alert that was put off" in written
    assert "“You asked to be reminded of it today.”" in written
    assert "You asked to be reminded of it today." in one_of_each_kind()["reminder"].text


def test_what_a_query_decides_is_put_into_words() -> None:
    assert catalogue.unexplained() == []


def test_every_kind_has_its_picture_and_no_picture_is_of_none() -> None:
    pictures = {path.stem: path.stat().st_size for path in (DOCS / catalogue.FOLDER).glob("*.png")}
    assert set(pictures) == set(catalogue.all_kinds()) == set(one_of_each_kind()), "run make pictures"
    assert max(pictures.values()) < 60_000


@pytest.mark.parametrize("name", and_its_variants())
def test_every_email_is_there_as_text_and_as_html(name: str) -> None:
    subject, text, html = and_its_variants()[name]
    assert subject
    assert "\n" not in subject
    assert not re.search(r"<\w+|&\w+;|{{|{%|\n\n\n", text), text
    assert html.lower().startswith("<!doctype html>")
    assert '<html lang="en-GB">' in html
    assert "<style" not in html
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    links = re.findall(r"https?://\S+", text)
    assert links
    assert [link for link in links if f'href="{link}"' not in html] == []
    assert "NaN" not in text + html
    assert "None," not in text + html


def test_the_duty_mailbox_reads_the_same_as_text_and_as_html() -> None:
    emails = and_its_variants()
    plain = emails["new_episode-to-the-duty-mailbox"]
    restricted = emails["new_episode-to-the-duty-mailbox-of-a-restricted-record"]
    for said in ("It is outside office hours.", "E00417"):
        assert said in plain.text
        assert said in plain.html
    for said in (
        "The record is restricted. Ring Yasmin Qureshi, 01632 960004",
        "Care Team North",
        "See who is on call",
    ):
        assert said in restricted.text
        assert said in restricted.html
    assert "E00417" not in restricted.text + restricted.html


def test_an_administrator_is_told_of_the_same_page_as_text_and_as_html() -> None:
    for said in and_its_variants()["interview-to-an-administrator"][1:]:
        assert "Open your alerts" in said


def test_every_template_of_an_email_has_its_other_half() -> None:
    templates = settings.BASE_DIR / "templates"
    files = {path for path in templates.rglob("email/*") if path.is_file()}
    assert len(files) >= 6
    for path in files:
        assert {path.with_suffix(".txt"), path.with_suffix(".html")} <= files, path


def test_nothing_leaves_past_the_outbox() -> None:
    """Django's own ways of sending are used in one place alone."""
    own_ways = re.compile(r"send_mail\(|EmailMessage|EmailMultiAlternatives|email_user\(")
    rooms = [settings.BASE_DIR / room for room in ("accounts", "alerts", "people", "missing", "reporting")]
    found = [path for room in rooms for path in room.rglob("*.py") if own_ways.search(path.read_text())]
    assert {path.name for path in found} == {"handing_over.py", "smtp.py"}, "the outbox, and its way to the mail server"
