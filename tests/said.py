import re
from typing import Any

from django.contrib.messages import get_messages


def said(response: Any) -> str:
    """What the flash messages of a response say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def in_words(page: str) -> str:
    """The page with its links as they are read: a telephone number is one."""
    return re.sub(r"</?a\b[^>]*>", "", page)
