"""A reference in an address: no record is hidden by a page that stands where its reference would."""

import re
from urllib.parse import unquote

import pytest
from django.urls import get_resolver, resolve, reverse

from people.converters import PAGES

BEFORE_A_REFERENCE = ("young-people/", "episodes/", "episodes/new/", "interviews/")


def test_every_page_beside_references_is_known() -> None:
    """Read from the addresses: the fixed part that stands where a reference may."""
    found = set()
    for pattern in every_pattern(get_resolver()):
        for before in BEFORE_A_REFERENCE:
            if match := re.match(rf"{before}([a-z-]+)/", pattern):
                found.add(match[1])
    assert found == PAGES


@pytest.mark.parametrize("reference", [*sorted(PAGES), "..", "a/b", "50%"])
@pytest.mark.parametrize(
    "page", ["people:young_person", "missing:episode", "missing:interview", "missing:log_episode_for"]
)
def test_whoever_has_the_reference_has_the_page(page: str, reference: str) -> None:
    match = resolve(unquote(reverse(page, args=[reference])))  # as the web server hands it over
    assert (match.view_name, list(match.kwargs.values())) == (page, [reference])


def every_pattern(resolver, before: str = ""):
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from every_pattern(pattern, here)
        else:
            yield here
