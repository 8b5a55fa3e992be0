"""A reference as a part of an address: a council's own may hold a slash or a percent sign."""

from urllib.parse import quote, unquote

from django.urls import register_converter


class ReferenceConverter:
    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        reference = unquote(value)
        if "\0" in reference:
            raise ValueError("no reference holds a NUL")
        return reference

    def to_url(self, value: str) -> str:
        return quote(value, safe="")


register_converter(ReferenceConverter, "ref")
