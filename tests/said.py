from typing import Any

from django.contrib.messages import get_messages


def said(response: Any) -> str:
    """What the flash messages of a response say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
