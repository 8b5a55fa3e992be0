"""A reference as a part of an address: a council's own may hold a slash or a percent sign."""

from urllib.parse import quote, unquote

from django.urls import register_converter

PAGES = {"begun", "drafts", "new", "restricted", "search", "selected", "without-worker"}
"""Pages that stand where a reference may: one of that name has its first letter escaped."""

FOLDED = {".", ".."}
"""Parts of an address that a browser takes for this folder and the one above, unless their first dot is escaped."""


class ReferenceConverter:
    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        reference = unquote(value)
        if "\0" in reference:
            raise ValueError("no reference holds a NUL")
        return reference

    def to_url(self, value: str) -> str:
        if value in PAGES | FOLDED:
            return f"%{ord(value[0]):02X}{value[1:]}"
        return quote(value, safe="")


register_converter(ReferenceConverter, "ref")
