"""Filters that say times and lengths as people say them. Instants are shown in Europe/London."""

import re
from datetime import timedelta
from decimal import Decimal

from django import template
from django.utils.html import format_html_join
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
from people.lengths import counted, in_words

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
    return "" if distance is None else counted(int(distance), "mile")
