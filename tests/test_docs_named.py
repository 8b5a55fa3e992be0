"""Whatever code, templates and docs say is under docs/ is there, and links between the docs lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

from launch import PROJECT

FOLDERS = ("accounts", "alerts", "config", "demo", "docs", "launch", "missing", "people", "reporting", "requirements")
FOLDERS += ("scss", "static/js", "templates", "tests")
KINDS = {".css", ".html", ".in", ".js", ".md", ".py", ".scss", ".txt"}
AT_THE_TOP = (".env.example", "CHANGELOG.md", "Makefile", "README.md", "conftest.py", "manage.py", "pyproject.toml")
NAMED = re.compile(r"\bdocs/[\w./-]*\w")
LINK = re.compile(r"\]\(([^)#\s]+)")


def texts() -> Iterator[tuple[Path, str]]:
    paths = [PROJECT / name for name in AT_THE_TOP]
    for folder in FOLDERS:
        paths += [path for path in (PROJECT / folder).rglob("*") if path.suffix in KINDS]
    for path in paths:
        yield path, path.read_text()


def test_every_page_of_docs_that_is_named_is_there() -> None:
    named = [(path, name) for path, text in texts() for name in NAMED.findall(text)]
    assert len(named) > 50
    gone = [f"{path.relative_to(PROJECT)} names {name}" for path, name in named if not (PROJECT / name).exists()]
    assert not gone


def test_every_link_between_the_docs_leads_somewhere() -> None:
    links = [
        (path, link)
        for path, text in texts()
        if path.suffix == ".md"
        for link in LINK.findall(text)
        if "://" not in link and not link.startswith("mailto:")
    ]
    assert links
    gone = [f"{path.relative_to(PROJECT)} links to {link}" for path, link in links if not (path.parent / link).exists()]
    assert not gone
