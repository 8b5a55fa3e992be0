from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS_A_PAGE = 50


class CountedPaginator(Paginator):
    """A paginator whose number of rows is known already, so that it is not counted twice."""

    def __init__(self, rows: Any, per_page: int, known_count: int) -> None:
        super().__init__(rows, per_page)
        self.known_count = known_count

    @cached_property
    def count(self) -> int:
        return self.known_count


def page_of(request: HttpRequest, rows: Any, known_count: int | None = None) -> Page:
    """The page that `?page=` asks for; a number that is none gives the nearest page there is."""
    if known_count is None and isinstance(rows, Sequence):
        known_count = len(rows)
    if known_count is None:
        return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    paginator = CountedPaginator(rows, ROWS_A_PAGE, known_count)
    return paginator.get_page(request.GET.get("page"))
