"""Filters that say times and lengths as people say them. Instants are shown in Europe/London."""

import re
from datetime import timedelta
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from people.days import (
    about_time,
    about_time_in_words,
    deadline_in_words,
    full_date,
    plain_date,
    plain_time,
    time_in_words,
    time_on_record,
)
from people.lengths import in_words, miles_in_words

register = template.Library()
register.filter(plain_time)
register.filter(time_in_words)
register.filter(time_on_record)
register.filter(about_time)
register.filter(about_time_in_words)
register.filter(deadline_in_words)
register.filter(plain_date)
register.filter(full_date)


@register.filter
def plain_length(length: timedelta | None) -> str:
    """How long, in the two largest units: `1 day 6 hours`."""
    return "" if length is None else in_words(length)


TELEPHONE = re.compile(r"(?<![\w+./-])(?:\+44|0)(?:[ -]?\(?\d\)?){9,10}(?![\w/-])")
"""A number of the United Kingdom as it is written down: `01632 960101`, `+44 7700 900123`."""


@register.filter
def ringable(words: object) -> SafeString:
    """With each telephone number a link that rings it: wherever one is shown, it may be read on a telephone.

    >>> ringable("Mo on 01632 960101 <mo>")
    'Mo on <a href="tel:01632960101">01632 960101</a> &lt;mo&gt;'
    >>> ringable("Log 4471999, born 01/02/2011")
    'Log 4471999, born 01/02/2011'
    """
    if isinstance(words, SafeString) or words is None:
        return conditional_escape("" if words is None else words)
    text, parts, upto = str(words), [], 0
    for found in TELEPHONE.finditer(text):
        number = re.sub(r"[^\d+]", "", found[0])
        parts += [
            conditional_escape(text[upto : found.start()]),
            format_html('<a href="tel:{}">{}</a>', number, found[0]),
        ]
        upto = found.end()
    return SafeString("".join([*parts, conditional_escape(text[upto:])]))


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail address that breaks after its @ and its dots where a narrow column must break it.

    >>> breakable("ada.fry@council.example")
    'ada.<wbr>fry@<wbr>council.<wbr>example'
    """
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in re.split(r"(?<=[@.])", address)))


@register.filter
def miles(distance: Decimal | None) -> str:
    """`41 miles`, to the whole mile below."""
    return "" if distance is None else miles_in_words(distance)
