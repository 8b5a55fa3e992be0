import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError as NoSuchPlace
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class Pages(CursorPagination):
    """A list in pages that stay true while records are added: each answer says where the next one begins."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
    cursor_query_description = "Where the page begins: from next or previous of another one."
    page_size_query_description = "How many to a page, 200 at most."

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: Any = None
    ) -> list[Any] | None:
        """A cursor that can be read and names no place in the list is as invalid as one that cannot be read."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NoSuchPlace, ValueError) as error:
            raise NotFound(self.invalid_cursor_message) from error

    def get_page_size(self, request: Request) -> int | None:
        """Raises ValidationError for what is no number from one on; beyond the most it is the most."""
        typed = request.query_params.get(self.page_size_query_param, str(self.page_size))
        if not re.fullmatch(r"0*[1-9][0-9]{0,8}", typed, re.ASCII):
            raise ValidationError({self.page_size_query_param: f"Write a whole number from 1 to {self.max_page_size}."})
        return min(int(typed), self.max_page_size)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        described = super().get_schema_operation_parameters(view)
        for parameter in described:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"minimum": 1}
        return described
