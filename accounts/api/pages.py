from rest_framework.pagination import CursorPagination


class Pages(CursorPagination):
    """A list in pages that stay true while records are added: each answer says where the next one begins."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
    cursor_query_description = "Where the page begins: from next or previous of another one."
    page_size_query_description = "How many to a page, 200 at most."
